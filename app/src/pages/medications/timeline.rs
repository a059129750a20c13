//! The last half year as bars over time, one lane an ingredient, and the table that says the same.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use super::Around;
use crate::chart::lanes::{Bar, Lane as Drawn, LaneDrawing, Lanes};
use crate::domain::calendar::long_date;
use crate::domain::medication::lanes::{Gap, Lane, lanes};
use crate::domain::medication::{DrugKey, Merged, STILL_TAKEN, Span, Supply};
use crate::ui::drug_name::drug_name;

/// As many lanes are drawn; the table has all.
const DRAWN: usize = 16;

/// How far ahead the drawing goes at most, in days.
const AHEAD: u64 = 92;

/// The card; nothing where nothing was handed out in that time.
pub(super) fn card(around: &Around<'_>, lines: &[Merged<'_>]) -> Option<AnyView> {
    let today = around.today;
    let past = Span::last_days(today, STILL_TAKEN);
    let latest = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let all = lanes(lines, Span::new(past.from, latest), today);
    if all.is_empty() {
        return None;
    }
    let last = all.iter().flat_map(|lane| lane.rows.iter().flatten()).map(|one| one.until).max().unwrap_or(today);
    let to = last.clamp(today, latest);
    let doubled = all.iter().filter(|lane| !lane.doubled.is_empty()).count();
    let caption = match doubled {
        0 => "受け取った日から、日数の分だけの帯です".to_owned(),
        count => format!("受け取った日から、日数の分だけの帯です。枠は、2つの所から出て重なる間（{count}成分）"),
    };
    let drawing = Lanes { from: past.from, to, today, lanes: all.iter().take(DRAWN).map(drawn).collect() };
    let label = format!("お薬{}成分の、この半年の帯。同じことが下の表にあります", all.len().min(DRAWN));
    let rest = all.len().saturating_sub(DRAWN);
    // A drawing without one of its bands would say that there was nothing: where one stays off sheets, it stays off whole.
    let off =
        all.iter().flat_map(|lane| lane.rows.iter().flatten().chain(&lane.undated)).any(|one| around.hides(one.drug));
    let class = if off { "card noprint" } else { "card" };
    Some(
        view! {
            <section class=class>
                <h2>"この半年のお薬"</h2>
                <figure class="chart">
                    <figcaption class="small">{caption}</figcaption>
                    <LaneDrawing lanes=drawing label/>
                </figure>
                {(rest > 0).then(|| view! { <p class="small">{format!("図は、新しい{DRAWN}成分です。ほかの{rest}成分は表にあります。")}</p> })}
                <p class="small soft">"点線は、前の分が終わってから次を受け取るまでの間、ひし形は日数の記録がないお薬、点線の枠はまだ受け取っていない処方です。実際に飲んだ日は記録されていません。"</p>
                {table(around, &all)}
            </section>
        }
        .into_any(),
    )
}

fn drawn(lane: &Lane<'_>) -> Drawn {
    let bar = |one: &Supply<'_>| Bar { days: (one.start, one.until), waiting: !one.is_dispensed() };
    let stretch = |gap: &Gap| (gap.from, gap.until);
    Drawn {
        label: lane.label.clone(),
        rows: lane.rows.iter().map(|row| row.iter().map(bar).collect()).collect(),
        gaps: lane.gaps.iter().map(stretch).collect(),
        doubled: lane.doubled.iter().map(stretch).collect(),
        marks: lane.undated.iter().map(|one| one.start).collect(),
    }
}

fn table(around: &Around<'_>, all: &[Lane<'_>]) -> AnyView {
    let groups = all.iter().map(|lane| group(around, lane)).collect_view();
    view! {
        <details>
            <summary>"この半年のお薬を表で見る"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="この半年のお薬の表">
                <table class="spans">
                    <caption class="vh">"成分ごとの、受け取った日と、なくなる見込みの日"</caption>
                    <thead><tr><th scope="col">"お薬"</th><th scope="col">"受け取った日"</th><th scope="col">"なくなる見込み"</th><th scope="col">"受け取った所"</th></tr></thead>
                    {groups}
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// One ingredient: what is to be said of it, then its supplies, the newest first.
fn group(around: &Around<'_>, lane: &Lane<'_>) -> AnyView {
    let mut supplies: Vec<&Supply<'_>> = lane.rows.iter().flatten().chain(&lane.undated).collect();
    supplies.sort_by_key(|one| std::cmp::Reverse(one.start));
    let words = |gap: &Gap| format!("{}から{}日間", long_date(gap.from), gap.days());
    let list = |name: &str, gaps: &[Gap]| {
        let all: Vec<String> = gaps.iter().map(words).collect();
        (!all.is_empty()).then(|| format!("{name}：{}。", all.join("、")))
    };
    let said: Vec<String> =
        [list("空いた間", &lane.gaps), list("2つの所から出て重なる間", &lane.doubled)].into_iter().flatten().collect();
    let said = (!said.is_empty()).then(|| view! { <span class="sub">{said.concat()}</span> });
    view! {
        <tbody>
            <tr class="part"><th scope="rowgroup" colspan="4">{lane.label.clone()}{said}</th></tr>
            {supplies.into_iter().map(|one| line(around, one)).collect_view()}
        </tbody>
    }
    .into_any()
}

fn line(around: &Around<'_>, one: &Supply<'_>) -> AnyView {
    let day = |day: NaiveDate| view! { <time datetime=day.to_string()>{long_date(day)}</time> };
    let until = match (one.is_bought(), one.has_days) {
        (true, _) => "市販薬なので分かりません".into_any(),
        (false, true) => day(one.until).into_any(),
        (false, false) => "日数の記録なし".into_any(),
    };
    // The days of what was bought stand as the person wrote them.
    let since = if one.is_bought() { one.drug.notes.join("、").into_any() } else { day(one.start).into_any() };
    let place = if one.from.dispenser.name.trim().is_empty() { one.from.provider() } else { &one.from.dispenser };
    let waiting = (!one.is_dispensed()).then_some("（処方。まだ受け取っていない記録）");
    view! {
        <tr>
            <td><a href=around.address(&DrugKey::of(one.drug))>{drug_name(&one.drug.name)}</a></td>
            <td>{since}{waiting}</td>
            <td>{until}</td>
            <td>{place.name.clone()}</td>
        </tr>
    }
    .into_any()
}
