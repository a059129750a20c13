//! JSON as FHIR wants it: members in the order written, nothing empty, and decimals with the digits they came with.

/// A value that is written as JSON.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// A text, already fit for FHIR ([`super::text`]).
    Text(String),
    /// A number by its digits; only [`Json::decimal`] makes one.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Self>),
    /// Members in order.
    Object(Vec<(&'static str, Self)>),
}

impl Json {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An object of the members that are there.
    pub(super) fn object(members: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        Self::Object(members.into_iter().collect())
    }

    /// A list of one.
    pub(super) fn one(value: Self) -> Self {
        Self::List(vec![value])
    }

    /// A decimal with its digits (`5.50` stays `5.50`), without what JSON does not allow: leading zeros, a point at the
    /// end. Nothing for what is no plain decimal.
    pub(super) fn decimal(digits: &str) -> Option<Self> {
        let (sign, rest) = digits.trim().strip_prefix('-').map_or(("", digits.trim()), |rest| ("-", rest));
        let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
        let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits_only(whole) || !digits_only(part) {
            return None;
        }
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            other => other,
        };
        let point = if part.is_empty() { "" } else { "." };
        Some(Self::Number(format!("{sign}{whole}{point}{part}")))
    }

    /// A member put behind the others of an object; nothing happens where there is no value, or no object.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Option<Self>>) -> Self {
        if let (Self::Object(members), Some(value)) = (&mut self, value.into()) {
            members.push((name, value));
        }
        self
    }

    /// A member of an object; nothing where there is none, or no object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(known, _)| *known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The items of a list; a value by itself is a list of one.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }

    /// The text, where it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// As text.
    pub(super) fn write(&self) -> String {
        let mut out = String::new();
        self.push(&mut out);
        out
    }

    /// Writes it behind what stands there already.
    pub(super) fn push(&self, out: &mut String) {
        match self {
            Self::Text(text) => push_text(out, text),
            Self::Number(digits) => out.push_str(digits),
            Self::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::List(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    item.push(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (place, (name, value)) in members.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    push_text(out, name);
                    out.push(':');
                    value.push(out);
                }
                out.push('}');
            }
        }
    }
}

fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{0}'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_decimal_keeps_its_digits() {
        for (given, written) in [
            ("5.50", Some("5.50")),
            ("007", Some("7")),
            ("0", Some("0")),
            ("000.10", Some("0.10")),
            ("5.", Some("5")),
            ("-1.0", Some("-1.0")),
            (" 12 ", Some("12")),
            ("", None),
            ("-", None),
            (".5", None),
            ("1.2.3", None),
            ("1e3", None),
            ("NaN", None),
            ("１２", None),
        ] {
            assert_eq!(Json::decimal(given), written.map(|digits| Json::Number(digits.to_owned())), "{given}");
        }
    }

    #[test]
    fn members_stand_in_their_order_and_nothing_is_left_out() {
        let json = Json::object([("b", Json::text("x")), ("a", Json::one(Json::text("\"\\\n")))])
            .with("c", Json::decimal("1.0"))
            .with("d", None);
        assert_eq!(json.write(), r#"{"b":"x","a":["\"\\\u000a"],"c":1.0}"#);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            let read: serde_json::Value = serde_json::from_str(&Json::text(text.clone()).write()).expect("JSON");
            prop_assert_eq!(read.as_str(), Some(text.as_str()));
        }

        #[test]
        fn any_decimal_is_json_of_the_same_number(whole in 0u32..1_000_000, part in 0u32..1000, zeros in "0{0,3}") {
            let Some(json) = Json::decimal(&format!("{zeros}{whole}.{part:03}")) else { panic!("a decimal") };
            let read: f64 = serde_json::from_str(&json.write()).expect("JSON");
            prop_assert!((read - (f64::from(whole) + f64::from(part) / 1000.0)).abs() < 1e-6);
        }
    }
}
