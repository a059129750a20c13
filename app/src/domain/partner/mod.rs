//! PHR providers (民間PHR事業者): who may ask for a person's records, for what, and what the person lets them have.
//!
//! The person decides: kinds, years, until when. Terms and their length are this product's own rule; that data is itemised
//! and bound to a purpose follows the review of providers by the Digital Agency (利用審査).

mod consent;
mod purpose;
mod registry;
mod resource;
mod scopes;
mod theme;
mod view;
mod years;

pub use consent::{Ended, LONGEST_DAYS, Standing, Term, Terms};
pub use purpose::Purpose;
pub use registry::{Partner, Wrong};
pub use resource::{Resource, what_travels};
pub use scopes::Scopes;
pub use theme::{LEAST_CONTRAST, Theme};
pub use view::View;
pub use years::Years;
