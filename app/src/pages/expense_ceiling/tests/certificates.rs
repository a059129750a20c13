//! The line of one's own certificate among the twenty kinds: of 70 and over both ceilings are named.

use super::*;

#[test]
fn the_line_of_a_certificate_names_each_ceiling_it_has() {
    let path = "/insurance/certificates";
    let both = "外来のひと月の限度額（一人ごと）";
    for (class, amounts) in [
        ("B05", Ok((11_000, 25_700))),
        ("B06", Ok((8_000, 15_700))),
        ("B10", Ok((22_000, 61_500))),
        ("B01", Err("ひと月の限度額 270,300円＋（総医療費−901,000円）×1%。")),
        ("A04", Err("ひと月の限度額 61,500円。")),
    ] {
        let (html, _) = page(path, certified(class, "01"));
        match amounts {
            Ok((outside, household)) => {
                let said = format!("{both}{}。入院を含む世帯のひと月の限度額 {}。", Yen(outside), Yen(household));
                assert_says(&html, class, &[&said]);
            }
            Err(only) => {
                assert_says(&html, class, &[only]);
                assert!(!html.contains(both), "{class} has none for outpatient care");
            }
        }
    }
}
