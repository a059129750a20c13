//! Notices (お知らせ) from the hub.

use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};

use super::registration::dated_id;
use crate::citizen::Citizen;
use crate::citizen::named::Named;

/// The notices of a citizen, newest first.
pub(crate) fn list(citizen: &Citizen, today: NaiveDate) -> Vec<Value> {
    if citizen.named() == Some(Named::Empty) {
        return Vec::new();
    }
    let mut dice = citizen.dice("notices", 0);
    let mut texts = vec![
        (
            2,
            "見本 医療保険情報センター",
            "医療費のお知らせが届きました",
            "新しい月の医療費を確認できるようになりました。",
        ),
        (
            33,
            "見本 医療保険情報センター",
            "お薬の記録が届きました",
            "新しい月のお薬の記録を確認できるようになりました。",
        ),
        (70, "見本市", "特定健診のご案内", "今年度の特定健診を受けられます。受診券をお持ちください。"),
        (
            120,
            "見本 カード窓口",
            "電子証明書の有効期限",
            "電子証明書の有効期限が近づいています。市区町村の窓口で更新できます。",
        ),
    ];
    if citizen.named().is_none() {
        texts.truncate(dice.between(1, 4) as usize);
    }
    texts
        .into_iter()
        .map(|(days, from, subject, body)| {
            let on = today - Duration::days(days);
            json!({
                "id": dated_id("notice", on),
                "on": on.to_string(),
                "from": citizen.say(from),
                "subject": citizen.say(subject),
                "body": citizen.say(body),
            })
        })
        .collect()
}
