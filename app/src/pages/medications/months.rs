//! The year by month, newest first. Older months are folded.

use leptos::prelude::*;

use super::Around;
use super::asked::Asked;
use super::{empty, filter, row};
use crate::domain::calendar::YearMonth;
use crate::domain::medication::search::{Readings, Wanted};
use crate::domain::medication::{Drug, DrugSource, Merged, UNDATED};

/// As many lines of drugs stand open, in whole months; the newest month always does.
const OPEN_LINES: usize = 6;

/// A dispensing, and those of its drugs that are shown.
type Shown<'l, 'd> = (&'l Merged<'d>, Vec<&'d Drug>);

/// All months of a year, or those in which something was found.
pub(super) fn year(asked: &Asked, around: &Around<'_>, of_year: &[Merged<'_>]) -> AnyView {
    if of_year.is_empty() {
        return empty::year(asked);
    }
    let narrowed = asked.typed.is_some() || asked.filters();
    let place = asked.place.as_deref().map(|place| filter::name_of(around, place, of_year));
    let is_wanted = |line: &Merged<'_>| match &place {
        None => true,
        Some(name) => name.as_ref().is_some_and(|name| filter::is_of_place(name, line.row)),
    };
    let shown: Vec<Shown<'_, '_>> = of_year
        .iter()
        .filter(|line| is_wanted(line))
        .map(|line| (line, drugs(asked, line)))
        .filter(|(line, drugs)| !drugs.is_empty() || (!narrowed && !line.row.treatments.is_empty()))
        .collect();
    let told = narrowed.then(|| result_line(asked, &shown));
    let (undated, shown): (Vec<_>, Vec<_>) = shown.into_iter().partition(|(line, _)| line.row.is_undated());
    let months = by_month(shown);
    let open = if asked.all || narrowed { months.len() } else { open_months(&months) };
    let folding = folding(asked, open, months.len());
    let cards = months
        .iter()
        .enumerate()
        .map(|(place, (month, all))| card(around, month.to_string(), all, place < open))
        .collect_view();
    let undated = (!undated.is_empty()).then(|| card(around, UNDATED.to_owned(), &undated, true));
    view! { {told}<div class="months-of-drugs">{folding}{cards}{undated}</div>{sources(of_year)} }.into_any()
}

/// The drugs of a dispensing that are wanted.
fn drugs<'d>(asked: &Asked, line: &Merged<'d>) -> Vec<&'d Drug> {
    let wanted = Wanted::new(asked.typed.as_deref().unwrap_or_default());
    let readings = if wanted.is_empty() { None } else { Some(Readings::default()) };
    let mut drugs: Vec<&Drug> = match readings {
        None => line.row.drugs.iter().collect(),
        Some(readings) => wanted.in_dispensing(line.row, &readings),
    };
    drugs.retain(|drug| filter::is_of_form(asked.form, drug));
    drugs
}

/// Dispensings that came newest first, month by month.
fn by_month<'l, 'd>(shown: Vec<Shown<'l, 'd>>) -> Vec<(YearMonth, Vec<Shown<'l, 'd>>)> {
    let mut months: Vec<(YearMonth, Vec<Shown<'l, 'd>>)> = Vec::new();
    for one in shown {
        let month = YearMonth::of(one.0.row.sort_day());
        match months.last_mut() {
            Some((last, all)) if *last == month => all.push(one),
            _ => months.push((month, vec![one])),
        }
    }
    months
}

fn lines(all: &[Shown<'_, '_>]) -> usize {
    all.iter().map(|(_, drugs)| drugs.len()).sum()
}

/// How many months stand open.
fn open_months(months: &[(YearMonth, Vec<Shown<'_, '_>>)]) -> usize {
    let mut total = 0;
    let fitting = months
        .iter()
        .take_while(|(_, all)| {
            total += lines(all);
            total <= OPEN_LINES
        })
        .count();
    fitting.max(1)
}

/// The way to all months at once, and back.
fn folding(asked: &Asked, open: usize, all: usize) -> Option<AnyView> {
    if asked.typed.is_some() || asked.filters() || all < 2 || (open == all && !asked.all) {
        return None;
    }
    let link = if asked.all {
        view! { <a href=asked.open_address(false)>"前の月をたたむ"</a> }.into_any()
    } else {
        view! { <a href=asked.open_address(true)>"すべての月を開く"</a> }.into_any()
    };
    Some(view! { <p class="small noprint fold">{link}</p> }.into_any())
}

fn result_line(asked: &Asked, shown: &[Shown<'_, '_>]) -> AnyView {
    let year = asked.year;
    let what = asked.typed.as_deref().map_or_else(|| "選んだお薬".to_owned(), |typed| format!("「{typed}」"));
    let words = if shown.is_empty() {
        format!(
            "{year}年の記録に{what}は見つかりませんでした。選び方を変えるか、名前の一部だけにするか、年を変えて探してください。記録は失われていません。"
        )
    } else {
        format!("{year}年の記録に{what}が {}回分（お薬 {}件）ありました。", shown.len(), lines(shown))
    };
    view! { <div class="banner" role="status"><p>{words}</p><p><a href=format!("/medications?year={year}")>{year}"年のすべてのお薬を表示する"</a></p></div> }.into_any()
}

fn card(around: &Around<'_>, title: String, all: &[Shown<'_, '_>], open: bool) -> AnyView {
    let times = all.iter().filter(|(_, drugs)| !drugs.is_empty()).count();
    let visits = all.len() - times;
    let visits = (visits > 0).then(|| format!("、診療だけの日 {visits}回"));
    view! {
        <details class="card month" open=open>
            <summary><h2>{title}</h2><span class="asof">{times}"回、お薬 "{lines(all)}"件"{visits}</span></summary>
            {all.iter().map(|(line, drugs)| row::dispensing(around, line, drugs)).collect_view()}
        </details>
    }
    .into_any()
}

/// Where the shown records come from, and how late each source is.
fn sources(shown: &[Merged<'_>]) -> AnyView {
    let lines = DrugSource::ALL
        .into_iter()
        .filter(|source| shown.iter().any(|line| line.row.source == *source))
        .map(|source| view! { <li><b>{source.label()}</b>"："{source.lag()}</li> })
        .collect_view();
    view! {
        <section class="card">
            <h2>"記録の出どころ"</h2>
            <details><summary>"いつ届く記録か"</summary><ul class="dots">{lines}</ul></details>
            <p class="small soft">"お薬の名前や量は、届いた記録のとおりです。飲み方で迷うときは、薬局か医師にたずねてください。"</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medication::{Dispensing, DrugForm, DrugSource, Institution, merge};
    use crate::pages::fake_records::day;

    fn dispensing(on: (i32, u32, u32)) -> Dispensing {
        Dispensing::on(DrugSource::Receipt, day(on.0, on.1, on.2), Institution::named("見本薬局"))
    }

    fn drug() -> Drug {
        Drug {
            amount: "1".into(), unit: "錠".into(), times: Some(28), form: DrugForm::Oral, ..Drug::named("見本錠")
        }
    }

    #[test]
    fn months_are_whole_and_open_while_they_are_few_lines() {
        let all = [
            dispensing((2026, 11, 20)),
            dispensing((2026, 11, 2)),
            dispensing((2026, 10, 9)),
            dispensing((2026, 9, 9)),
        ];
        let drug = drug();
        let lines = merge(&all);
        let open = |counts: [usize; 4]| {
            let shown = lines.iter().zip(counts).map(|(one, count)| (one, vec![&drug; count])).collect();
            let months = by_month(shown);
            assert_eq!(
                months.iter().map(|(month, all)| (month.month(), all.len())).collect::<Vec<_>>(),
                [(11, 2), (10, 1), (9, 1)]
            );
            open_months(&months)
        };
        assert_eq!(open([1, 1, 1, 1]), 3);
        assert_eq!(open([2, 2, 2, 1]), 2);
        assert_eq!(open([2, 2, 3, 1]), 1);
        assert_eq!(open([9, 9, 1, 1]), 1, "the newest month is open however long");
    }
}
