//! What may stand as the value of an attribute.

use std::borrow::Cow;

/// Taken as it is; the macros ask for it by this name.
pub trait IntoAttributeValue: Sized {
    /// Itself.
    fn into_attribute_value(self) -> Self {
        self
    }
}

impl<T> IntoAttributeValue for T {}

/// A value: a text, a number, or a box that is ticked or not.
pub trait Value {
    /// The text; nothing where the attribute is not there.
    fn text(self) -> Option<Cow<'static, str>>;
}

impl Value for String {
    fn text(self) -> Option<Cow<'static, str>> {
        Some(Cow::Owned(self))
    }
}

impl Value for &'static str {
    fn text(self) -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Value for bool {
    fn text(self) -> Option<Cow<'static, str>> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: Value> Value for Option<T> {
    fn text(self) -> Option<Cow<'static, str>> {
        self.and_then(Value::text)
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Value for $number {
            fn text(self) -> Option<Cow<'static, str>> {
                Some(Cow::Owned(self.to_string()))
            }
        })*
    };
}

numbers! { i32 u32 i64 u64 usize f64 }

/// A class, or one that stands there or not.
pub trait Class {
    /// The class; nothing where it does not stand there.
    fn class(self) -> Option<Cow<'static, str>>;
}

impl<T: Value> Class for T {
    fn class(self) -> Option<Cow<'static, str>> {
        self.text()
    }
}

impl Class for (&'static str, bool) {
    fn class(self) -> Option<Cow<'static, str>> {
        self.1.then_some(Cow::Borrowed(self.0))
    }
}
