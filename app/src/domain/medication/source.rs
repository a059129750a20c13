//! Which source tells a dispensing, how late it is, and which of two that tell the same one is more settled.

use serde::{Deserialize, Serialize};

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DrugSource {
    /// レセプト: about a month late, settled.
    Receipt,
    /// 調剤情報 of an electronic prescription: the same day.
    Dispensing,
    /// 処方情報 of an electronic prescription: not yet dispensed.
    Prescription,
    /// A record of a medicine notebook (お薬手帳) that the person brought.
    Notebook,
    /// A drug bought without prescription (市販薬), which the person put down.
    OverTheCounter,
}

impl DrugSource {
    /// Every source, the most settled first.
    pub const ALL: [Self; 5] =
        [Self::Receipt, Self::Dispensing, Self::Notebook, Self::Prescription, Self::OverTheCounter];

    /// How settled it is, 0 the most: the receipt replaces what is fresher (the readers at clinics do so), a pharmacy's own
    /// paper record says that something was handed over where a prescription does not. What a person bought stands for
    /// itself and replaces nothing.
    #[must_use]
    pub const fn rank(self) -> Option<u8> {
        match self {
            Self::Receipt => Some(0),
            Self::Dispensing => Some(1),
            Self::Notebook => Some(2),
            Self::Prescription => Some(3),
            Self::OverTheCounter => None,
        }
    }

    /// Whether the person brought it, so that nobody else vouches for it.
    #[must_use]
    pub const fn is_brought(self) -> bool {
        matches!(self, Self::Notebook | Self::OverTheCounter)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Receipt => "レセプト",
            Self::Dispensing => "電子処方箋（調剤）",
            Self::Prescription => "電子処方箋（処方）",
            Self::Notebook => "あなたが加えたお薬手帳",
            Self::OverTheCounter => "あなたが書いた市販薬",
        }
    }

    /// How late and how settled it is.
    #[must_use]
    pub const fn lag(self) -> &'static str {
        match self {
            Self::Receipt => "約1か月後に届く、確定した記録です。",
            Self::Dispensing => "お薬を受け取った当日に届く記録です。あとでレセプトの記録に置きかわります。",
            Self::Prescription => "医師が処方した当日に届く記録です。お薬をまだ受け取っていないことがあります。",
            Self::Notebook => {
                "あなたがファイルから加えた記録です。同じ日のレセプトの記録が届くと、そちらを表示します。"
            }
            Self::OverTheCounter => "あなたが自分で書いた記録です。",
        }
    }
}
