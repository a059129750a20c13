//! One row of a table: what a page says, with places for what differs (`{1}`; `{1#}` for digits alone), and how another
//! language says it with the same places (`{1m}` and `{1s}` for the name of a month, `{1t}` for two digits, `{1w}` for ten thousands).

/// Names of months, for dates in English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A piece of a row's left or right side.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Stands there as it is.
    Fixed(String),
    /// What differs: its number from 0, and how it is read or written.
    Place(usize, Kind),
}

/// How a place is read (left) or written (right).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Anything.
    Any,
    /// Digits, with commas, a point, a sign.
    Digits,
    /// Written as the name of a month.
    Month,
    /// Written as the short name of a month.
    ShortMonth,
    /// Written with two digits, as minutes are.
    TwoDigits,
    /// Ten thousands (万), written out.
    TenThousands,
}

/// A row with at least one place.
#[derive(Debug)]
pub(super) struct Pattern {
    from: Vec<Piece>,
    to: Vec<Piece>,
    places: usize,
    /// Letters that must stand there: rows with more of them are tried first.
    pub(super) weight: usize,
    /// Whether so little must stand there that it would fit into names: `{1}の{2}`. What stands in its places must be known.
    pub(super) slight: bool,
}

impl Pattern {
    /// Reads a row; nothing where its two sides do not fit.
    pub(super) fn read(from: &str, to: &str) -> Option<Self> {
        let (from, to) = (pieces(from)?, pieces(to)?);
        let places = from.iter().filter(|piece| matches!(piece, Piece::Place(..))).count();
        let inside = |piece: &Piece| !matches!(piece, Piece::Place(number, _) if *number >= places);
        let weight: usize =
            from.iter().map(|piece| if let Piece::Fixed(text) = piece { text.chars().count() } else { 0 }).sum();
        let open = from.iter().any(|piece| matches!(piece, Piece::Place(_, Kind::Any)));
        let slight = open && weight < 3;
        (places > 0 && weight > 0 && to.iter().all(inside)).then_some(Self { from, to, places, weight, slight })
    }

    /// Whether every place of the left side stands on the right side too: nothing that differs is lost.
    #[cfg(test)]
    pub(super) fn keeps_all(&self) -> bool {
        (0..self.places).all(|number| self.to.iter().any(|piece| matches!(piece, Piece::Place(at, _) if *at == number)))
    }

    /// First letter, where the row begins with fixed text.
    pub(super) fn first(&self) -> Option<char> {
        match self.from.first() {
            Some(Piece::Fixed(text)) => text.chars().next(),
            _ => None,
        }
    }

    /// Last letter, where the row ends with fixed text.
    pub(super) fn last(&self) -> Option<char> {
        match self.from.last() {
            Some(Piece::Fixed(text)) => text.chars().next_back(),
            _ => None,
        }
    }

    /// The text in the other language, if the row fits it; `inner` puts what stands in a place into that language, or
    /// refuses it.
    pub(super) fn apply(&self, text: &str, inner: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let mut found = vec![""; self.places];
        if !fits(&self.from, text, &mut found) {
            return None;
        }
        let mut written = String::new();
        for piece in &self.to {
            match piece {
                Piece::Fixed(fixed) => written.push_str(fixed),
                Piece::Place(number, kind @ (Kind::Month | Kind::ShortMonth)) => {
                    let month: usize = found[*number].parse().ok()?;
                    let name = MONTHS.get(month.checked_sub(1)?)?;
                    written.push_str(if *kind == Kind::Month { name } else { &name[..3] });
                }
                Piece::Place(number, Kind::TwoDigits) => {
                    let amount: u32 = found[*number].parse().ok()?;
                    written.push_str(&format!("{amount:02}"));
                }
                Piece::Place(number, Kind::TenThousands) => written.push_str(&times_ten_thousand(found[*number])?),
                Piece::Place(number, _) => written.push_str(&inner(found[*number])?),
            }
        }
        Some(written)
    }
}

/// The shortest reading of each place, from left to right.
fn fits<'t>(pieces: &[Piece], text: &'t str, found: &mut [&'t str]) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Fixed(fixed), rest @ ..] => {
            text.strip_prefix(fixed.as_str()).is_some_and(|text| fits(rest, text, found))
        }
        [Piece::Place(number, kind), rest @ ..] => {
            for (at, letter) in text.char_indices() {
                if *kind == Kind::Digits && !is_digit(letter) {
                    return false;
                }
                let end = at + letter.len_utf8();
                if fits(rest, &text[end..], found) {
                    found[*number] = &text[..end];
                    return true;
                }
            }
            false
        }
    }
}

/// `1,234.5` ten thousands as `12,345,000`.
fn times_ten_thousand(amount: &str) -> Option<String> {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    let digits = format!("{}{part:0<4}", whole.replace(',', ""));
    if part.len() > 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_start_matches('0').as_bytes();
    let threes: Vec<&str> = digits.rchunks(3).rev().filter_map(|three| std::str::from_utf8(three).ok()).collect();
    Some(threes.join(","))
}

const fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '０'..='９' | ',' | '.' | '-' | '−' | '+')
}

/// Cuts a side at its places; nothing where a brace is not one.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut cut = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        if open > 0 {
            cut.push(Piece::Fixed(rest[..open].to_owned()));
        }
        let close = rest[open..].find('}')? + open;
        let name = &rest[open + 1..close];
        let kind = match name.chars().next_back()? {
            '#' => Kind::Digits,
            'm' => Kind::Month,
            's' => Kind::ShortMonth,
            't' => Kind::TwoDigits,
            'w' => Kind::TenThousands,
            _ => Kind::Any,
        };
        let number = name.trim_end_matches(['#', 'm', 's', 't', 'w']);
        cut.push(Piece::Place(number.parse::<usize>().ok()?.checked_sub(1)?, kind));
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        cut.push(Piece::Fixed(rest.to_owned()));
    }
    Some(cut)
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn put(from: &str, to: &str, text: &str) -> Option<String> {
        Pattern::read(from, to)?.apply(text, &|inner| Some(inner.to_owned()))
    }

    #[test]
    fn what_differs_is_carried_over() {
        for (from, to, text, expected) in [
            ("{1}を見ました。", "You viewed {1}.", "健診を見ました。", Some("You viewed 健診.")),
            ("{1}の{2}", "{2} of {1}", "花子の血圧", Some("血圧 of 花子")),
            ("{1#}円", "¥{1}", "1,234円", Some("¥1,234")),
            ("{1#}円", "¥{1}", "千円", None),
            ("{1#}年{2#}月{3#}日", "{3} {2m} {1}", "2026年11月5日", Some("5 November 2026")),
            ("{1#}年{2#}月{3#}日", "{3} {2m} {1}", "2026年13月5日", None),
            ("{1}を見ました。", "You viewed {1}.", "を見ました。", None),
            ("{1}を見ました。", "You viewed {1}.", "健診を見ました。また。", None),
            ("A{1}", "{2}", "Ax", None),
            ("{1#}万円", "¥{1w}", "200万円", Some("¥2,000,000")),
            ("{1#}万円", "¥{1w}", "1,160万円", Some("¥11,600,000")),
            ("{1#}万円", "¥{1w}", "5.76万円", Some("¥57,600")),
            ("{1#}時{2#}分", "{1}:{2t}", "9時5分", Some("9:05")),
            ("{1}", "{1}", "x", None),
            ("{a}", "{1}", "x", None),
        ] {
            assert_eq!(put(from, to, text).as_deref(), expected, "{from} {text}");
        }
    }

    #[test]
    fn a_place_may_refuse() {
        let pattern = Pattern::read("{1}。", "{1}.").expect("a row");
        assert_eq!(pattern.apply("x。", &|_| None), None);
    }
}
