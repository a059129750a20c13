//! Who of a household should file: for whom the same bills save the most tax.
//!
//! Who paid deducts, for themselves and for relatives they share a living with (生計を一に; 所得税法73条). Where the household
//! pays from one purse, that can be any of them; the rule here only says who saves most.

use super::choice::{Better, Choice, Payments, choose};
use super::effort::Effort;
use super::saving::Situation;
use crate::domain::money::Yen;

/// Somebody who might file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// Income and other deductions.
    pub situation: Situation,
    /// Their own effort.
    pub effort: Option<Effort>,
}

/// Somebody who might file, and what it would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Who.
    pub candidate: Candidate,
    /// Both schemes with their income.
    pub choice: Choice,
}

impl Judged {
    /// The least and the most saved by the better scheme; nothing without an income.
    #[must_use]
    pub fn saved(&self) -> Option<(Yen, Yen)> {
        self.choice.best_saving().map(|saving| (saving.total.low, saving.total.high))
    }
}

/// Who should file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This one, by place in the list.
    This(usize),
    /// The ranges of income overlap, so that only figures can tell; the place of the one with the most to gain.
    Perhaps(usize),
    /// Nobody saves anything.
    Nobody,
    /// No income is known, or only one of several.
    TooLittleKnown,
}

/// The household judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// Everybody, who saves most first; without an income last.
    pub judged: Vec<Judged>,
    /// Who should file.
    pub answer: Answer,
}

/// Judges the household. Nothing for a year without rules.
#[must_use]
pub fn judge(year: i32, payments: Payments<'_>, candidates: &[Candidate]) -> Option<Filing> {
    let mut judged = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let choice = choose(year, payments, candidate.situation, candidate.effort.clone())?;
        judged.push(Judged { candidate: candidate.clone(), choice });
    }
    // Stable: who saves the same stays in the order given.
    judged.sort_by_key(|one| std::cmp::Reverse(one.saved().map(|(low, high)| (high, low))));
    let answer = answer(&judged);
    Some(Filing { judged, answer })
}

fn answer(judged: &[Judged]) -> Answer {
    let known: Vec<(Yen, Yen)> = judged.iter().filter_map(Judged::saved).collect();
    let Some((low, high)) = known.first().copied() else { return Answer::TooLittleKnown };
    if judged.len() > 1 && known.len() == 1 {
        Answer::TooLittleKnown
    } else if high == Yen::ZERO {
        Answer::Nobody
    } else if known[1..].iter().all(|other| other.1 <= low) {
        Answer::This(0)
    } else {
        Answer::Perhaps(0)
    }
}

impl Filing {
    /// Why, in plain words.
    #[must_use]
    pub fn why(&self) -> String {
        let name = |place: usize| self.judged.get(place).map_or("", |one| one.candidate.name.as_str());
        match self.answer {
            Answer::TooLittleKnown => {
                "だれが申告すると得かは、まだ分かりません。申告するかもしれない人の所得を入れてください。".to_owned()
            }
            Answer::Nobody => "この金額では、だれが申告しても、税金は減らない見込みです。".to_owned(),
            Answer::Perhaps(place) => format!(
                "{}さんが申告すると、いちばん多く税金が減る見込みですが、所得を幅で選んだため、はっきりしません。源泉徴収票を見て、金額で入れると分かります。",
                name(place)
            ),
            Answer::This(place) => {
                format!("{}さんが申告すると、いちばん多く税金が減る見込みです。{}", name(place), self.reason(place))
            }
        }
    }

    /// What makes the difference to the next one.
    fn reason(&self, place: usize) -> String {
        let (Some(best), Some(next)) = (self.judged.get(place), self.judged.get(place + 1)) else {
            return String::new();
        };
        let (Some(saved), Some(other)) = (best.saved(), next.saved()) else { return String::new() };
        let others = next.candidate.name.as_str();
        if saved == other {
            return format!("{others}さんが申告しても、同じです。");
        }
        if other.1 == Yen::ZERO {
            return format!("{others}さんは、減らせる税金がない見込みです。");
        }
        let (amount, next_amount) = (best.choice.best_amount(), next.choice.best_amount());
        if amount.low > next_amount.high {
            let why = if best.choice.better == Better::SelfMedication {
                "セルフメディケーション税制が使えるため"
            } else {
                "所得が少なく、差し引かれる「所得の5%」が小さいため"
            };
            return format!("{why}、控除額が {others}さんより大きくなります。");
        }
        if amount.high < next_amount.low {
            format!("控除額は {others}さんのほうが大きいものの、所得にかかる税率が高いため、減る税金は多くなります。")
        } else {
            format!("控除額は同じくらいで、所得にかかる税率が {others}さんより高いためです。")
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::deduction::Paid;
    use super::super::income::Income;
    use super::*;

    fn candidate(name: &str, income: Income) -> Candidate {
        Candidate { name: name.into(), situation: Situation { income, deductions: None }, effort: None }
    }

    fn exact(name: &str, income: i64) -> Candidate {
        candidate(name, Income::Exact(Yen(income)))
    }

    fn judged(paid: i64, candidates: &[Candidate]) -> Filing {
        let medical = [Paid { paid: Yen(paid), reimbursed: Yen::ZERO }];
        judge(2025, Payments { medical: &medical, marked: &[] }, candidates).expect("a year with rules")
    }

    #[test]
    fn the_one_who_saves_most_is_named_with_the_reason() {
        for (paid, candidates, answer, first, says) in [
            (300_000, vec![exact("花子", 3_000_000), exact("太郎", 7_000_000)], Answer::This(0), "太郎", "税率"),
            // The floor of a low income is small, and weighs more than the rate.
            (120_000, vec![exact("太郎", 4_500_000), exact("花子", 1_200_000)], Answer::This(0), "花子", "所得の5%"),
            (
                300_000,
                vec![exact("花子", 300_000), exact("太郎", 5_000_000)],
                Answer::This(0),
                "太郎",
                "減らせる税金がない",
            ),
            (90_000, vec![exact("花子", 3_000_000), exact("太郎", 7_000_000)], Answer::Nobody, "花子", "減らない"),
            (300_000, vec![exact("花子", 3_000_000)], Answer::This(0), "花子", "花子さんが申告"),
            (300_000, vec![candidate("花子", Income::Unknown)], Answer::TooLittleKnown, "花子", "所得を入れて"),
            (
                300_000,
                vec![candidate("花子", Income::Unknown), exact("太郎", 5_000_000)],
                Answer::TooLittleKnown,
                "太郎",
                "所得を入れて",
            ),
            (300_000, vec![], Answer::TooLittleKnown, "", "所得を入れて"),
            (
                300_000,
                vec![
                    candidate("花子", Income::Between(Yen(3_300_000), Yen(4_999_999))),
                    candidate("太郎", Income::Between(Yen(3_300_000), Yen(4_999_999))),
                ],
                Answer::Perhaps(0),
                "花子",
                "金額で入れる",
            ),
        ] {
            let filing = judged(paid, &candidates);
            assert_eq!(filing.answer, answer, "{candidates:?}");
            assert_eq!(filing.judged.first().map_or("", |one| one.candidate.name.as_str()), first);
            assert!(filing.why().contains(says), "{}", filing.why());
        }
    }

    proptest! {
        #[test]
        fn nobody_saves_more_than_the_one_named(paid in 0i64..3_000_000, incomes in proptest::collection::vec(0i64..30_000_000, 1..5)) {
            let candidates: Vec<Candidate> = incomes.iter().enumerate().map(|(at, income)| exact(&at.to_string(), *income)).collect();
            let filing = judged(paid, &candidates);
            let saved: Vec<_> = filing.judged.iter().filter_map(Judged::saved).collect();
            prop_assert_eq!(saved.len(), incomes.len());
            prop_assert!(saved.windows(2).all(|pair| pair[0] >= pair[1]));
            prop_assert_eq!(filing.answer == Answer::Nobody, saved[0].1 == Yen::ZERO);
        }
    }
}
