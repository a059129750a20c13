//! A certificate for a specific disease in yen: 10,000 or 20,000 a month, what it saves, and what the record says.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::certificates::term;
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::age::{age_group, halved_in};
use crate::domain::ceiling::class::ClassCode;
use crate::domain::ceiling::disease::{self, DIALYSIS, DiseaseCeiling, HIGHER, USUAL, disease_ceiling};
use crate::domain::eligibility::{Eligibility, SpecificDiseaseCertificate, share_words, specific_disease_label};
use crate::domain::money::Yen;
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};

/// Whole cost of the example: about what a month of dialysis comes to.
const EXAMPLE: Yen = Yen(400_000);

/// The card.
pub(super) fn disease_card(current: &Eligibility, one: &SpecificDiseaseCertificate, today: NaiveDate) -> AnyView {
    let month = YearMonth::of(today);
    let late_stage = current.insurer_number.len() == 8 && current.insurer_number.starts_with("39");
    let age = age_group(current.person.birth, month, late_stage);
    let half_month = halved_in(current.person.birth, month) && !late_stage;
    let class = current.ceiling.as_ref().and_then(|one| ClassCode::parse(&one.class)).map(ClassCode::class);
    let rule = disease_ceiling(&one.category, age, class.filter(|class| class.age() == age), half_month);
    let most = match (one.self_pay, rule) {
        (Some(yen), _) | (None, DiseaseCeiling::Of(yen)) => Some(yen),
        (None, DiseaseCeiling::ByClass) => None,
    };
    let said = match most {
        Some(yen) => {
            format!("この病気の治療で窓口に払うのは、医療機関ごとにひと月 {yen} までです（入院と外来は別に数えます）。")
        }
        None => format!(
            "この病気の治療で窓口に払うのは、医療機関ごとにひと月 {USUAL} か {HIGHER} までです。どちらかは所得の区分で決まり、この記録からは分かりません。"
        ),
    };
    let differs = match (one.self_pay, rule) {
        (Some(recorded), DiseaseCeiling::Of(computed)) if recorded != computed => Some(format!(
            "記録では {recorded} ですが、いまの年齢と区分から計算すると {computed} です。窓口では受療証の額になります。加入している健康保険に確かめてください。"
        )),
        _ => None,
    };
    let saved = most.zip(current.share_percent.filter(|share| *share > 0)).map(|(yen, share)| {
        let without = Yen(EXAMPLE.0 / 100 * i64::from(share));
        format!(
            "たとえば総医療費（10割）がひと月 {EXAMPLE} のとき：窓口が{}なら {without}。この証で {} で済み、{} 少なくなります。",
            share_words(Some(share)),
            without.min(yen),
            without - without.min(yen)
        )
    });
    let rule_words = if one.category == DIALYSIS {
        "人工透析では、70歳未満で所得の区分がア・イの人は 20,000円、そのほかの人は 10,000円です。"
    } else {
        "この病気の限度額は 10,000円です。"
    };
    let half = half_month.then_some("75歳になる月は半分になるとされています。");
    let label = specific_disease_label(&one.category).to_owned();
    let from = if one.self_pay.is_some() { "記録にある額" } else { "計算による額" };
    let amount = most.map_or("10,000円 か 20,000円".to_owned(), |yen| yen.to_string());
    let term = term(one.from, one.until, today);
    view! {
        <Card title="特定疾病療養受療証">
            <Facts>
                <Fact name="病気">{label}</Fact>
                <Fact name="有効な期間">{term}</Fact>
                <Fact name="ひと月の限度額">{amount}"（"{from}"）"</Fact>
            </Facts>
            <p><b>{said}</b></p>
            {differs.map(|words| view! { <div class="note"><p>{words}</p></div> })}
            {saved.map(|words| view! { <p>{words}</p> })}
            <p class="small soft">"決まり："{rule_words}{half}"出典："{disease::SOURCE}"。条文そのものは未確認です。2026年8月の見直しで変わったという発表は、見つかっていません。"</p>
        </Card>
    }
    .into_any()
}
