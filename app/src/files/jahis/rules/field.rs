//! Rules that one record can break by itself.

use super::{Found, Row, Rule};
use crate::domain::notebook::{Author, DrugCodeKind, PreparationForm, ProvidedKind, RemarkKind};
use crate::files::jahis::layout::{Field, Kind, Need};
use crate::files::jahis::shape::{fits, is_code_of};
use crate::files::jahis::text::width;

/// All of them.
pub(super) fn check(row: &Row<'_>, to_patient: bool, found: &mut Found) {
    for (field, value) in row.layout.fields.iter().zip(&row.fields) {
        one(field, value, row.line, to_patient, found);
    }
    codes(row, found);
    pairs(row, found);
    if to_patient && row.layout.number == "301" {
        let free = PreparationForm::from_code(row.at("剤形コード")).is_some_and(PreparationForm::needs_no_usage);
        found.ask(free || !row.at("用法名称").is_empty(), Rule::UsageInWords, row.line);
    }
}

fn one(field: &Field, value: &str, line: usize, to_patient: bool, found: &mut Found) {
    if value.is_empty() {
        let must = field.need == Need::Always || field.need == Need::ToPatient && to_patient;
        return found.ask(!must || field.name == "薬品コード", Rule::Required, line);
    }
    found.ask(width(value) <= field.most, Rule::FieldBytes, line);
    let rule = match field.kind {
        Kind::Day => Rule::Day,
        Kind::Decimal(..) => Rule::Amount,
        _ => Rule::FieldKind,
    };
    found.ask(fits(field.kind, value), rule, line);
    if field.name == "RP番号" {
        let good = value.parse::<u16>().is_ok_and(|number| (1..=999).contains(&number));
        found.ask(good, Rule::GroupNumber, line);
    }
}

/// Codes of closed lists.
fn codes(row: &Row<'_>, found: &mut Found) {
    for (field, value) in row.layout.fields.iter().zip(&row.fields).filter(|(_, value)| !value.is_empty()) {
        let listed = match field.name {
            "性別" => matches!(*value, "1" | "2"),
            "特記種別" => RemarkKind::from_code(value).is_some(),
            "レコード作成者" => Author::from_code(value).is_some(),
            "都道府県コード" => {
                value.len() == 2 && value.parse::<u8>().is_ok_and(|number| (1..=47).contains(&number))
            }
            "点数表コード" if row.layout.number == "51" => matches!(*value, "1" | "3"),
            "点数表コード" => matches!(*value, "1" | "3" | "4"),
            "薬品コード種別" => *value == "1" || DrugCodeKind::from_code(value).is_some(),
            "成分コード種別" | "一般名コード種別" | "用法コード種別" => {
                matches!(*value, "1" | "2")
            }
            "剤形コード" => PreparationForm::from_code(value).is_some(),
            "提供情報種別" => ProvidedKind::from_code(value).is_some(),
            _ => true,
        };
        found.ask(listed, Rule::ListedCode, row.line);
    }
}

/// Fields that say something about each other.
fn pairs(row: &Row<'_>, found: &mut Found) {
    for (kind, code) in [
        ("薬品コード種別", "薬品コード"),
        ("成分コード種別", "成分コード"),
        ("一般名コード種別", "一般名コード"),
        ("用法コード種別", "用法コード"),
    ] {
        let (kind, code) = (row.at(kind), row.at(code));
        let told = !matches!(kind, "" | "1");
        found.ask(told != code.is_empty(), Rule::CodeWithKind, row.line);
    }
    if let Some(kind) = DrugCodeKind::from_code(row.at("薬品コード種別")) {
        let code = row.at("薬品コード");
        found.ask(code.is_empty() || is_code_of(kind, code), Rule::CodeShape, row.line);
    }
}

/// The control record.
pub(super) fn control(row: &Row<'_>, is_last: bool, found: &mut Found) {
    let number = |name| row.at(name).parse::<u16>().unwrap_or_default();
    let (total, place) = (number("分割数"), number("データ分割連番"));
    found.ask(is_last && (1..=total).contains(&place), Rule::Control, row.line);
}
