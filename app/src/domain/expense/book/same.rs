//! Rows of different sources that may be one and the same: a doubtful pair is asked about, and until then only one of the two
//! counts, so that nothing is deducted twice.

use std::collections::HashMap;

use super::Answered;
use super::row::{Row, RowName, fold};
use super::typed::TypedKind;
use crate::domain::calendar::YearMonth;
use crate::domain::order;

/// Questions that are asked at once of a year. What is beyond waits too, and is asked about when these are answered.
const MOST: usize = 50;
/// Rows of one person, month and place, or amount, beyond which nobody could answer.
const CROWD: usize = 30;
/// A counter rounds to ten yen.
const ROUNDING: i64 = 9;

/// What makes two rows look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// Same person, month and place, another amount.
    OtherAmount,
    /// Same person, month and amount, a place of a similar name.
    OtherPlace,
    /// A typed row, and one of a notice of about the same amount.
    Typed,
    /// Two typed rows that say the same.
    TypedTwice,
}

impl Alike {
    /// In plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OtherAmount => "同じ人・同じ月・同じ病院などですが、金額が違います。",
            Self::OtherPlace => "同じ人・同じ月・同じ金額ですが、名前の書き方が違います。",
            Self::Typed => "書き足した行と、届いた明細が、同じもののように見えます。",
            Self::TypedTwice => "同じ内容を2回書き足したように見えます。",
        }
    }
}

/// What a row was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// Who, by number: another one for each day of birth where several people have a name.
    pub(super) who: usize,
    /// Somebody else has the name.
    pub(super) marked: bool,
    /// The files and answers that it stands in, by number; none for a typed row. Rows of one file are told apart by that file.
    pub(super) files: Vec<usize>,
}

impl Origin {
    /// Rows of these two may be one: no file holds both, and they are not of two people of one name.
    fn may_be(&self, other: &Self) -> bool {
        let namesakes = self.who != other.who && self.marked && other.marked;
        !namesakes && !self.files.iter().any(|file| other.files.contains(file))
    }
}

/// Whether two rows are the same: to be said by the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The row that counts until then.
    pub one: RowName,
    /// The row that does not.
    pub other: RowName,
    /// Why it is asked.
    pub alike: Alike,
}

/// Takes what was answered into account and marks the rest; the questions that are left.
pub(super) fn settle(rows: &mut Vec<Row>, origins: &[Origin], answers: &[Answered]) -> Vec<Question> {
    let answered: HashMap<(&RowName, &RowName), bool> =
        answers.iter().map(|one| ((&one.one, &one.other), one.same)).collect();
    let mut questions = Vec::new();
    let mut asked: HashMap<i32, usize> = HashMap::new();
    let mut gone = vec![false; rows.len()];
    for (one, other, alike) in pairs(rows, origins) {
        if gone[one] || gone[other] || rows[other].waits_for.is_some() || rows[one].waits_for.is_some() {
            continue;
        }
        match answered.get(&(&rows[one].name, &rows[other].name)) {
            Some(true) => {
                let second = rows[other].clone();
                join(&mut rows[one], second);
                gone[other] = true;
            }
            Some(false) => {}
            None => {
                rows[other].waits_for = Some(rows[one].name.clone());
                let asked = asked.entry(rows[other].tax_year()).or_default();
                if *asked < MOST {
                    *asked += 1;
                    questions.push(Question { one: rows[one].name.clone(), other: rows[other].name.clone(), alike });
                }
            }
        }
    }
    let mut place = 0;
    rows.retain(|_| {
        place += 1;
        !gone[place - 1]
    });
    questions
}

/// The first row with what the second says beside it.
fn join(one: &mut Row, other: Row) {
    for source in other.sources {
        if !one.sources.contains(&source) {
            one.sources.push(source);
        }
    }
    if let Some(told) = other.told
        && one.told.is_none()
        && one.notified.is_none_or(|notified| notified.share != told)
    {
        one.told = Some(told);
        one.corrected = true;
    }
    one.paid_on = one.paid_on.or(other.paid_on);
    one.treated_on = one.treated_on.or(other.treated_on);
    one.reimbursed = one.reimbursed.max(other.reimbursed);
    one.receipt |= other.receipt;
    if one.item.is_empty() {
        one.item = other.item;
    }
}

/// Pairs that look alike, the row that would stay first.
fn pairs(rows: &[Row], origins: &[Origin]) -> Vec<(usize, usize, Alike)> {
    // Notices of one file alone are told apart by that file.
    let mut files = origins.iter().flat_map(|origin| &origin.files);
    let first = files.next();
    if rows.iter().all(|row| row.typed.is_none()) && files.all(|file| Some(file) == first) {
        return Vec::new();
    }
    let mut buckets: HashMap<(String, YearMonth), Vec<usize>> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        if let Some(month) = row.treated {
            buckets.entry((fold(&row.whose), month)).or_default().push(place);
        }
    }
    let places: Vec<String> = rows.iter().map(|row| bare(&row.place)).collect();
    let mut found = undated(rows, &places);
    for bucket in buckets.values() {
        let mut near: HashMap<(bool, i64, &str), Vec<usize>> = HashMap::new();
        for &at in bucket {
            near.entry((true, 0, &places[at])).or_default().push(at);
            // Amounts within a rounding step share one of two neighbouring buckets.
            let amount = rows[at].paid().0;
            near.entry((false, amount.div_euclid(ROUNDING + 1), "")).or_default().push(at);
            near.entry((false, amount.div_euclid(ROUNDING + 1) + 1, "")).or_default().push(at);
        }
        for group in near.values().filter(|group| group.len() <= CROWD) {
            for (nth, &a) in group.iter().enumerate() {
                for &b in &group[nth + 1..] {
                    let (one, other) = if rank(&rows[a]) <= rank(&rows[b]) { (a, b) } else { (b, a) };
                    if origins[one].may_be(&origins[other])
                        && let Some(alike) = alike(&rows[one], &rows[other], &places[one], &places[other])
                    {
                        found.push((one, other, alike));
                    }
                }
            }
        }
    }
    order::sort_by_key(&mut found, |(one, other, _)| (*one, *other));
    found.dedup_by_key(|(one, other, _)| (*one, *other));
    found
}

/// Typed rows without a day, each with the rows of the person's year that name the same place and about the same amount.
fn undated(rows: &[Row], places: &[String]) -> Vec<(usize, usize, Alike)> {
    let mut found = Vec::new();
    let open: Vec<usize> =
        (0..rows.len()).filter(|at| rows[*at].typed.is_some() && rows[*at].treated.is_none()).collect();
    if open.is_empty() {
        return found;
    }
    let mut near: HashMap<(String, i32, &str), Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        near.entry((fold(&row.whose), row.year, &places[at])).or_default().push(at);
    }
    for at in open {
        let row = &rows[at];
        let group = near.get(&(fold(&row.whose), row.year, places[at].as_str())).map(Vec::as_slice).unwrap_or_default();
        // Of two without a day each pair is met twice.
        for &one in group.iter().filter(|one| **one < at || rows[**one].treated.is_some()) {
            let (one, other) = if rank(&rows[one]) <= rank(row) { (one, at) } else { (at, one) };
            found
                .extend(alike(&rows[one], &rows[other], &places[one], &places[other]).map(|alike| (one, other, alike)));
        }
    }
    found
}

/// Rows that tell more come first: a notice before what was typed, one with its parts before one without.
fn rank(row: &Row) -> u8 {
    match row.notified {
        Some(notified) if notified.parts.is_some() => 0,
        Some(_) => 1,
        None => 2,
    }
}

fn alike(one: &Row, other: &Row, place: &str, other_place: &str) -> Option<Alike> {
    let same_place = place == other_place;
    let similar = same_place || within(place, other_place) || within(other_place, place);
    let near = (one.paid().0 - other.paid().0).abs() <= ROUNDING;
    if one.typed.is_some() && other.typed.is_some() {
        let same = one.typed == other.typed
            && one.treated_on == other.treated_on
            && one.item == other.item
            && one.paid() == other.paid()
            && same_place
            && one.typed != Some(TypedKind::Transport);
        return same.then_some(Alike::TypedTwice);
    }
    if let Some(kind) = other.typed {
        let may_be = !matches!(kind, TypedKind::Transport) && (kind != TypedKind::Otc || same_place);
        return (may_be && near && similar && !other.lacks_amount()).then_some(Alike::Typed);
    }
    let kinds = one.kind.is_empty() || other.kind.is_empty() || one.kind.trim() == other.kind.trim();
    if same_place && kinds && one.paid() != other.paid() {
        Some(Alike::OtherAmount)
    } else if similar && kinds && one.paid() == other.paid() {
        Some(Alike::OtherPlace)
    } else {
        None
    }
}

/// Whether one name stands within another, and is long enough to mean something.
fn within(short: &str, long: &str) -> bool {
    short.chars().count() >= 3 && long.contains(short)
}

/// What owns an institution says little about which one it is.
const OWNERS: [&str; 12] = [
    "医療法人社団",
    "医療法人財団",
    "社会医療法人",
    "特定医療法人",
    "医療法人",
    "独立行政法人国立病院機構",
    "地方独立行政法人",
    "社会福祉法人",
    "株式会社",
    "有限会社",
    "合同会社",
    "公益財団法人",
];

/// A place's name for comparing, without its owner's kind.
fn bare(place: &str) -> String {
    let folded = fold(place);
    let mut name = folded.as_str();
    while let Some(rest) = OWNERS.iter().find_map(|owner| name.strip_prefix(owner)) {
        name = rest;
    }
    if name.is_empty() { folded } else { name.to_owned() }
}
