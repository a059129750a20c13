//! The least that comes back is called sure where the range holds every answer to what is open, and nowhere else.

use super::super::Missing::{DiseaseBill, InsurerHidden, Table as TableMissing};
use super::*;

#[test]
fn a_least_is_sure_whatever_is_open_or_is_none() {
    let any = of(&made(MIDDLE, vec![certified("A03")], &ToldClasses::default(), vec![]), "202609");
    let range = Some((26_448, 39_372));
    for (between, missing, sure) in [
        (range, &[Prescriber][..], true),
        (range, &[DiseaseBill], true),
        (range, &[ManyMissing], true),
        (range, &[Prescriber, DiseaseBill, ManyMissing], true),
        (Some((0, 39_372)), &[Prescriber], false),
        // Rows that are in no sum raise the ceiling once they are.
        (range, &[PublicFunds], false),
        (range, &[Kind], false),
        (range, &[PublicFunds, Prescriber], false),
        // Of no class and no insurer a range is known.
        (range, &[Class], false),
        (range, &[FinerClass], false),
        (range, &[Insurer, DiseaseBill], false),
        (range, &[InsurerHidden, DiseaseBill], false),
        (range, &[InsurerChanged], false),
        (range, &[Aid], false),
        (range, &[TableMissing], false),
        (None, &[Prescriber], false),
    ] {
        let line = MonthLine { verdict: open(between, missing), ..any.clone() };
        assert_eq!(line.at_least(), sure.then_some(Yen(26_448)), "{between:?} {missing:?}");
        assert_eq!((line.is_open(), line.may_be_more()), (!sure, true), "{missing:?}");
        let (before, after) = (day("2028-09-30"), day("2028-10-01"));
        assert_eq!((line.claimable(before).is_some(), line.lapsed(before)), (sure, None));
        assert_eq!((line.claimable(after), line.lapsed(after).is_some()), (None, sure));
    }
}

#[test]
fn what_lapses_within_three_months_is_soon() {
    let any = of(&made(MIDDLE, vec![certified("A03")], &ToldClasses::default(), vec![]), "202609");
    for (until, soon) in
        [("2026-11-21", false), ("2026-11-22", true), ("2026-11-30", true), ("2027-02-22", true), ("2027-02-23", false)]
    {
        let line = MonthLine { claim_until: day(until), ..any.clone() };
        assert_eq!(line.lapses_soon(day("2026-11-22")), soon, "{until}");
    }
}
