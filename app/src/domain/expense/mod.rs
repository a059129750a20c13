//! Medical expenses (医療費通知情報): what was billed and what the person's share at the counter came to.

pub mod book;
pub mod ledger;

use serde::{Deserialize, Serialize};

use super::calendar::YearMonth;
use super::money::Yen;

/// One row of the notice: one person, one month, one institution, one kind of care.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Expense {
    /// Who was treated, as named in the source.
    pub patient: String,
    /// Month of treatment (診療年月). Not the day of payment, which no source tells.
    pub month: YearMonth,
    /// Kind of care (診療区分) as delivered: `医科外来`, `調剤` …
    pub kind: String,
    /// Days of treatment, where told.
    pub days: Option<u32>,
    /// Institution.
    pub institution: String,
    /// Whole cost (医療費の総額).
    pub total: Yen,
    /// Paid by the insurer (保険者の負担額).
    pub insurer_share: Yen,
    /// Paid by other public funds (その他の公費の負担額).
    pub public_share: Yen,
    /// The person's share (窓口相当負担額): computed by the payer, not the amount handed over.
    pub counter_share: Yen,
}

/// A person's rows of one calendar year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenseYear {
    /// Calendar year of treatment.
    pub year: i32,
    /// Last month the source has delivered.
    pub delivered_until: Option<YearMonth>,
    /// Insurer that issued the notice.
    pub insurer_name: Option<String>,
    /// The rows.
    pub rows: Vec<Expense>,
}
