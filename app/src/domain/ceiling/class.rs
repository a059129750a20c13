//! Income classes (所得区分) and the codes of the eligibility system for them (限度額適用認定証適用区分, code list 012).

use serde::{Deserialize, Serialize};

use super::age::AgeGroup;

/// A row of the tables, before the finer rows of 2027-08.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// ア
    A,
    /// イ
    I,
    /// ウ
    U,
    /// エ
    E,
    /// オ
    O,
    /// 現役並みⅢ
    Active3,
    /// 現役並みⅡ
    Active2,
    /// 現役並みⅠ
    Active1,
    /// 一般 (of 75 and over: 一般Ⅱ and 一般Ⅰ)
    General,
    /// 低所得Ⅱ
    Low2,
    /// 低所得Ⅰ
    Low1,
}

impl Class {
    /// All of them, in the order of the tables.
    pub const ALL: [Self; 11] = [
        Self::A,
        Self::I,
        Self::U,
        Self::E,
        Self::O,
        Self::Active3,
        Self::Active2,
        Self::Active1,
        Self::General,
        Self::Low2,
        Self::Low1,
    ];

    /// Whose row it is.
    #[must_use]
    pub const fn age(self) -> AgeGroup {
        match self {
            Self::A | Self::I | Self::U | Self::E | Self::O => AgeGroup::Under70,
            _ => AgeGroup::From70,
        }
    }
}

/// A code of list 012.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the codes are their own names; `name` says each in words")]
pub enum ClassCode {
    A01,
    A02,
    A03,
    A04,
    A05,
    A06,
    B01,
    B02,
    B03,
    B04,
    B05,
    B06,
    B07,
    B08,
    B09,
    B10,
}

/// What is fixed about a code: itself, its text, its row, who is in it.
type CodeRow = (ClassCode, &'static str, Class, &'static str);

/// The list. The words follow the bands of income that MHLW's tables give; they have not changed in 2026-08.
#[rustfmt::skip]
const CODES: [CodeRow; 16] = [
    (ClassCode::A01, "A01", Class::A, "標準報酬月額83万円以上／国保は所得901万円をこえる世帯（年収約1,160万円以上）"),
    (ClassCode::A02, "A02", Class::I, "標準報酬月額53万〜79万円／国保は所得600万円をこえ901万円以下（年収約770万〜1,160万円）"),
    (ClassCode::A03, "A03", Class::U, "標準報酬月額28万〜50万円／国保は所得210万円をこえ600万円以下（年収約370万〜770万円）"),
    (ClassCode::A04, "A04", Class::E, "標準報酬月額26万円以下／国保は所得210万円以下（年収約370万円まで）"),
    (ClassCode::A05, "A05", Class::O, "住民税がかからない世帯"),
    (ClassCode::A06, "A06", Class::O, "住民税がかからない世帯（境界層該当）"),
    (ClassCode::B01, "B01", Class::Active3, "課税所得690万円以上／標準報酬月額83万円以上"),
    (ClassCode::B02, "B02", Class::Active2, "課税所得380万円以上／標準報酬月額53万〜79万円"),
    (ClassCode::B03, "B03", Class::Active1, "課税所得145万円以上／標準報酬月額28万〜50万円"),
    (ClassCode::B04, "B04", Class::General, "70〜74歳で、ほかの区分に入らない人（窓口2割）"),
    (ClassCode::B05, "B05", Class::Low2, "世帯の全員に住民税がかからない人"),
    (ClassCode::B06, "B06", Class::Low1, "住民税がかからない世帯で、全員の所得が0円の人（年金収入がおおむね80万円台まで）"),
    (ClassCode::B07, "B07", Class::Low1, "低所得者Ⅰのうち、老齢福祉年金を受けている人"),
    (ClassCode::B08, "B08", Class::Low1, "低所得者Ⅰと同じ限度額になる人（境界層該当）"),
    (ClassCode::B09, "B09", Class::General, "75歳以上で、窓口2割の人"),
    (ClassCode::B10, "B10", Class::General, "75歳以上で、窓口1割の人（住民税がかかる世帯）"),
];

impl ClassCode {
    /// All of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().map(|row| row.0)
    }

    /// Reads a code; an unknown one is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        CODES.iter().find(|row| row.1 == text).map(|row| row.0)
    }

    const fn row(self) -> &'static CodeRow {
        &CODES[self as usize]
    }

    /// As the list writes it: `A03`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().1
    }

    /// The row of the tables that it leads to.
    #[must_use]
    pub const fn class(self) -> Class {
        self.row().2
    }

    /// Who is in it, in words.
    #[must_use]
    pub const fn who(self) -> &'static str {
        self.row().3
    }

    /// The name: `区分ウ`.
    #[must_use]
    pub fn name(self) -> &'static str {
        crate::domain::eligibility::ceiling_class_label(self.code())
    }

    /// Who is in it by what they pay at the counter, in words; nothing where all of an age pay the same (under 70: 3割).
    ///
    /// 70 to 74: 2割, 現役並み 3割; late-stage scheme: 1割, 一般Ⅱ 2割, 現役並み 3割 (高齢者の医療の確保に関する法律 67条, 健康保険法
    /// 74条).
    #[must_use]
    pub fn at_the_counter(self, late_stage: bool) -> Option<&'static str> {
        if self.class().age() == AgeGroup::Under70 {
            return None;
        }
        Some(match self {
            Self::B01 | Self::B02 | Self::B03 => "窓口で払う割合が 3割の人",
            Self::B09 => "窓口で払う割合が 2割の人",
            _ if late_stage => "窓口で払う割合が 1割の人",
            _ => "窓口で払う割合が 2割の人",
        })
    }

    /// Whether it is a class of the late-stage scheme alone (一般Ⅱ, 一般Ⅰ).
    #[must_use]
    pub const fn is_late_stage_alone(self) -> bool {
        matches!(self, Self::B09 | Self::B10)
    }

    /// What a person can be asked to choose from: by age, and by whether the late-stage scheme (後期高齢者医療) insures them.
    pub fn choices(age: AgeGroup, late_stage: bool) -> impl Iterator<Item = Self> {
        Self::all().filter(move |code| {
            code.class().age() == age
                && match code {
                    Self::B04 => !late_stage,
                    code => late_stage || !code.is_late_stage_alone(),
                }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_to_its_row() {
        // Names and rows of the code list of the eligibility system.
        for (code, name, class) in [
            ("A01", "区分ア", Class::A),
            ("A02", "区分イ", Class::I),
            ("A03", "区分ウ", Class::U),
            ("A04", "区分エ", Class::E),
            ("A05", "区分オ", Class::O),
            ("A06", "区分オ（境界層）", Class::O),
            ("B01", "現役並み所得者Ⅲ", Class::Active3),
            ("B02", "現役並み所得者Ⅱ", Class::Active2),
            ("B03", "現役並み所得者Ⅰ", Class::Active1),
            ("B04", "一般", Class::General),
            ("B05", "低所得者Ⅱ", Class::Low2),
            ("B06", "低所得者Ⅰ", Class::Low1),
            ("B07", "低所得者Ⅰ（老齢福祉年金）", Class::Low1),
            ("B08", "低所得者Ⅰ（境界層）", Class::Low1),
            ("B09", "一般Ⅱ", Class::General),
            ("B10", "一般Ⅰ", Class::General),
        ] {
            let read = ClassCode::parse(code).expect("a code");
            assert_eq!((read.code(), read.name(), read.class()), (code, name, class));
            let begins = if code.starts_with('A') { AgeGroup::Under70 } else { AgeGroup::From70 };
            assert_eq!(class.age(), begins);
        }
        assert_eq!(ClassCode::all().count(), 16);
        for unknown in ["", "A00", "A07", "B11", "a01", "A03 "] {
            assert_eq!(ClassCode::parse(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn people_choose_among_the_classes_they_can_be_in() {
        let names = |age, late| ClassCode::choices(age, late).map(ClassCode::code).collect::<Vec<_>>().join(" ");
        assert_eq!(names(AgeGroup::Under70, false), "A01 A02 A03 A04 A05 A06");
        assert_eq!(names(AgeGroup::From70, false), "B01 B02 B03 B04 B05 B06 B07 B08");
        assert_eq!(names(AgeGroup::From70, true), "B01 B02 B03 B05 B06 B07 B08 B09 B10");
        let share = |late| {
            let said = |code: ClassCode| {
                code.at_the_counter(late).map(|words| words.chars().filter(char::is_ascii_digit).collect())
            };
            ClassCode::choices(AgeGroup::From70, late)
                .map(|code| said(code).unwrap_or_default())
                .collect::<Vec<String>>()
                .join("")
        };
        assert_eq!((share(false), share(true)), ("33322222".to_owned(), "333111121".to_owned()));
        assert_eq!(ClassCode::A03.at_the_counter(false), None);
    }
}
