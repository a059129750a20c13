//! The words for each reason why a card does not get in: what happened, and what to do next.

use jpki::refusal::Refusal as Named;
use jpki::revocation::Reason;

use super::component::NoAnswer;
use super::door::Shut;

/// Why a card is turned away, and what can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// What happened.
    pub(crate) what: String,
    /// What to do next.
    pub(crate) next: &'static str,
    /// The field it is about.
    pub(crate) field: &'static str,
}

const KEPT: &str = "カードの名前はそのまま残っています。4桁の暗証番号をもう一度入力してください。見本のカードの暗証番号は、変えていなければ 1234 です。";

/// The words.
pub(crate) fn words(shut: Shut) -> Words {
    match shut {
        Shut::Card(no_answer) => of_card(no_answer),
        Shut::Refused(refusal) => of_refusal(refusal),
    }
}

fn say(field: &'static str, what: impl Into<String>, next: &'static str) -> Words {
    Words { what: what.into(), next, field }
}

fn of_card(no_answer: NoAnswer) -> Words {
    match no_answer {
        NoAnswer::Nameless => {
            say("card", "カードの名前が入力されていません。", "一覧から選ぶか、名前を入力してください。")
        }
        NoAnswer::NoSuchCard => say(
            "card",
            "この名前の見本のカードはありません。",
            "一覧から選ぶか、n-000000001 から n-124000000 までの番号を入力してください。",
        ),
        NoAnswer::TakenAway => say(
            "card",
            "読み取りの途中で、カードが離れました。暗証番号の回数には数えていません。",
            "カードを置いたまま、もう一度暗証番号を入力してください。",
        ),
        NoAnswer::WrongPin(left) => {
            say("pin", format!("暗証番号がちがいます。あと{left}回まちがえると、このカードは使えなくなります。"), KEPT)
        }
        NoAnswer::NotAPin => say("pin", "暗証番号は数字4桁です。回数には数えていません。", KEPT),
        NoAnswer::Locked => say(
            "card",
            "暗証番号を3回まちがえたため、このカードはロックされています。",
            "本物のカードなら、市区町村の窓口で暗証番号を決めなおせます。ここでは別の見本のカードを選んでください。",
        ),
    }
}

fn of_refusal(refusal: Named) -> Words {
    match refusal {
        Named::Expired | Named::IssuerExpired => say(
            "card",
            "このカードの電子証明書は、有効期限が切れています。",
            "本物のカードなら、市区町村の窓口で更新できます。ここでは別の見本のカードを選んでください。",
        ),
        Named::Revoked(Reason::Superseded) => say(
            "card",
            "このカードの電子証明書は新しいものに更新されているため、古い証明書では入れません。",
            "更新したあとのカードを使ってください。",
        ),
        Named::Revoked(Reason::CertificateHold) => say(
            "card",
            "このカードは、なくしたという届け出があり、一時停止されています。",
            "本物のカードが見つかったときは、市区町村の窓口で、一時停止の解除と電子証明書の発行しなおしができます。ここでは別の見本のカードを選んでください。",
        ),
        Named::Revoked(_) => say(
            "card",
            "このカードの電子証明書は、失効していて使えません。",
            "本物のカードなら、市区町村の窓口で電子証明書を発行しなおせます。ここでは別の見本のカードを選んでください。",
        ),
        Named::NotYetValid | Named::IssuerNotYetValid => say(
            "card",
            "このカードの電子証明書は、まだ有効になっていません。",
            "有効になる日のあとで、もう一度お試しください。ここでは別の見本のカードを選んでください。",
        ),
        Named::SigningCertificate | Named::SigningAuthority => say(
            "card",
            "これは書類に署名するための電子証明書（署名用）です。ログインには使えません。",
            "数字4桁の暗証番号の、利用者証明用の電子証明書を使ってください。ここでは別の見本のカードを選んでください。",
        ),
        Named::RevocationUnavailable
        | Named::StatusUnknown
        | Named::EvidenceMalformed
        | Named::EvidenceSignature
        | Named::EvidenceStale
        | Named::EvidenceFromTheFuture
        | Named::AnswerForAnother
        | Named::AnswerNonce => say(
            "card",
            "電子証明書が今も使えるかどうかを、いま確かめられません。安全のため、入れません。",
            "カードと暗証番号に問題があったわけではありません。数分たってから、もう一度お試しください。",
        ),
        Named::ChallengeExpired | Named::ChallengeUsed | Named::ChallengeUnknown => {
            say("card", "時間がたったため、このログインは無効になりました。", "もう一度暗証番号を入力してください。")
        }
        _ => say(
            "card",
            "このカードの電子証明書を確かめられませんでした。",
            "カードを読み取りなおしても同じなら、市区町村の窓口にご相談ください。ここでは別の見本のカードを選んでください。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_refusal_has_its_own_words_and_a_way_on() {
        let shut = [
            Shut::Card(NoAnswer::Nameless),
            Shut::Card(NoAnswer::NoSuchCard),
            Shut::Card(NoAnswer::TakenAway),
            Shut::Card(NoAnswer::WrongPin(2)),
            Shut::Card(NoAnswer::WrongPin(1)),
            Shut::Card(NoAnswer::NotAPin),
            Shut::Card(NoAnswer::Locked),
            Shut::Refused(Named::Expired),
            Shut::Refused(Named::Revoked(Reason::Superseded)),
            Shut::Refused(Named::Revoked(Reason::CertificateHold)),
            Shut::Refused(Named::Revoked(Reason::KeyCompromise)),
            Shut::Refused(Named::NotYetValid),
            Shut::Refused(Named::SigningCertificate),
            Shut::Refused(Named::RevocationUnavailable),
            Shut::Refused(Named::ChallengeExpired),
            Shut::Refused(Named::SignatureInvalid),
        ];
        let different: std::collections::BTreeSet<String> = shut.iter().map(|shut| words(*shut).what).collect();
        assert_eq!(different.len(), shut.len());
        assert!(shut.iter().all(|shut| !words(*shut).next.is_empty()));
        assert!(words(Shut::Card(NoAnswer::Locked)).next.contains("市区町村の窓口"), "where to unlock it");
    }
}
