//! Why a card did not open the door, for a portal that verifies cards itself: the title, what happened, what to do next.
//!
//! The log names the exact check that failed; people are told apart only what they can do something about.

/// Why a card did not open the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardTrouble {
    /// Its certificate has expired.
    Expired,
    /// Its certificate was renewed; this is the old one.
    Renewed,
    /// Reported lost, and suspended.
    Suspended,
    /// Revoked for another reason.
    Revoked,
    /// A certificate for signing documents.
    ForDocuments,
    /// Nobody can say now whether it is still good.
    Unchecked,
    /// Anything else: it could not be shown to be right.
    Unproven,
}

impl CardTrouble {
    /// HTTP status of the page.
    pub(super) fn status(self) -> u16 {
        if self == Self::Unchecked { 503 } else { 403 }
    }

    /// For the access record.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Expired => "card-expired",
            Self::Renewed => "card-renewed",
            Self::Suspended => "card-suspended",
            Self::Revoked => "card-revoked",
            Self::ForDocuments => "card-for-documents",
            Self::Unchecked => "card-unchecked",
            Self::Unproven => "card-unproven",
        }
    }

    /// Heading and browser title.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Expired => "電子証明書の有効期限が切れています",
            Self::Renewed => "更新前のカードです",
            Self::Suspended => "一時停止されているカードです",
            Self::Revoked => "電子証明書が失効しています",
            Self::ForDocuments => "署名用の電子証明書です",
            Self::Unchecked => "カードをいま確かめられません",
            Self::Unproven => "カードを確かめられませんでした",
        }
    }

    /// What happened.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Expired => "このカードの電子証明書は、有効期限が切れているため使えません。",
            Self::Renewed => {
                "このカードの電子証明書は新しいものに更新されています。古い電子証明書ではログインできません。"
            }
            Self::Suspended => "このカードは、なくしたという届け出があり、一時停止されています。",
            Self::Revoked => "このカードの電子証明書は失効していて、使えません。",
            Self::ForDocuments => "書類に署名するための電子証明書（署名用）では、ログインできません。",
            Self::Unchecked => {
                "電子証明書が今も使えるかどうかを確かめる相手から、返事がありません。安全のため、ログインを止めました。カードと暗証番号に問題があったわけではありません。"
            }
            Self::Unproven => "カードの電子証明書か署名を、正しいものと確かめられませんでした。",
        }
    }

    /// What to do next.
    pub(super) fn next(self) -> &'static str {
        match self {
            Self::Expired => "お住まいの市区町村の窓口で、電子証明書を更新してください。",
            Self::Renewed => "更新したあとの新しいカードで、もう一度ログインしてください。",
            Self::Suspended => {
                "カードが見つかったときは、お住まいの市区町村の窓口で、一時停止の解除と電子証明書の発行しなおしができます。"
            }
            Self::Revoked => "お住まいの市区町村の窓口で、電子証明書を発行しなおしてください。",
            Self::ForDocuments => "数字4桁の暗証番号を使う、利用者証明用の電子証明書でログインしてください。",
            Self::Unchecked => "数分おいて、もう一度お試しください。",
            Self::Unproven => {
                "もう一度ログインしてください。くりかえすときは、お住まいの市区町村の窓口にカードのことをご相談ください。"
            }
        }
    }
}
