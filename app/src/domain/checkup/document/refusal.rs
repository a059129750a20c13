//! Why a checkup document is not read, in words a person can act on.

/// Why a document is not read. Nothing of it is kept in any case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefusal {
    /// The bytes do not fit the encoding they declare.
    #[error(
        "文字として読み取れないファイルでした。途中で壊れたのかもしれません。健診結果のファイルを、受け取ったところから、もう一度受け取ってください。"
    )]
    NotText,
    /// An encoding that is not read.
    #[error(
        "文字の書き方（{0}）に対応していないため、読み取れませんでした。UTF-8 か Shift_JIS で書かれた健診結果のファイルを選んでください。"
    )]
    Encoding(String),
    /// It ends in the middle.
    #[error(
        "健診結果のファイルが途中で切れていて、最後まで読み取れませんでした。半分だけの結果を見せることはしません。もう一度受け取って、選び直してください。"
    )]
    CutShort,
    /// It is no XML.
    #[error(
        "健診結果のファイルの書き方がこわれていて、読み取れませんでした。ほかのソフトで開いて保存し直したものは、読めないことがあります。受け取ったままのファイルを選んでください。"
    )]
    Malformed,
    /// A document type definition, or an entity of its own.
    #[error(
        "健診結果のファイルには使われない、危険な書き方（外部の定義や独自の文字の定義）が入っているため、読み取りませんでした。受け取ったところに、たずねてください。"
    )]
    Forbidden,
    /// Deeper or larger than any checkup.
    #[error(
        "ふつうの健診結果のファイルより、はるかに大きいか複雑なため、読み取りませんでした。選んだファイルが健診結果か、確かめてください。"
    )]
    TooMuch,
    /// Another document.
    #[error(
        "XMLのファイルですが、健診結果の標準の形式（特定健診データファイル）ではないため、読み取りませんでした。保険者や健診機関から受け取った、名前が「h」で始まるXMLファイルか、それが入ったZIPファイルを選んでください。"
    )]
    OtherDocument,
    /// A version that is not known.
    #[error(
        "このファイルの版（{0}）は、まだ読み取れません。読み取れるのは hc08_V07 と hc08_V08 です。値の意味を取り違えないように、何も読み取りませんでした。"
    )]
    UnknownVersion(String),
    /// 特定保健指導
    #[error(
        "健診の結果ではなく、特定保健指導の記録でした。健診結果のファイル（名前が「h」で始まるXMLファイル）を選んでください。"
    )]
    Guidance,
    /// 削除依頼
    #[error("健診の結果ではなく、前に出した結果を取り消すためのファイルでした。健診結果のファイルを選んでください。")]
    Deletion,
    /// Something without which a result says nothing.
    #[error(
        "健診結果のファイルですが、「{0}」が書かれていないため、読み取りませんでした。受け取ったところに、たずねてください。"
    )]
    Missing(&'static str),
    /// No result at all.
    #[error(
        "健診結果のファイルですが、検査や問診の結果が1件も入っていませんでした。受け取ったところに、たずねてください。"
    )]
    NoResults,
}
