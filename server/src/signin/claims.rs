//! What the provider says about a person, in the shape of デジタル認証アプリ: name, kana, day of birth, sex.

use app::domain::person::{Person, Sex};
use chrono::NaiveDate;
use openidconnect::core::{CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm};
use openidconnect::{AdditionalClaims, IdToken, IdTokenClaims, UserInfoClaims};
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;

/// Claims beyond the standard ones.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Extra {
    /// Name in kana; absent where the card has none.
    #[serde(default)]
    pub name_kana: Option<String>,
    /// Before this moment, in Unix seconds, the token is not valid.
    #[serde(default)]
    pub nbf: Option<i64>,
    /// The provider's own session, by which it can end ours.
    #[serde(default)]
    pub sid: Option<String>,
    /// The certificate on the card: opaque, the same for its whole life.
    #[serde(default)]
    pub certificate_id: Option<String>,
    /// Last moment the certificate is good, Unix seconds.
    #[serde(default)]
    pub certificate_expires: Option<i64>,
}

impl AdditionalClaims for Extra {}

/// The ID token with our claims.
pub type Token = IdToken<Extra, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
/// What the ID token says.
pub type Claims = IdTokenClaims<Extra, CoreGenderClaim>;
/// The provider's answer about the person.
pub type UserInfo = UserInfoClaims<Extra, CoreGenderClaim>;

/// What is said about a person; providers say it in the ID token, in the answer about the person, or in both.
#[derive(Clone, Debug, Default)]
pub struct Told {
    name: Option<String>,
    kana: Option<String>,
    birth: Option<String>,
    sex: Option<String>,
}

/// The two kinds of claims have the same readers, but no trait in common.
macro_rules! told {
    ($claims:expr) => {
        Told {
            name: $claims.name().and_then(|name| name.get(None)).map(|name| name.to_string()),
            kana: $claims.additional_claims().name_kana.clone(),
            birth: $claims.birthdate().map(|birth| birth.to_string()),
            sex: $claims.gender().map(|sex| sex.to_string()),
        }
    };
}

impl From<&Claims> for Told {
    fn from(claims: &Claims) -> Self {
        told!(claims)
    }
}

impl From<&UserInfo> for Told {
    fn from(claims: &UserInfo) -> Self {
        told!(claims)
    }
}

impl Told {
    /// Whether there is enough to say who somebody is.
    #[must_use]
    pub fn names_somebody(&self) -> bool {
        self.name.is_some() && self.birth.is_some()
    }

    /// The person.
    ///
    /// # Errors
    /// Without a name, or without a day of birth that exists, nobody is named.
    pub fn person(self) -> Result<Person, Refusal> {
        let birth = self.birth.as_deref().and_then(birth_day).ok_or(Refusal::PersonNotNamed)?;
        Ok(Person {
            name: self.name.ok_or(Refusal::PersonNotNamed)?,
            kana: self.kana.unwrap_or_default(),
            birth,
            sex: self.sex.as_deref().map_or(Sex::Unspecified, Sex::from_code),
        })
    }
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
