//! PHR providers: their registry, a person's consents, the tokens that providers get by them, and the records they read.
//!
//! A consent's hub token lies sealed by a secret, and the secret lies sealed by each token the provider holds: the portal by
//! itself can open neither, so that nothing is read but in answer to that provider.

mod api;
mod bearer;
mod client;
pub mod command;
mod cors;
pub mod door;
pub(crate) mod embed;
mod fhir;
mod grant;
mod registry;
mod request;
mod smart;
mod standing;
mod token;

pub use api::faults;
pub use bearer::ProvidedTo;
pub use cors::share;
pub(crate) use fhir::not_recorded;
pub use fhir::{anywhere, metadata, openapi, read, search};
pub use grant::{Changed, Less, NotGiven, change, give, stop};
pub use registry::{Entry, entries, entry};
pub use request::{AuthRequest, Problem, Question};
pub use smart::configuration;
pub use token::exchange;

use crate::state::Portal;
use crate::store::RowId;

/// Address under which resources lie, of a portal on this origin.
#[must_use]
pub fn fhir_base(origin: &str) -> String {
    format!("{origin}/fhir")
}

/// What one provider is told in the place of a name: the same each time, another one for another provider, and it leads back
/// to nothing.
fn told_name(portal: &Portal, person: RowId, partner: &str, name: &str) -> String {
    told_names(portal, person, partner)(name)
}

/// The same for many names.
fn told_names(portal: &Portal, person: RowId, partner: &str) -> impl Fn(&str) -> String + Send + Sync + use<> {
    let (tokens, partner) = (portal.vault.tokens(person), partner.to_owned());
    move |name| tokens(&format!("provider\0{partner}\0{name}"))
}
