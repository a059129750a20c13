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
        self.with(name, value.text())
    }

    /// With a class beside those it has.
    #[must_use]
    pub fn class(self, class: impl Class) -> Self {
        self.with_class(class.class())
    }

    #[inline(never)]
    fn with_class(mut self, class: Option<Cow<'static, str>>) -> Self {
        let Some(class) = class else { return self };
        match self.0.attributes.iter_mut().find(|(name, _)| *name == "class") {
            Some((_, classes)) => {
                let classes = classes.to_mut();
                classes.push(' ');
                classes.push_str(&class);
            }
            None => self.0.attributes.push(("class", class)),
        }
        self
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, value: Option<Cow<'static, str>>) -> Self {
        if let Some(value) = value {
            self.0.attributes.push((name, value));
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
                    self.with($written, value.text())
                }
            )*
        }
    };
}

attributes! {
    id "id" role "role" tabindex "tabindex" href "href" name "name" value "value" r#type "type" r#for "for" method "method"
    action "action" enctype "enctype" accept "accept" formaction "formaction" form "form" list "list" inputmode "inputmode"
    autocomplete "autocomplete" maxlength "maxlength" autofocus "autofocus" checked "checked" selected "selected" open "open"
    scope "scope" datetime "datetime"
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
