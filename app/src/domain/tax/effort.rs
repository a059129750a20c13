//! What the filer did for their own health (一定の取組), without which self-medication is not deducted (租税特別措置法41条の17).
//!
//! Offered from the person's own checkups; what the law accepts beside them is a closed list.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::checkup::Visit;
use crate::domain::order;

/// A kind of effort that the law accepts (様式「セルフメディケーション税制の明細書」).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffortKind {
    /// 健康診査: by the insurer or the municipality.
    HealthCheck,
    /// 予防接種
    Vaccination,
    /// 定期健康診断: by the employer.
    Employer,
    /// 特定健康診査
    Specific,
    /// がん検診: by the municipality.
    Cancer,
}

impl EffortKind {
    /// All, in the order of the statement.
    pub const ALL: [Self; 5] = [Self::HealthCheck, Self::Vaccination, Self::Employer, Self::Specific, Self::Cancer];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::HealthCheck => "健康診査",
            Self::Vaccination => "予防接種",
            Self::Employer => "定期健康診断",
            Self::Specific => "特定健康診査",
            Self::Cancer => "がん検診",
        }
    }

    /// As forms and addresses write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::HealthCheck => "health_check",
            Self::Vaccination => "vaccination",
            Self::Employer => "employer",
            Self::Specific => "specific",
            Self::Cancer => "cancer",
        }
    }

    /// From a form's code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One effort of the filer's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    /// What it was.
    pub kind: EffortKind,
    /// On which day, where known.
    pub on: Option<NaiveDate>,
    /// Who gives the proof (発行者名): insurer, employer, municipality, institution. Empty where not known.
    pub issuer: String,
}

/// The efforts of a year among a person's checkups, newest first.
#[must_use]
pub fn efforts_of(visits: &[Visit], year: i32) -> Vec<Effort> {
    let mut efforts: Vec<Effort> = visits
        .iter()
        .filter(|visit| visit.date.year() == year)
        .map(|visit| Effort {
            kind: kind_of(&visit.program),
            on: Some(visit.date),
            issuer: visit.insurer_name.clone().or_else(|| visit.facility_name.clone()).unwrap_or_default(),
        })
        .collect();
    order::sort_by_key(&mut efforts, |effort| std::cmp::Reverse(effort.on));
    efforts
}

/// The effort that counts: of the kind that was told, with day and issuer where a checkup tells them; where none was told, the newest.
#[must_use]
pub fn chosen(told: Option<EffortKind>, known: Vec<Effort>) -> Option<Effort> {
    let Some(kind) = told else { return known.into_iter().next() };
    let found = known.into_iter().find(|one| one.kind == kind);
    Some(found.unwrap_or(Effort { kind, on: None, issuer: String::new() }))
}

/// By the program code (1.2.392.200119.6.1002). What is none of the known ones is still a checkup by an insurer.
fn kind_of(program: &str) -> EffortKind {
    match program {
        "010" => EffortKind::Specific,
        "030" => EffortKind::Employer,
        _ => EffortKind::HealthCheck,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(program: &str, year: i32, month: u32, insurer: Option<&str>) -> Visit {
        Visit {
            date: NaiveDate::from_ymd_opt(year, month, 14).expect("a day"),
            program: program.into(),
            report: None,
            sources: Vec::new(),
            insurer_name: insurer.map(str::to_owned),
            insurer_number: None,
            facility_name: Some("見本健診センター".into()),
            results: Vec::new(),
        }
    }

    #[test]
    fn checkups_of_the_year_are_offered_newest_first() {
        let visits = [
            visit("010", 2025, 5, Some("見本健康保険組合")),
            visit("030", 2025, 10, None),
            visit("020", 2024, 5, None),
            visit("", 2025, 1, None),
        ];
        let found = efforts_of(&visits, 2025);
        let shown: Vec<_> = found.iter().map(|effort| (effort.kind.label(), effort.issuer.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("定期健康診断", "見本健診センター"),
                ("特定健康診査", "見本健康保険組合"),
                ("健康診査", "見本健診センター")
            ]
        );
        assert!(efforts_of(&visits, 2023).is_empty());
    }

    #[test]
    fn what_was_told_goes_before_the_newest_checkup() {
        let known = efforts_of(&[visit("010", 2025, 5, None), visit("030", 2025, 10, None)], 2025);
        for (told, kind, dated) in [
            (None, EffortKind::Employer, true),
            (Some(EffortKind::Specific), EffortKind::Specific, true),
            (Some(EffortKind::Vaccination), EffortKind::Vaccination, false),
        ] {
            let effort = chosen(told, known.clone()).expect("an effort");
            assert_eq!((effort.kind, effort.on.is_some()), (kind, dated), "{told:?}");
        }
        assert_eq!(chosen(None, Vec::new()), None);
    }

    #[test]
    fn codes_come_back() {
        for kind in EffortKind::ALL {
            assert_eq!(EffortKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(EffortKind::from_code("人間ドック"), None);
    }
}
