//! From rows of the expense notice to what the rules count: by person, institution and kind of care.
//!
//! The rows say less than the rules need. What is missing is counted here, so that a page can say so.

use super::household::Place;
use crate::domain::expense::Expense;
use crate::domain::money::Yen;

/// Kind of care (診療区分), as far as the rules tell kinds apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// In hospital.
    Inpatient {
        /// At a dentist's.
        dental: bool,
    },
    /// Outside, by a doctor or dentist, who can write prescriptions.
    Outpatient {
        /// At a dentist's.
        dental: bool,
    },
    /// 訪問看護
    Visiting,
    /// 調剤: belongs to the institution that wrote the prescription, which no row names.
    Pharmacy,
    /// A kind that is not known here.
    Unknown,
}

/// Reads the kind as delivered.
#[must_use]
pub fn care_of(kind: &str) -> Care {
    let dental = kind.contains("歯科");
    if kind.contains("調剤") {
        Care::Pharmacy
    } else if kind.contains("訪問看護") {
        Care::Visiting
    } else if kind.contains("入院外") || kind.contains("外来") {
        Care::Outpatient { dental }
    } else if kind.contains("入院") {
        Care::Inpatient { dental }
    } else {
        Care::Unknown
    }
}

/// One person's care of one kind at one institution in the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Institution as named.
    pub institution: String,
    /// Kind.
    pub care: Care,
    /// Whole cost.
    pub cost: Yen,
    /// The person's share.
    pub paid: Yen,
    /// Less was paid than the share of the cost: a ceiling worked at the counter.
    pub capped: bool,
    /// That ceiling was the one for a specific disease (特定疾病).
    pub disease: bool,
}

impl Unit {
    /// In hospital or not.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self.care {
            Care::Inpatient { .. } => Place::Inpatient,
            _ => Place::Outpatient,
        }
    }
}

/// A person's rows of one month, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// What the rules count.
    pub units: Vec<Unit>,
    /// Rows in which other public funds pay too (公費): another sum holds there, which is not done here.
    pub public: usize,
    /// Rows of a kind that is not known here.
    pub unknown: usize,
}

/// What is needed beside the rows to see a ceiling that worked at the counter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'a> {
    /// Share at the counter in percent, where the record tells it.
    pub share_percent: Option<u8>,
    /// Ceilings of the person's certificates for specific diseases.
    pub diseases: &'a [Yen],
}

/// Bills are rounded to ten yen; a difference below this is no ceiling.
const ROUNDING: Yen = Yen(10);

/// Sorts the rows of one person and month. What stopped at the ceiling for a specific disease stays apart from other care at
/// the same institution.
pub fn sort<'a>(rows: impl IntoIterator<Item = &'a Expense>, terms: Terms<'_>) -> Sorted {
    let share = terms.share_percent.filter(|percent| *percent > 0).map(i64::from);
    let mut sorted = Sorted::default();
    for row in rows {
        let care = care_of(&row.kind);
        if row.public_share != Yen::ZERO {
            sorted.public += 1;
            continue;
        }
        if care == Care::Unknown {
            sorted.unknown += 1;
            continue;
        }
        let capped = share.is_some_and(|share| Yen(row.total.0 / 100 * share) - row.counter_share > ROUNDING);
        let disease = capped && terms.diseases.contains(&row.counter_share);
        let same =
            |unit: &&mut Unit| (unit.care, unit.disease) == (care, disease) && unit.institution == row.institution;
        match sorted.units.iter_mut().find(same) {
            Some(unit) => {
                unit.cost += row.total;
                unit.paid += row.counter_share;
                unit.capped |= capped;
            }
            None => sorted.units.push(Unit {
                institution: row.institution.clone(),
                care,
                cost: row.total,
                paid: row.counter_share,
                capped,
                disease,
            }),
        }
    }
    sorted
}

/// Whether two names are one person's: spaces differ from source to source.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::YearMonth;

    #[test]
    fn kinds_as_they_are_delivered() {
        for (kind, care) in [
            ("医科外来", Care::Outpatient { dental: false }),
            ("医科入院外", Care::Outpatient { dental: false }),
            ("医科入院", Care::Inpatient { dental: false }),
            ("入院", Care::Inpatient { dental: false }),
            ("歯科外来", Care::Outpatient { dental: true }),
            ("歯科入院", Care::Inpatient { dental: true }),
            ("調剤", Care::Pharmacy),
            ("訪問看護", Care::Visiting),
            ("柔道整復", Care::Unknown),
            ("", Care::Unknown),
        ] {
            assert_eq!(care_of(kind), care, "{kind}");
        }
    }

    #[test]
    fn rows_are_gathered_and_ceilings_at_the_counter_are_seen() {
        let row = |kind: &str, institution: &str, total: i64, public: i64, counter: i64| Expense {
            patient: "見本".into(),
            month: YearMonth::new(2026, 9).expect("a month"),
            kind: kind.into(),
            days: None,
            institution: institution.into(),
            total: Yen(total),
            insurer_share: Yen(total - public - counter),
            public_share: Yen(public),
            counter_share: Yen(counter),
        };
        let rows = [
            row("医科外来", "甲", 40_000, 0, 12_000),
            row("医科外来", "甲", 40_000, 0, 12_000),
            row("医科入院", "甲", 1_000_000, 0, 92_940),
            row("医科外来", "乙腎", 386_500, 0, 10_000),
            row("医科外来", "乙腎", 10_000, 0, 3_000),
            row("歯科外来", "甲", 5_010, 0, 1_500),
            row("医科外来", "丙", 10_000, 1_000, 2_000),
            row("柔道整復", "丁", 10_000, 0, 3_000),
        ];
        let sorted = sort(&rows, Terms { share_percent: Some(30), diseases: &[Yen(10_000)] });
        assert_eq!((sorted.public, sorted.unknown, sorted.units.len()), (1, 1, 5));
        let seen: Vec<_> = sorted.units.iter().map(|unit| (unit.paid, unit.capped, unit.disease)).collect();
        assert_eq!(
            seen,
            [
                (Yen(24_000), false, false),
                (Yen(92_940), true, false),
                (Yen(10_000), true, true),
                (Yen(3_000), false, false),
                (Yen(1_500), false, false)
            ]
        );
        let unsure = sort(&rows, Terms::default());
        assert!(unsure.units.iter().all(|unit| !unit.capped), "without a share nothing is seen");
        assert!(same_name("番号　花子", "番号 花子") && !same_name("番号　花子", "番号　太郎"));
    }
}
