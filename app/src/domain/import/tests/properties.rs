//! Laws: what was written is read, and no bytes are fatal.

use proptest::prelude::*;

use super::*;
use crate::domain::expense::book::file;

/// Names as institutions have them, within cp932, with the signs that make CSV hard.
fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select("医療法人社団見本会クリニック薬局ﾐﾎﾝ ＡBc09,\"～髙﨑=+-@".chars().collect::<Vec<_>>()),
        1..25,
    )
    .prop_map(|chars| chars.into_iter().collect::<String>().trim().to_owned())
    .prop_filter("a name is not blank", |name| !name.is_empty())
}

prop_compose! {
    fn any_row(person: String)(month in 1u32..=12, kind in proptest::sample::select(vec!["医科外来", "医科入院", "歯科外来", "歯科入院", "調剤", "訪問看護", "柔道整復"]),
        days in proptest::option::of(1u32..31), institution in name(), total in 0i64..10_000_000, insurer in 0i64..10_000_000, public in 0i64..1_000_000, share in 0i64..3_000_000) -> Expense {
        Expense { patient: person.clone(), month: YearMonth::new(2025, month).expect("a month"), kind: kind.into(), days, institution, total: Yen(total), insurer_share: Yen(insurer), public_share: Yen(public), counter_share: Yen(share) }
    }
}

fn any_file() -> impl Strategy<Value = (String, Vec<Expense>, Style)> {
    let style = (
        proptest::sample::select(vec![Encoding::Utf8, Encoding::Utf8Bom, Encoding::Cp932]),
        proptest::sample::select(vec!["\r\n", "\n"]),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(encoding, newline, blank_lines, quote_all)| Style {
            encoding,
            newline,
            blank_lines,
            quote_all,
        });
    (name(), style).prop_flat_map(|(person, style)| {
        (Just(person.clone()), proptest::collection::vec(any_row(person), 1..30), Just(style))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_was_written_is_read((person, rows, style) in any_file()) {
        let file = read(&write(&person, &rows, 2025, Sums::of(&rows), style)).expect("readable");
        prop_assert_eq!(&file.rows, &rows);
        prop_assert_eq!(file.encoding, style.encoding);
        prop_assert_eq!(file.person, person);
        prop_assert!(file.warnings.iter().all(|warning| matches!(warning, Warning::FormulaNames(_))), "{:?}", file.warnings);
    }

    #[test]
    fn what_is_read_comes_back_with_the_book(
        person in "[見本太郎\\t\n ]{1,230}",
        places in proptest::collection::vec(("[見本医院\\t\n\r ,\"]{0,230}", proptest::option::of(0u32..5_000), -500i64..900_000), 1..12),
    ) {
        let rows: Vec<Expense> = places
            .into_iter()
            .map(|(institution, days, share)| Expense { days, institution, ..expense(&person, 4, "医科外来", "", share) })
            .collect();
        let bytes = write(&person, &rows, 2025, Sums::of(&rows), Style { quote_all: true, ..PLAIN });
        let read_file = read(&bytes).expect("readable");
        let odd = rows.iter().filter(|row| row.days.is_some_and(|days| days > 366)).count();
        let told = |warning: &Warning| matches!(warning, Warning::OddDays { .. });
        prop_assert_eq!(read_file.warnings.iter().filter(|one| told(one)).count(), odd);
        let mut outcome = Outcome::default();
        outcome.take("a.csv", &bytes, own_cp932);
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
        let book = outcome.book(today).expect("room");
        prop_assert!(file::is_sound(&book));
        prop_assert_eq!(file::read(&file::write(&book, today)), Ok(book));
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_damage_panics((person, rows, style) in any_file(), hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let mut bytes = write(&person, &rows, 2025, Sums::of(&rows), style);
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            let at = cut.index(bytes.len());
            bytes.truncate(at);
        }
        let _ = read(&bytes);
    }

    #[test]
    fn no_text_panics(lines in proptest::collection::vec("(わたしの情報|医療費通知情報|医療費情報明細|年間の合計|診療年月|窓口相当負担額（円）|期間|日数|,|\"|[0-9年月～,]{0,12}|.{0,8})", 0..60)) {
        let _ = read(lines.join("\n").as_bytes());
        let _ = read(lines.join(",").as_bytes());
    }
}
