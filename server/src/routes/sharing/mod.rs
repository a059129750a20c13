//! PHR providers: the question and its answer, and what a person does with a consent of theirs.

pub mod authorize;
pub mod settle;
