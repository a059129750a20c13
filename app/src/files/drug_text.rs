//! Drugs as plain text, for a screen reader or a large print: short lines in the order of reading, no table, no sign that is
//! only looked at.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::calendar::long_date;
use crate::domain::medication::{Dispensing, Drug, merge};
use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::days_words;
use crate::domain::notebook::twice::{TWICE, Twice};
use crate::domain::person::Person;

/// The text: UTF-8 with a byte order mark, lines ended as Windows does.
#[must_use]
pub fn drug_text(person: &Person, carried: &Carried, as_of: NaiveDateTime, today: NaiveDate) -> Vec<u8> {
    let mut lines = vec![
        "お薬の記録".to_owned(),
        String::new(),
        format!("氏名：{}", person.name),
        format!("生年月日：{}", long_date(person.birth)),
        format!("{} {} 時点の記録です。", long_date(as_of.date()), as_of.format("%-H時%-M分")),
        "健康手帳で作りました。国や自治体、薬局が出した書類ではありません。".to_owned(),
    ];
    allergies(carried, &mut lines);
    taking(carried, today, &mut lines);
    twice(carried, today, &mut lines);
    otc(carried, &mut lines);
    all(carried, &mut lines);
    let text: String = lines.iter().flat_map(|line| [line.as_str(), "\r\n"]).collect();
    format!("\u{feff}{text}").into_bytes()
}

fn heading(lines: &mut Vec<String>, words: &str) {
    lines.extend([String::new(), format!("見出し　{words}")]);
}

fn allergies(carried: &Carried, lines: &mut Vec<String>) {
    heading(lines, "アレルギー・副作用など");
    if carried.told.remarks.is_empty() {
        lines.push("記録は届いていません。ないという意味ではありません。".to_owned());
    }
    lines.extend(
        carried.told.remarks.iter().map(|remark| format!("{}：{}", remark.kind.label(), one_line(&remark.text))),
    );
}

fn taking(carried: &Carried, today: NaiveDate, lines: &mut Vec<String>) {
    heading(lines, "いま飲んでいるとみられるお薬。推定です");
    lines.push("受け取った日に日数を足して、まだ残っている計算になる飲み薬です。実際に飲んでいるかどうかは記録されていません。".to_owned());
    let taken = carried.taking(today);
    if taken.is_empty() {
        lines.push("ありません。".to_owned());
    }
    for (at, supply) in taken.iter().flat_map(|one| &one.supplies).enumerate() {
        let until = long_date(supply.until);
        lines.push(format!("{}番目。{}。{until}ごろまで。", at + 1, drug_words(supply.drug)));
    }
}

/// One ingredient from two hands now; and how much could not be compared.
fn twice(carried: &Carried, today: NaiveDate, lines: &mut Vec<String>) {
    let found = Twice::of(carried, today);
    if !found.lines.is_empty() {
        heading(lines, TWICE);
    }
    let open = found.open_words();
    lines.extend(found.lines.iter().map(|line| format!("{}。", one_line(line))));
    lines.extend(open);
}

fn otc(carried: &Carried, lines: &mut Vec<String>) {
    if carried.told.otc.is_empty() {
        return;
    }
    heading(lines, "市販薬");
    for one in &carried.told.otc {
        let days = days_words(one).map(|days| format!("、{days}")).unwrap_or_default();
        lines.push(format!("{}{days}。", one_line(&one.name)));
    }
}

fn all(carried: &Carried, lines: &mut Vec<String>) {
    heading(lines, "受け取ったお薬。新しい順");
    let merged = merge(&carried.rows);
    if merged.is_empty() {
        lines.push("記録はありません。".to_owned());
    }
    for row in merged.iter().map(|line| line.row) {
        lines.extend([String::new(), format!("{}、{}", row.when_words(), places(row))]);
        lines.push(format!("記録の出どころ：{}", row.source_words()));
        lines.extend(row.drugs.iter().enumerate().map(|(at, drug)| format!("{}番目。{}。", at + 1, drug_words(drug))));
        lines.extend(row.notes.iter().map(|note| format!("メモ：{}", one_line(note))));
    }
}

fn places(row: &Dispensing) -> String {
    let prescriber = row.prescriber.as_ref().map(|at| format!("処方は{}", one_line(&at.name)));
    let names = [Some(one_line(&row.dispenser.name)), prescriber];
    names.into_iter().flatten().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("、")
}

/// Name, ingredient, usage and amount, with a stop between.
fn drug_words(drug: &Drug) -> String {
    let ingredient =
        drug.ingredient.as_ref().filter(|name| !name.trim().is_empty()).map(|name| format!("成分は{name}"));
    let parts = [Some(drug.name.clone()), ingredient, drug.usage_words(), drug.amount_words()];
    parts.into_iter().flatten().map(|part| one_line(&part)).collect::<Vec<_>>().join("。")
}

/// A text without line ends and other control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medication::{DrugForm, DrugSource, HiddenDrugs, Institution};
    use crate::domain::notebook::added::Told;
    use crate::domain::notebook::{Author, Remark, RemarkKind};
    use crate::domain::person::Sex;

    #[test]
    fn reads_out_in_order_and_no_text_makes_a_line_of_its_own() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let drug = Drug {
            amount: "1".into(),
            unit: "錠".into(),
            times: Some(28),
            form: DrugForm::Oral,
            ingredient: Some("見本".into()),
            usage: Some("朝食後\r\n氏名：別人".into()),
            ..Drug::named("見本錠")
        };
        let mut row = Dispensing::on(DrugSource::Receipt, day("2026-11-01"), Institution::named("見本薬局"));
        row.drugs = vec![drug];
        let remark = Remark { kind: RemarkKind::Allergy, text: "卵".into(), author: Author::Patient };
        let told = Told { remarks: vec![remark], ..Told::default() };
        let carried = Carried::of(vec![row], told, &HiddenDrugs::default(), day("2026-11-22"));
        let person =
            Person { name: "見本　花子".into(), kana: String::new(), birth: day("1980-01-02"), sex: Sex::Female };
        let as_of = day("2026-11-22").and_hms_opt(9, 5, 0).expect("a time");
        let text = String::from_utf8(drug_text(&person, &carried, as_of, day("2026-11-22"))).expect("UTF-8");
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
        for line in [
            "氏名：見本　花子",
            "2026年11月22日 9時5分 時点の記録です。",
            "アレルギー歴：卵",
            "1番目。見本錠。成分は見本。朝食後  氏名：別人。1日に1錠、28日分。2026年11月29日ごろまで。",
            "2026年11月1日、見本薬局",
            "記録の出どころ：レセプト（2026年11月分）",
        ] {
            assert!(lines.contains(&line), "{line}: {text}");
        }
        assert_eq!(lines.iter().filter(|line| line.starts_with("見出し")).count(), 3);
    }

    #[test]
    fn one_ingredient_from_two_hands_is_read_out_after_what_is_taken_now() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let row = |on: &str, clinic: &str, name: &str| {
            let ingredient = Some("アムロジピン".to_owned());
            let drug = Drug { times: Some(28), form: DrugForm::Oral, ingredient, ..Drug::named(name) };
            let mut row = Dispensing::on(DrugSource::Receipt, day(on), Institution::named("見本薬局"));
            row.prescriber = Some(Institution::named(clinic));
            row.drugs = vec![drug];
            row
        };
        let rows = vec![row("2026-11-10", "甲内科", "甲錠"), row("2026-11-12", "乙病院", "乙錠")];
        let today = day("2026-11-22");
        let carried = Carried::of(rows, Told::default(), &HiddenDrugs::default(), today);
        let person =
            Person { name: "見本　花子".into(), kana: String::new(), birth: day("1980-01-02"), sex: Sex::Female };
        let bytes = drug_text(&person, &carried, today.and_hms_opt(9, 5, 0).expect("a time"), today);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let after = text.split(TWICE).nth(1).expect("the warning");
        assert!(after.contains("アムロジピン：乙錠（見本薬局／乙病院）と 甲錠（見本薬局／甲内科）。"), "{text}");
        assert!(after.contains("受け取ったお薬。新しい順"), "before the whole history");
    }
}
