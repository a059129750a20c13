//! What the questions of the questionnaire (質問票) ask, plainly. The list names them by keywords (`食べ方1(早食い等)`) that
//! only make sense beside the printed sheet.

/// First five characters of the code, and the question. The wording is ours.
const QUESTIONS: &[(&str, &str)] = &[
    ("9N701", "血圧を下げる薬を使っている"),
    ("9N706", "血糖を下げる薬やインスリン注射を使っている"),
    ("9N711", "コレステロールや中性脂肪を下げる薬を使っている"),
    ("9N716", "脳卒中にかかったことがある"),
    ("9N721", "心臓病にかかったことがある"),
    ("9N726", "腎不全になった、または人工透析を受けている"),
    ("9N731", "貧血といわれたことがある"),
    ("9N736", "たばこを吸う"),
    ("9N741", "20歳のときから体重が10kg以上ふえた"),
    ("9N746", "軽く汗をかく運動を、1回30分、週2日、1年以上続けている"),
    ("9N751", "歩くなど、体を動かすことが1日に1時間以上ある"),
    ("9N756", "同じ年ごろの人より歩くのが速い"),
    ("9N872", "ものをかんで食べるときの様子"),
    ("9N766", "食べる速さ"),
    ("9N771", "寝る前の2時間に夕食をとることが、週に3回以上ある"),
    ("9N782", "間食をしたり、甘い飲み物を飲んだりする"),
    ("9N781", "朝食をとらないことが、週に3回以上ある"),
    ("9N786", "お酒を飲む回数"),
    ("9N791", "お酒を飲む日の量"),
    ("9N796", "睡眠で休みがとれている"),
    ("9N801", "運動や食事を見なおすつもり"),
    ("9N808", "特定保健指導を受けたことがある"),
    ("9N806", "保健指導があれば受ける"),
];

/// What a question asks, by its 17-digit code; nothing for what is no question of the sheet, such as the name of a drug.
#[must_use]
pub fn question(code: &str) -> Option<&'static str> {
    let start = code.strip_suffix("000000000011")?;
    QUESTIONS.iter().find(|(known, _)| *known == start).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::answers::item_name;

    #[test]
    fn every_question_is_an_item_of_the_list_and_no_two_are_alike() {
        let mut words: Vec<_> = QUESTIONS.iter().map(|(_, words)| *words).collect();
        for (start, asked) in QUESTIONS {
            let code = format!("{start}000000000011");
            assert!(item_name(&code).is_some(), "{code}");
            assert_eq!(question(&code), Some(*asked));
        }
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), QUESTIONS.len());
        for none in ["9N701167000000049", "9N056000000000011", "", "9N701"] {
            assert_eq!(question(none), None, "{none}");
        }
    }
}
