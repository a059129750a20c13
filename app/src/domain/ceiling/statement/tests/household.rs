//! When the class is asked for because of the family: where something may come back with its bills under some class (施行令41条:
//! under 70 items from 21,000 yen, of 70 and over all), and then what it is.

use super::*;

fn own(month: &str, kind: &str, paid: i64) -> Expense {
    row(month, kind, "甲", paid * 10 / 3, paid)
}

fn spouse(month: &str, kind: &str, paid: i64) -> Expense {
    Expense { patient: "見本 美和".into(), ..row(month, kind, "乙", paid * 10 / 3, paid) }
}

#[test]
fn under_70_what_counts_of_both_is_added_before_it_is_asked() {
    let (out, bill) = ("医科外来", "調剤");
    // The lowest ceiling is 24,600 (オ, 多数回).
    for (what, rows, asks) in [
        ("neither reaches a ceiling alone", vec![own("202609", out, 22_000), spouse("202609", out, 22_000)], true),
        ("below 21,000 the family's drops out", vec![own("202609", out, 22_000), spouse("202609", out, 20_999)], false),
        ("one's own drops out", vec![own("202609", out, 20_000), spouse("202609", out, 24_600)], false),
        ("the family's is over by itself", vec![own("202609", out, 20_000), spouse("202609", out, 24_610)], true),
        (
            "a pharmacy may lift one's own to 21,000",
            vec![own("202609", out, 18_000), own("202609", bill, 3_000), spouse("202609", out, 21_000)],
            true,
        ),
        (
            "and may not",
            vec![own("202609", out, 17_000), own("202609", bill, 3_000), spouse("202609", out, 21_000)],
            false,
        ),
    ] {
        let found = made(MIDDLE, vec![cover("141010", 30, "2019-04-01")], &ToldClasses::default(), rows);
        let line = of(&found, "202609");
        assert_eq!(line.family, asks.then_some(Family::NeedsClass), "{what}");
        assert_eq!((line.waits(), found.asks.len()), (asks, usize::from(asks)), "{what}");
    }
}

#[test]
fn under_70_the_class_says_what_comes_back() {
    let rows = || vec![own("202609", "医科外来", 22_000), spouse("202609", "医科外来", 22_000)];
    // 44,000 − 36,900 (オ); エ has 61,500.
    for (class, refund) in [(ClassCode::A05, Some(7_100)), (ClassCode::A04, None)] {
        let mut told = ToldClasses::default();
        told.tell(2026, class, false);
        let line = of(&made(MIDDLE, vec![cover("141010", 30, "2019-04-01")], &told, rows()), "202609");
        assert_eq!(line.verdict, Verdict::Within);
        let joint = |refund| Family::Together(Joint { refund: Yen(refund), assumed: true, left_out: false });
        assert_eq!(line.family, refund.map(joint), "{class:?}");
    }
}

#[test]
fn of_70_and_over_everything_counts_and_it_is_asked_too() {
    let (out, inside) = ("医科外来", "医科入院");
    let known = [Person { name: "見本 美和".into(), ..person("1949-05-01") }];
    let late = || vec![cover("39131001", 10, "2019-04-01")];
    let nothing = ToldClasses::default();
    // Until 2026-07 the lowest are 8,000 for one person's outpatient care and 15,000 for the household (低所得Ⅰ).
    for (what, rows, household, asks) in [
        ("over together", vec![own("202607", out, 7_900), spouse("202607", inside, 24_600)], &known[..], true),
        ("below together", vec![own("202607", out, 7_000), spouse("202607", out, 7_900)], &known, false),
        (
            "the other's outpatient care alone",
            vec![own("202607", out, 1_000), spouse("202607", out, 8_010)],
            &known,
            true,
        ),
        ("small ones", vec![own("202607", inside, 8_000), spouse("202607", inside, 7_010)], &known, true),
        // Of an age that is not known nobody of 75 and over has the same insurer for sure.
        ("of unknown age", vec![own("202607", out, 7_900), spouse("202607", inside, 24_600)], &[], false),
    ] {
        let line = of(&made_with(OLD, late(), &nothing, rows, household), "202607");
        assert_eq!(line.family, asks.then_some(Family::NeedsClass), "{what}");
    }
    // 低所得Ⅱ: 7,900 stay below 8,000; 7,900 + 24,600 − 24,600.
    let mut told = ToldClasses::default();
    told.tell(2025, ClassCode::B05, true);
    let rows = vec![own("202607", out, 7_900), spouse("202607", inside, 24_600)];
    let line = of(&made_with(OLD, late(), &told, rows, &known), "202607");
    assert_eq!(line.verdict, Verdict::Within);
    let joint = Joint { refund: Yen(7_900), assumed: false, left_out: false };
    assert_eq!(line.family, Some(Family::Together(joint)));
}
