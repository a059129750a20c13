//! What holds for several visits in a row: changes in one way, and verdicts that stay in or out.

use super::Trend;
use super::breaks::same_method;
use super::point::Point;
use crate::domain::calendar::fiscal_year;

/// Which way numbers went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// 上がっています
    Up,
    /// 下がっています
    Down,
    /// 変わっていません
    Same,
}

/// A run of changes in one way up to the newest point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// Up or down.
    pub way: Way,
    /// Number of changes in a row, at least 2.
    pub count: usize,
    /// Every one of them from one fiscal year to the next, so that it may be told in years.
    pub yearly: bool,
}

impl Streak {
    /// `4年続けて上がっています。`
    #[must_use]
    pub fn sentence(self) -> String {
        let unit = if self.yearly { "年" } else { "回" };
        let way = if self.way == Way::Down { "下がっています" } else { "上がっています" };
        format!("{}{unit}続けて{way}。", self.count)
    }
}

/// Since when the newest verdict holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Since<'t> {
    /// First visit of the run.
    pub first: &'t Point,
    /// Judged visits in the run, the newest included.
    pub count: usize,
    /// Every judged visit there is belongs to it.
    pub whole: bool,
    /// Outside, rather than inside.
    pub out: bool,
    /// The judged visit before the run was held against something else, so that nobody can say whether anything changed.
    pub otherwise: bool,
    /// It was so before, and not in between.
    pub again: bool,
    /// Some value of the series has no verdict, so that the visits counted are not all.
    pub unjudged: bool,
}

impl<S> Trend<S> {
    /// The run of changes in one way up to the newest point, if at least two. A change of method ends it.
    #[must_use]
    pub fn streak(&self) -> Option<Streak> {
        let numbers = self.numbers();
        if numbers.last()?.0.date != self.newest()?.date {
            return None;
        }
        let mut run: Option<(Way, usize, bool)> = None;
        for pair in numbers.windows(2).rev() {
            let ((before, from), (after, to)) = (pair[0], pair[1]);
            let way = way(from, to);
            let comparable = same_method(before, after);
            if way == Way::Same || !comparable || run.is_some_and(|(running, ..)| running != way) {
                break;
            }
            let yearly = fiscal_year(after.date) - fiscal_year(before.date) == 1;
            run = Some(run.map_or((way, 1, yearly), |(way, count, all)| (way, count + 1, all && yearly)));
        }
        run.filter(|(_, count, _)| *count >= 2).map(|(way, count, yearly)| Streak { way, count, yearly })
    }

    /// Since when the newest verdict has been in range or out of it, over the visits that have one and were held against the
    /// same kind of limits. Nothing where the newest point has none.
    #[must_use]
    pub fn since(&self) -> Option<Since<'_>> {
        let newest = self.newest().filter(|point| point.verdict.is_told())?;
        let out = newest.verdict.is_out();
        let judged = self.points.iter().rev().filter(|point| point.verdict.is_told());
        let alike = |point: &&Point| point.same_kind(newest);
        let run: Vec<&Point> =
            judged.clone().take_while(alike).take_while(|point| point.verdict.is_out() == out).collect();
        let first = run.last().copied()?;
        let otherwise = judged.clone().nth(run.len()).is_some_and(|before| !alike(&before));
        let again = judged.clone().skip(run.len()).any(|point| alike(&point) && point.verdict.is_out() == out);
        let unjudged = self.points.iter().any(|point| point.has_value() && !point.verdict.is_told());
        Some(Since { first, count: run.len(), whole: run.len() == judged.count(), out, otherwise, again, unjudged })
    }
}

/// Said where a verdict and the one before it come from different limits.
pub const OTHER_YARDSTICK: &str = "比べ方が前回と違います";

impl Since<'_> {
    /// `基準値の外になったのは、2022年5月の健診からです（5回続いています）。`
    #[must_use]
    pub fn sentence(&self) -> String {
        let from = self.first.month_words();
        let state = if self.out { "基準値の外" } else { "基準値の範囲内" };
        let became = if self.again && !self.out { "戻った" } else { "なった" };
        match (self.whole, self.count) {
            (false, 1) if self.otherwise => format!("{from}の値は{state}です。{OTHER_YARDSTICK}。"),
            (false, count) if self.otherwise => {
                format!("{from}から、{count}回続けて{state}です。その前の健診とは、比べ方が違います。")
            }
            (true, 1) => format!("比べられる記録は、{from}の1回だけです。"),
            (true, count) if self.unjudged => format!("{from}から、判定のある{count}回すべて{state}です。"),
            (true, count) => format!("記録のある{from}から、{count}回すべて{state}です。"),
            (false, 1) => format!("{state}に{became}のは、今回（{from}）からです。"),
            (false, count) => format!("{state}に{became}のは、{from}の健診からです（{count}回続いています）。"),
        }
    }
}

/// Which way a number went.
#[must_use]
pub fn way(from: f64, to: f64) -> Way {
    if to > from {
        Way::Up
    } else if to < from {
        Way::Down
    } else {
        Way::Same
    }
}
