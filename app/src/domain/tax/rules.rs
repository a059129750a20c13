//! What the tax law says, as one table by year. A change of the law is a new row here, never an `if` on a year.

use chrono::NaiveDate;

use super::rates::{FROM_2026, OF_2025, TO_2024, TaxRates};
use crate::domain::money::Yen;

/// How sure a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In force.
    Enacted,
    /// Announced in a tax reform outline (税制改正大綱); enactment not confirmed here.
    Outline,
    /// Not confirmed.
    Unverified,
}

impl Status {
    /// In words for the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Enacted => "施行中の決まり",
            Self::Outline => "税制改正大綱による予定",
            Self::Unverified => "未確認",
        }
    }
}

/// The rules of one year of payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearRules {
    /// Calendar year of payment (年分).
    pub year: i32,
    /// Medical-expense deduction.
    pub medical: MedicalRule,
    /// Self-medication scheme, the alternative.
    pub self_medication: SelfMedicationRule,
    /// Version the tax office prints in the form (医療費集計フォーム).
    pub form_version: &'static str,
    /// How sure the version of the form is for this year.
    pub form_status: Status,
    /// Rates of tax, for the estimate of what is saved.
    pub rates: TaxRates,
    /// When the row was last held against its sources.
    pub checked_on: Option<NaiveDate>,
}

/// 医療費控除: 所得税法73条.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MedicalRule {
    /// The fixed floor in yen.
    pub floor: Yen,
    /// The floor as percent of income, where that is less.
    pub percent: i64,
    /// Highest deduction in yen.
    pub cap: Yen,
    /// How sure.
    pub status: Status,
    /// Source in words.
    pub source: &'static str,
    /// Where to read it.
    pub url: &'static str,
}

impl MedicalRule {
    /// Income below which the percent of income, and not the fixed floor, is subtracted.
    #[must_use]
    pub const fn decisive_income(&self) -> Yen {
        Yen(self.floor.0 * 100 / self.percent)
    }

    /// For whom the deduction does not depend on the income, and what an income tells all the same, in words.
    #[must_use]
    pub fn income_not_needed(&self) -> String {
        format!(
            "{}以上の人は、入れなくても控除額は同じです。入れると、減る税金の目安も計算します。",
            self.decisive_income().rounded()
        )
    }

    /// What is said beside a sum for which no income was given.
    #[must_use]
    pub fn without_income(&self) -> String {
        format!(
            "所得が入っていないため、{}を差し引いて計算しています。総所得金額等が {}より少ない人は、所得を入れると控除額が増えます。",
            self.floor.rounded(),
            self.decisive_income().rounded()
        )
    }
}

impl YearRules {
    /// What to know about the form of this year, where its version is not confirmed.
    #[must_use]
    pub fn form_notice(&self) -> Option<String> {
        (self.form_status != Status::Enacted).then(|| {
            format!(
                "{}年分のフォームは、国税庁がどの版を使うか、まだ確かめられていません。ここでは、今ある Ver.{}の形で作ります。申告の前に、国税庁のホームページで新しいフォームが出ていないか確かめてください。",
                self.year, self.form_version
            )
        })
    }
}

/// セルフメディケーション税制: 租税特別措置法41条の17. Excludes the deduction above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelfMedicationRule {
    /// Only what exceeds this counts.
    pub floor: Yen,
    /// Highest deduction.
    pub cap: Yen,
    /// Last day of purchase for switch OTC drugs; nothing: no end.
    pub switch_otc_until: Option<NaiveDate>,
    /// First day of purchase for the other OTC drugs of similar effect; switch OTC drugs counted before.
    pub other_otc_from: Option<NaiveDate>,
    /// Last day of purchase for the other OTC drugs.
    pub other_otc_until: Option<NaiveDate>,
    /// How sure.
    pub status: Status,
    /// Source in words.
    pub source: &'static str,
    /// Where to read it.
    pub url: &'static str,
}

impl SelfMedicationRule {
    /// Whether drugs bought on a day can count at all: the mark on a receipt does not tell which of the two kinds it is.
    #[must_use]
    pub fn covers(&self, bought: NaiveDate) -> bool {
        self.switch_otc_until.is_none_or(|until| bought <= until)
            || self.other_otc_until.is_some_and(|until| bought <= until)
    }
}

const fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Same in every row so far.
const MEDICAL: MedicalRule = MedicalRule {
    floor: Yen(100_000),
    percent: 5,
    cap: Yen(2_000_000),
    status: Status::Enacted,
    source: "所得税法73条",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/1120.htm",
};

/// Purchases to 31 December 2026.
const SELF_MEDICATION: SelfMedicationRule = SelfMedicationRule {
    floor: Yen(12_000),
    cap: Yen(88_000),
    switch_otc_until: day(2026, 12, 31),
    other_otc_from: day(2022, 1, 1),
    other_otc_until: day(2026, 12, 31),
    status: Status::Enacted,
    source: "租税特別措置法41条の17",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/1129.htm",
};

/// From 2027: switch OTC drugs without end, the others five years more. Threshold and cap unchanged.
const SELF_MEDICATION_2027: SelfMedicationRule = SelfMedicationRule {
    floor: Yen(12_000),
    cap: Yen(88_000),
    switch_otc_until: None,
    other_otc_from: day(2022, 1, 1),
    other_otc_until: day(2031, 12, 31),
    status: Status::Outline,
    source: "令和8年度税制改正大綱（2025年12月26日）",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/1129.htm",
};

const fn row(year: i32, self_medication: SelfMedicationRule, form_status: Status, rates: TaxRates) -> YearRules {
    let checked_on = day(2026, 11, 22);
    YearRules { year, medical: MEDICAL, self_medication, form_version: "3.1", form_status, rates, checked_on }
}

/// The years that can be chosen. The form of 2026 on had not been published when this table was checked (22 November 2026).
pub const YEARS: [YearRules; 7] = [
    row(2021, SELF_MEDICATION, Status::Enacted, TO_2024),
    row(2022, SELF_MEDICATION, Status::Enacted, TO_2024),
    row(2023, SELF_MEDICATION, Status::Enacted, TO_2024),
    row(2024, SELF_MEDICATION, Status::Enacted, TO_2024),
    row(2025, SELF_MEDICATION, Status::Enacted, OF_2025),
    row(2026, SELF_MEDICATION, Status::Unverified, FROM_2026),
    row(2027, SELF_MEDICATION_2027, Status::Unverified, FROM_2026),
];

/// The rules of a year, if the table knows it.
#[must_use]
pub fn rules_of(year: i32) -> Option<&'static YearRules> {
    YEARS.iter().find(|rules| rules.year == year)
}

/// Years one may still file a refund return (還付申告) for on a day: five years from 1 January of the next year; and the running year. Newest first.
pub fn selectable_years(today: NaiveDate) -> impl Iterator<Item = i32> {
    let this_year = chrono::Datelike::year(&today);
    YEARS.iter().rev().map(|rules| rules.year).filter(move |year| *year <= this_year && *year + 5 >= this_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_year_has_one_row_and_years_follow_each_other() {
        for (place, rules) in YEARS.iter().enumerate() {
            assert_eq!(usize::try_from(rules.year - 2021).expect("not before 2021"), place);
            assert_eq!(rules_of(rules.year), Some(rules));
            assert!(!rules.medical.source.is_empty() && !rules.self_medication.source.is_empty());
        }
        assert_eq!(rules_of(2020), None);
    }

    #[test]
    fn refunds_reach_back_five_years() {
        let today = day(2026, 11, 22).expect("a day");
        assert_eq!(selectable_years(today).collect::<Vec<_>>(), [2026, 2025, 2024, 2023, 2022, 2021]);
        let later = day(2027, 1, 1).expect("a day");
        assert_eq!(selectable_years(later).last(), Some(2022));
    }

    #[test]
    fn purchases_count_until_the_last_day_of_the_year_s_rule() {
        let covers = |year: i32, on: Option<NaiveDate>| {
            rules_of(year).is_some_and(|rules| on.is_some_and(|on| rules.self_medication.covers(on)))
        };
        assert!(covers(2026, day(2026, 12, 31)));
        assert!(!covers(2026, day(2027, 1, 1)));
        assert!(covers(2027, day(2040, 1, 1)));
    }

    #[test]
    fn what_is_only_announced_is_marked() {
        assert_eq!(rules_of(2027).map(|rules| rules.self_medication.status), Some(Status::Outline));
        assert_eq!(rules_of(2026).map(|rules| rules.self_medication.status), Some(Status::Enacted));
        let notice = |year| rules_of(year).and_then(YearRules::form_notice);
        assert_eq!(notice(2025), None);
        assert!(notice(2026).is_some_and(|words| words.starts_with("2026年分") && words.contains("Ver.3.1")));
        assert!(notice(2027).is_some());
    }
}
