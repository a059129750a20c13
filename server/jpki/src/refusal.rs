//! Every reason for which an answer, a certificate or a word about revocation is refused.
//!
//! The names are for logs and tests; people are told what to do next, not which check failed.

use thiserror::Error;

use crate::revocation::Reason;

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The signed text is none of ours.
    #[error("the signed text is not a challenge")]
    ChallengeMalformed,
    /// Its nonce was never given out, or so long ago that it is forgotten.
    #[error("the nonce was not given out")]
    ChallengeUnknown,
    /// Its nonce has been answered before, rightly or wrongly.
    #[error("the nonce was used before")]
    ChallengeUsed,
    /// It is older than it may become.
    #[error("the challenge has expired")]
    ChallengeExpired,
    /// It was given to another browser.
    #[error("the challenge belongs to another session")]
    ChallengeOfAnotherSession,
    /// It was for something else.
    #[error("the challenge was for another purpose")]
    ChallengePurpose,
    /// It was for another place.
    #[error("the challenge was for another origin")]
    ChallengeOrigin,
    /// The text differs from the one given out in some other way.
    #[error("the challenge was altered")]
    ChallengeAltered,

    /// More bytes than a certificate or signature has.
    #[error("too large")]
    TooLarge,
    /// It ends in the middle.
    #[error("truncated")]
    Truncated,
    /// Something follows where nothing may.
    #[error("trailing data")]
    TrailingData,
    /// Not DER: BER, a longer form than needed, another type than expected.
    #[error("not DER")]
    NotDer,
    /// Not an X.509 version 3 certificate.
    #[error("not version 3")]
    Version,
    /// A serial number below zero.
    #[error("the serial number is negative")]
    SerialNegative,
    /// A serial number of zero.
    #[error("the serial number is zero")]
    SerialZero,
    /// A serial number of more than 20 bytes.
    #[error("the serial number is longer than 20 bytes")]
    SerialTooLong,
    /// Validity ends before it begins, or a time in a form that is not allowed.
    #[error("the validity cannot be")]
    ValidityMalformed,
    /// Unique identifiers, which nobody uses.
    #[error("has unique identifiers")]
    UniqueIdentifier,

    /// Signed with SHA-1.
    #[error("signed with SHA-1")]
    Sha1,
    /// An algorithm that is not on the list.
    #[error("signature algorithm not allowed")]
    SignatureAlgorithm,
    /// The certificate names two different algorithms.
    #[error("two signature algorithms")]
    SignatureAlgorithmDiffers,
    /// A kind of key that is not on the list.
    #[error("key algorithm not allowed")]
    KeyAlgorithm,
    /// An RSA key of other than 2,048 bits.
    #[error("RSA key of another size")]
    RsaKeySize,
    /// An RSA exponent other than 65,537.
    #[error("RSA exponent not allowed")]
    RsaExponent,
    /// The answer claims a scheme that its key cannot have.
    #[error("the scheme does not fit the key")]
    SchemeDiffers,
    /// The signature over the challenge is not by the certificate's key.
    #[error("the challenge is not signed by this certificate's key")]
    SignatureInvalid,

    /// The same extension twice.
    #[error("an extension stands twice")]
    DuplicateExtension,
    /// A critical extension that this crate does not know.
    #[error("an unknown critical extension")]
    UnknownCriticalExtension,
    /// No key usage.
    #[error("no key usage")]
    KeyUsageMissing,
    /// Key usage that does not bind.
    #[error("key usage is not critical")]
    KeyUsageNotCritical,
    /// The key is not for authentication.
    #[error("key usage lacks digitalSignature")]
    KeyUsageLacksDigitalSignature,
    /// The key is for more than authentication.
    #[error("key usage allows too much")]
    KeyUsageExcess,
    /// A leaf that says it is an authority.
    #[error("a leaf with CA:TRUE")]
    CaCertificate,
    /// The certificate is for signing documents (署名用電子証明書).
    #[error("a certificate for signing documents")]
    SigningCertificate,
    /// No policy that is for signing in.
    #[error("no policy for signing in")]
    Policy,
    /// No authority key identifier, or another than the issuer's.
    #[error("the authority key identifier is not the issuer's")]
    AuthorityKeyMismatch,
    /// A subject key identifier that is not made from the key.
    #[error("the subject key identifier is not the key's")]
    SubjectKeyMismatch,

    /// Signed by its own key.
    #[error("self-signed")]
    SelfSigned,
    /// Names a hierarchy for tests that is not trusted here.
    #[error("a certificate of a test hierarchy")]
    TestHierarchy,
    /// Names an issuer that is not trusted here.
    #[error("unknown issuer")]
    IssuerUnknown,
    /// Names a trusted issuer and is signed by none of its keys.
    #[error("no generation of its issuer signed it")]
    IssuerSignature,
    /// Signed by a trusted key under another name.
    #[error("signed by a key of another name")]
    IssuerName,
    /// Signed by the authority for signing documents.
    #[error("issued by the authority for signing documents")]
    SigningAuthority,
    /// The issuer's own certificate has expired.
    #[error("the issuer's certificate has expired")]
    IssuerExpired,
    /// The issuer's own certificate is not valid yet.
    #[error("the issuer's certificate is not valid yet")]
    IssuerNotYetValid,
    /// Expired.
    #[error("expired")]
    Expired,
    /// Not valid yet.
    #[error("not valid yet")]
    NotYetValid,

    /// Revoked, for this reason.
    #[error("revoked: {0}")]
    Revoked(Reason),
    /// Nobody could say whether it is revoked.
    #[error("revocation cannot be checked")]
    RevocationUnavailable,
    /// The responder does not know this certificate.
    #[error("its status is unknown")]
    StatusUnknown,
    /// The list or answer cannot be read.
    #[error("the word about revocation cannot be read")]
    EvidenceMalformed,
    /// The list or answer is signed by another key than the issuer's.
    #[error("the word about revocation is not signed by the issuer")]
    EvidenceSignature,
    /// The list or answer is past its next update.
    #[error("the word about revocation is stale")]
    EvidenceStale,
    /// The list or answer is from the future.
    #[error("the word about revocation is from the future")]
    EvidenceFromTheFuture,
    /// The list is older than the one held.
    #[error("the list is older than the one held")]
    ListOlderThanHeld,
    /// The list has no number, or is none that stands alone.
    #[error("the list is not a full numbered one")]
    ListIncomplete,
    /// The answer is about another certificate.
    #[error("the answer is about another certificate")]
    AnswerForAnother,
    /// The answer is to another question.
    #[error("the answer is to another question")]
    AnswerNonce,
}
