//! Expenses laid into the rows of the tax office's form (国税庁 医療費集計フォーム Ver.3.1).
//!
//! Decides the rows and what had to be shortened; the writers of `files` decide the cells. A day of payment stands only where a
//! person told it, because no source does.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::width::full_width;
use crate::domain::money::Yen;
use crate::domain::name_memo::NameMemo;
use crate::domain::order;

/// Rows the form holds (rows 9 to 1003).
pub const MAX_ROWS: usize = 995;
/// Characters of a person's name.
pub const MAX_PERSON: usize = 10;
/// Characters of an institution's name.
pub const MAX_INSTITUTION: usize = 20;
/// Highest amount of a cell.
pub const MAX_AMOUNT: Yen = Yen(999_999_999);
/// What stands in the form for a category that applies.
pub const APPLIES: &str = "該当する";

/// The four categories (医療費の区分), columns D to G.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// D 診療・治療
    Treatment,
    /// E 医薬品購入
    Medicine,
    /// F 介護保険サービス
    Care,
    /// G その他の医療費
    Other,
}

impl Category {
    /// All, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Treatment, Self::Medicine, Self::Care, Self::Other];

    /// As forms of ours write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Treatment => "treatment",
            Self::Medicine => "medicine",
            Self::Care => "care",
            Self::Other => "other",
        }
    }

    /// As the form writes it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Treatment => "診療・治療",
            Self::Medicine => "医薬品購入",
            Self::Care => "介護保険サービス",
            Self::Other => "その他の医療費",
        }
    }

    /// Column of the form.
    #[must_use]
    pub const fn column(self) -> char {
        match self {
            Self::Treatment => 'D',
            Self::Medicine => 'E',
            Self::Care => 'F',
            Self::Other => 'G',
        }
    }
}

/// How sure a category is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Follows from the kind of care.
    Certain,
    /// Known kind, but the person should look at it.
    PleaseCheck,
    /// Unknown kind; the person must say.
    Asked,
}

/// Category of a kind of care (診療区分).
#[must_use]
pub fn category_of(kind: &str) -> (Category, Certainty) {
    let kind = kind.trim();
    if kind.starts_with("医科") || kind.starts_with("歯科") {
        (Category::Treatment, Certainty::Certain)
    } else if kind.starts_with("調剤") {
        (Category::Medicine, Certainty::Certain)
    } else if OTHER_KINDS.iter().any(|known| kind.starts_with(known)) {
        (Category::Other, Certainty::PleaseCheck)
    } else {
        (Category::Other, Certainty::Asked)
    }
}

/// Kinds that are known to exist beside 医科, 歯科 and 調剤 (unverified: no official list was found).
const OTHER_KINDS: [&str; 6] = ["訪問看護", "柔道整復", "柔整", "あんま", "はり", "治療用装具"];

/// One row of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// B 医療を受けた人: full-width, at most ten characters.
    pub person: String,
    /// C 病院・薬局などの名称: full-width, at most twenty characters.
    pub institution: String,
    /// D–G.
    pub category: Category,
    /// How sure the category is.
    pub certainty: Certainty,
    /// H 支払った医療費の金額.
    pub paid: Yen,
    /// I 左のうち、補填される金額; never more than `paid`.
    pub reimbursed: Yen,
    /// J 支払年月日: only where a person told it, for everything in the row.
    pub paid_on: Option<NaiveDate>,
    /// How many rows of the source stand behind it.
    pub source_rows: usize,
}

/// A name that had to be shortened to fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shortening {
    /// Full-width name before.
    pub before: String,
    /// What stands in the form.
    pub after: String,
}

/// A group the form cannot hold, because what was given back is as much as what was paid, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Full-width, not shortened.
    pub person: String,
    /// Full-width, not shortened.
    pub institution: String,
    /// What is left of payments and corrections: zero or less.
    pub paid: Yen,
}

/// One thing to be laid into the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Who was treated.
    pub person: &'a str,
    /// Where.
    pub institution: &'a str,
    /// Kind of care as delivered or typed.
    pub kind: &'a str,
    /// Category.
    pub category: Category,
    /// How sure the category is.
    pub certainty: Certainty,
    /// Paid; below zero where a notice takes something back.
    pub paid: Yen,
    /// Reimbursed, as told.
    pub reimbursed: Yen,
    /// Day of payment, where told.
    pub paid_on: Option<NaiveDate>,
}

/// How entries become rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// One row for a person, an institution and a category, as the form's own guide allows.
    #[default]
    Grouped,
    /// One row for each entry.
    Each,
}

/// The filled form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Rows in the order person, institution, category. More than [`MAX_ROWS`] stand in several files, see [`Form::parts`].
    pub rows: Vec<FormRow>,
    /// How they were made. [`Arrangement::Each`] falls back to groups where it does not fit.
    pub arrangement: Arrangement,
    /// Names that were shortened, each once.
    pub shortened: Vec<Shortening>,
    /// Groups left out because their amount is zero or less. Their amounts and `total` make the sum of all rows given.
    pub left_out: Vec<LeftOut>,
    /// Sum of H.
    pub total: Yen,
    /// Sum of I.
    pub reimbursed: Yen,
    /// Kinds of care whose category the person should check or say: (kind, certainty), each once.
    pub to_check: Vec<(String, Certainty)>,
}

impl Form {
    /// The rows as files hold them: at most [`MAX_ROWS`] each, one person's rows together where they fit one file. One empty part
    /// where there is no row.
    #[must_use]
    pub fn parts(&self) -> Vec<&[FormRow]> {
        let mut parts = Vec::new();
        let mut rest = self.rows.as_slice();
        while rest.len() > MAX_ROWS {
            let begins = |at: usize| rest[at - 1].person != rest[at].person;
            let cut = (1..=MAX_ROWS).rev().find(|at| begins(*at)).unwrap_or(MAX_ROWS);
            let (part, next) = rest.split_at(cut);
            parts.push(part);
            rest = next;
        }
        parts.push(rest);
        parts
    }
}

/// Why the form cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// A sum beyond nine digits.
    #[error(
        "1行の金額が、フォームに書ける 999,999,999円 を超えました（{0}）。読み込んだファイルの金額を確かめてください。"
    )]
    AmountTooLarge(Yen),
}

/// A row before names are cut.
struct Group {
    paid: Yen,
    reimbursed: Yen,
    certainty: Certainty,
    paid_on: Vec<Option<NaiveDate>>,
    source_rows: usize,
}

/// Who and where by the numbers of their names, category; and which one of them, where each entry is a row of its own.
type GroupKey = (usize, usize, Category, usize);

/// Lays entries into rows.
///
/// # Errors
/// An amount beyond nine digits.
pub fn fill(entries: &[Entry<'_>], asked: Arrangement) -> Result<Form, FormError> {
    let form = arranged(entries, asked)?;
    if asked == Arrangement::Each && form.rows.len() > MAX_ROWS {
        return arranged(entries, Arrangement::Grouped);
    }
    Ok(form)
}

fn arranged(entries: &[Entry<'_>], arrangement: Arrangement) -> Result<Form, FormError> {
    let mut groups: BTreeMap<GroupKey, Group> = BTreeMap::new();
    // Few in any year: kinds that are not sure, and places where something is taken back.
    let mut to_check: Vec<(&str, Certainty)> = Vec::new();
    // What is taken back cannot stand in a row of its own: its place is then one row.
    let mut memo = NameMemo::by(|name| full_width(name.trim()));
    let mut names = |entry: &Entry<'_>| (memo.number(entry.person), memo.number(entry.institution), entry.category);
    let taken_back: Vec<_> = entries.iter().filter(|entry| entry.paid < Yen::ZERO).map(&mut names).collect();
    for (place, entry) in entries.iter().enumerate() {
        if entry.certainty != Certainty::Certain {
            to_check.retain(|(kind, _)| *kind != entry.kind);
            to_check.push((entry.kind, entry.certainty));
        }
        let names = names(entry);
        let nth = if arrangement == Arrangement::Each && !taken_back.contains(&names) { place } else { 0 };
        let (person, institution, category) = names;
        let group = groups.entry((person, institution, category, nth)).or_insert_with(|| Group {
            paid: Yen::ZERO,
            reimbursed: Yen::ZERO,
            certainty: entry.certainty,
            paid_on: Vec::new(),
            source_rows: 0,
        });
        if entry.certainty == Certainty::Asked {
            group.certainty = Certainty::Asked;
        }
        group.paid = Yen(group.paid.0.checked_add(entry.paid.0).ok_or(FormError::AmountTooLarge(entry.paid))?);
        group.reimbursed += entry.reimbursed.max(Yen::ZERO).min(entry.paid.max(Yen::ZERO));
        group.paid_on.push(entry.paid_on);
        group.source_rows += 1;
    }
    let mut shortened = Vec::new();
    let mut rows = Vec::new();
    let mut left_out = Vec::new();
    let mut groups: Vec<(GroupKey, Group)> = groups.into_iter().collect();
    order::sort_by_key(&mut groups, |((person, institution, category, nth), _)| {
        (memo.name(*person), memo.name(*institution), *category, *nth)
    });
    for ((person, institution, category, _), group) in groups {
        let (person, institution) = (memo.name(person).to_owned(), memo.name(institution).to_owned());
        if group.paid <= Yen::ZERO {
            left_out.push(LeftOut { person, institution, paid: group.paid });
            continue;
        }
        if group.paid > MAX_AMOUNT {
            return Err(FormError::AmountTooLarge(group.paid));
        }
        rows.push(FormRow {
            person: fitted(person, MAX_PERSON, &mut shortened),
            institution: fitted(institution, MAX_INSTITUTION, &mut shortened),
            category,
            certainty: group.certainty,
            paid: group.paid,
            reimbursed: group.reimbursed.min(group.paid),
            paid_on: one_day(&group.paid_on),
            source_rows: group.source_rows,
        });
    }
    order::sort_by(&mut shortened, Ord::cmp);
    shortened.dedup();
    order::sort_by_key(&mut to_check, |(kind, _)| *kind);
    Ok(Form {
        total: rows.iter().map(|row| row.paid).sum(),
        reimbursed: rows.iter().map(|row| row.reimbursed).sum(),
        rows,
        arrangement,
        shortened,
        left_out,
        to_check: to_check.into_iter().map(|(kind, certainty)| (kind.to_owned(), certainty)).collect(),
    })
}

/// The day of all payments of a row, where it is one.
fn one_day(days: &[Option<NaiveDate>]) -> Option<NaiveDate> {
    let first = days.first().copied().flatten()?;
    days.iter().all(|day| *day == Some(first)).then_some(first)
}

/// The full-width name, cut to fit with the cut recorded.
fn fitted(wide: String, max: usize, shortened: &mut Vec<Shortening>) -> String {
    if wide.chars().count() <= max {
        return wide;
    }
    let after: String = wide.chars().take(max - 1).chain(['～']).collect();
    shortened.push(Shortening { before: wide, after: after.clone() });
    after
}

#[cfg(test)]
mod tests;
