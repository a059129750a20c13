//! Reading the 医療費情報 file that マイナポータル gives a person: bytes in, rows out, in memory. Checkup documents and
//! notebooks of drugs among the chosen files are told apart, and read by `checkup::document` and `notebook`.
//!
//! Reads strictly, refuses in plain words, never panics. The insured symbol, number and branch are read past and never kept.
//! The layout is known from files that people have shared (unverified: no published specification was found).

mod archive;
mod brought;
mod checkups;
mod decode;
pub mod desk;
mod household;
pub mod insurer;
mod layout;
mod lines;
mod notebooks;
mod outcome;
mod refusal;

pub use archive::ArchiveRefusal;
#[cfg(feature = "files")]
pub(crate) use archive::crc32;
pub use brought::{Brought, BroughtFile, BroughtRefusal};
pub use checkups::{CheckupFile, CheckupRefusal, CheckupSet, visits_of};
pub use decode::{Cp932, Encoding, decode, own_cp932};
pub use household::{CountedOnce, Household, HouseholdMember, ImportedFile, Overlap, household};
pub use notebooks::{NotebookFile, OtcFile, Pieces};
pub use outcome::{MAX_FILES, Outcome, QR_NAME, RefusedFile};
pub use refusal::{Disguise, ImportRefusal};

use chrono::NaiveDate;

use super::calendar::YearMonth;
use super::expense::Expense;
use super::expense::ledger::Sums;

/// Largest file that is read, in bytes. A year of one person is some tens of kilobytes.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// Largest form of files that the server takes, in bytes: the largest file, and what lies around it.
pub const MAX_SENT: usize = MAX_BYTES + (1 << 20);

/// Rows that are read at most, all files together. A busy year of one person is some hundred.
pub const MAX_ROWS: usize = 20_000;

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedicalExpenseFile {
    /// How the text was written.
    pub encoding: Encoding,
    /// Name of the person (氏名); empty when the file has none.
    pub person: String,
    /// Name in kana (氏名カナ); may be empty.
    pub kana: String,
    /// Day of birth.
    pub birth: Option<NaiveDate>,
    /// Day the file was made (作成日).
    pub created_on: Option<NaiveDate>,
    /// Insurer's name (保険者の名称).
    pub insurer_name: Option<String>,
    /// Last month the list covers (一覧表示の範囲: `2025年12月まで`).
    pub listed_until: Option<YearMonth>,
    /// First and last month of the file's totals (期間).
    pub period: Option<(YearMonth, YearMonth)>,
    /// The file's own totals (医療費の合計, 年間の合計), as far as they are complete.
    pub stated: Vec<StatedTotal>,
    /// The rows, in the file's order.
    pub rows: Vec<Expense>,
    /// What the person should look at.
    pub warnings: Vec<Warning>,
}

/// A total that stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedTotal {
    /// Its heading: `年間の合計`.
    pub heading: String,
    /// Its period.
    pub period: Option<(YearMonth, YearMonth)>,
    /// The four amounts.
    pub sums: Sums,
}

/// Something in a readable file that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The rows do not add up to the file's own total.
    SumDiffers {
        /// Heading of the total.
        heading: String,
        /// Which amount: `窓口相当負担額`.
        amount: &'static str,
        /// In the file.
        stated: crate::domain::money::Yen,
        /// Sum of the rows.
        summed: crate::domain::money::Yen,
    },
    /// A kind of care that is not known; the category has to be said.
    UnknownKind(String),
    /// A row without a field; (number of the row from 1, name of the field). The rest of the row is kept.
    MissingField {
        /// Number of the row, from 1.
        row: usize,
        /// Name of the field.
        field: &'static str,
    },
    /// More days of treatment than a year has; number of the row from 1. The rest of the row is kept.
    OddDays {
        /// Number of the row, from 1.
        row: usize,
    },
    /// A row whose month or share cannot be read is not counted; number of the row from 1.
    RowLeftOut {
        /// Number of the row, from 1.
        row: usize,
        /// Its month and place in brackets, as far as they are told.
        about: String,
        /// Name of the field that could not be read.
        field: &'static str,
    },
    /// Further rows that are not counted and not listed one by one.
    MoreRowsLeftOut(usize),
    /// Further missing fields that are not listed one by one.
    MoreFields(usize),
    /// Names that begin like a formula; they are kept as texts.
    FormulaNames(usize),
    /// Rows of several calendar years: (year, rows), oldest first.
    SeveralYears(Vec<(i32, usize)>),
    /// The file names no person.
    NoName,
    /// The file has no total to check against.
    NoTotal,
}

impl Warning {
    /// Whether rows of the file may be missing among those that were read.
    #[must_use]
    pub const fn tells_of_missing_rows(&self) -> bool {
        matches!(self, Self::SumDiffers { .. } | Self::RowLeftOut { .. } | Self::MoreRowsLeftOut(_))
    }

    /// In plain words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::SumDiffers { heading, amount, stated, summed } => format!(
                "明細を足した金額が、ファイルに書かれた合計と違います（{heading}の{amount}：ファイルでは {stated}、明細の合計は {summed}）。途中の行が欠けていないか、ファイルを取り直して確かめてください。"
            ),
            Self::UnknownKind(kind) => format!(
                "「{kind}」という診療区分は、医療費控除のどの区分にあたるか分かりません。「その他の医療費」に入れました。確認してください。"
            ),
            Self::MissingField { row, field } => {
                format!("{row}件目の明細に「{field}」がありません。ほかの項目はそのまま読み取りました。")
            }
            Self::OddDays { row } => {
                format!(
                    "{row}件目の明細の「日数」は、ありえない数のため、入れていません。金額はそのまま読み取りました。"
                )
            }
            Self::RowLeftOut { row, about, field } => format!(
                "{row}件目の明細{about}は「{field}」が読み取れないため、合計に入れていません。領収書で確かめてください。"
            ),
            Self::MoreRowsLeftOut(count) => format!(
                "ほかにも{count}件の明細が読み取れないため、合計に入れていません。ファイルを取り直して確かめてください。"
            ),
            Self::MoreFields(count) => format!(
                "ほかにも{count}か所、明細に読み取れない項目がありました。ファイルを取り直して確かめてください。"
            ),
            Self::FormulaNames(count) => format!(
                "「=」や「+」などの記号で始まる名前が {count}件あります。表計算ソフトで計算式として動かないように、文字として扱います。"
            ),
            Self::SeveralYears(years) => {
                let words: Vec<String> = years.iter().map(|(year, rows)| format!("{year}年 {rows}件")).collect();
                format!(
                    "1つのファイルに {}年分の明細が入っています（{}）。年ごとに分けて計算しました。",
                    years.len(),
                    words.join("、")
                )
            }
            Self::NoName => "ファイルに氏名がありません。どなたの医療費か、確かめてください。".to_owned(),
            Self::NoTotal => {
                "ファイルに合計の金額がないため、明細がそろっているかを確かめられませんでした。".to_owned()
            }
        }
    }
}

/// Reads one file.
///
/// # Errors
/// A file that is something else is refused with what it seems to be.
pub fn read(bytes: &[u8]) -> Result<MedicalExpenseFile, ImportRefusal> {
    read_with(bytes, own_cp932)
}

/// Reads one file with a decoder for cp932 that the caller brings.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], cp932: Cp932) -> Result<MedicalExpenseFile, ImportRefusal> {
    if bytes.is_empty() {
        return Err(ImportRefusal::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportRefusal::TooLarge { bytes: bytes.len() });
    }
    if let Some(disguise) = refusal::by_first_bytes(bytes) {
        return Err(ImportRefusal::SomethingElse(disguise));
    }
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return Err(ImportRefusal::Utf16);
    }
    let (text, encoding) = decode(bytes, cp932).ok_or(ImportRefusal::NotText)?;
    if text.trim().is_empty() {
        return Err(ImportRefusal::Empty);
    }
    layout::read_text(&text, encoding)
}

#[cfg(test)]
mod tests;
