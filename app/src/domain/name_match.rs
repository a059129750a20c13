//! Whether two writings are the same name: records write names in half or full width, with and without spaces.

use super::person::Person;

/// Whether two names are equal but for spaces and the width of kana; nothing where one side has none.
#[must_use]
pub fn same_name(a: &str, b: &str) -> Option<bool> {
    let (a, b) = (folded(a), folded(b));
    (!a.is_empty() && !b.is_empty()).then(|| a == b)
}

/// Whether a name in a file can be this person's: it agrees in kana or as registered. Where the family name differs the given
/// name is enough, because people change their family name and a record stays what it was; the family name is told from the
/// given one by the blank between them. A person without kana cannot be compared with a name in kana.
#[must_use]
pub fn can_name(name: &str, person: &Person) -> bool {
    let is_kana = |text: &str| folded(text).chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | '・'));
    let known: Vec<&String> =
        [&person.kana, &person.name].into_iter().filter(|known| !folded(known).is_empty()).collect();
    let mut compared = known.iter().filter(|known| is_kana(known) == is_kana(name)).peekable();
    compared.peek().is_none()
        || compared.any(|known| {
            folded(known) == folded(name)
                || given(known).zip(given(name)).is_some_and(|(known, name)| folded(known) == folded(name))
        })
}

/// What stands in a file in the place of a letter that it cannot hold.
const REPLACED: char = '〓';

/// Whether a name in a file is one of these as a file can hold it: some letters, not all, replaced by 〓, marks of
/// direction and control characters left out, commas wide.
#[must_use]
pub fn can_be_replaced(name: &str, known: &[&str]) -> bool {
    let held = |text: &str| -> Vec<char> {
        let unseen = |c: &char| {
            c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
        };
        folded(text).chars().filter(|c| !unseen(c)).map(|c| if c == ',' { '，' } else { c }).collect()
    };
    let name = held(name);
    name.iter().any(|letter| *letter != REPLACED)
        && known.iter().map(|known| held(known)).any(|known| {
            known.len() == name.len() && name.iter().zip(&known).all(|(one, known)| *one == REPLACED || one == known)
        })
}

/// The given name: what stands after the last blank.
fn given(name: &str) -> Option<&str> {
    let (_, given) = name.trim().rsplit_once(char::is_whitespace)?;
    Some(given)
}

/// Half-width katakana from U+FF66 on, in their order, as full-width ones.
const WIDE: [char; 56] = [
    'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク',
    'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ',
    'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン',
];

/// A name without spaces, kana full-width, small kana as large ones (older systems know no small ones).
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        match character {
            'ﾞ' | '\u{3099}' => voice(&mut out, 1),
            'ﾟ' | '\u{309A}' => voice(&mut out, 2),
            '\u{FF66}'..='\u{FF9D}' => out.push(large(WIDE[character as usize - 0xFF66])),
            _ => out.push(large(character)),
        }
    }
    out
}

/// Adds a voicing mark to the last kana: カ and 1 make ガ, ハ and 2 make パ. In the code chart the voiced kana follow.
fn voice(out: &mut String, steps: u32) {
    if let Some(last) = out.pop() {
        let voiced = if last == 'ウ' && steps == 1 { Some('ヴ') } else { char::from_u32(last as u32 + steps) };
        out.push(voiced.unwrap_or(last));
    }
}

fn large(kana: char) -> char {
    match kana {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' => {
            char::from_u32(kana as u32 + 1).unwrap_or(kana)
        }
        _ => kana,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_letter_may_be_any_other_letter_and_no_whole_name() {
        for (name, known, is_it) in [
            ("〓１１ 花子", "㋐１１ 花子", true),
            ("〓１１　花子", "㋐１１花子", true),
            ("〓１１ 花子", "㋐１２ 花子", false),
            ("〓花子", "㋐１花子", false),
            ("〓〓", "㋐㋑", false),
            ("花子txt甲", "花子\u{202e}txt\u{202c}\u{2066}甲\u{2069}", true),
            ("", "", false),
        ] {
            assert_eq!(can_be_replaced(name, &[known]), is_it, "{name} {known}");
        }
    }

    #[test]
    fn folds_kana() {
        for (half, full) in [
            ("ｳﾞｧﾚﾝﾀｲﾝ ｷｮｳｺ", "ヴァレンタイン　キョウコ"),
            ("ﾊﾟﾋﾟﾌﾟ", "パピプ"),
            ("ﾊﾞﾝﾄﾞｳ", "バンドウ"),
            ("ｷﾖｳｺ", "キョウコ"),
            ("ﾞ", ""),
        ] {
            assert_eq!(folded(half), folded(full), "{half}");
        }
    }
}
