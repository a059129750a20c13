//! What the address asks for: year, words, institution, kind of preparation. No name of a drug or place stands in it but what
//! somebody typed to look for.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::{RequestUrl, Url};

use crate::domain::medication::DrugForm;
use crate::drug_years::YEARS_KEPT;
use crate::ui::lent::of_lent;

/// The earliest year that can be asked for: nothing of this kind was ever recorded before.
const FIRST_YEAR: i32 = 1960;

/// What the address asks for.
pub(super) struct Asked {
    /// The year to show.
    pub(super) year: i32,
    pub(super) this_year: i32,
    /// Whether the address names it.
    pub(super) chosen_year: bool,
    /// The year of the address cannot be shown.
    pub(super) unknown: bool,
    /// What is looked for.
    pub(super) typed: Option<String>,
    /// Token of an institution.
    pub(super) place: Option<String>,
    /// Kind of preparation.
    pub(super) form: Option<DrugForm>,
    /// Every month open.
    pub(super) all: bool,
}

impl Asked {
    /// From the address.
    pub(super) fn read(this_year: i32) -> Self {
        let get = |name: &str| use_query_map().with_untracked(|query| query.get(name));
        let told = |name: &str| get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let wanted =
            told("year").map(|text| text.parse::<i32>().ok().filter(|year| (FIRST_YEAR..=this_year).contains(year)));
        let token = |text: &String| text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Self {
            year: wanted.flatten().unwrap_or(this_year),
            this_year,
            chosen_year: wanted.is_some(),
            unknown: wanted == Some(None),
            typed: typed(),
            place: told("place").filter(token),
            form: told("form").and_then(|slug| DrugForm::from_slug(&slug)),
            all: get("open").as_deref() == Some("all"),
        }
    }

    /// Inside a provider's page the newest year of the consent is open, where the address names none.
    pub(super) fn of_consent(mut self) -> Self {
        let mut held: Vec<i32> = self.always().rev().collect();
        if !self.chosen_year
            && let Some(newest) = of_lent(&mut held)
        {
            self.year = newest;
        }
        self
    }

    /// Years that are offered whether or not the hub says that there is something.
    pub(super) fn always(&self) -> impl DoubleEndedIterator<Item = i32> + use<> {
        self.this_year - YEARS_KEPT..=self.this_year
    }

    /// Whether less than the whole year is wanted.
    pub(super) fn filters(&self) -> bool {
        self.place.is_some() || self.form.is_some()
    }

    /// The address of a year with what is looked for going along.
    pub(super) fn year_address(&self, year: i32) -> String {
        let typed = self.typed.as_deref().map(|typed| format!("&q={}", Url::escape(typed))).unwrap_or_default();
        format!("/medications?year={year}{typed}")
    }

    /// The address of this page with every month open, or with the older ones folded.
    pub(super) fn open_address(&self, all: bool) -> String {
        let place = self.place.as_deref().map(|place| format!("&place={place}")).unwrap_or_default();
        let form = self.form.map(|form| format!("&form={}", form.slug())).unwrap_or_default();
        let open = if all { "&open=all" } else { "" };
        format!("/medications?year={}{place}{form}{open}", self.year)
    }
}

/// What somebody typed to look for. The map of the query is decoded twice: `%0d` typed by hand would become a line end.
fn typed() -> Option<String> {
    let address = use_context::<RequestUrl>()?;
    typed_in(address.as_ref())
}

fn typed_in(address: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let value = query.split('&').filter_map(|pair| pair.strip_prefix("q=")).next_back()?;
    let text = Url::unescape(&value.replace('+', " "));
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::typed_in;

    #[test]
    fn what_was_typed_is_decoded_once() {
        for (address, typed) in [
            ("/medications?q=%250d&year=2025", Some("%0d")),
            ("/medications?year=2025&q=%253Cb%253E", Some("%3Cb%3E")),
            ("/medications?q=%E3%83%AC%E3%83%90+%E9%8C%A0", Some("レバ 錠")),
            ("/medications?q=a%2Bb", Some("a+b")),
            ("/medications?q=%FF", Some("\u{FFFD}")),
            ("/medications?q=+", None),
            ("/medications?year=2025", None),
            ("/medications", None),
        ] {
            assert_eq!(typed_in(address).as_deref(), typed, "{address}");
        }
    }
}
