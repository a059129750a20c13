//! Two days of checkups side by side: `/checkups/compare?a={date}&b={date}`. The earlier day stands first, whichever was
//! chosen first; without a choice it is the newest day and the one before.

mod choose;
mod table;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::checkups::shown::shown;
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::long_date;
use crate::domain::checkup::Visit;
use crate::domain::checkup::compare::{Outcome, Pair, changed_answers, compare};
use crate::domain::checkup::derived::{completed, notes};
use crate::domain::checkup::report::{day_of_address, days, report, whole_day};
use crate::domain::person::Person;
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn CheckupComparePage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| [query.get("a"), query.get("b")]);
    Suspend::new(page(frame(), visitor(), asked))
}

async fn page(frame: Frame, visitor: Visitor, asked: [Option<String>; 2]) -> impl IntoView {
    let content = match shown(&*visitor.records, visitor.records.checkups().await).await {
        Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
        // Of fewer than two days nobody can tell whether there are no more.
        Ok(shown) if !shown.is_whole() && days(&shown.visits).len() < 2 => shown.notice(false),
        Ok(shown) => view! {
            {shown.notice(false)}
            {compared(&shown.visits, &visitor.person, &asked)}
            {shown.dated(frame.today)}
        }
        .into_any(),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/checkups">"健診の記録"</a></p>
            <h1>"健診の結果をくらべる"</h1>
        </div>
        {content}
    }
}

fn compared(visits: &[Visit], person: &Person, asked: &[Option<String>; 2]) -> AnyView {
    let days = days(visits);
    if days.len() < 2 {
        return few(days.len()).into_any();
    }
    let choice = Choice::of(&days, asked);
    let whole = |day| whole_day(visits, day).map(|visit| completed(&visit, person));
    let (Some(before), Some(after)) = (whole(choice.before), whole(choice.after)) else {
        return few(days.len()).into_any();
    };
    let pairs = compare(&before, &after, person.sex);
    let (old, new) = (report(&before, person), report(&after, person));
    let answers = changed_answers(&old.questions, &new.questions);
    view! {
        {choice.note.map(|note| view! { <div class="banner" role="status"><p>{note}</p></div> })}
        {choose::form(&days, choice.before, choice.after)}
        {outcome(&pairs, &choice)}
        {table::values(&pairs, &notes([&before, &after]), choice.before, choice.after)}
        {table::answers(answers, choice.before, choice.after)}
    }
    .into_any()
}

/// What became of the verdicts, in sentences; nothing where no item was told on both days.
fn outcome(pairs: &[Pair], choice: &Choice) -> Option<impl IntoView + use<>> {
    let sentences = Outcome::of(pairs).sentences();
    let heading = format!("{}から {}で変わったこと", long_date(choice.before), long_date(choice.after));
    let lines = sentences.iter().cloned().map(|words| view! { <li>{words}</li> }).collect_view();
    (!sentences.is_empty())
        .then(|| view! { <section class="card"><h2>{heading}</h2><ul class="dots">{lines}</ul></section> })
}

/// Which two days are compared, and what to say about the choice.
struct Choice {
    before: NaiveDate,
    after: NaiveDate,
    note: Option<&'static str>,
}

const UNKNOWN_DAY: &str = "選ばれた日の健診の記録がありません。代わりに、記録のある日をくらべています。";
const SAME_DAY: &str = "同じ日が2回選ばれています。代わりに、ひとつ前の健診とくらべています。";

impl Choice {
    /// `days` holds at least two, the newest first.
    fn of(days: &[NaiveDate], asked: &[Option<String>; 2]) -> Self {
        let known = |text: &Option<String>| text.as_deref().and_then(day_of_address).filter(|day| days.contains(day));
        let unknown = asked.iter().any(|text| text.is_some() && known(text).is_none());
        let [one, other] = [known(&asked[0]), known(&asked[1])];
        let beside = |day: NaiveDate| {
            days.iter().find(|other| **other < day).or_else(|| days.iter().rev().find(|other| **other > day)).copied()
        };
        let (one, other, same) = match (one, other) {
            (Some(one), Some(other)) if one == other => (one, beside(one).unwrap_or(days[1]), true),
            (Some(one), Some(other)) => (one, other, false),
            (Some(one), None) | (None, Some(one)) => (one, beside(one).unwrap_or(days[1]), false),
            (None, None) => (days[0], days[1], false),
        };
        let note = if unknown { Some(UNKNOWN_DAY) } else { same.then_some(SAME_DAY) };
        Self { before: one.min(other), after: one.max(other), note }
    }
}

fn few(count: usize) -> impl IntoView {
    let words = if count == 0 {
        "健診の記録は、まだありません。受けた健診の結果が2回分届くと、ここでくらべられます。"
    } else {
        "健診の記録は、まだ1回分です。2回分届くと、ここでくらべられます。"
    };
    view! {
        <section class="card">
            <h2>"くらべられる健診が、まだありません"</h2>
            <p>{words}</p>
            <div class="actions"><a class="btn line" href="/checkups">"健診の記録にもどる"</a></div>
        </section>
    }
}
