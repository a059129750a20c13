//! The line of insurers: from when to when, why each was lost, gaps and overlaps, and what became of the bills of a month in
//! which the insurer changed.

mod bills;
mod gap;

use std::cmp::Reverse;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::now::phone;
use crate::domain::calendar::long_date;
use crate::domain::eligibility::line::{Stretch, Unknown};
use crate::domain::eligibility::scheme::Scheme;
use crate::domain::eligibility::{Eligibility, EligibilityStatus};
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;
use crate::ui::verdict_chip::{ChipTone, VerdictChip};

/// Address of this page, to which a sentence about validity may lead.
const PATH: &str = "/insurance/history";

/// The page.
#[component]
pub fn InsuranceHistoryPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let today = frame.today;
    let content = match visitor.records.eligibility().await {
        Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) if answer.value.line.is_empty() => view! {
            <Card title={if answer.value.hidden.is_empty() { "健康保険の記録がありません" } else { "隠していない健康保険の記録はありません" }}>
                <p>{answer.value.told(today).sentence}</p>
                {answer.value.told(today).way.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                {answer.value.told(today).link.filter(|(to, _)| *to != PATH).map(|(to, words)| view! { <p><a href=to>{words}</a></p> })}
                <p><AsOf at=answer.as_of today/></p>
            </Card>
        }
        .into_any(),
        Ok(answer) => {
            let status = answer.value;
            // Nobody passes bills on between insurers of somebody who never had one.
            let insured = !status.hidden.is_empty() || !status.line.iter().all(Eligibility::is_welfare);
            let bills = match insured {
                true => Some(bills::bills(&status, visitor.records.as_ref(), today).await),
                false => None,
            };
            view! {
                {line(&status, today)}
                <p><AsOf at=answer.as_of today/></p>
                {gap::way_on(&status, today)}
                {bills}
            }
            .into_any()
        }
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/insurance">"健康保険の資格"</a></p>
            <h1>"健康保険の移り変わり"</h1>
        </div>
        {content}
    }
}

/// The whole line, newest first: insurers, and between them what is missing or double.
fn line(status: &EligibilityStatus, today: NaiveDate) -> impl IntoView + use<> {
    let found = status.stretches(today);
    // A stretch stands below the insurer that begins with it, and above the one before.
    let mut entries: Vec<(NaiveDate, u8, AnyView)> =
        status.line.iter().map(|one| (one.valid_from, 0, insurer(one, today))).collect();
    entries.extend(found.iter().filter(|one| one.is_gap()).map(|one| (one.from, 0, missing(one, today))));
    entries.extend(found.iter().filter_map(|one| Some((one.from, 0, unknown(one, one.unknown?)))));
    entries.extend(found.iter().filter(|one| one.is_overlap()).map(|one| (one.from, 1, double(one, today))));
    entries.sort_by_key(|(from, order, _)| (Reverse(*from), *order));
    let entries = entries.into_iter().map(|(_, _, entry)| view! { <li>{entry}</li> }).collect_view();
    let gaps = sum(found.iter().filter(|one| one.is_gap()), today);
    let overlaps = sum(found.iter().filter(|one| one.is_overlap()), today);
    let first = status.line.iter().map(|one| one.valid_from).min().unwrap_or(today);
    let unsure = found.iter().any(|one| one.unknown.is_some());
    let summary = match (gaps, overlaps) {
        ((0, _), (0, _)) if unsure => "分かっているかぎり、資格のない期間や、重なった期間はありません。".to_owned(),
        ((0, _), (0, _)) => "資格のない期間や、重なった期間はありません。".to_owned(),
        ((gaps, days), (0, _)) => format!("資格のない期間（すき間）が {gaps}回、合わせて {days}日あります。"),
        ((0, _), (overlaps, days)) => format!("資格が重なった期間が {overlaps}回、合わせて {days}日あります。"),
        ((gaps, days), (overlaps, double)) => {
            format!("資格のない期間（すき間）が {gaps}回 {days}日、重なった期間が {overlaps}回 {double}日あります。")
        }
    };
    let aids = status.line.iter().filter(|one| one.is_welfare()).count();
    let what = match aids {
        0 => "健康保険の資格",
        aids if aids == status.line.len() => "医療扶助の資格",
        _ => "健康保険と医療扶助の資格",
    };
    view! {
        <p class="say">{format!("記録は{}からです。{what}が {}つあります。{summary}", long_date(first), status.line.len())}</p>
        <Card title="いつ、どの健康保険だったか（新しい順）"><ol class="list">{entries}</ol></Card>
    }
}

/// How many stretches, and their days together.
fn sum<'a>(stretches: impl Iterator<Item = &'a Stretch<'a>>, today: NaiveDate) -> (usize, i64) {
    stretches.fold((0, 0), |(count, days), one| (count + 1, days + one.days(today)))
}

fn insurer(one: &Eligibility, today: NaiveDate) -> AnyView {
    let scheme = Scheme::of(one).map(|scheme| view! { {scheme.label()}<br/> });
    let reason = one.loss_reason.clone().map(|reason| view! { <br/>{format!("なくなった理由：{reason}")} });
    let open = one.covers(today).then(
        || view! { <br/>{if one.is_welfare() { "福祉事務所の電話番号：" } else { "保険者の電話番号：" }}{phone(one)} },
    );
    // 医療扶助 knows no insured person.
    let relation = (!one.is_welfare()).then(|| format!(" {}", one.relation.label()));
    let none = (!one.has_days()).then(|| view! { <br/>"得た日になくなっているので、使えた日はありません。" });
    view! {
        <b>{one.insurer_name.clone()}</b>{relation}<br/>
        <span class="soft">{scheme}{one.period_words()}{none}{reason}{open}</span>
    }
    .into_any()
}

/// From when to when, in words.
fn term(one: &Stretch<'_>, today: NaiveDate) -> String {
    match one.to.and_then(|to| to.pred_opt()) {
        Some(last) if last == one.from => format!("{}の1日", long_date(last)),
        Some(last) => format!("{}から{}までの{}日間", long_date(one.from), long_date(last), one.days(today)),
        None => format!("{}から続いていて、今日で{}日目", long_date(one.from), one.days(today)),
    }
}

fn missing(one: &Stretch<'_>, today: NaiveDate) -> AnyView {
    let retroactive = one.to.is_some().then(|| view! { <p>"この期間に受診していたときは、国民健康保険にさかのぼって入れることがあります。市区町村の窓口に聞いてください。"</p> });
    view! {
        <div class="note">
            <p><VerdictChip tone=ChipTone::OutOfRange word="すき間"/>" "<b>{format!("{}、健康保険の資格がありません。", term(one, today))}</b></p>
            {retroactive}
        </div>
    }
    .into_any()
}

/// Days of which nothing can be said, and why.
fn unknown(one: &Stretch<'_>, why: Unknown) -> AnyView {
    let when = match one.to.and_then(|to| to.pred_opt()) {
        Some(last) => format!("{}から{}まで", long_date(one.from), long_date(last)),
        None => format!("{}から", long_date(one.from)),
    };
    let (word, said) = match why {
        Unknown::Hidden => (
            "隠した資格",
            "あなたが「私のものではない」と隠した資格の期間です。この間の資格のことは、ここでは言えません。",
        ),
        Unknown::NotDelivered => (
            "届くのを待っています",
            "新しい資格があると記録されていますが、その内容がまだ届いていません。資格のない期間には数えていません。",
        ),
    };
    view! {
        <div class="note">
            <p><VerdictChip tone=ChipTone::Plain word=word/>" "<b>{when}</b></p>
            <p>{said}</p>
        </div>
    }
    .into_any()
}

fn double(one: &Stretch<'_>, today: NaiveDate) -> AnyView {
    let names: Vec<&str> = one.by.iter().map(|by| by.insurer_name.as_str()).collect();
    let way = if one.to.is_none() {
        "やめたほうの健康保険に電話し、資格が重なっていることを伝えてください。"
    } else {
        "この期間の医療費を、どちらの健康保険が払うかは、保険者どうしで決めます。問い合わせがあれば、答えてください。"
    };
    view! {
        <div class="note">
            <p><VerdictChip tone=ChipTone::OutOfRange word="重なり"/>" "<b>{format!("{}、{}の資格が重なっています。", term(one, today), names.join("と"))}</b></p>
            <p>{way}</p>
        </div>
    }
    .into_any()
}
