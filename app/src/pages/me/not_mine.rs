//! The question before a record is hidden: `/me/not-mine`. Which record it is, what happens, what does not.

use chrono::Datelike;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::names::{names_of, years};
use super::records::place;
use crate::domain::calendar::long_date;
use crate::domain::own::{RecordKind, RecordName};
use crate::pages::visit::{Visitor, frame, visitor};
use crate::records::Records;
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};
use crate::ui::form_key::FormKey;
use crate::ui::trouble::TroubleNotice;

/// The record that the address asks for.
struct Asked {
    kind: RecordKind,
    year: i32,
    token: String,
}

/// The page.
#[component]
pub fn NotMinePage() -> impl IntoView {
    let today = frame().today;
    let asked = use_query_map().with_untracked(|query| {
        let year = query.get("year").map_or(Some(today.year()), |text| text.parse().ok());
        Some(Asked {
            kind: RecordKind::from_code(query.get_str("kind")?)?,
            year: year.filter(|year| years(today).contains(year))?,
            token: query.get("record")?,
        })
    });
    let visitor = visitor();
    view! {
        <div class="head">
            <p class="crumb"><a href="/me">"あなたの情報"</a></p>
            <h1>"あなたのものでない記録を隠す"</h1>
        </div>
        {Suspend::new(async move {
            match asked {
                None => none().into_any(),
                Some(asked) => question(asked, visitor).await,
            }
        })}
    }
}

async fn question(asked: Asked, visitor: Visitor) -> AnyView {
    let names = match names_of(&*visitor.records, asked.kind, asked.year).await {
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => answer.value,
    };
    let Some(name) = names.into_iter().find(|name| visitor.keeping.token_of(name) == asked.token) else {
        return none().into_any();
    };
    let facts = facts(&name, &*visitor.records, asked.year).await;
    let Asked { kind, year, token } = asked;
    view! {
        <p class="say">"次の記録は、あなたのものではありませんか。"</p>
        <Card title=format!("{}の記録", kind.label())>
            <Facts>
                {facts.into_iter().map(|(name, value)| view! { <Fact name=name>{value}</Fact> }).collect_view()}
            </Facts>
        </Card>
        <Card title="「私のものではありません」を押すと">
            <ul class="dots">
                <li>"この記録は、すぐに、このサイトのどのページにも出なくなります。合計、確定申告のファイル、受け取るファイルからも外れます。"</li>
                <li>"隠したことと控え番号が「あなたの情報」のページに残り、次にすること（どこに電話するか）がそこに出ます。"</li>
                <li>"もとの記録は消えません。病院や薬局には、保険者が直すまで見えることがあります。"</li>
                <li>"まちがえて隠しても、「やはり私のものでした」でもとに戻せます。"</li>
            </ul>
            <p>"迷うときは、日付と場所を、お薬手帳や領収書と見くらべてください。"</p>
            <form method="post" action="/me/disown">
                <FormKey/>
                <input type="hidden" name="kind" value=kind.code()/>
                <input type="hidden" name="year" value=year/>
                <input type="hidden" name="record" value=token/>
                <div class="actions">
                    <button class="btn big">"私のものではありません（隠す）"</button>
                    <a class="btn line big" href=format!("/me?year={year}#{}", kind.code())>"やめて戻る"</a>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

/// What tells the record, in the words of its source.
async fn facts(name: &RecordName, records: &dyn Records, year: i32) -> Vec<(&'static str, String)> {
    let told =
        |text: Option<String>| text.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| "記録なし".to_owned());
    match name.kind {
        RecordKind::Eligibility => {
            let line = records.eligibility().await.map(|answer| answer.value.line).unwrap_or_default();
            let one = line.into_iter().find(|one| RecordName::of_eligibility(one) == *name);
            one.map(|one| {
                vec![
                    ("保険者", one.insurer_name.clone()),
                    ("期間", one.period_words()),
                    ("本人か家族か", one.relation.label().to_owned()),
                    ("書かれている氏名", one.person.name.clone()),
                    ("書かれている生年月日", long_date(one.person.birth)),
                ]
            })
            .unwrap_or_default()
        }
        RecordKind::Checkup => {
            let visits = records.checkups().await.map(|answer| answer.value).unwrap_or_default();
            let one = visits.into_iter().find(|one| RecordName::of_visit(one) == *name);
            one.map(|one| {
                vec![
                    ("受診日", long_date(one.date)),
                    ("健診を受けた所", told(one.facility_name)),
                    ("保険者", told(one.insurer_name)),
                ]
            })
            .unwrap_or_default()
        }
        RecordKind::Drugs => vec![("月", name.day.to_string()), ("薬局・病院", place(&name.from).to_owned())],
        RecordKind::Expense => {
            let rows = records.expenses(year).await.map(|answer| answer.value.rows).unwrap_or_default();
            let one = rows.into_iter().find(|row| RecordName::of_expense(row) == *name);
            one.map(|row| {
                vec![
                    ("診療を受けた月", row.month.to_string()),
                    ("病院・薬局", place(&row.institution).to_owned()),
                    ("受けた人", row.patient.clone()),
                ]
            })
            .unwrap_or_default()
        }
    }
}

fn none() -> impl IntoView {
    view! {
        <section class="banner">
            <h2>"その記録は見つかりません"</h2>
            <p>"すでに隠してあるか、もとの記録がなくなったようです。何も変更されていません。"</p>
            <div class="actions"><a class="btn" href="/me">"あなたの情報を開く"</a></div>
        </section>
    }
}
