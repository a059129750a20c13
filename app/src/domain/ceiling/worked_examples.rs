//! The twelve worked examples that are published or follow from published tables, to the yen.

use super::age::AgeGroup::{self, From70, Under70};
use super::class::Class;
use super::household::Place::{self, Inpatient, Outpatient};
use super::household::{Item, Rates, Settlement, settle};
use super::tables::{Row, table_of};
use super::yearly::Running;
use crate::domain::calendar::YearMonth;
use crate::domain::money::Yen;

const OLD: &str = "202607";
const NEW: &str = "202608";
const PLANNED: &str = "202708";

fn rows_of(month: &str, class: Class) -> Vec<&'static Row> {
    let month = YearMonth::from_digits(month).expect("a month");
    table_of(month).expect("a table").rows_of(class).collect()
}

fn rates(month: &str, class: Class) -> Rates {
    let row = rows_of(month, class)[0];
    Rates { monthly: row.monthly, outpatient: row.outpatient }
}

fn item(person: usize, age: AgeGroup, place: Place, cost: i64, paid: i64) -> Item {
    Item { person, age, place, cost: Yen(cost), paid: Yen(paid) }
}

fn settled(month: &str, under70: Option<Class>, from70: Option<Class>, items: &[Item]) -> Settlement {
    let of = |class: Option<Class>| class.map(|class| rates(month, class));
    settle(items, of(under70), of(from70)).expect("every ceiling is known")
}

#[test]
fn examples_1_and_2_one_person_under_70() {
    // MHLW leaflet and 協会けんぽ to 2026-07; MHLW 参考資料 from 2026-08.
    for (month, class, cost, ceiling, refund) in [
        (OLD, Class::U, 1_000_000, 87_430, 212_570),
        (OLD, Class::I, 1_000_000, 171_820, 128_180),
        (OLD, Class::A, 1_000_000, 254_180, 45_820),
        (NEW, Class::U, 1_000_000, 92_940, 207_060),
        (NEW, Class::U, 2_000_000, 102_940, 497_060),
        (NEW, Class::U, 3_000_000, 112_940, 787_060),
        (NEW, Class::I, 1_000_000, 183_130, 116_870),
        (NEW, Class::A, 1_000_000, 271_290, 28_710),
    ] {
        let found = settled(month, Some(class), None, &[item(0, Under70, Inpatient, cost, cost * 3 / 10)]);
        assert_eq!(
            (found.whole.ceiling, found.refund()),
            (Some(Yen(ceiling)), Yen(refund)),
            "{class:?} {month} {cost}"
        );
        assert_eq!(found.borne(), Yen(ceiling));
    }
}

#[test]
fn example_3_a_couple_of_75_and_over() {
    let couple = [
        item(0, From70, Inpatient, 490_000, 49_000),
        item(1, From70, Outpatient, 80_000, 8_000),
        item(1, From70, Outpatient, 40_000, 4_000),
    ];
    for (month, ceiling, refund) in [(OLD, 57_600, 3_400), (NEW, 61_500, 0)] {
        let found = settled(month, None, Some(Class::General), &couple);
        assert_eq!(found.elders.sum, Yen(61_000));
        assert_eq!((found.elders.ceiling, found.refund()), (Some(Yen(ceiling)), Yen(refund)), "{month}");
    }
}

#[test]
fn example_4_two_people_under_70() {
    let both = [item(0, Under70, Outpatient, 200_000, 60_000), item(1, Under70, Outpatient, 200_000, 60_000)];
    for (month, ceiling, refund) in [(OLD, 81_430, 38_570), (NEW, 86_940, 33_060)] {
        let found = settled(month, Some(Class::U), None, &both);
        assert_eq!((found.whole.ceiling, found.refund()), (Some(Yen(ceiling)), Yen(refund)), "{month}");
    }
}

#[test]
fn example_5_outpatient_first_then_the_household() {
    let found = settled(
        OLD,
        None,
        Some(Class::General),
        &[
            item(0, From70, Outpatient, 50_000, 10_000),
            item(0, From70, Outpatient, 50_000, 10_000),
            item(1, From70, Inpatient, 400_000, 57_600),
        ],
    );
    assert_eq!((found.outpatient.refund, found.elders.sum), (Yen(2_000), Yen(75_600)));
    assert_eq!((found.elders.refund, found.refund()), (Yen(18_000), Yen(20_000)));
}

#[test]
fn example_6_mixed_ages() {
    let found = settled(
        OLD,
        Some(Class::U),
        Some(Class::General),
        &[
            item(0, From70, Inpatient, 3_130_000, 57_600),
            item(1, From70, Outpatient, 80_000, 16_000),
            item(1, From70, Outpatient, 50_000, 10_000),
            item(2, Under70, Inpatient, 600_000, 83_430),
            item(3, Under70, Outpatient, 50_000, 15_000),
        ],
    );
    assert_eq!(found.outpatient.refund, Yen(8_000));
    assert_eq!((found.elders.sum, found.elders.refund), (Yen(75_600), Yen(18_000)));
    assert_eq!(
        (found.whole.sum, found.whole.cost, found.whole.ceiling),
        (Yen(141_030), Yen(3_860_000), Some(Yen(116_030)))
    );
    assert_eq!((found.whole.refund, found.dropped, found.refund()), (Yen(25_000), Yen(15_000), Yen(51_000)));
}

#[test]
fn example_7_below_21_000_an_item_drops_out_whole() {
    let found = settled(
        NEW,
        Some(Class::E),
        None,
        &[
            item(0, Under70, Inpatient, 200_000, 60_000),
            item(1, Under70, Outpatient, 70_000, 21_000),
            item(2, Under70, Outpatient, 69_997, 20_999),
        ],
    );
    assert_eq!((found.whole.sum, found.whole.cost), (Yen(81_000), Yen(270_000)));
    assert_eq!((found.refund(), found.borne()), (Yen(19_500), Yen(82_499)));
}

#[test]
fn example_8_two_tenths_from_70() {
    let inpatient = item(0, From70, Inpatient, 500_000, 100_000);
    let outpatient = item(0, From70, Outpatient, 150_000, 30_000);
    let found = settled(NEW, None, Some(Class::General), &[inpatient, outpatient]);
    assert_eq!((found.outpatient.refund, found.elders.sum), (Yen(8_000), Yen(122_000)));
    assert_eq!((found.elders.refund, found.refund()), (Yen(60_500), Yen(68_500)));
    let outside = settled(NEW, None, Some(Class::General), &[outpatient]);
    assert_eq!((outside.refund(), outside.of_household()), (Yen(8_000), Yen::ZERO));
}

#[test]
fn example_9_a_parent_and_a_child() {
    let found = settled(
        NEW,
        Some(Class::E),
        Some(Class::General),
        &[item(0, From70, Inpatient, 350_000, 70_000), item(1, Under70, Inpatient, 100_000, 30_000)],
    );
    assert_eq!((found.elders.refund, found.whole.sum, found.whole.refund), (Yen(8_500), Yen(91_500), Yen(30_000)));
    assert_eq!(found.refund(), Yen(38_500));
}

#[test]
fn example_10_rounding_at_the_edge() {
    for (cost, ceiling) in [(267_049, 80_100), (267_050, 80_101), (100_000, 80_100)] {
        assert_eq!(rates(OLD, Class::U).monthly.at(Yen(cost)), Yen(ceiling), "{cost}");
    }
}

#[test]
fn example_11_the_finer_rows_that_are_planned() {
    for (class, pay, cost, ceiling, refund) in [
        (Class::U, "44万〜50万円", 1_000_000, 116_720, 183_280),
        (Class::U, "36万〜41万円", 1_000_000, 104_830, 195_170),
        (Class::I, "62万〜68万円", 1_000_000, 197_920, 102_080),
        (Class::A, "103万〜121万円", 1_000_000, 303_000, 0),
        (Class::A, "103万〜121万円", 2_000_000, 312_900, 287_100),
    ] {
        let row = rows_of(PLANNED, class).into_iter().find(|row| row.pay == Some(pay)).expect("a row");
        let rates = Rates { monthly: row.monthly, outpatient: row.outpatient };
        let items = [item(0, Under70, Inpatient, cost, cost * 3 / 10)];
        let found = settle(&items, Some(rates), None).expect("every ceiling is known");
        assert_eq!((found.whole.ceiling, found.refund()), (Some(Yen(ceiling)), Yen(refund)), "{pay} {cost}");
    }
    assert_eq!(rates(NEW, Class::U).monthly.at(Yen(1_000_000)), Yen(92_940), "a month before");
}

#[test]
fn example_12_a_year_of_such_months() {
    let row = rows_of(NEW, Class::U)[0];
    let ceiling = row.year.expect("a yearly ceiling");
    let month = row.monthly.at(Yen(1_000_000)).0;
    let borne = Yen(month * 3 + row.many.expect("a lower amount").0 * 9);
    assert_eq!((borne, Running { borne, ceiling }.over()), (Yen(678_420), Yen(148_420)));
    assert_eq!(Running { borne: Yen(80_000 * 12), ceiling }.over(), Yen(430_000), "without any monthly benefit");
}
