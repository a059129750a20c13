//! The procedures in three groups, by whether the record says that they are this person's, each with its reason.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::eligibility::EligibilityStatus;
use crate::domain::person::Person;
use crate::domain::procedure::{Fit, Judgement, PROCEDURES, Procedure, RULES, Situation};
use crate::domain::registration::Registration;
use crate::pages::expense_ceiling::found::Found;
use crate::records::Answer;
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;

/// 高額療養費, for which the portal works out what may come back.
pub(super) const HIGH_COST: &str = "high-cost";

/// The card; without an eligibility it lists all and judges none.
pub(super) fn procedures_card(
    person: &Person,
    eligibility: Answer<EligibilityStatus>,
    registration: Answer<Registration>,
    found: Option<&Found>,
    today: NaiveDate,
) -> AnyView {
    let status = match eligibility {
        Err(trouble) => {
            let all = PROCEDURES.iter().map(|one| line(one, one.purpose.to_owned())).collect_view();
            return view! {
                <TroubleNotice trouble/>
                <Card title="健康保険の手続き">
                    <p class="say">"あなたに当てはまるかは、いまは確かめられません。"</p>
                    <ul class="list">{all}</ul>
                </Card>
            }
            .into_any();
        }
        Ok(status) => status,
    };
    let beside = view! { <AsOf at=status.as_of today/> }.into_any();
    let registration = registration.ok().map(|one| one.value);
    let situation = Situation::of(person, &status.value, registration.as_ref(), today);
    let judged: Vec<(&Procedure, Judgement)> =
        PROCEDURES.iter().map(|one| (*one, judge(one, &situation, found))).collect();
    let count = |fit| judged.iter().filter(|(_, judgement)| judgement.fit == fit).count();
    let said = match count(Fit::Likely) {
        0 => format!(
            "あなたの記録だけで「当てはまりそう」と言える手続きはありません。条件しだいのものが {}件 あります。",
            count(Fit::Depends)
        ),
        likely => {
            format!("当てはまりそうな手続きが {likely}件、条件しだいのものが {}件 あります。", count(Fit::Depends))
        }
    };
    let groups = Fit::ALL.map(|fit| group(fit, &judged));
    view! {
        <Card title="健康保険の手続き" beside>
            <p class="say">{said}</p>
            <p class="small soft">"健康保険の資格の記録と年齢、届いている医療費から、健康手帳が見分けたものです（"{RULES}"）。決めるのは保険者や市区町村です。"</p>
            {registration.is_none().then(|| view! { <p>"カードの利用登録の状態をいま読めないため、それで変わる手続きは確かめきれていません。"</p> })}
            {groups}
        </Card>
    }
    .into_any()
}

/// The rules' judgement; what the person's own expenses have shown goes before it.
pub(super) fn judge(one: &Procedure, situation: &Situation<'_>, found: Option<&Found>) -> Judgement {
    match found.filter(|_| one.slug == HIGH_COST) {
        Some(found) if found.has_sum() => Judgement { fit: Fit::Likely, reason: found.sentences() },
        Some(found) => {
            let by_rule = one.judge(situation);
            Judgement { reason: format!("{}{}", by_rule.reason, found.sentences()), ..by_rule }
        }
        None => one.judge(situation),
    }
}

fn group(fit: Fit, judged: &[(&'static Procedure, Judgement)]) -> Option<AnyView> {
    let lines: Vec<_> = judged
        .iter()
        .filter(|(_, judgement)| judgement.fit == fit)
        .map(|(one, judgement)| line(one, judgement.reason.clone()))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let count = lines.len();
    let list = view! { <ul class="list">{lines}</ul> };
    Some(match fit {
        Fit::No => view! {
            <details><summary>{format!("{}（{count}件）を、理由といっしょに見る", fit.label())}</summary>{list}</details>
        }
        .into_any(),
        _ => view! { <h3>{fit.label()}</h3>{list} }.into_any(),
    })
}

fn line(one: &'static Procedure, reason: String) -> impl IntoView {
    view! { <li><a href=format!("/services/{}", one.slug)>{one.name}</a><br/><span>{reason}</span></li> }
}
