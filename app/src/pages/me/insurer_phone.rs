//! The number of the insurer to call, where the record tells it.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::eligibility::EligibilityStatus;
use crate::records::Answer;

/// A sentence with the number, or where else it stands. Of an insurer whose eligibility is hidden nothing is told.
pub(super) fn insurer_phone(eligibility: &Answer<EligibilityStatus>, today: NaiveDate) -> AnyView {
    let current = eligibility.as_ref().ok().and_then(|answer| answer.value.valid_today(today));
    match current.and_then(|one| Some((one.insurer_name.clone(), one.insurer_phone.clone()?))) {
        Some((name, phone)) => {
            let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
            view! { {name}"の電話番号は "<a class="num" href=format!("tel:{digits}")>{phone}</a>" です。" }.into_any()
        }
        None => "電話番号は、保険者から届いた「資格情報のお知らせ」や資格確認書に書かれています。".into_any(),
    }
}
