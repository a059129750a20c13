//! Views that are built once and never change: the parts of pages that the import converter shows, written with the same `view!` and
//! `#[component]` as every page, become plain nodes here.
//!
//! Leptos makes a type of its own out of every view and carries a runtime for what changes; a page that is put up anew after each press
//! needs neither, and weighs a third. The macros name `::leptos`: the crate that uses this one calls it so.

mod attribute;
pub mod component;
mod element;
mod mount;
#[cfg(test)]
mod tests;
mod view;

// The macros name the crate they write for; its own tests are written with them too.
#[cfg(test)]
extern crate self as leptos;

// What the macros write down by name.
pub use leptos_macro::*;
#[doc(hidden)]
pub use typed_builder;
#[doc(hidden)]
pub use typed_builder_macro;

pub use mount::mount;
pub use view::View;

/// What a file of views uses.
pub mod prelude {
    pub use leptos_macro::{component, view};

    pub use crate::attribute::IntoAttributeValue;
    pub use crate::view::{AnyView, CollectView, IntoRender, IntoView, View};
}

/// The elements, where the macros look for them.
pub mod tachys {
    /// Elements of HTML.
    pub mod html {
        /// One function an element.
        pub mod element {
            pub use crate::element::html::*;
        }
    }
    /// Elements of SVG.
    pub mod svg {
        pub use crate::element::svg::*;
    }
}

/// Where the macros look for a way not to follow what changes.
pub mod reactive {
    /// Nothing changes here.
    pub mod graph {
        /// Calls it.
        pub fn untrack_with_diagnostics<T>(call: impl FnOnce() -> T) -> T {
            call()
        }
    }
}
