//! What to do about a value, as far as the program says it, and no more than that. What it says depends on the person and
//! the item: 特定保健指導 is for those of 40 to 74 who take no drugs of its three kinds, and speaks of some items only.

use super::Visit;
use super::facts::Facts;
use super::guidance::{AGES, age_at_year_end};
use super::items::Item;
use super::trend::Point;
use super::verdict::Verdict;
use crate::domain::person::Person;

/// What a step depends on beside the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Age at the end of the fiscal year of the checkup.
    pub age: i32,
    /// Takes drugs for blood pressure, sugar or lipids, as told at that checkup.
    pub treated: bool,
}

impl Circle {
    /// Of a visit.
    #[must_use]
    pub fn of(visit: &Visit, person: &Person) -> Self {
        let treated = Facts::of(visit).drugs.iter().any(|drug| drug.taken == Some(true));
        Self { age: age_at_year_end(person.birth, visit.date), treated }
    }
}

/// Items that 特定保健指導 counts.
const COUNTED: [&str; 8] = ["sbp", "dbp", "tg", "tg-casual", "hdl", "glucose", "glucose-casual", "hba1c"];
/// Items more of which the program says that daily life is to be looked at.
const HABITS: [&str; 5] = ["ldl", "non-hdl", "ast", "alt", "ggt"];

/// Said of a blood pressure that cannot wait.
pub const URGENT: &str = "この血圧では、すぐに医療機関を受診するようすすめられています。すぐに病気とは限りませんが、先にのばさず、かかりつけの医師に相談してください。";

const LIFE: &str = "食事や運動などの生活を見直すめやすの値です。すぐに病気とは限りません。";
const ASK: &str = "気になるときは、かかりつけの医師に相談してください。";

/// What to do about the newest value.
#[must_use]
pub fn next_step(point: &Point, item: Option<&Item>, circle: Circle) -> String {
    let said = match &point.verdict {
        Verdict::Guidance(_) => return guidance(item, circle),
        Verdict::InRange => return in_range(point, item),
        Verdict::Referral(_) => {
            "医療機関への受診をすすめるめやすの値です。すぐに病気とは限りません。健診の結果の紙にある医師の判定を確かめ、かかりつけの医師に相談してください。"
        }
        Verdict::Urgent(_) => URGENT,
        Verdict::Outside(_) => {
            "健診を受けた所が決めた範囲の外です。すぐに病気とは限りません。健診の結果の紙にある医師の判定を確かめてください。"
        }
        Verdict::NotJudged(_) if let Some(limit) = point.advised(item) => {
            return format!(
                "判定はしていませんが、特定健診で受診をすすめる値（{limit}）にあたります。すぐに病気とは限りません。医師に確かめてください。"
            );
        }
        Verdict::NotJudged(_) | Verdict::Recorded(_) => {
            "この記録からは決められません。健診の結果の紙にある医師の判定を確かめてください。気になるときは、かかりつけの医師に相談してください。"
        }
        Verdict::NotDone => "次の健診で受けられるかどうかは、健診を案内した保険者にたずねてください。",
        Verdict::NotMeasurable => {
            "測り直したほうがよいかどうかは、健診を受けた所か、かかりつけの医師にたずねてください。"
        }
    };
    said.to_owned()
}

fn guidance(item: Option<&Item>, circle: Circle) -> String {
    let slug = item.map_or("", |item| item.slug);
    if !COUNTED.contains(&slug) && !HABITS.contains(&slug) {
        return "特定健診の判定値の外です。すぐに病気とは限りません。健診の結果の紙にある医師の判定を確かめ、かかりつけの医師に相談してください。".to_owned();
    }
    if circle.treated {
        return format!("{LIFE}お薬を飲んでいる方は、お薬のことも合わせて、かかりつけの医師に相談してください。");
    }
    if circle.age > *AGES.end() {
        return "特定健診の判定値の外です。すぐに病気とは限りません。生活の見直しかたは、年齢や体の具合で違います。かかりつけの医師に相談してください。".to_owned();
    }
    if AGES.contains(&circle.age) && COUNTED.contains(&slug) {
        return format!("{LIFE}保健指導の案内が届いたら、利用できます。");
    }
    format!("{LIFE}{ASK}")
}

/// In range; but what the report's own range takes in may lie beyond the published limits.
fn in_range(point: &Point, item: Option<&Item>) -> String {
    if let Some(limit) = point.advised(item) {
        return format!(
            "この健診の基準値には入っていますが、特定健診で受診をすすめる値（{limit}）にあたります。すぐに病気とは限りません。医師に確かめてください。"
        );
    }
    match (&point.beside, point.threshold, item) {
        (Some(beside), Some(row), Some(item)) if beside.is_out() => format!(
            "この健診の基準値には入っていますが、特定健診の判定値（{}）の外です。すぐに病気とは限りません。次の健診でも確かめてください。{ASK}",
            row.range_words(item)
        ),
        _ => "この項目について、いますることは、とくにありません。次の健診でも確かめてください。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Measurement;
    use super::super::items::item_by_slug;
    use super::super::sample::{HBA1C, SBP, coded, man, number, range, visit};
    use super::super::trend::Trend;
    use super::*;
    use crate::domain::checkup::sample::day;
    use crate::domain::person::Sex;

    fn said(slug: &str, measurement: Measurement, birth: &str, more: Option<Measurement>, report: &str) -> String {
        let mut visit = visit("2026-05-14", std::iter::once(measurement).chain(more).collect());
        visit.report = Some(report.into());
        let item = item_by_slug(slug).expect("an item");
        let trend = Trend::of(item, std::slice::from_ref(&visit), Sex::Male);
        let person = Person { birth: day(birth), ..man() };
        next_step(trend.newest().expect("a point"), Some(item), Circle::of(&visit, &person))
    }

    #[test]
    fn guidance_is_offered_to_those_alone_whom_it_is_for_and_of_items_it_counts() {
        let drugs = || Some(coded("9N706000000000011", "2003", "1"));
        let sbp = || number(SBP, "135", "mm[Hg]");
        for (slug, measurement, birth, more, offered, doctor, habits) in [
            ("sbp", sbp(), "1974-06-12", None, true, false, true),
            ("sbp", sbp(), "1952-04-02", None, true, false, true),
            ("sbp", sbp(), "1948-02-20", None, false, true, false),
            ("sbp", sbp(), "1987-06-12", None, false, true, true),
            ("sbp", sbp(), "1974-06-12", drugs(), false, true, true),
            ("ldl", number("3F077000002327101", "125", "mg/dL"), "1974-06-12", None, false, true, true),
            ("urine-protein", coded("1A010000000191111", "2102", "2"), "1974-06-12", None, false, true, false),
            ("egfr", number("8A065000002391901", "55.0", "mL/min/1.73m2"), "1974-06-12", None, false, true, false),
            ("hemoglobin", number("2A030000001930101", "12.5", "g/dL"), "1974-06-12", None, false, true, false),
        ] {
            let said = said(slug, measurement, birth, more, "10");
            assert!(said.contains("すぐに病気とは限りません"), "{slug} {birth}: {said}");
            assert_eq!(said.contains("保健指導の案内"), offered, "{slug} {birth}: {said}");
            assert_eq!(said.contains("かかりつけの医師"), doctor, "{slug} {birth}: {said}");
            assert_eq!(said.contains("食事や運動"), habits, "{slug} {birth}: {said}");
        }
    }

    #[test]
    fn nothing_to_do_is_never_said_of_a_value_beyond_the_published_limits() {
        for (text, report, wanted, nothing) in [
            ("5.4", "40", "とくにありません", true),
            ("5.8", "40", "特定健診の判定値（5.6未満）の外", false),
            (
                "6.6",
                "40",
                "受診をすすめる値（6.5以上）にあたります。すぐに病気とは限りません。医師に確かめてください。",
                false,
            ),
            ("5.4", "10", "とくにありません", true),
            ("6.6", "10", "受診をすすめるめやす", false),
        ] {
            let a1c = Measurement { range: Some(range("4.6", "6.9")), ..number(HBA1C, text, "%") };
            let said = said("hba1c", a1c, "1974-06-12", None, report);
            assert!(said.contains(wanted), "{text}: {said}");
            assert_eq!(said.contains("とくにありません"), nothing, "{text}: {said}");
        }
    }
}
