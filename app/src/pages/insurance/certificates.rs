//! Certificates on record: the one for the ceiling (限度額適用認定証) and those for specific diseases (特定疾病療養受療証), each as a
//! card of what it means in yen.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::ceiling_card::ceiling_card;
use super::disease_card::disease_card;
use super::elderly_card::elderly_card;
use crate::domain::calendar::long_date;
use crate::domain::eligibility::Eligibility;
use crate::ui::card::Card;
use crate::ui::way::Way;

/// The cards.
pub(super) fn certificates(current: &Eligibility, today: NaiveDate) -> AnyView {
    if current.is_welfare() {
        return view! {
            <div class="grid two certificates">
                <Card title="限度額と受療証">
                    <p>"医療扶助には、健康保険の限度額や、限度額適用認定証はありません。医療機関で払うように言われたら、払う前に福祉事務所に聞いてください。"</p>
                </Card>
            </div>
        }
        .into_any();
    }
    let ceiling = current.ceiling.as_ref().map(|one| ceiling_card(current, one, today));
    let diseases = current.specific_diseases.iter().map(|one| disease_card(current, one, today)).collect_view();
    let elderly = current.elderly.as_ref().map(|one| elderly_card(one, today));
    let none = (ceiling.is_none() && diseases.is_empty()).then(|| {
        let said = if elderly.is_some() {
            "限度額の認定証や、特定疾病の受療証は、記録されていません。"
        } else {
            "記録されている認定証・受療証はありません。"
        };
        view! {
            <Card title="限度額と受療証">
                <p>{said}</p>
                <p class="small soft">"マイナンバーカードを健康保険証として使うと、認定証がなくても、窓口の支払いはひと月の限度額までになります。"</p>
                <p><Way href="/expenses/ceiling" or_nothing=true>"払った医療費を限度額と比べる"</Way></p>
            </Card>
        }
    });
    view! { <div class="grid two certificates">{elderly}{none}{ceiling}{diseases}</div> }.into_any()
}

/// From when to when, and whether that is over or still to come.
pub(super) fn term(from: Option<NaiveDate>, until: Option<NaiveDate>, today: NaiveDate) -> String {
    let words = match (from, until) {
        (Some(from), Some(until)) => format!("{}から{}まで", long_date(from), long_date(until)),
        (Some(from), None) => format!("{}から", long_date(from)),
        (None, Some(until)) => format!("{}まで", long_date(until)),
        (None, None) => "期間の記録がありません".to_owned(),
    };
    if until.is_some_and(|until| until < today) {
        format!("{words}（期限が過ぎています）")
    } else if from.is_some_and(|from| from > today) {
        format!("{words}（まだ始まっていません）")
    } else {
        words
    }
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
            (day(21), day(31), "2026年7月21日から2026年7月31日まで（まだ始まっていません）"),
            (None, None, "期間の記録がありません"),
        ] {
            assert_eq!(term(from, until, today), said);
        }
    }
}
