//! Why a notebook is not read, in words a person can act on.

/// Why a notebook is not read. Nothing of it is kept in any case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotebookRefusal {
    /// Neither UTF-8 nor Shift_JIS.
    #[error(
        "お薬手帳のデータですが、文字として読み取れませんでした。途中で壊れたのかもしれません。お薬手帳アプリや薬局から、もう一度受け取ってください。"
    )]
    NotText,
    /// The two-dimensional code of a prescription (JAHIS9, JAHIS10).
    #[error(
        "お薬手帳ではなく、処方箋のQRコードでした。処方箋は薬局に渡すものです。薬局でもらうお薬手帳用のQRコードか、お薬手帳アプリのファイルを選んでください。"
    )]
    Prescription,
    /// A version that is not known.
    #[error(
        "このお薬手帳の版（{0}）は、まだ読み取れません。読み取れるのは JAHISTC01 から JAHISTC08 です。お薬を取り違えないように、何も読み取りませんでした。"
    )]
    UnknownVersion(String),
    /// It does not begin as a notebook does.
    #[error(
        "お薬手帳のデータではありませんでした。QRコードの文字は、最初の「JAHISTC」から最後まで、全部入れてください。"
    )]
    NoHeader,
    /// Some parts of a divided notebook are not there.
    #[error(
        "お薬手帳が {total}つに分かれていますが、{}つ目がありません。全部のQRコードやファイルを、いっしょに選んでください。順番はどうでもかまいません。",
        listed(missing)
    )]
    PartMissing {
        /// How many there are.
        total: u16,
        /// Which are missing, from 1.
        missing: Vec<u16>,
    },
    /// Two parts of the same place differ, or do not agree on how many there are.
    #[error(
        "分かれたお薬手帳の部分どうしが、合いませんでした。別の日のQRコードが混ざっているかもしれません。1回分ずつ選び直してください。"
    )]
    PartsDiffer,
    /// A control record that cannot be read.
    #[error(
        "分かれたお薬手帳の、つなぎ方を書いた部分が読み取れませんでした。QRコードをもう一度読み取るか、ファイルを受け取り直してください。"
    )]
    BadSplit,
    /// More records than a life comes to.
    #[error(
        "お薬手帳の記録が多すぎるため、読み取りませんでした。一度に読み取れるのは {}件までです。期間を分けて、アプリから書き出してください。",
        super::MAX_RECORDS
    )]
    TooManyRecords,
    /// Several notebooks where one is wanted.
    #[error("別々のお薬手帳が混ざっています。1冊ずつ選び直してください。")]
    Several,
    /// Nothing but its first line.
    #[error(
        "お薬手帳のデータですが、中身が1件もありませんでした。途中で切れているかもしれません。もう一度受け取ってください。"
    )]
    Empty,
}

/// `1つ目と3` reads on with `つ目`.
fn listed(missing: &[u16]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = missing.iter().take(SHOWN).map(u16::to_string).collect();
    let more = if missing.len() > SHOWN { "など、" } else { "" };
    format!("{more}{}", shown.join("つ目、"))
}
