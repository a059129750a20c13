//! Whether a presented card opens the door, and the words when it does not.

use super::pin::{PinResult, Pins};
use crate::citizen::Citizen;

/// What becomes of a presented card.
pub(crate) enum Verdict {
    /// Let in.
    Welcome(Citizen),
    /// Turned away.
    Refused(Refusal),
}

/// Why a card is turned away, and what can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What happened.
    pub(crate) what: String,
    /// What to do next.
    pub(crate) next: &'static str,
    /// The field it is about.
    pub(crate) field: &'static str,
}

fn refused(field: &'static str, what: impl Into<String>, next: &'static str) -> Verdict {
    Verdict::Refused(Refusal { what: what.into(), next, field })
}

/// Full-width letters, digits and signs as ASCII.
pub(crate) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            'ー' | '―' | '‐' => '-',
            c => c,
        })
        .collect()
}

/// Presents a card with a PIN.
pub(crate) fn present(card: &str, pin: &str, pins: &Pins) -> Verdict {
    let card = narrow(card.trim()).to_ascii_lowercase();
    match card.as_str() {
        "" => return refused("card", "カードの名前が入力されていません。", "一覧から選ぶか、名前を入力してください。"),
        "expired" => {
            return refused(
                "card",
                "このカードの電子証明書は、有効期限が切れています。",
                "本物のカードなら、市区町村の窓口で更新できます。ここでは別の見本のカードを選んでください。",
            );
        }
        "locked" => return locked(),
        "lost" => {
            return refused(
                "card",
                "このカードは、なくしたという届け出があり、一時停止されています。",
                "本物のカードが見つかったときは、電話窓口に届け出ると一時停止を解除できます。ここでは別の見本のカードを選んでください。",
            );
        }
        "renewed-old" => {
            return refused(
                "card",
                "このカードの電子証明書は新しいものに更新されているため、古い証明書では入れません。",
                "更新したあとのカード（見本では renewed）を使ってください。",
            );
        }
        _ => {}
    }
    let Some(citizen) = Citizen::find(&card) else {
        return refused(
            "card",
            "この名前の見本のカードはありません。",
            "一覧から選ぶか、n-000000001 から n-124000000 までの番号を入力してください。",
        );
    };
    match pins.try_pin(&card, pin) {
        PinResult::Right => Verdict::Welcome(citizen),
        PinResult::Wrong(left) => refused(
            "pin",
            format!("暗証番号がちがいます。あと{left}回まちがえると、このカードは使えなくなります。"),
            "カードの名前はそのまま残っています。4桁の暗証番号をもう一度入力してください。見本のカードの暗証番号は、すべて 1234 です。",
        ),
        PinResult::NotAPin => refused(
            "pin",
            "暗証番号は数字4桁です。回数には数えていません。",
            "カードの名前はそのまま残っています。数字4桁を入力してください。見本のカードの暗証番号は、すべて 1234 です。",
        ),
        PinResult::Locked => locked(),
    }
}

fn locked() -> Verdict {
    refused(
        "card",
        "暗証番号を3回まちがえたため、このカードはロックされています。",
        "本物のカードなら、市区町村の窓口で暗証番号を決めなおせます。ここでは別の見本のカードを選んでください。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_card_gets_its_own_words() {
        let words = |card: &str| match present(card, "1234", &Pins::default()) {
            Verdict::Welcome(citizen) => citizen.id,
            Verdict::Refused(refusal) => refusal.what,
        };
        for (card, id) in
            [(" Hanako ", "hanako"), ("ｎー０００００００１２", "n-000000012"), ("n-000000123", "n-000000123")]
        {
            assert_eq!(words(card), id);
        }
        let refusals: std::collections::BTreeSet<_> =
            ["", "expired", "locked", "lost", "renewed-old", "nobody"].into_iter().map(words).collect();
        assert_eq!(refusals.len(), 6);
    }
}
