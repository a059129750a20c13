//! Payments to public bodies that a person has been given notice of: what for, how much, until when. The portal takes none.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::money::Yen;

/// One payment by notice (納付のお知らせ).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Stable id.
    pub id: String,
    /// Who is to be paid.
    pub payee: String,
    /// What for: `国民健康保険料 第6期`.
    pub subject: String,
    /// How much.
    pub amount: Yen,
    /// Last day to pay.
    pub due: NaiveDate,
    /// How one can pay.
    pub channel: Channel,
    /// What the payee's notice says of it.
    pub state: PaymentState,
    /// Name of the payee's site among `outside_site::SITES`, as received.
    pub site: String,
}

/// How one can pay at the payee's site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// ペイジー
    Payeasy,
    /// クレジットカード
    Credit,
    /// Anything else.
    #[serde(other)]
    Other,
}

impl Channel {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Payeasy => "ペイジー（銀行のATMやネットバンキングで払うしくみ）",
            Self::Credit => "クレジットカード",
            Self::Other => "納付のお知らせに書かれた方法",
        }
    }
}

/// What is known of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Not paid yet.
    Due,
    /// Paid.
    Paid,
    /// Not paid, and the last day is over.
    Overdue,
}

/// Where a payment stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// So many days are left; none: today is the last.
    Left(i64),
    /// The last day was so many days ago; none where the payee says so before that day is over.
    Overdue(i64),
    /// Paid.
    Paid,
}

impl Payment {
    /// Where it stands. A day that has passed is passed, whatever the notice said when it was written.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        let left = (self.due - today).num_days();
        match self.state {
            PaymentState::Paid => Standing::Paid,
            PaymentState::Due if left >= 0 => Standing::Left(left),
            PaymentState::Due | PaymentState::Overdue => Standing::Overdue((-left).max(0)),
        }
    }
}

impl Standing {
    /// In words: `あと8日`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Left(0) => "今日が期限です".to_owned(),
            Self::Left(days) => format!("期限まで あと{days}日"),
            Self::Overdue(0) => "期限を過ぎたものとして届いています".to_owned(),
            Self::Overdue(days) => format!("期限から{days}日たっています"),
            Self::Paid => "納付ずみ".to_owned(),
        }
    }
}

/// Those still to be paid, the earliest last day first; and those that are paid, the newest first.
#[must_use]
pub fn open_and_paid(mut all: Vec<Payment>) -> (Vec<Payment>, Vec<Payment>) {
    all.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.id.cmp(&b.id)));
    let (mut paid, open): (Vec<Payment>, Vec<Payment>) =
        all.into_iter().partition(|one| one.state == PaymentState::Paid);
    paid.reverse();
    (open, paid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(id: &str, due: u32, state: PaymentState) -> Payment {
        Payment {
            id: id.into(),
            payee: "見本市".into(),
            subject: "国民健康保険料 第6期".into(),
            amount: Yen(12_300),
            due: NaiveDate::from_ymd_opt(2026, 11, due).expect("a day"),
            channel: Channel::Payeasy,
            state,
            site: "demo-city".into(),
        }
    }

    #[test]
    fn where_it_stands_is_said_by_the_day() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        for (due, state, standing, words) in [
            (30, PaymentState::Due, Standing::Left(8), "期限まで あと8日"),
            (23, PaymentState::Due, Standing::Left(1), "期限まで あと1日"),
            (22, PaymentState::Due, Standing::Left(0), "今日が期限です"),
            (21, PaymentState::Due, Standing::Overdue(1), "期限から1日たっています"),
            (2, PaymentState::Overdue, Standing::Overdue(20), "期限から20日たっています"),
            (30, PaymentState::Overdue, Standing::Overdue(0), "期限を過ぎたものとして届いています"),
            (2, PaymentState::Paid, Standing::Paid, "納付ずみ"),
        ] {
            let found = payment("a", due, state).standing(today);
            assert_eq!((found, found.words().as_str()), (standing, words), "{due} {state:?}");
        }
    }

    #[test]
    fn what_is_due_first_comes_first() {
        let all = vec![
            payment("d", 1, PaymentState::Paid),
            payment("c", 30, PaymentState::Due),
            payment("b", 5, PaymentState::Overdue),
            payment("a", 2, PaymentState::Paid),
        ];
        let (open, paid) = open_and_paid(all);
        let ids = |list: &[Payment]| list.iter().map(|one| one.id.clone()).collect::<String>();
        assert_eq!((ids(&open), ids(&paid)), ("bc".into(), "ad".into()));
    }
}
