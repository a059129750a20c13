//! Many checkups: one document each, side by side in an archive.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Facts, document};
use crate::domain::checkup::Visit;
use crate::domain::eligibility::Eligibility;
use crate::domain::person::Person;
use crate::files::zip::Archive;

/// Each visit's document with the name of its file, `健診_2026-05-14.json`; a second one of the same day has `_2` in it.
#[must_use]
pub fn documents(
    person: &Person,
    visits: &[Visit],
    eligibilities: &[Eligibility],
    made: NaiveDateTime,
) -> Vec<(String, Vec<u8>)> {
    let mut of_day: HashMap<NaiveDate, usize> = HashMap::new();
    let mut out = Vec::with_capacity(visits.len());
    for visit in visits {
        let place = of_day.entry(visit.date).or_default();
        *place += 1;
        let more = if *place > 1 { format!("_{place}") } else { String::new() };
        let name = format!("健診_{}{more}.json", visit.date);
        out.push((name, document(&Facts { person, visit, eligibilities, made })));
    }
    out
}

/// All documents in one archive, with a word on what they are.
#[must_use]
pub fn archive(person: &Person, visits: &[Visit], eligibilities: &[Eligibility], made: NaiveDateTime) -> Vec<u8> {
    let mut archive = Archive::default();
    let about = format!(
        "\u{feff}健康手帳から受け取った健診の記録（{}回分）\r\n\r\n\
         1つのファイルが1回の健診です。医療のシステムが読む形式（HL7 FHIR R4、健診結果報告書の公開された仕様）で書いてあります。\r\n\
         届いた記録だけが入っています。健診機関が発行した報告書ではありません。\r\n\
         氏名、生年月日、健診の結果、健康保険の記号・番号が入っています。人に渡すときや、みんなで使うパソコンで開くときは気をつけてください。\r\n",
        visits.len()
    );
    archive.add("はじめにお読みください.txt", about.as_bytes());
    for (name, bytes) in documents(person, visits, eligibilities, made) {
        archive.add(&name, &bytes);
    }
    archive.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Sex;

    #[test]
    fn two_visits_of_a_day_are_two_files() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let visits = [("2026-05-14", "010"), ("2026-05-14", "030"), ("2025-05-20", "010")]
            .map(|(date, program)| Visit::new(day(date), program));
        let person = Person { name: "見本".into(), kana: String::new(), birth: day("1980-01-02"), sex: Sex::Male };
        let made = day("2026-11-22").and_hms_opt(9, 0, 0).expect("a time");
        let documents = documents(&person, &visits, &[], made);
        let names: Vec<&str> = documents.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["健診_2026-05-14.json", "健診_2026-05-14_2.json", "健診_2025-05-20.json"]);
        assert!(documents[0].1 != documents[1].1);
        let archive = archive(&person, &visits, &[], made);
        let holds = |words: &str| archive.windows(words.len()).any(|part| part == words.as_bytes());
        assert!(names.iter().all(|name| holds(name)) && holds("（3回分）"));
    }
}
