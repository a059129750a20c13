//! One ingredient from two places at one time, and apart from it one effect class: what the records say, and whom to ask. Never
//! an alarm: two can be meant so.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Around;
use crate::domain::calendar::long_date;
use crate::domain::medication::overlap::{Ground, NotCompared, Overlaps, SameClass, Shared, Why, overlaps};
use crate::domain::medication::{DrugKey, DrugSource, Merged, Supply, class_name};
use crate::ui::drug_name::drug_name;

/// One line above everything else, where there is something to see in the card.
pub(super) fn notice(around: &Around<'_>, found: &Overlaps<'_>) -> Option<AnyView> {
    let count = found.shared.iter().filter(|one| one.is_now(around.today)).count();
    (count > 0).then(|| {
        view! {
            <p class="note noprint">{format!("同じ成分のお薬が、2つの所から出ています（{count}件）。")}<a href="#twofold">"どのお薬かを見る"</a></p>
        }
        .into_any()
    })
}

/// The card.
pub(super) fn card(around: &Around<'_>, found: &Overlaps<'_>) -> AnyView {
    let (now, before): (Vec<_>, Vec<_>) = found.shared.iter().partition(|one| one.is_now(around.today));
    let title = if now.is_empty() {
        "同じ成分が、2つの所から出ていないか"
    } else {
        "同じ成分のお薬が、2つの所から出ています"
    };
    let said = if now.is_empty() {
        view! { <p>"いま残っている計算のお薬では、同じ成分が2つの所から出ている記録は見つかりませんでした。"</p> }
            .into_any()
    } else {
        view! {
            <ul class="list">{now.iter().map(|one| shared(around, one)).collect_view()}</ul>
            <p>"わざと2つ出すこともあります。"<b>"自分でやめたり減らしたりせず、次に薬局へ行くときに、この画面を見せて薬剤師にたずねてください。"</b></p>
        }
        .into_any()
    };
    let before = (!before.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("前にあった重なり（{}件）", before.len())}</summary>
                <ul class="list">{before.iter().map(|one| shared(around, one)).collect_view()}</ul>
            </details>
        }
    });
    view! {
        <section class="card twofold" aria-labelledby="twofold">
            <h2 id="twofold">{title}</h2>
            {said}
            {before}
            {same_class(around, found)}
            {not_compared(found)}
            {found.not_compared.is_empty().then(how)}
        </section>
    }
    .into_any()
}

/// Whether one ingredient comes from two places now.
pub(crate) fn is_found(lines: &[Merged<'_>], today: NaiveDate) -> bool {
    overlaps(lines, today).shared.iter().any(|one| one.is_now(today))
}

fn shared(around: &Around<'_>, one: &Shared<'_>) -> AnyView {
    let what = match one.ground {
        Ground::Product => "同じ製品のお薬".to_owned(),
        Ground::Code => "成分を表すコードが同じお薬".to_owned(),
        Ground::Name | Ground::Both => one.ingredients.join("、"),
    };
    let ground = match one.ground {
        Ground::Name => "成分名で見つけました。",
        Ground::Code => "お薬コードのはじめの7けたで見つけました。",
        Ground::Both => "成分名と、お薬コードのはじめの7けたで見つけました。",
        Ground::Product => "お薬の名前か、9けたのお薬コードが同じことで見つけました。",
    };
    pair(around, what, &one.pair, (one.days, one.times), ground)
}

/// Both sources, the days, and how it was found.
fn pair(
    around: &Around<'_>,
    what: String,
    pair: &[Supply<'_>; 2],
    (days, times): ((NaiveDate, NaiveDate), usize),
    ground: &'static str,
) -> AnyView {
    let dated = pair.iter().all(|one| one.has_days);
    let when = if dated && times > 1 {
        format!(
            "{}から{}まで、何回か受け取ったあいだ、1日もとぎれずに両方が手もとにある計算です。上は、いちばん新しい回です。",
            long_date(days.0),
            long_date(days.1)
        )
    } else if dated {
        format!("この回は、{}から{}まで、両方が手もとにある計算です。", long_date(days.0), long_date(days.1))
    } else {
        format!(
            "この回は、{}に、両方が手もとにある計算です。日数の記録がないお薬なので、いつまで重なるかは分かりません。",
            long_date(days.0)
        )
    };
    view! {
        <li>
            <h3>{what}</h3>
            <ul class="pair">{pair.iter().map(|one| source(around, one)).collect_view()}</ul>
            <p class="small">{when}{ground}</p>
        </li>
    }
    .into_any()
}

/// One of the two: the drug, when, from whom, how long.
fn source(around: &Around<'_>, one: &Supply<'_>) -> AnyView {
    let row = one.from;
    let done = match row.source {
        DrugSource::Prescription => "に処方（まだ受け取っていない記録）",
        DrugSource::OverTheCounter => "から（あなたが書いた市販薬）",
        _ => "に受け取り",
    };
    let prescriber = row.prescriber.as_ref().filter(|place| !place.name.trim().is_empty()).map(|place| {
        view! { <span><span class="soft">"処方 "</span>{place.name.clone()}</span> }
    });
    let dispenser =
        (!row.dispenser.name.trim().is_empty()).then(|| view! { <span>{row.dispenser.name.clone()}</span> });
    let days = one.has_days.then(|| view! { <span>{format!("{}日分", (one.until - one.start).num_days())}</span> });
    view! {
        <li>
            <b><a href=around.address(&DrugKey::of(one.drug))>{drug_name(&one.drug.name)}</a></b>
            <p class="dose"><span>{long_date(one.start)}{done}</span>{days}{prescriber}{dispenser}<span class="soft">{row.source_words()}</span></p>
        </li>
    }
    .into_any()
}

/// One effect class from two places.
fn same_class(around: &Around<'_>, found: &Overlaps<'_>) -> Option<AnyView> {
    let now: Vec<&SameClass<'_>> = found.same_class.iter().filter(|one| one.is_now(around.today)).collect();
    if now.is_empty() {
        return None;
    }
    let lines = now.iter().map(|one| {
        let name = class_name(&one.class).map(|name| format!("{name}（薬効分類 {}）", one.class));
        let what = name.unwrap_or_else(|| format!("薬効分類 {}", one.class));
        pair(
            around,
            what,
            &one.pair,
            (one.days, one.times),
            "お薬コードのはじめの4けたで見つけました。成分は違います。",
        )
    });
    Some(
        view! {
            <details>
                <summary>{format!("成分は違い、働きの分類が同じお薬（{}組）", now.len())}</summary>
                <p class="small">"働きの分類が同じお薬を2つ使うことは、よくあります。気になるときは薬剤師にたずねてください。"</p>
                <ul class="list">{lines.collect_view()}</ul>
            </details>
        }
        .into_any(),
    )
}

/// How they are compared.
fn how() -> impl IntoView {
    view! { <p class="small soft">"届いた記録の成分名（塩や水和物の名前を除いたもの）と、12けたのお薬コードのはじめの7けたで、くらべています。先発品とジェネリックは同じ成分として、配合錠は成分ごとに見ます。このサイトは、お薬の一覧を持っていません。"</p> }
}

/// What could not be compared, and why.
fn not_compared(found: &Overlaps<'_>) -> Option<AnyView> {
    let line = |one: &NotCompared<'_>| {
        let why = match one.why {
            Why::NoIngredient if one.supply.drug.code.is_empty() => "成分名もお薬コードも、記録にありません",
            Why::NoIngredient => {
                "成分名と、成分の分かる12けたのお薬コードが、記録にありません。同じ製品のお薬とだけ、くらべました"
            }
            Why::Mixture => {
                "いくつもの成分をまとめた名前で、中身が記録にありません。同じ名前のお薬とだけ、くらべました"
            }
            Why::NoDays => "日数が記録にないため、受け取った日だけで、くらべました",
            Why::Undated => "使った日が書かれていないため、くらべていません",
        };
        view! { <li>{drug_name(&one.supply.drug.name)}<span class="sub">{why}</span></li> }
    };
    let class = (found.without_class > 0).then(|| {
        view! { <p class="small">{format!("働きの分類は、12けたのお薬コードが届いたものだけで、くらべています。コードのないお薬が {}種類 あります。", found.without_class)}</p> }
    });
    if found.not_compared.is_empty() {
        return class.map(IntoAny::into_any);
    }
    let lines = found.not_compared.iter().map(line).collect_view();
    let count = found.not_compared.len();
    Some(
        view! {
            <details>
                <summary>{format!("十分にくらべられなかったお薬（{count}種類）")}</summary>
                <ul class="dots">{lines}</ul>
                {class}
                {how()}
            </details>
        }
        .into_any(),
    )
}
