//! What a person should look at in a row before it is filed. A hint never changes an amount.

use chrono::{Datelike, NaiveDate};

use super::row::Row;
use crate::domain::calendar::YearMonth;
use crate::domain::money::Yen;
use crate::domain::tax::form::Certainty;

/// Something to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    /// A child's row without other public funds: municipal aid may have paid it (国税庁 確定申告書等作成コーナー よくある質問).
    ChildAid,
    /// A stay in hospital: insurance or the high-cost benefit may have paid something back.
    Hospital,
    /// A part below ten yen, which no counter asks for. Either amount may be filed.
    OddYen,
    /// Its category is not sure.
    Category,
    /// More given back than paid.
    Negative,
    /// Its price is still to be told.
    NoAmount,
    /// A drug without the mark counts for one of the two schemes only.
    Unmarked,
    /// December: if it was paid in January it belongs to the next year.
    December,
}

impl Hint {
    /// Whether it stands on so many rows that it is said once for all of them.
    #[must_use]
    pub const fn is_said_once(self) -> bool {
        matches!(self, Self::OddYen)
    }

    /// In plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ChildAid => "こどもの医療費助成で払っていない分は、0円などに直してください。",
            Self::Hospital => "高額療養費や保険で戻った額があれば、入れてください。",
            Self::OddYen => {
                "10円未満の端数がある行は、窓口では10円単位で払うため、領収書と少し違うことがあります。どちらの額でも申告できます。"
            }
            Self::Category => "医療費の区分を、領収書で確かめてください。",
            Self::Negative => "払い戻しの分です。同じ病院などの分から差し引きます。",
            Self::NoAmount => "金額が未記入です。入れるまで合計に入りません。",
            Self::Unmarked => "しるしがないため、医療費控除だけに入れます。",
            Self::December => "翌年の1月に払ったときは、払った日を入れてください。",
        }
    }
}

/// Last month in which municipal aid for children can apply: the March after the 18th birthday, the highest age that a
/// municipality is known to set (unverified; each sets its own).
fn is_child(birth: NaiveDate, month: YearMonth) -> bool {
    let school_year = if (birth.month(), birth.day()) <= (4, 1) { birth.year() - 1 } else { birth.year() };
    YearMonth::new(school_year + 19, 3).is_some_and(|last| month <= last)
}

/// What there is to look at in a row; `birth` is its person's.
#[must_use]
pub fn hints(row: &Row, birth: Option<NaiveDate>) -> Vec<Hint> {
    let mut found = Vec::new();
    let mut say = |hint, applies: bool| {
        if applies {
            found.push(hint);
        }
    };
    let paid = row.paid();
    let untouched = !row.corrected;
    let no_aid = row.notified.and_then(|notified| notified.parts).is_some_and(|parts| parts.public == Yen::ZERO);
    let child = birth.zip(row.treated).is_some_and(|(birth, month)| is_child(birth, month));
    say(Hint::NoAmount, row.lacks_amount());
    say(Hint::ChildAid, untouched && no_aid && child && paid > Yen::ZERO);
    say(Hint::Hospital, row.kind.contains("入院") && row.reimbursed == Yen::ZERO && untouched && paid > Yen::ZERO);
    say(Hint::Category, row.certainty != Certainty::Certain && !(row.kind.is_empty() && row.is_notified()));
    say(Hint::Negative, paid < Yen::ZERO);
    say(Hint::Unmarked, row.typed == Some(super::typed::TypedKind::Otc) && !row.marked);
    say(
        Hint::December,
        row.is_notified()
            && paid != Yen::ZERO
            && row.paid_on.is_none()
            && row.treated.is_some_and(|month| month.month() == 12),
    );
    say(Hint::OddYen, untouched && row.is_notified() && paid > Yen::ZERO && paid.0 % 10 != 0);
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::{notice, typed};
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn a_child_is_one_until_the_march_after_the_eighteenth_birthday() {
        for (birth, year, month, child) in [
            (day(2008, 4, 2), 2027, 3, true),
            (day(2008, 4, 2), 2027, 4, false),
            (day(2008, 4, 1), 2026, 3, true),
            (day(2008, 4, 1), 2026, 4, false),
        ] {
            let month = YearMonth::new(year, month).expect("a month");
            assert_eq!(is_child(birth.expect("a day"), month), child, "{birth:?} {month}");
        }
    }

    #[test]
    fn says_what_to_look_at() {
        let child = day(2017, 8, 2);
        for (row, birth, wanted) in [
            (notice("陽", 4, "歯科外来", "見本小児歯科", 1_640), child, vec![Hint::ChildAid]),
            (notice("陽", 4, "歯科外来", "見本小児歯科", 1_640), day(1980, 1, 1), vec![]),
            (
                notice("太郎", 12, "医科入院", "見本総合病院", 90_369),
                None,
                vec![Hint::Hospital, Hint::December, Hint::OddYen],
            ),
            // Nothing was paid, so it cannot have been paid in January.
            (notice("太郎", 12, "調剤", "見本薬局", 0), None, vec![]),
            (notice("太郎", 12, "調剤", "見本薬局", 600), None, vec![Hint::December]),
            (notice("太郎", 3, "訪問看護", "見本訪問看護", 1_200), None, vec![Hint::Category]),
            (notice("太郎", 3, "調剤", "見本薬局", -300), None, vec![Hint::Negative]),
            (typed("太郎", "otc", "見本ドラッグ", 1_980, false), None, vec![Hint::Unmarked]),
            (typed("太郎", "otc", "見本ドラッグ", 1_980, true), None, vec![]),
        ] {
            assert_eq!(hints(&row, birth), wanted, "{} {}", row.place, row.kind);
        }
        let mut priceless = typed("太郎", "otc", "見本ドラッグ", 0, true);
        priceless.told = None;
        assert_eq!(hints(&priceless, None), [Hint::NoAmount]);
    }
}
