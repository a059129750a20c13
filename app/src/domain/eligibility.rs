//! Eligibility (資格): which insurer covers a person, from when, and what they pay at the counter.
//!
//! Shape and code lists after the eligibility answer of the hub (`OQSsiquc01res`).

mod beside;
mod ends;
#[cfg(test)]
pub(super) mod example;
pub mod kinds;
pub mod line;
pub mod moves;
pub mod scheme;
pub mod validity;

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::long_date;
use super::money::Yen;
use super::person::Person;

pub use validity::Validity;

/// All that the hub says about a person's eligibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibilityStatus {
    /// Whether there is a valid eligibility today (code list 006).
    pub validity: Validity,
    /// Every eligibility known, newest first.
    pub line: Vec<Eligibility>,
    /// When those were good that the person has hidden as not theirs: of these days nothing can be said.
    pub hidden: Vec<Term>,
}

/// From when to when an eligibility is good, without a word of which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// First day.
    pub from: NaiveDate,
    /// Day of loss, no longer covered.
    pub lost_on: Option<NaiveDate>,
}

impl Term {
    /// Of an eligibility.
    #[must_use]
    pub fn of(one: &Eligibility) -> Self {
        Self { from: one.valid_from, lost_on: one.lost_on }
    }

    /// Whether it covers a day.
    #[must_use]
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from <= day && self.lost_on.is_none_or(|lost| day < lost)
    }
}

impl EligibilityStatus {
    /// The eligibility in force on a day, if any.
    #[must_use]
    pub fn current(&self, day: NaiveDate) -> Option<&Eligibility> {
        self.line.iter().find(|one| one.covers(day))
    }

    /// Whether one that the person has hidden covers a day.
    #[must_use]
    pub fn hides(&self, day: NaiveDate) -> bool {
        self.hidden.iter().any(|one| one.covers(day))
    }
}

/// One eligibility with one insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// The insured person.
    pub person: Person,
    /// Insurer number (保険者番号), 6 or 8 digits.
    pub insurer_number: String,
    /// Insurer's name.
    pub insurer_name: String,
    /// Kind of card, code list 010 (`01` 一般 … `A1` 医療扶助), as received.
    pub card_class: String,
    /// Symbol (記号) of the insured card; may be absent.
    pub symbol: Option<String>,
    /// Number (番号) of the insured card.
    pub number: Option<String>,
    /// Two-digit branch number (枝番) that makes the number individual.
    pub branch: Option<String>,
    /// Insured person or dependant.
    pub relation: Relation,
    /// Day the eligibility was acquired (資格取得日).
    pub valid_from: NaiveDate,
    /// Day it was lost (資格喪失日); that day is no longer covered.
    pub lost_on: Option<NaiveDate>,
    /// Reason of loss, code list 008, in words.
    pub loss_reason: Option<String>,
    /// Share paid at the counter (一部負担金の割合), in percent: 10, 20 or 30.
    pub share_percent: Option<u8>,
    /// 高齢受給者証, of those from 70 to 74; its share stands in `share_percent` too.
    pub elderly: Option<ElderlyCertificate>,
    /// The insurer's telephone number: an addition of ours, the published layout has no place for it.
    pub insurer_phone: Option<String>,
    /// 限度額適用認定証 and its kin.
    pub ceiling: Option<CeilingCertificate>,
    /// 特定疾病療養受療証.
    pub specific_diseases: Vec<SpecificDiseaseCertificate>,
}

/// Insured person (被保険者本人) or dependant (被扶養者), code list 009.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// 本人
    Insured,
    /// 家族
    Dependant,
}

impl Relation {
    /// In words: `本人（被保険者）`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Insured => "本人（被保険者）",
            Self::Dependant => "家族（被扶養者）",
        }
    }
}

/// Kind of card in words, code list 010. An unknown code is shown as it came.
#[must_use]
pub fn card_class_label(code: &str) -> &str {
    match code {
        "01" => "一般",
        "02" => "退職者医療",
        "03" => "短期（一般）",
        "04" => "短期（退職者医療）",
        "05" => "資格証明書（特別療養費）",
        "06" => "特例退職者",
        "07" => "自衛官",
        "A1" => "医療扶助",
        other => other,
    }
}

/// 限度額の証 in words, code list 011.
#[must_use]
pub fn ceiling_kind_label(code: &str) -> &str {
    match code {
        "01" => "限度額適用認定証",
        "02" => "限度額適用・標準負担額減額認定証",
        "03" => "標準負担額減額認定証",
        other => other,
    }
}

/// Income class in words, code list 012: `区分ウ`, `現役並み所得者Ⅲ`. An unknown code is shown as it came.
#[must_use]
pub fn ceiling_class_label(code: &str) -> &str {
    match code {
        "A01" => "区分ア",
        "A02" => "区分イ",
        "A03" => "区分ウ",
        "A04" => "区分エ",
        "A05" => "区分オ",
        "A06" => "区分オ（境界層）",
        "B01" => "現役並み所得者Ⅲ",
        "B02" => "現役並み所得者Ⅱ",
        "B03" => "現役並み所得者Ⅰ",
        "B04" => "一般",
        "B05" => "低所得者Ⅱ",
        "B06" => "低所得者Ⅰ",
        "B07" => "低所得者Ⅰ（老齢福祉年金）",
        "B08" => "低所得者Ⅰ（境界層）",
        "B09" => "一般Ⅱ",
        "B10" => "一般Ⅰ",
        other => other,
    }
}

/// Disease of a 特定疾病療養受療証 in words, code list 013.
#[must_use]
pub fn specific_disease_label(code: &str) -> &str {
    match code {
        "1" => "人工透析が必要な慢性腎不全",
        "2" => "血友病",
        "3" => "抗ウイルス剤を使う後天性免疫不全症候群（HIV）",
        other => other,
    }
}

/// Share at the counter in words: `3割`. A share that is no whole tenth stays in percent.
#[must_use]
pub fn share_words(percent: Option<u8>) -> String {
    match percent {
        None => "記録がありません".to_owned(),
        Some(0) => "負担なし".to_owned(),
        Some(tenths) if tenths.is_multiple_of(10) => format!("{}割", tenths / 10),
        Some(percent) => format!("{percent}%"),
    }
}

/// A number with all but its last two characters hidden: `●●●●●67`. Two characters or fewer are hidden whole.
#[must_use]
pub fn masked(number: &str) -> String {
    let count = number.chars().count();
    let open = if count > 2 { count - 2 } else { count };
    number.chars().enumerate().map(|(place, digit)| if place < open { '●' } else { digit }).collect()
}

impl Eligibility {
    /// Whether its dates cover a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        Term::of(self).covers(day)
    }

    /// Whether it is medical assistance (医療扶助) instead of an insurance.
    #[must_use]
    pub fn is_welfare(&self) -> bool {
        self.card_class == "A1"
    }

    /// The last day that is covered: the one before it was lost.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.lost_on.map(|lost| lost.pred_opt().unwrap_or(lost))
    }

    /// The years with a covered day, up to today where it goes on.
    #[must_use]
    pub fn years(&self, today: NaiveDate) -> RangeInclusive<i32> {
        self.valid_from.year()..=self.last_day().unwrap_or(today).year()
    }

    /// From when to when, in words: `2013年4月25日から有効`.
    #[must_use]
    pub fn period_words(&self) -> String {
        match self.lost_on {
            None => format!("{}から有効", long_date(self.valid_from)),
            Some(lost) => format!(
                "{}から{}まで（{}に資格喪失）",
                long_date(self.valid_from),
                long_date(self.last_day().unwrap_or(lost)),
                long_date(lost)
            ),
        }
    }
}

/// 高齢受給者証: the share of somebody from 70 to 74.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElderlyCertificate {
    /// Share paid at the counter, percent.
    pub share_percent: u8,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
}

/// Certificate that stops the counter payment at the legal ceiling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CeilingCertificate {
    /// Code list 011: `01` 限度額適用, `02` 限度額適用・標準負担額減額, `03` 標準負担額減額.
    pub kind: String,
    /// Income class, code list 012 (`A01` ア … `B10` 一般Ⅰ).
    pub class: String,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
}

/// 特定疾病療養受療証: dialysis, haemophilia, HIV.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecificDiseaseCertificate {
    /// Code list 013: `1` 人工透析, `2` 血友病, `3` HIV.
    pub category: String,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Monthly ceiling.
    pub self_pay: Option<Yen>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn share_is_told_in_tenths() {
        for (percent, shown) in
            [(Some(30), "3割"), (Some(10), "1割"), (Some(0), "負担なし"), (Some(25), "25%"), (None, "記録がありません")]
        {
            assert_eq!(share_words(percent), shown);
        }
    }

    #[test]
    fn masking_shows_at_most_two_characters() {
        for (number, shown) in [("1234567", "●●●●●67"), ("12", "●●"), ("", ""), ("あいう・３", "●●●・３")]
        {
            assert_eq!(masked(number), shown);
        }
    }

    #[test]
    fn the_day_it_is_lost_is_covered_no_more() {
        let today = example::date("2026-11-22");
        for (lost, last, years) in [
            (None, None, 2020..=2026),
            (Some("2026-06-22"), Some("2026-06-21"), 2020..=2026),
            (Some("2026-01-01"), Some("2025-12-31"), 2020..=2025),
        ] {
            let one = example::cover("1", "2020-04-01", lost);
            assert_eq!((one.last_day(), one.years(today)), (last.map(example::date), years), "{lost:?}");
        }
    }

    #[test]
    fn every_class_of_the_list_has_words_and_an_unknown_one_stays() {
        for code in [
            "A01", "A02", "A03", "A04", "A05", "A06", "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09",
            "B10",
        ] {
            assert_ne!(ceiling_class_label(code), code);
        }
        assert_eq!(ceiling_class_label("Z99"), "Z99");
        assert_eq!(card_class_label("A1"), "医療扶助");
    }
}
