//! The formula of a monthly ceiling: a flat amount, or a base and one percent of the cost above a threshold.

use crate::domain::money::Yen;

/// How a monthly ceiling is worked out from the whole cost (総医療費).
///
/// 健康保険法施行令42条: the one percent alone is rounded, half a yen up; below the threshold the base stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What is paid at most up to the threshold.
    pub base: Yen,
    /// Cost from which one percent is added; `None` for a flat ceiling.
    pub threshold: Option<Yen>,
}

impl Formula {
    /// The same whatever the cost.
    #[must_use]
    pub const fn flat(base: i64) -> Self {
        Self { base: Yen(base), threshold: None }
    }

    /// Base, and one percent of the cost above the threshold.
    #[must_use]
    pub const fn rising(base: i64, threshold: i64) -> Self {
        Self { base: Yen(base), threshold: Some(Yen(threshold)) }
    }

    /// The part of one percent.
    #[must_use]
    pub fn percent_part(self, cost: Yen) -> Yen {
        let above = self.threshold.map_or(Yen::ZERO, |threshold| (cost - threshold).max(Yen::ZERO));
        Yen((above + Yen(50)).0 / 100)
    }

    /// The ceiling for a cost.
    #[must_use]
    pub fn at(self, cost: Yen) -> Yen {
        self.base + self.percent_part(cost)
    }

    /// Half of it: the month of turning 75. Every amount of the tables is even.
    #[must_use]
    pub fn halved(self) -> Self {
        Self { base: half(self.base), threshold: self.threshold.map(half) }
    }

    /// In words: `85,800円＋（総医療費−286,000円）×1%`.
    #[must_use]
    pub fn words(self) -> String {
        match self.threshold {
            None => self.base.to_string(),
            Some(threshold) => format!("{}＋（総医療費−{threshold}）×1%", self.base),
        }
    }

    /// Worked through for a cost: `85,800円＋（1,000,000円−286,000円）×1%＝92,940円`.
    #[must_use]
    pub fn working(self, cost: Yen) -> String {
        match self.threshold {
            None => self.base.to_string(),
            Some(threshold) if cost <= threshold => {
                format!("{}（総医療費 {cost} は {threshold} をこえないので、1%は足しません）", self.base)
            }
            Some(threshold) => format!("{}＋（{cost}−{threshold}）×1%＝{}", self.base, self.at(cost)),
        }
    }
}

/// Half of an amount.
#[must_use]
pub const fn half(amount: Yen) -> Yen {
    Yen(amount.0 / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_percent_is_rounded_half_up_and_never_below_the_base() {
        let old_u = Formula::rising(80_100, 267_000);
        for (cost, ceiling) in [
            (0, 80_100),
            (100_000, 80_100),
            (267_000, 80_100),
            (267_049, 80_100),
            (267_050, 80_101),
            (267_149, 80_101),
            (267_150, 80_102),
            (1_000_000, 87_430),
        ] {
            assert_eq!(old_u.at(Yen(cost)), Yen(ceiling), "{cost}");
        }
        assert_eq!(Formula::flat(61_500).at(Yen(9_000_000)), Yen(61_500));
    }

    #[test]
    fn says_the_formula_and_its_working() {
        let u = Formula::rising(85_800, 286_000);
        assert_eq!(u.words(), "85,800円＋（総医療費−286,000円）×1%");
        assert_eq!(u.working(Yen(1_000_000)), "85,800円＋（1,000,000円−286,000円）×1%＝92,940円");
        assert!(u.working(Yen(286_000)).starts_with("85,800円（総医療費 286,000円 は 286,000円 をこえない"));
        assert_eq!(Formula::flat(25_700).words(), "25,700円");
    }
}
