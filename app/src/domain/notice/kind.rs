//! What a notice is about: a closed list, and the subject line of each.
//!
//! A subject line names at most the shelf a record stands on, in the words of the menu. Never what stands there, never who
//! sent it, never the hub's own subject: those are inside the notice. So nothing medical can be read over a shoulder.

use serde::{Deserialize, Serialize};

/// Kind of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// 利用登録
    Registration,
    /// 健診
    Checkups,
    /// お薬
    Medications,
    /// 医療費
    Expenses,
    /// 確定申告
    Tax,
    /// カードの電子証明書
    Certificate,
    /// 手続きと支払い
    Procedure,
    /// 診療や検査: medical by itself, so that its subject line says nothing at all.
    Care,
    /// Anything else, and what this version does not know.
    #[default]
    #[serde(other)]
    Other,
}

/// Kind, code in forms and on the wire, name, and subject line of what the hub sends.
const TABLE: [(NoticeKind, &str, &str, &str); 9] = [
    (NoticeKind::Registration, "registration", "健康保険証としての利用登録", "利用登録についてのお知らせ"),
    (NoticeKind::Checkups, "checkups", "健診", "健診についてのお知らせ"),
    (NoticeKind::Medications, "medications", "お薬", "お薬の記録についてのお知らせ"),
    (NoticeKind::Expenses, "expenses", "医療費", "医療費についてのお知らせ"),
    (NoticeKind::Tax, "tax", "確定申告", "確定申告についてのお知らせ"),
    (NoticeKind::Certificate, "certificate", "カードの電子証明書", "カードの電子証明書についてのお知らせ"),
    (NoticeKind::Procedure, "procedure", "手続きと支払い", "手続きについてのお知らせ"),
    (NoticeKind::Care, "care", "診療や検査", "あなたあてのお知らせ"),
    (NoticeKind::Other, "other", "そのほか", "あなたあてのお知らせ"),
];

impl NoticeKind {
    /// Every kind, in the order of the settings.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.into_iter().map(|(kind, ..)| kind)
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        let row = TABLE.into_iter().find(|(kind, ..)| *kind == self);
        row.map_or(("other", "", ""), |(_, code, name, subject)| (code, name, subject))
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// Its name in the settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The subject line of a notice that the hub sent.
    #[must_use]
    pub fn subject(self) -> &'static str {
        self.row().2
    }

    /// From a form; nothing for any other text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        TABLE.into_iter().find(|(_, known, ..)| *known == code).map(|(kind, ..)| kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_code_and_its_subject_line() {
        for (wire, kind, subject) in [
            ("registration", NoticeKind::Registration, "利用登録についてのお知らせ"),
            ("checkups", NoticeKind::Checkups, "健診についてのお知らせ"),
            ("medications", NoticeKind::Medications, "お薬の記録についてのお知らせ"),
            ("expenses", NoticeKind::Expenses, "医療費についてのお知らせ"),
            ("tax", NoticeKind::Tax, "確定申告についてのお知らせ"),
            ("certificate", NoticeKind::Certificate, "カードの電子証明書についてのお知らせ"),
            ("procedure", NoticeKind::Procedure, "手続きについてのお知らせ"),
            ("care", NoticeKind::Care, "あなたあてのお知らせ"),
            ("other", NoticeKind::Other, "あなたあてのお知らせ"),
            ("diagnosis of something", NoticeKind::Other, "あなたあてのお知らせ"),
            ("", NoticeKind::Other, "あなたあてのお知らせ"),
        ] {
            let read: NoticeKind = serde_json::from_str(&format!("{wire:?}")).expect("any text is a kind");
            assert_eq!((read, read.subject()), (kind, subject), "{wire}");
            assert_eq!(NoticeKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(NoticeKind::from_code("diagnosis"), None);
        assert_eq!(NoticeKind::all().count(), 9);
    }

    #[test]
    fn what_is_medical_by_itself_looks_like_anything_else() {
        assert_eq!(NoticeKind::Care.subject(), NoticeKind::Other.subject());
        for kind in NoticeKind::all() {
            for told in ["検査", "結果", "病", "診療", "精密", "処方", "がん", "値", "病院", "異常"] {
                assert!(!kind.subject().contains(told), "{kind:?}: {told}");
            }
            assert!(!kind.subject().chars().any(|letter| letter.is_ascii_digit()), "{kind:?}");
        }
    }
}
