//! Sums that agree from every side, and with what the deduction and the form are made of.

use proptest::prelude::*;

use super::super::row::Correction;
use super::super::sample::{YEAR, batch, book, expense, hub, together, typing};
use super::super::{Book, Source};
use super::*;
use crate::domain::tax::deduction::medical_deduction;
use crate::domain::tax::form::{Arrangement, fill};
use crate::domain::tax::mode::{Mode, entries, to_correct_there};

#[test]
fn a_year_is_added_up_by_what_was_really_paid() {
    let gathered = together(None, &book());
    let rows = gathered.of_year(YEAR);
    let sums = summary(&rows, YEAR);
    assert_eq!(sums.paid, Yen(1_203 + 90_370 + 2_400 + 4_200 + 1_980));
    assert_eq!(sums.notified, Yen(1_203 + 90_369 + 2_400));
    assert_eq!((sums.back, sums.elsewhen, sums.uncounted), (Yen(30_000), Yen(4_200), 0));
    assert_eq!(sums.months[3], Yen(91_573));
    assert_eq!(sums.people.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["見本 太郎", "見本 春子"]);
    assert_eq!((sums.shares.untold, sums.shares.insurer_percent()), (1, Some(70)));
    assert_eq!(Shares::default().insurer_percent(), None);
}

#[test]
fn the_two_modes_of_the_form_share_nothing_and_make_the_whole() {
    let gathered = together(None, &book());
    let rows = gathered.of_year(YEAR);
    let total = |mode| fill(&entries(&rows, mode), Arrangement::Grouped).expect("fits").total;
    assert_eq!(total(Mode::WithNotice), Yen(4_200 + 1_980));
    assert_eq!(total(Mode::WithoutNotice), summary(&rows, YEAR).paid);
    let there: Vec<_> = to_correct_there(&rows, YEAR).iter().map(|row| row.place.as_str()).collect();
    assert_eq!(there, ["見本総合病院"]);
    assert_eq!(Mode::from_code("b"), Mode::WithoutNotice);
    for code in ["a", "", "x"] {
        assert_eq!(Mode::from_code(code), Mode::WithNotice);
    }
}

#[test]
fn drugs_with_the_mark_are_told_apart() {
    let mut book = Book::default();
    for (place, marked) in [("甲ドラッグ", "on"), ("乙ドラッグ", "")] {
        let fields = [
            ("kind", "otc"),
            ("whose", "太郎"),
            ("place", place),
            ("paid", "15000"),
            ("marked", marked),
            ("on", "2025-3-4"),
        ];
        book.put_typed(typing(&fields), None).expect("room");
    }
    let gathered = together(None, &book);
    let rows = gathered.of_year(YEAR);
    let bought = marked(&rows);
    assert_eq!((bought.len(), bought[0].amount.paid, medical(&rows).len()), (1, Yen(15_000), 2));
    assert!(bought[0].on.is_some());
}

proptest! {
    #[test]
    fn form_deduction_and_book_say_the_same(
        rows in proptest::collection::vec((1u32..=12, 0usize..3, 0usize..3, -3_000i64..90_000), 1..40),
        corrected in proptest::collection::vec((any::<prop::sample::Index>(), proptest::option::of(0i64..90_000), 0i64..90_000, any::<bool>()), 0..12),
    ) {
        let rows: Vec<_> = rows.iter().map(|(at, kind, place, share)| expense("太郎", *at, ["医科外来", "歯科外来", "調剤"][*kind], ["甲病院", "乙歯科", "丙薬局"][*place], *share)).collect();
        let hub = hub("太郎", rows.clone());
        let mut book = Book::default();
        book.add_batch(batch(Source::Mynaportal, "太郎", rows)).expect("room");
        let names: Vec<_> = together(Some(&hub), &book).rows.iter().map(|row| row.name.clone()).collect();
        for (at, paid, back, left_out) in corrected {
            let mut correction = Correction::of(names[at.index(names.len())].clone());
            (correction.paid, correction.reimbursed, correction.left_out) = (paid.map(Yen), Yen(back), left_out);
            book.correct(correction).expect("room");
        }
        let gathered = together(Some(&hub), &book);
        let of_year = gathered.of_year(YEAR);
        let sums = summary(&of_year, YEAR);
        prop_assert_eq!(sums.months.iter().copied().sum::<Yen>() + sums.elsewhen, sums.paid);
        for lines in [&sums.people, &sums.places, &sums.kinds] {
            prop_assert_eq!(lines.iter().map(|line| line.paid).sum::<Yen>(), sums.paid);
        }
        let form = fill(&entries(&of_year, Mode::WithoutNotice), Arrangement::Grouped).expect("fits");
        let worked = medical_deduction(YEAR, &medical(&of_year), None).expect("a year with rules");
        prop_assert_eq!(worked.lines[0].amount, Some(form.total));
        prop_assert_eq!(worked.lines[1].amount, Some(form.reimbursed));
        let backwards: Vec<_> = of_year.iter().rev().copied().collect();
        prop_assert_eq!(medical(&backwards), medical(&of_year), "the order says nothing");
    }
}
