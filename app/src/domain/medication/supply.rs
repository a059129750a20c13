//! One drug handed out once: from which day, for how long as far as the record tells.

use chrono::{Days, NaiveDate};

use super::dispensing::Dispensing;
use super::drug::Drug;
use super::institution::{Institution, InstitutionKind};
use super::merge::Merged;
use super::setting::Setting;
use super::source::DrugSource;

/// One drug handed out, or prescribed, once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Supply<'d> {
    /// The drug.
    pub drug: &'d Drug,
    /// The dispensing it came with.
    pub from: &'d Dispensing,
    /// First day.
    pub start: NaiveDate,
    /// First day after the days handed out; the day after the first where no days are told.
    pub until: NaiveDate,
    /// Whether the record tells days.
    pub has_days: bool,
    /// Whether it is only taken to last until today: it was bought, and nobody told until when it was used.
    pub is_open: bool,
}

impl<'d> Supply<'d> {
    /// Of a drug; nothing where no day is told, and for material.
    ///
    /// Rule: day of dispensing plus days, for what is counted in days (内服, 浸煎, 湯), and of what was bought without prescription
    /// the days over which the person says they took it. Of what is only prescribed it begins on the day of the prescription.
    #[must_use]
    pub fn of(drug: &'d Drug, from: &'d Dispensing) -> Option<Self> {
        if drug.form == super::DrugForm::Material {
            return None;
        }
        let start =
            from.dispensed_on.or_else(|| from.prescribed_on.filter(|_| from.source == DrugSource::Prescription))?;
        let counted = drug.form.counts_days() || from.source == DrugSource::OverTheCounter;
        let days = drug.times.filter(|days| counted && *days > 0);
        let length = u64::from(days.unwrap_or(1));
        let until = start.checked_add_days(Days::new(length)).unwrap_or(NaiveDate::MAX);
        Some(Self { drug, from, start, until, has_days: days.is_some(), is_open: false })
    }

    /// All of merged rows, newest first, drugs of one dispensing in delivered order.
    #[must_use]
    pub fn all(lines: &[Merged<'d>]) -> Vec<Self> {
        let mut all: Vec<Self> =
            lines.iter().flat_map(|line| line.row.drugs.iter().filter_map(|drug| Self::of(drug, line.row))).collect();
        all.sort_by_key(|supply| std::cmp::Reverse(supply.start));
        all
    }

    /// The same as of a day: what was bought without prescription, and of which no last day is told, lasts until that day.
    #[must_use]
    pub fn all_by(lines: &[Merged<'d>], today: NaiveDate) -> Vec<Self> {
        let mut all = Self::all(lines);
        for supply in all.iter_mut().filter(|one| one.is_bought() && !one.has_days && one.start <= today) {
            supply.until = today.succ_opt().unwrap_or(today);
            supply.has_days = true;
            supply.is_open = true;
        }
        all
    }

    /// Whether it was bought without prescription.
    #[must_use]
    pub fn is_bought(&self) -> bool {
        self.from.source == DrugSource::OverTheCounter
    }

    /// Whether it was given in a hospital, where nobody takes it home.
    #[must_use]
    pub fn is_inpatient(&self) -> bool {
        self.from.setting == Some(Setting::Inpatient)
    }

    /// Last day.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.until.pred_opt().unwrap_or(self.start)
    }

    /// Whether it was handed over, and not only prescribed.
    #[must_use]
    pub fn is_dispensed(&self) -> bool {
        self.from.source != DrugSource::Prescription
    }

    /// Whether by the days handed out some is left on a day; of what was bought nobody handed out days. The day after
    /// the last still counts: whoever came in the afternoon began the next morning.
    #[must_use]
    pub fn lasts_on(&self, day: NaiveDate) -> bool {
        self.has_days && self.is_dispensed() && !self.is_bought() && self.start <= day && day <= self.until
    }

    /// Whether two came by different hands: two prescribers, or, where one is not told, two places that dispensed. What was
    /// bought without prescription came by one's own. Where nothing is told nobody can say so.
    #[must_use]
    pub fn other_hand(&self, other: &Self) -> bool {
        match (self.is_bought(), other.is_bought()) {
            (true, true) => return self.drug.name != other.drug.name,
            (true, false) | (false, true) => return true,
            (false, false) => {}
        }
        match (prescriber(self.from), prescriber(other.from)) {
            (Some(one), Some(two)) => !one.same_as(two),
            _ => {
                let (one, two) = (&self.from.dispenser, &other.from.dispenser);
                !one.is_unknown() && !two.is_unknown() && !one.same_as(two)
            }
        }
    }
}

/// Who prescribed, where that is known: named, or the clinic that handed it over itself.
fn prescriber(row: &Dispensing) -> Option<&Institution> {
    let itself = || {
        Some(&row.dispenser)
            .filter(|place| matches!(place.kind(), Some(InstitutionKind::Medical | InstitutionKind::Dental)))
    };
    row.prescriber.as_ref().filter(|place| !place.is_unknown()).or_else(itself)
}
