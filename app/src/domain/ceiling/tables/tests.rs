//! Every row of every table, to the yen.

use super::*;

fn at(digits: &str) -> YearMonth {
    YearMonth::from_digits(digits).expect("a month")
}

#[test]
fn the_month_of_treatment_chooses_the_table() {
    for (month, first) in [
        ("201807", None),
        ("201808", Some("201808")),
        ("202607", Some("201808")),
        ("202608", Some("202608")),
        ("202707", Some("202608")),
        ("202708", Some("202708")),
        ("203001", Some("202708")),
    ] {
        assert_eq!(table_of(at(month)).map(|table| table.from), first.map(at), "{month}");
    }
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    for (today, standings) in [
        ("2026-07-31", [Standing::InForce, Standing::Planned, Standing::Planned]),
        ("2026-11-22", [Standing::Past, Standing::InForce, Standing::Planned]),
        ("2027-08-01", [Standing::Past, Standing::Past, Standing::InForce]),
    ] {
        assert_eq!(TABLES.map(|table| table.standing(day(today))), standings, "{today}");
        for (table, standing) in TABLES.iter().zip(standings) {
            let said = table.unsure(day(today)).any(|point| point.contains("予定"));
            assert_eq!(said, standing == Standing::Planned, "{today} {}", table.name);
        }
    }
}

#[test]
fn each_threshold_is_the_base_divided_by_three_tenths() {
    for row in TABLES.iter().flat_map(|table| table.rows) {
        if let Some(threshold) = row.monthly.threshold {
            assert_eq!(threshold.0 * 3, row.monthly.base.0 * 10, "{row:?}");
        }
    }
}

#[test]
fn every_amount_can_be_halved_and_every_class_has_its_rows() {
    for table in TABLES {
        assert!(table.source.contains("厚生労働省") && table.name.contains("診療分"), "{}", table.name);
        for class in Class::ALL {
            assert!(table.rows_of(class).next().is_some(), "{class:?} in {}", table.name);
        }
        for row in table.rows {
            let amounts = [Some(row.monthly.base), row.monthly.threshold, row.many, row.outpatient];
            assert!(amounts.into_iter().flatten().all(|yen| yen.0 % 2 == 0 && yen > Yen::ZERO), "{row:?}");
            assert!(row.many.is_none_or(|many| many <= row.monthly.base), "{row:?}");
            assert_eq!(row.pay.is_some(), table.rows_of(row.class).count() > 1, "{row:?}");
        }
    }
}

/// Class, base, threshold, 多数回, outpatient, outpatient year, year, lower year.
type Known = (Class, i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

#[test]
fn the_rows_of_both_tables_that_held_and_hold() {
    use Class::{A, Active1, Active2, Active3, E, General, I, Low1, Low2, O, U};
    #[rustfmt::skip]
    let old: [Known; 11] = [
        (A, 252_600, Some(842_000), Some(140_100), None, None, None, None),
        (I, 167_400, Some(558_000), Some(93_000), None, None, None, None),
        (U, 80_100, Some(267_000), Some(44_400), None, None, None, None),
        (E, 57_600, None, Some(44_400), None, None, None, None),
        (O, 35_400, None, Some(24_600), None, None, None, None),
        (Active3, 252_600, Some(842_000), Some(140_100), None, None, None, None),
        (Active2, 167_400, Some(558_000), Some(93_000), None, None, None, None),
        (Active1, 80_100, Some(267_000), Some(44_400), None, None, None, None),
        (General, 57_600, None, Some(44_400), Some(18_000), Some(144_000), None, None),
        (Low2, 24_600, None, None, Some(8_000), None, None, None),
        (Low1, 15_000, None, None, Some(8_000), None, None, None),
    ];
    #[rustfmt::skip]
    let new: [Known; 11] = [
        (A, 270_300, Some(901_000), Some(140_100), None, None, Some(1_680_000), None),
        (I, 179_100, Some(597_000), Some(93_000), None, None, Some(1_110_000), None),
        (U, 85_800, Some(286_000), Some(44_400), None, None, Some(530_000), None),
        (E, 61_500, None, Some(44_400), None, None, Some(530_000), Some(410_000)),
        (O, 36_900, None, Some(24_600), None, None, Some(290_000), None),
        (Active3, 270_300, Some(901_000), Some(140_100), None, None, Some(1_680_000), None),
        (Active2, 179_100, Some(597_000), Some(93_000), None, None, Some(1_110_000), None),
        (Active1, 85_800, Some(286_000), Some(44_400), None, None, Some(530_000), None),
        (General, 61_500, None, Some(44_400), Some(22_000), Some(216_000), Some(530_000), Some(410_000)),
        (Low2, 25_700, None, Some(24_600), Some(11_000), Some(96_000), Some(290_000), None),
        (Low1, 15_700, None, None, Some(8_000), None, Some(180_000), None),
    ];
    for (month, known) in [("202607", old), ("202608", new)] {
        let table = table_of(at(month)).expect("a table");
        for (class, base, threshold, many, outpatient, outpatient_year, year, lower) in known {
            let row = table.row(class).expect("one row");
            assert_eq!(row.monthly, Formula { base: Yen(base), threshold: threshold.map(Yen) }, "{class:?} {month}");
            let others = [row.many, row.outpatient, row.outpatient_year, row.year, row.year_lower];
            let expected = [many, outpatient, outpatient_year, year, lower].map(|yen| yen.map(Yen));
            assert_eq!(others, expected, "{class:?} {month}");
        }
    }
}

#[test]
fn in_the_month_of_turning_75_each_is_half() {
    let row = |month, class| table_of(at(month)).expect("a table").row(class).expect("one row").halved();
    for (month, class, base, threshold, many, outpatient) in [
        ("202608", Class::General, 30_750, None, Some(22_200), Some(11_000)),
        ("202608", Class::Low2, 12_850, None, Some(12_300), Some(5_500)),
        ("202608", Class::Low1, 7_850, None, None, Some(4_000)),
        ("202608", Class::Active3, 135_150, Some(450_500), Some(70_050), None),
        ("202608", Class::Active2, 89_550, Some(298_500), Some(46_500), None),
        ("202608", Class::Active1, 42_900, Some(143_000), Some(22_200), None),
        ("202607", Class::General, 28_800, None, Some(22_200), Some(9_000)),
        ("202607", Class::Low2, 12_300, None, None, Some(4_000)),
        ("202607", Class::Low1, 7_500, None, None, Some(4_000)),
        ("202607", Class::Active3, 126_300, Some(421_000), Some(70_050), None),
        ("202607", Class::Active2, 83_700, Some(279_000), Some(46_500), None),
        ("202607", Class::Active1, 40_050, Some(133_500), Some(22_200), None),
    ] {
        let row = row(month, class);
        assert_eq!(row.monthly, Formula { base: Yen(base), threshold: threshold.map(Yen) }, "{class:?} {month}");
        assert_eq!((row.many, row.outpatient), (many.map(Yen), outpatient.map(Yen)), "{class:?} {month}");
    }
}

#[test]
fn from_2027_only_three_classes_are_known_from_their_code() {
    let table = table_of(at("202708")).expect("a table");
    let single: Vec<Class> = Class::ALL.into_iter().filter(|class| table.row(*class).is_some()).collect();
    assert_eq!(single, [Class::O, Class::Low2, Class::Low1]);
    let pay = |class| table.rows_of(class).filter_map(|row| row.pay).collect::<Vec<_>>();
    assert_eq!(pay(Class::U), ["44万〜50万円", "36万〜41万円", "28万〜34万円"]);
    let outpatient: Vec<_> = table.rows_of(Class::General).map(|row| row.outpatient).collect();
    assert_eq!(outpatient, [Some(Yen(28_000)), Some(Yen(28_000)), Some(Yen(22_000))]);
    // 70 and over with an income as at work: as the matching row of under 70.
    for (young, old) in [(Class::A, Class::Active3), (Class::I, Class::Active2), (Class::U, Class::Active1)] {
        let pairs = table.rows_of(young).zip(table.rows_of(old));
        assert!(pairs.into_iter().all(|(a, b)| (a.monthly, a.many, a.year) == (b.monthly, b.many, b.year)));
    }
}

#[test]
fn the_relief_of_two_tenths_ended_in_september_2025() {
    for (month, cost, ceiling) in [
        ("202209", 100_000, None),
        ("202210", 100_000, Some(13_000)),
        ("202509", 30_000, Some(6_000)),
        ("202509", 10_000, Some(6_000)),
        ("202510", 100_000, None),
    ] {
        assert_eq!(relief(at(month), Yen(cost)), ceiling.map(Yen), "{month} {cost}");
    }
}

#[test]
fn below_the_lowest_ceiling_the_class_does_not_matter() {
    for (month, age, two_tenths, lowest) in [
        ("202607", AgeGroup::Under70, None, 24_600),
        ("202608", AgeGroup::Under70, None, 24_600),
        ("202607", AgeGroup::From70, None, 8_000),
        ("202608", AgeGroup::From70, None, 8_000),
        // Who may be in 一般Ⅱ had a lower ceiling while the relief held.
        ("202209", AgeGroup::From70, Some(20_000), 8_000),
        ("202210", AgeGroup::From70, Some(20_000), 6_000),
        ("202509", AgeGroup::From70, Some(30_000), 6_000),
        ("202507", AgeGroup::From70, Some(34_810), 6_481),
        ("202507", AgeGroup::From70, Some(80_000), 8_000),
        ("202507", AgeGroup::From70, None, 8_000),
        ("202510", AgeGroup::From70, Some(20_000), 8_000),
        ("202507", AgeGroup::Under70, Some(20_000), 24_600),
    ] {
        let table = table_of(at(month)).expect("a table");
        assert_eq!(table.lowest(age, at(month), two_tenths.map(Yen)), Yen(lowest), "{month} {two_tenths:?}");
    }
}
