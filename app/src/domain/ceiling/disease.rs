//! The ceiling for long and costly diseases (特定疾病療養, 長期高額疾病).

use super::age::AgeGroup;
use super::class::Class;
use super::formula::half;
use crate::domain::money::Yen;

/// Code of dialysis in list 013.
pub const DIALYSIS: &str = "1";

/// Where the rule is written. Amounts agree in several transcriptions; the order itself was not read.
pub const SOURCE: &str = "健康保険法施行令41条9項・42条9項（長期高額疾病）";

/// The usual ceiling a month and institution.
pub const USUAL: Yen = Yen(10_000);

/// For dialysis under 70 in the classes ア and イ.
pub const HIGHER: Yen = Yen(20_000);

/// What the rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiseaseCeiling {
    /// The ceiling a month, for each institution, in hospital and outside apart.
    Of(Yen),
    /// 10,000 or 20,000: it hangs on the income class, which is not known.
    ByClass,
}

/// The ceiling for a disease of list 013. `half_month`: the month of turning 75.
#[must_use]
pub fn disease_ceiling(category: &str, age: AgeGroup, class: Option<Class>, half_month: bool) -> DiseaseCeiling {
    let whole = match (category, age, class) {
        (DIALYSIS, AgeGroup::Under70, None) => return DiseaseCeiling::ByClass,
        (DIALYSIS, AgeGroup::Under70, Some(Class::A | Class::I)) => HIGHER,
        _ => USUAL,
    };
    DiseaseCeiling::Of(if half_month { half(whole) } else { whole })
}

#[cfg(test)]
mod tests {
    use super::AgeGroup::{From70, Under70};
    use super::DiseaseCeiling::{ByClass, Of};
    use super::*;

    #[test]
    fn ten_thousand_or_twenty() {
        for (category, age, class, half_month, expected) in [
            ("1", Under70, Some(Class::A), false, Of(Yen(20_000))),
            ("1", Under70, Some(Class::I), false, Of(Yen(20_000))),
            ("1", Under70, Some(Class::U), false, Of(Yen(10_000))),
            ("1", Under70, Some(Class::E), false, Of(Yen(10_000))),
            ("1", Under70, Some(Class::O), false, Of(Yen(10_000))),
            ("1", Under70, None, false, ByClass),
            ("1", From70, Some(Class::Active3), false, Of(Yen(10_000))),
            ("1", From70, None, false, Of(Yen(10_000))),
            ("2", Under70, Some(Class::A), false, Of(Yen(10_000))),
            ("3", Under70, None, false, Of(Yen(10_000))),
            ("1", From70, Some(Class::General), true, Of(Yen(5_000))),
        ] {
            assert_eq!(disease_ceiling(category, age, class, half_month), expected, "{category} {age:?} {class:?}");
        }
    }
}
