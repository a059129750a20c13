//! Values that follow from others: BMI, Non-HDL cholesterol, eGFR. Recorded ones stand as recorded; where a visit does not
//! name the item, the value is computed and says so, with its formula and source. Between a recorded value and a computed one
//! the method is the same: each formula is what its item is.

use chrono::{Datelike, NaiveDate};

use super::items::{Item, item_by_slug, item_of_code};
use super::units::same_unit;
use super::{Measurement, Origin, Value, Visit};
use crate::domain::person::{Person, Sex};

/// How a value is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formula {
    /// In words.
    pub words: &'static str,
    /// Where it stands.
    pub source: &'static str,
}

/// A computed value.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// The item it is a value of.
    pub item: &'static Item,
    /// The value under the item's own code, of [`Origin::Computed`].
    pub measurement: Measurement,
    /// How it was computed.
    pub formula: &'static Formula,
}

/// What a computed value is called, and stands in the place of its method.
pub const COMPUTED: &str = "計算値";

impl Formula {
    /// What stands with a computed value: `計算値：記録にないため、…計算しました。出典：…`.
    #[must_use]
    pub fn note(&self) -> String {
        format!(
            "{COMPUTED}は、健診の記録にない値を、この手帳が計算したものです。計算：{}。出典：{}",
            self.words, self.source
        )
    }
}

/// How an item is computed, if it can be.
#[must_use]
pub fn formula_of(item: &Item) -> Option<&'static Formula> {
    match item.slug {
        "bmi" => Some(&BMI),
        "non-hdl" => Some(&NON_HDL),
        "egfr" => Some(&EGFR),
        _ => None,
    }
}

const BMI: Formula = Formula {
    words: "体重（kg）を、身長（m）で2回割る",
    source: "標準的な健診・保健指導プログラム（令和6年度版・案）",
};
const NON_HDL: Formula = Formula {
    words: "総コレステロールから、HDLコレステロールを引く",
    source: "標準的な健診・保健指導プログラム（令和6年度版・案）",
};
const EGFR: Formula = Formula {
    words: "194 ×（クレアチニンの −1.094乗）×（年齢の −0.287乗）、女性はさらに × 0.739",
    source: "日本腎臓学会の推算式（18歳以上）",
};

/// Total cholesterol (総コレステロール) by its three methods.
const TOTAL_CHOLESTEROL: [&str; 3] = ["3F050000002327101", "3F050000002327201", "3F050000002399901"];

/// The visit with what can be computed for it, so that trends and comparisons find it; each point says that it is computed.
#[must_use]
pub fn completed(visit: &Visit, person: &Person) -> Visit {
    let mut whole = visit.clone();
    whole.results.extend(derived(visit, person).into_iter().map(|one| one.measurement));
    whole
}

/// In words, how each item is computed of which a visit holds a computed value: `BMIの計算値は、…`.
#[must_use]
pub fn notes<'v>(visits: impl IntoIterator<Item = &'v Visit>) -> Vec<String> {
    let results = visits.into_iter().flat_map(|visit| &visit.results);
    let computed = results.filter(|result| result.origin == Origin::Computed);
    let mut items: Vec<&'static Item> = Vec::new();
    for (item, _) in computed.filter_map(|result| item_of_code(&result.code)) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items.into_iter().filter_map(|item| Some(format!("{}の{}", item.name, formula_of(item)?.note()))).collect()
}

/// All values that a visit allows to compute and does not name itself, in the catalogue's order.
#[must_use]
pub fn derived(visit: &Visit, person: &Person) -> Vec<Derived> {
    [derived_bmi(visit), non_hdl(visit), egfr(visit, person)].into_iter().flatten().collect()
}

/// The computed value of one item; nothing where the visit names the item or lacks what is needed.
#[must_use]
pub fn derived_of(item: &Item, visit: &Visit, person: &Person) -> Option<Derived> {
    match item.slug {
        "bmi" => derived_bmi(visit),
        "non-hdl" => non_hdl(visit),
        "egfr" => egfr(visit, person),
        _ => None,
    }
}

pub(super) fn derived_bmi(visit: &Visit) -> Option<Derived> {
    let item = unnamed("bmi", visit)?;
    let height = positive(exact("height", visit)?)? / 100.0;
    made(item, positive(exact("weight", visit)?)? / (height * height), &BMI)
}

fn non_hdl(visit: &Visit) -> Option<Derived> {
    let item = unnamed("non-hdl", visit)?;
    let total = TOTAL_CHOLESTEROL
        .into_iter()
        .find_map(|code| visit.results.iter().find(|result| result.code == code))
        .and_then(|found| exact_in(found, "mg/dL"))?;
    let hdl = exact("hdl", visit)?;
    made(item, positive(total - hdl)?, &NON_HDL)
}

fn egfr(visit: &Visit, person: &Person) -> Option<Derived> {
    let item = unnamed("egfr", visit)?;
    let women = match person.sex {
        Sex::Male => 1.0,
        Sex::Female => 0.739,
        Sex::Unspecified => return None,
    };
    let age = f64::from(Some(age_on(person.birth, visit.date)).filter(|age| *age >= 18)?);
    let creatinine = positive(exact("creatinine", visit)?)?;
    made(item, 194.0 * creatinine.powf(-1.094) * age.powf(-0.287) * women, &EGFR)
}

/// Full years on a day.
pub(super) fn age_on(birth: NaiveDate, day: NaiveDate) -> i32 {
    day.year() - birth.year() - i32::from((day.month(), day.day()) < (birth.month(), birth.day()))
}

/// The item, where the visit does not name it in any way: one that is said to be not done is not computed either.
fn unnamed(slug: &str, visit: &Visit) -> Option<&'static Item> {
    item_by_slug(slug).filter(|item| item.pick(visit).is_none())
}

fn exact(slug: &str, visit: &Visit) -> Option<f64> {
    let item = item_by_slug(slug)?;
    exact_in(item.pick(visit)?.0, item.unit)
}

/// A number that is no bound, in a unit.
fn exact_in(found: &Measurement, wanted: &str) -> Option<f64> {
    match &found.value {
        Value::Quantity { number, unit, bound: None, .. } if number.is_finite() && same_unit(unit, wanted) => {
            Some(*number)
        }
        _ => None,
    }
}

fn positive(number: f64) -> Option<f64> {
    (number > 0.0).then_some(number)
}

fn made(item: &'static Item, number: f64, formula: &'static Formula) -> Option<Derived> {
    if !number.is_finite() {
        return None;
    }
    let text = format!("{number:.*}", usize::from(item.decimals));
    // What is judged is what is shown.
    let number = text.parse().ok()?;
    let value = Value::Quantity { text, number, unit: item.unit.to_owned(), bound: None };
    let code = item.codes.first()?.code;
    let measurement = Measurement {
        method: Some(COMPUTED.to_owned()),
        origin: Origin::Computed,
        ..Measurement::new(code, item.official, value)
    };
    Some(Derived { item, measurement, formula })
}

#[cfg(test)]
mod tests {
    use super::super::Bound;
    use super::super::sample::{bounded, day, number, result, visit};
    use super::*;

    const HEIGHT: &str = "9N001000000000001";
    const WEIGHT: &str = "9N006000000000001";
    const CREATININE: &str = "3C015000002327101";
    const HDL: &str = "3F070000002327101";

    fn born(birth: &str, sex: Sex) -> Person {
        Person { name: String::new(), kana: String::new(), birth: day(birth), sex }
    }

    fn of(results: Vec<Measurement>, person: &Person) -> Vec<(&'static str, String)> {
        derived(&visit("2026-05-14", results), person)
            .into_iter()
            .map(|one| {
                assert_eq!(one.measurement.origin, Origin::Computed);
                assert_eq!(formula_of(one.item), Some(one.formula));
                let Value::Quantity { text, .. } = one.measurement.value else { panic!("a number") };
                (one.item.slug, text)
            })
            .collect()
    }

    #[test]
    fn computes_by_the_known_formulas() {
        for (creatinine, birth, sex, wanted) in [
            ("0.80", "1976-05-14", Sex::Male, Some("80.6")),
            ("0.80", "1976-05-14", Sex::Female, Some("59.5")),
            ("1.30", "1966-05-14", Sex::Male, Some("45.0")),
            // One day younger than 50: the 49 years count.
            ("0.80", "1976-05-15", Sex::Male, Some("81.0")),
            ("0.80", "1976-05-14", Sex::Unspecified, None),
            ("0.80", "2010-05-14", Sex::Male, None),
            ("0.00", "1976-05-14", Sex::Male, None),
        ] {
            let found = of(vec![number(CREATININE, creatinine, "mg/dL")], &born(birth, sex));
            assert_eq!(found.first().map(|(_, text)| text.as_str()), wanted, "{creatinine} {birth} {sex:?}");
        }
        let man = born("1976-05-14", Sex::Male);
        assert_eq!(
            of(vec![number(HEIGHT, "170.0", "cm"), number(WEIGHT, "65.0", "kg")], &man),
            [("bmi", "22.5".to_owned())]
        );
        assert_eq!(
            of(vec![number("3F050000002327101", "210", "mg/dL"), number(HDL, "55", "mg/dl")], &man),
            [("non-hdl", "155".to_owned())]
        );
    }

    #[test]
    fn what_is_recorded_stands_and_what_is_no_exact_number_makes_none() {
        let man = born("1976-05-14", Sex::Male);
        let body = |bmi: Measurement| vec![number(HEIGHT, "170.0", "cm"), number(WEIGHT, "65.0", "kg"), bmi];
        let code = "9N011000000000001";
        assert_eq!(of(body(number(code, "99.9", "kg/m2")), &man), []);
        assert_eq!(of(body(result(code, Value::NotDone)), &man), []);
        for (height, weight) in [
            (number(HEIGHT, "1.70", "m"), number(WEIGHT, "65.0", "kg")),
            (number(HEIGHT, "0", "cm"), number(WEIGHT, "65.0", "kg")),
            (number(HEIGHT, "170.0", "cm"), bounded(WEIGHT, "150", "kg", Some(Bound::AtLeast))),
            (result(HEIGHT, Value::NotMeasurable), number(WEIGHT, "65.0", "kg")),
        ] {
            assert_eq!(of(vec![height, weight], &man), []);
        }
        let upside_down = vec![number("3F050000002327101", "50", "mg/dL"), number(HDL, "55", "mg/dL")];
        assert_eq!(of(upside_down, &man), []);
    }

    #[test]
    fn one_item_is_found_as_among_all() {
        let person = born("1976-05-14", Sex::Female);
        let visit = visit(
            "2026-05-14",
            vec![number(HEIGHT, "158.0", "cm"), number(WEIGHT, "52.0", "kg"), number(CREATININE, "0.61", "mg/dL")],
        );
        let all = derived(&visit, &person);
        assert_eq!(all.len(), 2);
        for one in &all {
            assert_eq!(derived_of(one.item, &visit, &person).as_ref(), Some(one));
            assert!(one.formula.words.chars().count() > 10 && one.formula.note().contains(one.formula.source));
        }
        assert_eq!(derived_of(item_by_slug("sbp").expect("an item"), &visit, &person), None);
        let whole = completed(&visit, &person);
        assert_eq!(derived(&whole, &person), [], "nothing is computed twice");
        let notes = notes([&visit, &whole, &whole]);
        assert!(notes.len() == 2 && notes[0].starts_with("BMIの計算値は、"), "{notes:?}");
        let points = |visit: &Visit| {
            let bmi = item_by_slug("bmi").expect("an item");
            super::super::trend::Trend::of(bmi, std::slice::from_ref(visit), person.sex).points
        };
        assert!(points(&visit).is_empty() && points(&whole)[0].computed);
    }
}
