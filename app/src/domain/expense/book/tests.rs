//! The book itself: what is added, replaced, taken out, and put beside another one.

use super::sample::{batch, book, expense, together, typing};
use super::*;

#[test]
fn the_same_file_is_in_it_once_and_a_newer_look_replaces_the_older() {
    let mut book = Book::default();
    let rows = vec![expense("太郎", 1, "調剤", "見本薬局", 300)];
    assert_eq!(book.add_batch(batch(Source::Mynaportal, "太郎", rows.clone())), Ok(true));
    assert_eq!(
        book.add_batch(Batch {
            file_name: "別の名前.csv".into(), ..batch(Source::Mynaportal, "太郎", rows.clone())
        }),
        Ok(false)
    );
    let grant = || Source::Grant("d-1".into());
    assert_eq!(book.add_batch(batch(grant(), "花子", rows.clone())), Ok(true));
    assert_eq!(book.add_batch(batch(grant(), "花子", Vec::new())), Ok(true));
    assert_eq!(book.batches.len(), 2);
    assert_eq!(book.batches[1].rows.len(), 0);
}

#[test]
fn it_holds_as_much_as_it_can_and_says_so() {
    let mut book = Book::default();
    let many = vec![expense("太郎", 1, "調剤", "見本薬局", 300); MAX_ROWS];
    assert_eq!(book.add_batch(batch(Source::Mynaportal, "太郎", many)), Ok(true));
    let one = vec![expense("花子", 1, "調剤", "見本薬局", 300)];
    assert_eq!(book.add_batch(batch(Source::Mynaportal, "花子", one)), Err(Full::Rows));
    for full in [Full::Rows, Full::Typed, Full::Notes] {
        assert!(full.to_string().ends_with('。'), "{full}");
    }
}

#[test]
fn a_row_that_is_taken_out_leaves_nothing_behind() {
    let mut book = book();
    book.remove_typed(1);
    assert_eq!((book.typed.len(), book.answers.len(), book.corrections.len()), (1, 0, 1));
    book.remove_typed(7);
    assert_eq!(book.typed.len(), 1);
}

#[test]
fn numbers_are_never_given_twice() {
    let mut book = book();
    let one = book.typed[0].clone();
    book.remove_typed(1);
    assert_eq!(book.put_typed(one.clone(), None), Ok(2));
    assert_eq!(book.put_typed(one.clone(), Some(0)), Ok(0));
    assert_eq!(book.put_typed(one, Some(9)), Ok(3), "one that is gone is a new one");
}

#[test]
fn the_newest_year_is_that_of_its_rows_and_of_what_was_typed() {
    assert_eq!(Book::default().newest_year(), None);
    assert_eq!(book().newest_year(), Some(2025));
    let mut with_more = book();
    with_more.batches[0].rows[0].month = super::sample::month(1).plus(14);
    assert_eq!(with_more.newest_year(), Some(2026));
    let mut paid_later = Book::default();
    let fields =
        [("kind", "transport"), ("whose", "太郎"), ("place", "見本バス"), ("paid", "860"), ("on", "2025-12-30")];
    paid_later.put_typed(typing(&[&fields[..], &[("paid_on", "2026-01-05")]].concat()), None).expect("room");
    assert_eq!(paid_later.newest_year(), Some(2026));
}

#[test]
fn what_is_brought_back_is_not_doubled_and_a_fresh_book_becomes_the_same() {
    let mut fresh = Book::default();
    assert_eq!(fresh.take_in(book()), Ok(2));
    assert_eq!(together(None, &fresh), together(None, &book()));
    assert_eq!(fresh.take_in(book()), Ok(0));
    assert_eq!(fresh, book());
    let mut with_more = book();
    let bus = typing(&[("kind", "transport"), ("whose", "見本 春子"), ("place", "見本電鉄"), ("paid", "860")]);
    with_more.put_typed(bus, None).expect("room");
    assert_eq!(with_more.take_in(book()), Ok(0));
    assert_eq!(with_more.typed.len(), 3);
}
