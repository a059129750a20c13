//! メタボリックシンドローム判定 by the limits of the eight societies (8学会基準). A cross-check (参考) beside what the insurer
//! recorded, and another rule than 階層化: other limits for sugar, and drugs count as a risk instead of taking out.
//!
//! Where something is missing, the outcome is given only if it is the same whatever the missing answer would be.

use super::Visit;
use super::facts::{Drug, Facts};
use super::recorded::Listed;
use super::rule::{self, Judgement, Outcome, Rule, Step, any, both, held, settled};
use super::threshold::{Limit, at_least, below};
use crate::domain::person::{Person, Sex};

/// What the rule finds, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Syndrome {
    /// 非該当
    Absent,
    /// 予備群該当
    Borderline,
    /// 基準該当
    Present,
}

impl Syndrome {
    /// Meaning of list 1008.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Present => "基準該当",
            Self::Borderline => "予備群該当",
            Self::Absent => "非該当",
        }
    }
}

/// メタボリックシンドローム判定: the item under which an insurer records it.
pub const RECORDED: &str = "9N501000000000011";

impl Listed for Syndrome {
    const ITEM: &'static str = RECORDED;
    const LIST: &'static str = "1.2.392.200119.6.1008";
    const ALL: [Self; 3] = [Self::Absent, Self::Borderline, Self::Present];

    fn code(self) -> &'static str {
        match self {
            Self::Present => "1",
            Self::Borderline => "2",
            Self::Absent => "3",
        }
    }
}

const RULE: Rule = Rule {
    name: "メタボリックシンドローム判定",
    version: "2005年の8学会合同の基準",
    source: "メタボリックシンドローム診断基準検討委員会（2005年）。HbA1cと服薬の扱いは公開されている健診ソフトによる",
};

const MEN_WAIST: Limit = at_least(85.0);
const WOMEN_WAIST: Limit = at_least(90.0);
const FAT_AREA: Limit = at_least(100.0);
const SBP: Limit = at_least(130.0);
const DBP: Limit = at_least(85.0);
/// Fasting only: the societies give no limit for casual samples.
const TG: Limit = at_least(150.0);
const HDL: Limit = below(40.0);
/// Fasting; only without it HbA1c.
const GLUCOSE: Limit = at_least(110.0);
const HBA1C: Limit = at_least(6.0);

/// What a visit's values come to, with every step.
#[must_use]
pub fn metabolic(visit: &Visit, person: &Person) -> Judgement<Syndrome> {
    let facts = Facts::of(visit);
    let large = obesity(&facts, person.sex);
    let [pressure_drug, sugar_drug, lipid_drug] = facts.drugs;
    let risks = [pressure(&facts, pressure_drug), sugar(&facts, sugar_drug), lipids(&facts, lipid_drug)];
    let at = |open: bool| {
        let count = risks.iter().filter(|risk| risk.counts.unwrap_or(open)).count();
        match count {
            0 => Syndrome::Absent,
            1 => Syndrome::Borderline,
            _ => Syndrome::Present,
        }
    };
    let outcome = match large.counts {
        None => Outcome::Undecided,
        Some(false) => Outcome::Judged(Syndrome::Absent),
        Some(true) => settled(at(false), at(true)),
    };
    let steps = std::iter::once(large).chain(risks).collect();
    Judgement { outcome, steps, rule: &RULE }
}

/// Waist or fat area; at least one of them must have been measured.
fn obesity(facts: &Facts, sex: Sex) -> Step {
    let mut found = Vec::new();
    if facts.waist.is_some() || facts.fat_area.is_none() {
        found.push(rule::waist(facts.waist.as_ref(), sex, MEN_WAIST, WOMEN_WAIST));
    }
    if facts.fat_area.is_some() {
        found.push(held(facts.fat_area.as_ref(), "内臓脂肪面積", FAT_AREA));
    }
    let (counts, said): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    Step::new(said.join("、"), any(&counts))
}

fn pressure(facts: &Facts, drug: Drug) -> Step {
    let (hit, said) = both((facts.sbp.as_ref(), "最高血圧", SBP), (facts.dbp.as_ref(), "最低血圧", DBP));
    step("血圧", said, &hit, drug)
}

fn sugar(facts: &Facts, drug: Drug) -> Step {
    let (counts, said) = match (&facts.glucose, &facts.hba1c) {
        (Some(fasting), _) => held(Some(fasting), "空腹時血糖", GLUCOSE),
        (None, Some(hba1c)) => held(Some(hba1c), "HbA1c", HBA1C),
        (None, None) => held(None, "空腹時血糖・HbA1c", GLUCOSE),
    };
    step("血糖", said, &[counts], drug)
}

fn lipids(facts: &Facts, drug: Drug) -> Step {
    let (hit, said) = both((facts.tg.as_ref(), "空腹時中性脂肪", TG), (facts.hdl.as_ref(), "HDLコレステロール", HDL));
    step("脂質", said, &hit, drug)
}

/// A risk: by a value, or by drugs against it.
fn step(name: &str, said: String, values: &[Option<bool>], drug: Drug) -> Step {
    let taken = match drug.taken {
        Some(true) if drug.asked_again => "薬を飲んでいる（保険者が確認）",
        Some(true) => "薬を飲んでいる",
        Some(false) => "薬は飲んでいない",
        None => "薬の答えがありません",
    };
    Step::new(format!("{name}：{said}、{taken}"), any(&[any(values), drug.taken]))
}

#[cfg(test)]
mod tests;
