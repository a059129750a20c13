//! Everybody who might ask for what is one person's, and what that person has.

use app::domain::delegation::RecordKind;
use serde_json::json;

use crate::app::TestApp;
use crate::client::{Client, Form};
use crate::family::{act_for, birth_of, form_about, send};
use crate::partner::{Ask, EVERYTHING, KINDS, YEARS, code, entry, redeem, register, text};

/// Whose everything is.
const OWNER: &str = "parent";
/// Their name, as pages say it.
pub(super) const NAME: &str = "見本　健太";
/// What a delegate without checkups and drugs is granted.
pub(super) const LESS: [RecordKind; 2] = [RecordKind::Eligibility, RecordKind::Expenses];
/// Added checkups and notebooks are of whoever they name.
const CHECKUP: &str = include_str!("../../../../app/src/domain/checkup/document/fixtures/v07.xml");
const NOTEBOOK: &str = "JAHISTC08,1\r\n1,見本　健太,1,S590903\r\n5,20230103,1\r\n11,手帳だけの薬局,13,4,7654321,,,,1\r\n\
    51,手帳だけの病院,13,1,7654322,1\r\n201,1,手帳だけの錠５ｍｇ,1,錠,2,620000001,1\r\n301,1,【分１ 朝食後】,28,日分,1,1,,1\r\n";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Nobody is signed in.
    Anonymous,
    /// Somebody else.
    Other,
    /// A relative to whom nothing is granted.
    Family,
    /// A delegate with every kind.
    Delegate,
    /// A delegate to whom only [`LESS`] is granted.
    DelegateWithout,
    /// A delegate whose grant has ended.
    DelegateEnded,
    /// A provider's program with the owner's consent to everything.
    Provider,
    /// A provider's program with the consent of somebody else.
    ProviderWithout,
}

impl Who {
    pub(super) const ALL: [Self; 8] = [
        Self::Anonymous,
        Self::Other,
        Self::Family,
        Self::Delegate,
        Self::DelegateWithout,
        Self::DelegateEnded,
        Self::Provider,
        Self::ProviderWithout,
    ];
}

/// All of them.
pub(super) struct Cast {
    pub(super) app: TestApp,
    pub(super) owner: Client,
    /// By [`Who`]; a provider's program keeps no cookies.
    others: Vec<(Who, Client)>,
    /// Access tokens of the two programs: with the owner's consent, with somebody else's.
    tokens: [String; 2],
    /// The owner's feed, as an address.
    pub(super) feed: String,
    /// A code that the owner was told to take a delegation on with.
    pub(super) claim: String,
}

impl Cast {
    pub(super) async fn gather() -> Self {
        let app = TestApp::start().await;
        let mut owner = app.signed_in(OWNER).await;
        let mut others = vec![(Who::Anonymous, app.anonymous())];
        for (who, card) in [(Who::Other, "elder"), (Who::Family, "spouse")] {
            others.push((who, app.signed_in(card).await));
        }
        for (who, card, kinds) in [
            (Who::Delegate, "changer", &RecordKind::ALL[..]),
            (Who::DelegateWithout, "chronic", &LESS),
            (Who::DelegateEnded, "clinic", &RecordKind::ALL),
        ] {
            let mut holder = app.signed_in(card).await;
            let said = offer(&mut owner, &birth_of(&app, card).await, kinds).await;
            holder.post("/family/claim", &[("code", &said)]).await;
            let page = holder.get("/family").await.body;
            send(&mut holder, &form_about(&page, NAME, "/family/accept").expect("an offer")).await;
            act_for(&mut holder, NAME).await;
            others.push((who, holder));
        }
        let name = crate::crawl::name_of(&mut app.signed_in("clinic").await).await;
        let page = owner.get("/family").await.body;
        send(&mut owner, &form_about(&page, &name, "/family/end").expect("a delegation")).await;
        let mut tokens = Vec::new();
        for (id, card) in [("sample-app", OWNER), ("other-app", "elder")] {
            assert!(register(&app, &entry(id)).status.success());
            let mut client = app.signed_in(card).await;
            let said = code(&mut client, &Ask::of(&app, id, EVERYTHING), &KINDS, &YEARS).await;
            let (status, given) = redeem(&app, &said, id).await;
            assert_eq!(status, 200, "{given}");
            tokens.push(text(&given, "access_token").to_owned());
        }
        others.extend([(Who::Provider, app.anonymous()), (Who::ProviderWithout, app.anonymous())]);
        let tokens = tokens.try_into().expect("two");
        let (feed, claim) = (String::new(), String::new());
        let mut cast = Self { app, owner, others, tokens, feed, claim };
        cast.furnish().await;
        cast
    }

    /// Gives the owner one of everything that can be named.
    async fn furnish(&mut self) {
        let (app, owner) = (&self.app, &mut self.owner);
        // Two offers that wait for an answer, and one that waits for its code. Here the owner is the one who would act.
        let birth = birth_of(app, OWNER).await;
        for (card, taken) in [("changer", true), ("chronic", true), ("elder", false)] {
            let said = offer(&mut app.signed_in(card).await, &birth, &LESS).await;
            if taken {
                owner.post("/family/claim", &[("code", &said)]).await;
            }
            self.claim = said;
        }
        let shown = json!({ "card": OWNER, "by": "face", "institution": "見本駅前医院", "role": "doctor", "kinds": ["medications"] });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let asked = http.post(format!("{}/terminal/consents", app.hub)).header("content-type", "application/json");
        assert!(asked.body(shown.to_string()).send().await.unwrap().status().is_success());
        let checkup = CHECKUP.replace("ミホン　イチロウ", "ミホン　ケンタ").replace("19740612", "19840903");
        let notebook = crate::notebook_import::sjis(NOTEBOOK);
        let files = [("h.xml", checkup.as_bytes()), ("techo.txt", &notebook)];
        let read = crate::notebook_import::bring(app, owner, &files, "").await.body;
        for action in ["/import/checkups", "/import/medications"] {
            let form = Form::to(&read, action);
            let fields: Vec<(&str, &str)> = named(&form);
            assert_eq!(owner.post(action, &fields).await.status, 303, "{action}");
        }
        let typed =
            [("do", "add"), ("kind", "transport"), ("whose", "見本"), ("place", "見本急行バス"), ("paid", "980")];
        let typed: Vec<(&str, &str)> = [("year", "2026")].into_iter().chain(typed).collect();
        assert_eq!(owner.post("/expenses/rows", &typed).await.status, 303);
        assert_eq!(owner.post("/notices/feed", &[]).await.status, 303);
        let page = owner.get("/notices").await.body;
        let mut feeds = page.split("/notices/feed/").skip(1).filter_map(|rest| rest.split(['<', '"']).next());
        self.feed = format!("/notices/feed/{}", feeds.find(|token| token.len() == 43).expect("an address"));
        // Another session, to be ended.
        app.signed_in(OWNER).await;
    }

    /// One of those who are not the owner: how they ask.
    pub(super) fn other(&mut self, who: Who) -> (&mut Client, Vec<(&'static str, String)>) {
        let headers = match who {
            Who::Provider => vec![("authorization", format!("Bearer {}", self.tokens[0]))],
            Who::ProviderWithout => vec![("authorization", format!("Bearer {}", self.tokens[1]))],
            _ => Vec::new(),
        };
        let client = self.others.iter_mut().find(|(known, _)| *known == who).map(|(_, client)| client);
        (client.expect("everybody is there"), headers)
    }
}

/// The fields of a form, but for its key.
pub(super) fn named(form: &Form) -> Vec<(&str, &str)> {
    let fields = form.hidden.iter().filter(|(name, _)| name != "form_key");
    fields.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Offers kinds for a month to whoever was born on a day; the code.
async fn offer(client: &mut Client, birth: &str, kinds: &[RecordKind]) -> String {
    let mut fields: Vec<(&str, &str)> = kinds.iter().map(|kind| ("kind", kind.code())).collect();
    fields.extend([("term", "1m"), ("birth", birth)]);
    assert_eq!(client.post("/family/offer", &fields).await.status, 303);
    let page = client.get("/family").await.body;
    let code = page.split("class=\"code num\">").nth(1).and_then(|rest| rest.split('<').next());
    code.unwrap_or_else(|| panic!("no code: {page}")).to_owned()
}
