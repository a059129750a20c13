//! The whole judgement from outside: cards of a small world, right and wrong, before the verifier.

mod certificates;
mod challenges;
mod flips;
mod raw;
mod revocation;
mod world;
