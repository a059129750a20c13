//! The services that answer the portal: who asks, what is sent, and as whose answer it is labelled.

pub(crate) mod access;
#[cfg(test)]
mod access_tests;
pub(crate) mod caller;
pub(crate) mod life;
pub(crate) mod oversight;
pub(crate) mod past;
pub(crate) mod records;
pub(crate) mod registry;
pub(crate) mod reply;
#[cfg(test)]
mod tests;
