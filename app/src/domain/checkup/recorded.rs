//! A judgement as an insurer records it: an answer of a list, under an item of its own.

use super::rule::Outcome;
use super::{Value, Visit};

/// What a rule finds, as its list of answers has it.
pub trait Listed: Copy + PartialEq + 'static {
    /// The item under which an insurer records it.
    const ITEM: &'static str;
    /// The list of its answers; 4 is 判定不能 in each.
    const LIST: &'static str;
    /// Everything that can be found, the lightest first.
    const ALL: [Self; 3];
    /// Code of the list.
    fn code(self) -> &'static str;
}

/// 判定不能
const UNDECIDED: &str = "4";

/// From a code of the list.
#[must_use]
pub fn outcome_of<L: Listed>(code: &str) -> Option<Outcome<L>> {
    if code == UNDECIDED {
        return Some(Outcome::Undecided);
    }
    L::ALL.into_iter().find(|found| found.code() == code).map(Outcome::Judged)
}

/// As a visit's insurer recorded it; nothing where the visit holds none, or an answer the list does not know.
#[must_use]
pub fn recorded_outcome<L: Listed>(visit: &Visit) -> Option<Outcome<L>> {
    visit.results.iter().find(|result| result.code == L::ITEM).and_then(|result| match &result.value {
        Value::Coded { code, oid, .. } if oid.trim().trim_start_matches("urn:oid:") == L::LIST => outcome_of(code),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::answers::answer;
    use super::super::guidance::Level;
    use super::super::metabolic::Syndrome;
    use super::super::sample::{coded, result, visit};
    use super::*;

    fn check<L: Listed + std::fmt::Debug>(label: fn(L) -> &'static str) {
        let list = L::LIST.rsplit('.').next().expect("a list");
        let told = |result| recorded_outcome::<L>(&visit("2026-05-14", vec![result]));
        for one in L::ALL {
            assert_eq!(outcome_of(one.code()), Some(Outcome::Judged(one)));
            assert_eq!(told(coded(L::ITEM, list, one.code())), Some(Outcome::Judged(one)));
            let words = answer(L::LIST, one.code()).expect("in the list");
            assert_eq!(words.replace('(', "（").replace(')', "）"), label(one));
        }
        assert_eq!(told(coded(L::ITEM, list, "4")), Some(Outcome::Undecided));
        for strange in [coded(L::ITEM, "2002", "1"), coded(L::ITEM, list, "9"), result(L::ITEM, Value::NotDone)] {
            assert_eq!(told(strange), None);
        }
    }

    #[test]
    fn a_code_and_back_is_the_same_and_the_list_decides() {
        check(Level::label);
        check(Syndrome::label);
        assert_ne!((Level::ITEM, Level::LIST), (Syndrome::ITEM, Syndrome::LIST));
    }
}
