//! The decoder against files we write ourselves: round trips, refusals, warnings, and bytes nobody meant.

use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;

use super::*;
use crate::domain::expense::ledger::Sums;
use crate::domain::money::Yen;

/// What a written file looks like.
#[derive(Clone, Copy, Debug)]
struct Style {
    encoding: Encoding,
    newline: &'static str,
    blank_lines: bool,
    quote_all: bool,
}

const PLAIN: Style = Style { encoding: Encoding::Utf8, newline: "\r\n", blank_lines: true, quote_all: false };

/// Writes a file as マイナポータル does. Our own layout of synthetic data.
fn write(person: &str, rows: &[Expense], year: i32, stated: Sums, style: Style) -> Vec<u8> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut line = |fields: &[&str]| lines.push(fields.iter().map(|field| (*field).to_owned()).collect());
    line(&["わたしの情報"]);
    line(&["医療費通知情報"]);
    line(&[]);
    line(&["項目名", "内容"]);
    line(&["作成日", "2026年2月23日"]);
    line(&["資格情報"]);
    line(&["氏名カナ", "ミホン　タロウ"]);
    line(&["氏名", person]);
    line(&["生年月日", "1980年1月2日"]);
    line(&["性別", "男"]);
    line(&["年齢", "46歳"]);
    line(&["保険者等番号", "99887766"]);
    line(&["被保険者証等記号", "秘密記号"]);
    line(&["被保険者証等番号", "5554443"]);
    line(&["枝番", "77"]);
    line(&["医療費明細一覧の概要"]);
    line(&["一覧表示の範囲", &format!("{year}年12月まで")]);
    for heading in ["医療費の合計", "年間の合計"] {
        line(&[heading]);
        line(&["期間", &format!("{year}年1月～{year}年12月")]);
        line(&["医療費の総額（円）", &stated.total.grouped()]);
        line(&["保険者の負担額（円）", &stated.insurer_share.grouped()]);
        line(&["その他の公費の負担額（円）", &stated.public_share.grouped()]);
        line(&["窓口相当負担額（円）", &stated.counter_share.grouped()]);
    }
    line(&["医療費情報明細"]);
    for row in rows {
        line(&["診療年月", &row.month.to_string()]);
        line(&["診療区分", &row.kind]);
        if let Some(days) = row.days {
            line(&["日数", &days.to_string()]);
        }
        line(&["医療機関等名称", &row.institution]);
        line(&["医療費の総額（円）", &row.total.grouped()]);
        line(&["保険者の負担額（円）", &row.insurer_share.grouped()]);
        line(&["その他の公費の負担額（円）", &row.public_share.grouped()]);
        line(&["窓口相当負担額（円）", &row.counter_share.grouped()]);
        if style.blank_lines {
            line(&[]);
        }
    }
    line(&["保険者情報"]);
    line(&["保険者の名称", "見本健康保険組合"]);
    line(&["医療費情報明細の範囲", &format!("{year}年1月～{year}年12月")]);
    let quoted = |field: &String| {
        if style.quote_all || field.contains([',', '"']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.clone()
        }
    };
    let text: String =
        lines.iter().map(|fields| fields.iter().map(quoted).collect::<Vec<_>>().join(",") + style.newline).collect();
    match style.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8Bom => ["\u{FEFF}".as_bytes(), text.as_bytes()].concat(),
        Encoding::Cp932 => {
            let (bytes, _, unmappable) = SHIFT_JIS.encode(&text);
            assert!(!unmappable, "the generator writes only what cp932 has");
            bytes.into_owned()
        }
    }
}

fn expense(person: &str, month: u32, kind: &str, institution: &str, share: i64) -> Expense {
    Expense {
        patient: person.into(),
        month: YearMonth::new(2025, month).expect("a month"),
        kind: kind.into(),
        days: Some(1),
        institution: institution.into(),
        total: Yen(share * 10 / 3),
        insurer_share: Yen(share * 10 / 3 - share),
        public_share: Yen::ZERO,
        counter_share: Yen(share),
    }
}

fn sample(person: &str) -> Vec<Expense> {
    vec![
        expense(person, 1, "医科外来", "見本内科クリニック", 5_950),
        expense(person, 1, "調剤", "見本薬局, 本店", 603),
        expense(person, 12, "歯科外来", "見本\"歯科\"", 1_230),
    ]
}

fn file_of(person: &str, rows: &[Expense]) -> Vec<u8> {
    write(person, rows, 2025, Sums::of(rows), PLAIN)
}

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
    assert_eq!(read(b"\xFF\xFE\x00\x01\x02"), Err(ImportRefusal::NotText));
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
    assert!(file.warnings.contains(&Warning::RowLeftOut { row: 3, field: "窓口相当負担額" }));
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
    assert_eq!(household(&files).rows.len(), twice.rows.len());
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
    assert_eq!(file.warnings[0], Warning::RowLeftOut { row: 11, field: "窓口相当負担額" });
    // Ten rows without five fields each; nineteen of them are listed.
    assert!(file.warnings.contains(&Warning::MoreFields(31)), "{:?}", file.warnings);
    let file = read(format!("{head}{half}{}", broken.repeat(25)).as_bytes()).expect("readable");
    assert!(file.warnings.contains(&Warning::MoreRowsLeftOut(5)));
    assert!(file.warnings.contains(&Warning::MoreFields(50)));
}

#[test]
fn a_blank_public_share_is_nothing_and_no_warning() {
    let text = String::from_utf8(file_of("見本　太郎", &sample("見本　太郎"))).expect("UTF-8");
    let file = read(text.replace("その他の公費の負担額（円）,0", "その他の公費の負担額（円）,").as_bytes());
    let file = file.expect("readable");
    assert_eq!((file.rows, file.warnings), (sample("見本　太郎"), Vec::new()));
}

fn imported(name: &str, bytes: &[u8]) -> ImportedFile {
    ImportedFile { file_name: name.into(), content: read(bytes).expect("readable") }
}

#[test]
fn the_same_file_twice_counts_once_in_any_encoding() {
    let rows = sample("見本");
    let again = write("見本", &rows, 2025, Sums::of(&rows), Style { encoding: Encoding::Cp932, ..PLAIN });
    let together = household(&[imported("a.csv", &file_of("見本", &rows)), imported("b.csv", &again)]);
    assert_eq!(together.rows.len(), rows.len());
    assert_eq!(together.repeated, [("b.csv".to_owned(), "a.csv".to_owned())]);
    assert_eq!(
        together.people,
        [HouseholdMember { name: "見本".into(), birth: NaiveDate::from_ymd_opt(1980, 1, 2), files: 1 }]
    );
}

#[test]
fn overlapping_files_of_one_person_are_named_and_equal_rows_count_once() {
    let rows = sample("見本");
    let mut more = rows.clone();
    more.push(expense("見本", 12, "調剤", "見本薬局", 400));
    let together = household(&[imported("a.csv", &file_of("見本", &rows)), imported("b.csv", &file_of("見本", &more))]);
    assert_eq!(together.rows.len(), 4);
    let sum = rows.iter().map(|row| row.counter_share).sum();
    assert_eq!(
        together.counted_once,
        [CountedOnce { person: "見本".into(), file: "b.csv".into(), rows: 3, counter_share: sum }]
    );
    assert!(together.counted_once[0].words().contains("3件"));
    assert_eq!(together.overlaps.len(), 1);
    assert!(together.overlaps[0].words().contains("2025年1月から2025年12月"), "{}", together.overlaps[0].words());
}

#[test]
fn two_people_are_two_people() {
    let files = [
        imported("a.csv", &file_of("見本　太郎", &sample("見本　太郎"))),
        imported("b.csv", &file_of("見本　花子", &sample("見本　花子"))),
    ];
    let together = household(&files);
    assert_eq!(together.people.len(), 2);
    assert_eq!(together.rows.len(), 6);
    assert_eq!((together.counted_once.len(), together.overlaps.len()), (0, 0));
    assert_eq!(together.years(), [2025]);
    let year = together.expense_year(2025, &files);
    assert_eq!((year.rows.len(), year.delivered_until), (6, YearMonth::new(2025, 12)));
}

#[test]
fn only_the_newest_years_are_shown_and_the_others_counted() {
    let rows: String = (1990..2025).map(|year| format!("診療年月,{year}年1月\n窓口相当負担額（円）,1\n")).collect();
    let mut outcome = Outcome::default();
    outcome.take("a.csv", format!("わたしの情報\n医療費通知情報\n医療費情報明細\n{rows}").as_bytes(), own_cp932);
    let (years, older) = outcome.years(&outcome.household());
    assert_eq!((years.len(), older), (MAX_YEARS, 25));
    assert_eq!(years.iter().map(|year| year.year).min(), Some(2015));
}

#[test]
fn two_people_of_one_name_keep_all_their_rows() {
    let rows = sample("見本　太郎");
    let text = String::from_utf8(file_of("見本　太郎", &rows)).expect("UTF-8");
    let other = text.replace("1980年1月2日", "1950年3月4日");
    let files = [imported("a.csv", text.as_bytes()), imported("b.csv", other.as_bytes())];
    let together = household(&files);
    assert_eq!((together.people.len(), together.rows.len()), (2, 2 * rows.len()));
    assert_eq!((together.repeated.len(), together.overlaps.len(), together.counted_once.len()), (0, 0, 0));
    assert_eq!(Sums::of(&together.rows).counter_share, Sums::of(&rows).counter_share + Sums::of(&rows).counter_share);
    let births: Vec<_> = together.namesakes().into_iter().flat_map(|(_, births)| births).collect();
    assert_eq!(births, ["1980年1月2日生まれ", "1950年3月4日生まれ"]);
    // A third file of one of them is still merged with that one's own.
    let mut more = files.to_vec();
    more.push(imported("c.csv", text.replace("2026年2月23日", "2026年3月1日").as_bytes()));
    let together = household(&more);
    assert_eq!((together.rows.len(), together.counted_once.len()), (2 * rows.len(), 1));
    assert_eq!(together.counted_once[0].file, "c.csv");
}

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
        prop_assert_eq!(file.warnings, Vec::new());
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
