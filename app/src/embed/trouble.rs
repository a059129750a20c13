//! Why nothing is shown inside a provider's page: what happened, and what to do, in words for the person.

/// The reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedTrouble {
    /// Nobody has agreed to anything, or it was not asked for.
    NoConsent,
    /// The consent is over.
    Ended,
    /// The kind of records is none that the person agreed to.
    NotAgreed,
    /// The provider is suspended.
    Suspended,
    /// There is no such provider.
    UnknownProvider,
    /// The hub gives no usable answer.
    HubDown,
    /// The portal itself cannot tell.
    Unavailable,
    /// The code was used before.
    CodeUsed,
    /// The code's or the page's time is over.
    TimeOver,
    /// Asked for more often than anybody looks.
    TooOften,
    /// Opened by itself and not inside the provider's page.
    NotInside,
    /// There is no such page.
    NotFound,
}

impl EmbedTrouble {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::NoConsent,
        Self::Ended,
        Self::NotAgreed,
        Self::Suspended,
        Self::UnknownProvider,
        Self::HubDown,
        Self::Unavailable,
        Self::CodeUsed,
        Self::TimeOver,
        Self::TooOften,
        Self::NotInside,
        Self::NotFound,
    ];

    /// Towards programs: stands in the page, in messages to the page around it, and in the access record.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoConsent => "no-consent",
            Self::Ended => "consent-over",
            Self::NotAgreed => "not-consented",
            Self::Suspended => "provider-suspended",
            Self::UnknownProvider => "unknown-provider",
            Self::HubDown => "hub-down",
            Self::Unavailable => "unavailable",
            Self::CodeUsed => "code-used",
            Self::TimeOver => "token-over",
            Self::TooOften => "rate",
            Self::NotInside => "not-inside",
            Self::NotFound => "not-found",
        }
    }

    /// HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::UnknownProvider | Self::NotFound => 404,
            Self::HubDown => 502,
            Self::Unavailable => 503,
            Self::TooOften => 429,
            _ => 403,
        }
    }

    /// Heading and title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::NoConsent => "この画面に記録を出す同意がありません",
            Self::Ended => "記録を渡す同意は終わっています",
            Self::NotAgreed => "この種類の記録は、同意に入っていません",
            Self::Suspended => "この事業者は停止されています",
            Self::UnknownProvider => "登録されていない事業者です",
            Self::HubDown => "いま、記録を取り寄せられません",
            Self::Unavailable => "ただいまご利用になれません",
            Self::CodeUsed => "この表示は、もう一度開き直してください",
            Self::TimeOver => "表示できる時間が過ぎました",
            Self::TooOften => "少しお待ちください",
            Self::NotInside => "この画面は、事業者のアプリの中だけで開けます",
            Self::NotFound => "その画面はありません",
        }
    }

    /// What happened.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::NoConsent => {
                "あなたが記録を渡すことに同意しているかどうかを、確かめられませんでした。記録は何も出していません。"
            }
            Self::Ended => {
                "あなたが止めたか、期限がきたため、同意は終わっています。これより先、この事業者に記録は何も渡りません。"
            }
            Self::NotAgreed => "あなたがこの事業者に渡すと決めた記録の中に、この種類は入っていません。",
            Self::Suspended => "この事業者は、健康手帳が停止しています。停止のあいだ、記録は何も渡りません。",
            Self::UnknownProvider => {
                "記録を出そうとしているのが、健康手帳に登録された事業者かどうか確かめられませんでした。記録は何も出していません。"
            }
            Self::HubDown => {
                "記録を保管しているシステムから、使える返事がありませんでした。記録そのものは失われていません。"
            }
            Self::Unavailable => "健康手帳のシステムが、一時的に動いていません。記録は失われていません。",
            Self::CodeUsed => "この画面を開くための番号は、1回だけ使えます。すでに使われたため、記録は出していません。",
            Self::TimeOver => {
                "安全のため、1回の表示は10分までにしています。開くための番号は、1分を過ぎると使えません。"
            }
            Self::TooOften => "短い時間に何度も求められたため、今回は出していません。",
            Self::NotInside => "事業者の画面の中に出すためのアドレスです。これだけを開いても、記録は出ません。",
            Self::NotFound => "アドレスが変わったか、打ちまちがいがあるようです。",
        }
    }

    /// What to do.
    #[must_use]
    pub const fn next(self) -> &'static str {
        match self {
            Self::NoConsent => "事業者のアプリで「健康手帳から記録を受け取る」操作を、はじめからやり直してください。",
            Self::Ended => {
                "続けて使いたいときは、事業者のアプリから、もう一度同意してください。いまの同意は、健康手帳の「PHR事業者への提供」で確かめられます。"
            }
            Self::NotAgreed => "見たいときは、事業者のアプリから、この種類も選んで同意し直してください。",
            Self::Suspended => "理由は、事業者に問い合わせてください。あなたの記録は、健康手帳でいつでも見られます。",
            Self::UnknownProvider => {
                "このアプリやサイトに、カードの暗証番号や健康保険の番号を入れないでください。あなたの記録は、健康手帳で見られます。"
            }
            Self::HubDown | Self::Unavailable => "数分おいて、事業者の画面を開き直してください。",
            Self::CodeUsed | Self::TimeOver => "事業者の画面を開き直すと、もう一度表示されます。",
            Self::TooOften => "1分ほどおいて、事業者の画面を開き直してください。",
            Self::NotInside => "事業者のアプリに戻って開いてください。あなたの記録は、健康手帳でいつでも見られます。",
            Self::NotFound => "事業者の画面に戻って、もう一度開いてください。",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::EmbedTrouble;

    #[test]
    fn each_says_something_of_its_own() {
        let codes: BTreeSet<_> = EmbedTrouble::ALL.iter().map(|one| one.code()).collect();
        let titles: BTreeSet<_> = EmbedTrouble::ALL.iter().map(|one| one.title()).collect();
        assert_eq!((codes.len(), titles.len()), (EmbedTrouble::ALL.len(), EmbedTrouble::ALL.len()));
        assert!(EmbedTrouble::ALL.iter().all(|one| (400..600).contains(&one.status())));
    }
}
