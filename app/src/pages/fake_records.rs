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
use crate::domain::ceiling::told::ToldClasses;
use crate::domain::checkup::{Measurement, Value, Visit};
use crate::domain::copy::Copies;
use crate::domain::delegation::{Delegation, Family, Outcome, Step};
use crate::domain::eligibility::{Eligibility, EligibilityStatus, Relation, Validity};
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, Institution};
use crate::domain::money::Yen;
use crate::domain::notice::{Marks, Notice, NoticeKind, feed};
use crate::domain::outside_site::{OutsideLinks, SITES};
use crate::domain::own::{Hidden, RecordName};
use crate::domain::payment::{Channel, Payment, PaymentState};
use crate::domain::person::{Person, Sex};
use crate::domain::registration::{Pressed, Registration};
use crate::keeping::{AddedCheckup, ExpenseBook, Holdings, Keeping, NotReadable};
use crate::records::{Answer, Dated, Pending, Records, Service, Trouble, TroubleKind};
use crate::trail::{Shown, Trail};
use crate::ui::text_size::TextSize;

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
    /// Kind of the hub's notice.
    pub(crate) notice_kind: NoticeKind,
    /// Whether there is any checkup, drug, expense, notice or look.
    pub(crate) filled: bool,
    /// Checkups, in the place of the usual two.
    pub(crate) visits: Option<Vec<Visit>>,
    /// Day of birth, where it is not the specimen's.
    pub(crate) birth: Option<NaiveDate>,
    /// Delegations.
    pub(crate) delegations: Vec<Delegation>,
    /// Who looked, consents, inquiries.
    pub(crate) access: FakeAccess,
    /// Rows of expenses of any year, in the place of the usual ones.
    pub(crate) expense_rows: Option<Vec<Expense>>,
    /// Income classes the person told.
    pub(crate) classes: ToldClasses,
}

/// What is kept; nothing unless said.
#[derive(Clone)]
pub(crate) struct FakeKeeping {
    /// Records that are not the person's.
    pub(crate) hidden: Result<Vec<Hidden>, NotReadable>,
    /// The copy.
    pub(crate) copies: Result<Copies, NotReadable>,
    /// Income classes the person told.
    pub(crate) classes: ToldClasses,
    /// Checkups the person added.
    pub(crate) added: Result<Vec<AddedCheckup>, NotReadable>,
    /// The book of expenses.
    pub(crate) expenses: Result<ExpenseBook, NotReadable>,
}

impl Default for FakeKeeping {
    fn default() -> Self {
        Self {
            hidden: Ok(Vec::new()),
            copies: Ok(Copies::default()),
            classes: ToldClasses::default(),
            added: Ok(Vec::new()),
            expenses: Ok(ExpenseBook::default()),
        }
    }
}

impl Keeping for FakeKeeping {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        Box::pin(async { Ok(Marks::default()) })
    }

    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>> {
        let mut links = OutsideLinks::default();
        links.link(&SITES[0], day(2026, 11, 3));
        Box::pin(async { Ok(links) })
    }

    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>> {
        Box::pin(async { Ok(false) })
    }

    fn note_look(&self, _look: feed::Look) -> Pending<'_, ()> {
        Box::pin(async {})
    }

    fn hidden(&self) -> Pending<'_, Result<Vec<Hidden>, NotReadable>> {
        Box::pin(async { self.hidden.clone() })
    }

    fn token_of(&self, record: &RecordName) -> String {
        format!("token-of-{}-{}", record.kind.code(), record.day.year())
    }

    fn copies(&self) -> Pending<'_, Result<Copies, NotReadable>> {
        Box::pin(async { self.copies.clone() })
    }

    fn holdings(&self) -> Pending<'_, Result<Holdings, NotReadable>> {
        let kept = vec![("お知らせの「読んだ」「とっておく」の印", 96)];
        Box::pin(async { Ok(Holdings { kept, last_visit: true, drafts: 0, sessions: 3 }) })
    }

    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>> {
        Box::pin(async { Ok(self.classes.clone()) })
    }

    fn added_checkups(&self) -> Pending<'_, Result<Vec<AddedCheckup>, NotReadable>> {
        Box::pin(async { self.added.clone() })
    }

    fn expense_book(&self) -> Pending<'_, Result<ExpenseBook, NotReadable>> {
        Box::pin(async { self.expenses.clone() })
    }
}

/// What the portal has written down, or that it cannot be read.
pub(crate) struct FakeTrail(pub(crate) Result<Shown, NotReadable>);

impl Trail for FakeTrail {
    fn newest(&self, _before: Option<i64>) -> Pending<'_, Result<Shown, NotReadable>> {
        Box::pin(async { self.0.clone() })
    }
}

impl Default for FakeRecords {
    fn default() -> Self {
        Self {
            failing: Vec::new(),
            registration: Registration::NotRegistered,
            eligibility: eligibility(),
            notice_kind: NoticeKind::Certificate,
            filled: true,
            visits: None,
            birth: None,
            delegations: Vec::new(),
            access: fake::full(),
            expense_rows: None,
            classes: ToldClasses::default(),
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
        let result = |code: &str, name: &str, text: &str, unit: &str| {
            Measurement::new(
                code,
                name,
                Value::Quantity {
                    text: text.into(),
                    number: text.parse().expect("a number"),
                    unit: unit.into(),
                    bound: None,
                },
            )
        };
        let visit = |year: i32, pressure: &str, sugar: &str| Visit {
            insurer_name: Some("△△△△健康保険組合".into()),
            facility_name: Some("見本健診センター".into()),
            results: vec![
                result("9A751000000000001", "収縮期血圧", pressure, "mm[Hg]"),
                result("3D046000001906202", "HbA1c", sugar, "%"),
                Measurement::new(
                    "1A010000000191111",
                    "尿蛋白",
                    Value::Coded { code: "1".into(), oid: "1.2.392.200119.6.2102".into(), meaning: "－".into() },
                ),
            ],
            ..Visit::new(day(year, 5, 14), "010")
        };
        if let Some(visits) = &self.visits {
            return self.answer(Service::Checkups, visits.clone());
        }
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
        let own = self
            .expense_rows
            .as_ref()
            .map(|rows| rows.iter().filter(|row| row.month.year() == year).cloned().collect());
        let rows = if let Some(rows) = own {
            rows
        } else if self.filled {
            vec![row(1, 5_200), row(3, 18_340), row(6, 22_480), row(9, 12_000)]
        } else {
            Vec::new()
        };
        self.answer(
            Service::Expenses,
            ExpenseYear {
                year,
                delivered_until: YearMonth::new(
                    year,
                    if self.expense_rows.is_some() && year < today().year() { 12 } else { 9 },
                ),
                insurer_name: Some("△△△△健康保険組合".into()),
                rows,
            },
        )
    }

    fn registration(&self) -> Pending<'_, Answer<Registration>> {
        self.answer(Service::Registration, self.registration.clone())
    }

    fn register<'a>(&'a self, _form: &'a str) -> Pending<'a, Answer<Pressed>> {
        self.answer(Service::Registration, Pressed { begun: true, now: self.registration.clone() })
    }

    fn notices(&self) -> Pending<'_, Answer<Vec<Notice>>> {
        let notice = Notice {
            id: "n1".into(),
            on: day(2026, 11, 20),
            kind: self.notice_kind,
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

    fn payments(&self) -> Pending<'_, Answer<Vec<Payment>>> {
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
        let all = vec![
            payment("p1", 11, 30, PaymentState::Due, "demo-city"),
            payment("p2", 10, 31, PaymentState::Overdue, "https://evil.example/"),
            payment("p3", 9, 30, PaymentState::Paid, "demo-city"),
        ];
        self.answer(Service::Payments, if self.filled { all } else { Vec::new() })
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
        site: "https://portal.example".into(),
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
            person: records.birth.map_or_else(person, |birth| Person { birth, ..person() }),
            keeping: Arc::new(FakeKeeping { classes: records.classes.clone(), ..FakeKeeping::default() }),
            records: Arc::new(records),
            trail: Arc::new(FakeTrail(Ok(Shown::default()))),
            acting: None,
            last_visit: Some(moment(day(2026, 11, 3), 9)),
            idle_end: moment(today(), 14),
            stay: Stay { left: 900, last: false, warning: 300, certificate_until: None },
        }),
        flash: None,
        fault: None,
        imported: None,
        kiosk: false,
        own_sessions: Vec::new(),
        text_size: TextSize::default(),
        feed_address: None,
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
