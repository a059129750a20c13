//! What a person wrote into their book of money that came back for a month: it is not announced again as something to claim.
//!
//! Which of it was 高額療養費 the book does not tell, so that the pages name it beside the sum from which it is taken.

use std::collections::BTreeMap;

use super::rows::same_name;
use crate::domain::calendar::YearMonth;
use crate::domain::expense::book::row::Row;
use crate::domain::money::Yen;

/// Of one month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Back {
    /// Came back for the person's own rows.
    pub own: Yen,
    /// Came back for rows of others.
    pub others: Yen,
    /// The person has corrected what was paid in some row of their own: months are worked out by the notice's amounts all the same.
    pub repaid: bool,
}

impl Back {
    /// Came back for anybody.
    #[must_use]
    pub fn all(self) -> Yen {
        self.own + self.others
    }
}

/// By month of treatment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backs(BTreeMap<YearMonth, Back>);

impl Backs {
    /// Out of the rows of a book. A row whose month nobody told counts for none; one that may be another's double counts, as what came
    /// back stands perhaps there alone.
    #[must_use]
    pub fn of(rows: &[Row], person: &str) -> Self {
        let mut months: BTreeMap<YearMonth, Back> = BTreeMap::new();
        for row in rows {
            let Some(month) = row.treated else { continue };
            let (own, back) = (same_name(&row.whose, person), row.reimbursed.max(Yen::ZERO));
            let told_anew = row.notified.is_some_and(|notified| row.told.is_some_and(|told| told != notified.share));
            if back == Yen::ZERO && !told_anew {
                continue;
            }
            let known = months.entry(month).or_default();
            if own {
                known.own += back;
                known.repaid |= told_anew;
            } else {
                known.others += back;
            }
        }
        Self(months)
    }

    /// Of a month.
    #[must_use]
    pub fn in_month(&self, month: YearMonth) -> Back {
        self.0.get(&month).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::expense::book::Book;
    use crate::domain::expense::book::row::Correction;
    use crate::domain::expense::book::sample::{expense, hub, month, together};

    #[test]
    fn what_came_back_is_known_by_month_and_by_whose_it_is() {
        let rows = vec![
            expense("見本 太郎", 3, "医科入院", "見本病院", 60_000),
            expense("見本 太郎", 3, "医科外来", "見本医院", 9_000),
            expense("見本 花子", 3, "歯科外来", "見本歯科", 5_000),
            expense("見本 太郎", 4, "調剤", "見本薬局", 700),
        ];
        let hub = hub("見本 太郎", rows);
        let mut book = Book::default();
        let names: Vec<_> = together(Some(&hub), &book).rows.into_iter().map(|row| (row.place, row.name)).collect();
        let mut note = |place: &str, back: i64, paid: Option<i64>| {
            let name = names.iter().find(|one| one.0 == place).map(|one| one.1.clone()).expect("the row");
            let correction = Correction { reimbursed: Yen(back), paid: paid.map(Yen), ..Correction::of(name) };
            book.correct(correction).expect("room");
        };
        note("見本病院", 7_020, None);
        note("見本医院", 980, Some(8_000));
        note("見本歯科", 500, None);
        let backs = Backs::of(&together(Some(&hub), &book).rows, "見本　太郎");
        let march = Back { own: Yen(8_000), others: Yen(500), repaid: true };
        assert_eq!((backs.in_month(month(3)), backs.in_month(month(4))), (march, Back::default()));
        assert_eq!(march.all(), Yen(8_500));
    }
}
