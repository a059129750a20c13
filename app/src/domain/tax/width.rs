//! Full-width writing, as the tax office's form asks for names.

/// Turns ASCII and half-width kana (with their voicing marks) into full-width characters; control characters become
/// spaces, direction marks go, everything else stays.
#[must_use]
pub fn full_width(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' => out.push('　'),
            c if c.is_control() => out.push('　'),
            // Marks that only turn the direction of what follows; a name in a cell has none.
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            '!'..='~' => out.push(char::from_u32(c as u32 - 0x21 + 0xFF01).unwrap_or(c)),
            '｡'..='ﾟ' => {
                let plain = KANA[(c as u32 - '｡' as u32) as usize];
                match chars.peek().and_then(|mark| voiced(plain, *mark)) {
                    Some(joined) => {
                        chars.next();
                        out.push(joined);
                    }
                    None => out.push(plain),
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// Full-width twins of U+FF61 … U+FF9F.
const KANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ',
    'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ',
    'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル',
    'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Kana joined with a half-width voicing mark.
fn voiced(kana: char, mark: char) -> Option<char> {
    let step = match (mark, kana) {
        (_, 'ッ') => return None,
        ('ﾞ', 'カ'..='ト' | 'ハ'..='ホ') => 1,
        ('ﾟ', 'ハ'..='ホ') => 2,
        ('ﾞ', 'ウ') => return Some('ヴ'),
        _ => return None,
    };
    char::from_u32(kana as u32 + step)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::full_width;

    #[test]
    fn widens_ascii_and_kana() {
        for (given, wide) in [
            ("ﾐﾎﾝ ﾊﾅｺ", "ミホン　ハナコ"),
            ("ｶﾞｷﾞﾊﾞﾊﾟｳﾞﾎﾟｯﾄ", "ガギバパヴポット"),
            ("ﾅﾞ", "ナ゛"),
            ("ｯﾞ", "ッ゛"),
            ("Abc-1 23", "Ａｂｃ－１　２３"),
            ("=SUM(A1)", "＝ＳＵＭ（Ａ１）"),
            ("見本㈱", "見本㈱"),
            ("ﾞ", "゛"),
            ("ｰ｡｢｣､･", "ー。「」、・"),
            ("", ""),
        ] {
            assert_eq!(full_width(given), wide);
        }
    }

    proptest! {
        #[test]
        fn leaves_nothing_half_width_and_does_it_once(text in any::<String>()) {
            let wide = full_width(&text);
            prop_assert!(!wide.chars().any(|c| matches!(c, ' '..='~' | '｡'..='ﾟ')));
            prop_assert_eq!(full_width(&wide), wide);
        }
    }
}
