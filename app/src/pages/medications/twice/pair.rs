//! What is from several places at once: each of them, the days, and how it was found. Says no more than the records do:
//! nobody has at hand what was only prescribed or given in a hospital, and nobody knows how long something bought was
//! used.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::medication::overlap::{Ground, Shared, Together};
use crate::domain::medication::{DrugKey, DrugSource, STILL_TAKEN, Setting, Supply};
use crate::pages::medications::Around;
use crate::ui::drug_name::drug_name;

/// One ingredient with all its places.
pub(super) fn shared(around: &Around<'_>, group: &Together<'_, '_>, since: Option<NaiveDate>) -> AnyView {
    let sources = group.sources();
    let [one] = group.found[..] else {
        let when: Vec<String> = group
            .found
            .iter()
            .map(|one| {
                let [a, b] = &one.pair;
                let when = when(&one.pair, (one.days, one.times), since);
                format!("「{}」と「{}」：{when}", a.drug.name, b.drug.name)
            })
            .collect();
        let what = group.found.first().map(|one| what(one)).unwrap_or_default();
        return entry(around, what, &sources, &when, "2つずつ、くらべました。");
    };
    let ground = match one.ground {
        Ground::Name => "成分名で見つけました。",
        Ground::Code => "お薬コードのはじめの7けたで見つけました。",
        Ground::Both => "成分名と、お薬コードのはじめの7けたで見つけました。",
        Ground::Product => "お薬の名前か、9けたのお薬コードが同じことで見つけました。",
    };
    entry(around, what(one), &sources, &[when(&one.pair, (one.days, one.times), since)], ground)
}

fn what(one: &Shared<'_>) -> String {
    match one.ground {
        Ground::Product => "同じ製品のお薬".to_owned(),
        Ground::Code => "成分を表すコードが同じお薬".to_owned(),
        Ground::Name | Ground::Both => one.ingredients.join("、"),
    }
}

/// The places, the days, and how it was found.
pub(super) fn entry(
    around: &Around<'_>,
    what: String,
    sources: &[Supply<'_>],
    when: &[String],
    ground: &'static str,
) -> AnyView {
    let when = match when {
        [when] => view! { <p class="small">{when.clone()}{ground}</p> }.into_any(),
        // Each names its drugs, whose strengths must not break.
        all => {
            let lines = all.iter().map(|when| view! { <p class="small">{drug_name(when)}</p> }).collect_view();
            view! { {lines}<p class="small">{ground}</p> }.into_any()
        }
    };
    let off = sources.iter().any(|one| around.hides(one.drug));
    view! {
        <li class=off.then_some("noprint")>
            <h3>{what}</h3>
            <ul class="pair">{sources.iter().map(|one| source(around, one)).collect_view()}</ul>
            {when}
        </li>
    }
    .into_any()
}

/// The days on which both were there, as far as it is known.
pub(super) fn when(
    pair: &[Supply<'_>; 2],
    (days, times): ((NaiveDate, NaiveDate), usize),
    since: Option<NaiveDate>,
) -> String {
    let (from, until) = (long_date(days.0), long_date(days.1));
    // What was handed out before the first day that was looked through may have lasted into the first overlap.
    let may_be_cut = |since: NaiveDate| since.checked_add_days(Days::new(STILL_TAKEN)).is_none_or(|day| days.0 < day);
    let at_least = if since.is_some_and(may_be_cut) { "少なくとも" } else { "" };
    if pair.iter().any(|one| !one.is_dispensed()) {
        return format!(
            "処方されたお薬を受け取ると、{from}から重なる計算です。まだ、両方が手もとにある記録ではありません。"
        );
    }
    if pair.iter().any(Supply::is_inpatient) {
        return format!("入院中に出たお薬があります。日数では、{from}から{until}まで重なる計算です。");
    }
    if pair.iter().any(|one| one.is_open) {
        return format!(
            "{from}から、両方が手もとにある計算です。市販薬をいつまで使ったかの記録がないので、いつまで重なるかは分かりません。"
        );
    }
    if !pair.iter().all(|one| one.has_days) {
        return format!(
            "この回は、{from}に、両方が手もとにある計算です。日数の記録がないお薬なので、いつまで重なるかは分かりません。"
        );
    }
    if times > 1 {
        return format!(
            "{at_least}{from}から{until}まで、1日もとぎれずに両方が手もとにある計算です。上は、いちばん新しい回です。"
        );
    }
    format!("この回は、{from}から{until}まで、両方が手もとにある計算です。")
}

/// One of them: the drug, when, from whom, how long.
fn source(around: &Around<'_>, one: &Supply<'_>) -> AnyView {
    let row = one.from;
    let (when, done) = match row.source {
        DrugSource::Prescription => (long_date(one.start), "に処方（まだ受け取っていない記録）"),
        // The days stand as the person wrote them.
        DrugSource::OverTheCounter => (one.drug.notes.join("、"), "（あなたが書いた市販薬）"),
        _ => (long_date(one.start), "に受け取り"),
    };
    let days = (one.has_days && !one.is_bought())
        .then(|| view! { <span>{format!("{}日分", (one.until - one.start).num_days())}</span> });
    let stay = one.is_inpatient().then(|| view! { <span class="chip none">{Setting::Inpatient.label()}</span> });
    let prescriber = row.prescriber.as_ref().filter(|place| !place.name.trim().is_empty()).map(|place| {
        view! { <span><span class="soft">"処方 "</span>{place.name.clone()}</span> }
    });
    let dispenser =
        (!row.dispenser.name.trim().is_empty()).then(|| view! { <span>{row.dispenser.name.clone()}</span> });
    view! {
        <li>
            <b><a href=around.address(&DrugKey::of(one.drug))>{drug_name(&one.drug.name)}</a></b>
            <p class="dose">{stay}<span>{when}{done}</span>{days}{prescriber}{dispenser}<span class="soft">{row.source_words()}</span></p>
        </li>
    }
    .into_any()
}
