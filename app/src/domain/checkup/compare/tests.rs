//! What is compared, and what is not.

use proptest::prelude::*;

use super::*;
use crate::domain::checkup::Bound;
use crate::domain::checkup::sample::{HBA1C, SBP, bounded, coded, number, result, visit};

fn change(before: Measurement, after: Measurement) -> String {
    let both = (visit("2025-05-14", vec![before]), visit("2026-05-14", vec![after]));
    let pairs = compare(&both.0, &both.1, Sex::Male);
    assert_eq!(pairs.len(), 1);
    pairs[0].change.words()
}

#[test]
fn numbers_say_by_how_much_and_what_cannot_be_compared_says_why() {
    let glucose = "3D010000001927201";
    for (before, after, words) in [
        (number(SBP, "136", "mm[Hg]"), number(SBP, "138", "mm[Hg]"), "2 mmHg 上がった"),
        (number(HBA1C, "5.7", "%"), number(HBA1C, "5.5", "%"), "0.2 ポイント 下がった"),
        (number(HBA1C, "5.7", "%"), number(HBA1C, "5.70", "%"), "変わらない"),
        (number("9N006000000000001", "68.4", "kg"), number("9N006000000000001", "68", "kg"), "0.4 kg 下がった"),
        (number("3D046000001906202", "5.7", "%"), number(HBA1C, "5.5", "%"), OTHER_METHOD),
        (number("9A751000000000001", "136", "mm[Hg]"), number(SBP, "138", "mm[Hg]"), OTHER_METHOD),
        (number(glucose, "5.4", "mmol/L"), number(glucose, "97", "mg/dL"), OTHER_UNIT),
        (number(glucose, "95", "mg/dL"), number(glucose, "97", "mg/dl"), "2 mg/dL 上がった"),
        (bounded(glucose, "20", "mg/dL", Some(Bound::AtMost)), number(glucose, "97", "mg/dL"), ONLY_BOUND),
        (number(SBP, "136", "mm[Hg]"), result(SBP, Value::NotDone), ONE_SIDE),
        (coded("1A010000000191111", "2102", "1"), coded("1A010000000191111", "2102", "1"), "変わらない"),
        (coded("1A010000000191111", "2102", "1"), coded("1A010000000191111", "2102", "2"), "変わった"),
        (coded("1A010000000190111", "2102", "1"), coded("1A010000000191111", "2102", "1"), OTHER_METHOD),
    ] {
        assert_eq!(change(before.clone(), after.clone()), words, "{before:?} {after:?}");
    }
}

#[test]
fn the_outcome_names_what_is_new_and_counts_nothing_across_other_limits() {
    let glucose = "3D010000001926101";
    let of = |before: Vec<Measurement>, after: Vec<Measurement>| {
        Outcome::of(&compare(&visit("2025-05-14", before), &visit("2026-05-14", after), Sex::Male))
    };
    let sbp = |value: &str| number(SBP, value, "mm[Hg]");
    for (before, after, said) in [
        ("128", "135", vec!["新しく基準値から外れたもの：収縮期血圧（上）。"]),
        ("128", "150", vec!["新しく受診をすすめる値になったもの：収縮期血圧（上）。"]),
        ("135", "150", vec!["新しく受診をすすめる値になったもの：収縮期血圧（上）。"]),
        ("150", "135", vec!["2回とも基準値から外れているもの：収縮期血圧（上）。"]),
        ("150", "128", vec!["基準値の中に戻ったもの：収縮期血圧（上）。"]),
        ("150", "152", vec!["2回とも基準値から外れているもの：収縮期血圧（上）。"]),
        ("120", "121", vec!["くらべられた 1項目は、2回とも基準値の中です。"]),
    ] {
        let name = all_items().iter().find(|item| item.slug == "sbp").expect("an item").name;
        let said: Vec<String> = said.into_iter().map(|words| words.replace("収縮期血圧（上）", name)).collect();
        assert_eq!(of(vec![sbp(before)], vec![sbp(after)]).sentences(), said, "{before} {after}");
    }
    let other = of(vec![number("9A751000000000001", "120", "mm[Hg]")], vec![sbp("150")]);
    assert_eq!((other.newly_out.len(), other.not_held), (0, 1), "by another method");
    assert_eq!(of(vec![sbp("150")], vec![result(SBP, Value::NotDone)]), Outcome::default());
    let two = of(vec![sbp("120"), number(glucose, "90", "mg/dL")], vec![sbp("150"), number(glucose, "91", "mg/dL")]);
    assert_eq!((two.newly_referred.len(), two.newly_out.len(), two.within), (1, 0, 1));
    assert!(two.sentences()[1].starts_with("ほかの 1項目"));
    assert_eq!(Outcome::default().sentences(), Vec::<String>::new());
}

#[test]
fn an_item_of_one_day_stands_alone_on_its_side() {
    let (old, new) = (visit("2025-05-14", vec![number(SBP, "136", "mm[Hg]")]), visit("2026-05-14", Vec::new()));
    let pairs = compare(&old, &new, Sex::Male);
    assert!(pairs[0].before.is_some() && pairs[0].after.is_none() && pairs[0].change.words() == ONE_SIDE);
}

#[test]
fn answers_differ_by_their_words_and_another_list_is_said() {
    let smoking = |list: &str, code: &str| coded("9N736000000000011", list, code);
    let pairs = |old: &Measurement, new: &Measurement| changed_answers(&[old], &[new]);
    assert_eq!(pairs(&smoking("24060", "2"), &smoking("24060", "2")), []);
    let changed = pairs(&smoking("24060", "1"), &smoking("24060", "3"));
    assert_eq!(
        (changed[0].before.as_str(), changed[0].after.as_str(), changed[0].other_list),
        ("はい", "いいえ", false)
    );
    let other = pairs(&smoking("2003", "2"), &smoking("24060", "2"));
    assert!(other[0].other_list && other[0].before == "いいえ" && other[0].after.starts_with("以前は"));
    assert_eq!(pairs(&smoking("2003", "2"), &result("9N736000000000011", Value::NotDone)), []);
}

proptest! {
    #[test]
    fn turned_round_up_is_down(from in 0i32..400, to in 0i32..400) {
        let (from, to) = (number(SBP, &from.to_string(), "mm[Hg]"), number(SBP, &to.to_string(), "mm[Hg]"));
        let (there, back) = (change(from.clone(), to.clone()), change(to, from));
        prop_assert_eq!(there.replace("上がった", "下がった"), back.replace("上がった", "下がった"));
        prop_assert_eq!(there.contains("上がった"), back.contains("下がった"));
    }
}
