//! The drug answer (薬剤情報, `YZKsiquc01res`): one layout three times, under the names of its three sources.

use app::domain::calendar::YearMonth;
use app::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, Institution};
use chrono::NaiveDate;

use super::encoding::text_of;
use super::header::{Header, QUA_INF, ResultCode};
use super::xml::Xml;
use super::{Message, WireError, field, merge};

/// Element names of one source.
struct Names {
    source: DrugSource,
    list: &'static str,
    month_block: &'static str,
    month: &'static str,
    dispenser: [&'static str; 2],
    prescriber: [&'static str; 2],
    date_list: &'static str,
    date_block: &'static str,
    /// Absent where nothing has been dispensed yet.
    dispensed: Option<&'static str>,
    prescribed: &'static str,
    drug_list: &'static str,
    drug: &'static str,
    /// Code, name, ingredient, usage, instruction, amount, unit, times, kind of preparation.
    fields: [&'static str; 9],
}

const SOURCES: [Names; 3] = [
    Names {
        source: DrugSource::Receipt,
        list: "MeTrMonthInfs",
        month_block: "MeTrMonthInf",
        month: "MeTrMonth",
        dispenser: ["MeTrDiHCd", "MeTrDiHNm"],
        prescriber: ["PrlsHCd", "PrlsHNm"],
        date_list: "DiDateInfs",
        date_block: "DiDateInf",
        dispensed: Some("DiDate"),
        prescribed: "PrDate",
        drug_list: "DrugInfs",
        drug: "DrugInf",
        fields: ["DrugC", "DrugN", "IngreN", "UsageN", "SpInst", "Qua1", "Unit", "Times", "MeTrIdCl"],
    },
    Names {
        source: DrugSource::Dispensing,
        list: "CzDiInf",
        month_block: "CzDiMonthInf",
        month: "CzDiMonth",
        dispenser: ["CzMeTrDiHCd", "CzMeTrDiHNm"],
        prescriber: ["CzPrlsHCd", "CzPrlsHNm"],
        date_list: "CzDiDateInfs",
        date_block: "CzDiDateInf",
        dispensed: Some("CzDiDate"),
        prescribed: "CzPrDate",
        drug_list: "CzDrugInfs",
        drug: "CzDrugInf",
        fields: ["CzDrugC", "CzDrugN", "CzIngreN", "CzUsageN", "CzSpInst", "CzQua1", "CzUnit", "CzTimes", "CzUsageCl"],
    },
    Names {
        source: DrugSource::Prescription,
        list: "ShPrInf",
        month_block: "ShPrMonthInf",
        month: "ShPrMonth",
        dispenser: ["ShMeTrDiHCd", "ShMeTrDiHNm"],
        prescriber: ["ShPrHCd", "ShPrHNm"],
        date_list: "ShPrDateInfs",
        date_block: "ShPrDateInf",
        dispensed: None,
        prescribed: "ShPrDate",
        drug_list: "ShDrugInfs",
        drug: "ShDrugInf",
        fields: ["ShDrugC", "ShDrugN", "ShIngreN", "ShUsageN", "ShSpInst", "ShQua1", "ShUnit", "ShTimes", "ShUsageCl"],
    },
];

/// Reads a drug answer; sources merged, newest first.
///
/// # Errors
/// [`WireError::Refused`] where a result code is given that is not 1, [`WireError::Garbled`] otherwise.
pub fn medications(bytes: &[u8]) -> Result<Message<Vec<Dispensing>>, WireError> {
    let text = text_of(bytes)?;
    let (mut header, mut rows) = (Header::default(), Vec::new());
    Xml::document(&text, "XmlMsg", |xml, part| match part {
        "MessageHeader" => header.read(xml, QUA_INF),
        "MessageBody" => xml.children(|xml, name| {
            if let Some(names) = SOURCES.iter().find(|names| names.list == name) {
                return xml.children(
                    |xml, name| if name == names.month_block { month(xml, names, &mut rows) } else { Ok(()) },
                );
            }
            match SOURCES.iter().find(|names| names.month_block == name) {
                Some(names) => month(xml, names, &mut rows),
                None => Ok(()),
            }
        }),
        _ => Ok(()),
    })?;
    let empty = rows.is_empty();
    header.message(merge(rows), empty, ResultCode::OnFailure)
}

/// One day's drugs, as far as the date block tells.
struct Day {
    dispensed: Option<NaiveDate>,
    prescribed: Option<NaiveDate>,
    drugs: Vec<Drug>,
}

fn month(xml: &mut Xml<'_>, names: &Names, rows: &mut Vec<Dispensing>) -> Result<(), WireError> {
    let (mut told, mut dispenser, mut prescriber) = (None, [None, None], [None, None]);
    let mut days: Vec<Day> = Vec::new();
    xml.children(|xml, name| {
        if name == names.month {
            told = match xml.text()? {
                Some(digits) => {
                    Some(YearMonth::from_digits(&digits).ok_or(WireError::Garbled("a month that is none"))?)
                }
                None => None,
            };
        } else if let Some(place) = names.dispenser.iter().position(|known| *known == name) {
            dispenser[place] = field::text(xml)?;
        } else if let Some(place) = names.prescriber.iter().position(|known| *known == name) {
            prescriber[place] = field::text(xml)?;
        } else if name == names.date_list {
            return xml.children(|xml, name| {
                if name == names.date_block {
                    days.push(day(xml, names)?);
                }
                Ok(())
            });
        }
        Ok(())
    })?;
    let institution = |[code, name]: [Option<String>; 2]| match (code, name) {
        (None, None) => None,
        (code, name) => Some(Institution { code: code.unwrap_or_default(), name: name.unwrap_or_default() }),
    };
    let dispenser = institution(dispenser).unwrap_or(Institution { code: String::new(), name: String::new() });
    let prescriber = institution(prescriber).filter(|prescriber| *prescriber != dispenser);
    for day in days.into_iter().filter(|day| !day.drugs.is_empty()) {
        rows.push(Dispensing {
            dispensed_on: day.dispensed,
            month: told
                .or(day.dispensed.or(day.prescribed).map(YearMonth::of))
                .ok_or(WireError::Garbled("drugs without a month"))?,
            prescribed_on: day.prescribed,
            dispenser: dispenser.clone(),
            prescriber: prescriber.clone(),
            source: names.source,
            drugs: day.drugs,
        });
    }
    Ok(())
}

fn day(xml: &mut Xml<'_>, names: &Names) -> Result<Day, WireError> {
    let mut day = Day { dispensed: None, prescribed: None, drugs: Vec::new() };
    xml.children(|xml, name| {
        if Some(name) == names.dispensed {
            day.dispensed = field::date(xml)?;
        } else if name == names.prescribed {
            day.prescribed = field::date(xml)?;
        } else if name == names.drug_list {
            return xml.children(|xml, name| {
                if name == names.drug {
                    day.drugs.push(drug(xml, names)?);
                }
                Ok(())
            });
        }
        Ok(())
    })?;
    Ok(day)
}

fn drug(xml: &mut Xml<'_>, names: &Names) -> Result<Drug, WireError> {
    let mut told: [Option<String>; 9] = Default::default();
    xml.children(|xml, name| {
        if let Some(place) = names.fields.iter().position(|known| *known == name) {
            told[place] = field::text(xml)?;
        }
        Ok(())
    })?;
    let [code, name, ingredient, usage, instruction, amount, unit, times, form] = told;
    let code = code.unwrap_or_default();
    // A drug without a name is still a drug: its code can be looked up, a gap cannot.
    let name = name
        .or_else(|| (!code.is_empty()).then(|| code.clone()))
        .ok_or(WireError::Garbled("a drug without name and code"))?;
    Ok(Drug {
        code,
        name,
        ingredient,
        usage,
        instruction,
        amount: amount.unwrap_or_default(),
        unit: unit.unwrap_or_default(),
        times: times.and_then(|digits| digits.parse().ok()),
        form: match form.as_deref() {
            Some("1") => DrugForm::Oral,
            Some("3") => DrugForm::AsNeeded,
            Some("4") => DrugForm::Injection,
            Some("5") => DrugForm::External,
            _ => DrugForm::Other,
        },
    })
}
