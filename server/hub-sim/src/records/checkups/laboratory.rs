//! Three invented laboratories: what each prints as its reference range, and how a method is called.
//!
//! The ranges are of the kind that laboratories print, and differ between the three so that a change of laboratory shows.
//! They belong to nobody, and are no 判定値.

use crate::citizen::Sex;

/// Who measured: an index into the columns of [`RANGES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Laboratory {
    /// 見本健診センター
    Centre,
    /// 見本駅前クリニック
    Clinic,
    /// 見本総合病院
    Hospital,
}

/// Lower and upper end as printed; empty where the report gives none.
pub(super) type Ends = (&'static str, &'static str);

/// First digits of the item code, the sex it holds for, and a range a laboratory.
#[rustfmt::skip]
const RANGES: &[(&str, Option<Sex>, [Ends; 3])] = &[
    ("3F0150000", None, [("30", "149"), ("50", "149"), ("40", "150")]),
    ("3F0151299", None, [("", "174"), ("", "174"), ("", "174")]),
    ("3F070", None, [("40", "96"), ("40", "119"), ("40", "")]),
    ("3F077", None, [("60", "119"), ("65", "139"), ("70", "139")]),
    ("3F069", None, [("90", "149"), ("90", "149"), ("", "169")]),
    ("3B035", None, [("", "30"), ("10", "40"), ("13", "33")]),
    ("3B045", None, [("", "30"), ("5", "45"), ("8", "42")]),
    ("3B090", None, [("", "50"), ("", "80"), ("9", "64")]),
    ("3D0100000", None, [("70", "99"), ("70", "109"), ("73", "109")]),
    ("3D0101299", None, [("", "139"), ("", "139"), ("", "139")]),
    ("3D046", None, [("4.6", "5.5"), ("4.6", "6.2"), ("4.9", "6.0")]),
    ("3D045", None, [("4.3", "5.1"), ("4.3", "5.8"), ("4.3", "5.8")]),
    ("3C015", Some(Sex::Male), [("0.61", "1.04"), ("0.65", "1.09"), ("0.65", "1.07")]),
    ("3C015", Some(Sex::Female), [("0.47", "0.79"), ("0.46", "0.82"), ("0.46", "0.79")]),
    ("8A065", None, [("60.0", ""), ("60.0", ""), ("60.0", "")]),
    ("3C020", Some(Sex::Male), [("", "7.0"), ("3.6", "7.0"), ("3.7", "7.8")]),
    ("3C020", Some(Sex::Female), [("", "7.0"), ("2.3", "7.0"), ("2.6", "5.5")]),
    ("2A040", Some(Sex::Male), [("38.5", "48.9"), ("39.8", "51.8"), ("40.7", "50.1")]),
    ("2A040", Some(Sex::Female), [("35.5", "43.9"), ("33.4", "44.9"), ("35.1", "44.4")]),
    ("2A030", Some(Sex::Male), [("13.1", "16.3"), ("13.5", "17.6"), ("13.7", "16.8")]),
    ("2A030", Some(Sex::Female), [("12.1", "14.5"), ("11.3", "15.2"), ("11.6", "14.8")]),
    ("2A020", Some(Sex::Male), [("400", "539"), ("427", "570"), ("435", "555")]),
    ("2A020", Some(Sex::Female), [("360", "489"), ("376", "500"), ("386", "492")]),
];

/// The method part of an item code (places 13 to 15) in words.
const METHODS: &[(&str, &str)] = &[
    ("062", "免疫学的方法"),
    ("204", "HPLC"),
    ("261", "電位差法"),
    ("271", "可視吸光光度法"),
    ("272", "紫外吸光光度法"),
    ("301", "自動血球算定装置"),
    ("919", "計算法"),
    ("999", "その他"),
];

impl Laboratory {
    /// The range that the laboratory prints beside an item; none beside what is not measured in a laboratory.
    pub(super) fn range(self, code: &str, sex: Sex) -> Option<Ends> {
        RANGES
            .iter()
            .find(|(prefix, whose, _)| code.starts_with(prefix) && whose.is_none_or(|whose| whose == sex))
            .map(|(_, _, ends)| ends[self as usize])
    }
}

/// Code and name of the method with which an item of a laboratory was measured.
pub(super) fn method(code: &str) -> Option<(&str, &'static str)> {
    let part = code.get(12..15)?;
    METHODS.iter().find(|(method, _)| *method == part).map(|(_, name)| (part, *name))
}

/// How a report with such a range reads a value: `L`, `N`, `H`.
pub(super) fn reading(value: &str, (low, high): Ends) -> Option<&'static str> {
    let value: f64 = value.parse().ok()?;
    let beyond = |end: &str, past: fn(f64, f64) -> bool| end.parse().is_ok_and(|end| past(value, end));
    Some(match (beyond(low, |value, low| value < low), beyond(high, |value, high| value > high)) {
        (true, _) => "L",
        (_, true) => "H",
        _ => "N",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_reads_a_value_by_its_own_range() {
        for (value, ends, expected) in [
            ("29", ("30", "149"), Some("L")),
            ("30", ("30", "149"), Some("N")),
            ("149", ("30", "149"), Some("N")),
            ("150", ("30", "149"), Some("H")),
            ("5", ("", "30"), Some("N")),
            ("59.9", ("60.0", ""), Some("L")),
            ("", ("1", "2"), None),
        ] {
            assert_eq!(reading(value, ends), expected, "{value} {ends:?}");
        }
    }

    #[test]
    fn the_three_differ_and_every_range_stands_the_right_way_round() {
        for (prefix, _, columns) in RANGES {
            for (low, high) in columns {
                let ends: Vec<f64> = [low, high].iter().filter_map(|end| end.parse().ok()).collect();
                assert!(!ends.is_empty() && ends.is_sorted(), "{prefix}");
            }
        }
        let of = |laboratory: Laboratory| laboratory.range("3D046000001920402", Sex::Male);
        assert!(of(Laboratory::Centre) != of(Laboratory::Clinic) && of(Laboratory::Clinic) != of(Laboratory::Hospital));
        assert_eq!(Laboratory::Centre.range("9A755000000000001", Sex::Male), None);
        assert_eq!(method("3D046000001920402"), Some(("204", "HPLC")));
    }
}
