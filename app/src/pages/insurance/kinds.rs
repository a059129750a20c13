//! The twenty kinds of certificates (証類): which the card makes superfluous, which must be carried, which have changed; a
//! person's own are marked.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::certificates::term;
use crate::domain::calendar::{YearMonth, long_date};
use crate::domain::ceiling::class::ClassCode;
use crate::domain::ceiling::tables::table_of;
use crate::domain::eligibility::kinds::{Group, Kind, NEWS, Online, kinds, own};
use crate::domain::eligibility::{Eligibility, ceiling_class_label, share_words, specific_disease_label};
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;
use crate::ui::verdict_chip::{ChipTone, VerdictChip};

/// Numbers of the kinds that say more than that somebody is insured.
const ELDERLY: u8 = 3;
const CEILING: u8 = 16;
const CEILING_AND_MEALS: u8 = 17;
const DISEASE: u8 = 18;

/// The page.
#[component]
pub fn CertificateKindsPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let (own, as_of, current) = match visitor.records.eligibility().await {
        Ok(answer) => {
            let current = answer.value.valid_today(frame.today).cloned();
            (Ok(own(&answer.value, frame.today)), Some(answer.as_of), current)
        }
        Err(trouble) => (Err(trouble), None, None),
    };
    let kinds = kinds();
    let count = |group| kinds.iter().filter(|kind| kind.group == group).count();
    let sentence = format!(
        "{}種類のうち、カードだけでよいものが {}、紙を持っていくものが {}、変わったもの・決まっていないものが {} です。",
        kinds.len(),
        count(Group::Card),
        count(Group::Carry),
        count(Group::Changed)
    );
    let mine = own.as_ref().map(Vec::as_slice).unwrap_or_default();
    let groups = Group::ALL.map(|group| {
        let rows = kinds.iter().filter(|kind| kind.group == group).map(|kind| row(kind, mine)).collect_view();
        view! {
            <Card title=format!("{}（{}種類）", group.label(), count(group))>
                <p>{group.sentence()}</p>
                <ul class="list">{rows}</ul>
            </Card>
        }
    });
    let names: Vec<(&str, Option<String>)> = kinds
        .iter()
        .filter(|kind| mine.contains(&kind.number))
        .map(|kind| (kind.name, current.as_ref().and_then(|current| holding(kind.number, current, frame.today))))
        .collect();
    let yours = match &own {
        Err(trouble) => view! { <TroubleNotice trouble=trouble.clone() compact=true/> }.into_any(),
        Ok(_) if names.is_empty() => {
            view! { <p>"あなたの資格の記録からは、この表のどの証かを決められません。"</p> }.into_any()
        }
        Ok(_) => {
            let names = names
                .into_iter()
                .map(|(name, holding)| view! { <li><b>{name}</b>{holding.map(|words| view! { <br/>{words} })}</li> })
                .collect_view();
            view! { <ul class="dots">{names}</ul><p><a href="/insurance">"金額の説明と例を見る"</a></p> }.into_any()
        }
    };
    let beside = as_of.map(|at| view! { <AsOf at today=frame.today/> }.into_any());
    let news = NEWS
        .iter()
        .map(|((year, month, day), words)| view! { <li><b>{format!("{year}年{month}月{day}日")}</b>"："{*words}</li> })
        .collect_view();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/insurance">"健康保険の資格"</a></p>
            <h1>"受付で見せる証"</h1>
        </div>
        <p class="say">{sentence}</p>
        <section class="card">
            <header><h2>"あなたの証"</h2>{beside}</header>
            {yours}
            <p class="small soft">"学生（マル学）、施設に入っている人（住所地特例）、自治体の助成、日雇特例や船員の証明書は、資格の記録からは分かりません。お手元の証を確かめてください。"</p>
        </section>
        {groups.into_iter().collect_view()}
        <Card title="2019年からあとに変わったこと">
            <ul class="dots">{news}</ul>
            <p class="small soft">"証の種類は、2019年6月の厚生労働省の資料によります。変わったことは、2026年11月に自治体や健康保険の知らせで確かめて書き足しました。確かめられなかった行には、そう書いています。"</p>
        </Card>
    }
}

/// What a person's own certificate of a kind says: share or class, amount, and how long.
fn holding(number: u8, current: &Eligibility, today: NaiveDate) -> Option<String> {
    match number {
        ELDERLY => {
            let one = current.elderly.as_ref()?;
            let share = share_words(Some(one.share_percent));
            Some(format!("窓口で払う割合 {share}。{}", term(one.from, one.until, today)))
        }
        CEILING | CEILING_AND_MEALS => {
            let one = current.ceiling.as_ref()?;
            let rows = ClassCode::parse(&one.class).zip(table_of(YearMonth::of(today)));
            let amount = rows.and_then(|(code, table)| table.row(code.class())).map(|row| {
                let monthly = row.monthly.words();
                row.outpatient.map_or_else(
                    || format!("ひと月の限度額 {monthly}。"),
                    |outside| {
                        format!("外来のひと月の限度額（一人ごと）{outside}。入院を含む世帯のひと月の限度額 {monthly}。")
                    },
                )
            });
            let amount = amount.unwrap_or_default();
            Some(format!("{}。{amount}{}", ceiling_class_label(&one.class), term(one.from, one.until, today)))
        }
        DISEASE => {
            let told = current.specific_diseases.iter().map(|one| {
                let most = one.self_pay.map(|yen| format!("ひと月 {yen} まで。")).unwrap_or_default();
                format!("{}。{most}{}", specific_disease_label(&one.category), term(one.from, one.until, today))
            });
            Some(told.collect::<Vec<_>>().join("／"))
        }
        _ => Some(format!(
            "{}。窓口で払う割合 {}。{}",
            current.insurer_name,
            share_words(current.share_percent),
            current.period_words()
        )),
    }
}

fn row(kind: &Kind, mine: &[u8]) -> impl IntoView + use<> {
    let plan = match kind.online {
        Online::Yes => "オンラインで確かめる",
        Online::No => "オンラインで確かめない",
        Online::UnderReview => "検討中",
    };
    let since = kind.since.map(|day| format!("（{}から）", long_date(day)));
    let unchecked = (!kind.checked).then_some("2019年からあとの変化は、新しい資料では確かめていません。");
    let own = mine.contains(&kind.number).then(|| view! { " "<VerdictChip tone=ChipTone::InRange word="あなたの証"/> });
    view! {
        <li id=format!("kind-{}", kind.number)>
            <b>{kind.name}</b>{own}
            <p>{kind.now}{since}</p>
            <p class="small soft">"持っていた人："{kind.whose}"。2019年の計画："{plan}"。"{unchecked}</p>
        </li>
    }
}
