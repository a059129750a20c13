//! Checkups as a table for a spreadsheet program, in the manner of [`super::csv`]: one row a result, as it was delivered.
//!
//! Two readings stand beside each value, each with whose it is: the report's own, and ours by the limits of the program.

use super::FileError;
use super::record_csv::table;
use crate::domain::checkup::answers::{answer_words, item_name};
use crate::domain::checkup::items::item_of_code;
use crate::domain::checkup::threshold::threshold_for;
use crate::domain::checkup::verdict::{Basis, Circumstances, Judged, Verdict, judge};
use crate::domain::checkup::{Bound, End, Flag, Measurement, Range, Source, Value, Visit};
use crate::domain::person::Sex;

const HEADINGS: [&str; 15] = [
    "受診日",
    "健診の種類",
    "項目",
    "項目コード",
    "値",
    "単位",
    "健診機関の基準値",
    "健診機関の判定",
    "この手帳で比べた結果",
    "比べた基準の範囲（特定健診の判定値、または健診機関の基準値）",
    "基準の出どころ",
    "検査方法",
    "保険者",
    "健診を受けた所",
    "記録の出どころ",
];

/// One row a result, in the order given. The sex is that of the person: some limits depend on it.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn checkup_csv(visits: &[Visit], sex: Sex) -> Result<Vec<u8>, FileError> {
    let rows = visits.iter().flat_map(|visit| {
        let circumstances = Circumstances::of(visit, sex);
        visit.results.iter().map(move |result| row(visit, result, circumstances))
    });
    table(HEADINGS, rows)
}

fn row(visit: &Visit, result: &Measurement, circumstances: Circumstances) -> [String; 15] {
    let (value, unit) = shown(&result.value);
    let [word, limit, source] = compared(visit, result, circumstances);
    [
        visit.date.to_string(),
        visit.kind_words().to_owned(),
        name_of(result),
        result.code.clone(),
        value,
        unit,
        result.range.as_ref().map(range_words).unwrap_or_default(),
        result.flag.map(flag_word).unwrap_or_default().to_owned(),
        word,
        limit,
        source,
        method(result),
        visit.insurer_words().unwrap_or_default(),
        visit.facility_name.clone().unwrap_or_default(),
        sources(visit, result),
    ]
}

fn name_of(result: &Measurement) -> String {
    let listed = || item_name(&result.code).unwrap_or_default().to_owned();
    if result.name.trim().is_empty() { listed() } else { result.name.clone() }
}

fn shown(value: &Value) -> (String, String) {
    match value {
        Value::Quantity { text, unit, bound, .. } => {
            let bound = match bound {
                None => "",
                Some(Bound::AtMost) => "以下",
                Some(Bound::AtLeast) => "以上",
            };
            (format!("{text}{bound}"), unit.clone())
        }
        Value::Coded { code, oid, meaning } => (answer_words(oid, code, meaning), String::new()),
        Value::Text(text) => (text.clone(), String::new()),
        Value::NotDone => ("未実施".to_owned(), String::new()),
        Value::NotMeasurable => ("測定不可能".to_owned(), String::new()),
    }
}

/// `40～80`, `40以上`, `80以下`
fn range_words(range: &Range) -> String {
    match (&range.low, &range.high) {
        (Some(End { text: low, .. }), Some(End { text: high, .. })) => format!("{low}～{high}"),
        (Some(low), None) => format!("{}以上", low.text),
        (None, Some(high)) => format!("{}以下", high.text),
        (None, None) => String::new(),
    }
}

const fn flag_word(flag: Flag) -> &'static str {
    match flag {
        Flag::Low => "低い（L）",
        Flag::Normal => "基準値内（N）",
        Flag::High => "高い（H）",
    }
}

/// Our reading, what the value was held against and where that stands; empty where there is nothing to hold it against.
/// A further reading of an item is not held against anything: no page does it. What a report takes in although the program would
/// send to a doctor says both.
fn compared(visit: &Visit, result: &Measurement, circumstances: Circumstances) -> [String; 3] {
    let item = item_of_code(&result.code).map(|(item, _)| item);
    let judged = judge(item, result, circumstances);
    let advised = judged.is_advised_beside();
    let Judged { verdict, basis, .. } = judged;
    if matches!(verdict, Verdict::NotDone | Verdict::NotMeasurable | Verdict::Recorded(_)) {
        return Default::default();
    }
    if item.and_then(|item| item.pick(visit)).is_some_and(|(used, _)| !std::ptr::eq(used, result)) {
        return ["判定に使っていません".to_owned(), String::new(), String::new()];
    }
    let word = verdict.word() + if advised { "（特定健診では受診をすすめる値）" } else { "" };
    match (basis, item) {
        (Some(Basis::Published), Some(item)) => {
            let limit = threshold_for(item, circumstances.sex, circumstances.day);
            [
                word,
                limit.map(|row| row.range_words(item)).unwrap_or_default(),
                limit.map(|row| row.source.to_owned()).unwrap_or_default(),
            ]
        }
        (Some(_), _) => {
            let range = result.range.as_ref().map(range_words).unwrap_or_default();
            [word, range, "この健診の報告書の基準値".to_owned()]
        }
        (None, Some(_)) => [word, String::new(), String::new()],
        (None, None) => Default::default(),
    }
}

/// The method as the source names it, else what the 17-digit code says. What was not done had none.
fn method(result: &Measurement) -> String {
    if matches!(result.value, Value::NotDone) {
        return String::new();
    }
    let by_code = || item_of_code(&result.code).map(|(_, variant)| variant.method.to_owned());
    result.method.clone().or_else(by_code).unwrap_or_default()
}

/// Who told the value: of several sources those that agree on it.
fn sources(visit: &Visit, result: &Measurement) -> String {
    let words: Vec<&str> = visit.sources_of(result).into_iter().map(Source::label).collect();
    words.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::Origin;

    fn number(text: &str, unit: &str, bound: Option<Bound>) -> Value {
        Value::Quantity { text: text.into(), number: text.parse().expect("a number"), unit: unit.into(), bound }
    }

    /// A range of one end or two; an empty text is no end.
    fn range(low: &str, high: &str) -> Option<Range> {
        let end = |text: &str| Some(End { text: text.into(), number: text.parse().ok()? });
        let (low, high) = (end(low), end(high));
        (low.is_some() || high.is_some()).then_some(Range { low, high })
    }

    /// Rows of one visit, without the headings.
    fn rows(results: Vec<Measurement>) -> Vec<csv::StringRecord> {
        let visit = Visit {
            insurer_name: Some("+見本".into()),
            facility_name: Some("見本, 健診センター".into()),
            sources: vec![Source::Hub, Source::Document],
            results,
            ..Visit::new(chrono::NaiveDate::from_ymd_opt(2026, 5, 14).expect("a day"), "010")
        };
        let bytes = checkup_csv(&[visit], Sex::Male).expect("written");
        assert_eq!(&bytes[..3], "\u{feff}".as_bytes());
        csv::Reader::from_reader(&bytes[3..]).records().map(|row| row.expect("a row")).collect()
    }

    #[test]
    fn values_are_as_they_were_delivered_and_none_is_a_formula() {
        let one = |value| Measurement::new("x", "=項目", value);
        let rows = rows(vec![
            one(number("5.50", "mg/dL", None)),
            one(number("10", "mg/dL", Some(Bound::AtMost))),
            one(number("-1", "mg/dL", None)),
            one(Value::NotDone),
            one(Value::NotMeasurable),
            one(Value::Text("@所見".into())),
            one(Value::Coded { code: "1".into(), oid: "1.2.392.200119.6.2102".into(), meaning: "－".into() }),
            Measurement { origin: Origin::Source(Source::Document), ..one(number("5.6", "mg/dL", None)) },
        ]);
        let cells: Vec<_> = rows.iter().map(|row| (row[4].to_owned(), row[5].to_owned())).collect();
        let expected = [
            ("5.50", "mg/dL"),
            ("10以下", "mg/dL"),
            ("'-1", "mg/dL"),
            ("未実施", ""),
            ("測定不可能", ""),
            ("'@所見", ""),
            ("陰性（－）", ""),
            ("5.6", "mg/dL"),
        ];
        assert_eq!(cells, expected.map(|(value, unit)| (value.to_owned(), unit.to_owned())));
        let row = &rows[0];
        assert_eq!([&row[0], &row[1], &row[2], &row[3]], ["2026-05-14", "特定健診", "'=項目", "x"]);
        assert_eq!(
            [&row[12], &row[13], &row[14]],
            [
                "'+見本",
                "見本, 健診センター",
                "保険者からの記録（オンライン資格確認等システム）、あなたが加えた健診結果のファイル"
            ]
        );
        assert_eq!(&rows[7][14], "あなたが加えた健診結果のファイル");
    }

    #[test]
    fn both_readings_stand_beside_the_value_each_with_whose_it_is() {
        let with = |code: &str, value, low, high, flag| Measurement {
            range: range(low, high),
            flag,
            ..Measurement::new(code, "", value)
        };
        let rows = rows(vec![
            with("3F077000002391901", number("142", "mg/dL", None), "65", "163", Some(Flag::Normal)),
            with("3B035000002327201", number("20", "U/L", None), "", "30", None),
            with("3F070000002327101", number("38", "mg/dL", None), "40", "", Some(Flag::Low)),
            with("9N001000000000001", number("170.3", "cm", None), "", "", None),
            with("3B045000002327201", Value::NotDone, "", "", None),
            with("9N736000000000011", Value::Text("x".into()), "", "", Some(Flag::High)),
        ]);
        let cells: Vec<Vec<&str>> =
            rows.iter().map(|row| [2, 6, 7, 8, 9, 11].map(|column| &row[column]).to_vec()).collect();
        assert_eq!(
            cells,
            [
                ["LDLコレステロール", "65～163", "基準値内（N）", "高め", "120未満", "計算法"],
                ["AST(GOT)", "30以下", "", "範囲内", "31未満", "紫外吸光光度法（JSCC標準化対応法）"],
                ["HDLコレステロール", "40以上", "低い（L）", "少し低め", "40以上", "可視吸光光度法"],
                ["身長", "", "", "基準値なし", "", ""],
                ["ALT(GPT)", "", "", "", "", ""],
                ["喫煙", "", "高い（H）", "", "", ""],
            ]
        );
        assert!(rows[0][10].contains("標準的な健診・保健指導プログラム") && rows[3][10].is_empty());
    }

    #[test]
    fn a_further_reading_is_not_compared_and_advice_of_the_program_stands_beside_the_reports_word() {
        let first = Measurement::new("9A751000000000001", "", number("172", "mm[Hg]", None));
        let both = rows(vec![Measurement::new("9A755000000000001", "", number("128", "mm[Hg]", None)), first.clone()]);
        assert_eq!([&both[0][8], &both[1][8], &both[1][9]], ["範囲内", "判定に使っていません", ""]);
        assert_eq!(&rows(vec![first])[0][8], "かなり高め");
        let a1c = Measurement::new("3D046000001920402", "", number("6.6", "%", None));
        let dock = Visit {
            report: Some("40".into()),
            results: vec![Measurement { range: range("4.6", "6.9"), ..a1c }],
            ..Visit::new(chrono::NaiveDate::from_ymd_opt(2026, 5, 14).expect("a day"), "040")
        };
        let bytes = checkup_csv(&[dock], Sex::Male).expect("written");
        let row = csv::Reader::from_reader(&bytes[3..]).records().next().expect("a row").expect("read");
        assert_eq!(&row[8], "範囲内（特定健診では受診をすすめる値）");
    }
}
