//! What the provider says about a person, in the shape of デジタル認証アプリ: name, kana, day of birth, sex.

use app::domain::person::{Person, Sex};
use chrono::NaiveDate;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken, IdTokenFields,
    IdTokenVerifier, Nonce, StandardErrorResponse, StandardTokenResponse,
};
use serde::{Deserialize, Serialize};

/// Claims beyond the standard ones.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Extra {
    /// Name in kana; absent where the card has none.
    #[serde(default)]
    pub name_kana: Option<String>,
}

impl AdditionalClaims for Extra {}

/// The ID token with our claims.
pub type Token = IdToken<Extra, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
/// The token endpoint's answer.
pub type TokenAnswer = StandardTokenResponse<
    IdTokenFields<
        Extra,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;
/// The client with our claims and the endpoints that discovery finds.
pub type Client = openidconnect::Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    TokenAnswer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A verified identity.
pub struct Identity {
    /// The provider's name for the person.
    pub subject: String,
    /// Who it is.
    pub person: Person,
}

/// Verifies the token (signature, issuer, audience, times, nonce) and reads the person from it.
///
/// # Errors
/// A reason for the log, without anything the token said.
pub fn person(
    token: &Token,
    verifier: &IdTokenVerifier<'_, CoreJsonWebKey>,
    nonce: &Nonce,
) -> Result<Identity, String> {
    let claims = token.claims(verifier, nonce).map_err(|error| format!("the ID token is not valid: {error}"))?;
    let name = claims.name().and_then(|name| name.get(None)).ok_or("the ID token names nobody")?;
    let birth = claims.birthdate().and_then(|birth| birth_day(birth)).ok_or("the ID token has no day of birth")?;
    Ok(Identity {
        subject: claims.subject().to_string(),
        person: Person {
            name: name.to_string(),
            kana: claims.additional_claims().name_kana.clone().unwrap_or_default(),
            birth,
            sex: claims.gender().map_or(Sex::Unspecified, |sex| Sex::from_code(sex.as_str())),
        },
    })
}

/// `YYYYMMDD` as デジタル認証アプリ writes it, or `YYYY-MM-DD` as the standard does.
fn birth_day(text: &str) -> Option<NaiveDate> {
    ["%Y%m%d", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|_| text.len() == 8 || text.len() == 10)
}

#[cfg(test)]
mod tests {
    use super::birth_day;

    #[test]
    fn reads_both_forms_of_a_day() {
        for (text, expected) in [
            ("19890331", Some("1989-03-31")),
            ("1989-03-31", Some("1989-03-31")),
            ("1989", None),
            ("19890231", None),
            ("", None),
        ] {
            assert_eq!(birth_day(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }
}
