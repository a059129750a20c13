//! Expenses laid into the rows of the tax office's form (国税庁 医療費集計フォーム Ver.3.1).
//!
//! Decides the rows and what had to be shortened; the writers of `files` decide the cells. Knows no payment day, because no source tells one.

use std::collections::BTreeMap;

use super::width::full_width;
use crate::domain::expense::Expense;
use crate::domain::money::Yen;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The filled form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Rows in the order person, institution, category.
    pub rows: Vec<FormRow>,
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

/// Why the form cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// More groups than rows.
    #[error(
        "医療費集計フォームに入るのは {MAX_ROWS}行までですが、{0}行になりました。家族ごとなど、ファイルを分けて作ってください。"
    )]
    TooManyRows(usize),
    /// A sum beyond nine digits.
    #[error(
        "1行の金額が、フォームに書ける 999,999,999円 を超えました（{0}）。読み込んだファイルの金額を確かめてください。"
    )]
    AmountTooLarge(Yen),
}

/// Lays expenses into the form. The share at the counter (窓口相当負担額) counts as paid; nothing is reimbursed.
///
/// # Errors
/// Too many rows, or an amount beyond nine digits.
pub fn form_of(expenses: &[Expense]) -> Result<Form, FormError> {
    let mut groups: BTreeMap<(String, String, Category), FormRow> = BTreeMap::new();
    let mut to_check: BTreeMap<&str, Certainty> = BTreeMap::new();
    for expense in expenses {
        let (category, certainty) = category_of(&expense.kind);
        if certainty != Certainty::Certain {
            to_check.insert(expense.kind.as_str(), certainty);
        }
        let names = (full_width(expense.patient.trim()), full_width(expense.institution.trim()), category);
        let row = groups.entry(names).or_insert_with(|| FormRow {
            person: String::new(),
            institution: String::new(),
            category,
            certainty,
            paid: Yen::ZERO,
            reimbursed: Yen::ZERO,
            source_rows: 0,
        });
        if certainty == Certainty::Asked {
            row.certainty = Certainty::Asked;
        }
        let paid = expense.counter_share;
        row.paid = Yen(row.paid.0.checked_add(paid.0).ok_or(FormError::AmountTooLarge(paid))?);
        row.source_rows += 1;
    }
    let mut shortened = Vec::new();
    let mut rows = Vec::new();
    let mut left_out = Vec::new();
    for ((person, institution, _), mut row) in groups {
        if row.paid <= Yen::ZERO {
            left_out.push(LeftOut { person, institution, paid: row.paid });
            continue;
        }
        if row.paid > MAX_AMOUNT {
            return Err(FormError::AmountTooLarge(row.paid));
        }
        row.person = fitted(person, MAX_PERSON, &mut shortened);
        row.institution = fitted(institution, MAX_INSTITUTION, &mut shortened);
        rows.push(row);
    }
    if rows.len() > MAX_ROWS {
        return Err(FormError::TooManyRows(rows.len()));
    }
    shortened.sort();
    shortened.dedup();
    Ok(Form {
        total: rows.iter().map(|row| row.paid).sum(),
        reimbursed: rows.iter().map(|row| row.reimbursed).sum(),
        rows,
        shortened,
        left_out,
        to_check: to_check.into_iter().map(|(kind, certainty)| (kind.to_owned(), certainty)).collect(),
    })
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
