//! Each month that was held against a ceiling, worked through in words: class, what counts, the formula, what comes back, from
//! whom and until when.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::back;
use super::words::{family_bills, known_from, missing_words, refund_words};
use crate::domain::calendar::long_date;
use crate::domain::ceiling::age::AgeGroup;
use crate::domain::ceiling::claim;
use crate::domain::ceiling::formula::Formula;
use crate::domain::ceiling::household::{COUNTS_FROM, Settlement};
use crate::domain::ceiling::statement::{Family, Missing, MonthLine, Reckoned, Statement, Verdict};
use crate::domain::ceiling::tables::Table;
use crate::domain::money::Yen;
use crate::ui::card::Card;

/// The card. Months in which nothing can come back whatever the class stand in one line.
pub(super) fn card(found: &Statement, today: NaiveDate) -> impl IntoView + use<> {
    let below: Vec<String> =
        found.months.iter().filter(|line| is_small(line)).map(|line| format!("{}月", line.month.month())).collect();
    let below = (!below.is_empty()).then(|| {
        view! { <p>{format!("{}は、限度額と比べる額がどの区分の限度額よりも少なく、あなたの分だけでは払い戻しはありません（70歳未満では、病院ごとに 21,000円以上のものだけを比べます）。", below.join("・"))}</p> }
    });
    let mut worked: Vec<&MonthLine> = found
        .months
        .iter()
        .filter(|line| !is_small(line) && (line.family.is_some() || line.verdict != Verdict::Nothing))
        .collect();
    worked.sort_by_key(|line| line.claimable(today).is_none());
    // The first stands open; by what rule a period ends is said once.
    let each = worked.iter().enumerate().map(|(place, line)| {
        let said = worked[..place].iter().any(|before| may_claim(before) && today <= before.claim_until);
        month(line, place == 0, said, today)
    });
    let each = each.collect_view();
    let mut tables: Vec<&'static Table> = Vec::new();
    for table in found.months.iter().filter_map(|line| line.reckoned.as_ref()).map(|reckoned| reckoned.table) {
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    let sources = tables
        .into_iter()
        .map(|table| view! { <li>{format!("{}。出典：{}。", table.name, table.source)}</li> })
        .collect_view();
    let sources = (!sources.is_empty()).then(|| {
        view! { <h3>"計算の決まりと出典"</h3><ul class="dots small">{sources}</ul> }
    });
    view! { <Card title="月ごとの計算">{below}{each}{sources}</Card> }
}

/// Whether nothing counts, or less than any ceiling, so that there is nothing to work through.
fn is_small(line: &MonthLine) -> bool {
    let nothing_counts = line.age == AgeGroup::Under70
        && line.reckoned.as_ref().is_some_and(|reckoned| reckoned.high.whole.ceiling.is_none());
    let small = match line.verdict {
        Verdict::BelowAll(_) => true,
        Verdict::Within => nothing_counts,
        _ => false,
    };
    small && line.family.is_none()
}

fn month(line: &MonthLine, first: bool, said: bool, today: NaiveDate) -> impl IntoView + use<> {
    let refund = refund_words(line, today);
    let summary = format!("{}：払った額 {}、払い戻しの目安 {refund}", line.month, line.paid);
    let sure = line.at_least().is_some();
    let open = sure && first;
    let why = match &line.verdict {
        Verdict::Open { missing, .. } => {
            let reasons =
                missing.iter().map(|one| view! { <li>{missing_words(*one)}{way_on(*one)}</li> }).collect_view();
            let head =
                if sure { "もっと多く戻るかもしれないわけ：" } else { "まだ言えないわけ：" };
            Some(view! { <p>{head}</p><ul class="dots">{reasons}</ul> })
        }
        _ => None,
    };
    let half = (line.half && line.reckoned.is_none()).then(|| view! { <p>"75歳になる月なので、前の健康保険でも、新しい健康保険（後期高齢者医療）でも、それぞれ半分の限度額で計算します（この決まりの条文は未確認です）。"</p> });
    let working = line.reckoned.as_ref().map(|reckoned| working(line, reckoned));
    view! {
        <details open=open>
            <summary>{summary}</summary>
            {why}
            {half}
            {working}
            {family(line)}
            {back::of_month(line)}
            {claim_words(line, said, today)}
        </details>
    }
}

/// Where the person can do something about it themselves.
fn way_on(missing: Missing) -> Option<impl IntoView + use<>> {
    (missing == Missing::InsurerHidden)
        .then(|| view! { " "<a href="/me#hidden">"隠した記録と、次にすることを見る"</a> })
}

/// The steps of the sum.
fn working(line: &MonthLine, reckoned: &Reckoned) -> impl IntoView + use<> {
    let low = &reckoned.low;
    let many = reckoned.row.many.filter(|_| reckoned.many.holds() == Some(true));
    let formula = many.map_or(reckoned.row.monthly, |many| Formula::flat(many.0));
    let mut steps: Vec<String> =
        vec![format!("区分は {}（{}）です。", reckoned.code.name(), known_from(reckoned.known_from))];
    if line.half {
        steps.push("75歳になる月なので、限度額はすべて半分にしています（この決まりの条文は未確認です）。".to_owned());
    }
    if let Some(many) = many {
        steps.push(format!(
            "前の12か月に高額療養費の月が {}回あるため、4回目からの限度額 {many}（多数回該当）で計算しています。窓口の支払いが限度額までになっていたとみられる月も、回数に入れています。",
            reckoned.many.certain
        ));
    }
    match line.age {
        AgeGroup::Under70 => under70(low, formula, &mut steps),
        AgeGroup::From70 => from70(low, formula, &mut steps),
    }
    if low.outpatient.ceiling < reckoned.row.outpatient {
        steps.push(relief_words(low.outpatient.cost));
    }
    if reckoned.disease > 0 {
        steps.push("特定疾病の限度額までになっている受診があります。その額のまま数えています。その治療の薬を薬局で受け取ったときは、薬の分も特定疾病の限度額に入ります。".to_owned());
    }
    if reckoned.capped > reckoned.disease {
        steps.push(format!(
            "窓口の支払いが、もう限度額までになっていたとみられるところが {}か所あります。",
            reckoned.capped - reckoned.disease
        ));
    }
    if let Some(paid) = reckoned.unfit {
        steps.push(format!(
            "窓口で払った {paid} は、選んだ区分の限度額と合いません。別の区分だったのかもしれないので、保険者に区分を確かめてください。"
        ));
    }
    if reckoned.high.refund() != low.refund() {
        steps.push(format!(
            "上の計算は、いちばん少ない場合です。いちばん多い場合の払い戻しは {} です。",
            reckoned.high.refund()
        ));
    }
    let rule = format!("計算の決まり：{}", reckoned.table.name);
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    view! {
        <ul class="dots">{steps}</ul>
        <p class="small soft">{rule}</p>
    }
}

/// How the lower outpatient ceiling of 一般Ⅱ came about.
fn relief_words(cost: Yen) -> String {
    format!(
        "外来の限度額は、2025年9月診療分までの配慮措置で低くなっています：6,000円＋（外来の総医療費 {cost}−30,000円）×10%。総医療費が30,000円より少ないときは 6,000円 です（この決まりの条文は未確認です）。"
    )
}

fn under70(low: &Settlement, formula: Formula, steps: &mut Vec<String>) {
    if low.dropped > Yen::ZERO {
        steps.push(format!(
            "70歳未満なので、病院ごと（入院と外来、医科と歯科は別）に {COUNTS_FROM} 以上のものだけを数えます。数えない分は {} です。",
            low.dropped
        ));
    }
    if low.whole.ceiling.is_none() {
        steps.push(format!("{COUNTS_FROM} 以上のものがないため、限度額と比べる額は 0円 です。"));
        return;
    }
    steps.push(format!("数える分は、払った額 {}、総医療費（10割）{} です。", low.whole.sum, low.whole.cost));
    steps.push(format!("限度額：{}", formula.working(low.whole.cost)));
    steps.push(over(low.whole.sum, low.whole.refund));
}

fn from70(low: &Settlement, formula: Formula, steps: &mut Vec<String>) {
    if let Some(ceiling) = low.outpatient.ceiling.filter(|_| low.outpatient.sum > Yen::ZERO) {
        steps.push(format!(
            "まず外来（薬局と訪問看護も）：払った額 {}、一人の外来の限度額 {ceiling}。{}",
            low.outpatient.sum,
            over(low.outpatient.sum, low.outpatient.refund)
        ));
    }
    steps.push(format!(
        "つぎに入院と外来を合わせて：払った額（外来は上で残った分）{}、総医療費（10割）{}。限度額：{}。{}",
        low.elders.sum,
        low.elders.cost,
        formula.working(low.elders.cost),
        over(low.elders.sum, low.elders.refund)
    ));
}

fn over(sum: Yen, refund: Yen) -> String {
    if refund > Yen::ZERO {
        format!("こえた分は {sum}−{}＝{refund} です。", sum - refund)
    } else {
        "限度額をこえていません。".to_owned()
    }
}

/// What the family's rows would change.
fn family(line: &MonthLine) -> Option<impl IntoView + use<>> {
    let words = match line.family? {
        Family::NeedsClass => format!(
            "この月は、{}。所得の区分が分かると、合わせた計算ができるかもしれません（世帯合算）。",
            family_bills(line)
        ),
        Family::NeedsInsurer => format!(
            "この月は、{}。この月の健康保険が分かると、合わせて払い戻しがあるかもしれません（世帯合算）。",
            family_bills(line)
        ),
        Family::Together(joint) => {
            let ages = if joint.assumed {
                "年齢の分からない家族は70歳未満として計算しています。"
            } else {
                "家族の年齢は、「家族などの代理」の生年月日によります。"
            };
            let left_out = if joint.left_out {
                "区分の分からない年齢の家族の分は入れていません。"
            } else {
                ""
            };
            format!(
                "家族があなたと同じ健康保険に入っていれば、合わせて {} になる計算です（世帯合算）。{ages}{left_out}同じ健康保険かどうかはこの記録からは分からないため、あなただけの合計には入れていません。",
                joint.refund
            )
        }
    };
    Some(view! { <p>{words}</p> })
}

/// Whether it says from whom to claim.
fn may_claim(line: &MonthLine) -> bool {
    matches!(line.verdict, Verdict::Possible(_) | Verdict::Open { .. }) || line.family.is_some()
}

/// From whom and until when; by what rule, where that is not `said` before.
fn claim_words(line: &MonthLine, said: bool, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let from = match line.insurers.as_slice() {
        [] => "この月に加入していた健康保険".to_owned(),
        names => names.join(" と "),
    };
    let last = long_date(line.claim_until);
    let words = if line.claim_until < today {
        format!("請求できる期限（{last}）は過ぎています。事情があるときは {from} に問い合わせてください。")
    } else if said {
        format!("請求先：{from}。期限：{last}まで。")
    } else {
        format!("請求先：{from}。期限：{last}まで（{}。あとから払ったときは、払った日の翌日から2年）。", claim::SOURCE)
    };
    may_claim(line).then(|| view! { <p class="small">{words}</p> })
}
