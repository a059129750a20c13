//! An insurer's medical-expense notice as signed XML (医療費通知, e-Tax form TEG700): read and shown, never issued.
//!
//! Element names after a converter in use (unverified: no published schema was found); head and lengths are not known and not read.

mod canonical;
mod signature;
mod tree;

pub use signature::SignatureState;

use super::{Cp932, MAX_ROWS, decode};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::domain::typing::read_yen;
use tree::Element;

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsurerNotice {
    /// The rows: person, month, place and share. Kind and whole cost are not told and stay empty.
    pub rows: Vec<Expense>,
    /// The people in it, in their order.
    pub people: Vec<String>,
    /// The signature.
    pub signature: SignatureState,
    /// Rows that could not be read, by number from 1.
    pub left_out: Vec<usize>,
}

/// Why such a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InsurerRefusal {
    /// It ends too soon, or its tags do not fit.
    #[error(
        "医療費通知のXMLファイルですが、途中で切れているか、こわれていて読めませんでした。保険者から、もう一度受け取ってください。"
    )]
    Broken,
    /// A document type or an entity of its own: never in a real notice.
    #[error("医療費通知のXMLファイルですが、ふつうは入っていない命令が入っているため、安全のために読みませんでした。")]
    Forbidden,
    /// Beyond what is read.
    #[error("医療費通知のXMLファイルですが、大きすぎるため読みませんでした。読み取れる明細は {MAX_ROWS}件までです。")]
    TooMuch,
    /// No row at all.
    #[error("医療費通知のXMLファイルですが、医療費の明細が入っていませんでした。")]
    NoRows,
    /// Of e-Tax, but another certificate.
    #[error(
        "e-Tax 用のXMLファイルですが、医療費通知ではありません（{}）。医療費通知のファイルを選んでください。", .0.words()
    )]
    OtherForm(OtherForm),
}

/// What another certificate of e-Tax seems to be, by the number of its form (国税庁 電子的控除証明書等).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherForm {
    /// TEG8xx: certificates for other deductions.
    Deduction,
    /// TEG1xx: wages, TEG4xx: pensions, and the like.
    Income,
    /// Something else.
    Other,
}

impl OtherForm {
    const fn words(self) -> &'static str {
        match self {
            Self::Deduction => "保険料や寄附などの控除証明書",
            Self::Income => "源泉徴収票や支払通知書",
            Self::Other => "ほかの書類",
        }
    }
}

/// The form of the notice.
const FORM: &str = "TEG700";

/// Whether bytes look like a document of e-Tax.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    head.trim_start_matches('\u{FEFF}').trim_start().starts_with('<')
        && (head.contains("xml.e-tax.nta.go.jp") || head.contains("<TEG700"))
}

/// Reads a notice.
///
/// # Errors
/// [`InsurerRefusal`] for anything that is none, whole or not at all.
pub fn read(bytes: &[u8], cp932: Cp932) -> Result<InsurerNotice, InsurerRefusal> {
    let (text, _) = decode(bytes, cp932).ok_or(InsurerRefusal::Broken)?;
    let root = tree::root_of(&text)?;
    if root.local() != FORM {
        return Err(InsurerRefusal::OtherForm(match root.local().get(..4) {
            Some("TEG8") => OtherForm::Deduction,
            Some("TEG1" | "TEG2" | "TEG3" | "TEG4" | "TEG5" | "TEG6") => OtherForm::Income,
            _ => OtherForm::Other,
        }));
    }
    let mut notice = InsurerNotice {
        rows: Vec::new(),
        people: Vec::new(),
        signature: signature::state_of(&root),
        left_out: Vec::new(),
    };
    let details = root.elements().filter(|part| part.local() == "WBD00000").flat_map(Element::elements);
    for (place, detail) in details.filter(|detail| detail.local() == "WBD00010").enumerate() {
        if place >= MAX_ROWS {
            return Err(InsurerRefusal::TooMuch);
        }
        match row(detail) {
            Some(row) => {
                if !notice.people.contains(&row.patient) {
                    notice.people.push(row.patient.clone());
                }
                notice.rows.push(row);
            }
            None => notice.left_out.push(place + 1),
        }
    }
    if notice.rows.is_empty() { Err(InsurerRefusal::NoRows) } else { Ok(notice) }
}

/// One row: 療養を受けた者, 療養を受けた年月, 病院・診療所・薬局等の名称, 支払った医療費の額.
fn row(detail: &Element) -> Option<Expense> {
    let text = |name: &str| detail.child(name).map(Element::text).map(|text| super::lines::short(&text));
    let month = detail.child("WBD00030")?;
    let number = |name: &str| month.child(name)?.text().parse::<u32>().ok();
    let year = i32::try_from(number("yyyy")?).ok().filter(|year| (1900..2200).contains(year))?;
    // Twelve digits, as in every other file.
    let share = read_yen(&text("WBD00050")?, Yen(999_999_999_999)).ok()??;
    Some(Expense {
        patient: text("WBD00020").unwrap_or_default(),
        month: YearMonth::new(year, number("mm")?)?,
        kind: String::new(),
        days: None,
        institution: text("WBD00040").unwrap_or_default(),
        total: Yen::ZERO,
        insurer_share: Yen::ZERO,
        public_share: Yen::ZERO,
        counter_share: share,
    })
}

#[cfg(test)]
mod tests;
