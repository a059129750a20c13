//! Writes hand-outs in the three layouts of the drug answer: receipt, dispensing, prescription.
//!
//! DiOrg, PrIsOrg, InOut and the code lists behind them are not published where we could read them: unverified.

use std::collections::BTreeMap;

use super::Handout;
use super::in_house::InHouse;
use crate::citizen::Citizen;
use crate::records::drugs::Line;
use crate::records::month::{ym, ymd};
use crate::wire::xml::Xml;

/// Names of the elements of one drug in one layout.
struct DrugTags {
    one: &'static str,
    fields: [&'static str; 9],
}

const RECEIPT: DrugTags = DrugTags {
    one: "DrugInf",
    fields: ["DrugC", "DrugN", "IngreN", "UsageN", "SpInst", "Qua1", "Unit", "Times", "MeTrIdCl"],
};
const DISPENSING: DrugTags = DrugTags {
    one: "CzDrugInf",
    fields: ["CzDrugC", "CzDrugN", "CzIngreN", "CzUsageN", "CzSpInst", "CzQua1", "CzUnit", "CzTimes", "CzUsageCl"],
};
const PRESCRIPTION: DrugTags = DrugTags {
    one: "ShDrugInf",
    fields: ["ShDrugC", "ShDrugN", "ShIngreN", "ShUsageN", "ShSpInst", "ShQua1", "ShUnit", "ShTimes", "ShUsageCl"],
};

/// How a source names its drugs.
#[derive(Clone, Copy)]
enum Naming {
    /// The product by its receipt code.
    Receipt,
    /// The product by its YJ code.
    Yj,
    /// The general name, where there is one.
    General,
}

impl Naming {
    /// Half of the pharmacies send YJ codes from their own systems; receipts never have any.
    fn of_pharmacy(code: &str) -> Self {
        if code.bytes().map(u32::from).sum::<u32>().is_multiple_of(2) { Self::Yj } else { Self::Receipt }
    }

    /// Code and name.
    fn of(self, line: &Line) -> (String, &'static str) {
        let drug = line.drug;
        match self {
            Self::General if !drug.general.is_empty() => (drug.general_code(), drug.general),
            Self::Yj => (drug.yj.to_owned(), drug.name),
            _ => (drug.code.to_owned(), drug.name),
        }
    }
}

fn drugs(x: &mut Xml, citizen: &Citizen, tags: &DrugTags, lines: &[Line], naming: Naming) {
    for line in lines {
        let (code, name) = naming.of(line);
        let instruction = if line.instruction.is_empty() { String::new() } else { citizen.say(line.instruction) };
        x.within(tags.one, |x| {
            let values = [
                code,
                citizen.say(name),
                citizen.say(line.drug.ingredient),
                citizen.say(line.usage),
                instruction,
                line.amount(),
                line.drug.unit.to_owned(),
                line.times.to_string(),
                line.class.to_owned(),
            ];
            for (tag, value) in tags.fields.iter().zip(values) {
                x.leaf(tag, &value);
            }
        });
    }
}

/// Receipts: one block a month, pharmacy and prescriber, with its days inside.
pub(super) fn receipts(x: &mut Xml, citizen: &Citizen, handouts: &[&Handout], own: &[InHouse]) {
    x.within("MeTrMonthInfs", |x| {
        for (first, days) in months(handouts) {
            x.within("MeTrMonthInf", |x| {
                x.leaf("DiOrg", "4");
                x.leaf("MeTrDiHCd", &first.pharmacy.code);
                x.leaf("MeTrDiHNm", &citizen.say(&first.pharmacy.name));
                x.leaf("MeTrMonth", &ym(first.on));
                x.leaf("PrlsHCd", &first.clinic.code);
                x.leaf("PrlsHNm", &citizen.say(&first.clinic.name));
                x.leaf("PrIsOrg", "1");
                x.leaf("InOut", "2");
                x.within("DiDateInfs", |x| {
                    for day in days {
                        x.within("DiDateInf", |x| {
                            x.leaf("DiDate", &ymd(day.on));
                            x.leaf("PrDate", &ymd(day.prescribed));
                            x.within("DrugInfs", |x| drugs(x, citizen, &RECEIPT, &day.lines, Naming::Receipt));
                        });
                    }
                });
            });
        }
        for one in own {
            x.within("MeTrMonthInf", |x| in_house(x, citizen, one));
        }
    });
}

/// What a clinic, dentist or hospital did and gave by itself.
fn in_house(x: &mut Xml, citizen: &Citizen, one: &InHouse) {
    x.leaf("DiOrg", one.place.code.get(2..3).unwrap_or_default());
    x.leaf("MeTrDiHCd", &one.place.code);
    x.leaf("MeTrDiHNm", &citizen.say(&one.place.name));
    x.leaf("MeTrMonth", &ym(one.on));
    x.leaf("PrlsHCd", "");
    x.leaf("PrlsHNm", "");
    x.leaf("PrIsOrg", "");
    x.leaf("InOut", if one.stay { "1" } else { "2" });
    x.within("DiDateInfs", |x| {
        x.within("DiDateInf", |x| {
            x.leaf("DiDate", &ymd(one.on));
            x.leaf("PrDate", &ymd(one.on));
            x.within("DrugInfs", |x| drugs(x, citizen, &RECEIPT, &one.lines, Naming::Receipt));
            x.within("MeTrInfs", |x| {
                for (code, name, class) in one.treatments {
                    x.within("MeTrInf", |x| {
                        x.leaf("SinInfCd", code);
                        x.leaf("SinInfN", &citizen.say(name));
                        x.leaf("MeTrIdCl", class);
                        x.leaf("Qua1", "");
                        x.leaf("Times", "1");
                        x.leaf("Unit", "");
                    });
                }
            });
        });
    });
}

/// How many dispensings each year has: ours.
pub(super) fn years(x: &mut Xml, years: &BTreeMap<i32, u32>) {
    x.within("DiYearInfs", |x| {
        for (year, count) in years.iter().rev() {
            x.within("DiYearInf", |x| {
                x.leaf("DiYear", &year.to_string());
                x.leaf("DiCount", &count.to_string());
            });
        }
    });
}

/// Dispensings of electronic prescriptions.
pub(super) fn dispensings(x: &mut Xml, citizen: &Citizen, handouts: &[&Handout]) {
    x.within("CzDiInf", |x| {
        for (first, days) in months(handouts) {
            let naming = Naming::of_pharmacy(&first.pharmacy.code);
            x.within("CzDiMonthInf", |x| {
                x.leaf("CzDiOrg", "4");
                x.leaf("CzMeTrDiHCd", &first.pharmacy.code);
                x.leaf("CzMeTrDiHNm", &citizen.say(&first.pharmacy.name));
                x.leaf("CzDiMonth", &ym(first.on));
                x.leaf("CzPrlsHCd", &first.clinic.code);
                x.leaf("CzPrlsHNm", &citizen.say(&first.clinic.name));
                x.leaf("CzPrIsOrg", "1");
                x.leaf("CzPrCl", "2");
                x.within("CzDiDateInfs", |x| {
                    for day in days {
                        x.within("CzDiDateInf", |x| {
                            x.leaf("CzDiDate", &ymd(day.on));
                            x.leaf("CzPrDate", &ymd(day.prescribed));
                            x.within("CzDrugInfs", |x| drugs(x, citizen, &DISPENSING, &day.lines, naming));
                        });
                    }
                });
            });
        }
    });
}

/// A prescription that waits for a pharmacy: nobody has dispensed, so the dispensing side stays empty.
pub(super) fn prescriptions(x: &mut Xml, citizen: &Citizen, waiting: Option<&Handout>) {
    x.within("ShPrInf", |x| {
        let Some(waiting) = waiting else { return };
        x.within("ShPrMonthInf", |x| {
            x.leaf("ShPrOrg", "1");
            x.leaf("ShMeTrDiHCd", "");
            x.leaf("ShMeTrDiHNm", "");
            x.leaf("ShPrMonth", &ym(waiting.prescribed));
            x.leaf("ShPrHCd", &waiting.clinic.code);
            x.leaf("ShPrHNm", &citizen.say(&waiting.clinic.name));
            x.leaf("ShPrIsOrg", "1");
            x.leaf("ShPrCl", "2");
            x.within("ShPrDateInfs", |x| {
                x.within("ShPrDateInf", |x| {
                    x.leaf("ShPrDate", &ymd(waiting.prescribed));
                    x.within("ShDrugInfs", |x| drugs(x, citizen, &PRESCRIPTION, &waiting.lines, Naming::General));
                });
            });
        });
    });
}

/// Hand-outs by month, pharmacy and prescriber, in the order of their first appearance.
fn months<'a>(handouts: &[&'a Handout]) -> Vec<(&'a Handout, Vec<&'a Handout>)> {
    let mut blocks: Vec<(&Handout, Vec<&Handout>)> = Vec::new();
    for handout in handouts {
        let same = |first: &Handout| {
            ym(first.on) == ym(handout.on) && first.pharmacy == handout.pharmacy && first.clinic == handout.clinic
        };
        match blocks.iter_mut().find(|(first, _)| same(first)) {
            Some((_, days)) => days.push(handout),
            None => blocks.push((handout, vec![handout])),
        }
    }
    blocks
}
