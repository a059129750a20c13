//! Why an answer of the provider is not believed: one name for each reason, for the log. People are told one and the same.
//!
//! After OpenID Connect Core 1.0 (3.1.3.7), RFC 9207 and RFC 8725; no text here comes from the answer itself.

use openidconnect::{ClaimsVerificationError, SignatureVerificationError};
use thiserror::Error;

/// The reason.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// The way back names no issuer, though the provider says that it does (RFC 9207).
    #[error("response-issuer-missing")]
    ResponseIssuerMissing,
    /// The way back names another issuer: two providers are being mixed up.
    #[error("response-issuer-other")]
    ResponseIssuerOther,
    /// The way back brings neither a code nor an error.
    #[error("response-code-missing")]
    ResponseCodeMissing,
    /// An answer wants us to ask elsewhere. Nothing is followed.
    #[error("answer-redirects")]
    AnswerRedirects,
    /// An answer is larger than any honest one.
    #[error("answer-too-long")]
    AnswerTooLong,
    /// An answer is not of the type JSON.
    #[error("answer-media-type")]
    AnswerMediaType,
    /// An answer is no HTTP, or not the JSON that belongs there.
    #[error("answer-not-readable")]
    AnswerNotReadable,
    /// The description is of another issuer than the one configured.
    #[error("description-issuer-other")]
    DescriptionIssuerOther,
    /// The description names an address outside the issuer's own origin.
    #[error("description-endpoint-elsewhere")]
    EndpointElsewhere,
    /// The description lacks an address that is needed.
    #[error("description-endpoint-missing")]
    EndpointMissing,
    /// The pushed request was taken, but under no name that could be used.
    #[error("pushed-request-name")]
    PushedRequestName,
    /// The access token is of another type than `Bearer`.
    #[error("token-type")]
    TokenType,
    /// There is no access token, or one that fits into no header.
    #[error("access-token")]
    AccessToken,
    /// There is no ID token.
    #[error("id-token-missing")]
    IdTokenMissing,
    /// The ID token is not three parts of base64url JSON with the claims that must be there.
    #[error("id-token-not-readable")]
    IdTokenNotReadable,
    /// The ID token's header brings a key along, or the address of one.
    #[error("id-token-header-{0}")]
    HeaderMember(&'static str),
    /// The ID token says that it is something else, or nested, or encrypted.
    #[error("id-token-type")]
    IdTokenType,
    /// The ID token is not signed by the one algorithm that is agreed on (ES256).
    #[error("id-token-algorithm")]
    Algorithm,
    /// The provider publishes no such key.
    #[error("id-token-key-unknown")]
    KeyUnknown,
    /// The signature is not of the published key.
    #[error("id-token-signature")]
    Signature,
    /// The ID token is of another issuer.
    #[error("id-token-issuer")]
    Issuer,
    /// The ID token is for somebody else, or for others besides.
    #[error("id-token-audience")]
    Audience,
    /// The ID token was made for another party's use.
    #[error("id-token-authorized-party")]
    AuthorizedParty,
    /// The ID token is over.
    #[error("id-token-expired")]
    Expired,
    /// The ID token is not valid yet.
    #[error("id-token-not-yet-valid")]
    NotYetValid,
    /// The ID token comes from the future.
    #[error("id-token-issued-in-future")]
    IssuedInFuture,
    /// The ID token was not made for the code that was just redeemed, but long before.
    #[error("id-token-issued-long-ago")]
    IssuedLongAgo,
    /// The ID token answers no sign-in.
    #[error("id-token-nonce-missing")]
    NonceMissing,
    /// The ID token answers another sign-in.
    #[error("id-token-nonce-other")]
    NonceOther,
    /// The ID token does not belong to the access token beside it.
    #[error("id-token-access-token-hash")]
    AccessTokenHash,
    /// The ID token has no subject.
    #[error("id-token-subject-missing")]
    SubjectMissing,
    /// The subject is empty or cannot be one (1 to 255 characters of ASCII).
    #[error("id-token-subject-shape")]
    SubjectShape,
    /// The time of authentication is absent where it was asked for, too long ago, or in the future.
    #[error("id-token-auth-time")]
    AuthTime,
    /// Something else about the ID token.
    #[error("id-token-other")]
    Other,
    /// Neither the ID token nor the answer about the person says who it is.
    #[error("person-not-named")]
    PersonNotNamed,
    /// The answer about the person is about somebody else.
    #[error("userinfo-subject")]
    UserInfoSubject,
}

impl Refusal {
    /// Whether the provider may have changed its keys since it was last asked.
    #[must_use]
    pub fn may_be_old_keys(self) -> bool {
        matches!(self, Self::KeyUnknown | Self::Signature)
    }
}

impl From<ClaimsVerificationError> for Refusal {
    fn from(error: ClaimsVerificationError) -> Self {
        match error {
            ClaimsVerificationError::Expired(_) => Self::Expired,
            ClaimsVerificationError::InvalidAudience(_) => Self::Audience,
            ClaimsVerificationError::InvalidAuthTime(_) => Self::AuthTime,
            ClaimsVerificationError::InvalidIssuer(_) => Self::Issuer,
            ClaimsVerificationError::InvalidNonce(_) => Self::NonceOther,
            ClaimsVerificationError::InvalidSubject(_) => Self::UserInfoSubject,
            ClaimsVerificationError::Unsupported(_) => Self::IdTokenType,
            ClaimsVerificationError::SignatureVerification(error) => error.into(),
            _ => Self::Other,
        }
    }
}

impl From<SignatureVerificationError> for Refusal {
    fn from(error: SignatureVerificationError) -> Self {
        match error {
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::AmbiguousKeyId(_) => {
                Self::KeyUnknown
            }
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::UnsupportedAlg(_)
            | SignatureVerificationError::NoSignature => Self::Algorithm,
            _ => Self::Signature,
        }
    }
}
