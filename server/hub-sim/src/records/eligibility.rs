//! The eligibility answer in the layout `OQSsiquc01res` of the published external interface (modelled, not certified).

use chrono::{Datelike, Months, NaiveDateTime};

use super::insurance::{self, Coverage};
use super::month::{day, ymd};
use crate::citizen::Citizen;
use crate::citizen::named::Named;
use crate::wire::encoding::Encoding;
use crate::wire::xml::Xml;

/// The XML text of the answer. `registered` decides between 1 有効 and 6 有効（未登録） (code list 006).
pub(crate) fn answer(citizen: &Citizen, registered: bool, now: NaiveDateTime, encoding: Encoding) -> String {
    let today = now.date();
    let history = insurance::history(citizen, today);
    let covered = history.iter().filter(|one| insurance::on(std::slice::from_ref(*one), today).is_some()).count();
    let validity = match (covered, registered) {
        _ if history.is_empty() => "4",
        (0, _) if citizen.named() == Some(Named::Switching) => "3",
        (0, _) => "2",
        (1, true) => "1",
        (1, false) => "6",
        _ => "5",
    };
    let mut xml = Xml::new();
    xml.within("XmlMsg", |x| {
        x.within("MessageHeader", |x| {
            x.leaf("ProcessExecutionTime", &now.format("%Y%m%d%H%M%S").to_string());
            x.leaf("QualificationConfirmationDate", &ymd(today));
            x.leaf("MedicalInstitutionCode", "0000000000");
            x.leaf("ReferenceClassification", "1");
            x.leaf("SegmentOfResult", "1");
            x.leaf("CharacterCodeIdentifier", encoding.identifier());
        });
        x.within("MessageBody", |x| {
            x.leaf("ProcessingResultStatus", "1");
            x.leaf("QualificationValidity", validity);
            x.within("ResultList", |x| {
                for coverage in &history {
                    x.within("ResultOfQualificationConfirmation", |x| result(x, citizen, coverage, now));
                }
            });
        });
    });
    xml.finish()
}

fn result(x: &mut Xml, citizen: &Citizen, coverage: &Coverage, now: NaiveDateTime) {
    let today = now.date();
    x.leaf("InsuredCardClassification", coverage.card_class);
    x.leaf("InsurerNumber", &coverage.insurer.number);
    x.leaf("InsuredCardSymbol", &coverage.symbol);
    x.leaf("InsuredIdentificationNumber", &coverage.number);
    x.leaf("InsuredBranchNumber", &coverage.branch);
    x.leaf("PersonalFamilyClassification", if coverage.dependant { "2" } else { "1" });
    let insured = if coverage.dependant { citizen.say("見本　保護者") } else { citizen.name.clone() };
    x.leaf("InsuredName", &insured);
    x.leaf("Name", &citizen.name);
    x.leaf("NameOfOther", "");
    x.leaf("NameKana", &citizen.half_kana);
    x.leaf("NameOfOtherKana", "");
    x.leaf("Sex1", citizen.sex.code());
    x.leaf("Sex2", "");
    x.leaf("Birthdate", &ymd(citizen.birth));
    x.leaf("Address", &citizen.say("見本県見本市見本町１－２－３"));
    x.leaf("PostNumber", "000-0000");
    x.leaf("QualificationDate", &ymd(coverage.from));
    x.leaf("DisqualificationDate", &coverage.lost.map(ymd).unwrap_or_default());
    x.leaf("InsuredCertificateIssuanceDate", &ymd(coverage.from));
    x.leaf("InsuredCardValidDate", &ymd(coverage.from));
    x.leaf("InsuredCardExpirationDate", &coverage.lost.map(ymd).unwrap_or_default());
    let share = if coverage.share == 0 { String::new() } else { format!("{:03}", coverage.share) };
    x.leaf("InsuredPartialContributionRatio", &share);
    x.leaf("PreschoolClassification", if citizen.age(today) < 6 { "1" } else { "" });
    x.leaf("ReasonOfLoss", coverage.reason.unwrap_or_default());
    x.leaf("InsurerName", &citizen.say(&coverage.insurer.name));
    x.leaf("InsurerTelephone", &coverage.insurer.phone().unwrap_or_default());
    if coverage.lost.is_none() {
        elderly(x, citizen, coverage, now);
        certificates(x, coverage, now);
    }
    consents(x, citizen, now);
}

/// 高齢受給者証: the certificate of those from 70 to 74.
fn elderly(x: &mut Xml, citizen: &Citizen, coverage: &Coverage, now: NaiveDateTime) {
    if !(70..75).contains(&citizen.age(now.date())) || coverage.card_class == "A1" {
        return;
    }
    x.within("ElderlyRecipientCertificateInfo", |x| {
        let (from, until) = certificate_year(now);
        x.leaf("ElderlyRecipientCertificateDate", &from);
        x.leaf("ElderlyRecipientValidStartDate", &from);
        x.leaf("ElderlyRecipientValidEndDate", &until);
        x.leaf("ElderlyRecipientContributionRatio", &format!("{:03}", coverage.share));
    });
}

fn certificates(x: &mut Xml, coverage: &Coverage, now: NaiveDateTime) {
    let (from, until) = certificate_year(now);
    let asked = now.format("%Y%m%d%H%M%S").to_string();
    x.leaf("LimitApplicationCertificateRelatedConsFlg", if coverage.ceiling.is_some() { "1" } else { "0" });
    if let Some((kind, class)) = coverage.ceiling {
        x.leaf("LimitApplicationCertificateRelatedConsTime", &asked);
        x.within("LimitApplicationCertificateRelatedInfo", |x| {
            x.leaf("LimitApplicationCertificateClassification", kind);
            x.leaf("LimitApplicationCertificateClassificationFlag", class);
            x.leaf("LimitApplicationCertificateDate", &from);
            x.leaf("LimitApplicationCertificateValidStartDate", &from);
            x.leaf("LimitApplicationCertificateValidEndDate", &until);
            x.leaf("LimitApplicationCertificateLongTermDate", "");
        });
    }
    x.leaf("SpecificDiseasesCertificateRelatedConsFlg", if coverage.disease.is_some() { "1" } else { "0" });
    if let Some((category, ceiling)) = coverage.disease {
        x.leaf("SpecificDiseasesCertificateRelatedConsTime", &asked);
        x.within("SpecificDiseasesCertificateList", |x| {
            x.within("SpecificDiseasesCertificateInfo", |x| {
                x.leaf("SpecificDiseasesDiseaseCategory", category);
                x.leaf("SpecificDiseasesCertificateDate", "20190501");
                x.leaf("SpecificDiseasesCertificateValidStartDate", "20190501");
                x.leaf("SpecificDiseasesCertificateValidEndDate", "");
                x.number("SpecificDiseasesSelfPay", ceiling);
            });
        });
    }
}

/// Consents that were given at a counter, where somebody looked.
fn consents(x: &mut Xml, citizen: &Citizen, now: NaiveDateTime) {
    let given = if citizen.named() == Some(Named::Clinic) { "1" } else { "0" };
    let time = now.checked_sub_months(Months::new(1)).unwrap_or(now).format("%Y%m%d%H%M%S").to_string();
    let time = if given == "1" { time } else { String::new() };
    for prefix in ["SpecificHealthCheckupsInfo", "PharmacistsInfo", "DiagnosisInfo", "OperationInfo"] {
        x.leaf(&format!("{prefix}ConsFlg"), given);
        x.leaf(&format!("{prefix}ConsTime"), &time);
        x.leaf(&format!("{prefix}AvailableTime"), "");
    }
    x.leaf("ReferenceNumber", "");
}

/// Certificates run from the first of August to the end of July.
fn certificate_year(now: NaiveDateTime) -> (String, String) {
    let today = now.date();
    let year = if today.month() >= 8 { today.year() } else { today.year() - 1 };
    (ymd(day(year, 8, 1)), ymd(day(year + 1, 7, 31)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::{leaves, texts};
    use crate::records::month::day;

    #[test]
    fn every_code_of_validity_has_its_citizens() {
        let now = day(2026, 11, 22).and_hms_opt(12, 0, 0).expect("a moment");
        for (id, registered, code, count) in [
            ("changer", true, "1", 3),
            ("gap", true, "2", 1),
            ("uninsured", false, "2", 1),
            ("switching", true, "3", 2),
            ("newcomer", false, "4", 0),
            ("overlapping", true, "5", 2),
            ("hanako", false, "6", 1),
            ("ward", false, "6", 1),
        ] {
            let citizen = Citizen::find(id).expect("a citizen");
            let found = leaves(&Encoding::Utf8.encode(&answer(&citizen, registered, now, Encoding::Utf8)));
            assert_eq!(texts(&found, "QualificationValidity"), [code], "{id}");
            assert_eq!(texts(&found, "InsurerNumber").len(), count, "{id}");
            let phones = texts(&found, "InsurerTelephone");
            assert_eq!(phones.iter().any(|phone| phone.is_empty()), id == "ward", "{id}: {phones:?}");
            assert!(phones.iter().all(|phone| phone.is_empty() || phone.starts_with("0000-")), "{id}");
        }
    }
}
