//! 特定保健指導の階層化: which support the values of a checkup lead to. A cross-check (参考) beside what the insurer recorded.
//!
//! Where something is missing, the level is given only if it is the same whatever the missing answer would be. 腹囲 (or
//! 内臓脂肪面積), and BMI where the waist does not decide, must be there in any case.

use chrono::{Datelike, NaiveDate};

use super::Visit;
use super::derived::age_on;
use super::facts::{Drug, Facts};
use super::items::item_by_slug;
use super::recorded::Listed;
use super::rule::{self, Judgement, Outcome, Rule, Step, any, both, held, settled};
use super::threshold::{Limit, Period, at_least, below};
use crate::domain::calendar::fiscal_year;
use crate::domain::person::{Person, Sex};

/// 保健指導レベル, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// なし（情報提供）
    Information,
    /// 動機付け支援
    Motivational,
    /// 積極的支援
    Active,
}

impl Level {
    /// Meaning of list 3001.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "積極的支援",
            Self::Motivational => "動機付け支援",
            Self::Information => "なし（情報提供）",
        }
    }
}

/// 保健指導レベル: the item under which an insurer records it.
pub const RECORDED: &str = "9N506000000000011";

/// What the first step looks at, of the catalogue.
pub const SIZES: [&str; 2] = ["waist", "bmi"];

/// Whether the rule speaks of a visit: by the person's age, and by what was measured.
#[must_use]
pub fn speaks_of(visit: &Visit, person: &Person) -> bool {
    AGES.contains(&age_at_year_end(person.birth, visit.date))
        && SIZES.into_iter().filter_map(item_by_slug).any(|item| item.pick(visit).is_some())
}

impl Listed for Level {
    const ITEM: &'static str = RECORDED;
    const LIST: &'static str = "1.2.392.200119.6.3001";
    const ALL: [Self; 3] = [Self::Information, Self::Motivational, Self::Active];

    fn code(self) -> &'static str {
        match self {
            Self::Active => "1",
            Self::Motivational => "2",
            Self::Information => "3",
        }
    }
}

/// What changes with the period; everything else has been the same.
struct Edition {
    period: Period,
    /// 随時中性脂肪, where fasting was not possible.
    casual_tg: Option<Limit>,
    rule: Rule,
}

const NAME: &str = "特定保健指導の階層化";

/// Editions. The older one also serves the days before 2018 (unverified).
const EDITIONS: [Edition; 2] = [
    Edition {
        period: Period::Fourth,
        casual_tg: Some(at_least(175.0)),
        rule: Rule {
            name: NAME,
            version: "第4期（2024年4月からの健診）",
            source: "標準的な健診・保健指導プログラム（令和6年度版・案）。血糖の優先の順は平成20年厚生労働省告示第8号",
        },
    },
    Edition {
        period: Period::Third,
        casual_tg: None,
        rule: Rule {
            name: NAME,
            version: "第3期（2024年3月までの健診）",
            source: "標準的な健診・保健指導プログラム（平成30年度版）。血糖の優先の順は平成20年厚生労働省告示第8号",
        },
    },
];

/// 腹囲 by sex.
const MEN_WAIST: Limit = at_least(85.0);
const WOMEN_WAIST: Limit = at_least(90.0);
const FAT_AREA: Limit = at_least(100.0);
const BMI: Limit = at_least(25.0);
const SBP: Limit = at_least(130.0);
const DBP: Limit = at_least(85.0);
const TG: Limit = at_least(150.0);
const HDL: Limit = below(40.0);
/// 空腹時, and 随時 where neither 空腹時 nor HbA1c was measured.
const GLUCOSE: Limit = at_least(100.0);
const HBA1C: Limit = at_least(5.6);

/// Ages (at the end of the fiscal year) that the rule speaks of, and those of whom 積極的支援 becomes 動機付け支援.
pub(super) const AGES: std::ops::RangeInclusive<i32> = 40..=74;
const EASED: std::ops::RangeInclusive<i32> = 65..=74;

/// Age at the end of the fiscal year (年度末年齢), on 31 March. Who is born on 1 April has not had the birthday then.
#[must_use]
pub fn age_at_year_end(birth: NaiveDate, day: NaiveDate) -> i32 {
    let last = NaiveDate::from_ymd_opt(fiscal_year(day) + 1, 3, 31);
    last.map_or_else(|| day.year() - birth.year(), |last| age_on(birth, last))
}

/// How the first step came out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// (1): by waist or fat area.
    Waist,
    /// (2): by BMI.
    Bmi,
    /// Neither.
    None,
    /// Not to be said.
    Open,
}

/// The level that a visit's values lead to, with every step.
#[must_use]
pub fn guidance(visit: &Visit, person: &Person) -> Judgement<Level> {
    let period = Period::of(visit.date);
    let edition = EDITIONS.iter().find(|edition| edition.period == period).unwrap_or(&EDITIONS[0]);
    let rule = &edition.rule;
    let age = age_at_year_end(person.birth, visit.date);
    if !AGES.contains(&age) {
        let words = format!("年度末の年齢 {age}歳（40歳から74歳の人が対象です）");
        return Judgement { outcome: Outcome::NotApplicable, steps: vec![Step::new(words, Some(false))], rule };
    }
    let facts = Facts::of(visit);
    let mut steps = Vec::new();
    let ground = ground(&facts, person.sex, &mut steps);
    let risks = [pressure(&facts), lipids(&facts, edition.casual_tg), glucose(&facts)].map(|(counts, words)| {
        steps.push(Step::new(words, counts));
        counts
    });
    steps.push(smoking(facts.smokes, &risks));
    let drugs = drugs(&facts.drugs);
    let treated = drugs.counts;
    steps.push(drugs);
    if EASED.contains(&age) {
        steps.push(Step::new(format!("年度末の年齢 {age}歳（積極的支援は、動機付け支援になる）"), Some(true)));
    }
    let at = |open: bool| {
        let found = level(ground, risks.map(|risk| risk.unwrap_or(open)), facts.smokes.unwrap_or(open));
        if found == Level::Active && EASED.contains(&age) { Level::Motivational } else { found }
    };
    let (mut least, mut most) = (at(false), at(true));
    if treated != Some(false) {
        least = Level::Information;
    }
    if treated == Some(true) {
        most = Level::Information;
    }
    let outcome = if ground == Ground::Open { Outcome::Undecided } else { settled(least, most) };
    Judgement { outcome, steps, rule }
}

/// Step 3, without ages and drugs.
fn level(ground: Ground, risks: [bool; 3], smokes: bool) -> Level {
    let found = risks.into_iter().filter(|risk| *risk).count();
    let count = if found > 0 { found + usize::from(smokes) } else { 0 };
    match (ground, count) {
        (Ground::Waist, 2..) | (Ground::Bmi, 3..) => Level::Active,
        (Ground::Waist, 1) | (Ground::Bmi, 1..) => Level::Motivational,
        _ => Level::Information,
    }
}

/// Step 1. 内臓脂肪面積 takes the place of the waist where it was measured.
fn ground(facts: &Facts, sex: Sex, steps: &mut Vec<Step>) -> Ground {
    let (large, words) = match &facts.fat_area {
        Some(area) => held(Some(area), "内臓脂肪面積", FAT_AREA),
        None => rule::waist(facts.waist.as_ref(), sex, MEN_WAIST, WOMEN_WAIST),
    };
    steps.push(Step::new(words, large));
    match large {
        None => return Ground::Open,
        Some(true) => return Ground::Waist,
        Some(false) => {}
    }
    let (heavy, words) = held(facts.bmi.as_ref(), "BMI", BMI);
    steps.push(Step::new(words, heavy));
    match heavy {
        None => Ground::Open,
        Some(true) => Ground::Bmi,
        Some(false) => Ground::None,
    }
}

fn pressure(facts: &Facts) -> (Option<bool>, String) {
    let (hit, said) = both((facts.sbp.as_ref(), "最高血圧", SBP), (facts.dbp.as_ref(), "最低血圧", DBP));
    (any(&hit), format!("血圧：{said}"))
}

fn lipids(facts: &Facts, casual: Option<Limit>) -> (Option<bool>, String) {
    let fat = match (&facts.tg, &facts.tg_casual, casual) {
        (None, Some(found), Some(limit)) => (Some(found), "随時中性脂肪", limit),
        (found, ..) => (found.as_ref(), "空腹時中性脂肪", TG),
    };
    let (hit, said) = both(fat, (facts.hdl.as_ref(), "HDLコレステロール", HDL));
    (any(&hit), format!("脂質：{said}"))
}

/// Fasting before HbA1c before casual: of several the first decides alone.
fn glucose(facts: &Facts) -> (Option<bool>, String) {
    let (counts, said) = match (&facts.glucose, &facts.hba1c, &facts.glucose_casual) {
        (Some(fasting), _, _) => held(Some(fasting), "空腹時血糖", GLUCOSE),
        (None, Some(hba1c), _) => held(Some(hba1c), "HbA1c", HBA1C),
        (None, None, Some(casual)) => held(Some(casual), "随時血糖", GLUCOSE),
        (None, None, None) => held(None, "空腹時血糖・HbA1c", GLUCOSE),
    };
    (counts, format!("血糖：{said}"))
}

/// Counts only beside another risk.
fn smoking(smokes: Option<bool>, risks: &[Option<bool>; 3]) -> Step {
    match (smokes, any(risks)) {
        (Some(false), _) => Step::new("喫煙：いまは吸っていない", Some(false)),
        (Some(true), Some(true)) => Step::new("喫煙：吸っている", Some(true)),
        (Some(true), Some(false)) => {
            Step::new("喫煙：吸っている（ほかにあてはまるものがないときは数えない）", Some(false))
        }
        (Some(true), None) => Step::new("喫煙：吸っている（ほかにあてはまるものがあるときだけ数える）", None),
        (None, _) => Step::new("喫煙：答えがありません", None),
    }
}

/// Whoever takes drugs of any of the three kinds is in care already.
fn drugs(drugs: &[Drug; 3]) -> Step {
    let taken = any(&drugs.map(|drug| drug.taken));
    let said = drugs.map(|drug| {
        let again = if drug.asked_again { "、保険者が確認" } else { "" };
        let word = match drug.taken {
            Some(true) => "飲んでいる",
            Some(false) => "飲んでいない",
            None => "答えがありません",
        };
        format!("{}の薬 {word}{again}", drug.name)
    });
    let end =
        if taken == Some(true) { "（治療中の人は、特定保健指導の対象にならない）" } else { "" };
    Step::new(format!("服薬：{}{end}", said.join("、")), taken)
}

#[cfg(test)]
pub(super) mod tests;
