//! The eligibility answer (資格確認結果, `OQSsiquc01res`).

use app::domain::eligibility::{
    CeilingCertificate, ElderlyCertificate, Eligibility, EligibilityStatus, Relation, SpecificDiseaseCertificate,
    Validity,
};
use app::domain::person::{Person, Sex};
use chrono::NaiveDate;

use super::encoding::text_of;
use super::xml::Xml;
use super::{Message, Named, WireError, field};

/// Reads an eligibility answer. Each eligibility names its person; all of them stand in [`Message::named`].
///
/// # Errors
/// [`WireError::Refused`] where the answer reports an error or unfinished work, [`WireError::Garbled`] otherwise.
pub fn eligibility(bytes: &[u8]) -> Result<Message<EligibilityStatus>, WireError> {
    let text = text_of(bytes)?;
    let (mut as_of, mut segment, mut status, mut code, mut line) = (None, None, None, None, Vec::new());
    Xml::document(&text, "XmlMsg", |xml, part| match part {
        "MessageHeader" => xml.children(|xml, name| {
            match name {
                "ProcessExecutionTime" => as_of = field::moment(xml)?,
                "SegmentOfResult" => segment = xml.text()?,
                _ => {}
            }
            Ok(())
        }),
        "MessageBody" => xml.children(|xml, name| {
            match name {
                "ProcessingResultStatus" => status = xml.text()?,
                "QualificationValidity" => code = xml.text()?,
                "ResultList" => {
                    return xml.children(|xml, name| {
                        if name == "ResultOfQualificationConfirmation" {
                            line.push(one(xml)?);
                        }
                        Ok(())
                    });
                }
                _ => {}
            }
            Ok(())
        }),
        _ => Ok(()),
    })?;
    // Code lists 003 and 004: anything but 1 is an error or still being worked on.
    if [&segment, &status].iter().any(|told| told.as_deref().is_some_and(|told| told != "1")) {
        return Err(WireError::Refused);
    }
    line.sort_by_key(|eligibility| std::cmp::Reverse(eligibility.valid_from));
    let validity = match code.as_deref() {
        Some(code) => Validity::from_code(code).ok_or(WireError::Garbled("validity outside its list"))?,
        None if line.is_empty() => Validity::NoneFound,
        None if line.iter().any(|eligibility| eligibility.lost_on.is_none()) => Validity::Valid,
        None => Validity::Invalid,
    };
    let named = line.iter().map(|eligibility| Named::from(&eligibility.person)).collect();
    let as_of = as_of.ok_or(WireError::Garbled("no moment of execution"))?;
    Ok(Message { value: EligibilityStatus { validity, line, hidden: Vec::new() }, as_of, named, subject: None })
}

#[derive(Default)]
struct Draft {
    name: Option<String>,
    other_name: Option<String>,
    kana: Option<String>,
    birth: Option<NaiveDate>,
    sex: Option<String>,
    family: Option<String>,
    insurer_number: Option<String>,
    insurer_name: Option<String>,
    card_class: Option<String>,
    symbol: Option<String>,
    number: Option<String>,
    branch: Option<String>,
    acquired: Option<NaiveDate>,
    card_from: Option<NaiveDate>,
    issued: Option<NaiveDate>,
    lost_on: Option<NaiveDate>,
    loss_reason: Option<String>,
    share: Option<u8>,
    elderly: Option<ElderlyCertificate>,
    insurer_phone: Option<String>,
    ceiling: Option<CeilingCertificate>,
    specific_diseases: Vec<SpecificDiseaseCertificate>,
}

fn one(xml: &mut Xml<'_>) -> Result<Eligibility, WireError> {
    let mut draft = Draft::default();
    xml.children(|xml, name| {
        match name {
            "Name" => draft.name = field::text(xml)?,
            "NameOfOther" => draft.other_name = field::text(xml)?,
            "NameKana" => draft.kana = field::text(xml)?,
            "Birthdate" => draft.birth = field::date(xml)?,
            "Sex1" => draft.sex = field::text(xml)?,
            "PersonalFamilyClassification" => draft.family = field::text(xml)?,
            "InsurerNumber" => draft.insurer_number = field::text(xml)?,
            "InsurerName" => draft.insurer_name = field::text(xml)?,
            "InsuredCardClassification" => draft.card_class = field::text(xml)?,
            "InsuredCardSymbol" => draft.symbol = field::text(xml)?,
            "InsuredIdentificationNumber" => draft.number = field::text(xml)?,
            "InsuredBranchNumber" => draft.branch = field::text(xml)?,
            "QualificationDate" => draft.acquired = field::date(xml)?,
            "InsuredCardValidDate" => draft.card_from = field::date(xml)?,
            "InsuredCertificateIssuanceDate" => draft.issued = field::date(xml)?,
            "DisqualificationDate" => draft.lost_on = field::date(xml)?,
            "ReasonOfLoss" => draft.loss_reason = xml.text()?.map(|code| loss_reason(&code)),
            "InsuredPartialContributionRatio" => draft.share = share(xml)?,
            "InsurerTelephone" => draft.insurer_phone = field::text(xml)?.filter(|text| is_phone(text)),
            "ElderlyRecipientCertificateInfo" => draft.elderly = elderly(xml)?,
            "LimitApplicationCertificateRelatedInfo" => draft.ceiling = ceiling(xml)?,
            "SpecificDiseasesCertificateList" => {
                return xml.children(|xml, name| {
                    if name == "SpecificDiseasesCertificateInfo" {
                        draft.specific_diseases.extend(specific_disease(xml)?);
                    }
                    Ok(())
                });
            }
            _ => {}
        }
        Ok(())
    })?;
    draft.finish()
}

impl Draft {
    fn finish(self) -> Result<Eligibility, WireError> {
        let birth = self.birth.ok_or(WireError::Garbled("an eligibility without a birth date"))?;
        // An insured number may come without the day of acquisition (医療扶助); then the card's own dates stand.
        let valid_from = self
            .acquired
            .or(self.card_from)
            .or(self.issued)
            .ok_or(WireError::Garbled("an eligibility without a first day"))?;
        Ok(Eligibility {
            person: Person {
                name: self.name.or(self.other_name).unwrap_or_default(),
                kana: self.kana.unwrap_or_default(),
                birth,
                sex: self.sex.as_deref().map_or(Sex::Unspecified, Sex::from_code),
            },
            insurer_number: self.insurer_number.unwrap_or_default(),
            insurer_name: self.insurer_name.unwrap_or_default(),
            card_class: self.card_class.unwrap_or_default(),
            symbol: self.symbol,
            number: self.number,
            branch: self.branch,
            relation: if self.family.as_deref() == Some("2") { Relation::Dependant } else { Relation::Insured },
            valid_from,
            lost_on: self.lost_on,
            loss_reason: self.loss_reason,
            // From 70 to 74 the certificate of the elderly (高齢受給者証) decides.
            share_percent: self.elderly.as_ref().map(|one| one.share_percent).or(self.share),
            elderly: self.elderly,
            insurer_phone: self.insurer_phone,
            ceiling: self.ceiling,
            specific_diseases: self.specific_diseases,
        })
    }
}

/// Three digits of percent: `010` is one tenth.
fn share(xml: &mut Xml<'_>) -> Result<Option<u8>, WireError> {
    Ok(xml.text()?.and_then(|digits| digits.parse().ok()).filter(|percent| *percent <= 100))
}

/// Whether a text can be dialled: nobody is sent to call anything else.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (6..=15).contains(&digits) && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// 高齢受給者証, where it tells a share.
fn elderly(xml: &mut Xml<'_>) -> Result<Option<ElderlyCertificate>, WireError> {
    let (mut percent, mut from, mut until) = (None, None, None);
    xml.children(|xml, name| {
        match name {
            "ElderlyRecipientContributionRatio" => percent = share(xml)?,
            "ElderlyRecipientValidStartDate" => from = field::date(xml)?,
            "ElderlyRecipientValidEndDate" => until = field::date(xml)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(percent.map(|share_percent| ElderlyCertificate { share_percent, from, until }))
}

/// Code list 008 in words; a code outside the list stays a code.
fn loss_reason(code: &str) -> String {
    match code {
        "01" => "死亡".into(),
        "02" => "生活保護の受給".into(),
        "03" => "ほかの健康保険への加入".into(),
        "99" => "その他".into(),
        other => format!("理由コード {other}"),
    }
}

fn ceiling(xml: &mut Xml<'_>) -> Result<Option<CeilingCertificate>, WireError> {
    let (mut kind, mut class, mut from, mut until) = (None, None, None, None);
    xml.children(|xml, name| {
        match name.strip_prefix("LimitApplicationCertificate") {
            Some("Classification") => kind = field::text(xml)?,
            Some("ClassificationFlag") => class = field::text(xml)?,
            Some("ValidStartDate") => from = field::date(xml)?,
            Some("ValidEndDate") => until = field::date(xml)?,
            _ => {}
        }
        Ok(())
    })?;
    if kind.is_none() && class.is_none() {
        return Ok(None);
    }
    Ok(Some(CeilingCertificate { kind: kind.unwrap_or_default(), class: class.unwrap_or_default(), from, until }))
}

fn specific_disease(xml: &mut Xml<'_>) -> Result<Option<SpecificDiseaseCertificate>, WireError> {
    let (mut category, mut from, mut until, mut self_pay) = (None, None, None, None);
    xml.children(|xml, name| {
        match name {
            "SpecificDiseasesDiseaseCategory" => category = field::text(xml)?,
            "SpecificDiseasesCertificateValidStartDate" | "SpecificDiseasesValidStartDate" => from = field::date(xml)?,
            "SpecificDiseasesCertificateValidEndDate" | "SpecificDiseasesValidEndDate" => until = field::date(xml)?,
            "SpecificDiseasesSelfPay" => self_pay = field::yen(xml)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(category.map(|category| SpecificDiseaseCertificate { category, from, until, self_pay }))
}
