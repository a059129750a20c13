//! What a page is given with the request: the frame around it, and the visitor with their records.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::expect_context;

use crate::domain::delegation::Acting;
use crate::domain::import::Outcome;
use crate::domain::import::desk::FileDesk;
use crate::domain::person::Person;
use crate::embed::Embed;
use crate::keeping::Keeping;
use crate::language::Language;
use crate::pages::fault::Fault;
use crate::records::Records;
use crate::sharing::Sharing;
use crate::trail::Trail;
use crate::ui::text_size::TextSize;

/// What every page needs, signed in or not. In context for each request.
#[derive(Clone)]
pub struct Frame {
    /// Request path, for the title and the menu mark.
    pub path: String,
    /// How browsers reach this portal, without a slash at the end: `https://portal.example`.
    pub site: String,
    /// Nonce for the page's one inline script.
    pub nonce: String,
    /// Hashed addresses of the site's files.
    pub assets: Arc<AssetPaths>,
    /// The calendar day in Japan.
    pub today: NaiveDate,
    /// When the page was asked for, in Japan time; paper carries it.
    pub now: NaiveDateTime,
    /// Who is signed in, if anyone.
    pub visitor: Option<Visitor>,
    /// Result of the form that led here, if any: a closed code such as `registered`, never free text.
    pub flash: Option<String>,
    /// Why there is no page, if the server could not make one; the router then shows the fault page.
    pub fault: Option<Fault>,
    /// Address that signs in, and leads back to the page that was wished for where a fault kept the person from it.
    pub sign_in: String,
    /// Address that signs in and leads back to this very page.
    pub here: String,
    /// Code to tell the help desk; names the request, never the person.
    pub support_code: String,
    /// Status of the response; a page may set it.
    pub status: PageStatus,
    /// Whether the page shows all that is new; the page says so, the server remembers the visit.
    pub news_shown: Said,
    /// Whether the page lists mistakes of a form: then its title begins with that.
    pub mistakes_shown: Said,
    /// Another one for each page, and proof that it was shown to this visitor: what every form that changes something
    /// carries (`ui::form_key`).
    pub form_key: String,
    /// The page of ours that a refused form stands on, if a fault page is about one.
    pub form_page: Option<String>,
    /// Whether many people share this terminal.
    pub kiosk: bool,
    /// Whether everybody here and all that is shown is made up.
    pub demo: bool,
    /// The person's own sessions, for the page that lists them; else none.
    pub own_sessions: Vec<OwnSession>,
    /// The language the page is to be put into.
    pub language: Language,
    /// Path and query of this page, without a language.
    pub address: String,
    /// How large this browser wants its text.
    pub text_size: TextSize,
    /// The feed address that was just made, to be shown this once.
    pub feed_address: Option<String>,
    /// What was typed into this page's form before it could be taken.
    pub draft: Draft,
    /// What became of the files that the form of `/import` brought, and the book they make, if this answers one of its forms.
    pub imported: Option<Arc<ImportState>>,
    /// How the page stands inside a provider's page, if it does.
    pub embed: Option<Embed>,
}

/// The page of files while it is worked on without scripts.
#[derive(Clone, Debug, Default)]
pub struct ImportState {
    /// What became of the files; nothing where no files were sent.
    pub outcome: Outcome,
    /// The book.
    pub desk: FileDesk,
    /// The form of files was sent, and not one of the book.
    pub pressed_files: bool,
}

/// Addresses of hashed files under `/assets`.
#[derive(Clone, Debug, Default)]
pub struct AssetPaths {
    /// The one style sheet.
    pub css: String,
    /// Module of the islands.
    pub islands_js: String,
    /// WASM of the islands.
    pub islands_wasm: String,
    /// Module of the import converter.
    pub convert_js: String,
    /// WASM of the import converter.
    pub convert_wasm: String,
    /// What a file must hold, by its address: `sha384-…`, as browsers check it (Subresource Integrity).
    pub integrity: BTreeMap<String, String>,
}

impl AssetPaths {
    /// What the file at an address must hold; empty where that is not known.
    #[must_use]
    pub fn integrity_of(&self, address: &str) -> String {
        self.integrity.get(address).cloned().unwrap_or_default()
    }
}

/// A signed-in person for one request.
#[derive(Clone)]
pub struct Visitor {
    /// Whose records these are: who has signed in, as the sign-in told it, or the one for whom they act.
    pub person: Person,
    /// Their records, and nobody else's.
    pub records: Arc<dyn Records>,
    /// What the portal keeps for them.
    pub keeping: Arc<dyn Keeping>,
    /// What the portal has written down about their own doing.
    pub trail: Arc<dyn Trail>,
    /// What they let PHR providers have.
    pub sharing: Arc<dyn Sharing>,
    /// By what the signed-in person looks at these records, where they are not their own (代理人).
    pub acting: Option<Acting>,
    /// They are shown inside a provider's page, by the person's consent: nobody is signed in there.
    pub lent: bool,
    /// When they were last shown what is new, before this session; nothing for a first visit.
    pub last_visit: Option<NaiveDateTime>,
    /// When this session ends if nothing is done (Japan time).
    pub idle_end: NaiveDateTime,
    /// How long they may stay.
    pub stay: Stay,
}

/// How long a signed-in person may stay: here, and with this card.
#[derive(Clone, Debug)]
pub struct Stay {
    /// Seconds until the session ends if nothing is done.
    pub left: i64,
    /// It ends then whatever is done.
    pub last: bool,
    /// So many seconds before that end a page that can says so.
    pub warning: i64,
    /// Last day of the card's user certificate, where the sign-in told it.
    pub certificate_until: Option<NaiveDate>,
}

/// A session in the list of its person.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// Name for the form that ends it.
    pub name: String,
    /// Whether it is the one that looks.
    pub this: bool,
    /// Kind of browser, in words.
    pub browser: String,
    /// Begun (Japan time).
    pub begun: NaiveDateTime,
    /// Last used (Japan time).
    pub used: NaiveDateTime,
}

/// What was typed into a form that could not be taken yet. A form that holds anything typed fills itself from here.
#[derive(Clone, Debug, Default)]
pub struct Draft(Arc<[(String, String)]>);

impl Draft {
    /// Of fields in their order.
    #[must_use]
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields.into())
    }

    /// Whether nothing came back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a box or button with this value was chosen.
    #[must_use]
    pub fn is_ticked(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(field, ticked)| field == name && ticked == value)
    }

    /// What was typed into a field; nothing where the form had none of that name.
    #[must_use]
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// HTTP status a page asks for; 200 unless set.
#[derive(Clone, Debug)]
pub struct PageStatus(Arc<AtomicU16>);

impl Default for PageStatus {
    fn default() -> Self {
        Self(Arc::new(AtomicU16::new(200)))
    }
}

impl PageStatus {
    /// Asks for a status.
    pub fn set(&self, status: u16) {
        self.0.store(status, Ordering::Relaxed);
    }

    /// The status asked for.
    #[must_use]
    pub fn get(&self) -> u16 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a page says of itself while it is made, beside its own text.
#[derive(Clone, Debug, Default)]
pub struct Said(Arc<AtomicBool>);

impl Said {
    /// Says it.
    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the page has said so.
    #[must_use]
    pub fn said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Visitor {
    /// Whether these are the signed-in person's own records, which they may change and add to.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.acting.is_none() && !self.lent
    }
}

impl Frame {
    /// Whether a page of ours may be linked to: who acts for another is led to nothing that is closed to them, and inside a
    /// provider's page only what is open there counts.
    #[must_use]
    pub fn opens(&self, address: &str) -> bool {
        if let Some(embed) = &self.embed {
            return embed.holds(address);
        }
        let acting = self.visitor.as_ref().and_then(|visitor| visitor.acting.as_ref());
        acting.is_none_or(|acting| crate::acting_table::opens(acting, address))
    }

    /// Browser title. Holds nothing personal.
    #[must_use]
    pub fn title(&self) -> String {
        if let Some(trouble) = self.embed.as_ref().and_then(|embed| embed.trouble) {
            return format!("{} - 健康手帳", trouble.title());
        }
        if let Some(fault) = self.fault {
            return format!("{} - 健康手帳", fault.title());
        }
        match crate::page_table::page_of(&self.path) {
            Some(page) => format!("{} - 健康手帳", page.title),
            None => "ページが見つかりません - 健康手帳".into(),
        }
    }
}

/// The frame of this request.
#[must_use]
pub fn frame() -> Frame {
    expect_context::<Frame>()
}

/// The signed-in visitor; pages behind `Guard::SignedIn` always have one, because the server turns others away first.
#[must_use]
pub fn visitor() -> Visitor {
    frame().visitor.expect("the guard lets only signed-in visitors reach this page")
}
