//! QR codes, a set a dispensing, for apps and readers that take one dispensing at a time: `/print/medications-qr?year=`.

use chrono::{Datelike, Duration, NaiveDateTime};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::codes;
use crate::domain::medication::{Dispensing, merge};
use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::is_handed_over;
use crate::domain::person::Person;
use crate::pages::carry::{Reach, carried, hidden_words};
use crate::pages::me::names::years;
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::year_links::YearLinks;

/// Name of the page.
pub const TITLE: &str = "お薬手帳のQRコード（調剤ごと）";

/// So many dispensings stand on the page.
const MOST: usize = 60;

/// The page.
#[component]
pub fn DrugCodesPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("year"));
    Suspend::new(page(frame(), visitor(), asked))
}

async fn page(frame: Frame, visitor: Visitor, asked: Option<String>) -> impl IntoView {
    let this_year = frame.today.year();
    let year = asked.and_then(|year| year.parse().ok()).filter(|year| (1990..=this_year).contains(year));
    let year = year.unwrap_or(this_year);
    let content = match carried(&*visitor.records, &*visitor.keeping, Reach::Year(year), frame.today).await {
        Err(why) => why.notice(),
        Ok((carried, _)) => {
            let hidden = hidden_words(&carried);
            view! { {hidden}{sets(&carried, &visitor.person, frame.now, year)} }.into_any()
        }
    };
    let all: Vec<i32> = years(frame.today).rev().collect();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/medications">"お薬の記録"</a></p>
            <h1>{TITLE}</h1>
            <p class="soft noprint">"お薬手帳アプリや薬局の読み取り機で読み取れます。1回の調剤がいくつかのQRコードに分かれているときは、その回の全部を読み取ってください。"</p>
        </div>
        <section class="pickers noprint" aria-label="年を選ぶ"><YearLinks path="/print/medications-qr" years=all open=year suffix="年"/></section>
        {content}
    }
}

fn sets(carried: &Carried, person: &Person, now: NaiveDateTime, year: i32) -> AnyView {
    let rows: Vec<&Dispensing> =
        merge(&carried.rows).into_iter().map(|line| line.row).filter(|row| is_handed_over(row)).collect();
    if rows.is_empty() {
        return view! { <section class="card"><h2>{format!("{year}年に受け取ったお薬の記録は、ありません")}</h2><p>"別の年を選んでください。"</p></section> }.into_any();
    }
    let more = rows.len().saturating_sub(MOST);
    let more = (more > 0).then(
        || view! { <p>{format!("ほかに古い調剤が {more}回あります。ファイルで持ち出すと、全部が入ります。")}</p> },
    );
    let sets = rows
        .into_iter()
        .take(MOST)
        .enumerate()
        .map(|(at, row)| {
            // A second apart, so that no two sets have one name.
            let made = now + Duration::seconds(i64::try_from(at).unwrap_or_default());
            view! {
                <section class="card set">
                    <h2>{row.when_words()}</h2>
                    <p>{format!("{}、お薬 {}件", row.dispenser.name, row.drugs.len())}</p>
                    {codes::of_book(person, person.sex, std::slice::from_ref(row), made)}
                </section>
            }
        })
        .collect_view();
    view! { {sets}{more} }.into_any()
}
