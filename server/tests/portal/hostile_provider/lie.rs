//! How a provider departs from the truth: functions over what an honest one would have said.

use axum::http::StatusCode;
use serde_json::Value;

/// Who signs the ID token, and how.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Signature {
    /// The published key, ES256.
    Right,
    /// A key that nobody has published, under the published key's id.
    OtherKey,
    /// Nobody.
    Nobody,
    /// A MAC with the published public key as its secret.
    PublicKeyAsSecret,
    /// A published RSA key: sound, but not the algorithm agreed on.
    Rsa,
    /// The right one, with its last byte changed.
    Damaged,
}

/// How an endpoint answers, beside what it says.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) status: StatusCode,
    pub(crate) media_type: &'static str,
    /// Says the right thing, but elsewhere: the answer only points there.
    pub(crate) redirects: bool,
    /// Bytes of blanks behind the JSON.
    pub(crate) padding: usize,
    /// Silence before the answer, milliseconds.
    pub(crate) silence: u64,
}

impl Manner {
    const HONEST: Self =
        Self { status: StatusCode::OK, media_type: "application/json", redirects: false, padding: 0, silence: 0 };
}

type Change = fn(&mut Value);

/// All the ways at once; an honest provider changes nothing.
#[derive(Clone, Copy)]
pub(crate) struct Lie {
    pub(crate) signature: Signature,
    /// The ID token's header.
    pub(crate) header: Change,
    /// The ID token's claims.
    pub(crate) claims: Change,
    /// The ID token as it is sent.
    pub(crate) cut: fn(String) -> String,
    /// The token endpoint's answer.
    pub(crate) tokens: Change,
    pub(crate) token_manner: Manner,
    /// The query of the browser's way back.
    pub(crate) back: Change,
    /// The answer about the person.
    pub(crate) userinfo: Change,
    pub(crate) userinfo_manner: Manner,
    /// The description of itself.
    pub(crate) description: Change,
    pub(crate) description_manner: Manner,
    /// The published keys.
    pub(crate) keys: Change,
    pub(crate) keys_manner: Manner,
    /// The answer to a pushed request.
    pub(crate) pushed: Change,
    pub(crate) pushed_manner: Manner,
}

impl Lie {
    /// None at all.
    pub(crate) const NONE: Self = Self {
        signature: Signature::Right,
        header: |_| {},
        claims: |_| {},
        cut: |token| token,
        tokens: |_| {},
        token_manner: Manner::HONEST,
        back: |_| {},
        userinfo: |_| {},
        userinfo_manner: Manner::HONEST,
        description: |_| {},
        description_manner: Manner::HONEST,
        keys: |_| {},
        keys_manner: Manner::HONEST,
        pushed: |_| {},
        pushed_manner: Manner { status: StatusCode::CREATED, ..Manner::HONEST },
    };
}
