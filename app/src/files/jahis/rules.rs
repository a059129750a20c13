//! Checks a file against the rules of the format, so that nothing half-made is handed to a pharmacy: every rule has a name,
//! and the first line that breaks it.

mod field;
mod order;

use encoding_rs::SHIFT_JIS;

use self::order::Order;
use super::layout::{Layout, layout_of};

/// A rule of the format (`formats` of JAHIS TC Ver.2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// It is cp932 throughout, without control characters.
    Cp932,
    /// Every line ends with CR LF.
    LineEnds,
    /// The first line is `JAHISTC08,1` or `JAHISTC08,2`.
    FirstLine,
    /// There is more than the first line.
    NotEmpty,
    /// Every record has a known number.
    KnownRecord,
    /// A record has the fields of its kind, no more and no fewer.
    FieldCount,
    /// A field takes no more bytes than it may.
    FieldBytes,
    /// A field holds what its kind may (digits, letters, text).
    FieldKind,
    /// A field that must be filled is.
    Required,
    /// A day is one.
    Day,
    /// A code is on its list.
    ListedCode,
    /// A code stands where its kind says that there is one, and none where there is none.
    CodeWithKind,
    /// A drug's code is as long as its kind asks.
    CodeShape,
    /// An amount has up to six digits and up to five after the point.
    Amount,
    /// A group's number is from 1 to 999.
    GroupNumber,
    /// There is exactly one record 1.
    OnePatient,
    /// Records stand in the order of the format.
    RecordOrder,
    /// Dispensings stand newest first.
    NewestFirst,
    /// Each dispensing says where (11).
    PlaceInEach,
    /// Drugs from a pharmacy have a prescriber (51).
    PrescriberForPharmacy,
    /// Each group of drugs has one usage (301).
    UsageForGroup,
    /// What an institution gives says in words how it is taken, but for material and other.
    UsageInWords,
    /// Notes on a drug (281, 291) follow their drug.
    NotesFollowDrug,
    /// Notes on a usage (311, 391) follow their usage.
    NotesFollowUsage,
    /// Ingredients (31) belong to a drug that is there (3), and no two of these have one number.
    IngredientOfOtc,
    /// A control record (911) is the last and counts right.
    Control,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 26] = [
        Self::Cp932,
        Self::LineEnds,
        Self::FirstLine,
        Self::NotEmpty,
        Self::KnownRecord,
        Self::FieldCount,
        Self::FieldBytes,
        Self::FieldKind,
        Self::Required,
        Self::Day,
        Self::ListedCode,
        Self::CodeWithKind,
        Self::CodeShape,
        Self::Amount,
        Self::GroupNumber,
        Self::OnePatient,
        Self::RecordOrder,
        Self::NewestFirst,
        Self::PlaceInEach,
        Self::PrescriberForPharmacy,
        Self::UsageForGroup,
        Self::UsageInWords,
        Self::NotesFollowDrug,
        Self::NotesFollowUsage,
        Self::IngredientOfOtc,
        Self::Control,
    ];
}

/// A rule that a file breaks, and where first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// Which.
    pub rule: Rule,
    /// Line of the file, from 1.
    pub line: usize,
}

/// One record of a file under test.
struct Row<'t> {
    line: usize,
    layout: &'static Layout,
    fields: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn at(&self, name: &str) -> &'t str {
        let place = self.layout.fields.iter().position(|field| field.name == name);
        place.and_then(|place| self.fields.get(place)).copied().unwrap_or_default()
    }
}

/// What is found, each rule once.
#[derive(Default)]
struct Found(Vec<Broken>);

impl Found {
    fn note(&mut self, rule: Rule, line: usize) {
        if self.0.iter().all(|known| known.rule != rule) {
            self.0.push(Broken { rule, line });
        }
    }

    fn ask(&mut self, holds: bool, rule: Rule, line: usize) {
        if !holds {
            self.note(rule, line);
        }
    }
}

/// The rules that a file, or one part of a divided one, breaks; none where it keeps all. In a part, what stands in another
/// part is not missed.
#[must_use]
pub fn broken(bytes: &[u8]) -> Vec<Broken> {
    let mut found = Found::default();
    check(bytes, &mut found);
    found.0.sort();
    found.0
}

fn check(bytes: &[u8], found: &mut Found) {
    let Some(text) = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes) else {
        return found.note(Rule::Cp932, 1);
    };
    let mut lines: Vec<&str> = text.split("\r\n").collect();
    found.ask(lines.pop() == Some(""), Rule::LineEnds, lines.len() + 1);
    for (at, line) in lines.iter().enumerate() {
        found.ask(!line.contains(['\r', '\n']), Rule::LineEnds, at + 1);
        let other = line.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n'));
        found.ask(!other, Rule::Cp932, at + 1);
    }
    let to_patient = match lines.first() {
        Some(&"JAHISTC08,1") => true,
        Some(&"JAHISTC08,2") => false,
        _ => {
            found.note(Rule::FirstLine, 1);
            false
        }
    };
    found.ask(lines.len() > 1, Rule::NotEmpty, 1);
    let rows: Vec<Row<'_>> =
        lines.iter().enumerate().skip(1).filter_map(|(at, line)| row(line, at + 1, found)).collect();
    for row in &rows {
        field::check(row, to_patient, found);
    }
    let control = rows.iter().rposition(|row| row.layout.number == "911");
    if let Some(at) = control {
        field::control(&rows[at], at + 1 == rows.len(), found);
    }
    Order::new(control.is_some()).check(&rows, found);
}

fn row<'t>(line: &'t str, at: usize, found: &mut Found) -> Option<Row<'t>> {
    let mut fields: Vec<&str> = line.split(',').collect();
    let number = fields.remove(0);
    let Some(layout) = layout_of(number) else {
        found.note(Rule::KnownRecord, at);
        return None;
    };
    found.ask(fields.len() == layout.fields.len(), Rule::FieldCount, at);
    Some(Row { line: at, layout, fields })
}
