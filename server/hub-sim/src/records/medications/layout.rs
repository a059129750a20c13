//! Writes hand-outs in the three layouts of the drug answer: receipt, dispensing, prescription.
//!
//! DiOrg, PrIsOrg, InOut and the code lists behind them are not published where we could read them: unverified.

use super::Handout;
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

fn drugs(x: &mut Xml, citizen: &Citizen, tags: &DrugTags, lines: &[Line]) {
    for line in lines {
        let instruction = if line.instruction.is_empty() { String::new() } else { citizen.say(line.instruction) };
        x.within(tags.one, |x| {
            let values = [
                line.drug.code.to_owned(),
                citizen.say(line.drug.name),
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
pub(super) fn receipts(x: &mut Xml, citizen: &Citizen, handouts: &[&Handout]) {
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
                            x.within("DrugInfs", |x| drugs(x, citizen, &RECEIPT, &day.lines));
                        });
                    }
                });
            });
        }
    });
}

/// Dispensings of electronic prescriptions.
pub(super) fn dispensings(x: &mut Xml, citizen: &Citizen, handouts: &[&Handout]) {
    x.within("CzDiInf", |x| {
        for (first, days) in months(handouts) {
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
                            x.within("CzDrugInfs", |x| drugs(x, citizen, &DISPENSING, &day.lines));
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
                    x.within("ShDrugInfs", |x| drugs(x, citizen, &PRESCRIPTION, &waiting.lines));
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
