//! The scheme (制度) of an insurer, told by its number: the first two of eight digits (法別番号), or six digits for 国保. Where
//! the number tells none, the name of a 健康保険組合 does.
//!
//! 01, 02, 06, 31 to 34 and 39 are read in use; 03, 04, 07, 63, 67 and 72 to 75 are from memory and unverified.

use super::Eligibility;

/// A scheme of health insurance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// 協会けんぽ
    Association,
    /// 船員保険
    Seamen,
    /// 日雇特例
    DayLabour,
    /// 健康保険組合
    Society,
    /// 自衛官
    SelfDefence,
    /// 共済組合
    MutualAid,
    /// 後期高齢者医療
    LateStage,
    /// 特例退職
    SpecialRetired,
    /// 退職者医療 (国保)
    Retired,
    /// 国民健康保険
    National,
    /// 医療扶助
    Welfare,
}

impl Scheme {
    /// The scheme of an eligibility; none where neither number nor name tells it.
    #[must_use]
    pub fn of(eligibility: &Eligibility) -> Option<Self> {
        if eligibility.is_welfare() {
            return Some(Self::Welfare);
        }
        let number = eligibility.insurer_number.as_str();
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match (number.len(), number.get(..2)?) {
            (6, _) => Some(Self::National),
            (8, "01") => Some(Self::Association),
            (8, "02") => Some(Self::Seamen),
            (8, "03" | "04") => Some(Self::DayLabour),
            (8, "06") => Some(Self::Society),
            (8, "07") => Some(Self::SelfDefence),
            (8, "31" | "32" | "33" | "34") => Some(Self::MutualAid),
            (8, "39") => Some(Self::LateStage),
            (8, "63" | "72" | "73" | "74" | "75") => Some(Self::SpecialRetired),
            (8, "67") => Some(Self::Retired),
            // Only such a one may be called so (健康保険法10条).
            _ if eligibility.insurer_name.contains("健康保険組合")
                && !eligibility.insurer_name.contains("国民健康保険組合") =>
            {
                Some(Self::Society)
            }
            _ => None,
        }
    }

    /// In words, with the short word people hear at a counter (社保, 国保).
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Association => "職場の健康保険（社保）：全国健康保険協会",
            Self::Seamen => "職場の健康保険（社保）：船員保険",
            Self::DayLabour => "職場の健康保険（社保）：日雇特例",
            Self::Society => "職場の健康保険（社保）：健康保険組合",
            Self::SelfDefence => "職場の健康保険（社保）：自衛官",
            Self::MutualAid => "職場の健康保険（社保）：共済組合",
            Self::SpecialRetired => "職場の健康保険（社保）：特例退職",
            Self::Retired => "国民健康保険（国保）：退職者医療",
            Self::National => "国民健康保険（国保）",
            Self::LateStage => "後期高齢者医療",
            Self::Welfare => "医療扶助（生活保護）",
        }
    }

    /// Whether it hangs on a place of work (被用者保険).
    #[must_use]
    pub fn is_of_work(self) -> bool {
        self.label().contains("社保")
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::cover;
    use super::*;

    #[test]
    fn a_name_tells_the_scheme_where_the_number_does_not() {
        for (name, number, scheme) in [
            ("見本食品健康保険組合", "88888888", Some(Scheme::Society)),
            ("見本国民健康保険組合", "88888888", None),
            ("見本食品健康保険組合", "01130012", Some(Scheme::Association)),
            ("見本共済", "88888888", None),
        ] {
            let one = Eligibility { insurer_name: name.into(), ..cover(number, "20200401", None) };
            assert_eq!(Scheme::of(&one), scheme, "{name} {number}");
        }
    }

    #[test]
    fn the_number_tells_the_scheme() {
        for (number, class, label) in [
            ("01130012", "01", Some("職場の健康保険（社保）：全国健康保険協会")),
            ("02130011", "01", Some("職場の健康保険（社保）：船員保険")),
            ("03130010", "01", Some("職場の健康保険（社保）：日雇特例")),
            ("06130017", "01", Some("職場の健康保険（社保）：健康保険組合")),
            ("07130016", "07", Some("職場の健康保険（社保）：自衛官")),
            ("33120015", "01", Some("職場の健康保険（社保）：共済組合")),
            ("63130017", "06", Some("職場の健康保険（社保）：特例退職")),
            ("67138057", "02", Some("国民健康保険（国保）：退職者医療")),
            ("138057", "01", Some("国民健康保険（国保）")),
            ("39130018", "01", Some("後期高齢者医療")),
            ("12130013", "A1", Some("医療扶助（生活保護）")),
            ("88888888", "01", None),
            ("12130013", "01", None),
            ("1380571", "01", None),
            ("０６１３００１７", "01", None),
            ("", "01", None),
        ] {
            let eligibility = Eligibility { card_class: class.into(), ..cover(number, "20200401", None) };
            let scheme = Scheme::of(&eligibility);
            assert_eq!(scheme.map(Scheme::label), label, "{number}");
            assert_eq!(scheme.is_some_and(Scheme::is_of_work), label.is_some_and(|label| label.starts_with("職場")));
        }
    }
}
