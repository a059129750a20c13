//! One line for two products from two hands: meetings that follow each other without a day between are told as one, so that a
//! drug received each month does not look like a matter of this month.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::medication::Supply;

/// Two supplies and the days on which both were there.
type Meeting<'d> = ([Supply<'d>; 2], (NaiveDate, NaiveDate));

fn meeting<'d>(all: &[Supply<'d>], a: usize, b: usize) -> Option<Meeting<'d>> {
    let (one, other) = (all[a], all[b]);
    let first = one.start.max(other.start);
    let last = one.last_day().min(other.last_day());
    (first <= last).then_some(([one, other], (first, last)))
}

/// One line: the latest meeting of two products from two hands, with those before and after it that touch.
pub(super) struct Joined<'d> {
    pub(super) at: (usize, usize),
    pub(super) pair: [Supply<'d>; 2],
    pub(super) days: (NaiveDate, NaiveDate),
    pub(super) times: usize,
}

/// A line for each two products from two hands that were not told yet, however many supplies of theirs met.
pub(super) fn joined<'d>(
    all: &[Supply<'d>],
    pairs: &BTreeSet<(usize, usize)>,
    told: &mut BTreeSet<Line>,
) -> Vec<Joined<'d>> {
    let mut places: BTreeMap<Line, usize> = BTreeMap::new();
    let mut lines: Vec<(Joined<'d>, Vec<(NaiveDate, NaiveDate)>)> = Vec::new();
    for &at in pairs {
        let Some((pair, days)) = meeting(all, at.0, at.1) else { continue };
        let name = line(&pair);
        if told.contains(&name) {
            continue;
        }
        match places.get(&name).and_then(|place| lines.get_mut(*place)) {
            // Where no days are told nobody knows how far a time reaches: such times stay apart.
            Some((latest, others)) => {
                if pair.iter().chain(&latest.pair).all(|one| one.has_days) {
                    others.push(days);
                }
            }
            None => {
                places.insert(name, lines.len());
                lines.push((Joined { at, pair, days, times: 1 }, Vec::new()));
            }
        }
    }
    told.extend(places.into_keys());
    lines
        .into_iter()
        .map(|(mut line, others)| {
            (line.days, line.times) = reach(line.days, others);
            line
        })
        .collect()
}

/// The days of a time together with all that touch it, directly or by way of others; and how many times these are.
fn reach(days: (NaiveDate, NaiveDate), mut others: Vec<(NaiveDate, NaiveDate)>) -> ((NaiveDate, NaiveDate), usize) {
    let touch = |one: (NaiveDate, NaiveDate), other: (NaiveDate, NaiveDate)| {
        let next = |day: NaiveDate| day.succ_opt().unwrap_or(day);
        other.0 <= next(one.1) && one.0 <= next(other.1)
    };
    others.sort_unstable_by_key(|other| std::cmp::Reverse(other.1));
    let (mut whole, mut times) = (days, 1);
    loop {
        let before = others.len();
        others.retain(|other| {
            let meets = touch(whole, *other);
            if meets {
                whole = (whole.0.min(other.0), whole.1.max(other.1));
                times += 1;
            }
            !meets
        });
        if others.len() == before {
            return (whole, times);
        }
    }
}

/// Two products, each with whoever gave it.
pub(super) type Line = [(String, String); 2];

/// What makes two findings one line: the same two products from the same two hands.
fn line(pair: &[Supply<'_>; 2]) -> Line {
    let mut ends = pair.map(|one| (one.drug.name.clone(), one.from.provider().name.clone()));
    ends.sort();
    ends
}

#[cfg(test)]
mod tests {
    use super::super::overlaps;
    use super::super::tests::{day, from, oral, today};
    use crate::domain::medication::{Drug, merge};

    /// Two clinics that each give the same ingredient again and again: one line with the days that hang together.
    #[test]
    fn times_of_one_pair_that_touch_are_one_line_and_others_stay_apart() {
        let drug = |name: &str, days: Option<u32>| Drug { times: days, ..oral(name, "アムロジピン") };
        for (what, first, second, wanted) in [
            ("once", vec![("2026-11-01", 28)], vec![("2026-11-10", 28)], Some(("2026-11-10", "2026-11-28", 1))),
            (
                "again without a day between",
                vec![("2026-10-01", 31), ("2026-11-01", 28)],
                vec![("2026-10-10", 28), ("2026-11-07", 28)],
                Some(("2026-10-10", "2026-11-28", 3)),
            ),
            (
                "a day between",
                vec![("2026-10-01", 28), ("2026-11-01", 28)],
                vec![("2026-10-10", 10), ("2026-11-02", 28)],
                Some(("2026-11-02", "2026-11-28", 1)),
            ),
            (
                "three hang together, an older one does not",
                vec![("2026-07-01", 28), ("2026-09-01", 30), ("2026-10-01", 31), ("2026-11-01", 28)],
                vec![("2026-07-01", 28), ("2026-09-01", 90)],
                Some(("2026-09-01", "2026-11-28", 3)),
            ),
        ] {
            let gives = |clinic: &'static str, name: &'static str, times: &[(&str, u32)]| {
                let row = |(on, days): &(&str, u32)| from(on, clinic, vec![drug(name, Some(*days))]);
                times.iter().map(row).collect::<Vec<_>>()
            };
            let mut rows = gives("甲内科", "アムロジピン錠", &first);
            rows.extend(gives("乙病院", "ノルバスク錠", &second));
            for turn in 0..rows.len() {
                rows.rotate_left(turn);
                let lines = merge(&rows);
                let found: Vec<_> = overlaps(&lines, today()).shared.iter().map(|one| (one.days, one.times)).collect();
                let wanted: Vec<_> = wanted.iter().map(|one| ((day(one.0), day(one.1)), one.2)).collect();
                assert_eq!(found, wanted, "{what}, order {turn}");
            }
        }
        // Without days, days on which both were handed out are all that is known.
        let undated = |clinic: &'static str, name: &'static str, on: &str| from(on, clinic, vec![drug(name, None)]);
        let rows =
            ["2026-11-09", "2026-11-10"].map(|on| [undated("甲内科", "甲錠", on), undated("乙病院", "乙錠", on)]);
        let lines = rows.concat();
        let lines = merge(&lines);
        assert!(overlaps(&lines, today()).shared.iter().all(|one| one.times == 1));
    }
}
