//! Design-system parts shared by pages: one file per part.

pub mod book;
pub mod checkup_import;
pub mod deduction_view;
pub mod drug_name;
pub mod error_summary;
pub mod expense_bars;
pub mod form_notes;
pub mod import_view;
pub mod income_fields;
pub mod notebook_import;

#[cfg(feature = "ssr")]
pub mod acting_banner;
#[cfg(feature = "ssr")]
pub mod brand;
#[cfg(feature = "ssr")]
pub mod card;
#[cfg(feature = "ssr")]
pub mod certificate_notice;
#[cfg(feature = "ssr")]
pub mod date;
#[cfg(feature = "ssr")]
pub mod facts;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod foot;
#[cfg(feature = "ssr")]
pub mod form_key;
#[cfg(feature = "ssr")]
pub mod idle_watch;
#[cfg(feature = "ssr")]
pub mod languages;
#[cfg(feature = "ssr")]
pub mod left_out;
#[cfg(feature = "ssr")]
pub mod lent;
#[cfg(feature = "ssr")]
pub mod menu;
#[cfg(feature = "ssr")]
pub mod page_script;
#[cfg(feature = "ssr")]
pub mod pager;
#[cfg(feature = "ssr")]
pub mod paper_head;
#[cfg(feature = "ssr")]
pub mod steps;
#[cfg(feature = "ssr")]
pub mod take_out;
#[cfg(feature = "ssr")]
pub mod text_area;
#[cfg(feature = "ssr")]
pub mod text_size;
#[cfg(feature = "ssr")]
pub mod top_bar;
#[cfg(feature = "ssr")]
pub mod trouble;
#[cfg(feature = "ssr")]
pub mod verdict_chip;
#[cfg(feature = "ssr")]
pub mod way;
#[cfg(feature = "ssr")]
pub mod year_links;

#[cfg(test)]
mod no_static_html;
