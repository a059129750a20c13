//! Where a result stands in the report: the section of its program, results or questions, and its category.

/// System of the sections.
pub(super) const SECTIONS: &str = "http://jpfhir.jp/fhir/eCheckup/CodeSystem/section-code";
/// System of the categories of an observation.
pub(super) const CATEGORIES: &str = "http://jpfhir.jp/fhir/core/CodeSystem/JP_SimpleObservationCategory_CS";
/// 健診プログラムサービスコード
pub(super) const PROGRAMS: &str = "urn:oid:1.2.392.200119.6.1002";
/// 報告区分, as the profile of the report lists it.
pub(super) const REPORTS: &str = "urn:oid:2.16.840.1.113883.2.2.1.6.1001";

/// Code and official name of a section.
type Section = (&'static str, &'static str);

/// Program, section of its results, section of its questions; the last row serves every other program.
const BY_PROGRAM: [(&str, Section, Section); 4] = [
    ("010", ("01011", "特定健診検査結果セクション"), ("01012", "特定健診問診結果セクション")),
    ("020", ("01021", "広域連合保健事業検査結果セクション"), ("01022", "広域連合保健事業問診結果セクション")),
    ("030", ("01031", "事業者健診検査結果セクション"), ("01032", "事業者健診問診結果セクション")),
    ("", ("01910", "検査結果セクション"), ("01920", "問診結果セクション")),
];

/// The sections of a program: results, questions.
pub(super) fn sections(program: &str) -> (Section, Section) {
    let row = BY_PROGRAM.iter().find(|(known, ..)| *known == program || known.is_empty());
    row.map_or((BY_PROGRAM[3].1, BY_PROGRAM[3].2), |(_, results, questions)| (*results, *questions))
}

/// Programs that the profile lists, with their names.
const KNOWN_PROGRAMS: [(&str, &str); 8] = [
    ("000", "不明"),
    ("010", "特定健診"),
    ("020", "広域連合の保健事業"),
    ("030", "事業者健診"),
    ("040", "学校健診"),
    ("060", "がん検診"),
    ("090", "肝炎検診"),
    ("990", "その他の健診（検診）"),
];

/// Code and name of a program as the profile lists it; one it does not list is 不明.
pub(super) fn program(code: &str) -> (&'static str, &'static str) {
    KNOWN_PROGRAMS.iter().find(|(known, _)| *known == code).copied().unwrap_or(KNOWN_PROGRAMS[0])
}

/// 報告区分 as the profile lists it: 特定健診 by what the source says, else by its program; 健診結果報告 for the rest.
pub(super) fn report(report: Option<&str>, program: &str) -> (&'static str, &'static str) {
    match (report, program) {
        (Some("10"), _) | (None, "010") => ("10", "特定健診"),
        (Some("90"), _) => ("90", "その他検診"),
        _ => ("40", "健診結果報告"),
    }
}

/// Whether an item is a question to the person: 標準的な質問票 (9N701 to 9N872), 後期高齢者の質問票 (9N932 to 9N946), and
/// how they want to be told (9N950).
pub(super) fn is_question(code: &str) -> bool {
    let number = code.strip_prefix("9N").and_then(|rest| rest.get(..3)).and_then(|digits| digits.parse::<u16>().ok());
    number.is_some_and(|number| (701..=872).contains(&number) || (932..=946).contains(&number) || number == 950)
}

/// Category of an item by the beginning of its code.
pub(super) fn category(code: &str) -> &'static str {
    let begins = |starts: &[&str]| starts.iter().any(|start| code.starts_with(start));
    if is_question(code) {
        "social-history"
    } else if begins(&["9N001", "9N006", "9N011", "9N016", "9N021", "9N026"]) {
        "body-measurement"
    } else if begins(&["9A75", "9A76"]) {
        "vital-signs"
    } else if begins(&["1", "2", "3", "5", "8A065", "9N141"]) {
        "laboratory"
    } else if begins(&["9N501", "9N506"]) {
        "survey"
    } else {
        "exam"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::items::{Group, all_items};

    #[test]
    fn programs_reports_and_sections() {
        for (code, section, name) in [
            ("010", "01011", "特定健診"),
            ("020", "01021", "広域連合の保健事業"),
            ("030", "01031", "事業者健診"),
            ("060", "01910", "がん検診"),
            ("", "01910", "不明"),
            ("<b>", "01910", "不明"),
        ] {
            assert_eq!((sections(code).0.0, program(code).1), (section, name), "{code}");
        }
        for (said, program, code) in [
            (Some("10"), "020", "10"),
            (None, "010", "10"),
            (Some("40"), "010", "40"),
            (None, "020", "40"),
            (Some("90"), "060", "90"),
            (Some("x"), "010", "40"),
        ] {
            assert_eq!(report(said, program).0, code, "{said:?} {program}");
        }
    }

    #[test]
    fn questions_are_those_of_the_two_lists() {
        for (code, question) in [
            ("9N701000000000011", true),
            ("9N702167200000049", true),
            ("9N872000000000011", true),
            ("9N932000000000011", true),
            ("9N950000000000011", true),
            ("9N141000000000011", false),
            ("9N501000000000011", false),
            ("9N056000000000011", false),
            ("9N9", false),
            ("9N", false),
            ("9Nあいう", false),
            ("3F015000002327101", false),
        ] {
            assert_eq!(is_question(code), question, "{code}");
        }
    }

    #[test]
    fn categories_fit_the_groups_of_the_catalogue() {
        for item in all_items() {
            let expected = match item.group {
                Group::Body => "body-measurement",
                Group::BloodPressure => "vital-signs",
                Group::HeartEye => "exam",
                _ => "laboratory",
            };
            for variant in item.codes {
                assert_eq!(category(variant.code), expected, "{}", variant.code);
            }
        }
    }
}
