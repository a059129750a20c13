//! Both schemes line by line, which gives more, and roughly how much tax it is.

use leptos::prelude::*;

use super::part::part;
use crate::domain::calendar::{long_date, tax_year_label};
use crate::domain::money::Yen;
use crate::domain::tax::choice::{Better, Choice};
use crate::domain::tax::rules::{SelfMedicationRule, Status, YearRules};
use crate::domain::tax::saving::Saving;
use crate::ui::deduction_view::WorkingTable;

/// The cards. `ask` is the form for income and effort, where the page has one.
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
    let assumed = choice.medical.floor_assumed.then(|| view! { <p class="small">{rules.medical.without_income()}</p> });
    let span = choice.medical_span;
    let ranged = (span.low != span.high).then(|| view! { <p class="small">{format!("所得を幅で選んだため、控除額は {}の間です。下の計算は、所得がいちばん多い場合です。", span.words())}</p> });
    let verdict = verdict(&choice);
    let medical_saving = choice.medical_saving.map(|saving| saving_words(&saving, &rules));
    let other_saving = choice
        .self_medication_saving
        .filter(|_| choice.self_medication.amount > Yen::ZERO)
        .map(|saving| saving_words(&saving, &rules));
    let amount = choice.medical.amount;
    let medical_lines = choice.medical.lines.clone();
    let other_lines = choice.self_medication.lines.clone();
    let too_late = choice.self_medication.too_late;
    let other_amount = choice.self_medication.amount;
    let effort = choice.effort.as_ref().map(|effort| {
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
            {other_saving.map(|words| view! { <p>{words}</p> })}
            <p class="small soft">{rule_words(&rules.self_medication)}</p>
    };
    view! {
        <section class="card" id="worked-out">
            <header><h2>{"控除される金額の目安"}</h2></header>
            <p class="total num">{amount.grouped()}<small>{" 円（医療費控除）"}</small></p>
            <p><b>{verdict}</b></p>
            {assumed}
            {ranged}
            {medical_saving.map(|words| view! { <p>{words}</p> })}
            {ask}
            <h3>{"医療費控除の計算"}</h3>
            <WorkingTable caption="医療費控除の計算" lines=medical_lines/>
            <p class="small soft">{status}</p>
            <p class="small soft">{"これは計算による目安です。実際に払った額と、申告する人の所得で決まります。1月に払った12月の診療分は、翌年の分です。"}</p>
        </section>
        {part(None, "セルフメディケーション税制の計算".to_owned(), ().into_any(), unused, other.into_any())}
    }
    .into_any()
}

/// Which gives more, in words.
#[must_use]
pub fn verdict(choice: &Choice) -> String {
    let (medical, other) = (choice.medical_span, choice.self_medication.amount);
    match choice.better {
        Better::Medical if other > Yen::ZERO => {
            format!("医療費控除のほうが得です（セルフメディケーション税制なら {other}）。")
        }
        Better::Medical => "医療費控除が使えます。".to_owned(),
        Better::SelfMedication => {
            format!("セルフメディケーション税制のほうが得です（控除額 {other}。医療費控除なら {}）。", medical.words())
        }
        Better::SelfMedicationIfEffort => format!(
            "その年に健診や予防接種を受けていれば、セルフメディケーション税制のほうが得です（控除額 {other}。医療費控除なら {}）。",
            medical.words()
        ),
        Better::Equal => {
            "どちらの控除額も同じです。取組の証明がいらない医療費控除が、手間が少なくてすみます。".to_owned()
        }
        Better::Neither => "いまの金額では、どちらの控除も 0円です。".to_owned(),
        Better::Depends => "どちらが得かは、所得によって変わります。金額で入れると分かります。".to_owned(),
    }
}

/// Roughly how much tax, in words that say that it is an estimate.
#[must_use]
pub fn saving_words(saving: &Saving, rules: &YearRules) -> String {
    let most = if saving.at_most { "多くて " } else { "およそ " };
    let why = if saving.at_most {
        "基礎控除だけを引いて計算したため、ほかの控除がある人は、これより少なくなります。"
    } else {
        ""
    };
    let status = match rules.rates.status {
        Status::Enacted => String::new(),
        other => format!("（{}の年の税率：{}）", rules.year, other.label()),
    };
    format!(
        "減る税金の目安：{most}{}（所得税 {}、翌年の住民税 {}）。{why}住民税は標準の10%で計算しました。すでに納めた税金より多くは戻りません。{status}",
        saving.total.words(),
        saving.income_tax.words(),
        saving.resident_tax.words()
    )
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
