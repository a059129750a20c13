//! The ceiling certificate in yen: the formula, an example in words, what it saves at the counter, the law's year, and what is
//! planned.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::certificates::term;
use crate::domain::calendar::{YearMonth, long_date};
use crate::domain::ceiling::age::AgeGroup;
use crate::domain::ceiling::class::ClassCode;
use crate::domain::ceiling::example::{Example, usual_share};
use crate::domain::ceiling::tables::{Row, Table, table_after, table_of};
use crate::domain::eligibility::{
    CeilingCertificate, Eligibility, ceiling_class_label, ceiling_kind_label, share_words,
};
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};
use crate::ui::way::Way;

/// 標準負担額減額 alone: cheaper meals, no ceiling at the counter.
const MEALS_ONLY: &str = "03";
/// 限度額適用・標準負担額減額.
const WITH_MEALS: &str = "02";

/// The card.
pub(super) fn ceiling_card(current: &Eligibility, one: &CeilingCertificate, today: NaiveDate) -> AnyView {
    let kind = ceiling_kind_label(&one.kind).to_owned();
    let class = ceiling_class_label(&one.class).to_owned();
    let term = term(one.from, one.until, today);
    let month = YearMonth::of(today);
    let over = one.until.is_some_and(|until| until < today);
    let meals = matches!(one.kind.as_str(), MEALS_ONLY | WITH_MEALS).then(|| {
        view! { <p>"入院したときの食事代も安くなります。1食の額は年度で変わるので、医療機関で確かめてください。"</p> }
    });
    let found = ClassCode::parse(&one.class).zip(table_of(month));
    let yen = match found {
        None => {
            view! { <p>"この区分の限度額を、この手帳は持っていません。加入している健康保険に確かめてください。"</p> }
                .into_any()
        }
        Some(_) if one.kind == MEALS_ONLY => {
            view! { <p>"この証は食事代を安くするもので、窓口の支払いを限度額までにするものではありません。"</p> }
                .into_any()
        }
        Some((code, table)) => in_yen(current, code, table).into_any(),
    };
    let planned = found.and_then(|(code, _)| Some(planned(code, table_after(month)?, today)));
    let over = over.then(|| view! { <div class="note"><p>"この証の期限は過ぎています。新しい証や区分は、加入している健康保険に確かめてください。"</p></div> });
    view! {
        <Card title=kind>
            {over}
            <Facts>
                <Fact name="所得の区分">{class}</Fact>
                <Fact name="有効な期間">{term}</Fact>
            </Facts>
            {yen}
            {meals}
            {planned}
            <div class="actions"><Way class="btn line" href="/expenses/ceiling" or_nothing=true>"払った医療費を限度額と比べる"</Way></div>
        </Card>
    }
    .into_any()
}

/// The rows of today's table in yen.
fn in_yen(current: &Eligibility, code: ClassCode, table: &'static Table) -> impl IntoView + use<> {
    let rows: Vec<&'static Row> = table.rows_of(code.class()).collect();
    let share = current.share_percent.filter(|share| *share > 0).or_else(|| usual_share(code.class()));
    let amounts = match rows.as_slice() {
        [row] => single(row, share).into_any(),
        several => view! {
            <p>"この区分は、収入でさらに分かれます。あなたがどれに当たるかは、この記録からは分かりません。"</p>
            {finer(several)}
        }
        .into_any(),
    };
    view! {
        {amounts}
        <p class="small soft">"計算による目安です。決まり："{table.name}"（いまの決まり）。出典："{table.source}"。"</p>
    }
}

fn single(row: &'static Row, share: Option<u8>) -> impl IntoView + use<> {
    let aged = row.class.age() == AgeGroup::From70;
    let household = if aged { "入院を含む世帯のひと月" } else { "ひと月の限度額" };
    let outpatient = row.outpatient.map(|yen| view! { <Fact name="外来のひと月（一人ごと）">{yen.to_string()}</Fact> });
    let many = match row.many {
        Some(yen) => format!("{yen}（多数回該当）"),
        None => "この区分にはありません".to_owned(),
    };
    let year = row
        .year
        .map(|yen| view! { <Fact name="8月から翌年7月までの年間上限">{yen.to_string()}"（あとから請求）"</Fact> });
    let lower = row.year_lower.map(|yen| view! { <p class="small">{format!("年間上限は、所得がおおむね200万円以下と確かめられた人では {yen} です。この区分だけからは分かりません。")}</p> });
    let open = row.year.is_some().then(|| view! { <p class="small">"年間上限を一人で数えるか世帯で数えるかなど、まだ分かっていないことがあります。保険者に確かめてください。"</p> });
    let saved = match share {
        None => view! { <p>"窓口で払う割合が分からないため、いくら安くなるかの例は出せません。"</p> }.into_any(),
        Some(share) => examples(row, share).into_any(),
    };
    view! {
        <p><b>"この証で、窓口の支払いは医療機関ごとに、ひと月の限度額までになります。"</b></p>
        <Facts>
            {outpatient}
            <Fact name=household>{row.monthly.words()}</Fact>
            <Fact name="12か月で4回目から">{many}</Fact>
            {year}
        </Facts>
        {saved}
        {lower}
        {open}
    }
}

/// What it saves, worked through.
fn examples(row: &'static Row, share: u8) -> impl IntoView + use<> {
    let share_said = share_words(Some(share));
    let inside = Example::in_hospital(row, share).map(|one| {
        format!(
            "たとえば、入院して総医療費（10割）がひと月 {} のとき：窓口が{}なら {}。限度額は {}。この証で {} で済み、窓口で {} 少なくなります。",
            one.cost,
            share_said,
            one.without,
            row.monthly.working(one.cost),
            one.with,
            one.saved()
        )
    });
    let outside = Example::outside(row, share).map(|one| {
        format!(
            "外来で総医療費がひと月 {} のとき：窓口が{share_said}なら {}。限度額の {} で済み、{} 少なくなります。",
            one.cost,
            one.without,
            one.with,
            one.saved()
        )
    });
    view! { {inside.map(|words| view! { <p>{words}</p> })}{outside.map(|words| view! { <p>{words}</p> })} }
}

/// What is to come, marked as planned.
fn planned(code: ClassCode, table: &'static Table, today: NaiveDate) -> impl IntoView + use<> {
    let rows: Vec<&'static Row> = table.rows_of(code.class()).collect();
    let from = table.from.day(1).map(long_date).unwrap_or_default();
    let standing = table.standing(today).label();
    let split = (rows.len() > 1).then(|| {
        view! { <p>{format!("{}は{}つに分かれます。あなたがどれに入るかは、いまの区分からは分かりません。", code.name(), rows.len())}</p> }
    });
    let open = table.unsure(today).map(|point| view! { <li>{point}</li> }).collect_view();
    view! {
        <details>
            <summary>{format!("{from}から変わります（{standing}）")}</summary>
            <p><span class="chip none">{standing}</span>" "{table.name}</p>
            {split}
            {finer(&rows)}
            <ul class="dots small">{open}</ul>
            <p class="small soft">"出典："{table.source}"。"</p>
        </details>
    }
}

/// Rows side by side, told apart by pay.
fn finer(rows: &[&'static Row]) -> impl IntoView + use<> {
    let rows = rows
        .iter()
        .map(|row| {
            let name = row.pay.map_or("ひと月の限度額".to_owned(), |pay| format!("標準報酬月額 {pay}"));
            let outpatient = row.outpatient.map(|yen| format!("外来（一人ごと）{yen}、入院を含む世帯 ")).unwrap_or_default();
            let many = row.many.map(|yen| format!("。4回目から {yen}")).unwrap_or_default();
            let year = row.year.map(|yen| format!("。年間上限 {yen}")).unwrap_or_default();
            view! { <li><b>{name}</b><br/><span class="small">{format!("{outpatient}{}{many}{year}", row.monthly.words())}</span></li> }
        })
        .collect_view();
    view! { <ul class="list">{rows}</ul> }
}
