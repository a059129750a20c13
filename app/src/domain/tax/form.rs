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

/// The filled form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Rows in the order person, institution, category.
    pub rows: Vec<FormRow>,
    /// Names that were shortened, each once.
    pub shortened: Vec<Shortening>,
    /// Groups left out because their amount is zero or less (nothing was paid).
    pub dropped: usize,
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

/// Lays expenses into the form. The share at the counter (窓口相当負担額) counts as paid; nothing is reimbursed unless told by the person.
pub fn form_of(expenses: &[Expense]) -> Result<Form, FormError> {
    let mut groups: BTreeMap<(&str, &str, Category), FormRow> = BTreeMap::new();
    let mut to_check: BTreeMap<&str, Certainty> = BTreeMap::new();
    for expense in expenses {
        let (category, certainty) = category_of(&expense.kind);
        if certainty != Certainty::Certain {
            to_check.insert(expense.kind.as_str(), certainty);
        }
        let row = groups.entry((&expense.patient, &expense.institution, category)).or_insert_with(|| FormRow {
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
        row.paid = Yen(row
            .paid
            .0
            .checked_add(expense.counter_share.0)
            .ok_or(FormError::AmountTooLarge(expense.counter_share))?);
        row.source_rows += 1;
    }
    let mut shortened = Vec::new();
    let mut rows = Vec::new();
    let mut dropped = 0;
    for ((person, institution, _), mut row) in groups {
        if row.paid <= Yen::ZERO {
            dropped += 1;
            continue;
        }
        if row.paid > MAX_AMOUNT {
            return Err(FormError::AmountTooLarge(row.paid));
        }
        row.person = fitted(person, MAX_PERSON, &mut shortened);
        row.institution = fitted(institution, MAX_INSTITUTION, &mut shortened);
        row.reimbursed = row.reimbursed.min(row.paid);
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
        dropped,
        to_check: to_check.into_iter().map(|(kind, certainty)| (kind.to_owned(), certainty)).collect(),
    })
}

/// The name in full width, cut to fit with the cut recorded.
fn fitted(name: &str, max: usize, shortened: &mut Vec<Shortening>) -> String {
    let wide = full_width(name.trim());
    if wide.chars().count() <= max {
        return wide;
    }
    let after: String = wide.chars().take(max - 1).chain(['～']).collect();
    shortened.push(Shortening { before: wide, after: after.clone() });
    after
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::YearMonth;

    fn expense(person: &str, kind: &str, institution: &str, share: i64) -> Expense {
        Expense {
            patient: person.into(),
            month: YearMonth::new(2025, 4).expect("a month"),
            kind: kind.into(),
            days: None,
            institution: institution.into(),
            total: Yen(share),
            insurer_share: Yen::ZERO,
            public_share: Yen::ZERO,
            counter_share: Yen(share),
        }
    }

    #[test]
    fn kinds_go_to_their_category() {
        use Category::*;
        use Certainty::*;
        for (kind, wanted) in [
            ("医科外来", (Treatment, Certain)),
            ("医科入院", (Treatment, Certain)),
            ("歯科外来", (Treatment, Certain)),
            ("調剤", (Medicine, Certain)),
            ("訪問看護", (Other, PleaseCheck)),
            ("柔道整復", (Other, PleaseCheck)),
            ("なにか新しいもの", (Other, Asked)),
            ("", (Other, Asked)),
        ] {
            assert_eq!(category_of(kind), wanted, "{kind}");
        }
    }

    #[test]
    fn groups_by_person_institution_and_category() {
        let form = form_of(&[
            expense("太郎", "医科外来", "見本病院", 1_000),
            expense("太郎", "医科入院", "見本病院", 30_000),
            expense("太郎", "調剤", "見本病院", 500),
            expense("花子", "医科外来", "見本病院", 200),
            expense("花子", "医科外来", "無料の病院", 0),
        ])
        .expect("fits");
        let rows: Vec<_> = form
            .rows
            .iter()
            .map(|row| (row.person.as_str(), row.category.column(), row.paid.0, row.source_rows))
            .collect();
        assert_eq!(rows, [("太郎", 'D', 31_000, 2), ("太郎", 'E', 500, 1), ("花子", 'D', 200, 1)]);
        assert_eq!((form.total, form.dropped), (Yen(31_700), 1));
    }

    #[test]
    fn long_names_are_shortened_visibly_and_twenty_characters_stay() {
        let twenty = "医療法人社団見本会見本記念総合病院本館東";
        assert_eq!(twenty.chars().count(), MAX_INSTITUTION);
        let form = form_of(&[
            expense("ﾐﾎﾝ ｶﾞﾌﾞﾘｴﾙｼﾞｮｾﾌ", "調剤", &format!("{twenty}西"), 1),
            expense("A", "調剤", twenty, 1),
            expense("A", "調剤", &format!("{twenty}西"), 1),
        ])
        .expect("fits");
        let after: Vec<_> = form.shortened.iter().map(|cut| (cut.before.as_str(), cut.after.as_str())).collect();
        assert_eq!(
            after,
            [
                ("ミホン　ガブリエルジョセフ", "ミホン　ガブリエル～"),
                ("医療法人社団見本会見本記念総合病院本館東西", "医療法人社団見本会見本記念総合病院本館～")
            ]
        );
        assert_eq!(form.rows.len(), 3);
    }

    #[test]
    fn unsure_kinds_are_named_once() {
        let form = form_of(&[expense("A", "訪問看護", "B", 1), expense("A", "謎", "B", 1), expense("A", "謎", "C", 1)])
            .expect("fits");
        assert_eq!(
            form.to_check,
            [("訪問看護".to_owned(), Certainty::PleaseCheck), ("謎".to_owned(), Certainty::Asked)]
        );
        assert_eq!(form.rows[0].certainty, Certainty::Asked);
    }

    #[test]
    fn too_much_for_the_form_is_said_with_its_number() {
        let many: Vec<Expense> = (0..=MAX_ROWS).map(|n| expense("A", "調剤", &format!("薬局{n}"), 1)).collect();
        assert_eq!(form_of(&many), Err(FormError::TooManyRows(996)));
        assert!(form_of(&many[1..]).is_ok());
        assert!(FormError::TooManyRows(996).to_string().contains("996行"));
        assert_eq!(
            form_of(&[expense("A", "調剤", "B", 1_000_000_000)]),
            Err(FormError::AmountTooLarge(Yen(1_000_000_000)))
        );
    }

    proptest! {
        #[test]
        fn no_yen_is_lost_and_every_cell_keeps_the_limits(rows in proptest::collection::vec(("\\PC{0,30}", "\\PC{0,30}", proptest::sample::select(vec!["医科外来", "調剤", "訪問看護", "？"]), 0i64..1_000_000), 0..60)) {
            let expenses: Vec<Expense> = rows.iter().map(|(person, place, kind, share)| expense(person, kind, place, *share)).collect();
            let form = form_of(&expenses).expect("few and small");
            prop_assert_eq!(form.total, expenses.iter().map(|row| row.counter_share).sum::<Yen>());
            prop_assert_eq!(form.total, form.rows.iter().map(|row| row.paid).sum::<Yen>());
            for row in &form.rows {
                prop_assert!(row.person.chars().count() <= MAX_PERSON);
                prop_assert!(row.institution.chars().count() <= MAX_INSTITUTION);
                prop_assert!(row.paid > Yen::ZERO && row.paid <= MAX_AMOUNT);
                prop_assert!(row.reimbursed >= Yen::ZERO && row.reimbursed <= row.paid);
                prop_assert!(!row.institution.starts_with(['=', '+', '-', '@']));
            }
        }
    }
}
