//! A year's expenses held against the monthly ceilings: `/expenses/ceiling?year=`. Everything here is computed and a rough
//! figure; what cannot be said is said to be open, and a missing income class is asked for, never guessed.

mod ask;
mod back;
mod bars;
pub(crate) mod found;
mod lapse;
mod months;
mod notes;
mod sums;
mod words;

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::lapse::Lapse;
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::{YearMonth, long_date};
use crate::domain::ceiling::claim::claim_until;
use crate::domain::ceiling::statement::{Case, MonthLine, Statement, statement};
use crate::domain::delegation::{Family, State};
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::{first_kept_month, newest_month_by};
use crate::domain::money::Yen;
use crate::domain::person::Person;
use crate::records::Trouble;
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::trouble::TroubleNotice;
use crate::ui::year_links::YearLinks;

/// Code of the flash for a form that was sent without a class.
const NOT_CHOSEN: &str = "class_not_chosen";

/// The page.
#[component]
pub fn CeilingPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("year"));
    let frame = frame();
    let this_year = frame.today.year();
    let years: Vec<i32> = (first_kept_month().year()..=this_year).rev().collect();
    let (year, unknown) = match asked.as_deref().map(str::parse::<i32>) {
        None => (newest_month_by(frame.today).year(), false),
        Some(Ok(year)) if years.contains(&year) => (year, false),
        Some(_) => (this_year, true),
    };
    let errors: Vec<FieldError> = (frame.flash.as_deref() == Some(NOT_CHOSEN))
        .then(|| FieldError {
            field: "class",
            message: "所得の区分が選ばれていません。ひとつ選んでください。".to_owned(),
        })
        .into_iter()
        .collect();
    view! {
        <ErrorSummary errors/>
        <div class="head">
            <p class="crumb"><a href=format!("/expenses?year={year}")>{year}"年の医療費"</a></p>
            <h1>{format!("{year}年の高額療養費の目安")}</h1>
            <p class="soft">"ひと月に払った医療費が法律で決まった限度額をこえると、こえた分はあとで払い戻されます（高額療養費）。届いている記録から計算した目安です。"</p>
        </div>
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"その年の医療費はありません。記録があるのは 2021年9月の診療分からです。"{this_year}"年を表示しています。"</p></div>
        })}
        <YearLinks path="/expenses/ceiling" years open=year suffix="年"/>
        {Suspend::new(content(frame, visitor(), year))}
    }
}

async fn content(frame: Frame, visitor: Visitor, year: i32) -> AnyView {
    let (today, records) = (frame.today, &visitor.records);
    let of = |wanted: i32| async move {
        let kept = (first_kept_month().year()..=today.year()).contains(&wanted);
        if kept { Some(records.expenses(wanted).await) } else { None }
    };
    let (eligibility, before, this, after, told, family) = futures::join!(
        records.eligibility(),
        of(year - 1),
        records.expenses(year),
        of(year + 1),
        visitor.keeping.ceiling_classes(),
        records.delegations()
    );
    let (eligibility, this) = match (eligibility, this) {
        (Ok(eligibility), Ok(this)) => (eligibility, this),
        (Err(trouble), _) | (_, Err(trouble)) => return view! { <TroubleNotice trouble/> }.into_any(),
    };
    let as_of = this.as_of;
    let mut years: Vec<ExpenseYear> = vec![this.value];
    let mut troubles: Vec<Trouble> = Vec::new();
    for other in [before, after].into_iter().flatten() {
        match other {
            Ok(answer) => years.push(answer.value),
            Err(trouble) => troubles.push(trouble),
        }
    }
    years.sort_by_key(|one| one.year);
    let unread = told.is_err();
    let told = told.unwrap_or_default();
    // Without them ages are not known, and that is said.
    let family = family.ok().map(|answer| answer.value);
    let household = family.as_ref().map(household).unwrap_or_default();
    let back = back::backs(&visitor, &years, family.as_ref(), today).await;
    let no_book = back.is_err().then(back::unread);
    let (back, person, eligibility) = (back.unwrap_or_default(), &visitor.person, eligibility.value);
    let case = Case {
        person,
        eligibility: &eligibility,
        household: &household,
        told: &told,
        back: &back,
        years: &years,
        today,
    };
    let found = statement(&case, year);
    let others: Vec<MonthLine> =
        case.years.iter().filter(|one| one.year != year).flat_map(|one| statement(&case, one.year).months).collect();
    let lapses = Lapse::nearest(others.iter().chain(&found.months), today);
    let aid = eligibility.current(today).is_some_and(|one| one.card_class == "A1");
    if !found.months.iter().any(|line| line.paid > Yen::ZERO || line.family.is_some()) {
        return view! {
            {(!aid).then(|| lapsing(&lapses, case.years, year, today))}
            {empty(year, aid)}
        }
        .into_any();
    }
    let not_read = (!troubles.is_empty()).then(|| {
        let notices = troubles.into_iter().map(|trouble| view! { <TroubleNotice trouble compact=true/> }).collect_view();
        view! { <section class="card"><h2>"前後の年を読めないため、多数回該当と年間の合計は確かめられません"</h2>{notices}</section> }
    });
    // What can be claimed stands before what is asked.
    let claimed = found.months.iter().any(|line| line.claimable(today).is_some());
    let asks = ask::cards(&found, year, unread, &frame);
    let (first, after) = if claimed { (None, Some(asks)) } else { (Some(asks), None) };
    view! {
        {no_book}
        {result(&found, year, as_of, &frame)}
        {lapsing(&lapses, case.years, year, today)}
        {not_read}
        {first}
        {months::card(&found, today)}
        {after}
        <div class="grid two">
            {sums::card(&found, today)}
            {notes::claiming()}
        </div>
        {notes::card()}
    }
    .into_any()
}

/// Those whose birth a standing delegation tells.
pub(crate) fn household(family: &Family) -> Vec<Person> {
    let standing = family.delegations.iter().filter(|one| one.state == State::Standing);
    standing.filter_map(|one| Some(one.other.as_ref()?.person.clone())).collect()
}

/// The claims about to lapse, of the years at hand; of a year that is not, the way to it.
fn lapsing(lapses: &[Lapse], at_hand: &[ExpenseYear], year: i32, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let oldest = YearMonth::of(today).plus(-24);
    let elsewhere = (year == newest_month_by(today).year() && !at_hand.iter().any(|one| one.year == oldest.year()))
        .then(|| {
            let (last, address) = (long_date(claim_until(oldest)), format!("/expenses/ceiling?year={}", oldest.year()));
            let words = format!("{oldest}の分に払い戻しがあるとき、請求できるのは {last}までです。");
            view! { <p>{words}<a href=address>{format!("{}年の計算を見る", oldest.year())}</a></p> }
        });
    let said: String = lapses.iter().map(Lapse::sentence).collect();
    let said = (!said.is_empty()).then(|| view! { <p>{said}</p> });
    (said.is_some() || elsewhere.is_some()).then(|| view! { <div class="note">{elsewhere}{said}</div> })
}

/// The sentence, the figure and the table.
fn result(found: &Statement, year: i32, as_of: NaiveDateTime, frame: &Frame) -> impl IntoView + use<> {
    let today = frame.today;
    let beside = view! { <AsOf at=as_of today/> }.into_any();
    let claimable: Vec<(&MonthLine, Yen)> =
        found.months.iter().filter_map(|line| Some((line, line.claimable(today)?))).collect();
    let sum: Yen = claimable.iter().map(|(_, refund)| *refund).sum();
    let open = found.months.iter().filter(|line| line.waits()).count();
    // Where a bill is still open, more may come back than what is sure.
    let sure = found::at_least(claimable.iter().any(|(line, _)| line.may_be_more()));
    let joined: Vec<(&MonthLine, Yen)> =
        found.months.iter().filter_map(|line| Some((line, line.with_family(today)?))).collect();
    let with_family: Yen =
        found.months.iter().filter_map(|line| line.with_family(today).or_else(|| line.claimable(today))).sum();
    let together = (!joined.is_empty() && !claimable.is_empty()).then(|| {
        view! { <p>{format!("同じ健康保険に入っている家族の分と合わせると、あわせて {with_family} になる計算です（世帯合算の目安）。")}</p> }
    });
    let lapsed = lapsed(found, year, today);
    let come_back = back::come_back(&found.months, today);
    let asks = found.asks.iter().any(|ask| !ask.months.is_empty());
    let said = match (claimable.as_slice(), !asks) {
        ([], _) if !joined.is_empty() => format!(
            "あなたの分だけでは払い戻しは見つかりませんが、同じ健康保険に入っている家族の分と合わせると、{}の分で {with_family} が払い戻される可能性があります（世帯合算の目安）。",
            joined.iter().map(|(line, _)| format!("{}月", line.month.month())).collect::<Vec<_>>().join("・")
        ),
        ([], false) => "所得の区分が分からないため、まだ計算できない月があります。".to_owned(),
        ([], true) if open > 0 => "払い戻しがあるかどうか、まだ言えない月があります。".to_owned(),
        ([], true) => come_back
            .clone()
            .or_else(|| lapsed.clone())
            .unwrap_or_else(|| format!("{year}年に届いている月では、払い戻しの見込みは見つかりませんでした（目安）。")),
        ([(line, _)], _) => {
            format!("{}月に限度額をこえた分、{sure}{sum} が払い戻される可能性があります（目安）。", line.month.month())
        }
        (several, _) => {
            format!("{year}年の{}か月で、あわせて {sure}{sum} が払い戻される可能性があります（目安）。", several.len())
        }
    };
    let others = (open > 0 && !claimable.is_empty())
        .then(|| view! { <p>{format!("このほかに、まだ言えない月が {open}か月あります。わけは、下の「月ごとの計算」にあります。")}</p> });
    let beside_it = [back::taken_off(&found.months, today), come_back, lapsed];
    let beside_it = beside_it.into_iter().flatten().filter(|words| *words != said);
    let beside_it = beside_it.map(|words| view! { <p>{words}</p> }).collect_view();
    let figure = bars::figure(&found.months, today);
    let to_ask = (asks && !claimable.is_empty()).then(|| {
        view! { <p><a class="btn" href="#class">"所得の区分を選んで、ほかの月も計算する"</a></p> }
    });
    view! {
        <p class="say">{said}</p>
        {to_ask}
        <Card title="払った額と限度額" beside>
            {together}
            {others}
            {beside_it}
            {figure}
            <p class="small soft">"この手帳が計算した目安で、決定ではありません。払い戻される額は、加入している健康保険（保険者）が決めます。もう戻った額は、あなたが医療費の明細に書いた分だけを引いています。自動で支払われた分など、書いていないものは、ここでは分かりません。払った額は、届いた医療費の額で計算し、あなたが直した額や書き足した領収書は使っていません。"</p>
        </Card>
    }
}

/// What was over the ceiling in months that can no longer be claimed.
fn lapsed(found: &Statement, year: i32, today: NaiveDate) -> Option<String> {
    let over: Vec<(&MonthLine, Yen)> =
        found.months.iter().filter_map(|line| Some((line, line.lapsed(today)?))).collect();
    let sum: Yen = over.iter().map(|(_, refund)| *refund).sum();
    let sure = found::at_least(over.iter().any(|(line, _)| line.may_be_more()));
    let joined = found.months.iter().any(|line| line.family_lapsed(today));
    let ask = "事情があるときは、加入していた健康保険に問い合わせてください。";
    if !over.is_empty() {
        Some(format!(
            "{year}年には限度額をこえた分が {sure}{sum} ありましたが、請求できる2年の期限が過ぎています（目安）。{ask}"
        ))
    } else if joined {
        Some(format!(
            "{year}年には家族の分と合わせて限度額をこえた月がありましたが、請求できる2年の期限が過ぎています（目安）。{ask}"
        ))
    } else {
        None
    }
}

fn empty(year: i32, aid: bool) -> impl IntoView {
    let words = if aid {
        view! { <p>"医療扶助を受けているあいだは、保険で受けた医療の支払いはふつうなく、高額療養費もありません。分からないことは、福祉事務所に問い合わせてください。"</p> }.into_any()
    } else {
        view! { <p>"そのため、限度額と比べるものがありません。医療費は、診療を受けた月の翌々月10日ごろに届きます。届いていない分は、領収書を持って、加入している健康保険に問い合わせられます。"</p> }.into_any()
    };
    view! {
        <Card title=format!("{year}年に届いている医療費の記録は、ありません")>
            {words}
            <div class="actions"><a class="btn line" href="/insurance">"健康保険の資格と限度額を見る"</a></div>
        </Card>
    }
}
