//! The synthetic population `n-000000001` … `n-124000000`: computed from the number, stored nowhere.

use chrono::{Duration, NaiveDate};

use super::seed::{Dice, hash};
use super::voice::Voice;
use super::{Citizen, Kind, Sex};

/// The last number.
pub(crate) const LAST: u32 = 124_000_000;

#[rustfmt::skip]
const FAMILY: [(&str, &str, &str); 24] = [
    ("佐藤", "サトウ", "ｻﾄｳ"), ("鈴木", "スズキ", "ｽｽﾞｷ"), ("高橋", "タカハシ", "ﾀｶﾊｼ"), ("田中", "タナカ", "ﾀﾅｶ"),
    ("伊藤", "イトウ", "ｲﾄｳ"), ("渡辺", "ワタナベ", "ﾜﾀﾅﾍﾞ"), ("山本", "ヤマモト", "ﾔﾏﾓﾄ"), ("中村", "ナカムラ", "ﾅｶﾑﾗ"),
    ("小林", "コバヤシ", "ｺﾊﾞﾔｼ"), ("加藤", "カトウ", "ｶﾄｳ"), ("吉田", "ヨシダ", "ﾖｼﾀﾞ"), ("山田", "ヤマダ", "ﾔﾏﾀﾞ"),
    ("佐々木", "ササキ", "ｻｻｷ"), ("松本", "マツモト", "ﾏﾂﾓﾄ"), ("井上", "イノウエ", "ｲﾉｳｴ"), ("木村", "キムラ", "ｷﾑﾗ"),
    ("林", "ハヤシ", "ﾊﾔｼ"), ("斎藤", "サイトウ", "ｻｲﾄｳ"), ("清水", "シミズ", "ｼﾐｽﾞ"), ("森", "モリ", "ﾓﾘ"),
    ("池田", "イケダ", "ｲｹﾀﾞ"), ("橋本", "ハシモト", "ﾊｼﾓﾄ"), ("石川", "イシカワ", "ｲｼｶﾜ"), ("岡田", "オカダ", "ｵｶﾀﾞ"),
];

#[rustfmt::skip]
const WOMEN: [(&str, &str, &str); 12] = [
    ("陽子", "ヨウコ", "ﾖｳｺ"), ("美咲", "ミサキ", "ﾐｻｷ"), ("和子", "カズコ", "ｶｽﾞｺ"), ("恵子", "ケイコ", "ｹｲｺ"),
    ("由美", "ユミ", "ﾕﾐ"), ("結衣", "ユイ", "ﾕｲ"), ("幸子", "サチコ", "ｻﾁｺ"), ("真由美", "マユミ", "ﾏﾕﾐ"),
    ("さくら", "サクラ", "ｻｸﾗ"), ("智子", "トモコ", "ﾄﾓｺ"), ("裕子", "ユウコ", "ﾕｳｺ"), ("愛", "アイ", "ｱｲ"),
];

#[rustfmt::skip]
const MEN: [(&str, &str, &str); 12] = [
    ("大輔", "ダイスケ", "ﾀﾞｲｽｹ"), ("誠", "マコト", "ﾏｺﾄ"), ("健一", "ケンイチ", "ｹﾝｲﾁ"), ("翔太", "ショウタ", "ｼｮｳﾀ"),
    ("茂", "シゲル", "ｼｹﾞﾙ"), ("浩", "ヒロシ", "ﾋﾛｼ"), ("蓮", "レン", "ﾚﾝ"), ("正", "タダシ", "ﾀﾀﾞｼ"),
    ("直樹", "ナオキ", "ﾅｵｷ"), ("清", "キヨシ", "ｷﾖｼ"), ("拓也", "タクヤ", "ﾀｸﾔ"), ("勇", "イサム", "ｲｻﾑ"),
];

/// The citizen `n-<nine digits>`, if the number is in range.
pub(crate) fn find(id: &str) -> Option<Citizen> {
    let digits = id.strip_prefix("n-")?;
    if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    (1..=LAST).contains(&number).then(|| compute(number))
}

/// The citizen with a number in `1..=LAST`.
pub(crate) fn compute(number: u32) -> Citizen {
    let id = format!("n-{number:09}");
    let seed = hash(&id);
    let mut dice = Dice::new(seed, "person", 0);
    let voice = Voice::Marked(mark(number));
    let sex = if dice.chance(51) { Sex::Female } else { Sex::Male };
    let family = dice.pick(&FAMILY);
    let given = dice.pick(if sex == Sex::Female { &WOMEN } else { &MEN });
    let first = NaiveDate::from_ymd_opt(1930, 1, 1).unwrap_or_default();
    let birth = first + Duration::days(dice.between(0, 86 * 365));
    Citizen {
        kind: Kind::Number(number),
        seed,
        name: voice.say(&format!("{}　{}", family.0, given.0)),
        kana: voice.say(&format!("{}　{}", family.1, given.1)),
        half_kana: voice.say(&format!("{} {}", family.2, given.2)),
        birth,
        sex,
        voice,
        id,
    }
}

/// The mark that every text field of a computed citizen carries.
pub(crate) fn mark(number: u32) -> String {
    format!("㋐{number:09}")
}

/// Whether this number has registered the card: nine in ten have.
pub(crate) fn registered(number: u32) -> bool {
    !number.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;

    #[test]
    fn numbers_in_range_are_people_and_nothing_else_is() {
        for (id, there) in [
            ("n-000000001", true),
            ("n-124000000", true),
            ("n-124000001", false),
            ("n-000000000", false),
            ("n-1", false),
            ("n-00000000x", false),
            ("n-+00000001", false),
            ("m-000000001", false),
        ] {
            assert_eq!(find(id).is_some(), there, "{id}");
        }
    }

    #[test]
    fn a_person_is_the_same_each_time_and_born_between_1930_and_2015() {
        for number in (1..200_000).step_by(997) {
            let (a, b) = (compute(number), compute(number));
            assert_eq!((&a.name, a.birth), (&b.name, b.birth));
            assert!((1930..=2015).contains(&a.birth.year()), "{}", a.birth);
            assert!(a.name.ends_with(&mark(number)) && a.half_kana.ends_with(&mark(number)));
        }
    }
}
