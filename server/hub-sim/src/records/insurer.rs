//! Insurers of the simulation and their numbers with the check digit.

/// An insurer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Insurer {
    /// 保険者番号, 8 digits, or 6 for 国民健康保険.
    pub(crate) number: String,
    /// Name.
    pub(crate) name: String,
}

impl Insurer {
    /// The specimen insurer of the published sample card. Its number is all eights, not a computed one.
    pub(crate) fn specimen() -> Self {
        Self { number: "88888888".to_owned(), name: "△△△△健康保険組合".to_owned() }
    }

    /// An insurer by the digits before its check digit.
    pub(crate) fn new(body: &str, name: &str) -> Self {
        Self { number: format!("{body}{}", check_digit(body)), name: name.to_owned() }
    }

    /// 後期高齢者医療広域連合 of a prefecture (1–47).
    pub(crate) fn late_stage(prefecture: i64) -> Self {
        Self::new(&format!("39{prefecture:02}001"), "見本県後期高齢者医療広域連合")
    }

    /// 国民健康保険 of a municipality.
    pub(crate) fn municipal(prefecture: i64, town: i64) -> Self {
        Self::new(&format!("{prefecture:02}{town:03}"), "見本市国民健康保険")
    }

    /// Telephone number; a welfare office tells none. No real number begins with four zeros.
    pub(crate) fn phone(&self) -> Option<String> {
        let (head, tail) = (self.number.get(..2)?, self.number.get(self.number.len().checked_sub(4)?..)?);
        (self.number.len() == 6 || head != "12").then(|| format!("0000-{head}-{tail}"))
    }

    /// A health insurance society (組合).
    pub(crate) fn society(prefecture: i64, index: i64) -> Self {
        const NAMES: [&str; 5] = [
            "見本電機健康保険組合",
            "見本運輸健康保険組合",
            "見本食品健康保険組合",
            "見本情報健康保険組合",
            "見本商事健康保険組合",
        ];
        Self::new(&format!("06{prefecture:02}{index:03}"), NAMES[(index % NAMES.len() as i64) as usize])
    }

    /// The association for small employers, by prefecture.
    pub(crate) fn association(prefecture: i64) -> Self {
        Self::new(&format!("01{prefecture:02}001"), "全国見本健康保険協会 見本支部")
    }
}

/// The check digit: weights 2, 1, 2, 1 … from the right, digits of a product added up, ten minus the last digit.
fn check_digit(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let product = u32::from(b - b'0') * if i % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_agree_with_known_numbers() {
        for (body, digit) in [("3312001", 5), ("0113001", 2), ("13805", 7), ("0613001", 7)] {
            assert_eq!(check_digit(body), digit, "{body}");
        }
    }
}
