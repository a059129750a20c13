//! Every series of a person's checkups at once, in one pass over what was delivered: a page shows them all.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::derived::derived;
use super::items::{Item, ItemCode, all_items, item_by_slug, item_of_code, rank};
use super::subject::{Either, Family, Other, is_other, method_words};
use super::trend::{Points, Trend};
use super::verdict::Circumstances;
use super::{Measurement, Visit};
use crate::domain::person::Person;

/// The series.
#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    /// Those of the catalogue that any visit names, in its order.
    pub items: Vec<Trend>,
    /// The other amounts: those of the newest visit first, otherwise in the order in which they first came.
    pub others: Vec<Trend<Other>>,
}

/// Where a code stands in the catalogue: index of the item, rank of the code, the code.
static PLACES: LazyLock<HashMap<&str, (usize, usize, &'static ItemCode)>> = LazyLock::new(|| {
    let codes = |(index, item): (usize, &'static Item)| {
        item.codes.iter().enumerate().map(move |(place, variant)| (variant.code, (index, place, variant)))
    };
    all_items().iter().enumerate().flat_map(codes).collect()
});

impl Trends {
    /// All series over a person's visits (in any order), with what can be computed of items that a visit does not name.
    #[must_use]
    pub fn of(visits: &[Visit], person: &Person) -> Self {
        let mut visits: Vec<&Visit> = visits.iter().collect();
        visits.sort_by_key(|visit| visit.date);
        let items = all_items();
        let mut known: Vec<Points> = items.iter().map(|_| Points::default()).collect();
        let mut others: Vec<(Family, Other, usize, Points)> = Vec::new();
        let mut at: HashMap<Family, usize> = HashMap::new();
        for (nth, visit) in visits.into_iter().enumerate() {
            let circumstances = Circumstances::of(visit, person.sex);
            let computed = derived(visit, person);
            let mut best: Vec<Option<(u8, usize, &Measurement, &'static ItemCode)>> = vec![None; items.len()];
            for result in &visit.results {
                if let Some(&(index, place, variant)) = PLACES.get(result.code.as_str()) {
                    let here = (rank(&result.value), place);
                    if best[index].is_none_or(|(rank, place, ..)| here < (rank, place)) {
                        best[index] = Some((here.0, here.1, result, variant));
                    }
                } else if is_other(result) {
                    let family = Family::of(&result.code);
                    let Some(subject) = Other::of(result) else { continue };
                    let index = *at.entry(family.clone()).or_insert_with(|| {
                        others.push((family, subject.clone(), usize::MAX, Points::default()));
                        others.len() - 1
                    });
                    let (_, named, last, points) = &mut others[index];
                    // The first of a visit is told; a second of the same kind stands with the visit's other results.
                    if *last != nth {
                        (*named, *last) = (subject, nth);
                        points.add(None, method_words(&result.code), result, visit, circumstances);
                    }
                }
            }
            for one in &computed {
                if let Some(&(index, place, variant)) = PLACES.get(one.measurement.code.as_str()) {
                    best[index] = Some((0, place, &one.measurement, variant));
                }
            }
            for ((best, points), item) in best.into_iter().zip(&mut known).zip(items) {
                if let Some((.., result, variant)) = best {
                    points.add(Some(item), variant.method.into(), result, visit, circumstances);
                }
            }
        }
        others.sort_by_key(|(_, _, last, _)| std::cmp::Reverse(*last));
        Self {
            items: known
                .into_iter()
                .zip(items)
                .map(|(points, item)| Trend { item, points: points.finish() })
                .filter(|trend| !trend.points.is_empty())
                .collect(),
            others: others.into_iter().map(|(_, item, _, points)| Trend { item, points: points.finish() }).collect(),
        }
    }
}

impl Trends {
    /// The series of an address: a slug, or a code of the catalogue, or one of another amount's codes. An item that is known
    /// and of which nothing was delivered is a series without points.
    #[must_use]
    pub fn find(&self, address: &str) -> Option<Trend<Either>> {
        if let Some(item) = item_by_slug(address).or_else(|| item_of_code(address).map(|(item, _)| item)) {
            let points = self.items.iter().find(|trend| trend.item.slug == item.slug).map(|trend| trend.points.clone());
            return Some(Trend { item: Either::Item(item), points: points.unwrap_or_default() });
        }
        let family = Family::of(address);
        let found = self.others.iter().find(|trend| Family::of(&trend.item.code) == family);
        match found {
            Some(trend) => Some(Trend { item: Either::Other(trend.item.clone()), points: trend.points.clone() }),
            None => Other::of_list(address).map(|other| Trend { item: Either::Other(other), points: Vec::new() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HBA1C, SBP, coded, man, visit};
    use super::*;
    use crate::domain::checkup::Value;
    use crate::domain::checkup::derived::completed;
    use crate::domain::checkup::sample::{numbers, result};
    use crate::domain::checkup::subject::Subject as _;
    use crate::domain::checkup::trend::Break;
    use crate::domain::person::Sex;

    #[test]
    fn one_pass_gives_what_each_item_gives_by_itself() {
        const FIRST: &str = "9A751000000000001";
        const SECOND: &str = "9A752000000000001";
        let mut newest = numbers(&[(FIRST, "150 mm[Hg]"), (SECOND, "140 mm[Hg]")]);
        newest.extend([result(SBP, Value::NotDone), coded("1A010000000191111", "2102", "3")]);
        newest.extend(numbers(&[("9N001000000000001", "170.0 cm"), ("9N006000000000001", "65.0 kg")]));
        let visits = [
            visit("2025-05-14", numbers(&[(FIRST, "130 mm[Hg]"), (HBA1C, "5.5 %")])),
            visit("2026-05-14", newest),
            visit("2024-05-14", numbers(&[(SBP, "120 mm[Hg]")])),
        ];
        let all = Trends::of(&visits, &man());
        let whole: Vec<Visit> = visits.iter().map(|visit| completed(visit, &man())).collect();
        let alone: Vec<Trend> = all_items()
            .iter()
            .map(|item| Trend::of(item, &whole, Sex::Male))
            .filter(|trend| !trend.points.is_empty())
            .collect();
        assert_eq!(all.items, alone);
        assert_eq!(all.items.len(), 6);
        assert!(all.find("bmi").is_some_and(|trend| trend.points[0].computed));
    }

    #[test]
    fn other_amounts_are_series_by_their_code_without_the_method() {
        const TOTAL: [&str; 2] = ["3F050000002327101", "3F050000002327201"];
        let newest = [("3F050129902327101", "240 mg/dL"), (TOTAL[1], "210 mg/dL"), (TOTAL[0], "215 mg/dL")];
        let visits = [
            visit("2012-05-14", numbers(&[("3D045000001920402", "5.2 %"), (TOTAL[0], "190 mg/dL")])),
            visit("2025-05-14", numbers(&[(TOTAL[1], "200 mg/dL"), (HBA1C, "5.5 %")])),
            visit("2026-05-14", numbers(&newest)),
        ];
        let others = Trends::of(&visits, &man()).others;
        let told: Vec<(&str, Vec<&str>)> = others
            .iter()
            .map(|trend| (trend.item.code.as_str(), trend.points.iter().map(|point| point.text.as_str()).collect()))
            .collect();
        assert_eq!(
            told,
            [
                ("3F050000002327201", vec!["190", "200", "210"]),
                ("3F050129902327101", vec!["240"]),
                ("3D045000001920402", vec!["5.2"]),
            ]
        );
        assert!(matches!(others[0].points[1].breaks[..], [Break::Method { .. }, Break::Period { .. }]));
    }

    #[test]
    fn a_series_is_found_by_slug_and_by_any_of_its_codes() {
        let visits = [visit("2025-05-14", numbers(&[(SBP, "130 mm[Hg]"), ("3F050000002327201", "200 mg/dL")]))];
        let all = Trends::of(&visits, &man());
        for (address, wanted) in [
            ("sbp", Some(("最高血圧", 1))),
            ("9A751000000000001", Some(("最高血圧", 1))),
            ("hba1c", Some(("HbA1c", 0))),
            ("3F050000002399901", Some(("総コレステロール", 1))),
            ("3A015000002327101", Some(("アルブミン", 0))),
            ("9Z999000000000001", None),
            ("", None),
        ] {
            let found = all.find(address).map(|trend| (trend.item.name().to_owned(), trend.points.len()));
            assert_eq!(found, wanted.map(|(name, count)| (name.to_owned(), count)), "{address}");
        }
    }
}
