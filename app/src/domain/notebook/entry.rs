//! A drug bought without prescription, as a person types it into the form: what is needed, and what is wrong with it.

use chrono::NaiveDate;

use super::jan::{MOST_NAME, is_jan, unnamed};
use super::{Author, Otc, OtcIngredient};
use crate::domain::typed_day::{half_width, read_typed_day};

/// Most ingredients; a cold remedy has about ten.
const MOST_INGREDIENTS: usize = 20;

/// What stands in the fields of the form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'t> {
    /// 名前
    pub name: &'t str,
    /// JANコード
    pub jan: &'t str,
    /// 飲みはじめた日
    pub from: &'t str,
    /// 飲みおえた日
    pub until: &'t str,
    /// 成分, one or several
    pub ingredients: &'t str,
}

/// What is wrong, in words for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Neither name nor code.
    #[error("市販薬の名前か、箱のバーコードの数字（JANコード）のどちらかを入れてください。")]
    NoName,
    /// A name longer than any.
    #[error("市販薬の名前は {MOST_NAME}文字までで入れてください。")]
    LongName,
    /// No such code.
    #[error(
        "JANコードの数字が違うようです。箱のバーコードの下にある13けた（または8けた）の数字と、見くらべてください。"
    )]
    BadJan,
    /// No day.
    #[error("飲みはじめた日を、西暦8けたか元号で入れてください（例：20261101、令和8年11月1日）。")]
    BadFrom,
    /// No day.
    #[error("飲みおえた日を、西暦8けたか元号で入れてください（例：20261105、令和8年11月5日）。")]
    BadUntil,
    /// A first day that is still to come.
    #[error("飲みはじめた日が、まだ来ていない日になっています。")]
    FromAhead,
    /// More ingredients than any has, or a longer name.
    #[error("成分は {MOST_INGREDIENTS}個まで、1つ {MOST_NAME}文字までで、「、」で区切って入れてください。")]
    Ingredients,
    /// The end before the beginning.
    #[error("飲みおえた日が、飲みはじめた日より前になっています。")]
    EndsFirst,
}

impl Wrong {
    /// The field it stands at.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoName | Self::LongName => "name",
            Self::BadJan => "jan",
            Self::BadFrom | Self::FromAhead => "from",
            Self::BadUntil | Self::EndsFirst => "until",
            Self::Ingredients => "ingredients",
        }
    }
}

/// Reads what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the form.
pub fn read_entry(typed: Typed<'_>, today: NaiveDate) -> Result<Otc, Vec<Wrong>> {
    let name: String = typed.name.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let code: String =
        typed.jan.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, '-' | 'ー')).collect();
    let (mut wrong, code) = (Vec::new(), (!code.is_empty()).then_some(code));
    if name.is_empty() && code.is_none() {
        wrong.push(Wrong::NoName);
    }
    if name.chars().count() > MOST_NAME {
        wrong.push(Wrong::LongName);
    }
    if code.as_deref().is_some_and(|code| !is_jan(code)) {
        wrong.push(Wrong::BadJan);
    }
    let mut day = |typed: &str, bad: Wrong| {
        let day = read_typed_day(typed);
        if day.is_none() && !typed.trim().is_empty() {
            wrong.push(bad);
        }
        day
    };
    let (from, until) = (day(typed.from, Wrong::BadFrom), day(typed.until, Wrong::BadUntil));
    if from.is_some_and(|from| from > today) {
        wrong.push(Wrong::FromAhead);
    }
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        wrong.push(Wrong::EndsFirst);
    }
    let ingredients = ingredients(typed.ingredients);
    if ingredients.len() > MOST_INGREDIENTS || ingredients.iter().any(|one| one.name.chars().count() > MOST_NAME) {
        wrong.push(Wrong::Ingredients);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let name = if name.is_empty() { unnamed(code.as_deref().unwrap_or_default()) } else { name };
    Ok(Otc { name, from, until, author: Author::Patient, number: None, jan: code, ingredients })
}

/// One name after the other, however they are divided; each once.
fn ingredients(typed: &str) -> Vec<OtcIngredient> {
    let divides = |c: char| matches!(c, '、' | '，' | ',' | '・' | '／' | '/' | ';' | '；') || c.is_control();
    let mut all: Vec<OtcIngredient> = Vec::new();
    for name in typed.split(divides).map(str::trim).filter(|name| !name.is_empty()) {
        if all.iter().all(|known| known.name != name) {
            all.push(OtcIngredient { name: name.to_owned(), code: None, author: Author::Patient });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_whole_or_says_all_that_is_wrong() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let read = |name, jan, from, until| read_entry(Typed { name, jan, from, until, ingredients: "" }, today);
        let good = read("　見本風邪薬 ", "４９０００００ー００００１６", "令和8年10月10日", "").expect("whole");
        assert_eq!((good.name.as_str(), good.jan.as_deref()), ("見本風邪薬", Some("4900000000016")));
        assert_eq!((good.from.map(|day| day.to_string()).as_deref(), good.until), (Some("2026-10-10"), None));
        assert_eq!(read("", "49123456", "", "").expect("whole").name, "名前の分からない市販薬（JANコード 49123456）");
        let long = "あ".repeat(MOST_NAME + 1);
        for (typed, wrong) in [
            (("", "", "", ""), vec![Wrong::NoName]),
            ((long.as_str(), "1", "x", "y"), vec![Wrong::LongName, Wrong::BadJan, Wrong::BadFrom, Wrong::BadUntil]),
            (("a", "4900000000017", "20261123", ""), vec![Wrong::BadJan, Wrong::FromAhead]),
            (("a", "", "20261101", "20261031"), vec![Wrong::EndsFirst]),
        ] {
            let (name, jan, from, until) = typed;
            assert_eq!(read(name, jan, from, until), Err(wrong), "{typed:?}");
        }
        for wrong in
            [Wrong::NoName, Wrong::LongName, Wrong::BadJan, Wrong::BadFrom, Wrong::BadUntil, Wrong::Ingredients]
        {
            assert!(wrong.to_string().ends_with('。') && !wrong.field().is_empty());
        }
    }

    #[test]
    fn ingredients_are_read_however_they_are_divided() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let read = |ingredients: &str| {
            let otc = read_entry(Typed { name: "見本錠", ingredients, ..Typed::default() }, today)?;
            Ok::<_, Vec<Wrong>>(otc.ingredients.into_iter().map(|one| one.name).collect::<Vec<_>>())
        };
        for (typed, wanted) in [
            ("", vec![]),
            (" 、, ", vec![]),
            ("ロキソプロフェンナトリウム水和物", vec!["ロキソプロフェンナトリウム水和物"]),
            (
                "イブプロフェン、無水カフェイン・イブプロフェン／アリルイソプロピルアセチル尿素",
                vec!["イブプロフェン", "無水カフェイン", "アリルイソプロピルアセチル尿素"],
            ),
        ] {
            assert_eq!(read(typed), Ok(wanted.into_iter().map(str::to_owned).collect()), "{typed}");
        }
        let many: Vec<String> = (0..=MOST_INGREDIENTS).map(|number| format!("成分{number}")).collect();
        for typed in [many.join("、"), "あ".repeat(MOST_NAME + 1)] {
            assert_eq!(read(&typed), Err(vec![Wrong::Ingredients]), "{typed}");
        }
    }
}
