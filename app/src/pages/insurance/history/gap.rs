//! What to do while nobody insures a person: the ways into an insurance, with their days.
//!
//! 国民健康保険法施行規則2条 (14 days), 健康保険法37条 (20 days; two months of insurance before).

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::eligibility::line::Unknown;
use crate::domain::eligibility::scheme::Scheme;
use crate::ui::card::Card;

/// The card, where there is a gap today that nobody is about to fill.
pub(super) fn way_on(status: &EligibilityStatus, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let stretches = status.stretches(today);
    let last = stretches.last()?;
    if last.unknown == Some(Unknown::NotDelivered) {
        let told = status.told(today);
        let way = told.way.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
        return Some(view! { <Card title="新しい資格を待っています"><p>{told.sentence}</p>{way}</Card> }.into_any());
    }
    let gap = Some(last).filter(|one| one.is_gap())?;
    let lost = long_date(gap.from);
    let of_work = status
        .line
        .iter()
        .find(|one| one.lost_on == Some(gap.from))
        .and_then(Scheme::of)
        .is_some_and(Scheme::is_of_work);
    let past = gap.days(today) > 20;
    let keep_on = of_work.then(|| {
        let late = past.then_some("20日を過ぎているので、ふつうは申し込めません。できない事情があったときは、前の健康保険に聞いてください。");
        view! { <li><b>"前の健康保険を続ける（任意継続）"</b>"：資格がなくなった日（"{lost.clone()}"）から20日以内に、前の健康保険に申し込みます。それまで2か月以上加入していた人が対象です。"{late}</li> }
    });
    Some(
        view! {
            <Card title="資格がないいま、すること">
                <p>"次のどれか、当てはまるものをしてください。迷うときは、住んでいる市区町村の国民健康保険の窓口に聞いてください。"</p>
                <ul class="dots">
                    <li><b>"新しい勤め先の健康保険に入った"</b>"：することはありません。登録に数日かかります。勤め先に、いつ登録されるかを聞けます。"</li>
                    <li><b>"国民健康保険（国保）に入る"</b>"：資格がなくなった日から14日以内に、市区町村に届け出ます。遅れても届け出られますが、保険料は資格がなくなった日の分からかかります。"</li>
                    {keep_on}
                    <li><b>"家族の健康保険に入る（扶養）"</b>"：家族の勤め先に申し出ます。"</li>
                </ul>
                <p class="small soft">"期限は、国民健康保険法施行規則第2条と、健康保険法第37条によります。"</p>
            </Card>
        }
        .into_any(),
    )
}
