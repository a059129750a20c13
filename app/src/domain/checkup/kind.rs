//! Which kind of checkup a visit was, in words, from its program and its kind of report.

use super::Visit;

/// 報告区分: 特定健診以外
const NOT_SPECIFIC: &str = "40";

impl Visit {
    /// The kind in words. The program (健診プログラム種別, 1.2.392.200119.6.1002) says it; where it says none of the known
    /// ones, a report of 特定健診以外 (1.2.392.200119.6.1001) is a 人間ドック or another voluntary checkup.
    #[must_use]
    pub fn kind_words(&self) -> &'static str {
        match (self.program.as_str(), self.report.as_deref()) {
            ("010", Some(NOT_SPECIFIC)) => "特定健診以外の健診",
            ("010", _) => "特定健診",
            ("020", _) => "後期高齢者健診",
            ("030", _) => "事業者健診（勤め先の健診）",
            ("040", _) => "学校健診",
            ("060", _) => "がん検診",
            ("090", _) => "肝炎検診",
            ("990", Some(NOT_SPECIFIC)) => "人間ドックなど（特定健診以外）",
            _ => "健診",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_kind() {
        for (program, report, words) in [
            ("010", Some("10"), "特定健診"),
            ("010", None, "特定健診"),
            ("010", Some("40"), "特定健診以外の健診"),
            ("020", Some("10"), "後期高齢者健診"),
            ("030", Some("10"), "事業者健診（勤め先の健診）"),
            ("990", Some("40"), "人間ドックなど（特定健診以外）"),
            ("990", Some("10"), "健診"),
            ("000", Some("40"), "健診"),
            ("", None, "健診"),
        ] {
            let visit = Visit { report: report.map(Into::into), ..Visit::new(chrono::NaiveDate::MIN, program) };
            assert_eq!(visit.kind_words(), words, "{program} {report:?}");
        }
    }
}
