//! One file: read whole, refused in words, or read with warnings.

use super::*;

#[test]
fn reads_a_whole_file() {
    let rows = sample("見本　太郎");
    let file = read(&file_of("見本　太郎", &rows)).expect("readable");
    assert_eq!(file.rows, rows);
    assert_eq!(file.warnings, []);
    assert_eq!((file.person.as_str(), file.kana.as_str()), ("見本　太郎", "ミホン　タロウ"));
    assert_eq!(file.birth, NaiveDate::from_ymd_opt(1980, 1, 2));
    assert_eq!(file.created_on, NaiveDate::from_ymd_opt(2026, 2, 23));
    assert_eq!(file.insurer_name.as_deref(), Some("見本健康保険組合"));
    assert_eq!(file.listed_until, YearMonth::new(2025, 12));
    assert_eq!(file.period, YearMonth::new(2025, 1).zip(YearMonth::new(2025, 12)));
    assert_eq!(file.stated.len(), 2);
}

#[test]
fn keeps_no_number_of_the_insured() {
    let shown = format!("{:?}", read(&file_of("見本　太郎", &sample("見本　太郎"))));
    for secret in ["99887766", "秘密記号", "5554443", "\"77\""] {
        assert!(!shown.contains(secret), "{secret} was kept");
    }
}

#[test]
fn a_file_of_something_else_is_refused_with_what_it_seems_to_be() {
    use Disguise::*;
    let cases: Vec<(Vec<u8>, Disguise)> = vec![
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml".to_vec(), Excel),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Excel),
        (b"PK\x03\x04....photo.jpg".to_vec(), Zip),
        (b"%PDF-1.7 ...".to_vec(), Pdf),
        (b"\x89PNG\r\n\x1a\n".to_vec(), Image),
        (b"\xFF\xD8\xFF\xE0".to_vec(), Image),
        (b"\0\0\0\x18ftypheic".to_vec(), Image),
        ("<?xml version=\"1.0\"?><TEG700 VR=\"1.0\" xmlns=\"http://xml.e-tax.nta.go.jp/XSD/kyotsu\"/>".into(), ETaxXml),
        (b"<?xml version=\"1.0\"?><a/>".to_vec(), Xml),
        (b"<!DOCTYPE html><html></html>".to_vec(), Html),
        (b"\n<html lang=\"ja\">".to_vec(), Html),
        (b"JAHISTC08,1\r\n1,a,1,19800101".to_vec(), MedicationNotebook),
        (b"{\"a\":1}".to_vec(), Json),
        ("わたしの情報\r\n薬剤情報\r\n".into(), OtherMynaportal("薬剤情報".into())),
        ("日付,金額\r\n2025/1/1,100\r\n".into(), OtherCsv("日付".into())),
    ];
    for (bytes, wanted) in cases {
        assert_eq!(read(&bytes), Err(ImportRefusal::SomethingElse(wanted)));
    }
}

#[test]
fn empty_broken_and_cut_files_are_refused() {
    assert_eq!(read(b""), Err(ImportRefusal::Empty));
    assert_eq!(read(b"\r\n  \r\n"), Err(ImportRefusal::Empty));
    assert_eq!(read(b"\xFF\xFEa\0b\0"), Err(ImportRefusal::Utf16));
    assert_eq!(read(b"\xFE\xFF\0a\0b"), Err(ImportRefusal::Utf16));
    assert_eq!(read(b"\xFD\xFE\x00\x01\x02"), Err(ImportRefusal::NotText));
    assert_eq!(read(b"abc\0def"), Err(ImportRefusal::NotText));
    assert_eq!(
        read("わたしの情報\r\n医療費通知情報\r\n資格情報\r\n氏名,見本".as_bytes()),
        Err(ImportRefusal::NoDetails)
    );
    assert_eq!(read(&vec![b'a'; MAX_BYTES + 1]), Err(ImportRefusal::TooLarge { bytes: MAX_BYTES + 1 }));
    let no_rows = write("見本", &[], 2025, Sums::default(), PLAIN);
    assert_eq!(read(&no_rows), Err(ImportRefusal::NoDetails));
}

#[test]
fn every_refusal_says_what_happened_in_whole_sentences() {
    for refusal in [
        ImportRefusal::Empty,
        ImportRefusal::NotText,
        ImportRefusal::Utf16,
        ImportRefusal::NoDetails,
        ImportRefusal::TooManyRows,
        ImportRefusal::TooLarge { bytes: 6_000_000 },
        ImportRefusal::SomethingElse(Disguise::Excel),
    ] {
        assert!(refusal.to_string().ends_with('。'), "{refusal}");
    }
    assert!(ImportRefusal::TooLarge { bytes: 6_000_000 }.to_string().contains("6MB"));
}

#[test]
fn rows_that_do_not_add_up_are_reported_amount_by_amount() {
    let rows = sample("見本");
    let mut stated = Sums::of(&rows);
    stated.counter_share += Yen(10);
    let file = read(&write("見本", &rows, 2025, stated, PLAIN)).expect("readable");
    let differs = Warning::SumDiffers {
        heading: "医療費の合計".into(),
        amount: "窓口相当負担額",
        stated: Yen(7_793),
        summed: Yen(7_783),
    };
    assert_eq!(file.warnings, [differs]);
    assert!(file.warnings[0].words().contains("7,793円"));
}

#[test]
fn a_file_cut_in_the_middle_of_a_row_says_so() {
    let bytes = file_of("見本", &sample("見本"));
    let text = String::from_utf8(bytes).expect("UTF-8");
    let cut = text.find("医療機関等名称,\"見本\"\"歯科").expect("the third row");
    let file = read(&text.as_bytes()[..cut]).expect("readable");
    assert_eq!(file.rows.len(), 2);
    assert!(file.warnings.contains(&Warning::RowLeftOut {
        row: 3,
        about: "（2025年12月）".into(),
        field: "窓口相当負担額"
    }));
    assert!(
        file.warnings.iter().any(|warning| matches!(warning, Warning::SumDiffers { amount: "窓口相当負担額", .. }))
    );
}

#[test]
fn a_file_cut_inside_a_character_is_broken_not_something_else() {
    let bytes = file_of("見本", &sample("見本"));
    let at = bytes.iter().rposition(|byte| *byte >= 0xE0).expect("Japanese text") + 1;
    assert_eq!(read(&bytes[..at]), Err(ImportRefusal::NotText));
}

#[test]
fn an_unknown_kind_and_a_missing_field_are_told() {
    let mut rows = sample("見本");
    rows[0].kind = "新しい区分".into();
    let text = String::from_utf8(file_of("見本", &rows)).expect("UTF-8").replacen(
        "医療機関等名称,見本内科クリニック\r\n",
        "",
        1,
    );
    let file = read(text.as_bytes()).expect("readable");
    assert_eq!(file.rows[0].institution, "");
    assert_eq!(
        file.warnings,
        [Warning::MissingField { row: 1, field: "医療機関等名称" }, Warning::UnknownKind("新しい区分".into())]
    );
}

#[test]
fn full_width_digits_and_signs_are_read() {
    let text = String::from_utf8(file_of("見本", &sample("見本"))).expect("UTF-8");
    let text = text
        .replace("窓口相当負担額（円）,603", "窓口相当負担額（円）,６０３円")
        .replace("診療年月,2025年12月", "診療年月,２０２５年１２月");
    assert_eq!(read(text.as_bytes()).expect("readable").rows, sample("見本"));
}

#[test]
fn a_swollen_file_is_read_in_bounds() {
    let head = "わたしの情報\n医療費通知情報\n医療費情報明細\n";
    let size = 1_000_000;
    let unknown_keys: String = (0..size / 8).map(|n| format!("k{n},1\n")).collect();
    let half_rows = "診療年月,2025年1月\n窓口相当負担額（円）,1\n".repeat(size / 60);
    let totals = "年間の合計\n医療費の総額（円）,1\n保険者の負担額（円）,1\nその他の公費の負担額（円）,1\n窓口相当負担額（円）,1\n".repeat(size / 150);
    let commas = ",".repeat(size);
    for body in [&unknown_keys, &half_rows, &totals, &commas] {
        let text = format!("{head}診療年月,2025年1月\n窓口相当負担額（円）,1\n{body}");
        let file = read(text.as_bytes()).expect("readable");
        assert!(file.warnings.len() < 150 && file.stated.len() <= 16);
    }
    let twice = read(format!("{head}{half_rows}").as_bytes()).expect("readable");
    let files = ["a.csv", "b.csv"].map(|name| ImportedFile { file_name: name.into(), content: twice.clone() });
    assert_eq!(household(&files).repeated, [("b.csv".to_owned(), "a.csv".to_owned())]);
    assert_eq!(rows_of(&files).len(), twice.rows.len());
    assert!(twice.warnings.iter().any(|warning| matches!(warning, Warning::MoreFields(_))));
}

#[test]
fn a_huge_name_is_not_copied_into_every_row() {
    let name = "名".repeat(600_000);
    let rows = "診療年月,2025年1月\n窓口相当負担額（円）,1\n".repeat(15_000);
    let text = format!("わたしの情報\n医療費通知情報\n氏名,\"{name}\"\n医療費情報明細\n{rows}");
    let file = read(text.as_bytes()).expect("readable");
    assert_eq!((file.rows.len(), file.person.chars().count()), (15_000, lines::MAX_FIELD));
    assert!(file.rows.iter().all(|row| row.patient.len() <= 4 * lines::MAX_FIELD));
}

#[test]
fn more_rows_than_are_read_are_refused_in_words() {
    let row = "診療年月,2025年1月\n窓口相当負担額（円）,1\n";
    let head = "わたしの情報\n医療費通知情報\n氏名,見本\n医療費情報明細\n";
    let rows = |count: usize| format!("{head}{}", row.repeat(count));
    assert_eq!(read(rows(MAX_ROWS).as_bytes()).map(|file| file.rows.len()), Ok(MAX_ROWS));
    assert_eq!(read(rows(MAX_ROWS + 1).as_bytes()), Err(ImportRefusal::TooManyRows));
    assert_eq!(read(format!("{head}{}", "k,1\n".repeat(MAX_ROWS * 18)).as_bytes()), Err(ImportRefusal::TooManyRows));
    let mut outcome = Outcome::default();
    outcome.take("a.csv", rows(MAX_ROWS - 1).as_bytes(), own_cp932);
    outcome.take("b.csv", rows(2).as_bytes(), own_cp932);
    assert_eq!((outcome.files.len(), outcome.refused[0].why.clone()), (1, ImportRefusal::TooManyRows));
}

#[test]
fn rows_left_out_are_listed_before_missing_fields_and_all_are_counted() {
    let head = "わたしの情報\n医療費通知情報\n氏名,見本\n医療費情報明細\n";
    let half = "診療年月,2025年1月\n窓口相当負担額（円）,1\n".repeat(10);
    let broken = "診療年月,2025年1月\n窓口相当負担額（円）,x\n";
    let file = read(format!("{head}{half}{broken}").as_bytes()).expect("readable");
    assert_eq!(
        file.warnings[0],
        Warning::RowLeftOut { row: 11, about: "（2025年1月）".into(), field: "窓口相当負担額" }
    );
    assert!(file.warnings[0].words().starts_with("11件目の明細（2025年1月）は「窓口相当負担額」が読み取れない"));
    // Ten rows without five fields each; nineteen of them are listed.
    assert!(file.warnings.contains(&Warning::MoreFields(31)), "{:?}", file.warnings);
    let file = read(format!("{head}{half}{}", broken.repeat(25)).as_bytes()).expect("readable");
    assert!(file.warnings.contains(&Warning::MoreRowsLeftOut(5)));
    assert!(file.warnings.contains(&Warning::MoreFields(50)));
}

#[test]
fn names_like_formulas_and_several_years_are_told_and_change_nothing() {
    let mut rows = sample("見本");
    rows[0].institution = "=HYPERLINK(\"x\")".into();
    rows[2].month = YearMonth::new(2024, 12).expect("a month");
    let file = read(&write("見本", &rows, 2025, Sums::of(&rows[..2]), PLAIN)).expect("readable");
    assert_eq!(file.rows, rows);
    assert_eq!(file.warnings, [Warning::FormulaNames(1), Warning::SeveralYears(vec![(2024, 1), (2025, 2)])]);
    assert!(file.warnings[1].words().contains("2024年 1件、2025年 2件"));
}

#[test]
fn a_blank_public_share_is_nothing_and_no_warning() {
    let text = String::from_utf8(file_of("見本　太郎", &sample("見本　太郎"))).expect("UTF-8");
    let file = read(text.replace("その他の公費の負担額（円）,0", "その他の公費の負担額（円）,").as_bytes());
    let file = file.expect("readable");
    assert_eq!((file.rows, file.warnings), (sample("見本　太郎"), Vec::new()));
}

#[test]
fn an_amount_torn_apart_at_its_thousands_is_put_together() {
    let head = "わたしの情報\n医療費通知情報\n氏名,見本\n医療費情報明細\n診療年月,2025年1月\n";
    for (written, share) in [
        ("1,785", Some(1_785)),
        ("12,345,678", Some(12_345_678)),
        ("603,", Some(603)),
        ("1,78", None),
        ("603,,", Some(603)),
    ] {
        let file = read(format!("{head}窓口相当負担額（円）,{written}\n").as_bytes()).expect("readable");
        assert_eq!(file.rows.first().map(|row| row.counter_share), share.map(Yen), "{written}");
    }
}
