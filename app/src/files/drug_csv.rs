//! Drugs as a table for a spreadsheet program, in the manner of [`super::csv`]: one row a drug, as the record has it.

use super::FileError;
use super::record_csv::table;
use crate::domain::medication::{Dispensing, Drug, DrugSource, merge};

const HEADINGS: [&str; 20] = [
    "受け取った日",
    "月",
    "薬局・病院",
    "薬局・病院のコード",
    "処方した所",
    "処方した医師",
    "入院・外来など",
    "記録の出どころ",
    "お薬の名前",
    "成分",
    "一般名",
    "飲み方・使い方",
    "量",
    "単位",
    "日数・回数",
    "剤形",
    "お薬コード（レセプト）",
    "そのほかのコード",
    "メモ",
    "処方された日",
];

/// One row a drug; of a dispensing that several sources tell, as the most settled has it.
///
/// # Errors
/// [`FileError::Table`] if the writer refuses, which memory never does.
pub fn drug_csv(dispensings: &[Dispensing]) -> Result<Vec<u8>, FileError> {
    let merged = merge(dispensings);
    table(HEADINGS, merged.iter().map(|line| line.row).flat_map(|one| one.drugs.iter().map(move |drug| row(one, drug))))
}

fn row(one: &Dispensing, drug: &Drug) -> [String; 20] {
    let told = |text: &Option<String>| text.clone().unwrap_or_default();
    // Nobody handed out days of what was bought; the days that the person wrote stand among the notes.
    let handed = drug.times.filter(|_| one.source != DrugSource::OverTheCounter);
    let others: Vec<String> =
        drug.other_codes.iter().map(|code| format!("{} {}", code.system.label(), code.value)).collect();
    let notes: Vec<String> = drug.reason.iter().chain(&drug.notes).chain(&one.notes).cloned().collect();
    [
        one.dispensed_on.map(|day| day.to_string()).unwrap_or_default(),
        if one.is_undated() { String::new() } else { format!("{:04}-{:02}", one.month.year(), one.month.month()) },
        one.dispenser.name.clone(),
        one.dispenser.code.clone(),
        one.prescriber.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        one.doctor.as_ref().map(|doctor| doctor.name.clone()).unwrap_or_default(),
        one.setting.map(|setting| setting.label().to_owned()).unwrap_or_default(),
        one.source_words(),
        drug.name.clone(),
        told(&drug.ingredient),
        told(&drug.general),
        drug.usage_words().unwrap_or_default(),
        drug.amount.clone(),
        drug.unit.clone(),
        handed.map(|times| times.to_string()).unwrap_or_default(),
        drug.form.label().to_owned(),
        drug.code.clone(),
        others.join("、"),
        notes.join("、"),
        one.prescribed_on.map(|day| day.to_string()).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medication::{CodeSystem, DrugForm, Institution};

    #[test]
    fn each_drug_is_a_row_and_no_cell_is_a_formula() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
        let mut drug = Drug {
            amount: "1.5".into(),
            unit: "錠".into(),
            times: Some(28),
            form: DrugForm::Oral,
            usage: Some("=朝食後".into()),
            notes: vec!["粉砕".into()],
            ..Drug::named("+見本錠, ５ｍｇ")
        };
        drug.add_code(CodeSystem::Receipt, "620000001");
        drug.add_code(CodeSystem::Yj, "1234567F1011");
        let mut one = Dispensing::on(DrugSource::Dispensing, day, Institution::named("見本薬局"));
        one.drugs = vec![drug, Drug::named("第二錠")];
        let bytes = drug_csv(&[one.clone(), Dispensing { source: DrugSource::Receipt, ..one }]).expect("written");
        assert_eq!(&bytes[..3], "\u{feff}".as_bytes());
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(&bytes[3..]).records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 2, "the receipt stands for both");
        let cells = |columns: [usize; 8]| columns.map(|column| rows[0][column].to_owned());
        assert_eq!(
            cells([0, 7, 8, 11, 12, 14, 16, 17]),
            [
                "2026-11-01",
                "レセプト（2026年11月分）",
                "'+見本錠, ５ｍｇ",
                "'=朝食後",
                "1.5",
                "28",
                "620000001",
                "YJコード 1234567F1011"
            ]
        );
        assert_eq!((&rows[0][15], &rows[0][18], &rows[1][8]), ("飲み薬", "粉砕", "第二錠"));
    }

    #[test]
    fn only_days_that_are_known_stand_there() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let of = |source, dispensed_on, prescribed_on, times| Dispensing {
            dispensed_on,
            prescribed_on,
            drugs: vec![Drug { times, ..Drug::named("見本錠") }],
            ..Dispensing::on(source, day, Institution::default())
        };
        for (row, wanted) in [
            (of(DrugSource::Prescription, None, Some(day), Some(5)), ["", "2026-11", "5", "2026-11-21"]),
            (of(DrugSource::Receipt, None, None, Some(5)), ["", "2026-11", "5", ""]),
            (of(DrugSource::OverTheCounter, Some(day), None, Some(1)), ["2026-11-21", "2026-11", "", ""]),
            (of(DrugSource::OverTheCounter, None, None, None), ["", "", "", ""]),
            (of(DrugSource::Notebook, None, None, Some(5)), ["", "", "5", ""]),
        ] {
            let bytes = drug_csv(&[row]).expect("written");
            let mut reader = csv::Reader::from_reader(&bytes[3..]);
            assert_eq!(reader.headers().expect("headings").get(19), Some("処方された日"));
            let line = reader.records().next().expect("a row").expect("readable");
            assert_eq!([0, 1, 14, 19].map(|column| line[column].to_owned()), wanted);
        }
    }
}
