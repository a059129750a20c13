//! What must not be broken at the end of a line: a number with its unit, a day. Broken, `１０ｍｇ` reads as another
//! dose.

/// As many letters are kept together; longer ones would not find room in a narrow column.
const MOST: usize = 14;
/// A number of more digits than this is no amount and no year, but the number of somebody or something.
const MOST_DIGITS: usize = 6;

/// The text in its parts, and of each whether it must stay on one line. Together they are always the text.
#[must_use]
pub fn unbroken(text: &str) -> Vec<(&str, bool)> {
    let (mut parts, mut told, mut from) = (Vec::new(), 0, 0);
    while let Some(start) = text[from..].find(is_digit).map(|at| from + at) {
        let end = text[start..].find(|c| !goes_on(c)).map_or(text.len(), |at| start + at);
        from = end;
        let run = &text[start..end];
        let digits = run.chars().take_while(|c| is_digit(*c)).count();
        if (2..=MOST).contains(&run.chars().count()) && digits <= MOST_DIGITS {
            parts.extend((told < start).then(|| (&text[told..start], false)));
            parts.push((run, true));
            told = end;
        }
    }
    parts.extend((told < text.len()).then(|| (&text[told..], false)));
    parts
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn goes_on(c: char) -> bool {
    is_digit(c) || c.is_ascii_alphanumeric() || ('Ａ'..='ｚ').contains(&c) || "．.％%μµ／/・年月日".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::unbroken;

    #[test]
    fn finds_strengths_and_days() {
        let check = |text: &str, kept: &[&str]| {
            let found: Vec<&str> = unbroken(text).into_iter().filter_map(|(part, kept)| kept.then_some(part)).collect();
            assert_eq!(found, kept, "{text}");
        };
        check("アムロジピンＯＤ錠５ｍｇ「トーワ」", &["５ｍｇ"]);
        check("プラバスタチンＮａ錠１０ｍｇ", &["１０ｍｇ"]);
        check("ノルバスク錠２．５ｍｇ", &["２．５ｍｇ"]);
        check("ツムラ葛根湯エキス顆粒（医療用）", &[]);
        check("酸化マグネシウム錠330mg「見本」", &["330mg"]);
        check("見本軟膏０．１％", &["０．１％"]);
        check("2026年11月10日から2026年12月7日ごろまで", &["2026年11月10日", "2026年12月7日"]);
        check("甲錠５ｍｇと乙錠１０ｍｇ、1日に1錠、28日分", &["５ｍｇ", "１０ｍｇ", "1日", "28日"]);
        check("123456789012345", &[]);
        check("見本薬局㋐000000873、000000873号", &[]);
        check("ヘパリン10000単位", &["10000"]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn the_text_is_never_cut(text in any::<String>()) {
            let parts: String = unbroken(&text).into_iter().map(|(part, _)| part).collect();
            prop_assert_eq!(parts, text);
        }
    }
}
