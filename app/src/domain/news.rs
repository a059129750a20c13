//! What has arrived since a moment: one list over checkups, drugs, expenses and notices, newest first.

use chrono::NaiveDate;

use super::calendar::{YearMonth, long_date};
use super::checkup::Visit;
use super::expense::ExpenseYear;
use super::expense::ledger::arrival_day;
use super::medication::{Dispensing, DrugSource};
use super::notice::Notice;

/// Kind of a piece of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewsKind {
    /// お知らせ
    Notice,
    /// 健診
    Checkup,
    /// お薬
    Medication,
    /// 医療費
    Expense,
}

/// One thing that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Day it arrived.
    pub day: NaiveDate,
    /// Of which kind.
    pub kind: NewsKind,
    /// In words: `9月診療分の医療費（2件）`.
    pub label: String,
    /// Path of the page that shows it.
    pub link: String,
}

/// Days a checkup takes from the examination to the record (unverified: no published figure; insurers speak of some two months).
const CHECKUP_LAG_DAYS: u64 = 60;

/// Everything that arrived after `since` and up to `today`, newest first. A source that could not be read is passed as empty.
#[must_use]
pub fn arrived(since: NaiveDate, today: NaiveDate, visits: &[Visit], dispensings: &[Dispensing], expenses: &[ExpenseYear], notices: &[Notice]) -> Vec<News> {
    let mut news: Vec<News> = Vec::new();
    for visit in visits {
        let day = visit.date + chrono::Days::new(CHECKUP_LAG_DAYS);
        news.push(News { day, kind: NewsKind::Checkup, label: format!("{}の健診の結果", long_date(visit.date)), link: "/checkups".into() });
    }
    for dispensing in dispensings {
        let day = match (dispensing.source, dispensing.dispensed_on) {
            (DrugSource::Receipt, _) => arrival_day(dispensing.month.plus(-1)),
            (_, Some(day)) => day,
            (_, None) => continue,
        };
        let what = if dispensing.source == DrugSource::Prescription { "処方の記録" } else { "調剤の記録" };
        news.push(News { day, kind: NewsKind::Medication, label: format!("{what}：{}", dispensing.dispenser.name), link: "/medications".into() });
    }
    for year in expenses {
        for month in YearMonth::months_of(year.year) {
            let count = year.rows.iter().filter(|row| row.month == month).count();
            if count > 0 {
                news.push(News { day: arrival_day(month), kind: NewsKind::Expense, label: format!("{}月診療分の医療費（{count}件）", month.month()), link: format!("/expenses?year={}", year.year) });
            }
        }
    }
    for notice in notices {
        news.push(News { day: notice.on, kind: NewsKind::Notice, label: format!("お知らせ：{}", notice.subject), link: "/#notices".into() });
    }
    news.retain(|item| item.day > since && item.day <= today);
    news.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| (a.kind, &a.label).cmp(&(b.kind, &b.label))));
    news
}
