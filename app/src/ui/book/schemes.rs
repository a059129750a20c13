//! Both schemes, the better one first with roughly how much tax it is, and the working of each.

use leptos::prelude::*;

use super::part::part;
use crate::domain::calendar::{long_date, tax_year_label};
use crate::domain::money::Yen;
use crate::domain::tax::choice::{Better, Choice};
use crate::domain::tax::rules::{SelfMedicationRule, Status, YearRules};
use crate::domain::tax::saving::{Saving, Span};
use crate::ui::deduction_view::WorkingTable;

/// Both schemes: the figure, the name and the tax of the better one, then the working of each. `ask` is the form for income and effort.
#[component]
pub fn SchemesCards(
    /// Worked out.
    choice: Choice,
    /// Whether drugs with the mark are in the book.
    marked: bool,
    /// The form for income and effort.
    ask: AnyView,
) -> impl IntoView {
    let rules = choice.medical.rules;
    let assumed = choice
        .medical
        .floor_assumed
        .then(|| view! { <p class="small">{rules.medical.without_income()}</p> }.into_any());
    let span = choice.medical_span;
    let ranged = (span.low != span.high).then(|| view! { <p class="small">{"所得を幅で選んだため、医療費控除の控除額は "}{amount(span)}{" の間です。下の計算は、所得がいちばん多い場合です。"}</p> }.into_any());
    let other_amount = choice.self_medication.amount;
    let saves_nothing = choice.saves_no_tax();
    let saved = |saving: Option<Saving>| saving.filter(|_| !saves_nothing).map(|saving| saving_view(&saving, &rules));
    let leads = choice.better == Better::SelfMedication;
    let name = if leads { "（セルフメディケーション税制）" } else { "（医療費控除）" };
    let best = choice.best_amount().low.grouped();
    let best_saving = saved(choice.best_saving());
    // The tax of the better one stands above; that of the other beside its working.
    let medical_saving = if leads { saved(choice.medical_saving) } else { None };
    let other_saving = if leads || other_amount == Yen::ZERO { None } else { saved(choice.self_medication_saving) };
    let both = (other_amount > Yen::ZERO).then(|| {
        view! {
            <ul class="dots small">
                <li>{"医療費控除の控除額："}{amount(span)}</li>
                <li>{"セルフメディケーション税制の控除額："}{amount(Span::exact(other_amount))}</li>
            </ul>
        }
        .into_any()
    });
    let verdict = verdict(&choice);
    let medical_lines = choice.medical.lines;
    let other_lines = choice.self_medication.lines;
    let too_late = choice.self_medication.too_late;
    let effort = choice.effort.map(|effort| {
        let day = effort.on.map(|day| format!("{}　", long_date(day))).unwrap_or_default();
        let issuer = if effort.issuer.is_empty() { String::new() } else { format!("　発行者：{}", effort.issuer) };
        format!("取組：{day}{}{issuer}", effort.kind.label())
    });
    let status = status_words(&rules);
    // Where nothing of it is in the book, its working waits under its heading.
    let unused = !marked && other_amount == Yen::ZERO;
    let other = view! {
            <p>{"医療費控除とは、どちらか一方しか使えません。レシートにしるしのある市販薬を買い、その年に健診や予防接種を受けた人が使えます。"}</p>
            {(!marked).then(|| view! { <p class="small">{"しるしのある市販薬は、まだ書き足されていません。"}</p> })}
            <WorkingTable caption="セルフメディケーション税制の計算" lines=other_lines/>
            {(too_late > 0).then(|| view! { <p class="small">{format!("対象の期間より後に買った {too_late}件は、入れていません。")}</p> })}
            <p>{effort.unwrap_or_else(|| "その年の健診や予防接種が分からないため、まだ使えるとはいえません。受けていれば、上の欄で選んでください。".to_owned())}</p>
            {(other_amount > Yen::ZERO).then(|| view! { <p class="small">{"取組の証明（健診の結果通知、予防接種の領収書など）は出さなくてもかまいませんが、5年間保管してください。医療費集計フォームは、この税制には使えません。"}</p> })}
            {other_saving}
            <p class="small soft">{rule_words(&rules.self_medication)}</p>
    };
    view! {
        <section class="card" id="worked-out">
            <header><h2>{"控除される金額の目安"}</h2></header>
            <p class="total num"><span class="nowrap">{best}<small>{" 円"}</small></span><small>{name}</small></p>
            <p><b>{verdict}</b></p>
            {both}
            {assumed}
            {ranged}
            {best_saving}
            {ask}
            <h3>{"医療費控除の計算"}</h3>
            <WorkingTable caption="医療費控除の計算" lines=medical_lines/>
            {medical_saving}
            <p class="small soft">{status}</p>
            <p class="small soft">{"これは計算による目安です。実際に払った額と、申告する人の所得で決まります。1月に払った12月の診療分は、翌年の分です。"}</p>
        </section>
        {part(None, "セルフメディケーション税制の計算".to_owned(), ().into_any(), unused, other.into_any())}
    }
    .into_any()
}

/// Which gives more, in words. Where no tax is saved, neither is called the better one.
#[must_use]
pub fn verdict(choice: &Choice) -> &'static str {
    let other = choice.self_medication.amount > Yen::ZERO;
    match choice.better {
        Better::Neither => "いまの金額では、どちらの控除も 0円です。",
        _ if choice.saves_no_tax() && other => "この所得では、どちらの控除を使っても、税金は減らない見込みです。",
        _ if choice.saves_no_tax() => "この所得では、医療費控除を使っても、税金は減らない見込みです。",
        Better::Medical if other => "医療費控除のほうが得です。",
        Better::Medical => "医療費控除が使えます。",
        Better::SelfMedication => "セルフメディケーション税制のほうが得です。",
        Better::SelfMedicationIfEffort => {
            "その年に健診や予防接種を受けていれば、セルフメディケーション税制のほうが得です。"
        }
        Better::Equal => "どちらの控除額も同じです。取組の証明がいらない医療費控除が、手間が少なくてすみます。",
        Better::Depends => "どちらが得かは、所得によって変わります。金額で入れると分かります。",
    }
}

/// An amount, or from which to which, not parted from its unit.
fn amount(span: Span) -> AnyView {
    view! { <span class="nowrap">{span.words()}</span> }.into_any()
}

/// Roughly how much tax, in words that say that it is an estimate.
fn saving_view(saving: &Saving, rules: &YearRules) -> AnyView {
    let (most, why) = if saving.at_most {
        ("減る税金の目安：多くて ", "基礎控除だけを引いて計算したため、ほかの控除がある人は、これより少なくなります。")
    } else {
        ("減る税金の目安：およそ ", "")
    };
    let status = (rules.rates.status != Status::Enacted).then(|| {
        view! { {" "}<span>{format!("{}年分の税率：{}", rules.year, rules.rates.status.label())}</span> }.into_any()
    });
    view! {
        <p><b>{most}{amount(saving.total)}</b></p>
        <ul class="dots small">
            <li>{"所得税："}{amount(saving.income_tax)}</li>
            <li>{"翌年の住民税："}{amount(saving.resident_tax)}</li>
        </ul>
        <p class="small">{why}<span>{"住民税は標準の10%で計算しました。すでに納めた税金より多くは戻りません。"}</span>{status}</p>
    }
    .into_any()
}

fn status_words(rules: &YearRules) -> String {
    let checked = rules.checked_on.map(|day| format!("、{}に確認", long_date(day))).unwrap_or_default();
    format!(
        "{}の決まり：{}（{}）。税率：{}（{}）{checked}。",
        tax_year_label(rules.year),
        rules.medical.source,
        rules.medical.status.label(),
        rules.rates.source,
        rules.rates.status.label()
    )
}

fn rule_words(rule: &SelfMedicationRule) -> String {
    let until = match (rule.switch_otc_until, rule.other_otc_until) {
        (None, Some(other)) => format!("スイッチOTC医薬品は期限なし、それ以外は {} までの購入分", long_date(other)),
        (Some(switch), _) => format!("{} までの購入分", long_date(switch)),
        (None, None) => "期限なし".to_owned(),
    };
    format!("{}・{until}・{}", rule.source, rule.status.label())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tax::choice::{Payments, choose};
    use crate::domain::tax::deduction::Paid;
    use crate::domain::tax::effort::{Effort, EffortKind};
    use crate::domain::tax::income::Income;
    use crate::domain::tax::saving::Situation;
    use crate::domain::tax::self_medication::Purchase;

    fn shown(bills: i64, marked: i64, income: Income) -> String {
        let paid = |amount| Paid { paid: Yen(amount), reimbursed: Yen::ZERO };
        let medical = [paid(bills), paid(marked)];
        let marked = [Purchase { amount: paid(marked), on: None }];
        let effort = Effort { kind: EffortKind::HealthCheck, on: None, issuer: String::new() };
        let payments = Payments { medical: &medical, marked: &marked };
        let choice =
            choose(2025, payments, Situation { income, deductions: None }, Some(effort)).expect("a year with rules");
        view! { <SchemesCards choice marked=true ask=().into_any()/> }.to_html().replace("<!>", "")
    }

    #[test]
    fn the_better_scheme_is_the_one_that_is_shown_first() {
        let three = Income::Exact(Yen(3_000_000));
        for (bills, marked, income, wanted) in [
            (
                0,
                50_000,
                three,
                &[
                    "38,000<small> 円</small></span><small>（セルフメディケーション税制）",
                    "セルフメディケーション税制のほうが得です。",
                    "減る税金の目安：多くて <span class=\"nowrap\">7,680円",
                ][..],
            ),
            (62_000, 100_000, three, &["88,000<small> 円</small></span><small>（セルフメディケーション税制）"]),
            (
                300_000,
                50_000,
                three,
                &["250,000<small> 円</small></span><small>（医療費控除）", "医療費控除のほうが得です。"],
            ),
            (
                88_000,
                40_000,
                three,
                &["28,000<small> 円</small></span><small>（医療費控除）", "どちらの控除額も同じです。"],
            ),
            (
                300_000,
                50_000,
                Income::Exact(Yen::ZERO),
                &[
                    "350,000<small> 円</small></span><small>（医療費控除）",
                    "どちらの控除を使っても、税金は減らない見込みです。",
                ],
            ),
            (300_000, 0, Income::Exact(Yen::ZERO), &["医療費控除を使っても、税金は減らない見込みです。"]),
        ] {
            let html = shown(bills, marked, income);
            let first = html.split("医療費控除の計算").next().unwrap_or_default();
            for words in wanted {
                assert!(first.contains(words), "{words}: {first}");
            }
            let none = income == Income::Exact(Yen::ZERO);
            assert!(
                !none
                    || !(html.contains("得です")
                        || html.contains("医療費控除が使えます")
                        || html.contains("減る税金の目安")),
                "{html}"
            );
        }
    }
}
