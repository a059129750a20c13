//! Rows as short sequences, because they travel and lie sealed in great number.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Expense;
use crate::domain::calendar::YearMonth;
use crate::domain::money::Yen;

/// Patient, month as `YYYYMM`, kind, days, institution, and the four amounts.
#[derive(Serialize, Deserialize)]
struct Short(String, u32, String, Option<u32>, String, i64, i64, i64, i64);

pub(super) fn serialize<S: Serializer>(rows: &[Expense], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.iter().map(|row| {
        Short(
            row.patient.clone(),
            u32::try_from(row.month.year()).unwrap_or_default() * 100 + row.month.month(),
            row.kind.clone(),
            row.days,
            row.institution.clone(),
            row.total.0,
            row.insurer_share.0,
            row.public_share.0,
            row.counter_share.0,
        )
    }))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Expense>, D::Error> {
    let short = Vec::<Short>::deserialize(deserializer)?;
    short
        .into_iter()
        .map(|Short(patient, month, kind, days, institution, total, insurer, public, counter)| {
            let month = i32::try_from(month / 100)
                .ok()
                .filter(|year| (1900..=2200).contains(year))
                .and_then(|year| YearMonth::new(year, month % 100))
                .ok_or_else(|| serde::de::Error::custom("a month that is none"))?;
            Ok(Expense {
                patient,
                month,
                kind,
                days,
                institution,
                total: Yen(total),
                insurer_share: Yen(insurer),
                public_share: Yen(public),
                counter_share: Yen(counter),
            })
        })
        .collect()
}
