//! A name for each request, so that one log line, one hub call and one support code can be matched.

/// Random name of one request. Says nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);
