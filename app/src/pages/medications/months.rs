//! The year by month, newest first: when, where, by whom prescribed, and each drug whole. Older months are folded.

use leptos::prelude::*;

use super::Asked;
use super::drug_name::drug_name;
use super::empty;
use super::search::Wanted;
use crate::domain::calendar::YearMonth;
use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, merge};

/// As many lines of drugs stand open, in whole months; the newest month always does.
const OPEN_LINES: usize = 6;

/// A dispensing, and those of its drugs that are shown.
type Found<'d> = (&'d Dispensing, Vec<&'d Drug>);

/// All months of a year, or those in which something was found.
pub(super) fn year(asked: &Asked, of_year: &[Dispensing]) -> AnyView {
    let final_ones: Vec<&Dispensing> = merge(of_year).into_iter().map(|line| line.row).collect();
    if final_ones.is_empty() {
        return empty::year(asked);
    }
    let wanted = Wanted::new(asked.typed.as_deref());
    let found: Vec<Found<'_>> =
        final_ones.iter().map(|one| (*one, wanted.in_dispensing(one))).filter(|(_, drugs)| !drugs.is_empty()).collect();
    let told = asked.typed.as_deref().map(|typed| result_line(typed, asked.year, found.len()));
    let months = by_month(found);
    let open = if asked.all || asked.typed.is_some() { months.len() } else { open_months(&months) };
    let folding = folding(asked, open, months.len());
    let cards = months.iter().enumerate().map(|(place, (month, all))| card(*month, all, place < open)).collect_view();
    view! { {told}<div class="months-of-drugs">{folding}{cards}</div>{sources(&final_ones)} }.into_any()
}

/// Dispensings that came newest first, month by month.
fn by_month(found: Vec<Found<'_>>) -> Vec<(YearMonth, Vec<Found<'_>>)> {
    let mut months: Vec<(YearMonth, Vec<Found<'_>>)> = Vec::new();
    for one in found {
        let month = YearMonth::of(one.0.sort_day());
        match months.last_mut() {
            Some((last, all)) if *last == month => all.push(one),
            _ => months.push((month, vec![one])),
        }
    }
    months
}

fn lines(all: &[Found<'_>]) -> usize {
    all.iter().map(|(_, drugs)| drugs.len()).sum()
}

/// How many months stand open.
fn open_months(months: &[(YearMonth, Vec<Found<'_>>)]) -> usize {
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
    if asked.typed.is_some() || all < 2 || (open == all && !asked.all) {
        return None;
    }
    let year = asked.year;
    let link = if asked.all {
        view! { <a href=format!("/medications?year={year}")>"前の月をたたむ"</a> }.into_any()
    } else {
        view! { <a href=format!("/medications?year={year}&open=all")>"すべての月を開く"</a> }.into_any()
    };
    Some(view! { <p class="small noprint fold">{link}</p> }.into_any())
}

fn result_line(typed: &str, year: i32, count: usize) -> AnyView {
    let words = if count == 0 {
        format!(
            "{year}年の記録に「{typed}」は見つかりませんでした。名前の一部だけにするか、年を変えて探してください。記録は失われていません。"
        )
    } else {
        format!("{year}年の記録に「{typed}」が {count}回分 ありました。")
    };
    view! { <div class="banner" role="status"><p>{words}</p><p><a href=format!("/medications?year={year}")>{year}"年のすべてのお薬を表示する"</a></p></div> }.into_any()
}

fn card(month: YearMonth, all: &[Found<'_>], open: bool) -> AnyView {
    view! {
        <details class="card month" open=open>
            <summary><h2>{month.to_string()}</h2><span class="asof">{all.len()}"回、お薬 "{lines(all)}"件"</span></summary>
            {all.iter().map(|(one, drugs)| dispensing(one, drugs)).collect_view()}
        </details>
    }
    .into_any()
}

fn dispensing(one: &Dispensing, drugs: &[&Drug]) -> AnyView {
    let pending = (one.source == DrugSource::Prescription)
        .then(|| view! { <p class="small">"処方の記録です。お薬をまだ受け取っていないことがあります。"</p> });
    let prescriber = one
        .prescriber
        .as_ref()
        .map(|place| view! { <span><span class="soft">"処方 "</span>{place.name.clone()}</span> });
    let dispenser =
        (!one.dispenser.name.trim().is_empty()).then(|| view! { <span>{one.dispenser.name.clone()}</span> });
    view! {
        <section class="rx">
            <h3>{one.when_words()}</h3>
            <p class="small where">{dispenser}{prescriber}<span class="soft">{one.source.label()}</span></p>
            {pending}
            <ul class="list">{drugs.iter().map(|drug| line(drug)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn line(drug: &Drug) -> AnyView {
    let ingredient = drug
        .ingredient
        .as_ref()
        .filter(|name| !name.trim().is_empty())
        .map(|name| view! { <span class="sub">"成分："{name.clone()}</span> });
    let usage = drug.usage_words().map(|words| view! { <span>{words}</span> });
    // What is swallowed says so by its days; the others name what they are.
    let form = (drug.form != DrugForm::Oral).then(|| view! { <span class="soft">{drug.form.label()}</span> });
    view! {
        <li>
            <div><b>{drug_name(&drug.name)}</b>{ingredient}</div>
            <p class="dose">{usage}{drug.amount_words().map(|words| view! { <span>{words}</span> })}{form}</p>
        </li>
    }
    .into_any()
}

/// Where the shown records come from, and how late each source is.
fn sources(shown: &[&Dispensing]) -> AnyView {
    let lines = [DrugSource::Dispensing, DrugSource::Prescription, DrugSource::Receipt]
        .into_iter()
        .filter(|source| shown.iter().any(|one| one.source == *source))
        .map(|source| view! { <li><b>{source.label()}</b>"："{source.lag()}</li> })
        .collect_view();
    view! {
        <section class="card">
            <h2>"記録の出どころ"</h2>
            <ul class="dots">{lines}</ul>
            <p class="small soft">"お薬の名前や量は、届いた記録のとおりです。飲み方で迷うときは、薬局か医師にたずねてください。"</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medication::Institution;
    use crate::pages::fake_records::day;

    fn dispensing(on: (i32, u32, u32)) -> Dispensing {
        let on = day(on.0, on.1, on.2);
        Dispensing::on(DrugSource::Receipt, on, Institution::named("見本薬局"))
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
        let open = |counts: [usize; 4]| {
            let found = all.iter().zip(counts).map(|(one, count)| (one, vec![&drug; count])).collect();
            let months = by_month(found);
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
