//! Test support: looks, consents and inquiries of a made-up person.

use crate::domain::access::consent::{Consent, ConsentKind};
use crate::domain::access::exchange::{Basis, Exchange, Item, Outcome};
use crate::domain::access::report::{Reason, Report};
use crate::domain::access::{Ground, Kind, Look, Role};
use crate::pages::fake_records::{day, moment};

/// What [`crate::pages::fake_records::FakeRecords`] answers.
#[derive(Clone, Default)]
pub(crate) struct FakeAccess {
    /// Looks, newest first.
    pub(crate) looks: Vec<Look>,
    /// Consents, newest first.
    pub(crate) consents: Vec<Consent>,
    /// Inquiries, newest first.
    pub(crate) exchanges: Vec<Exchange>,
}

fn look(id: &str, at: (i32, u32, u32), who: (&str, &str, Role), ground: Ground, kinds: &[Kind]) -> Look {
    let (institution, code, role) = who;
    Look {
        id: id.into(),
        at: moment(day(at.0, at.1, at.2), 10),
        institution: institution.into(),
        institution_code: code.into(),
        role,
        kinds: kinds.to_vec(),
        ground,
        consent: (!matches!(ground, Ground::Disaster | Ground::Unknown)).then(|| format!("consent-{id}")),
        report: None,
    }
}

/// A consent given on 2026-11-22 at 10:05.
pub(crate) fn consent(id: &str, kind: ConsentKind) -> Consent {
    Consent {
        id: id.into(),
        kind,
        institution: "見本内科クリニック".into(),
        role: Role::Doctor,
        kinds: vec![Kind::Medications, Kind::Checkups],
        given_at: moment(day(2026, 11, 22), 10),
        until: None,
        withdrawn_at: None,
    }
}

/// A report of the 20th that is to be answered by 4 December.
pub(crate) fn report() -> Report {
    Report {
        number: "2611-203-118".into(),
        at: moment(day(2026, 11, 20), 18),
        reason: Reason::NotVisited,
        goes_to: "見本 医療保険情報センター 閲覧記録の窓口".into(),
        answer_by: day(2026, 12, 4),
        asked_on: None,
        answer: None,
    }
}

/// One look on every ground, a consent of every kind, an inquiry in each of two years.
pub(crate) fn full() -> FakeAccess {
    let clinic = ("見本内科クリニック", "1310000001", Role::Doctor);
    let looks = vec![
        look("look-1", (2026, 11, 10), clinic, Ground::TerminalConsent, &[Kind::Medications, Kind::Checkups]),
        look(
            "look-2",
            (2026, 6, 15),
            ("見本県災害拠点病院", "1310000009", Role::Disaster),
            Ground::Disaster,
            &[Kind::Medications],
        ),
        look(
            "look-3",
            (2025, 9, 1),
            ("見本からだノート", "phr-karada", Role::PhrApp),
            Ground::PhrApp,
            &[Kind::Checkups],
        ),
        look(
            "look-4",
            (2024, 7, 20),
            ("△△△△健康保険組合", "88888888", Role::Insurer),
            Ground::InsurerHandover,
            &[Kind::Checkups],
        ),
    ];
    let care = Consent { until: Some(moment(day(2026, 11, 23), 10)), ..consent("consent-look-1", ConsentKind::Care) };
    let consents = vec![
        care,
        consent("consent-look-3", ConsentKind::PhrApp),
        consent("consent-look-4", ConsentKind::InsurerHandover),
    ];
    let exchange = |id: &str, year| Exchange {
        id: id.into(),
        asked_at: moment(day(year, 7, 10), 3),
        answered_at: Some(moment(day(year, 7, 10), 4)),
        asker: "△△△△健康保険組合".into(),
        holder: "見本市 市民税課".into(),
        basis: Basis::SocietyBenefit,
        items: vec![Item::LocalTax],
        outcome: Outcome::Provided,
    };
    FakeAccess { looks, consents, exchanges: vec![exchange("exchange-1", 2026), exchange("exchange-2", 2023)] }
}
