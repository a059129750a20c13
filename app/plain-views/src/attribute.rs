//! What may stand as the value of an attribute.

use crate::element::Element;

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
    /// Puts the attribute there; not where there is no value.
    fn put(self, name: &'static str, element: Element) -> Element;
}

impl Value for String {
    fn put(self, name: &'static str, element: Element) -> Element {
        element.with_written(name, self)
    }
}

impl Value for &'static str {
    fn put(self, name: &'static str, element: Element) -> Element {
        element.with_fixed(name, self)
    }
}

impl Value for bool {
    fn put(self, name: &'static str, element: Element) -> Element {
        if self { element.with_fixed(name, "") } else { element }
    }
}

impl<T: Value> Value for Option<T> {
    fn put(self, name: &'static str, element: Element) -> Element {
        match self {
            Some(value) => value.put(name, element),
            None => element,
        }
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Value for $number {
            fn put(self, name: &'static str, element: Element) -> Element {
                element.with_written(name, self.to_string())
            }
        })*
    };
}

numbers! { i32 u32 i64 u64 usize f64 }

/// A class, or one that stands there or not.
pub trait Class {
    /// Puts the class beside those that are there.
    fn put_class(self, element: Element) -> Element;
}

impl<T: Value> Class for T {
    fn put_class(self, element: Element) -> Element {
        self.put("class", element)
    }
}

impl Class for (&'static str, bool) {
    fn put_class(self, element: Element) -> Element {
        if self.1 { element.with_fixed("class", self.0) } else { element }
    }
}
