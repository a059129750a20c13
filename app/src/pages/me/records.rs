//! The four topics of records: who holds them, as of when, and each by itself with the way to say that it is not mine.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::calendar::{YearMonth, long_date};
use crate::domain::checkup::Visit;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::ExpenseYear;
use crate::domain::medication::{History, merge};
use crate::domain::money::Yen;
use crate::domain::own::{RecordKind, RecordName};
use crate::keeping::Keeping;
use crate::records::{Answer, Trouble};
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;

/// As many records of a topic stand open; more are folded.
const OPEN: usize = 12;

/// One record in its list.
struct Line {
    token: String,
    kind: RecordKind,
    year: Option<i32>,
    /// When, and of whom: for the eye and for the name of the link.
    head: String,
    /// What else tells it.
    tail: String,
}

impl Line {
    fn view(self) -> impl IntoView {
        let Self { token, kind, year, head, tail } = self;
        let year = year.map(|year| format!("&year={year}")).unwrap_or_default();
        let href = format!("/me/not-mine?kind={}{year}&record={token}", kind.code());
        let label = format!("{head}の{}：これは私のものではありません", kind.label());
        view! {
            <li>
                <b>{head}</b><br/><span class="small">{tail}</span>
                <div class="actions"><a class="btn line slim" href=href aria-label=label>"これは私のものではありません"</a></div>
            </li>
        }
    }
}

/// What all four cards share.
struct Topic {
    id: &'static str,
    title: String,
    holder: &'static str,
    page: String,
    link: &'static str,
    none: &'static str,
}

impl Topic {
    fn failed(self, trouble: Trouble) -> AnyView {
        let (id, title, holder) = (self.id, self.title, self.holder);
        view! {
            <div id=id><Card title>
                <p class="small"><b>"持っているところ："</b>{holder}</p>
                <TroubleNotice trouble compact=true/>
            </Card></div>
        }
        .into_any()
    }

    fn shown(self, lines: Vec<Line>, said: String, as_of: NaiveDateTime, today: NaiveDate) -> AnyView {
        let Self { id, title, holder, page, link, none } = self;
        let beside = view! { <AsOf at=as_of today/> }.into_any();
        let count = lines.len();
        let list = view! { <ul class="list">{lines.into_iter().map(Line::view).collect_view()}</ul> };
        let list = match count {
            0 => view! { <p>{none}</p> }.into_any(),
            1..=OPEN => list.into_any(),
            _ => {
                view! { <details><summary>{format!("{count}件をひとつずつ見る")}</summary>{list}</details> }.into_any()
            }
        };
        view! {
            <div id=id><Card title beside>
                {(count > 0).then(|| view! { <p>{said}</p> })}
                <p class="small"><b>"持っているところ："</b>{holder}</p>
                {list}
                <p><a href=page>{link}</a></p>
            </Card></div>
        }
        .into_any()
    }
}

/// 健康保険の資格
pub(super) fn eligibility(answer: Answer<EligibilityStatus>, keeping: &dyn Keeping, today: NaiveDate) -> AnyView {
    let topic = Topic {
        id: "eligibility",
        title: "健康保険の資格".to_owned(),
        holder: "加入している健康保険（保険者）が登録し、支払基金・国保中央会の仕組みが保管",
        page: "/insurance".to_owned(),
        link: "健康保険の資格を開く",
        none: "資格の記録はありません。",
    };
    let answer = match answer {
        Err(trouble) => return topic.failed(trouble),
        Ok(answer) => answer,
    };
    let lines: Vec<Line> = answer
        .value
        .line
        .iter()
        .map(|one| Line {
            token: keeping.token_of(&RecordName::of_eligibility(one)),
            kind: RecordKind::Eligibility,
            year: None,
            head: one.insurer_name.clone(),
            tail: if one.is_welfare() {
                one.period_words()
            } else {
                format!("{}、{}", one.relation.label(), one.period_words())
            },
        })
        .collect();
    let said = format!("いまと、これまでの資格が {}件あります。", lines.len());
    topic.shown(lines, said, answer.as_of, today)
}

/// 健診
pub(super) fn checkups(answer: Answer<Vec<Visit>>, keeping: &dyn Keeping, today: NaiveDate) -> AnyView {
    let topic = Topic {
        id: "checkup",
        title: "健診".to_owned(),
        holder: "健診を行った保険者が登録し、支払基金・国保中央会の仕組みが保管",
        page: "/checkups".to_owned(),
        link: "健診の記録を開く",
        none: "健診の記録はありません。",
    };
    let answer = match answer {
        Err(trouble) => return topic.failed(trouble),
        Ok(answer) => answer,
    };
    let mut visits = answer.value;
    visits.sort_by_key(|visit| std::cmp::Reverse(visit.date));
    let unknown = "記録なし";
    let lines: Vec<Line> = visits
        .iter()
        .map(|visit| Line {
            token: keeping.token_of(&RecordName::of_visit(visit)),
            kind: RecordKind::Checkup,
            year: None,
            head: long_date(visit.date),
            tail: format!(
                "受けた所：{}、保険者：{}、出典：{}",
                visit.facility_name.as_deref().unwrap_or(unknown),
                visit.insurer_words().as_deref().unwrap_or(unknown),
                visit.source_words()
            ),
        })
        .collect();
    let said = format!("健診の結果が {}回分あります。", lines.len());
    topic.shown(lines, said, answer.as_of, today)
}

/// お薬, by month and institution
pub(super) fn drugs(answer: Answer<History>, keeping: &dyn Keeping, year: i32, today: NaiveDate) -> AnyView {
    let topic = Topic {
        id: "drugs",
        title: format!("お薬（{year}年）"),
        holder: "薬局・病院の請求（レセプト）と電子処方箋から、支払基金・国保中央会の仕組みが保管",
        page: format!("/medications?year={year}"),
        link: "お薬の記録を開く",
        none: "この年のお薬の記録はありません。",
    };
    let answer = match answer {
        Err(trouble) => return topic.failed(trouble),
        Ok(answer) => answer,
    };
    // Newest month first; within it by name.
    let mut groups: BTreeMap<(std::cmp::Reverse<YearMonth>, String), (RecordName, usize, usize)> = BTreeMap::new();
    for one in merge(&answer.value.rows).into_iter().map(|line| line.row) {
        let name = RecordName::of_dispensing(one);
        let group = groups.entry((std::cmp::Reverse(one.month), name.text())).or_insert((name, 0, 0));
        group.1 += 1;
        group.2 += one.drugs.len();
    }
    let times: usize = groups.values().map(|group| group.1).sum();
    let lines: Vec<Line> = groups
        .into_values()
        .map(|(name, times, drugs)| Line {
            token: keeping.token_of(&name),
            kind: RecordKind::Drugs,
            year: Some(year),
            head: format!("{} {}", name.day, place(&name.from)),
            tail: format!("{times}回、お薬 {drugs}件"),
        })
        .collect();
    let said = format!("{times}回分のお薬の記録を、月と薬局・病院ごとにまとめています。");
    topic.shown(lines, said, answer.as_of, today)
}

/// 医療費, by month, institution and who was treated
pub(super) fn expenses(answer: Answer<ExpenseYear>, keeping: &dyn Keeping, year: i32, today: NaiveDate) -> AnyView {
    let topic = Topic {
        id: "expense",
        title: format!("医療費（{year}年）"),
        holder: "加入している健康保険（保険者）が、病院・薬局の請求から作成",
        page: format!("/expenses?year={year}"),
        link: "医療費を開く",
        none: "この年の医療費の記録はありません。",
    };
    let answer = match answer {
        Err(trouble) => return topic.failed(trouble),
        Ok(answer) => answer,
    };
    let mut groups: BTreeMap<_, (RecordName, usize, Yen)> = BTreeMap::new();
    for row in answer.value.rows.iter().filter(|row| row.month.year() == year) {
        let key = (std::cmp::Reverse(row.month), row.institution.as_str(), row.patient.as_str());
        let group = groups.entry(key).or_insert_with(|| (RecordName::of_expense(row), 0, Yen::ZERO));
        group.1 += 1;
        group.2 += row.counter_share;
    }
    let rows: usize = groups.values().map(|group| group.1).sum();
    let lines: Vec<Line> = groups
        .into_iter()
        .map(|((_, institution, patient), (name, rows, share))| Line {
            token: keeping.token_of(&name),
            kind: RecordKind::Expense,
            year: Some(year),
            head: format!("{} {}", name.day, place(institution)),
            tail: format!("{patient}、{rows}件、窓口で払った額 {share}"),
        })
        .collect();
    let said = format!("{rows}件の医療費を、月と病院・薬局、受けた人ごとにまとめています。");
    topic.shown(lines, said, answer.as_of, today)
}

/// An institution's name, or that there is none.
pub(super) fn place(name: &str) -> &str {
    if name.trim().is_empty() { "（名前の記録なし）" } else { name }
}
