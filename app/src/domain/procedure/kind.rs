//! Which kind of insurer covers a person: by the first two of eight digits of the insurer number (法別番号).
//!
//! Source: the published table of 法別番号; 03, 04, 07, 63, 67 and 72–75 are unverified. A number of six digits is
//! 国民健康保険.

/// Kind of insurer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsurerKind {
    /// 01 協会けんぽ
    Association,
    /// 06 健康保険組合
    Society,
    /// 02 船員保険
    Seamen,
    /// 03, 04 日雇特例
    DayLabour,
    /// 07 自衛官
    SelfDefence,
    /// 31–34 共済組合
    MutualAid,
    /// 63, 72–75 特例退職
    SpecialRetired,
    /// 39 後期高齢者医療
    LateStage,
    /// Six digits, or 67: 市区町村（と都道府県）の国民健康保険
    National,
    /// Six digits, by its name: 国民健康保険組合
    NationalSociety,
    /// None of these.
    Unknown,
}

impl InsurerKind {
    /// By number, and where the number does not tell, by name: only a 健康保険組合 may be called one (健康保険法10条), and
    /// a 国民健康保険組合 must be called one (国民健康保険法15条).
    #[must_use]
    pub fn of(number: &str, name: &str) -> Self {
        let national_society = name.contains("国民健康保険組合");
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        match (number.len(), number.get(..2)) {
            (6, _) if digits && national_society => Self::NationalSociety,
            (6, _) if digits => Self::National,
            (8, Some(law)) if digits => match law {
                "01" => Self::Association,
                "02" => Self::Seamen,
                "03" | "04" => Self::DayLabour,
                "06" => Self::Society,
                "07" => Self::SelfDefence,
                "31" | "32" | "33" | "34" => Self::MutualAid,
                "39" => Self::LateStage,
                "63" | "72" | "73" | "74" | "75" => Self::SpecialRetired,
                "67" => Self::National,
                _ => Self::by_name(name),
            },
            _ => Self::by_name(name),
        }
    }

    fn by_name(name: &str) -> Self {
        if name.contains("国民健康保険組合") {
            Self::NationalSociety
        } else if name.contains("健康保険組合") {
            Self::Society
        } else {
            Self::Unknown
        }
    }

    /// In words; nothing for an unknown one.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Association => "協会けんぽ",
            Self::Society => "健康保険組合",
            Self::Seamen => "船員保険",
            Self::DayLabour => "日雇特例の健康保険",
            Self::SelfDefence => "自衛官の医療",
            Self::MutualAid => "共済組合",
            Self::SpecialRetired => "特例退職者の医療",
            Self::LateStage => "後期高齢者医療",
            Self::National => "国民健康保険",
            Self::NationalSociety => "国民健康保険組合",
            Self::Unknown => "",
        }
    }

    /// Whether one has it by working for somebody (被用者保険).
    #[must_use]
    pub const fn is_employees(self) -> bool {
        matches!(
            self,
            Self::Association | Self::Society | Self::Seamen | Self::DayLabour | Self::SelfDefence | Self::MutualAid
        )
    }

    /// Whether it is 国民健康保険, of a municipality or of a 組合.
    #[must_use]
    pub const fn is_national(self) -> bool {
        matches!(self, Self::National | Self::NationalSociety)
    }

    /// The insurer by name, with its kind where the name does not tell it: `協会けんぽ（… 東京支部）`.
    #[must_use]
    pub fn named(self, name: &str) -> String {
        let label = self.label();
        if label.is_empty() || name.contains(label) { name.to_owned() } else { format!("{label}（{name}）") }
    }
}

#[cfg(test)]
mod tests {
    use super::InsurerKind::{self, *};

    #[test]
    fn the_number_tells_the_kind_and_the_name_only_where_it_does_not() {
        for (number, name, kind) in [
            ("01130012", "全国健康保険協会 東京支部", Association),
            ("06130017", "見本電機健康保険組合", Society),
            ("02130019", "船員", Seamen),
            ("03130018", "日雇", DayLabour),
            ("07130016", "自衛官", SelfDefence),
            ("33120015", "警察", MutualAid),
            ("39131008", "広域連合", LateStage),
            ("63130010", "特例退職", SpecialRetired),
            ("72130019", "特例退職", SpecialRetired),
            ("67138057", "退職", National),
            ("138057", "見本市国民健康保険", National),
            ("133033", "見本国民健康保険組合", NationalSociety),
            ("88888888", "△△△△健康保険組合", Society),
            ("88888888", "△△△△保険", Unknown),
            ("", "", Unknown),
            ("あいうえ", "", Unknown),
            ("1380x7", "見本市国民健康保険", Unknown),
        ] {
            assert_eq!(InsurerKind::of(number, name), kind, "{number} {name}");
        }
    }

    #[test]
    fn a_kind_stands_beside_a_name_that_does_not_tell_it() {
        for (kind, name, said) in [
            (Association, "見本協会 本部", "協会けんぽ（見本協会 本部）"),
            (Society, "見本健康保険組合", "見本健康保険組合"),
            (Unknown, "見本", "見本"),
        ] {
            assert_eq!(kind.named(name), said);
        }
    }
}
