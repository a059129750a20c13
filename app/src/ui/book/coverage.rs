//! A bar of twelve months for each person: arrived, nothing paid, not yet, missing. A letter in each cell says it without colour.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::expense::book::Source;
use crate::domain::expense::book::coverage::{Coverage, PersonMonth, PersonYear, Status};

/// The card.
#[component]
pub fn CoverageCard(
    /// Which months are there.
    coverage: Coverage,
) -> impl IntoView {
    let year = coverage.year;
    let head =
        (1..=12).map(|month| view! { <th scope="col">{month}<span class="vh">{"月"}</span></th> }).collect_view();
    let people = coverage.people.iter().map(line).collect_view();
    let what = coverage.people.iter().filter_map(to_do).map(|words| view! { <li>{words}</li> }).collect_view();
    let any = coverage.people.iter().any(|person| to_do(person).is_some());
    view! {
        <section class="card">
            <header><h2>{"届いている月（人ごと）"}</h2></header>
            <div class="scroll" tabindex="0" role="region" aria-label="届いている月の表">
                <table class="cover">
                    <caption class="vh">{format!("{year}年の医療費が届いている月")}</caption>
                    <thead><tr><th scope="col"><span class="vh">{"受けた人"}</span></th>{head}</tr></thead>
                    <tbody>{people}</tbody>
                </table>
            </div>
            <ul class="legend small">
                <li class="in">{"● 届いた"}</li>
                <li class="none">{"－ 医療費なし"}</li>
                <li class="wait">{"… まだ"}</li>
                <li class="gap">{"！ ファイルにない"}</li>
                <li class="typed">{"手 手入力だけ"}</li>
            </ul>
            <p class="small soft">{"医療費は、診療を受けた月の翌々月10日ごろから見られます。"}</p>
            {any.then(|| view! { <ul class="dots small">{what}</ul> })}
        </section>
    }
    .into_any()
}

fn line(person: &PersonYear) -> impl IntoView + use<> {
    let sources: Vec<&str> = person.sources.iter().map(Source::label).collect();
    let cells = person.months.iter().map(cell).collect_view();
    view! {
        <tr>
            <th scope="row">{person.name.clone()}<span class="sub">{sources.join("・")}</span></th>
            {cells}
        </tr>
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
