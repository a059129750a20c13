//! The incomes of a range at which a saving can be least or most: where a thousand of taxable income is full, before the deduction or
//! after it, where the basic deduction changes, and where the deduction is as much as there is to tax.
//!
//! Between two such incomes the income tax saved stays the same, and the resident tax saved rises and then falls.

use crate::domain::money::Yen;
use crate::domain::tax::rates::TaxRates;

/// Taxable income counts in steps of so much.
const STEP: i64 = 1_000;
/// Where nothing but whole steps changes, everything comes again after so many yen (a rate in percent with a surtax in permille),
/// and then two steps more.
const ROUND: i64 = 102 * STEP;

/// Hands each such income of a range to `look`, its ends too; some more than once.
pub(super) fn each(
    rates: &TaxRates,
    (low, high): (Yen, Yen),
    deductions: Option<Yen>,
    deduction: &impl Fn(Yen) -> Yen,
    mut look: impl FnMut(Yen),
) {
    let (low, high) = (low.0.max(0), high.0.max(0));
    let resident = deductions.unwrap_or(rates.resident_basic).0;
    // As much to tax as is deducted: more income saves no more resident tax from here on.
    let full = first(low, high, |income| (income - resident).max(0) >= deduction(Yen(income)).0);
    for income in [low, full - 1, full, high] {
        if (low..=high).contains(&income) {
            look(Yen(income));
        }
    }
    let mut start = low;
    while start <= high {
        // As long as the basic deduction is the same.
        let end = match deductions {
            Some(_) => high,
            None => rates
                .basic
                .iter()
                .map(|step| step.until.0)
                .find(|until| start <= *until)
                .map_or(high, |until| until.min(high)),
        };
        let taken = deductions.unwrap_or_else(|| rates.basic_deduction(Yen(start))).0;
        Walk { rates, taken, end, deduction, resident }.go(start, &mut look);
        start = end + 1;
    }
}

/// A part of the range with one sum of other deductions.
struct Walk<'a, D> {
    rates: &'a TaxRates,
    taken: i64,
    end: i64,
    deduction: &'a D,
    resident: i64,
}

impl<D: Fn(Yen) -> Yen> Walk<'_, D> {
    fn deducted(&self, income: i64) -> i64 {
        (self.deduction)(Yen(income)).0
    }

    /// What is left to tax with the deduction; below zero where it is more than there is.
    fn left(&self, income: i64) -> i64 {
        income - self.taken - self.deducted(income)
    }

    fn go(&self, start: i64, look: &mut impl FnMut(Yen)) {
        let mut income = start;
        let (mut since, mut bands) = (start, None);
        loop {
            look(Yen(income));
            let (before, left) = (income - self.taken, self.left(income));
            let same_deduction = self.deducted(self.end.min(income + STEP)) == before - left;
            let something_left = left >= 0;
            let all_resident = income - self.resident >= before - left;
            let bands_here = (self.rates.band(Yen(before.max(0))).from, self.rates.band(Yen(left.max(0))).from);
            let here = (bands_here, same_deduction, something_left, all_resident);
            if bands != Some(here) {
                (since, bands) = (income, Some(here));
            }
            // The deduction may shrink while the income grows, so that a step of what is left comes sooner.
            let wanted = (left.max(0) / STEP + 1) * STEP;
            let full = income + to_next(before);
            let mut next = match same_deduction {
                true => full.min(income + wanted - left),
                false => first(income + 1, full - 1, |income| self.left(income) >= wanted),
            };
            // One band before and after, and for a whole round nothing else that changes: what comes now was all seen.
            if same_deduction
                && bands_here.0 == bands_here.1
                && something_left
                && all_resident
                && income - since > ROUND
            {
                next = next.max(self.next_band(income, before - left));
            }
            if next > self.end {
                look(Yen(self.end));
                return;
            }
            look(Yen(next - 1));
            income = next;
        }
    }

    /// The next income at which a band begins, before or after the deduction, or the deduction changes; one beyond the end where none does.
    fn next_band(&self, income: i64, deducted: i64) -> i64 {
        let begins = self.rates.bands.iter().flat_map(|band| {
            let begin = band.from.0 + self.taken;
            [begin, begin + deducted]
        });
        let next = begins.filter(|begin| *begin > income).min().unwrap_or(self.end + 1).min(self.end + 1);
        first(income, next - 1, |income| self.deducted(income) != deducted)
    }
}

/// To where the next step is full, or where there is something to tax at all.
const fn to_next(taxable: i64) -> i64 {
    if taxable < 0 { -taxable } else { STEP - taxable % STEP }
}

/// The first income of a range for which something holds that holds from there on; the one after it where it never does.
fn first(low: i64, high: i64, holds: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (low, high.saturating_add(1));
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
