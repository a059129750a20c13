//! What a person sees, and the rules behind it.
//!
//! `domain` holds types and rules and compiles anywhere. `pages`, `chart` and the shell are compiled for the
//! server (`ssr`), `islands` also for the browser (`hydrate`), `convert` for the import page alone.

// The converter's views change nothing once they stand: the same macros write plain nodes for them.
#[cfg(all(feature = "convert", not(any(feature = "ssr", feature = "hydrate"))))]
extern crate plain_views as leptos;

pub mod domain;

#[cfg(feature = "files")]
pub mod files;

#[cfg(any(feature = "ssr", feature = "convert"))]
pub mod text;
#[cfg(any(feature = "ssr", feature = "convert"))]
pub mod ui;

#[cfg(feature = "ssr")]
pub mod acting_table;
#[cfg(feature = "ssr")]
pub mod chart;
#[cfg(feature = "ssr")]
pub mod drug_years;
#[cfg(feature = "ssr")]
pub mod embed;
#[cfg(feature = "ssr")]
pub mod keeping;
#[cfg(any(feature = "ssr", test))]
pub mod language;
#[cfg(feature = "ssr")]
pub mod page_table;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod records;
#[cfg(feature = "ssr")]
pub mod sharing;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod trail;

#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;

#[cfg(feature = "convert")]
pub mod convert;

#[cfg(test)]
mod fuzzing;

/// Wakes the islands of a page. The browser module calls it once.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
