//! Why certificates are revoked, and what is accepted as word about it. Without such word nobody is let in.

use thiserror::Error;

use crate::crl::Lists;

/// How far another clock may be ahead of ours, seconds.
pub(crate) const SKEW_SECONDS: i64 = 300;

/// Why a certificate was revoked. The meanings are those of the certification practice statement 4.9.9, second-hand.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Discarded before it was handed over.
    #[error("unspecified")]
    Unspecified,
    /// The key may be known to others.
    #[error("keyCompromise")]
    KeyCompromise,
    /// The authority's key may be known to others.
    #[error("cACompromise")]
    CaCompromise,
    /// What it says has changed.
    #[error("affiliationChanged")]
    AffiliationChanged,
    /// Renewed: there is a newer one.
    #[error("superseded")]
    Superseded,
    /// No longer needed.
    #[error("cessationOfOperation")]
    CessationOfOperation,
    /// Suspended, such as after a loss. Never released again.
    #[error("certificateHold")]
    CertificateHold,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unspecified,
        Self::KeyCompromise,
        Self::CaCompromise,
        Self::AffiliationChanged,
        Self::Superseded,
        Self::CessationOfOperation,
        Self::CertificateHold,
    ];

    /// By its number in RFC 5280; the others do not occur here.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Its number in RFC 5280.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Unspecified => 0,
            Self::KeyCompromise => 1,
            Self::CaCompromise => 2,
            Self::AffiliationChanged => 3,
            Self::Superseded => 4,
            Self::CessationOfOperation => 5,
            Self::CertificateHold => 6,
        }
    }
}

/// What is known about revocation at the moment of signing in.
#[derive(Clone, Copy, Debug)]
pub enum Evidence<'a> {
    /// The lists held.
    Lists(&'a Lists),
    /// A responder's answer, and the nonce it was asked with.
    Answer {
        /// The answer in DER.
        der: &'a [u8],
        /// The nonce.
        nonce: &'a [u8],
    },
    /// Nobody could be asked.
    Unreachable,
}
