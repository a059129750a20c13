//! A year of the household's book added up: by month, person and place, against the year before, and what each part of the
//! deduction is made of.

use std::collections::BTreeMap;

use super::row::{Row, fold};
use crate::domain::money::Yen;
use crate::domain::name_memo::NameMemo;
use crate::domain::order;
use crate::domain::tax::deduction::Paid;
use crate::domain::tax::form::Category;
use crate::domain::tax::self_medication::Purchase;
use crate::domain::tax::width::full_width;

/// A sum under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Name as delivered or typed.
    pub name: String,
    /// Paid.
    pub paid: Yen,
    /// Rows behind it.
    pub rows: usize,
}

/// How the cost of treatment was shared, for the rows that say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Whole cost.
    pub total: Yen,
    /// Paid by the insurer.
    pub insurer: Yen,
    /// Paid by other public funds.
    pub public: Yen,
    /// The person's share, as notified.
    pub share: Yen,
    /// Rows of notices that do not say it.
    pub untold: usize,
}

impl Shares {
    /// The insurer's part in percent of the whole cost, rounded down; nothing where there is no cost.
    #[must_use]
    pub fn insurer_percent(&self) -> Option<i64> {
        (self.total > Yen::ZERO && self.insurer >= Yen::ZERO)
            .then(|| (i128::from(self.insurer.0) * 100 / i128::from(self.total.0)) as i64)
    }
}

/// A year added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The year.
    pub year: i32,
    /// Everything that counts.
    pub paid: Yen,
    /// What came back for it.
    pub back: Yen,
    /// What the notices say of all rows that count.
    pub notified: Yen,
    /// Paid by month of treatment, January to December.
    pub months: [Yen; 12],
    /// Paid in rows whose month is not known or lies in another year.
    pub elsewhen: Yen,
    /// By person, most first.
    pub people: Vec<Line>,
    /// By place, most first.
    pub places: Vec<Line>,
    /// By kind, most first.
    pub kinds: Vec<Line>,
    /// How the cost was shared.
    pub shares: Shares,
    /// Rows that do not count: their price, an answer or the person's word is against it.
    pub uncounted: usize,
}

/// Adds up the rows of a year that count.
#[must_use]
pub fn summary(rows: &[&Row], year: i32) -> Summary {
    let counted: Vec<&Row> = rows.iter().copied().filter(|row| row.counts()).collect();
    let mut months = [Yen::ZERO; 12];
    let mut elsewhen = Yen::ZERO;
    let mut shares = Shares::default();
    for row in &counted {
        match row.treated.filter(|month| month.year() == year) {
            Some(month) => months[month.month() as usize - 1] += row.paid(),
            None => elsewhen += row.paid(),
        }
        match row.notified.map(|notified| (notified.share, notified.parts)) {
            Some((share, Some(parts))) => {
                shares.total += parts.total;
                shares.insurer += parts.insurer;
                shares.public += parts.public;
                shares.share += share;
            }
            Some((_, None)) => shares.untold += 1,
            None => {}
        }
    }
    Summary {
        year,
        paid: counted.iter().map(|row| row.paid()).sum(),
        back: counted.iter().map(|row| row.counted_back()).sum(),
        notified: counted.iter().filter_map(|row| row.notified).map(|notified| notified.share).sum(),
        months,
        elsewhen,
        people: lines(&counted, |row| &row.whose),
        places: lines(&counted, |row| &row.place),
        kinds: lines(&counted, |row| &row.kind),
        shares,
        uncounted: rows.len() - counted.len(),
    }
}

fn lines<'a>(rows: &[&'a Row], name: impl Fn(&'a Row) -> &'a str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut names = NameMemo::by(fold);
    for row in rows.iter().copied() {
        let at = names.number(name(row));
        if at == lines.len() {
            lines.push(Line { name: name(row).to_owned(), paid: Yen::ZERO, rows: 0 });
        }
        lines[at].paid += row.paid();
        lines[at].rows += 1;
    }
    order::sort_by(&mut lines, |a: &Line, b: &Line| b.paid.cmp(&a.paid).then_with(|| a.name.cmp(&b.name)));
    lines
}

/// What counts for the medical-expense deduction, added up as the form's rows are: by person, place and category. What came back for a
/// treatment counts at most as much as was paid for it; what a notice takes back counts against what was paid at the same place, and
/// of that no more comes back than is left. In which order the rows stand says nothing.
#[must_use]
pub fn medical(rows: &[&Row]) -> Vec<Paid> {
    let mut places: BTreeMap<(usize, usize, Category), Paid> = BTreeMap::new();
    let mut names = NameMemo::by(|text| full_width(text.trim()));
    for row in rows.iter().copied().filter(|row| row.counts()) {
        let place = places.entry((names.number(&row.whose), names.number(&row.place), row.category)).or_default();
        place.paid += row.paid();
        place.reimbursed += row.counted_back();
    }
    let capped = |one: Paid| {
        let paid = one.paid.max(Yen::ZERO);
        Paid { paid, reimbursed: one.reimbursed.min(paid) }
    };
    let mut places: Vec<((usize, usize, Category), Paid)> = places.into_iter().collect();
    order::sort_by_key(&mut places, |((whose, place, category), _)| {
        (names.name(*whose), names.name(*place), *category)
    });
    places.into_iter().map(|(_, paid)| capped(paid)).collect()
}

/// The drugs with the mark.
#[must_use]
pub fn marked(rows: &[&Row]) -> Vec<Purchase> {
    rows.iter()
        .filter(|row| row.counts() && row.marked)
        .map(|row| Purchase { amount: row.amounts(), on: row.paid_on.or(row.treated_on) })
        .collect()
}

#[cfg(test)]
mod tests;
