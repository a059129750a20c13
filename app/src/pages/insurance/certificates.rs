//! Ceiling certificate (限度額適用認定証) and certificates for specific diseases (特定疾病療養受療証), simply listed.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::eligibility::{Eligibility, ceiling_class_label, ceiling_kind_label, specific_disease_label};
use crate::ui::card::Card;

/// The card.
pub(super) fn certificates(current: &Eligibility, today: NaiveDate) -> impl IntoView + use<> {
    let ceiling = current.ceiling.as_ref().map(|one| {
        let name = format!("{}：{}", ceiling_kind_label(&one.kind), ceiling_class_label(&one.class));
        view! { <li><b>{name}</b><br/><span class="small soft">{term(one.from, one.until, today)}</span></li> }
    });
    let diseases = current
        .specific_diseases
        .iter()
        .map(|one| {
            let name = format!("特定疾病療養受療証：{}", specific_disease_label(&one.category));
            let most = one.self_pay.map(|yen| format!("ひと月の自己負担は {yen} までです。"));
            view! { <li><b>{name}</b><br/><span class="small soft">{most}{term(one.from, one.until, today)}</span></li> }
        })
        .collect_view();
    let none = ceiling.is_none() && diseases.is_empty();
    view! {
        <Card title="限度額と受療証">
            {if none {
                view! { <p>"記録されている認定証・受療証はありません。"</p> }.into_any()
            } else {
                view! { <ul class="list">{ceiling}{diseases}</ul> }.into_any()
            }}
            <p class="small soft">"マイナンバーカードを健康保険証として使うと、認定証がなくても、窓口の支払いはひと月の限度額までになります。"</p>
        </Card>
    }
}

/// From when to when, and whether that is over.
fn term(from: Option<NaiveDate>, until: Option<NaiveDate>, today: NaiveDate) -> String {
    let words = match (from, until) {
        (Some(from), Some(until)) => format!("{}から{}まで", long_date(from), long_date(until)),
        (Some(from), None) => format!("{}から", long_date(from)),
        (None, Some(until)) => format!("{}まで", long_date(until)),
        (None, None) => "期間の記録がありません".to_owned(),
    };
    if until.is_some_and(|until| until < today) { format!("{words}（期限が過ぎています）") } else { words }
}

#[cfg(test)]
mod tests {
    use super::term;
    use chrono::NaiveDate;

    #[test]
    fn says_when_a_certificate_is_over() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 7, d);
        let today = day(20).expect("a day");
        for (from, until, said) in [
            (day(1), day(31), "2026年7月1日から2026年7月31日まで"),
            (day(1), day(20), "2026年7月1日から2026年7月20日まで"),
            (day(1), day(19), "2026年7月1日から2026年7月19日まで（期限が過ぎています）"),
            (None, None, "期間の記録がありません"),
        ] {
            assert_eq!(term(from, until, today), said);
        }
    }
}
