//! Test support: what the made-up person's records hold, beside checkups.

use super::{day, person};
use crate::domain::eligibility::{Eligibility, EligibilityStatus, Relation, Validity};
use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, Institution};
use crate::domain::money::Yen;
use crate::domain::notice::{Notice, NoticeKind};
use crate::domain::payment::{Channel, Payment, PaymentState};

/// One insurance now, another before.
pub(super) fn eligibility() -> EligibilityStatus {
    let current = Eligibility {
        person: person(),
        insurer_number: "88888888".into(),
        insurer_name: "△△△△健康保険組合".into(),
        card_class: "01".into(),
        symbol: Some("1234".into()),
        number: Some("1234567".into()),
        branch: Some("01".into()),
        relation: Relation::Insured,
        valid_from: day(2013, 4, 25),
        lost_on: None,
        loss_reason: None,
        share_percent: Some(30),
        elderly: None,
        insurer_phone: Some("0000-00-0088".into()),
        ceiling: None,
        specific_diseases: Vec::new(),
    };
    let former = Eligibility {
        insurer_name: "見本市国民健康保険".into(),
        valid_from: day(2010, 4, 1),
        lost_on: Some(day(2013, 4, 25)),
        loss_reason: Some("他保険取得".into()),
        ..current.clone()
    };
    EligibilityStatus { validity: Validity::Valid, line: vec![current, former], hidden: Vec::new() }
}

/// One dispensing of three drugs.
pub(super) fn dispensings() -> Vec<Dispensing> {
    let drug = |name: &str| Drug {
        code: "620000001".into(),
        ingredient: Some(name.into()),
        usage: Some("１日１回朝食後服用".into()),
        amount: "1".into(),
        unit: "錠".into(),
        times: Some(28),
        form: DrugForm::Oral,
        ..Drug::named(name)
    };
    let pharmacy = Institution { code: "1340000001".into(), name: "見本薬局 本店".into() };
    vec![Dispensing {
        prescribed_on: Some(day(2026, 11, 10)),
        prescriber: Some(Institution { code: "1310000001".into(), name: "見本内科クリニック".into() }),
        drugs: vec![drug("見本錠Ａ"), drug("見本錠Ｂ"), drug("見本錠Ｃ")],
        ..Dispensing::on(DrugSource::Dispensing, day(2026, 11, 10), pharmacy)
    }]
}

/// One notice.
pub(super) fn notice(kind: NoticeKind) -> Notice {
    Notice {
        id: "n1".into(),
        on: day(2026, 11, 20),
        kind,
        from: "電子証明書の窓口".into(),
        subject: "電子証明書の有効期限は 2027年2月20日 です".into(),
        body: "11月20日から、市区町村の窓口で更新できます。".into(),
    }
}

/// Payments of every state.
pub(super) fn payments() -> Vec<Payment> {
    let payment = |id: &str, month: u32, last: u32, state, site: &str| Payment {
        id: id.into(),
        payee: "見本市".into(),
        subject: format!("国民健康保険料 第{}期", month - 5),
        amount: Yen(12_300),
        due: day(2026, month, last),
        channel: Channel::Payeasy,
        state,
        site: site.into(),
    };
    vec![
        payment("p1", 11, 30, PaymentState::Due, "demo-city"),
        payment("p2", 10, 31, PaymentState::Overdue, "https://evil.example/"),
        payment("p3", 9, 30, PaymentState::Paid, "demo-city"),
    ]
}
