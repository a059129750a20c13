//! What the person wrote as having come back is not announced again, on any page.

use super::*;
use crate::domain::expense::book::row::{Correction, RowName};
use crate::keeping::ExpenseBook;
use crate::pages::fake_records::FakeKeeping;
use std::sync::Arc;

/// Somebody who paid 300,000 of 1,000,000 in September (ウ: 92,940) and wrote what came back, and what they paid.
fn shown(path: &str, back: i64, paid: Option<i64>) -> String {
    let rows = vec![row((2026, 9), "医科入院", "甲病院", 1_000_000, 300_000)];
    let mut frame = frame_for(path, Some(FakeRecords { expense_rows: Some(rows), ..certified("A03", "01") }));
    let month = YearMonth::new(2026, 9).expect("a month");
    let hub = crate::domain::expense::book::gather::Hub {
        person: person().name,
        birth: Some(person().birth),
        years: vec![crate::domain::expense::ExpenseYear {
            year: 2026,
            delivered_until: Some(month),
            insurer_name: None,
            rows: vec![row((2026, 9), "医科入院", "甲病院", 1_000_000, 300_000)],
        }],
    };
    let mut book = crate::domain::expense::book::Book::default();
    let given = crate::domain::expense::book::gather::Given { hub: Some(&hub), book: &book, grants: &[] };
    let name: RowName = crate::domain::expense::book::gather::gather(given).rows[0].name.clone();
    let correction = Correction { reimbursed: Yen(back), paid: paid.map(Yen), ..Correction::of(name) };
    if correction.says_something() {
        book.correct(correction).expect("room");
    }
    if let Some(visitor) = &mut frame.visitor {
        visitor.keeping =
            Arc::new(FakeKeeping { expenses: Ok(ExpenseBook { book, kept: true }), ..FakeKeeping::default() });
    }
    render(path, &frame)
}

#[test]
fn what_came_back_is_taken_off_what_may_be_claimed() {
    let none = "9月に限度額をこえた分は 207,060円 ですが、あなたが書いた戻った額 207,060円 を引くと 0円 です（目安）。";
    let month = "この月の明細に、あなたは戻った額 ";
    for (back, said, denied) in [
        (0, &["207,060円 が払い戻される可能性があります"][..], month),
        (
            7_060,
            &[
                "9月に限度額をこえた分、200,000円 が払い戻される可能性があります",
                "あなたが書いた戻った額 7,060円 は、引いてあります。",
                "戻った額を引いて 200,000円",
                "引くと 200,000円 です。",
            ],
            "207,060円 が払い戻される",
        ),
        (207_060, &[none, "戻った額を引いて 0円", "引くと 0円 です。"], "払い戻される可能性"),
        (300_000, &["あなたが書いた戻った額 300,000円 を引くと 0円"], "払い戻される可能性"),
    ] {
        let html = shown(PATH, back, None);
        assert_says(&html, &format!("{back}"), said);
        assert!(!html.contains(denied), "{back}: {denied}");
    }
    for path in ["/services", "/services/high-cost"] {
        assert_says(&shown(path, 7_060, None), path, &["200,000円 が払い戻される可能性があります"]);
        assert!(!shown(path, 207_060, None).contains("払い戻される可能性"), "{path}");
    }
}

#[test]
fn a_corrected_amount_is_said_not_to_be_used() {
    let said = "直した額は使わず、届いた額で計算しています。";
    let html = shown(PATH, 0, Some(50_000));
    assert_says(&html, "corrected", &[said, "207,060円 が払い戻される可能性があります"]);
    assert!(!shown(PATH, 0, Some(300_000)).contains(said), "the notice's own amount");
}
