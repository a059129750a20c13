//! What has arrived since a moment: one list over checkups, drugs, expenses and notices, newest first.

use chrono::NaiveDate;

use super::calendar::{YearMonth, long_date};
use super::checkup::Visit;
use super::expense::ExpenseYear;
use super::expense::ledger::arrival_day;
use super::medication::{Dispensing, DrugSource, merge};
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
pub const CHECKUP_LAG_DAYS: u64 = 60;

/// Everything that arrived after `since` and up to `today`, newest first. A source that could not be read is passed as empty.
#[must_use]
pub fn arrived(
    since: NaiveDate,
    today: NaiveDate,
    visits: &[Visit],
    dispensings: &[Dispensing],
    expenses: &[ExpenseYear],
    notices: &[Notice],
) -> Vec<News> {
    let mut news: Vec<News> = Vec::new();
    for visit in visits {
        let day = visit.date + chrono::Days::new(CHECKUP_LAG_DAYS);
        news.push(News {
            day,
            kind: NewsKind::Checkup,
            label: format!("{}の健診の結果", long_date(visit.date)),
            link: "/checkups".into(),
        });
    }
    for dispensing in merge(dispensings).into_iter().map(|line| line.row) {
        let day = match (dispensing.source, dispensing.dispensed_on) {
            (DrugSource::Receipt, _) => arrival_day(dispensing.month.plus(-1)),
            // Whoever brought it knows it already.
            (source, _) if source.is_brought() => continue,
            (_, Some(day)) => day,
            (_, None) => continue,
        };
        let what = if dispensing.source == DrugSource::Prescription { "処方の記録" } else { "調剤の記録" };
        news.push(News {
            day,
            kind: NewsKind::Medication,
            label: format!("{what}：{}", dispensing.dispenser.name),
            link: "/medications".into(),
        });
    }
    for year in expenses {
        for month in YearMonth::months_of(year.year) {
            let count = year.rows.iter().filter(|row| row.month == month).count();
            if count > 0 {
                news.push(News {
                    day: arrival_day(month),
                    kind: NewsKind::Expense,
                    label: format!("{}月診療分の医療費（{count}件）", month.month()),
                    link: format!("/expenses?year={}", year.year),
                });
            }
        }
    }
    for notice in notices {
        news.push(News {
            day: notice.on,
            kind: NewsKind::Notice,
            label: notice.kind.subject().into(),
            link: "/notices".into(),
        });
    }
    news.retain(|item| item.day > since && item.day <= today);
    news.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| (a.kind, &a.label).cmp(&(b.kind, &b.label))));
    news
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::expense::Expense;
    use crate::domain::medication::Institution;
    use crate::domain::money::Yen;
    use crate::domain::notice::NoticeKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn expense(month: YearMonth) -> Expense {
        Expense {
            patient: "太郎".into(),
            month,
            kind: "調剤".into(),
            days: None,
            institution: "見本薬局".into(),
            total: Yen(10),
            insurer_share: Yen(7),
            public_share: Yen(0),
            counter_share: Yen(3),
        }
    }

    fn dispensing(on: &str, source: DrugSource) -> Dispensing {
        let on = day(on);
        Dispensing::on(source, on, Institution::named("見本薬局 本店"))
    }

    #[test]
    fn lists_what_arrived_since_the_last_visit_newest_first() {
        let september = YearMonth::new(2026, 9).expect("a month");
        let august = september.plus(-1);
        let year = ExpenseYear {
            year: 2026,
            delivered_until: Some(september),
            insurer_name: None,
            rows: vec![expense(september), expense(september), expense(august)],
        };
        let visit = Visit::new(day("2026-09-10"), "010");
        let notice = Notice {
            id: "1".into(),
            on: day("2026-11-20"),
            kind: NoticeKind::Certificate,
            from: "見本".into(),
            subject: "電子証明書の更新".into(),
            body: String::new(),
        };
        let drugs = [
            dispensing("2026-11-10", DrugSource::Dispensing),
            dispensing("2026-10-03", DrugSource::Receipt),
            dispensing("2026-11-01", DrugSource::Dispensing),
        ];
        let news = arrived(day("2026-11-03"), day("2026-11-22"), &[visit], &drugs, &[year], &[notice]);
        let shown: Vec<_> =
            news.iter().map(|item| (item.day.to_string(), item.label.as_str(), item.link.as_str())).collect();
        let wanted = [
            ("2026-11-20", "カードの電子証明書についてのお知らせ", "/notices"),
            ("2026-11-10", "調剤の記録：見本薬局 本店", "/medications"),
            ("2026-11-10", "調剤の記録：見本薬局 本店", "/medications"),
            ("2026-11-10", "9月診療分の医療費（2件）", "/expenses?year=2026"),
            ("2026-11-09", "2026年9月10日の健診の結果", "/checkups"),
        ];
        assert_eq!(shown, wanted.map(|(day, label, link)| (day.to_owned(), label, link)));
    }

    #[test]
    fn what_has_not_arrived_yet_and_what_was_seen_is_left_out() {
        let notice = |on: &str| Notice {
            id: on.into(),
            on: day(on),
            kind: NoticeKind::Other,
            from: String::new(),
            subject: String::new(),
            body: String::new(),
        };
        let notices = [notice("2026-11-03"), notice("2026-11-04"), notice("2026-11-23")];
        let news = arrived(day("2026-11-03"), day("2026-11-22"), &[], &[], &[], &notices);
        assert_eq!(news.iter().map(|item| item.day).collect::<Vec<_>>(), [day("2026-11-04")]);
    }
}
