//! Forms of the book: what they do, and what they refuse with which words.

use super::super::gather::Gathered;
use super::super::sample::{YEAR, book, expense, hub, today, together};
use super::*;

const AT: At = At { year: YEAR, today: NaiveDate::MIN };

fn send(book: &mut Book, gathered: &Gathered, fields: &[(&str, &str)]) -> Result<Done, Vec<(&'static str, String)>> {
    let field = |name: &str| fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value);
    apply(book, &gathered.rows, At { today: today(), ..AT }, field)
        .map_err(|wrong| wrong.into_iter().map(|one| (one.field, one.message)).collect())
}

#[test]
fn a_row_is_typed_changed_and_taken_out() {
    let mut book = Book::default();
    let none = Gathered::default();
    let row = [
        ("do", "add"),
        ("kind", "otc"),
        ("whose", "花子"),
        ("on", "R7.6.1"),
        ("place", "見本ドラッグ"),
        ("paid", "１，９８０円"),
        ("marked", "on"),
        ("receipt", "on"),
    ];
    assert_eq!(send(&mut book, &none, &row), Ok(Done::Added));
    let typed = book.typed[0].clone();
    assert_eq!((typed.paid, typed.marked, typed.receipt, typed.paid_on), (Some(Yen(1_980)), true, true, typed.on));
    let again: Vec<_> = row
        .into_iter()
        .chain([("number", "0")])
        .map(|(name, value)| if name == "paid" { (name, "2000") } else { (name, value) })
        .collect();
    assert_eq!(send(&mut book, &none, &again), Ok(Done::Changed));
    assert_eq!((book.typed.len(), book.typed[0].paid), (1, Some(Yen(2_000))));
    assert_eq!(send(&mut book, &none, &[("do", "remove"), ("number", "0")]), Ok(Done::Removed));
    assert_eq!(send(&mut book, &none, &[("do", "remove"), ("number", "0")]), Ok(Done::Gone));
    assert!(book.is_empty());
}

#[test]
fn a_wrong_row_is_refused_field_by_field_and_nothing_is_changed() {
    let mut book = Book::default();
    let none = Gathered::default();
    for (fields, wrong) in [
        (&[("do", "add")][..], &["kind", "whose", "place", "paid"][..]),
        (&[("do", "add"), ("kind", "otc"), ("whose", "花子"), ("place", "店"), ("paid", "千円")], &["paid"]),
        (&[("do", "add"), ("kind", "otc"), ("whose", "花子"), ("place", "店"), ("paid", "0")], &["paid"]),
        (&[("do", "add"), ("kind", "otc"), ("whose", "花子"), ("place", "店"), ("paid", "1000000000")], &["paid"]),
        (
            &[("do", "add"), ("kind", "otc"), ("whose", "花子"), ("place", "店"), ("paid", "1"), ("on", "2026/3/2")],
            &["on", "paid_on"],
        ),
        (
            &[
                ("do", "add"),
                ("kind", "care"),
                ("whose", "花子"),
                ("place", "店"),
                ("paid", "1"),
                ("on", "きのう"),
                ("back", "-1"),
            ],
            &["on", "back"],
        ),
        (&[("do", "add"), ("kind", "x"), ("whose", " \t"), ("place", "店"), ("paid", "1")], &["kind", "whose"]),
    ] {
        let refused = send(&mut book, &none, fields).expect_err("refused");
        assert_eq!(refused.iter().map(|(field, _)| *field).collect::<Vec<_>>(), wrong, "{fields:?}");
        assert!(refused.iter().all(|(_, words)| words.ends_with('。')), "{refused:?}");
        assert!(book.is_empty());
    }
}

#[test]
fn a_correction_reads_what_was_really_paid_and_why() {
    let hub = hub("陽", vec![expense("陽", 4, "訪問看護", "見本ステーション", 1_203)]);
    let mut book = Book::default();
    let gathered = together(Some(&hub), &book);
    let name = gathered.rows[0].name.text().to_owned();
    let correct = |more: &[(&'static str, &'static str)]| {
        let mut book = Book::default();
        let mut fields = vec![("do", "correct"), ("row", name.as_str())];
        fields.extend(more);
        let done = send(&mut book, &gathered, &fields);
        done.map(|done| (done, book.corrections.first().cloned()))
    };
    for (fields, paid, back) in [
        (&[("paid", "1200"), ("why", "rounding")][..], Some(1_200), 0),
        (&[("paid", "0"), ("why", "subsidy")], Some(0), 0),
        (&[("paid", "1203"), ("why", "unpaid")], Some(0), 0),
        (&[("paid", ""), ("back", "5000")], None, 5_000),
        (&[("paid", "1203"), ("left_out", "on")], None, 0),
        (&[("paid", "1203"), ("category", "treatment")], None, 0),
        (&[("paid", "1203"), ("why", "other_year"), ("paid_on", "2026-1-5")], None, 0),
    ] {
        let (done, correction) = correct(fields).expect("taken");
        let correction = correction.expect("a correction");
        let became = if correction.paid_on.is_some() { Done::Elsewhere } else { Done::Corrected };
        assert_eq!((done, correction.paid, correction.reimbursed), (became, paid.map(Yen), Yen(back)), "{fields:?}");
    }
    // The notice's own amount and no more is no correction.
    assert_eq!(correct(&[("paid", "1,203円"), ("why", "rounding")]), Ok((Done::Uncorrected, None)));
    for (fields, wrong) in [
        (&[("paid", "1203"), ("why", "subsidy")][..], "paid"),
        (&[("why", "other_year")], "paid_on"),
        (&[("paid_on", "2026/3/2")], "paid_on"),
        (&[("paid", "x")], "paid"),
        (&[("back", "x")], "back"),
    ] {
        let refused = correct(fields).expect_err("refused");
        assert_eq!(refused[0].0, wrong, "{fields:?}");
    }
    assert_eq!(send(&mut book, &gathered, &[("do", "correct"), ("row", "n|x"), ("paid", "1")]), Ok(Done::Gone));
    assert_eq!(send(&mut book, &gathered, &[("do", "uncorrect"), ("row", &name)]), Ok(Done::Uncorrected));
}

#[test]
fn a_typed_row_is_not_corrected_and_files_are_taken_out() {
    let mut book = book();
    let gathered = together(None, &book);
    let typed = gathered.rows.iter().find(|row| row.typed.is_some()).expect("a typed row").name.text().to_owned();
    assert_eq!(send(&mut book, &gathered, &[("do", "correct"), ("row", &typed), ("paid", "1")]), Ok(Done::Gone));
    assert_eq!(send(&mut book, &gathered, &[("do", "drop"), ("batch", "0")]), Ok(Done::Dropped));
    assert_eq!(book.batches.len(), 1);
    for fields in
        [&[("do", "drop"), ("batch", "9")][..], &[("do", "drop")], &[("do", "?")], &[("do", "same"), ("one", "x")]]
    {
        assert_eq!(send(&mut book, &gathered, fields), Ok(Done::Gone), "{fields:?}");
    }
}

#[test]
fn an_answer_is_noted() {
    let mut book = Book::default();
    let fields = [("do", "same"), ("one", "n|a"), ("other", "t|0")];
    assert_eq!(send(&mut book, &Gathered::default(), &fields), Ok(Done::Answered));
    assert_eq!(
        send(&mut book, &Gathered::default(), &[("do", "different"), ("one", "n|a"), ("other", "t|0")]),
        Ok(Done::Answered)
    );
    assert_eq!((book.answers.len(), book.answers[0].same), (1, false));
}

#[test]
fn a_day_of_payment_without_its_year_is_the_first_one_from_the_treatment_on() {
    for (at, typed, page, read) in [
        (12, "1/5", YEAR, Ok(Some((2026, 1, 5)))),
        (12, "1/5", YEAR + 1, Ok(Some((2026, 1, 5)))),
        (12, "12/30", YEAR, Ok(Some((2025, 12, 30)))),
        (12, "12月1日", YEAR, Ok(Some((2025, 12, 1)))),
        (4, "4/1", YEAR, Ok(Some((2025, 4, 1)))),
        (4, "2/1", YEAR, Ok(Some((2026, 2, 1)))),
        (4, "令和8年1月5日", YEAR, Ok(Some((2026, 1, 5)))),
        (4, "", YEAR, Ok(None)),
        (4, "2025/3/31", YEAR, Err("より前")),
        (12, "R7.1.5", YEAR, Err("2025年12月")),
        (4, "3/31", YEAR, Err("まだ来ていない")),
        (4, "きのう", YEAR, Err("のように入れて")),
    ] {
        let hub = hub("陽", vec![expense("陽", at, "調剤", "見本薬局", 1_203)]);
        let mut book = Book::default();
        let gathered = together(Some(&hub), &book);
        let fields = [("do", "correct"), ("row", gathered.rows[0].name.text()), ("paid", "1200"), ("paid_on", typed)];
        let field = |name: &str| fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value);
        let done = apply(&mut book, &gathered.rows, At { year: page, today: today() }, field);
        match (read, done) {
            (Ok(day), Ok(_)) => {
                let day = day.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
                assert_eq!(book.corrections[0].paid_on, day, "{typed}");
            }
            (Err(words), Err(wrong)) => {
                assert_eq!(wrong[0].field, "paid_on", "{typed}");
                assert!(wrong[0].message.contains(words), "{typed}: {}", wrong[0].message);
            }
            (read, done) => panic!("{typed}: {read:?} {done:?}"),
        }
    }
}

#[test]
fn a_typed_row_is_paid_from_its_treatment_on_and_says_where_it_went() {
    for (on, paid_on, read) in [
        ("12/31", "1/5", Ok((Done::Elsewhere, Some((2026, 1, 5))))),
        ("12/31", "2025/12/1", Ok((Done::Added, Some((2025, 12, 1))))),
        ("3/5", "3/6", Ok((Done::Added, Some((2025, 3, 6))))),
        ("", "1/5", Ok((Done::Added, Some((2025, 1, 5))))),
        ("3/5", "", Ok((Done::Added, None))),
        ("3/5", "2025/2/28", Err("より前")),
        ("2/29", "", Err("その日がありません")),
    ] {
        let mut book = Book::default();
        let fields = [
            ("do", "add"),
            ("kind", "self_pay"),
            ("whose", "花子"),
            ("place", "見本歯科"),
            ("paid", "5000"),
            ("on", on),
            ("paid_on", paid_on),
        ];
        match (read, send(&mut book, &Gathered::default(), &fields)) {
            (Ok((became, day)), Ok(done)) => {
                let day = day.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
                assert_eq!((done, book.typed[0].paid_on), (became, day), "{on} {paid_on}");
            }
            (Err(words), Err(wrong)) => assert!(wrong[0].1.contains(words), "{on} {paid_on}: {wrong:?}"),
            (read, done) => panic!("{on} {paid_on}: {read:?} {done:?}"),
        }
    }
}
