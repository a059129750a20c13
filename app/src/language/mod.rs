//! The languages a page can be read in: Japanese, in which all pages are written, やさしい日本語, and English.
//!
//! Pages know nothing of it. A finished page is put into another language as it leaves (`page`), run of text by run of
//! text, by tables (`words/`) whose left column is what the pages say. What no table knows stays as it is, and is marked
//! as Japanese: names, and what records say in words of their own.

mod page;
mod pattern;
mod table;
mod values;
mod words;

#[cfg(feature = "ssr")]
pub(crate) use page::end_of;
pub use page::{localised, localised_text};

/// One of the languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 日本語: as the pages are written.
    #[default]
    Japanese,
    /// やさしい日本語: short sentences, everyday words.
    Easy,
    /// English.
    English,
}

impl Language {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Japanese, Self::Easy, Self::English];

    /// Its code: in addresses (`/en/checkups`) and in the browser's cookie.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::Easy => "easy",
            Self::English => "en",
        }
    }

    /// From an address or a cookie; nothing for any other text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What it calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Japanese => "日本語",
            Self::Easy => "やさしい日本語",
            Self::English => "English",
        }
    }

    /// What a document in it says of itself (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Japanese | Self::Easy => "ja",
            Self::English => "en",
        }
    }

    /// The language that an address asks for by its first part, and the address of the page without it.
    #[must_use]
    pub fn split(path: &str) -> (Option<Self>, &str) {
        let Some(rest) = path.strip_prefix('/') else { return (None, path) };
        let (first, page) = rest.find('/').map_or((rest, "/"), |end| (&rest[..end], &rest[end..]));
        match Self::from_code(first) {
            Some(language) => (Some(language), page),
            None => (None, path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn an_address_may_begin_with_a_language() {
        for (path, language, page) in [
            ("/en/checkups", Some(Language::English), "/checkups"),
            ("/easy/checkups/items/sbp", Some(Language::Easy), "/checkups/items/sbp"),
            ("/ja/", Some(Language::Japanese), "/"),
            ("/en", Some(Language::English), "/"),
            ("/checkups", None, "/checkups"),
            ("/", None, "/"),
            ("/english/checkups", None, "/english/checkups"),
            ("/EN/checkups", None, "/EN/checkups"),
            ("//en/checkups", None, "//en/checkups"),
            ("/en//checkups", Some(Language::English), "//checkups"),
            ("", None, ""),
        ] {
            assert_eq!(Language::split(path), (language, page), "{path}");
        }
    }

    #[test]
    fn codes_lead_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("fr"), None);
    }
}
