//! The portal's cookies: their names, their attributes, and reading them from a request.
//!
//! Over https the names carry the `__Host-Http-` prefix, which browsers accept only from a secure answer of this very
//! host, never from a script. The demo on plain http has to do without.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};

/// How cookies are written, by how browsers reach the portal.
#[derive(Clone, Copy, Debug)]
pub struct CookieRules {
    https: bool,
}

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jar {
    /// The session: dies with the browser.
    Session,
    /// A sign-in under way: ten minutes. The provider sends the browser back from its own site, so this one is `Lax`.
    SignIn,
    /// A sign-in just finished, and where it leads: one minute. `Lax` too, for a browser that asks for the way on again.
    Arrival,
    /// The result of a form: one minute, shown once.
    Flash,
    /// A form to be sent again: twelve hours.
    Draft,
    /// A feed address just made, to be shown once: one minute.
    Feed,
    /// The language this browser wants pages in: a year. Nothing personal, and asked for from anywhere.
    Language,
    /// The size of text this browser wants: a year. Nothing personal, and asked for from anywhere.
    TextSize,
}

impl Jar {
    fn bare_name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::SignIn => "signin",
            Self::Arrival => "arrival",
            Self::Flash => "flash",
            Self::Draft => "draft",
            Self::Feed => "feed",
            Self::Language => "language",
            Self::TextSize => "text",
        }
    }

    fn max_age(self) -> Option<u32> {
        match self {
            Self::Session => None,
            Self::SignIn => Some(600),
            Self::Arrival | Self::Flash | Self::Feed => Some(60),
            Self::Draft => Some(12 * 60 * 60),
            Self::Language | Self::TextSize => Some(365 * 24 * 60 * 60),
        }
    }

    fn same_site(self) -> &'static str {
        match self {
            Self::SignIn | Self::Arrival | Self::Language | Self::TextSize => "Lax",
            Self::Session | Self::Flash | Self::Draft | Self::Feed => "Strict",
        }
    }
}

impl CookieRules {
    /// For a portal that browsers reach by https or not.
    #[must_use]
    pub fn new(https: bool) -> Self {
        Self { https }
    }

    /// A `Set-Cookie` value. `value` must be of cookie characters; ours are base64url or closed codes.
    #[must_use]
    pub fn set(self, jar: Jar, value: &str) -> HeaderValue {
        let age = jar.max_age().map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        self.header(jar, value, &age)
    }

    /// A `Set-Cookie` value that outlives a sign-in, for what is to be read only after it.
    #[must_use]
    pub fn set_over_sign_in(self, jar: Jar, value: &str) -> HeaderValue {
        let age = Jar::SignIn.max_age().map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        self.header(jar, value, &age)
    }

    /// Whether an answer already says something about a cookie.
    #[must_use]
    pub fn is_set(self, jar: Jar, headers: &HeaderMap) -> bool {
        let start = format!("{}=", self.name(jar));
        headers.get_all(SET_COOKIE).iter().any(|header| header.as_bytes().starts_with(start.as_bytes()))
    }

    /// A `Set-Cookie` value that removes the cookie.
    #[must_use]
    pub fn clear(self, jar: Jar) -> HeaderValue {
        self.header(jar, "", "; Max-Age=0")
    }

    /// The cookie's value in a request. Where a name comes twice, nothing is believed.
    #[must_use]
    pub fn read(self, jar: Jar, headers: &HeaderMap) -> Option<&str> {
        let name = self.name(jar);
        let mut found = headers
            .get_all(COOKIE)
            .iter()
            // Cookies of others beside ours may hold anything.
            .flat_map(|header| header.as_bytes().split(|&byte| byte == b';'))
            .filter_map(|pair| std::str::from_utf8(pair).ok()?.trim().split_once('='))
            .filter(|(given, _)| *given == name)
            .map(|(_, value)| value);
        let value = found.next()?;
        found.next().is_none().then_some(value)
    }

    fn name(self, jar: Jar) -> String {
        if self.https { format!("__Host-Http-{}", jar.bare_name()) } else { jar.bare_name().to_owned() }
    }

    fn header(self, jar: Jar, value: &str, age: &str) -> HeaderValue {
        let secure = if self.https { "; Secure" } else { "" };
        let same_site = jar.same_site();
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite={same_site}{secure}{age}", self.name(jar));
        HeaderValue::try_from(text).expect("names, attributes and values are cookie characters")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_as_strict_as_the_scheme_allows() {
        for (https, jar, expected) in [
            (true, Jar::Session, "__Host-Http-session=v; Path=/; HttpOnly; SameSite=Strict; Secure"),
            (false, Jar::Session, "session=v; Path=/; HttpOnly; SameSite=Strict"),
            (false, Jar::SignIn, "signin=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"),
        ] {
            assert_eq!(CookieRules::new(https).set(jar, "v"), expected);
        }
        assert_eq!(
            CookieRules::new(false).clear(Jar::Session),
            "session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
        );
    }

    #[test]
    fn reads_one_cookie_and_believes_no_double() {
        let rules = CookieRules::new(false);
        for (header, expected) in [
            ("session=a", Some("a")),
            ("x=1; session=a; y=2", Some("a")),
            ("session=a; session=b", None),
            ("xsession=a", None),
            ("", None),
            ("session", None),
            ("foo=é; session=a; bar=é", Some("a")),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_bytes(header.as_bytes()).expect("bytes of a header"));
            assert_eq!(rules.read(Jar::Session, &headers), expected, "{header}");
        }
    }
}
