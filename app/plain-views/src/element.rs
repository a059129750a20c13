//! One element: its name, its attributes, what is in it.

use std::borrow::Cow;

use crate::attribute::{Class, Value};
use crate::view::{IntoView, View};

/// An element that is being written: one pointer, so that writing on costs little code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(pub(crate) Box<Parts>);

/// What an element is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Its name.
    pub(crate) name: &'static str,
    /// Of SVG.
    pub(crate) drawn: bool,
    /// In the order written.
    pub(crate) attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// What is in it.
    pub(crate) children: Vec<View>,
}

impl Element {
    #[inline(never)]
    fn new(name: &'static str, drawn: bool) -> Self {
        Self(Box::new(Parts { name, drawn, attributes: Vec::new(), children: Vec::new() }))
    }

    /// With something in it.
    #[must_use]
    pub fn child(mut self, child: impl IntoView) -> Self {
        child.add_to(&mut self.0.children);
        self
    }

    /// With an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        value.put(name, self)
    }

    /// With a class beside those it has.
    #[must_use]
    pub fn class(self, class: impl Class) -> Self {
        class.put_class(self)
    }

    #[inline(never)]
    pub(crate) fn with_fixed(self, name: &'static str, value: &'static str) -> Self {
        self.with(name, Cow::Borrowed(value))
    }

    #[inline(never)]
    pub(crate) fn with_written(self, name: &'static str, value: String) -> Self {
        self.with(name, Cow::Owned(value))
    }

    /// One attribute of a name: what is written again is a class, and stands beside the others.
    fn with(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        match self.0.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, there)) => {
                let there = there.to_mut();
                there.push(' ');
                there.push_str(&value);
            }
            None => self.0.attributes.push((name, value)),
        }
        self
    }
}

macro_rules! attributes {
    ($($name:ident $written:literal)*) => {
        impl Element {
            $(
                #[doc = concat!("With `", $written, "`.")]
                #[must_use]
                pub fn $name(self, value: impl Value) -> Self {
                    value.put($written, self)
                }
            )*
        }
    };
}

attributes! {
    id "id" role "role" tabindex "tabindex" href "href" name "name" value "value" r#type "type" r#for "for" method "method"
    action "action" enctype "enctype" accept "accept" formaction "formaction" form "form" list "list" inputmode "inputmode"
    autocomplete "autocomplete" maxlength "maxlength" autofocus "autofocus" checked "checked" selected "selected" open "open"
    scope "scope" colspan "colspan" datetime "datetime"
    aria_current "aria-current" aria_describedby "aria-describedby" aria_hidden "aria-hidden" aria_invalid "aria-invalid"
    aria_label "aria-label" aria_labelledby "aria-labelledby"
}

macro_rules! elements {
    ($drawn:literal: $($name:ident)*) => {
        $(
            #[doc = concat!("`<", stringify!($name), ">`.")]
            #[must_use]
            pub fn $name() -> super::Element {
                super::Element::new(stringify!($name), $drawn)
            }
        )*
    };
}

/// Elements of HTML.
pub(crate) mod html {
    elements! { false:
        a b br button caption datalist dd details div dl dt fieldset figcaption figure form h2 h3 header input label legend li ol
        option p section select small span summary table tbody td th thead time tr ul
    }
}

/// Elements of SVG.
pub(crate) mod svg {
    elements! { true: svg path rect text }
}
