//! Test support: made-up eligibilities.

use chrono::NaiveDate;

use super::{Eligibility, Relation};
use crate::domain::calendar::date_from_digits;
use crate::domain::person::{Person, Sex};

/// A day as `YYYYMMDD` or `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> NaiveDate {
    date_from_digits(&text.replace('-', "")).expect("a date")
}

/// An eligibility with an insurer from a day until it is lost on another.
pub(in crate::domain) fn cover(insurer: &str, from: &str, lost: Option<&str>) -> Eligibility {
    Eligibility {
        person: Person { name: "見本　花".into(), kana: String::new(), birth: date("19800101"), sex: Sex::Female },
        insurer_number: insurer.into(),
        insurer_name: format!("保険者{insurer}"),
        card_class: "01".into(),
        symbol: None,
        number: None,
        branch: None,
        relation: Relation::Insured,
        valid_from: date(from),
        lost_on: lost.map(date),
        loss_reason: None,
        share_percent: Some(30),
        elderly: None,
        insurer_phone: None,
        ceiling: None,
        specific_diseases: Vec::new(),
    }
}
