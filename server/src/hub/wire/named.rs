//! The person a message names, and whether that can be the person who is signed in.

use app::domain::name_match::same_name;
use app::domain::person::{Person, Sex};
use chrono::NaiveDate;

use super::WireError;
use super::field;
use super::xml::Xml;

/// The person in a message's header. What is absent there is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Name.
    pub name: Option<String>,
    /// Name in kana, half or full width.
    pub kana: Option<String>,
    /// Day of birth.
    pub birth: Option<NaiveDate>,
    /// Sex, where told.
    pub sex: Option<Sex>,
}

impl Named {
    /// Reads the header block whose fields are called name, kana, birth, sex in this order.
    pub(super) fn read(xml: &mut Xml<'_>, fields: [&str; 4]) -> Result<Self, WireError> {
        let mut named = Self::default();
        xml.children(|xml, field_name| {
            if field_name == fields[0] {
                named.name = field::text(xml)?;
            } else if field_name == fields[1] {
                named.kana = field::text(xml)?;
            } else if field_name == fields[2] {
                named.birth = field::date(xml)?;
            } else if field_name == fields[3] {
                named.sex = xml.text()?.map(|code| Sex::from_code(&code));
            }
            Ok(())
        })?;
        Ok(named)
    }

    /// Whether this can be `person`: the birth date must be there and agree, the sex where both tell one. Names are
    /// written in too many ways to be compared strictly: of name and kana, those that both sides have are compared, and
    /// if none agrees it is somebody else.
    #[must_use]
    pub fn can_be(&self, person: &Person) -> bool {
        if self.birth != Some(person.birth) {
            return false;
        }
        let told = |sex: Sex| (sex != Sex::Unspecified).then_some(sex);
        if let (Some(a), Some(b)) = (self.sex.and_then(told), told(person.sex))
            && a != b
        {
            return false;
        }
        let pairs = [(&self.name, &person.name), (&self.kana, &person.kana)];
        let mut compared = pairs.into_iter().filter_map(|(told, known)| same_name(told.as_deref()?, known)).peekable();
        compared.peek().is_none() || compared.any(|agrees| agrees)
    }
}

impl From<&Person> for Named {
    fn from(person: &Person) -> Self {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            name: filled(&person.name),
            kana: filled(&person.kana),
            birth: Some(person.birth),
            sex: Some(person.sex),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> Person {
        Person {
            name: "番号　花子".into(), kana: "バンゴウ　ハナコ".into(), birth: day(1989, 3, 31), sex: Sex::Female
        }
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    fn named(name: &str, kana: &str, birth: Option<NaiveDate>, sex: Option<Sex>) -> Named {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Named { name: filled(name), kana: filled(kana), birth, sex }
    }

    #[test]
    fn tells_the_person_from_others() {
        let born = Some(day(1989, 3, 31));
        for (given, expected) in [
            (named("番号　花子", "バンゴウ　ハナコ", born, Some(Sex::Female)), true),
            (named("番号 花子", "ﾊﾞﾝｺﾞｳ ﾊﾅｺ", born, None), true),
            (named("旧姓　花子", "ﾊﾞﾝｺﾞｳﾊﾅｺ", born, Some(Sex::Unspecified)), true),
            (named("番号花子", "キュウセイハナコ", born, Some(Sex::Female)), true),
            (named("", "", born, None), true),
            (named("番号花子", "", born, None), true),
            (named("", "ﾊﾞﾝｺﾞｳ ﾊﾅｺ", born, None), true),
            (named("別人　花子", "", born, None), false),
            (named("別人　花子", "　", born, None), false),
            (named("", "ﾍﾞﾂｼﾞﾝ ﾊﾅｺ", born, None), false),
            (named("別人　花子", "ﾍﾞﾂｼﾞﾝ ﾊﾅｺ", born, Some(Sex::Female)), false),
            (named("番号　花子", "バンゴウ　ハナコ", Some(day(1989, 3, 30)), Some(Sex::Female)), false),
            (named("番号　花子", "バンゴウ　ハナコ", born, Some(Sex::Male)), false),
            (named("番号　花子", "バンゴウ　ハナコ", None, Some(Sex::Female)), false),
        ] {
            assert_eq!(given.can_be(&person()), expected, "{given:?}");
        }
        assert!(Named::from(&person()).can_be(&person()));
    }

    #[test]
    fn a_person_known_by_name_only_is_told_from_others_by_it() {
        let born = Some(day(1989, 3, 31));
        let person = Person { kana: String::new(), ..person() };
        for (given, expected) in [
            (named("番号 花子", "ﾍﾞﾂｼﾞﾝ ﾊﾅｺ", born, None), true),
            (named("", "ﾍﾞﾂｼﾞﾝ ﾊﾅｺ", born, None), true),
            (named("別人　花子", "ﾊﾞﾝｺﾞｳ ﾊﾅｺ", born, None), false),
            (named("別人　花子", "", born, None), false),
        ] {
            assert_eq!(given.can_be(&person), expected, "{given:?}");
        }
    }
}
