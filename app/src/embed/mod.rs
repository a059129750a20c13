//! A page of ours inside a provider's page: what the frame around it must know, and why there may be none.
//!
//! It is the same page; the shell leaves our own frame away, and `links` keeps what leads on either inside or in a new tab.

mod links;
mod trouble;

pub use links::embedded;
pub use trouble::EmbedTrouble;

use crate::domain::partner::{View, Years};

/// The page as it stands inside a provider's.
#[derive(Clone, Debug)]
pub struct Embed {
    /// Which page; nothing where not even that is known.
    pub view: Option<View>,
    /// The provider's name towards people, and its purpose in words; nothing where it is none of the registry.
    pub partner: Option<(String, String)>,
    /// Address under which the pages inside lie: `/embed/at/<provider>/<key>`; empty where nothing is open.
    pub base: String,
    /// The origin of the page around it, and the only one that is spoken with.
    pub parent: String,
    /// The years of which records are shown.
    pub years: Option<Years>,
    /// Address of the style sheet with the provider's colours, if it chose any.
    pub theme: Option<String>,
    /// It chose some that cannot be read well.
    pub theme_refused: bool,
    /// Why there is no page.
    pub trouble: Option<EmbedTrouble>,
    /// The portal itself, `https://portal.example`, with a language where links out keep it.
    pub portal: String,
}

impl Embed {
    /// Whether the address of a page of ours leads to a page that is open here too: of the same kind of records.
    #[must_use]
    pub fn holds(&self, address: &str) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let page = crate::page_table::page_of(path).map(|page| page.path);
        let view = View::ALL.into_iter().find(|view| Some(view.page()) == page);
        let (Some(view), Some(open)) = (view, self.view) else { return false };
        // Symbol and number are asked for by the query of the insurance page, and shown by the portal alone.
        let plain = view != View::Insurance || !address.contains('?');
        !self.base.is_empty() && view.kind() == open.kind() && plain
    }
}
