//! The key,value layout of the file: headings alone on a line, keys with their value, rows after 医療費情報明細.
//!
//! Headings decide, not line numbers: the two totals carry the same keys as a row does.

use chrono::NaiveDate;

use super::decode::Encoding;
use super::lines::{Records, records};
use super::refusal::by_text;
use super::{ImportRefusal, MAX_ROWS, MedicalExpenseFile, StatedTotal, Warning};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::Expense;
use crate::domain::expense::book::MAX_DAYS;
use crate::domain::expense::ledger::Sums;
use crate::domain::money::Yen;
use crate::domain::order;
use crate::domain::tax::form::{Certainty, category_of};

const TITLE: &str = "医療費通知情報";
const TOTALS: [&str; 2] = ["医療費の合計", "年間の合計"];
const DETAILS: &str = "医療費情報明細";
const HEADINGS: [&str; 8] =
    ["わたしの情報", TITLE, "資格情報", "医療費明細一覧の概要", "医療費の合計", "年間の合計", DETAILS, "保険者情報"];

const MONTH: &str = "診療年月";
const KIND: &str = "診療区分";
const DAYS: &str = "日数";
const INSTITUTION: &str = "医療機関等名称";
const TOTAL: &str = "医療費の総額";
const INSURER: &str = "保険者の負担額";
const PUBLIC: &str = "その他の公費の負担額";
const SHARE: &str = "窓口相当負担額";

/// Beginnings that spreadsheet programs read as a formula, half and full width.
const FORMULA_STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Keys of a row or a total; any other is read past.
const KEYS: [&str; 9] = ["期間", MONTH, KIND, DAYS, INSTITUTION, TOTAL, INSURER, PUBLIC, SHARE];

/// Totals that are kept; a real file states two.
const MAX_TOTALS: usize = 16;

/// Warnings about single rows that are kept; the rest is only counted.
const MAX_ROW_WARNINGS: usize = 20;

/// A row or a total while it is being read: the first value of each known key.
#[derive(Default)]
struct Fields {
    values: Vec<(&'static str, String)>,
}

impl Fields {
    fn put(&mut self, key: &str, value: &str) {
        if let Some(known) = KEYS.into_iter().find(|known| *known == key && self.get(known).is_none()) {
            self.values.push((known, value.to_owned()));
        }
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str())
    }

    /// An amount. A blank その他の公費の負担額 means that no public funds paid.
    fn amount(&self, key: &str) -> Option<Yen> {
        match self.get(key)? {
            "" if key == PUBLIC => Some(Yen::ZERO),
            text => yen(text),
        }
    }

    /// What is told of a row that cannot be read, to find it by: `（2025年3月、見本内科）`; empty where nothing is.
    fn about(&self) -> String {
        let told: Vec<&str> =
            [MONTH, INSTITUTION].iter().filter_map(|key| self.get(key)).filter(|text| !text.is_empty()).collect();
        if told.is_empty() { String::new() } else { format!("（{}）", told.join("、")) }
    }

    fn sums(&self) -> Option<Sums> {
        Some(Sums {
            total: self.amount(TOTAL)?,
            insurer_share: self.amount(INSURER)?,
            public_share: self.amount(PUBLIC)?,
            counter_share: self.amount(SHARE)?,
        })
    }
}

/// Reads the text of a file.
pub(super) fn read_text(text: &str, encoding: Encoding) -> Result<MedicalExpenseFile, ImportRefusal> {
    let Records { kept: records, cut } = records(text);
    let heading = |wanted: &str| records.iter().any(|record| is_heading(record) == Some(wanted));
    let headless =
        || heading(DETAILS) && records.iter().any(|record| record.first().is_some_and(|key| plain_key(key) == MONTH));
    if !(heading(TITLE) || headless()) {
        return Err(ImportRefusal::SomethingElse(by_text(text, &records)));
    }
    if !heading(DETAILS) {
        return Err(if cut { ImportRefusal::TooManyRows } else { ImportRefusal::NoDetails });
    }
    if cut {
        return Err(ImportRefusal::TooManyRows);
    }
    let mut file = MedicalExpenseFile {
        encoding,
        person: String::new(),
        kana: String::new(),
        birth: None,
        created_on: None,
        insurer_name: None,
        listed_until: None,
        period: None,
        stated: Vec::new(),
        rows: Vec::new(),
        warnings: Vec::new(),
    };
    let mut section = "";
    let mut open = Fields::default();
    let mut details: Vec<Fields> = Vec::new();
    for record in &records {
        if details.len() > MAX_ROWS {
            return Err(ImportRefusal::TooManyRows);
        }
        if let Some(next) = is_heading(record) {
            close(&mut file, section, std::mem::take(&mut open), &mut details);
            section = next;
            continue;
        }
        let (Some(key), Some(value)) = (record.first(), value_of(record)) else { continue };
        let (key, value) = (plain_key(key), value.as_str());
        match section {
            DETAILS => {
                // A month begins the next row; so does any key that the open row already has.
                if key == MONTH || open.get(key).is_some() {
                    close(&mut file, section, std::mem::take(&mut open), &mut details);
                }
                open.put(key, value);
            }
            total if TOTALS.contains(&total) => open.put(key, value),
            _ => header(&mut file, key, value),
        }
    }
    close(&mut file, section, open, &mut details);
    if details.is_empty() {
        return Err(ImportRefusal::NoDetails);
    }
    if details.len() > MAX_ROWS {
        return Err(ImportRefusal::TooManyRows);
    }
    let (mut left_out, mut missing) = (Vec::new(), Vec::new());
    for (place, fields) in details.iter().enumerate() {
        match row(&file.person, fields, place + 1, &mut missing) {
            Ok(expense) => file.rows.push(expense),
            Err(field) => left_out.push(Warning::RowLeftOut { row: place + 1, about: fields.about(), field }),
        }
    }
    file.warnings = row_warnings(left_out, missing);
    check(&mut file);
    Ok(file)
}

/// Rows that are not in the sum first, because money hangs on them; what is not listed is counted, each kind by itself.
fn row_warnings(left_out: Vec<Warning>, missing: Vec<Warning>) -> Vec<Warning> {
    let rows = left_out.len().saturating_sub(MAX_ROW_WARNINGS);
    let listed = left_out.len() + missing.len();
    let fields = listed.saturating_sub(MAX_ROW_WARNINGS) - rows;
    let mut warnings: Vec<Warning> = left_out.into_iter().chain(missing).take(MAX_ROW_WARNINGS).collect();
    if rows > 0 {
        warnings.push(Warning::MoreRowsLeftOut(rows));
    }
    if fields > 0 {
        warnings.push(Warning::MoreFields(fields));
    }
    warnings
}

/// The heading a record is, if it is one: alone on its line, or with empty fields after it.
fn is_heading(record: &[String]) -> Option<&'static str> {
    let (first, rest) = record.split_first()?;
    if rest.iter().any(|field| !field.is_empty()) {
        return None;
    }
    HEADINGS.into_iter().find(|heading| heading == first)
}

/// The value behind a key. Commas that nobody quoted tear it apart: an amount is put together at its thousands (`1,785`), a name
/// reads as a list, and an amount that is torn elsewhere is none.
fn value_of(record: &[String]) -> Option<String> {
    let values = record.get(1..)?;
    let end = values.iter().rposition(|value| !value.is_empty()).map_or(1, |last| last + 1);
    let values = values.get(..end)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = values.split_first()?;
    let thousands =
        (1..=3).contains(&first.len()) && digits(first) && rest.iter().all(|part| part.len() == 3 && digits(part));
    Some(values.join(if thousands { "" } else { "、" }))
}

/// A key without its unit in brackets: `窓口相当負担額（円）`.
fn plain_key(key: &str) -> &str {
    key.split(['（', '(']).next().unwrap_or(key).trim()
}

/// A value outside totals and rows. Symbol, number, branch and insurer number of the insured are not in this list, and so never kept.
fn header(file: &mut MedicalExpenseFile, key: &str, value: &str) {
    match key {
        "氏名" => file.person = value.to_owned(),
        "氏名カナ" => file.kana = value.to_owned(),
        "生年月日" => file.birth = date(value),
        "作成日" => file.created_on = date(value),
        "一覧表示の範囲" => file.listed_until = month(value.trim_end_matches("まで")),
        "保険者の名称" => file.insurer_name = (!value.is_empty()).then(|| value.to_owned()),
        _ => {}
    }
}

fn close(file: &mut MedicalExpenseFile, section: &str, fields: Fields, details: &mut Vec<Fields>) {
    if fields.values.is_empty() {
        return;
    }
    if section == DETAILS {
        details.push(fields);
    } else if TOTALS.contains(&section) {
        let period = fields.get("期間").and_then(period);
        file.period = file.period.or(period);
        if file.stated.len() < MAX_TOTALS
            && let Some(sums) = fields.sums()
        {
            file.stated.push(StatedTotal { heading: section.to_owned(), period, sums });
        }
    }
}

/// One row; an error names the field without which the row means nothing.
fn row(person: &str, fields: &Fields, place: usize, warnings: &mut Vec<Warning>) -> Result<Expense, &'static str> {
    let read_month = fields.get(MONTH).and_then(month).ok_or(MONTH)?;
    let counter_share = fields.amount(SHARE).ok_or(SHARE)?;
    let mut other = |key: &'static str| {
        fields.amount(key).unwrap_or_else(|| {
            warnings.push(Warning::MissingField { row: place, field: key });
            Yen::ZERO
        })
    };
    let (total, insurer_share, public_share) = (other(TOTAL), other(INSURER), other(PUBLIC));
    let mut words = |key: &'static str| match fields.get(key) {
        Some(text) if !text.is_empty() => text.to_owned(),
        _ => {
            warnings.push(Warning::MissingField { row: place, field: key });
            String::new()
        }
    };
    let (kind, institution) = (words(KIND), words(INSTITUTION));
    let days: Option<u32> = fields.get(DAYS).and_then(|text| ascii(text).trim_end_matches('日').trim().parse().ok());
    let odd = days.is_some_and(|days| days > MAX_DAYS);
    if odd {
        warnings.push(Warning::OddDays { row: place });
    }
    let days = days.filter(|_| !odd);
    Ok(Expense {
        patient: person.to_owned(),
        month: read_month,
        kind,
        days,
        institution,
        total,
        insurer_share,
        public_share,
        counter_share,
    })
}

fn check(file: &mut MedicalExpenseFile) {
    if file.person.is_empty() {
        file.warnings.push(Warning::NoName);
    }
    let mut kinds: Vec<&str> = file
        .rows
        .iter()
        .map(|row| row.kind.as_str())
        .filter(|kind| !kind.is_empty() && category_of(kind).1 == Certainty::Asked)
        .collect();
    order::sort_by(&mut kinds, Ord::cmp);
    kinds.dedup();
    let unknown: Vec<Warning> =
        kinds.into_iter().take(MAX_ROW_WARNINGS).map(|kind| Warning::UnknownKind(kind.to_owned())).collect();
    file.warnings.extend(unknown);
    let formulas = file.rows.iter().filter(|row| row.institution.starts_with(FORMULA_STARTS)).count()
        + usize::from(file.person.starts_with(FORMULA_STARTS));
    if formulas > 0 {
        file.warnings.push(Warning::FormulaNames(formulas));
    }
    let mut years: Vec<(i32, usize)> = Vec::new();
    for row in &file.rows {
        match years.iter_mut().find(|(year, _)| *year == row.month.year()) {
            Some((_, rows)) => *rows += 1,
            None => years.push((row.month.year(), 1)),
        }
    }
    if years.len() > 1 {
        order::sort_by_key(&mut years, |(year, _)| *year);
        file.warnings.push(Warning::SeveralYears(years));
    }
    if file.stated.is_empty() {
        file.warnings.push(Warning::NoTotal);
    }
    let mut differing = Vec::new();
    for (place, stated) in file.stated.iter().enumerate() {
        // A year's file states the same total twice, under two headings.
        if file.stated[..place].iter().any(|before| before.period == stated.period && before.sums == stated.sums) {
            continue;
        }
        let within = |row: &&Expense| stated.period.is_none_or(|(first, last)| first <= row.month && row.month <= last);
        let summed = Sums::of(file.rows.iter().filter(within));
        let amounts = [
            (SHARE, stated.sums.counter_share, summed.counter_share),
            (TOTAL, stated.sums.total, summed.total),
            (INSURER, stated.sums.insurer_share, summed.insurer_share),
            (PUBLIC, stated.sums.public_share, summed.public_share),
        ];
        differing.extend(amounts.into_iter().filter(|(_, stated, summed)| stated != summed).map(
            |(amount, said, summed)| Warning::SumDiffers {
                heading: stated.heading.clone(),
                amount,
                stated: said,
                summed,
            },
        ));
    }
    file.warnings.extend(differing);
}

/// Full-width digits and signs to ASCII.
fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '　' => ' ',
            '−' => '-',
            c => c,
        })
        .collect()
}

/// An amount: `5,950`, `603`, `-120`, `603円`. At most twelve digits.
fn yen(text: &str) -> Option<Yen> {
    let text = ascii(text);
    let text = text.trim().trim_end_matches('円').trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let digits: String = digits.chars().filter(|c| *c != ',').collect();
    if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse::<i64>().ok().map(|amount| Yen(sign * amount))
}

/// Numbers before `年`, `月`, `日`; the era is not written in this file.
fn numbers(text: &str) -> Vec<u32> {
    ascii(text).split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

fn month(text: &str) -> Option<YearMonth> {
    match numbers(text)[..] {
        [year, month] if (1900..2200).contains(&year) => YearMonth::new(i32::try_from(year).ok()?, month),
        _ => None,
    }
}

fn period(text: &str) -> Option<(YearMonth, YearMonth)> {
    match numbers(text)[..] {
        [y1, m1, y2, m2] if (1900..2200).contains(&y1) && (1900..2200).contains(&y2) => {
            Some((YearMonth::new(i32::try_from(y1).ok()?, m1)?, YearMonth::new(i32::try_from(y2).ok()?, m2)?))
        }
        _ => None,
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    match numbers(text)[..] {
        [year, month, day] if (1900..2200).contains(&year) => {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        }
        _ => None,
    }
}
