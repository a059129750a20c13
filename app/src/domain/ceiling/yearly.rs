//! The yearly ceiling (年間上限, since 2026-08) and the yearly outpatient ceiling: 1 August to 31 July.
//!
//! Both come after the monthly benefit, lower no bill at the counter and are claimed when the year is over. Whether the yearly
//! ceiling counts persons or households is open, so a sum is a rough figure (目安) and no more.

use crate::domain::money::Yen;

/// What was borne so far, held against a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// Borne after the monthly benefit.
    pub borne: Yen,
    /// The ceiling of the year.
    pub ceiling: Yen,
}

impl Running {
    /// What is over it.
    #[must_use]
    pub fn over(self) -> Yen {
        (self.borne - self.ceiling).max(Yen::ZERO)
    }

    /// What can still be paid until it is reached.
    #[must_use]
    pub fn left(self) -> Yen {
        (self.ceiling - self.borne).max(Yen::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_or_left() {
        for (borne, over, left) in [(0, 0, 530_000), (530_000, 0, 0), (678_420, 148_420, 0), (960_000, 430_000, 0)] {
            let running = Running { borne: Yen(borne), ceiling: Yen(530_000) };
            assert_eq!((running.over(), running.left()), (Yen(over), Yen(left)), "{borne}");
        }
    }
}
