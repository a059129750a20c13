//! Rows of several sources become one, doubtful ones are asked about, corrections stay with their row.

use proptest::prelude::*;

use super::super::row::Why;
use super::super::same::Alike;
use super::super::sample::{YEAR, batch, book, day, expense, hub, month, together, typing};
use super::super::{Answered, Source};
use super::*;

#[test]
fn the_same_row_from_two_sources_stands_once_with_both() {
    let rows = vec![
        expense("見本 太郎", 4, "調剤", "見本薬局", 1_203),
        expense("見本 太郎", 4, "医科外来", "見本内科", 2_000),
    ];
    let hub = hub("見本 太郎", rows.clone());
    let mut book = Book::default();
    // The same in full width and with other blanks, and one row more.
    let mut file = vec![
        expense("見本　太郎", 4, "調剤", "見本 薬局", 1_203),
        expense("見本　太郎", 4, "医科外来", "見本内科", 2_000),
    ];
    file.push(expense("見本　太郎", 5, "調剤", "見本薬局", 800));
    book.add_batch(batch(Source::Mynaportal, "見本　太郎", file)).expect("room");
    let gathered = together(Some(&hub), &book);
    let sources: Vec<_> = gathered.rows.iter().map(|row| row.sources.len()).collect();
    assert_eq!(sources, [2, 2, 1]);
    assert!(gathered.questions.is_empty());
    assert_eq!(gathered.of_year(YEAR).len(), 3);
    assert_eq!(gathered.years(), [YEAR]);
}

#[test]
fn two_equal_rows_of_one_source_are_two() {
    let row = || expense("太郎", 4, "調剤", "見本薬局", 300);
    let hub = hub("太郎", vec![row(), row()]);
    let mut book = Book::default();
    book.add_batch(batch(Source::Mynaportal, "太郎", vec![row()])).expect("room");
    let gathered = together(Some(&hub), &book);
    assert_eq!(gathered.rows.iter().map(|row| row.sources.len()).collect::<Vec<_>>(), [2, 1]);
    assert_ne!(gathered.rows[0].name, gathered.rows[1].name);
}

#[test]
fn two_people_of_one_name_keep_all_their_rows() {
    let row = || vec![expense("太郎", 4, "調剤", "見本薬局", 300)];
    let mut book = Book::default();
    for birth in [day(1980, 1, 2), day(1950, 3, 4)] {
        let file = Batch { birth: Some(birth), ..batch(Source::Mynaportal, "太郎", row()) };
        book.add_batch(file).expect("room");
    }
    let gathered = together(Some(&hub("太郎", row())), &book);
    assert_eq!(gathered.rows.iter().map(|row| row.sources.len()).collect::<Vec<_>>(), [1, 2]);
    assert_ne!(gathered.rows[0].name, gathered.rows[1].name);
}

#[test]
fn an_insurers_file_is_found_in_the_notice_also_where_it_adds_a_month_up() {
    let hub = hub(
        "太郎",
        vec![
            expense("太郎", 4, "医科外来", "見本病院", 1_000),
            expense("太郎", 4, "医科入院", "見本病院", 30_000),
            expense("太郎", 5, "調剤", "見本薬局", 700),
        ],
    );
    let short = |at, place: &str, share| Expense {
        kind: String::new(),
        total: Yen::ZERO,
        insurer_share: Yen::ZERO,
        ..expense("", at, "", place, share)
    };
    let mut book = Book::default();
    let rows = vec![short(4, "見本病院", 31_000), short(5, "見本薬局", 700), short(6, "見本歯科", 4_000)];
    book.add_batch(batch(Source::Insurer, "太郎", rows)).expect("room");
    let gathered = together(Some(&hub), &book);
    assert_eq!(gathered.rows.iter().map(|row| row.sources.len()).collect::<Vec<_>>(), [2, 2, 2, 1]);
    let own = &gathered.rows[3];
    assert_eq!((own.notified.and_then(|notified| notified.parts), own.whose.as_str()), (None, "太郎"));
}

#[test]
fn what_came_under_a_grant_is_shown_only_while_it_stands() {
    let mut book = Book::default();
    book.add_batch(batch(Source::Grant("d-1".into()), "花子", vec![expense("花子", 4, "調剤", "見本薬局", 300)]))
        .expect("room");
    let shown = gather(Given { hub: None, book: &book, grants: &["d-1".to_owned()] });
    assert_eq!((shown.rows.len(), shown.withdrawn.len()), (1, 0));
    let hidden = gather(Given { hub: None, book: &book, grants: &["d-2".to_owned()] });
    assert_eq!((hidden.rows.len(), hidden.withdrawn), (0, vec!["花子".to_owned()]));
}

/// Hub and file that tell another amount, or another name; a typed row beside a notice; the same typed twice.
fn doubtful() -> Vec<(Hub, Book, Alike)> {
    let one = hub("太郎", vec![expense("太郎", 4, "医科外来", "見本内科クリニック", 2_000)]);
    let of = |rows| {
        let mut book = Book::default();
        book.add_batch(batch(Source::Mynaportal, "太郎", rows)).expect("room");
        book
    };
    let mut typed = Book::default();
    let fields = [
        ("kind", "self_pay"),
        ("whose", "太郎"),
        ("place", "見本内科クリニック"),
        ("paid", "1995"),
        ("on", "2025-04-20"),
    ];
    typed.put_typed(typing(&fields), None).expect("room");
    let mut twice = Book::default();
    for _ in 0..2 {
        twice.put_typed(typing(&fields), None).expect("room");
    }
    vec![
        (one.clone(), of(vec![expense("太郎", 4, "医科外来", "見本内科クリニック", 2_010)]), Alike::OtherAmount),
        (
            one.clone(),
            of(vec![expense("太郎", 4, "医科外来", "医療法人社団見本内科クリニック", 2_000)]),
            Alike::OtherPlace,
        ),
        (one, typed, Alike::Typed),
        (hub("太郎", Vec::new()), twice, Alike::TypedTwice),
    ]
}

#[test]
fn a_doubtful_row_does_not_count_until_the_person_has_said() {
    for (hub, book, alike) in doubtful() {
        let gathered = together(Some(&hub), &book);
        assert_eq!(gathered.questions.len(), 1, "{alike:?}");
        let question = &gathered.questions[0];
        assert_eq!(question.alike, alike);
        assert!(!alike.words().is_empty());
        assert!(!gathered.row(&question.other).expect("the row").counts());
        assert!(gathered.row(&question.one).expect("the row").counts());
        for (same, rows) in [(true, 1), (false, 2)] {
            let mut book = book.clone();
            let (one, other) = (question.one.clone(), question.other.clone());
            book.answer(Answered { one, other, same }).expect("room");
            let settled = together(Some(&hub), &book);
            assert!(settled.questions.is_empty(), "{alike:?}");
            assert_eq!(settled.rows.iter().filter(|row| row.counts()).count(), rows, "{alike:?} {same}");
        }
    }
}

#[test]
fn a_typed_row_that_is_the_notices_gives_its_amount_and_day() {
    let (hub, mut book, _) = doubtful().swap_remove(2);
    let question = together(Some(&hub), &book).questions.remove(0);
    book.answer(Answered { one: question.one, other: question.other, same: true }).expect("room");
    let row = together(Some(&hub), &book).rows.remove(0);
    assert_eq!((row.paid(), row.notified.map(|notified| notified.share)), (Yen(1_995), Some(Yen(2_000))));
    assert_eq!((row.treated_on, row.sources.len(), row.needs_receipt()), (Some(day(2025, 4, 20)), 2, true));
}

#[test]
fn what_differs_is_not_asked_about() {
    let hub = hub(
        "太郎",
        vec![expense("太郎", 4, "医科外来", "見本内科", 2_000), expense("太郎", 4, "調剤", "見本薬局", 860)],
    );
    let mut book = Book::default();
    for fields in [
        // A journey of the same price, another person, another month, another place.
        [("kind", "transport"), ("whose", "太郎"), ("place", "見本バス"), ("paid", "2000"), ("on", "2025-04-20")],
        [("kind", "self_pay"), ("whose", "花子"), ("place", "見本内科"), ("paid", "2000"), ("on", "2025-04-20")],
        [("kind", "self_pay"), ("whose", "太郎"), ("place", "見本内科"), ("paid", "2000"), ("on", "2025-05-20")],
        [("kind", "self_pay"), ("whose", "太郎"), ("place", "よその歯科"), ("paid", "2000"), ("on", "2025-04-20")],
        [("kind", "self_pay"), ("whose", "太郎"), ("place", "見本内科"), ("paid", "5500"), ("on", "2025-04-20")],
    ] {
        book.put_typed(typing(&fields), None).expect("room");
    }
    assert_eq!(together(Some(&hub), &book).questions, []);
}

#[test]
fn a_correction_stays_with_its_row_wherever_it_is_read() {
    let mut book = Book::default();
    let rows = vec![expense("太郎", 12, "医科外来", "見本内科", 2_003)];
    let from_hub = hub("太郎", rows.clone());
    let name = together(Some(&from_hub), &book).rows[0].name.clone();
    let mut correction = Correction::of(name);
    (correction.paid, correction.paid_on, correction.why) =
        (Some(Yen(2_000)), Some(day(2026, 1, 8)), Some(Why::OtherYear));
    book.correct(correction).expect("room");
    book.add_batch(batch(Source::Mynaportal, "太郎", rows)).expect("room");
    for gathered in [together(Some(&from_hub), &book), together(None, &book)] {
        let row = &gathered.rows[0];
        assert_eq!((row.paid(), row.tax_year(), row.corrected), (Yen(2_000), 2026, true));
        assert!(row.needs_receipt());
        assert_eq!(gathered.of_year(YEAR).len(), 0);
    }
}

#[test]
fn a_payout_counts_up_to_its_own_treatment() {
    let mut book = book();
    let rows = together(None, &book).rows;
    let pharmacy = rows.iter().find(|row| row.kind == "調剤").expect("a row").name.clone();
    let mut correction = Correction::of(pharmacy.clone());
    correction.reimbursed = Yen(500_000);
    book.correct(correction).expect("room");
    let gathered = together(None, &book);
    let row = gathered.row(&pharmacy).expect("the row");
    assert_eq!((row.reimbursed, row.counted_back(), row.needs_receipt()), (Yen(500_000), Yen(1_203), false));
}

#[test]
fn a_crowd_of_rows_at_one_place_asks_nothing_and_takes_no_time() {
    let rows = |add: i64| {
        (0..9_000).map(|n| expense("太郎", 4, "医科外来", "見本内科", 1_000 + n * 20 + add)).collect::<Vec<_>>()
    };
    let hub = hub("太郎", rows(0));
    let mut book = Book::default();
    book.add_batch(batch(Source::Mynaportal, "太郎", rows(1))).expect("room");
    let gathered = together(Some(&hub), &book);
    assert_eq!(gathered.rows.len(), 18_000);
    assert!(gathered.questions.len() <= 50);
}

proptest! {
    #[test]
    fn sources_that_say_the_same_change_no_sum(rows in proptest::collection::vec((1u32..=12, 0usize..3, 0usize..4, 0i64..9_000), 0..40), cut in 0usize..40) {
        let rows: Vec<Expense> = rows.iter().map(|(at, kind, place, share)| expense("太郎", *at, ["医科外来", "歯科外来", "調剤"][*kind], ["甲病院", "乙歯科", "丙薬局", "丁医院"][*place], *share)).collect();
        let hub = hub("太郎", rows.clone());
        let alone = together(Some(&hub), &Book::default());
        let mut book = Book::default();
        book.add_batch(batch(Source::Mynaportal, "太郎", rows[..cut.min(rows.len())].to_vec())).expect("room");
        let both = together(Some(&hub), &book);
        prop_assert_eq!(both.rows.len(), rows.len());
        prop_assert!(both.questions.is_empty());
        let sum = |gathered: &Gathered| gathered.rows.iter().map(Row::paid).sum::<Yen>();
        prop_assert_eq!(sum(&both), sum(&alone));
        let names = |gathered: &Gathered| gathered.rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
        prop_assert_eq!(names(&both), names(&alone));
        let mut once = names(&both);
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), rows.len());
        prop_assert!(both.rows.iter().all(|row| row.treated.is_some_and(|at| at >= month(1))));
    }
}

#[test]
fn two_files_of_one_person_with_a_row_revised_between_them_are_asked_about() {
    let of =
        |share| vec![expense("太郎", 3, "調剤", "見本薬局", 700), expense("太郎", 4, "医科外来", "見本内科", share)];
    let mut book = Book::default();
    for share in [1_785, 1_782] {
        book.add_batch(batch(Source::Mynaportal, "太郎", of(share))).expect("room");
    }
    let gathered = together(None, &book);
    assert_eq!((gathered.rows.len(), gathered.questions.len()), (3, 1));
    assert_eq!(gathered.rows.iter().filter(|row| row.counts()).count(), 2);
    // Two visits that one file tells apart are two, whatever another file holds of them.
    let mut more = Book::default();
    for rows in [of(1_785), [of(1_785), of(1_782)[1..].to_vec()].concat()] {
        more.add_batch(batch(Source::Mynaportal, "太郎", rows)).expect("room");
    }
    assert_eq!(together(None, &more).questions, []);
    // And so are two people of one name.
    let mut namesakes = Book::default();
    for (birth, share) in [(day(1980, 1, 2), 1_785), (day(1950, 3, 4), 1_782)] {
        let file = Batch { birth: Some(birth), ..batch(Source::Mynaportal, "太郎", of(share)) };
        namesakes.add_batch(file).expect("room");
    }
    assert_eq!(together(None, &namesakes).questions, []);
}

#[test]
fn what_was_typed_without_a_day_is_asked_about_by_place_and_amount() {
    let hub = hub("太郎", vec![expense("太郎", 4, "医科外来", "医療法人見本内科", 2_000)]);
    for (kind, whose, place, paid, asked) in [
        ("self_pay", "太郎", "見本内科", "2000", 1),
        ("self_pay", "太郎", "見本内科", "2005", 1),
        ("self_pay", "太郎", "見本内科", "2500", 0),
        ("self_pay", "花子", "見本内科", "2000", 0),
        ("self_pay", "太郎", "見本歯科", "2000", 0),
        ("transport", "太郎", "見本内科", "2000", 0),
    ] {
        let mut book = Book::default();
        book.put_typed(typing(&[("kind", kind), ("whose", whose), ("place", place), ("paid", paid)]), None)
            .expect("room");
        let gathered = together(Some(&hub), &book);
        assert_eq!(gathered.questions.len(), asked, "{kind} {whose} {place} {paid}");
        assert_eq!(gathered.rows.iter().filter(|row| row.counts()).count(), 2 - asked);
    }
}

#[test]
fn beyond_what_is_asked_at_once_nothing_is_counted_twice() {
    let places: Vec<String> =
        (0..80).map(|nth| format!("見本{}医院{nth:02}", char::from_u32(0x4E00 + nth * 7).unwrap_or('あ'))).collect();
    let rows = |add: i64| -> Vec<Expense> {
        places
            .iter()
            .enumerate()
            .map(|(at, place)| expense("太郎", at as u32 % 12 + 1, "医科外来", place, 1_000 + at as i64 * 40 + add))
            .collect()
    };
    let hub = hub("太郎", rows(0));
    let mut book = Book::default();
    book.add_batch(batch(Source::Mynaportal, "太郎", rows(3))).expect("room");
    let gathered = together(Some(&hub), &book);
    assert_eq!((gathered.rows.len(), gathered.questions.len()), (160, 50));
    assert_eq!(gathered.rows.iter().filter(|row| row.counts()).count(), 80);
    // What is answered makes room for the next ones.
    for question in gathered.questions {
        book.answer(Answered { one: question.one, other: question.other, same: true }).expect("room");
    }
    let gathered = together(Some(&hub), &book);
    assert_eq!((gathered.rows.len(), gathered.questions.len()), (110, 30));
}

#[test]
fn what_the_family_notice_tells_stays_when_a_grant_ends_and_is_known_to_stay() {
    let mut book = Book::default();
    let own = |patient: &str| vec![expense(patient, 4, "調剤", "見本薬局", 300)];
    book.add_batch(batch(Source::Grant("d-1".into()), "花子", own("花子"))).expect("room");
    for (patient, told) in [("花子", true), ("太郎", false)] {
        let hub = hub("太郎", own(patient));
        let gathered = together(Some(&hub), &book);
        assert_eq!((gathered.withdrawn.len(), gathered.still_told(), gathered.rows.len()), (1, told, 1), "{patient}");
    }
}
