//! A bar of twelve months for each person: arrived, nothing paid, not yet, missing. A letter in each cell says it without colour.

use leptos::prelude::*;

use super::part::part;
use crate::domain::calendar::long_date;
use crate::domain::expense::book::Source;
use crate::domain::expense::book::coverage::{Coverage, PersonMonth, PersonYear, Status};

/// A sign with its class and words, and where it stands.
type Sign = ((&'static str, &'static str), fn(&Status) -> bool);

/// What the signs mean; only those that stand in the table are explained.
const LEGEND: [Sign; 6] = [
    (("in", "● 届いた"), |status| *status == Status::Arrived),
    (("none", "－ 医療費なし"), |status| *status == Status::None),
    (("wait", "… まだ"), |status| matches!(status, Status::NotYet { .. })),
    (("gap", "！ ファイルにない"), |status| *status == Status::NotCovered),
    (("none", "・ 記録が始まる前"), |status| *status == Status::NotKept),
    (("typed", "手 手入力だけ"), |status| *status == Status::TypedOnly),
];

/// Whether there is anything to see in it: a month that may still come, or somebody of whom nothing but typed rows is known.
#[must_use]
pub fn tells_something(coverage: &Coverage) -> bool {
    coverage.people.iter().any(|person| !person.to_come().is_empty() || to_do(person).is_some())
}

/// The card.
#[component]
pub fn CoverageCard(
    /// Which months are there.
    coverage: Coverage,
    /// Under its heading.
    folded: bool,
) -> impl IntoView {
    let year = coverage.year;
    let head =
        (1..=12).map(|month| view! { <th scope="col">{month}<span class="vh">{"月"}</span></th> }).collect_view();
    let people = coverage.people.iter().map(line).collect_view();
    let what = coverage.people.iter().filter_map(to_do).map(|words| view! { <li>{words}</li> }).collect_view();
    let any = coverage.people.iter().any(|person| to_do(person).is_some());
    let legend = LEGEND
        .into_iter()
        .filter(|(_, of)| coverage.people.iter().any(|person| person.months.iter().any(|month| of(&month.status))))
        .map(|((class, words), _)| view! { <li class=class>{words}</li> })
        .collect_view();
    let body = view! {
            <div class="scroll" tabindex="0" role="region" aria-label="届いている月の表">
                <table class="cover">
                    <caption class="vh">{format!("{year}年の医療費が届いている月")}</caption>
                    <thead><tr>{head}</tr></thead>
                    {people}
                </table>
            </div>
            <ul class="legend small">{legend}</ul>
            <p class="small soft">{"医療費は、診療を受けた月の翌々月10日ごろから見られます。"}</p>
            {any.then(|| view! { <ul class="dots small">{what}</ul> })}
    };
    part(None, "届いている月（人ごと）".to_owned(), ().into_any(), folded, body.into_any())
}

/// A person: their name over their twelve months, so that a narrow screen shows the whole year.
fn line(person: &PersonYear) -> impl IntoView + use<> {
    let sources: Vec<&str> = person.sources.iter().map(Source::label).collect();
    let cells = person.months.iter().map(cell).collect_view();
    view! {
        <tbody>
            <tr><th colspan="12" scope="rowgroup">{person.name.clone()}<span class="sub">{sources.join("・")}</span></th></tr>
            <tr>{cells}</tr>
        </tbody>
    }
}

fn cell(month: &PersonMonth) -> impl IntoView + use<> {
    let (class, sign, words) = match month.status {
        Status::Arrived => ("in", "●", format!("届いています。払った額 {}", month.paid)),
        Status::None => ("none", "－", "届いています。医療費なし".to_owned()),
        Status::NotYet { expected } => ("wait", "…", format!("まだです。{}ごろの予定", long_date(expected))),
        Status::NotCovered => ("gap", "！", "ファイルに入っていません".to_owned()),
        Status::NotKept => ("none", "・", "記録が始まる前です".to_owned()),
        Status::TypedOnly => ("typed", "手", format!("手入力だけです。払った額 {}", month.paid)),
    };
    view! { <td class=class><span aria-hidden="true">{sign}</span><span class="vh">{words}</span></td> }
}

/// What to do for a person of whom something is missing that will not come by itself.
fn to_do(person: &PersonYear) -> Option<String> {
    let months = |wanted: Status| -> Vec<String> {
        let of = person.months.iter().filter(|month| month.status == wanted);
        of.map(|month| format!("{}月", month.month.month())).collect()
    };
    let gaps = months(Status::NotCovered);
    if !gaps.is_empty() {
        return Some(format!(
            "{}さんの {}は、読み込んだファイルに入っていません。期間を1月から12月にして、マイナポータルからもう一度受け取ってください。",
            person.name,
            gaps.join("・")
        ));
    }
    let typed_only = person.months.iter().all(|month| month.status == Status::TypedOnly);
    typed_only.then(|| {
        format!(
            "{}さんは、手入力の行だけです。マイナポータルか保険者のファイルを読み込むと、届いている月が分かります。",
            person.name
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::YearMonth;

    #[test]
    fn a_year_of_which_nothing_is_missing_has_nothing_to_tell() {
        let expected = chrono::NaiveDate::from_ymd_opt(2026, 1, 10).expect("a day");
        for (statuses, tells) in [
            (&[Status::Arrived, Status::None][..], false),
            (&[Status::NotKept, Status::Arrived], false),
            (&[Status::Arrived, Status::NotYet { expected }], true),
            (&[Status::Arrived, Status::NotCovered], true),
            (&[Status::TypedOnly, Status::TypedOnly], true),
        ] {
            let month = YearMonth::new(2025, 1).expect("a month");
            let months = statuses
                .iter()
                .map(|status| PersonMonth { month, status: *status, rows: 0, paid: crate::domain::money::Yen::ZERO })
                .collect();
            let person = PersonYear { name: "見本".into(), birth: None, sources: Vec::new(), months };
            let coverage = Coverage { year: 2025, people: vec![person], too_early: false, short: Vec::new() };
            assert_eq!(tells_something(&coverage), tells, "{statuses:?}");
        }
    }

    #[test]
    fn every_sign_is_explained_once() {
        let expected = chrono::NaiveDate::from_ymd_opt(2026, 1, 10).expect("a day");
        for status in [
            Status::Arrived,
            Status::None,
            Status::NotYet { expected },
            Status::NotCovered,
            Status::NotKept,
            Status::TypedOnly,
        ] {
            assert_eq!(LEGEND.iter().filter(|(_, of)| of(&status)).count(), 1, "{status:?}");
        }
    }
}
