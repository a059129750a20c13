//! Eligibility (資格): which insurer covers a person, from when, and what they pay at the counter.
//!
//! Shape and code lists after the eligibility answer of the hub (`OQSsiquc01res`).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::money::Yen;
use super::person::Person;

/// All that the hub says about a person's eligibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibilityStatus {
    /// Whether there is a valid eligibility today (code list 006).
    pub validity: Validity,
    /// Every eligibility known, newest first.
    pub line: Vec<Eligibility>,
}

impl EligibilityStatus {
    /// The eligibility in force on a day, if any.
    #[must_use]
    pub fn current(&self, day: NaiveDate) -> Option<&Eligibility> {
        self.line.iter().find(|e| e.valid_from <= day && e.lost_on.is_none_or(|lost| day < lost))
    }
}

/// QualificationValidity, code list 006.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Validity {
    /// 1 有効
    Valid,
    /// 2 無効
    Invalid,
    /// 3 無効（新しい資格あり）
    InvalidNewerExists,
    /// 4 該当資格なし
    NoneFound,
    /// 5 複数該当
    Several,
    /// 6 有効（未登録）
    ValidUnregistered,
}

impl Validity {
    /// From the code of list 006.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "1" => Self::Valid,
            "2" => Self::Invalid,
            "3" => Self::InvalidNewerExists,
            "4" => Self::NoneFound,
            "5" => Self::Several,
            "6" => Self::ValidUnregistered,
            _ => return None,
        })
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
