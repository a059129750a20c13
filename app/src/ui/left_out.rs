//! On each page with records: that some were left out because the person said they are not theirs.
//!
//! Stands in the frame and goes by the page table, so that no page can forget it.

use leptos::prelude::*;

use crate::domain::own::{Hidden, RecordKind};
use crate::page_table::Section;
use crate::pages::visit::Visitor;
use crate::ui::way::Way;

/// Kinds of records that pages of a section show or count.
fn kinds(section: Section) -> &'static [RecordKind] {
    match section {
        Section::Home => &RecordKind::ALL,
        Section::Checkups => &[RecordKind::Checkup],
        Section::Medications => &[RecordKind::Drugs],
        Section::Expenses | Section::Tax => &[RecordKind::Expense],
        Section::Insurance => &[RecordKind::Eligibility, RecordKind::Expense],
        Section::Other => &[],
    }
}

/// `2026年5月14日の健診、2026年3月のお薬`, the first few of them.
fn named(hidden: &[Hidden]) -> String {
    const FEW: usize = 3;
    let mut words: Vec<String> = hidden.iter().take(FEW).map(Hidden::words).collect();
    if hidden.len() > FEW {
        words.push("ほか".to_owned());
    }
    words.join("、")
}

/// The notice.
#[component]
pub fn LeftOut(
    /// Where the page stands.
    section: Section,
    /// Who is signed in.
    visitor: Option<Visitor>,
) -> impl IntoView {
    let wanted = kinds(section);
    let visitor = visitor.filter(|_| !wanted.is_empty())?;
    Some(Suspend::new(async move {
        // Where the list cannot be read, nothing is shown of the records either, and the page says so.
        let mut hidden = visitor.keeping.hidden().await.unwrap_or_default();
        hidden.retain(|one| wanted.contains(&one.kind));
        (!hidden.is_empty()).then(|| {
            let count = hidden.len();
            let words = named(&hidden);
            view! {
                <section class="note" aria-label="隠している記録">
                    <p>"あなたのものではないと知らせた記録を "<b>{count.to_string()}"件"</b>" 隠しています（"{words}"）。一覧、合計、ファイルに入っていません。"<Way href="/me#hidden" or_nothing=true>"隠した記録を確かめる"</Way></p>
                </section>
            }
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::own::RecordDay;
    use crate::pages::fake_records::day;

    #[test]
    fn names_the_first_few() {
        let one = |number: u32| Hidden {
            reference: String::new(),
            kind: RecordKind::Checkup,
            day: RecordDay::Day(day(2026, 5, number)),
            on: day(2026, 11, 22),
        };
        let all: Vec<Hidden> = (1..=4).map(one).collect();
        assert_eq!(named(&all[..1]), "2026年5月1日の健診");
        assert_eq!(named(&all), "2026年5月1日の健診、2026年5月2日の健診、2026年5月3日の健診、ほか");
    }
}
