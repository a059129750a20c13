//! Test support: a made-up person's records behind the door `Records`, and a page rendered to a string.

use std::sync::Arc;

use any_spawner::Executor;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use futures::StreamExt;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use leptos_router::location::RequestUrl;

use super::access::fake::{self, FakeAccess};
use super::visit::{AssetPaths, Draft, Frame, NewsShown, Stay, Visitor};
use crate::domain::access::Look;
use crate::domain::access::consent::Consent;
use crate::domain::access::exchange::Exchange;
use crate::domain::access::report::{NewReport, Report};
use crate::domain::calendar::YearMonth;
use crate::domain::checkup::{Measurement, Value, Visit};
use crate::domain::delegation::{Delegation, Family, Outcome, Step};
use crate::domain::eligibility::{Eligibility, EligibilityStatus, Relation, Validity};
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, Institution};
use crate::domain::money::Yen;
use crate::domain::notice::{Marks, Notice};
use crate::domain::person::{Person, Sex};
use crate::domain::registration::Registration;
use crate::keeping::{Keeping, NotReadable};
use crate::records::{Answer, Dated, Pending, Records, Service, Trouble, TroubleKind};

/// The day of all these tests.
pub(crate) fn today() -> NaiveDate {
    day(2026, 11, 22)
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

pub(crate) fn moment(on: NaiveDate, hour: u32) -> NaiveDateTime {
    on.and_hms_opt(hour, 5, 0).expect("an hour")
}

/// The specimen person.
pub(crate) fn person() -> Person {
    Person {
        name: "番号 花子".into(), kana: "バンゴウ ハナコ".into(), birth: day(1989, 3, 31), sex: Sex::Female
    }
}

/// One person's records; a service in `failing` answers with trouble.
#[derive(Clone)]
pub(crate) struct FakeRecords {
    /// What fails, and how.
    pub(crate) failing: Vec<(Service, TroubleKind)>,
    /// State of the registration.
    pub(crate) registration: Registration,
    /// Eligibility.
    pub(crate) eligibility: EligibilityStatus,
    /// Whether there is any checkup, drug, expense, notice or look.
    pub(crate) filled: bool,
    /// Delegations.
    pub(crate) delegations: Vec<Delegation>,
    /// Who looked, consents, inquiries.
    pub(crate) access: FakeAccess,
}

/// Nothing is kept.
struct FakeKeeping;

impl Keeping for FakeKeeping {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        Box::pin(async { Ok(Marks::default()) })
    }
}

impl Default for FakeRecords {
    fn default() -> Self {
        Self {
            failing: Vec::new(),
            registration: Registration::NotRegistered,
            eligibility: eligibility(),
            filled: true,
            delegations: Vec::new(),
            access: fake::full(),
        }
    }
}

fn eligibility() -> EligibilityStatus {
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
    EligibilityStatus { validity: Validity::Valid, line: vec![current, former] }
}

impl FakeRecords {
    fn answer<T: Send + 'static>(&self, service: Service, value: T) -> Pending<'_, Answer<T>> {
        let trouble = self.failing.iter().find(|(failing, _)| *failing == service).map(|(_, kind)| Trouble {
            service,
            kind: *kind,
            since: moment(today(), 14),
            support_code: "K7Q2-9MXD".into(),
        });
        Box::pin(async move { trouble.map_or(Ok(Dated { value, as_of: moment(today(), 14) }), Err) })
    }
}

impl Records for FakeRecords {
    fn eligibility(&self) -> Pending<'_, Answer<EligibilityStatus>> {
        self.answer(Service::Eligibility, self.eligibility.clone())
    }

    fn checkups(&self) -> Pending<'_, Answer<Vec<Visit>>> {
        let result = |code: &str, name: &str, text: &str, unit: &str| Measurement {
            code: code.into(),
            name: name.into(),
            value: Value::Quantity {
                text: text.into(),
                number: text.parse().expect("a number"),
                unit: unit.into(),
                bound: None,
            },
        };
        let visit = |year: i32, pressure: &str, sugar: &str| Visit {
            date: day(year, 5, 14),
            program: "010".into(),
            insurer_name: Some("△△△△健康保険組合".into()),
            facility_name: Some("見本健診センター".into()),
            results: vec![
                result("9A751000000000001", "収縮期血圧", pressure, "mm[Hg]"),
                result("3D046000001906202", "HbA1c", sugar, "%"),
                Measurement {
                    code: "1A010000000191111".into(),
                    name: "尿蛋白".into(),
                    value: Value::Coded {
                        code: "1".into(), oid: "1.2.392.200119.6.2102".into(), meaning: "－".into()
                    },
                },
            ],
        };
        self.answer(
            Service::Checkups,
            if self.filled { vec![visit(2026, "138", "5.5"), visit(2025, "136", "5.7")] } else { Vec::new() },
        )
    }

    fn medications(&self, year: i32) -> Pending<'_, Answer<Vec<Dispensing>>> {
        let drug = |name: &str| Drug {
            code: "620000001".into(),
            name: name.into(),
            ingredient: Some(name.into()),
            usage: Some("１日１回朝食後服用".into()),
            instruction: None,
            amount: "1".into(),
            unit: "錠".into(),
            times: Some(28),
            form: DrugForm::Oral,
        };
        let dispensing = Dispensing {
            dispensed_on: Some(day(2026, 11, 10)),
            month: YearMonth::of(day(2026, 11, 10)),
            prescribed_on: Some(day(2026, 11, 10)),
            dispenser: Institution { code: "1340000001".into(), name: "見本薬局 本店".into() },
            prescriber: Some(Institution { code: "1310000001".into(), name: "見本内科クリニック".into() }),
            source: DrugSource::Dispensing,
            drugs: vec![drug("見本錠Ａ"), drug("見本錠Ｂ"), drug("見本錠Ｃ")],
        };
        self.answer(
            Service::Medications,
            if self.filled && year == today().year() { vec![dispensing] } else { Vec::new() },
        )
    }

    fn expenses(&self, year: i32) -> Pending<'_, Answer<ExpenseYear>> {
        let row = |month: u32, share: i64| Expense {
            patient: person().name,
            month: YearMonth::new(year, month).expect("a month"),
            kind: "医科外来".into(),
            days: Some(1),
            institution: "見本内科クリニック".into(),
            total: Yen(share * 10 / 3),
            insurer_share: Yen(share * 7 / 3),
            public_share: Yen::ZERO,
            counter_share: Yen(share),
        };
        let rows =
            if self.filled { vec![row(1, 5_200), row(3, 18_340), row(6, 22_480), row(9, 12_000)] } else { Vec::new() };
        self.answer(
            Service::Expenses,
            ExpenseYear {
                year,
                delivered_until: YearMonth::new(year, 9),
                insurer_name: Some("△△△△健康保険組合".into()),
                rows,
            },
        )
    }

    fn registration(&self) -> Pending<'_, Answer<Registration>> {
        self.answer(Service::Registration, self.registration.clone())
    }

    fn register<'a>(&'a self, _form: &'a str) -> Pending<'a, Answer<Registration>> {
        self.answer(Service::Registration, self.registration.clone())
    }

    fn notices(&self) -> Pending<'_, Answer<Vec<Notice>>> {
        let notice = Notice {
            id: "n1".into(),
            on: day(2026, 11, 20),
            from: "電子証明書の窓口".into(),
            subject: "電子証明書の有効期限は 2027年2月20日 です".into(),
            body: "11月20日から、市区町村の窓口で更新できます。".into(),
        };
        self.answer(Service::Notices, if self.filled { vec![notice] } else { Vec::new() })
    }

    fn looks(&self) -> Pending<'_, Answer<Vec<Look>>> {
        self.answer(Service::Access, if self.filled { self.access.looks.clone() } else { Vec::new() })
    }

    fn report<'a>(&'a self, _report: &'a NewReport, _form: &'a str) -> Pending<'a, Answer<Report>> {
        self.answer(Service::Access, fake::report())
    }

    fn consents(&self) -> Pending<'_, Answer<Vec<Consent>>> {
        self.answer(Service::Consents, if self.filled { self.access.consents.clone() } else { Vec::new() })
    }

    fn withdraw<'a>(&'a self, _consent: &'a Consent, _form: &'a str) -> Pending<'a, Answer<Vec<Consent>>> {
        self.consents()
    }

    fn exchanges(&self) -> Pending<'_, Answer<Vec<Exchange>>> {
        self.answer(Service::Exchange, if self.filled { self.access.exchanges.clone() } else { Vec::new() })
    }

    fn delegations(&self) -> Pending<'_, Answer<Family>> {
        let family = Family { outcome: Outcome::Done, delegations: self.delegations.clone() };
        self.answer(Service::Delegations, family)
    }

    fn delegate<'a>(&'a self, _step: &'a Step, _form: &'a str) -> Pending<'a, Answer<Family>> {
        Records::delegations(self)
    }
}

/// A frame with these records' owner signed in, or nobody.
pub(crate) fn frame_for(path: &str, records: Option<FakeRecords>) -> Frame {
    Frame {
        path: path.split('?').next().unwrap_or(path).to_owned(),
        nonce: "bm9uY2U".into(),
        assets: Arc::new(AssetPaths {
            css: "/assets/portal.css".into(),
            islands_js: "/assets/islands.js".into(),
            islands_wasm: "/assets/islands.wasm".into(),
            convert_js: "/assets/convert.js".into(),
            convert_wasm: "/assets/convert.wasm".into(),
            integrity: [("/assets/islands.js".into(), "sha384-x".into())].into(),
        }),
        today: today(),
        now: moment(today(), 14),
        visitor: records.map(|records| Visitor {
            person: person(),
            records: Arc::new(records),
            keeping: Arc::new(FakeKeeping),
            acting: None,
            last_visit: Some(moment(day(2026, 11, 3), 9)),
            idle_end: moment(today(), 14),
            stay: Stay { left: 900, warning: 300, certificate_until: None },
        }),
        flash: None,
        fault: None,
        imported: None,
        kiosk: false,
        own_sessions: Vec::new(),
        draft: Draft::default(),
        here: "/login".into(),
        sign_in: "/login".into(),
        support_code: "K7Q2-9MXD".into(),
        status: Default::default(),
        news_shown: NewsShown::default(),
        form_key: "key-of-this-page".into(),
        form_page: None,
    }
}

/// The whole document of a path, as the server would send it.
pub(crate) fn render(path: &str, frame: &Frame) -> String {
    // A second test finds the executor there already.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        provide_context(frame.clone());
        provide_context(RequestUrl::new(path));
        crate::shell::document().to_html_stream_in_order()
    });
    futures::executor::block_on(html.collect::<String>())
}
