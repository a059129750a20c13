//! The closed lists of codes that records use, each with what it means.

use serde::{Deserialize, Serialize};

/// Who made a record (レコード作成者).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Author {
    /// 医療関係者
    Professional,
    /// 患者等
    Patient,
    /// その他
    Other,
    /// 不明; also where an old version has no such field.
    Unknown,
}

/// What a remark about the patient is (患者特記種別).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RemarkKind {
    /// アレルギー歴
    Allergy,
    /// 副作用歴
    SideEffect,
    /// 既往歴
    PastDisease,
    /// その他
    Other,
}

/// Whose code a drug's code is (薬品コード種別).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DrugCodeKind {
    /// レセプト電算コード, nine digits.
    Receipt,
    /// 厚生労働省コード (薬価基準収載), twelve characters.
    PriceList,
    /// YJ コード, twelve characters.
    Yj,
    /// HOT コード, seven to thirteen digits.
    Hot,
}

/// Kind of preparation (剤形コード); it decides what the quantity counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PreparationForm {
    /// 内服: the quantity is days.
    Oral,
    /// 内滴
    OralDrops,
    /// 屯服: the quantity is doses.
    AsNeeded,
    /// 注射
    Injection,
    /// 外用
    External,
    /// 浸煎
    Infusion,
    /// 湯
    Decoction,
    /// 材料
    Material,
    /// その他
    Other,
}

/// What an institution tells (提供情報種別).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProvidedKind {
    /// 入院中に副作用が発現した薬剤に関する情報
    SideEffectInHospital,
    /// 退院後の療養を担う保険医療機関等で必要な服薬情報
    AfterDischarge,
    /// その他
    Other,
}

/// Reads and writes the codes of a list.
macro_rules! codes {
    ($list:ident, $($item:ident $code:literal $label:literal),+ $(,)?) => {
        impl $list {
            /// Every item of the list.
            pub const ALL: &'static [Self] = &[$(Self::$item),+];

            /// As a record has it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$item => $code),+ }
            }

            /// In words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$item => $label),+ }
            }

            /// From a record; nothing for a code that is not on the list.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.code() == code)
            }
        }
    };
}

codes!(Author, Professional "1" "医療関係者", Patient "2" "本人など", Other "8" "そのほか", Unknown "9" "不明");
codes!(RemarkKind, Allergy "1" "アレルギー歴", SideEffect "2" "副作用歴", PastDisease "3" "既往歴", Other "9" "そのほか");
codes!(
    DrugCodeKind,
    Receipt "2" "レセプト電算コード",
    PriceList "3" "厚生労働省コード",
    Yj "4" "YJコード",
    Hot "6" "HOTコード",
);
codes!(
    PreparationForm,
    Oral "1" "内服",
    OralDrops "2" "内滴",
    AsNeeded "3" "頓服",
    Injection "4" "注射",
    External "5" "外用",
    Infusion "6" "浸煎",
    Decoction "7" "湯",
    Material "9" "材料",
    Other "10" "そのほか",
);
codes!(
    ProvidedKind,
    SideEffectInHospital "30" "入院中に副作用が出た薬",
    AfterDischarge "31" "退院後に必要な服薬の情報",
    Other "99" "そのほか",
);

impl PreparationForm {
    /// Whether a group of this form needs no usage of its own: 材料 and その他.
    #[must_use]
    pub const fn needs_no_usage(self) -> bool {
        matches!(self, Self::Material | Self::Other)
    }
}
