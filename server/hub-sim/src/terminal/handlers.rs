//! What a terminal asks the hub. The card signs here too; with face recognition it does so without a PIN.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use super::{Denied, new_id};
use crate::card::component::Proof;
use crate::card::door::{Holder, enter};
use crate::citizen::named::{PROFILES, TURNED_AWAY};
use crate::citizen::seed::hash;
use crate::citizen::{Citizen, population};
use crate::gate::text;
use crate::hub::Hub;
use crate::oidc::random_text;
use crate::records::access::{Consent, ConsentKind, DAY, Ground, Look, Role, Subject};
use crate::records::place::Place;
use crate::records::registration::{blocked, time};
use crate::services::registry::Asked as Registering;

/// A card in the terminal's reader, and how its holder was recognised.
#[derive(Deserialize)]
pub(crate) struct Shown {
    card: String,
    #[serde(flatten)]
    by: By,
}

/// How somebody is recognised at a terminal.
#[derive(Deserialize)]
#[serde(tag = "by", rename_all = "lowercase")]
enum By {
    /// The face is compared with the picture in the card.
    Face,
    /// The four digits.
    Pin {
        /// They.
        pin: String,
    },
}

impl Shown {
    /// Whose card it is, where it is good.
    async fn holder(&self, hub: &Hub) -> Result<Holder, Box<Response>> {
        let proof = match &self.by {
            By::Face => Proof::Face,
            By::Pin { pin } => Proof::Pin(pin),
        };
        let holder = enter(hub, &self.card, proof, jpki::challenge::Purpose::SignIn, "terminal").await;
        holder.map_err(|shut| {
            let words = crate::card::verdict::words(shut);
            Box::new((StatusCode::FORBIDDEN, Json(json!({ "error": "card", "words": words.what }))).into_response())
        })
    }
}

/// A counter whose name a body may leave out.
const SOME_COUNTER: &str = "見本の医療機関";

/// Somebody who comes for treatment.
#[derive(Deserialize)]
pub(crate) struct Arrived {
    #[serde(flatten)]
    shown: Shown,
    institution: Option<String>,
}

/// POST /terminal/registrations: somebody who comes for treatment has the card registered at the counter (初回登録). The counter
/// is told of the eligibility, which is a look at it.
pub(crate) async fn register(State(hub): State<Arc<Hub>>, Json(arrived): Json<Arrived>) -> Response {
    let Arrived { shown, institution } = arrived;
    let institution = institution.unwrap_or_else(|| SOME_COUNTER.to_owned());
    if institution.trim().is_empty() {
        return nameless();
    }
    let holder = match shown.holder(&hub).await {
        Ok(holder) => holder,
        Err(refusal) => return *refusal,
    };
    let now = hub.clock.now();
    let at = hub.at(now);
    // Whoever is registered already, or cannot be, was not registered here, and nobody looked for that.
    let begun =
        hub.registry.begin(&holder.citizen, Registering { door: "clinic_terminal", ..Registering::default() }, at);
    if begun && !blocked(&holder.citizen) {
        hub.terminal.looked(
            &holder.citizen.id,
            Look {
                id: new_id(),
                at: now,
                place: place(&institution, Role::Reception),
                role: Role::Reception,
                subjects: vec![Subject::Eligibility],
                ground: Ground::Registration,
                consent: None,
            },
        );
    }
    (StatusCode::ACCEPTED, Json(hub.registry.told(&holder.citizen, at))).into_response()
}

/// Nothing is told about somebody under protection measures (不開示), at a counter as little as elsewhere.
fn withheld() -> Response {
    text(StatusCode::FORBIDDEN, "withheld: the insurer has to be asked").into_response()
}

/// Whoever looks is named in the record.
fn nameless() -> Response {
    text(StatusCode::BAD_REQUEST, "institution: a name is needed").into_response()
}

/// What somebody consents to.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(flatten)]
    shown: Shown,
    institution: String,
    role: Role,
    kinds: Vec<Subject>,
}

/// POST /terminal/consents: the person allows this institution to look at these, for a day. A card that is not registered is
/// asked for its registration first.
pub(crate) async fn consent(State(hub): State<Arc<Hub>>, Json(asked): Json<Asked>) -> Response {
    if asked.institution.trim().is_empty() {
        return nameless();
    }
    let holder = match asked.shown.holder(&hub).await {
        Ok(holder) => holder,
        Err(refusal) => return *refusal,
    };
    if blocked(&holder.citizen) {
        return withheld();
    }
    if asked.kinds.is_empty() || asked.role == Role::Disaster || !asked.kinds.iter().all(|kind| asked.role.may(*kind)) {
        return refused(Denied::NotThis);
    }
    let given_at = hub.clock.now();
    if !hub.registry.serves(&holder.citizen, hub.at(given_at)) {
        return refused(Denied::NotRegistered);
    }
    let (id, until) = (random_text(), given_at + DAY);
    let said = json!({ "consent": id, "until": time(until), "kinds": asked.kinds });
    let Asked { institution, role, kinds, .. } = asked;
    let place = place(&institution, role);
    let (kind, until) = (ConsentKind::Care, Some(until));
    let consent = Consent { id, kind, place, role, subjects: kinds, given_at, until, withdrawn_at: None };
    hub.terminal.consented(&holder.citizen.id, consent);
    (StatusCode::CREATED, Json(said)).into_response()
}

/// A look with a consent.
#[derive(Deserialize)]
pub(crate) struct Reading {
    consent: String,
    kinds: Vec<Subject>,
}

/// POST /terminal/readings: a doctor or pharmacist looks.
pub(crate) async fn read(State(hub): State<Arc<Hub>>, Json(reading): Json<Reading>) -> Response {
    match hub.terminal.look(&reading.consent, &reading.kinds, hub.clock.now()) {
        Ok((citizen, look)) => noted(Citizen::find(&citizen), &look),
        Err(denied) => refused(denied),
    }
}

/// A look in a disaster: the person as they say they are.
#[derive(Deserialize)]
pub(crate) struct Search {
    name: String,
    birth: NaiveDate,
    institution: String,
    kinds: Vec<Subject>,
}

/// POST /terminal/disaster-readings: without a card, by name and day of birth; only while there is a disaster.
pub(crate) async fn read_in_disaster(State(hub): State<Arc<Hub>>, Json(search): Json<Search>) -> Response {
    if search.institution.trim().is_empty() {
        return nameless();
    }
    let Some(citizen) = find(&search.name, search.birth) else {
        return text(StatusCode::NOT_FOUND, "nobody, or more than one").into_response();
    };
    if blocked(&citizen) {
        return withheld();
    }
    let Search { institution, kinds, .. } = search;
    let look = Look {
        id: new_id(),
        at: hub.clock.now(),
        place: place(&institution, Role::Disaster),
        role: Role::Disaster,
        subjects: kinds,
        ground: Ground::Disaster,
        consent: None,
    };
    match hub.terminal.look_in_disaster(&citizen.id, look) {
        Ok(look) => noted(Some(citizen), &look),
        Err(denied) => refused(denied),
    }
}

/// PUT /sim/disaster: `on` or `off`.
pub(crate) async fn disaster(State(hub): State<Arc<Hub>>, body: String) -> Response {
    match body.trim() {
        "on" => hub.terminal.set_disaster(true),
        "off" | "" => hub.terminal.set_disaster(false),
        _ => return text(StatusCode::BAD_REQUEST, "on or off").into_response(),
    }
    StatusCode::NO_CONTENT.into_response()
}

/// The one person with this name and day of birth. Computed people carry their number in their name.
fn find(name: &str, birth: NaiveDate) -> Option<Citizen> {
    let bare = |name: &str| name.replace(['　', ' '], "");
    let wanted = bare(name);
    let named = PROFILES.iter().chain(&TURNED_AWAY).filter_map(|profile| Citizen::find(profile.id));
    let numbered = name.split('㋐').nth(1).and_then(|number| population::find(&format!("n-{number}")));
    let mut found = named.chain(numbered).filter(|citizen| bare(&citizen.name) == wanted && citizen.birth == birth);
    found.next().filter(|_| found.next().is_none())
}

fn noted(citizen: Option<Citizen>, look: &Look) -> Response {
    let subject = citizen.map(|citizen| citizen.subject());
    Json(json!({ "at": time(look.at), "subject": subject, "kinds": look.subjects })).into_response()
}

fn refused(denied: Denied) -> Response {
    let code = match denied {
        Denied::NoConsent => "no_consent",
        Denied::NotThis => "not_this",
        Denied::NoDisaster => "no_disaster",
        Denied::NotRegistered => "not_registered",
    };
    (StatusCode::FORBIDDEN, Json(json!({ "error": code }))).into_response()
}

/// An institution by the name a terminal gives: the same name has the same code.
fn place(name: &str, role: Role) -> Place {
    let index = (hash(name) % 1_000_000) as i64 + 2_000_000;
    if role == Role::Pharmacist { Place::pharmacy(index, name) } else { Place::medical(index, name) }
}
