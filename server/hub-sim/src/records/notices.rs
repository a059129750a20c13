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
            "expenses",
            "見本 医療保険情報センター",
            "医療費のお知らせが届きました",
            "新しい月の医療費を確認できるようになりました。",
        ),
        (
            33,
            "medications",
            "見本 医療保険情報センター",
            "お薬の記録が届きました",
            "新しい月のお薬の記録を確認できるようになりました。",
        ),
        (70, "checkups", "見本市", "特定健診のご案内", "今年度の特定健診を受けられます。受診券をお持ちください。"),
        (
            120,
            "certificate",
            "見本 カード窓口",
            "電子証明書の有効期限",
            "電子証明書の有効期限が近づいています。市区町村の窓口で更新できます。",
        ),
    ];
    if citizen.named().is_none() {
        texts.truncate(dice.between(1, 4) as usize);
    } else {
        // Medical by itself; a procedure; and a kind that nobody has agreed on.
        texts.extend([
            (
                8,
                "care",
                "見本総合病院 外来",
                "再検査のご案内",
                "先日の検査の結果について、外来でご説明します。ご予約のうえお越しください。",
            ),
            (
                45,
                "procedure",
                "見本市 保険年金課",
                "高額療養費の申請のご案内",
                "申請できる月があります。届いた申請書に書いて、お送りください。",
            ),
            (95, "festival", "見本市 健康づくり課", "健康まつりのお知らせ", "体力測定と、栄養士による相談があります。"),
        ]);
        texts.sort_by_key(|(days, ..)| *days);
    }
    texts
        .into_iter()
        .map(|(days, kind, from, subject, body)| {
            let on = today - Duration::days(days);
            json!({
                "id": dated_id("notice", on),
                "on": on.to_string(),
                "kind": kind,
                "from": citizen.say(from),
                "subject": citizen.say(subject),
                "body": citizen.say(body),
            })
        })
        .collect()
}
