//! Notices that the portal finds by itself in a person's records and in the calendar; each says by which rule.
//!
//! Such a notice is wholly named by its kind and a date, so that one that is kept can be told again from its name alone.

use chrono::{Months, NaiveDate};

use super::NoticeKind;
use crate::domain::calendar::{YearMonth, date_from_digits, long_date, tax_year_label};
use crate::domain::certificate::{CertificateState, RENEWABLE, certificate_state};
use crate::domain::checkup::Visit;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::{arrival_day, complete_on, is_provisional, newest_month_by};
use crate::domain::news::CHECKUP_LAG_DAYS;
use crate::domain::registration::Registration;

/// For so long a notice of the portal's own is shown, unless it is kept: three months.
const REACH: u32 = 3;

/// So long before its last day a certificate of the insurer's is told of: a month. When a new one can be asked for, insurers
/// say each for themselves; there is no common day to go by.
const ENDING: Months = Months::new(1);

/// A notice of the portal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Own {
    /// The card was registered as insurance card on this day.
    Registration(NaiveDate),
    /// A checkup of this day is there.
    Checkup(NaiveDate),
    /// The expenses of this month of treatment are there.
    Expenses(YearMonth),
    /// The expenses of this whole year should be there.
    TaxYear(i32),
    /// The card's certificate ends with this day.
    Certificate(NaiveDate),
    /// A certificate of the insurer's (限度額適用認定証 and its kin) ends with this day; which one is nowhere in the notice.
    InsurerCertificate(NaiveDate),
}

/// What the portal looks at; a source that could not be read is passed as nothing.
#[derive(Clone, Copy, Default)]
pub struct Sources<'a> {
    /// Where the registration stands.
    pub registration: Option<&'a Registration>,
    /// Checkups.
    pub visits: &'a [Visit],
    /// The years of [`years`].
    pub expenses: &'a [ExpenseYear],
    /// What the insurers say.
    pub eligibility: Option<&'a EligibilityStatus>,
    /// Last day of the card's certificate.
    pub certificate_until: Option<NaiveDate>,
}

/// The calendar years of expenses in which there can be something new, newest first.
#[must_use]
pub fn years(today: NaiveDate) -> Vec<i32> {
    let newest = newest_month_by(today);
    let mut years = vec![newest.year(), newest.plus(1 - REACH as i32).year()];
    years.dedup();
    years
}

/// What there is to tell on a day, newest first.
#[must_use]
pub fn found(sources: Sources, today: NaiveDate) -> Vec<Own> {
    let mut found = Vec::new();
    if let Some(Registration::Registered { by, .. }) = sources.registration {
        found.push(Own::Registration(by.since.date()));
    }
    found.extend(sources.visits.iter().map(|visit| Own::Checkup(visit.date)));
    for year in sources.expenses {
        let months = YearMonth::months_of(year.year).filter(|month| year.rows.iter().any(|row| row.month == *month));
        found.extend(months.map(Own::Expenses));
    }
    found.extend(tax_year(sources.expenses, today));
    found.extend(sources.certificate_until.map(Own::Certificate));
    let ends = sources.eligibility.map(|eligibility| eligibility.certificate_ends(today)).unwrap_or_default();
    found.extend(ends.into_iter().map(Own::InsurerCertificate));
    found.retain(|own| own.is_told(today));
    found.sort_by(|a, b| b.on(today).cmp(&a.on(today)).then_with(|| a.cmp(b)));
    found.dedup();
    found
}

/// The newest year that should be whole. Where its expenses could be read, they must say so too, and hold something.
fn tax_year(expenses: &[ExpenseYear], today: NaiveDate) -> Option<Own> {
    let newest = newest_month_by(today);
    let year = if newest.month() == 12 { newest.year() } else { newest.year() - 1 };
    let read = expenses.iter().find(|read| read.year == year);
    let whole = read.is_none_or(|read| !is_provisional(read, today) && !read.rows.is_empty());
    whole.then_some(Own::TaxYear(year))
}

impl Own {
    /// Kind, for switches.
    #[must_use]
    pub fn kind(self) -> NoticeKind {
        match self {
            Self::Registration(_) => NoticeKind::Registration,
            Self::Checkup(_) => NoticeKind::Checkups,
            Self::Expenses(_) => NoticeKind::Expenses,
            Self::TaxYear(_) => NoticeKind::Tax,
            Self::Certificate(_) => NoticeKind::Certificate,
            Self::InsurerCertificate(_) => NoticeKind::Procedure,
        }
    }

    /// The day it is dated. What arrived earlier than is usual is not dated ahead.
    #[must_use]
    pub fn on(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Registration(on) => on,
            Self::Checkup(on) => (on + chrono::Days::new(CHECKUP_LAG_DAYS)).min(today.max(on)),
            Self::Expenses(month) => arrival_day(month).min(today),
            Self::TaxYear(year) => complete_on(year),
            Self::Certificate(until) => until.checked_sub_months(RENEWABLE).unwrap_or(until),
            Self::InsurerCertificate(until) => until.checked_sub_months(ENDING).unwrap_or(until),
        }
    }

    /// Whether it is shown on a day without being kept.
    fn is_told(self, today: NaiveDate) -> bool {
        match self {
            Self::Certificate(until) => matches!(certificate_state(until, today), CertificateState::Ending { .. }),
            Self::InsurerCertificate(until) => self.on(today) <= today && today <= until,
            _ => {
                let on = self.on(today);
                on <= today && today.checked_sub_months(Months::new(REACH)).is_none_or(|since| on > since)
            }
        }
    }

    /// Its name among the notices.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Registration(on) => format!("own.registration.{}", on.format("%Y%m%d")),
            Self::Checkup(on) => format!("own.checkup.{}", on.format("%Y%m%d")),
            Self::Expenses(month) => format!("own.expenses.{:04}{:02}", month.year(), month.month()),
            Self::TaxYear(year) => format!("own.tax.{year:04}"),
            Self::Certificate(until) => format!("own.certificate.{}", until.format("%Y%m%d")),
            Self::InsurerCertificate(until) => format!("own.insurer.{}", until.format("%Y%m%d")),
        }
    }

    /// The notice of a name; nothing for any other text.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let (kind, date) = id.strip_prefix("own.")?.split_once('.')?;
        let own = match kind {
            "registration" => Self::Registration(date_from_digits(date)?),
            "checkup" => Self::Checkup(date_from_digits(date)?),
            "expenses" => Self::Expenses(YearMonth::from_digits(date)?),
            "tax" if date.len() == 4 => Self::TaxYear(date.parse().ok().filter(|year| (1900..=2999).contains(year))?),
            "certificate" => Self::Certificate(date_from_digits(date)?),
            "insurer" => Self::InsurerCertificate(date_from_digits(date)?),
            _ => return None,
        };
        Some(own)
    }

    /// Its subject line.
    #[must_use]
    pub fn subject(self) -> &'static str {
        match self {
            Self::Registration(_) => "健康保険証としての利用登録が終わりました",
            Self::Checkup(_) => "新しい健診の記録が届きました",
            Self::Expenses(_) => "新しい月の医療費の記録が届きました",
            Self::TaxYear(_) => "1年分の医療費がそろう時期になりました",
            Self::Certificate(_) => "カードの電子証明書の期限が近づいています",
            Self::InsurerCertificate(_) => "健康保険の証の期限が近づいています",
        }
    }

    /// What it says.
    #[must_use]
    pub fn body(self) -> String {
        match self {
            Self::Registration(on) => {
                format!("{}に、マイナンバーカードが健康保険証として登録されました。", long_date(on))
            }
            Self::Checkup(on) => format!("{}に受けた健診の記録を見られます。", long_date(on)),
            Self::Expenses(month) => format!("{month}診療分の医療費の記録を見られます。"),
            Self::TaxYear(year) => {
                format!(
                    "{}の医療費が、12月診療分までそろう時期になりました。確定申告の準備に使えます。",
                    tax_year_label(year)
                )
            }
            Self::Certificate(until) => format!(
                "カードの電子証明書の有効期限は {} です。お住まいの市区町村の窓口で、無料で更新できます。更新しても、健康保険証としての利用登録は引き継がれます。",
                long_date(until)
            ),
            Self::InsurerCertificate(until) => format!(
                "健康保険から出ている証のうち、有効期限が {} のものがあります。どの証かは「健康保険の資格」に出ています。期限のあとも使うときは、新しい証に申し込みがいるか、自動で届くかを、加入している健康保険に確かめてください。",
                long_date(until)
            ),
        }
    }

    /// By which rule the portal tells it.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Registration(_) => "利用登録の記録にある登録の日付から、お知らせにしています。",
            Self::Checkup(_) => {
                "健診の記録があるときにお知らせします。届いた日は記録にないため、お知らせの日付は受診からおよそ2か月後の目安です。"
            }
            Self::Expenses(_) => {
                "その月の記録があるときにお知らせします。医療費は診療の翌々月10日ごろに届くので、日付はその日にしています。"
            }
            Self::TaxYear(_) => {
                "12月診療分は翌年の2月10日ごろに届くため、その日からお知らせします。まだ届いていない月があると分かっているときと、その年の記録がないと分かっているときは、お知らせしません。"
            }
            Self::Certificate(_) => {
                "電子証明書は有効期限の3か月前から更新できるため、その日からお知らせします（地方公共団体情報システム機構の案内）。"
            }
            Self::InsurerCertificate(_) => {
                "健康保険の資格の記録にある有効期限の、1か月前からお知らせします。新しい証を申し込める日は健康保険ごとにちがうため、1か月前というのは健康手帳の決めかたです。"
            }
        }
    }

    /// Page that shows it, and what its link says.
    #[must_use]
    pub fn link(self) -> (String, &'static str) {
        match self {
            Self::Registration(_) => ("/registration".to_owned(), "利用登録の状態を見る"),
            Self::Checkup(_) => ("/checkups".to_owned(), "健診の記録を見る"),
            Self::Expenses(month) => (format!("/expenses?year={}", month.year()), "医療費の記録を見る"),
            Self::TaxYear(year) => (format!("/tax?year={year}"), "確定申告の準備をする"),
            Self::Certificate(_) => ("/help#trouble".to_owned(), "使い方と困ったとき"),
            Self::InsurerCertificate(_) => ("/insurance".to_owned(), "健康保険の資格を見る"),
        }
    }
}

#[cfg(test)]
mod tests;
