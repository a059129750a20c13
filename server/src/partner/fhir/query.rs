//! What a search asks for: whose, of which days, about what, how many at once, and after which one. What is not understood is
//! refused: left away, it would make the answer wider than what was asked.

use app::domain::partner::Resource;
use app::files::fhir::rest::Served;
use chrono::{Datelike, Days, Months, NaiveDate};
use reqwest::Url;

/// Most resources of a page, and how many where nothing is said.
pub(super) const MOST: usize = 100;
const USUAL: usize = 50;

/// The beginning and the end of what a date says, both included, and how it compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    how: How,
    from: NaiveDate,
    to: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Eq,
    Ge,
    Gt,
    Le,
    Lt,
}

/// A code, and its system where one is named.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    system: Option<String>,
    code: String,
}

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    ids: Option<Vec<String>>,
    patients: Vec<String>,
    whens: Vec<When>,
    codes: Vec<Vec<Wanted>>,
    categories: Vec<Vec<Wanted>>,
    count: Option<usize>,
    after: Option<String>,
    /// The same as an address says it, without what says where a page begins.
    said: Vec<(String, String)>,
}

/// What cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotUnderstood {
    /// A parameter that is not there for this type.
    Unknown,
    /// A value.
    Value(&'static str),
}

/// What a parameter is, for a type.
fn parameter(resource: Resource, name: &str) -> Option<&'static str> {
    let days: &[&str] = match resource {
        Resource::Observation | Resource::DiagnosticReport | Resource::Composition | Resource::Encounter => &["date"],
        Resource::MedicationDispense => &["whenhandedover"],
        Resource::ExplanationOfBenefit => &["service-date"],
        _ => &[],
    };
    let of_patient = !matches!(
        resource,
        Resource::Patient | Resource::Organization | Resource::Practitioner | Resource::Bundle | Resource::Coverage
    );
    match name {
        "_id" | "_count" | "_after" | "_format" => Some(match name {
            "_id" => "_id",
            "_count" => "_count",
            "_after" => "_after",
            _ => "_format",
        }),
        "patient" if of_patient || resource == Resource::Coverage => Some("patient"),
        "beneficiary" if resource == Resource::Coverage => Some("patient"),
        "subject" if of_patient && resource != Resource::ExplanationOfBenefit => Some("patient"),
        "code"
            if matches!(
                resource,
                Resource::Observation | Resource::DiagnosticReport | Resource::MedicationDispense
            ) =>
        {
            Some("code")
        }
        "type" if resource == Resource::Composition => Some("code"),
        "category" if matches!(resource, Resource::Observation | Resource::Composition) => Some("category"),
        name if days.contains(&name) => Some("date"),
        _ => None,
    }
}

/// The parameters there are for a type, for the description of this server.
pub(super) fn parameters(resource: Resource) -> Vec<(&'static str, &'static str)> {
    const ALL: [(&str, &str); 10] = [
        ("_id", "token"),
        ("patient", "reference"),
        ("subject", "reference"),
        ("beneficiary", "reference"),
        ("date", "date"),
        ("whenhandedover", "date"),
        ("service-date", "date"),
        ("code", "token"),
        ("type", "token"),
        ("category", "token"),
    ];
    ALL.into_iter().filter(|(name, _)| parameter(resource, name).is_some()).collect()
}

impl Query {
    /// Reads the query of an address under this base.
    pub(super) fn read(resource: Resource, base: &str, query: &str) -> Result<Self, NotUnderstood> {
        let mut url = Url::parse("search:").map_err(|_| NotUnderstood::Unknown)?;
        url.set_query(Some(query));
        let mut read = Self::default();
        for (name, value) in url.query_pairs().filter(|(name, _)| !name.is_empty()) {
            match parameter(resource, &name).ok_or(NotUnderstood::Unknown)? {
                "_id" => read.ids = Some(value.split(',').map(str::to_owned).collect()),
                "patient" => read.patients.push(named(base, &value).to_owned()),
                "date" => read.whens.push(When::read(&value).ok_or(NotUnderstood::Value("date"))?),
                "code" => read.codes.push(wanted(&value)),
                "category" => read.categories.push(wanted(&value)),
                "_count" => {
                    let count = value.parse::<usize>().map_err(|_| NotUnderstood::Value("_count"))?;
                    read.count = Some(count.min(MOST));
                }
                "_format" => {
                    let json = matches!(
                        &*value,
                        "json" | "application/json" | "application/fhir+json" | "application/fhir json"
                    );
                    if !json {
                        return Err(NotUnderstood::Value("_format"));
                    }
                }
                _ => {
                    read.after = Some(value.into_owned());
                    continue;
                }
            }
            read.said.push((name.into_owned(), value.into_owned()));
        }
        Ok(read)
    }

    /// Whether it can be about somebody with this name.
    pub(super) fn is_about(&self, patient: &str) -> bool {
        self.patients.iter().all(|named| named == patient)
    }

    /// Years that need looking at.
    pub(super) fn may_hold_year(&self, year: i32) -> bool {
        self.whens.iter().all(|when| match when.how {
            How::Eq => (when.from.year()..=when.to.year()).contains(&year),
            How::Ge | How::Gt => year >= when.from.year(),
            How::Le | How::Lt => year <= when.to.year(),
        })
    }

    /// Whether a resource is what is asked for.
    pub(super) fn finds(&self, one: &Served) -> bool {
        let is = |wanted: &[Wanted], tokens: &[app::files::fhir::rest::Token]| {
            wanted.iter().any(|wanted| {
                let fits = |system: &str| wanted.system.as_deref().is_none_or(|wanted| wanted == system);
                tokens.iter().any(|token| token.code == wanted.code && fits(&token.system))
            })
        };
        self.ids.as_ref().is_none_or(|ids| ids.contains(&one.id))
            && self.whens.iter().all(|when| one.day.is_some_and(|day| when.holds(day)))
            && self.codes.iter().all(|wanted| is(wanted, &one.codes))
            && self.categories.iter().all(|wanted| is(wanted, &one.categories))
    }

    /// Where a page begins and ends among all that was found, which stands in its order; nothing where the one it is to begin
    /// after is not there any more.
    pub(super) fn page(&self, found: &[Served]) -> Option<(usize, usize)> {
        let from = match &self.after {
            None => 0,
            Some(after) => found.iter().position(|one| one.id == *after)? + 1,
        };
        Some((from, (from + self.count.unwrap_or(USUAL)).min(found.len())))
    }

    /// The address of this search, from the beginning or after a resource.
    pub(super) fn address(&self, base: &str, resource: Resource, after: Option<&str>) -> String {
        let Ok(mut url) = Url::parse(&format!("{base}/{}", resource.name())) else { return String::new() };
        if !self.said.is_empty() || after.is_some() {
            url.query_pairs_mut().extend_pairs(&self.said).extend_pairs(after.map(|after| ("_after", after)));
        }
        url.into()
    }

    /// The one that this page begins after.
    pub(super) fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }
}

/// Whom a reference names: `1`, `Patient/1`, or the latter under our own address. One that lies elsewhere stays whole, and
/// so is nobody's name here.
fn named<'v>(base: &str, value: &'v str) -> &'v str {
    let relative = value.strip_prefix(base).and_then(|rest| rest.strip_prefix('/')).unwrap_or(value);
    relative.strip_prefix("Patient/").unwrap_or(value)
}

fn wanted(value: &str) -> Vec<Wanted> {
    let one = |text: &str| match text.split_once('|') {
        Some((system, code)) => Wanted { system: Some(system.to_owned()), code: code.to_owned() },
        None => Wanted { system: None, code: text.to_owned() },
    };
    value.split(',').map(one).collect()
}

impl When {
    /// `2026-05-14`, `ge2025`, `lt2026-04`.
    fn read(value: &str) -> Option<Self> {
        let (how, rest) = match value.get(..2) {
            Some("eq") => (How::Eq, &value[2..]),
            Some("ge") => (How::Ge, &value[2..]),
            Some("gt") => (How::Gt, &value[2..]),
            Some("le") => (How::Le, &value[2..]),
            Some("lt") => (How::Lt, &value[2..]),
            _ => (How::Eq, value),
        };
        let digits = |text: &str, len: usize| {
            (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
        };
        let parts: Vec<&str> = rest.split('-').collect();
        let year = i32::try_from(digits(parts.first()?, 4)?).ok()?;
        let (from, to) = match parts[1..] {
            [] => (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?),
            [month] => {
                let first = NaiveDate::from_ymd_opt(year, digits(month, 2)?, 1)?;
                (first, first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?)
            }
            [month, day] => {
                let day = NaiveDate::from_ymd_opt(year, digits(month, 2)?, digits(day, 2)?)?;
                (day, day)
            }
            _ => return None,
        };
        Some(Self { how, from, to })
    }

    fn holds(self, day: NaiveDate) -> bool {
        match self.how {
            How::Eq => (self.from..=self.to).contains(&day),
            How::Ge => day >= self.from,
            How::Gt => day > self.to,
            How::Le => day <= self.to,
            How::Lt => day < self.from,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://p.example/fhir";

    #[test]
    fn a_date_holds_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for (value, on, holds) in [
            ("2026", "2026-12-31", true),
            ("2026", "2027-01-01", false),
            ("2026-02", "2026-02-28", true),
            ("2026-02", "2026-03-01", false),
            ("ge2026-02", "2026-02-01", true),
            ("gt2026-02", "2026-02-28", false),
            ("le2026-02", "2026-02-28", true),
            ("lt2026-02", "2026-02-01", false),
            ("lt2026-02-02", "2026-02-01", true),
            ("eq2026-02-02", "2026-02-02", true),
        ] {
            assert_eq!(When::read(value).map(|when| when.holds(day(on))), Some(holds), "{value} {on}");
        }
        for value in ["", "26", "2026-13", "2026-02-30", "ne2026", "2026-2", "2026-02-02T10:00", "あ", "ge"] {
            assert_eq!(When::read(value), None, "{value}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (resource, query, wrong) in [
            (Resource::Observation, "patient=Patient/1&date=ge2025&code=a|b,c&category=laboratory&_count=5", None),
            (Resource::Observation, "status=final", Some(NotUnderstood::Unknown)),
            (Resource::Observation, "date:missing=true", Some(NotUnderstood::Unknown)),
            (Resource::Observation, "date=x", Some(NotUnderstood::Value("date"))),
            (Resource::Observation, "_count=-1", Some(NotUnderstood::Value("_count"))),
            (Resource::Observation, "_format=xml", Some(NotUnderstood::Value("_format"))),
            (Resource::Coverage, "beneficiary=1", None),
            (Resource::Coverage, "date=2026", Some(NotUnderstood::Unknown)),
            (Resource::MedicationDispense, "whenhandedover=2026-11", None),
            (Resource::Patient, "", None),
        ] {
            assert_eq!(Query::read(resource, BASE, query).err(), wrong, "{query}");
        }
        let query = Query::read(Resource::Observation, BASE, "patient=1&_count=500&_after=x").expect("a query");
        assert_eq!((query.count, query.after.as_deref()), (Some(MOST), Some("x")));
        assert!(query.is_about("1") && !query.is_about("2"));
        let next = query.address(BASE, Resource::Observation, Some("y"));
        assert_eq!(next, "https://p.example/fhir/Observation?patient=1&_count=500&_after=y");
    }

    #[test]
    fn a_reference_names_its_patient_wherever_it_is_ours() {
        for (reference, is) in [
            ("1", true),
            ("Patient/1", true),
            ("https://p.example/fhir/Patient/1", true),
            ("https://other.example/fhir/Patient/1", false),
            ("https://p.example/fhirPatient/1", false),
            ("https://p.example/fhir/1", false),
            ("https://p.example/fhir/Practitioner/1", false),
            ("Practitioner/1", false),
        ] {
            let query = Query::read(Resource::Observation, BASE, &format!("patient={reference}")).expect("a query");
            assert_eq!(query.is_about("1"), is, "{reference}");
        }
    }

    #[test]
    fn only_years_that_can_hold_something_are_looked_at() {
        let query = Query::read(Resource::Observation, BASE, "date=ge2024&date=lt2026-04").expect("a query");
        let years: Vec<i32> = (2020..2030).filter(|year| query.may_hold_year(*year)).collect();
        assert_eq!(years, [2024, 2025, 2026]);
    }
}
