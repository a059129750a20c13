//! Inquiries between offices (やりとり履歴, 情報提供等記録): which office asked which other for what, when, under which law.
//!
//! Kept for seven years (faq.myna.go.jp 2397). The numbers of the items in the repealed 別表第二 are entered from memory of
//! the act and have not been compared with its text; the page says so.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// One inquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Stable id.
    pub id: String,
    /// When it was asked (Japan time).
    pub asked_at: NaiveDateTime,
    /// When it was answered.
    pub answered_at: Option<NaiveDateTime>,
    /// Who asked (情報照会者).
    pub asker: String,
    /// Who was asked (情報提供者).
    pub holder: String,
    /// For which procedure, and so under which law.
    pub basis: Basis,
    /// For what.
    pub items: Vec<Item>,
    /// What came of it.
    pub outcome: Outcome,
}

/// The procedure an inquiry is for: a row of the act's table, as a closed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 全国健康保険協会の保険給付
    AssociationBenefit,
    /// 健康保険組合の保険給付
    SocietyBenefit,
    /// 生活保護の決定・実施
    PublicAssistance,
    /// 地方税の賦課徴収
    LocalTax,
    /// 国民健康保険の給付・保険料
    NationalHealthInsurance,
    /// 児童手当の支給
    ChildAllowance,
    /// 後期高齢者医療の給付・保険料
    LateStage,
    /// 介護保険の給付・保険料
    LongTermCare,
    /// One that this version does not know.
    #[serde(other)]
    Unknown,
}

/// What a row of the table says: the law of the procedure, the procedure in plain words, its item in 別表第二.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The code.
    pub basis: Basis,
    /// The law that the procedure belongs to.
    pub law: &'static str,
    /// What the office does with the answer, in plain words.
    pub purpose: &'static str,
    /// Item of 別表第二 (in force until 2024-05-26).
    pub old_item: u16,
}

/// The rows.
#[rustfmt::skip]
const ROWS: [Row; 8] = [
    Row { basis: Basis::AssociationBenefit, law: "健康保険法", purpose: "協会けんぽが、給付の額や自己負担の限度額を決めるため", old_item: 2 },
    Row { basis: Basis::SocietyBenefit, law: "健康保険法", purpose: "健康保険組合が、給付の額や自己負担の限度額を決めるため", old_item: 3 },
    Row { basis: Basis::PublicAssistance, law: "生活保護法", purpose: "福祉事務所が、生活保護の決定や見直しをするため", old_item: 26 },
    Row { basis: Basis::LocalTax, law: "地方税法", purpose: "市区町村が、住民税などの額を決めるため", old_item: 27 },
    Row { basis: Basis::NationalHealthInsurance, law: "国民健康保険法", purpose: "国民健康保険の保険料や、窓口で払う割合・限度額を決めるため", old_item: 42 },
    Row { basis: Basis::ChildAllowance, law: "児童手当法", purpose: "児童手当を受けられるか、いくらになるかを決めるため", old_item: 74 },
    Row { basis: Basis::LateStage, law: "高齢者の医療の確保に関する法律", purpose: "後期高齢者医療の保険料や、窓口で払う割合・限度額を決めるため", old_item: 80 },
    Row { basis: Basis::LongTermCare, law: "介護保険法", purpose: "介護保険の保険料や、サービスを使うときの負担を決めるため", old_item: 94 },
];

/// From which day which table names the inquiries: 別表第二 of the act was repealed, and an order under its article 19,
/// item 8 lists them since (令和5年法律第48号, in force 2024-05-27).
/// The act itself is of 2013-05-31.
const TABLES: [(FirstDay, Table); 2] = [((2024, 5, 27), Table::Order), ((2013, 5, 31), Table::SecondSchedule)];

/// Year, month, day.
type FirstDay = (i32, u32, u32);

/// Where the act lists an inquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    /// 番号法 別表第二
    SecondSchedule,
    /// 利用特定個人情報の提供に関する命令
    Order,
}

impl Basis {
    /// Its row.
    #[must_use]
    pub fn row(self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.basis == self)
    }

    /// What for, in plain words.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        self.row().map_or("何のための照会か、この画面では説明できません", |row| row.purpose)
    }

    /// Under which law on a day.
    #[must_use]
    pub fn law_on(self, day: NaiveDate) -> String {
        let in_force = |first: FirstDay| (day.year(), day.month(), day.day()) >= first;
        let table = TABLES.into_iter().find(|(first, _)| in_force(*first)).map(|(_, table)| table);
        match (self.row(), table) {
            (Some(row), Some(Table::SecondSchedule)) => {
                format!("{}の事務（番号法 第19条第8号、別表第二の{}の項）", row.law, row.old_item)
            }
            (Some(row), _) => format!("{}の事務（番号法 第19条第8号、情報の提供に関する命令）", row.law),
            (None, _) => "番号法 第19条第8号（どの事務かは、この画面では説明できません）".to_owned(),
        }
    }
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// 住民票関係情報
    ResidentRecord,
    /// 地方税関係情報
    LocalTax,
    /// 医療保険給付関係情報
    InsuranceBenefit,
    /// 医療保険資格関係情報
    InsuranceEligibility,
    /// 年金給付関係情報
    Pension,
    /// 生活保護関係情報
    PublicAssistance,
    /// 介護保険給付等関係情報
    LongTermCare,
    /// One that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Item {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ResidentRecord => "住民票の情報（世帯、続柄など）",
            Self::LocalTax => "住民税の情報（所得、税額など）",
            Self::InsuranceBenefit => "健康保険の給付の情報",
            Self::InsuranceEligibility => "健康保険の資格の情報",
            Self::Pension => "年金の情報",
            Self::PublicAssistance => "生活保護の情報",
            Self::LongTermCare => "介護保険の情報",
            Self::Unknown => "そのほかの情報",
        }
    }
}

/// What came of an inquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The information was provided.
    Provided,
    /// The office asked has none.
    NoRecord,
    /// The office asked did not provide it.
    NotProvided,
    /// Not answered yet.
    Pending,
    /// One that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Outcome {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Provided => "情報が渡されました",
            Self::NoRecord => "該当する情報はありませんでした",
            Self::NotProvided => "情報は渡されませんでした",
            Self::Pending => "まだ答えていません",
            Self::Unknown => "結果は、この画面では説明できません",
        }
    }
}

impl Exchange {
    /// What was asked for: `住民税の情報（所得、税額など）、住民票の情報（世帯、続柄など）`.
    #[must_use]
    pub fn items_words(&self) -> String {
        let words: Vec<&str> = self.items.iter().map(|item| item.label()).collect();
        if words.is_empty() { Item::Unknown.label().to_owned() } else { words.join("、") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn the_law_is_that_of_the_day() {
        for (basis, on, said) in [
            (
                Basis::NationalHealthInsurance,
                day(2024, 5, 26),
                "国民健康保険法の事務（番号法 第19条第8号、別表第二の42の項）",
            ),
            (
                Basis::NationalHealthInsurance,
                day(2024, 5, 27),
                "国民健康保険法の事務（番号法 第19条第8号、情報の提供に関する命令）",
            ),
            (Basis::SocietyBenefit, day(2022, 7, 1), "健康保険法の事務（番号法 第19条第8号、別表第二の3の項）"),
            (
                Basis::LateStage,
                day(2026, 7, 1),
                "高齢者の医療の確保に関する法律の事務（番号法 第19条第8号、情報の提供に関する命令）",
            ),
            (Basis::Unknown, day(2026, 7, 1), "番号法 第19条第8号（どの事務かは、この画面では説明できません）"),
        ] {
            assert_eq!(basis.law_on(on), said);
        }
    }

    #[test]
    fn every_code_has_one_row_in_plain_words() {
        let all: Vec<Basis> = ROWS.iter().map(|row| row.basis).collect();
        for (index, row) in ROWS.iter().enumerate() {
            assert_eq!(row.basis.row(), Some(row));
            assert!(row.purpose.ends_with("ため") && row.law.ends_with("法") || row.law.ends_with("法律"), "{row:?}");
            assert!(!all[..index].contains(&row.basis), "{row:?}");
        }
        assert!(ROWS.windows(2).all(|pair| pair[0].old_item < pair[1].old_item), "in the order of the table");
        assert_eq!(Basis::Unknown.row(), None);
    }

    #[test]
    fn items_and_outcomes_have_words() {
        let mut one = Exchange {
            id: "a".into(),
            asked_at: day(2026, 7, 1).and_hms_opt(3, 0, 0).expect("a moment"),
            answered_at: None,
            asker: "見本市 国民健康保険課".into(),
            holder: "見本市 市民税課".into(),
            basis: Basis::NationalHealthInsurance,
            items: vec![Item::LocalTax, Item::ResidentRecord],
            outcome: Outcome::Pending,
        };
        assert_eq!(one.items_words(), "住民税の情報（所得、税額など）、住民票の情報（世帯、続柄など）");
        one.items.clear();
        assert_eq!(one.items_words(), "そのほかの情報");
        for (outcome, said) in [
            (Outcome::Provided, "渡されました"),
            (Outcome::NoRecord, "ありませんでした"),
            (Outcome::NotProvided, "渡されませんでした"),
            (Outcome::Pending, "まだ"),
            (Outcome::Unknown, "説明できません"),
        ] {
            assert!(outcome.label().contains(said), "{outcome:?}");
        }
    }
}
