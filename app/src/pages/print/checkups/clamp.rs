//! Free texts on a sheet of one page: what is too long for it is cut, and the sheet says so and where the whole stands.

use std::cell::Cell;

/// Cuts texts, and remembers whether it had to.
#[derive(Default)]
pub(super) struct Clamp(Cell<bool>);

/// Letters of a name: of an item, a place, a person.
pub(super) const NAME: usize = 40;
/// Letters of a value that is words.
pub(super) const VALUE: usize = 40;
/// Letters of an answer to a question.
pub(super) const ANSWER: usize = 40;
/// Letters of one thing a doctor wrote.
pub(super) const WRITTEN: usize = 120;

impl Clamp {
    /// The text, of at most so many letters; one that was longer ends in `…`.
    pub(super) fn cut(&self, text: &str, most: usize) -> String {
        match text.char_indices().nth(most) {
            None => text.to_owned(),
            Some(_) => {
                self.0.set(true);
                text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
            }
        }
    }

    /// What the sheet says where anything was cut.
    pub(super) fn note(&self) -> Option<&'static str> {
        self.0.get().then_some(
            "「…」で終わる文は、1枚におさめるため、途中までです。全部の文は、「健診の記録」から開く、その日の健診のページにあります。",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_long_is_cut_and_then_it_is_said() {
        for (text, most, shown, cut) in [
            ("", 3, "", false),
            ("見本見", 3, "見本見", false),
            ("見本見本", 3, "見本…", true),
            ("🙂🙂🙂🙂", 3, "🙂🙂…", true),
        ] {
            let clamp = Clamp::default();
            assert_eq!((clamp.cut(text, most).as_str(), clamp.note().is_some()), (shown, cut), "{text}");
            clamp.cut("短い", 10);
            assert_eq!(clamp.note().is_some(), cut, "{text}: it stays said");
        }
    }
}
