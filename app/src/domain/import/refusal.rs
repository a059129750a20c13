//! Why a file is not read, and what it seems to be, in words a person can act on.

use super::{BroughtRefusal, CheckupRefusal};
use crate::domain::notebook::NotebookRefusal;
use crate::domain::notebook::jan::JanRefusal;

/// What a refused file seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disguise {
    /// Excel or another zipped office file.
    Excel,
    /// A zip archive.
    Zip,
    /// PDF.
    Pdf,
    /// An image.
    Image,
    /// An insurer's signed 医療費通知 (TEG700) or other e-Tax data.
    ETaxXml,
    /// Other XML.
    Xml,
    /// A web page.
    Html,
    /// A medication notebook (JAHIS お薬手帳).
    MedicationNotebook,
    /// Another list of マイナポータル, by its second heading.
    OtherMynaportal(String),
    /// Another comma-separated table, by its first heading.
    OtherCsv(String),
    /// JSON.
    Json,
}

impl Disguise {
    /// In words: `Excel（エクセル）のファイル`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Excel => "Excel（エクセル）のファイル".to_owned(),
            Self::Zip => "ZIP（圧縮）ファイル".to_owned(),
            Self::Pdf => "PDFファイル".to_owned(),
            Self::Image => "写真や画像のファイル".to_owned(),
            Self::ETaxXml => "e-Tax 用の医療費通知（XML）".to_owned(),
            Self::Xml => "XMLファイル".to_owned(),
            Self::Html => "ウェブページ（HTML）".to_owned(),
            Self::MedicationNotebook => "お薬手帳のデータ（JAHIS形式）".to_owned(),
            Self::OtherMynaportal(heading) => format!("マイナポータルの別のファイル（{heading}）"),
            Self::OtherCsv(heading) => format!("別のCSVファイル（1行目が「{heading}」）"),
            Self::Json => "JSONファイル".to_owned(),
        }
    }

    /// What to do instead.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Excel => {
                "Excelで開いて保存し直したものは読み取れません。マイナポータルから受け取ったままのCSVファイルを選んでください。"
            }
            Self::Zip => {
                "健診結果の入ったZIPは、そのまま読み取れます。医療費のCSVは、圧縮されたままでは読み取れません。中のCSVファイルを取り出して選んでください。"
            }
            Self::Xml => {
                "健診結果なら、保険者や健診機関から受け取った、名前が「h」で始まるXMLファイルか、それが入ったZIPファイルを選んでください。"
            }
            Self::ETaxXml => {
                "このXMLは、e-Tax の画面でそのまま読み込ませるものです。こちらで作り直す必要はありません。"
            }
            _ => {
                "マイナポータルの「わたしの情報」→「医療費通知情報」で受け取った、「医療費情報_」で始まるCSVファイルを選んでください。"
            }
        }
    }
}

/// Why a file is not read. Nothing of it is kept in any case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// No bytes, or only blanks.
    #[error("ファイルが空でした。受け取ったところから、もう一度ファイルを受け取ってください。")]
    Empty,
    /// Beyond [`super::MAX_BYTES`].
    #[error("ファイルが大きすぎます（{}MB）。読み取れるのは5MBまでです。選んだファイルが、医療費情報のCSVや健診結果のファイルか、確かめてください。", bytes.div_ceil(1024 * 1024))]
    TooLarge {
        /// Size in bytes.
        bytes: usize,
    },
    /// Neither UTF-8 nor Shift_JIS.
    #[error(
        "文字として読み取れないファイルでした。途中で壊れたか、別の種類のファイルかもしれません。マイナポータルから、もう一度受け取ってください。"
    )]
    NotText,
    /// UTF-16: saved anew by a spreadsheet program or an editor.
    #[error(
        "文字コードが UTF-16 のファイルでした。Excelやメモ帳で開いて保存し直すと、こうなることがあります。受け取ったままのファイルを選んでください。"
    )]
    Utf16,
    /// A checkup document, or an archive of some, that cannot be read.
    #[error(transparent)]
    Checkup(#[from] CheckupRefusal),
    /// A notebook of drugs that cannot be read.
    #[error(transparent)]
    Notebook(#[from] NotebookRefusal),
    /// A list of drugs bought without prescription that cannot be read.
    #[error(transparent)]
    OtcList(#[from] JanRefusal),
    /// An insurer's notice, or a book of this site, that cannot be read.
    #[error(transparent)]
    Brought(#[from] BroughtRefusal),
    /// Some other kind of file.
    #[error("このファイルは、{}のようです。医療費情報のCSVでも、健診結果やお薬手帳のファイルでもないため、読み取りませんでした。{}", .0.words(), .0.hint())]
    SomethingElse(Disguise),
    /// The right headings, but no 医療費情報明細.
    #[error(
        "医療費情報のファイルですが、明細（医療費情報明細）がありませんでした。途中で切れているか、表示する期間に医療費がなかったのかもしれません。マイナポータルで期間を確かめて、もう一度受け取ってください。"
    )]
    NoDetails,
    /// More rows than [`super::MAX_ROWS`], all files together.
    #[error(
        "明細が多すぎるため、このファイルは読み取りませんでした。一度に読み取れる明細は、全部のファイルをあわせて {}件までです。人ごと、年ごとに分けて読み込んでください。",
        super::MAX_ROWS
    )]
    TooManyRows,
}

/// What the first bytes give away.
pub(super) fn by_first_bytes(bytes: &[u8]) -> Option<Disguise> {
    const MAGIC: [(&[u8], Disguise); 9] = [
        (b"%PDF", Disguise::Pdf),
        (b"\x89PNG", Disguise::Image),
        (b"\xFF\xD8\xFF", Disguise::Image),
        (b"GIF8", Disguise::Image),
        (b"BM", Disguise::Image),
        (b"II*\0", Disguise::Image),
        (b"MM\0*", Disguise::Image),
        (b"RIFF", Disguise::Image),
        // Old Excel (compound file).
        (b"\xD0\xCF\x11\xE0", Disguise::Excel),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let office = [b"xl/".as_slice(), b"[Content_Types].xml"]
            .iter()
            .any(|part| bytes.windows(part.len()).take(4096).any(|window| window == *part));
        return Some(if office { Disguise::Excel } else { Disguise::Zip });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Disguise::Image);
    }
    MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic) && !(*magic == b"BM" && bytes.get(6..10) != Some(b"\0\0\0\0")))
        .map(|(_, disguise)| disguise.clone())
}

/// What a text seems to be that lacks the headings; nothing where it does not say.
pub(super) fn by_text(text: &str, records: &[Vec<String>]) -> Disguise {
    let start: String = text.trim_start().chars().take(2000).collect();
    let lower = start.to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Disguise::Html;
    }
    if lower.starts_with("<?xml") || lower.starts_with('<') {
        let tax = start.contains("TEG700") || start.contains("xml.e-tax.nta.go.jp");
        return if tax {
            Disguise::ETaxXml
        } else if lower.contains("<html") {
            Disguise::Html
        } else {
            Disguise::Xml
        };
    }
    if start.starts_with("JAHISTC") {
        return Disguise::MedicationNotebook;
    }
    if start.starts_with('{') || start.starts_with('[') {
        return Disguise::Json;
    }
    let heading = |at: usize| {
        records
            .get(at)
            .and_then(|record| record.first())
            .map(|field| field.chars().take(20).collect::<String>())
            .unwrap_or_default()
    };
    if heading(0) == "わたしの情報" {
        Disguise::OtherMynaportal(heading(1))
    } else {
        Disguise::OtherCsv(heading(0))
    }
}
