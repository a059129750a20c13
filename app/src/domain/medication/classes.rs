//! Names of effect classes (薬効分類, 日本標準商品分類 87): the first digits of the twelve-character codes.

/// Digits and name: two levels, three digits and, for some, four.
const CLASSES: &str = include_str!("classes.tsv");

/// The name of a class by its first four digits: of the four where there is one, else of the first three.
#[must_use]
pub fn class_name(digits: &str) -> Option<&'static str> {
    let of = |wanted: &str| {
        CLASSES.lines().filter_map(|line| line.split_once('\t')).find(|(code, _)| *code == wanted).map(|(_, name)| name)
    };
    of(digits).or_else(|| digits.get(..3).and_then(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_named_by_four_digits_or_by_three() {
        for (digits, name) in [
            ("2171", Some("冠血管拡張剤")),
            ("2149", Some("その他の血圧降下剤")),
            ("2189", Some("高脂血症用剤")),
            ("0000", None),
            ("21", None),
            ("", None),
        ] {
            assert_eq!(class_name(digits), name, "{digits}");
        }
        for line in CLASSES.lines() {
            let (digits, name) = line.split_once('\t').expect("two columns");
            assert!(matches!(digits.len(), 3 | 4) && !name.is_empty(), "{line}");
        }
    }
}
