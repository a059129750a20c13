//! The drug answer (薬剤情報・診療情報, `YZKsiquc01res`): one layout three times, under the names of its three sources.
//!
//! Every row of every source comes out; which of two that tell the same dispensing stands is for the domain to say.

use app::domain::calendar::YearMonth;
use app::domain::medication::{
    CodeSystem, Dispensing, Drug, DrugForm, DrugSource, History, Institution, Setting, Treatment, YearCount,
    newest_first,
};
use chrono::NaiveDate;

use super::encoding::text_of;
use super::header::{Header, QUA_INF, ResultCode};
use super::xml::Xml;
use super::{Message, WireError, field};

/// Element names of one source.
struct Names {
    source: DrugSource,
    list: &'static str,
    month_block: &'static str,
    month: &'static str,
    dispenser: [&'static str; 2],
    prescriber: [&'static str; 2],
    /// 入外等, and whether the prescriber is who asks.
    marks: [&'static str; 2],
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
        marks: ["InOut", "PrIsOrg"],
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
        marks: ["CzPrCl", "CzPrIsOrg"],
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
        marks: ["ShPrCl", "ShPrIsOrg"],
        date_list: "ShPrDateInfs",
        date_block: "ShPrDateInf",
        dispensed: None,
        prescribed: "ShPrDate",
        drug_list: "ShDrugInfs",
        drug: "ShDrugInf",
        fields: ["ShDrugC", "ShDrugN", "ShIngreN", "ShUsageN", "ShSpInst", "ShQua1", "ShUnit", "ShTimes", "ShUsageCl"],
    },
];

/// The list of treatments of a day, one of them, and its fields: code, name, class, amount, unit, times.
const TREATMENTS: (&str, &str, [&str; 6]) =
    ("MeTrInfs", "MeTrInf", ["SinInfCd", "SinInfN", "MeTrIdCl", "Qua1", "Unit", "Times"]);

/// How many dispensings each year has: ours, in no published layout. Absent where the hub does not say.
const YEARS: (&str, &str, [&str; 2]) = ("DiYearInfs", "DiYearInf", ["DiYear", "DiCount"]);

/// Reads a drug answer: every row of every source, newest first.
///
/// # Errors
/// [`WireError::Refused`] where a result code is given that is not 1, [`WireError::Garbled`] otherwise.
pub fn medications(bytes: &[u8]) -> Result<Message<History>, WireError> {
    let text = text_of(bytes)?;
    let (mut header, mut rows, mut years) = (Header::default(), Vec::new(), Vec::new());
    Xml::document(&text, "XmlMsg", |xml, part| match part {
        "MessageHeader" => header.read(xml, QUA_INF),
        "MessageBody" => xml.children(|xml, name| {
            if name == YEARS.0 {
                return xml.children(|xml, name| if name == YEARS.1 { year(xml, &mut years) } else { Ok(()) });
            }
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
    newest_first(&mut rows);
    years.sort_by_key(|one: &YearCount| std::cmp::Reverse(one.year));
    let mut message = header.message(History { rows, years }, empty, ResultCode::OnFailure)?;
    for row in &mut message.value.rows {
        row.told_on = Some(message.as_of.date());
    }
    Ok(message)
}

/// One year's count. One that cannot be read is left out: it is no record.
fn year(xml: &mut Xml<'_>, years: &mut Vec<YearCount>) -> Result<(), WireError> {
    let (mut of, mut count) = (None, None);
    xml.children(|xml, name| {
        if name == YEARS.2[0] {
            of = field::count(xml)?.and_then(|year| i32::try_from(year).ok());
        } else if name == YEARS.2[1] {
            count = field::count(xml)?;
        }
        Ok(())
    })?;
    if let (Some(year), Some(count)) = (of.filter(|year| (1900..=9999).contains(year)), count) {
        years.push(YearCount { year, count });
    }
    Ok(())
}

/// One day's drugs, as far as the date block tells.
struct Day {
    dispensed: Option<NaiveDate>,
    prescribed: Option<NaiveDate>,
    drugs: Vec<Drug>,
    treatments: Vec<Treatment>,
}

fn month(xml: &mut Xml<'_>, names: &Names, rows: &mut Vec<Dispensing>) -> Result<(), WireError> {
    let (mut told, mut dispenser, mut prescriber, mut marks) = (None, [None, None], [None, None], [None, None]);
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
        } else if let Some(place) = names.marks.iter().position(|known| *known == name) {
            marks[place] = field::text(xml)?;
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
    let [in_out, own] = marks;
    let setting = Setting::of(in_out.as_deref(), &dispenser);
    let own_organisation = own.map(|mark| mark == "1");
    for day in days.into_iter().filter(|day| !day.drugs.is_empty() || !day.treatments.is_empty()) {
        rows.push(Dispensing {
            dispensed_on: day.dispensed,
            month: told
                .or(day.dispensed.or(day.prescribed).map(YearMonth::of))
                .ok_or(WireError::Garbled("drugs without a month"))?,
            prescribed_on: day.prescribed,
            dispenser: dispenser.clone(),
            prescriber: prescriber.clone(),
            doctor: None,
            setting,
            own_organisation,
            source: names.source,
            told_on: None,
            drugs: day.drugs,
            treatments: day.treatments,
            notes: Vec::new(),
        });
    }
    Ok(())
}

fn day(xml: &mut Xml<'_>, names: &Names) -> Result<Day, WireError> {
    let mut day = Day { dispensed: None, prescribed: None, drugs: Vec::new(), treatments: Vec::new() };
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
        } else if names.source == DrugSource::Receipt && name == TREATMENTS.0 {
            return xml.children(|xml, name| {
                if name == TREATMENTS.1 {
                    day.treatments.extend(treatment(xml)?);
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
    let mut read = Drug {
        ingredient,
        usage,
        instruction,
        amount: amount.unwrap_or_default(),
        unit: unit.unwrap_or_default(),
        times: times.and_then(|digits| digits.parse().ok()),
        form: DrugForm::from_code(form.as_deref().unwrap_or_default()),
        ..Drug::named(name)
    };
    // Prescriptions may name what is wanted and no product.
    read.general = read.name.starts_with("【般】").then(|| read.name.clone());
    read.add_code(CodeSystem::by_form(&code).unwrap_or(CodeSystem::Receipt), &code);
    Ok(read)
}

/// A treatment; nothing where it has neither name nor code.
fn treatment(xml: &mut Xml<'_>) -> Result<Option<Treatment>, WireError> {
    let mut told: [Option<String>; 6] = Default::default();
    xml.children(|xml, name| {
        if let Some(place) = TREATMENTS.2.iter().position(|known| *known == name) {
            told[place] = field::text(xml)?;
        }
        Ok(())
    })?;
    let [code, name, class, amount, unit, times] = told;
    let code = code.unwrap_or_default();
    let Some(name) = name.or_else(|| (!code.is_empty()).then(|| code.clone())) else { return Ok(None) };
    Ok(Some(Treatment {
        code,
        name,
        class: class.unwrap_or_default(),
        amount: amount.unwrap_or_default(),
        unit: unit.unwrap_or_default(),
        times: times.and_then(|digits| digits.parse().ok()),
    }))
}
