//! A registration under way, followed in place: the server has drawn how far it is, and the island asks again until it is over.
//!
//! It writes text and attributes, never HTML; nothing moves and no page is loaded until something is to be done. What cannot be
//! learned stays as it is, and the page's own link looks again. An answer is for the page that asks alone: where another person
//! has signed in since, there is none, and the page closes.

#![expect(missing_docs, reason = "the island macro writes a struct without a doc comment")]

use leptos::html::Div;
use leptos::island;
use leptos::prelude::*;

/// The words of a registration under way, or just over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whether to look again.
    pub then: Then,
    /// Heading; empty where it stays as it is.
    pub title: String,
    /// Where it stands, in a sentence that is read out when it changes.
    pub sentence: String,
    /// What the link to the whole page is called.
    pub link: String,
    /// The steps in order; empty where they are not known.
    pub steps: Vec<ToldStep>,
}

/// What a page that follows does next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// Looks again.
    #[default]
    LookAgain,
    /// Nothing: it is done.
    Done,
    /// Comes anew: something else happened, and the whole page says what to do.
    ComeAnew,
}

impl Then {
    const ALL: [Self; 3] = [Self::LookAgain, Self::Done, Self::ComeAnew];

    const fn code(self) -> &'static str {
        match self {
            Self::LookAgain => "",
            Self::Done => "done",
            Self::ComeAnew => "anew",
        }
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldStep {
    /// Class of its line: `done`, `now`, `wait` or `fail`.
    pub tone: String,
    /// How far it is.
    pub state: String,
}

impl Told {
    /// For the way to the browser: a line each for what comes next, heading, sentence and link, then one for each step, its
    /// class first.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = [self.then.code(), &self.title, &self.sentence, &self.link].join("\n");
        for ToldStep { tone, state } in &self.steps {
            text += &format!("\n{tone} {state}");
        }
        text
    }

    /// Reads it back; nothing where it is something else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let mut next = || lines.next().map(str::to_owned);
        let (then, title, sentence, link) = (next()?, next()?, next()?, next()?);
        let then = Then::ALL.into_iter().find(|one| one.code() == then)?;
        let step = |line: &str| {
            let (tone, state) = line.split_once(' ')?;
            Some(ToldStep { tone: tone.to_owned(), state: state.to_owned() })
        };
        Some(Self { then, title, sentence, link, steps: lines.map(step).collect::<Option<_>>()? })
    }
}

/// Wraps the card (`section`) with its heading, status, steps, hints (`data-hint`, the first of three shown) and link (`.btn`).
#[island]
pub fn RegistrationProgress(
    /// Where its words come from.
    address: String,
    /// What proves that they are asked for by this page.
    key: String,
    /// The card.
    children: Children,
) -> impl IntoView {
    let wrap = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(wrap) = wrap.get() {
            live::follow(live::Page { card: wrap.into(), address: address.clone(), key: key.clone() });
        }
    });
    view! { <div node_ref=wrap>{children()}</div> }
}

/// In the browser.
#[cfg(feature = "hydrate")]
mod live {
    use std::time::Duration;

    use gloo_net::http::Request;
    use leptos::prelude::{document, set_timeout, window};
    use leptos::task::spawn_local;
    use leptos::web_sys::{Element, Event, HtmlElement, RequestRedirect};

    use super::{Then, Told};

    const FIRST_PAUSE: Duration = Duration::from_millis(800);
    const LONGEST_PAUSE: Duration = Duration::from_secs(5);
    /// About three minutes.
    const LOOKS: u8 = 40;

    /// The page that follows.
    pub(super) struct Page {
        pub(super) card: HtmlElement,
        pub(super) address: String,
        pub(super) key: String,
    }

    /// Asks in growing pauses, until it is over or nobody answers for this page any more.
    pub(super) fn follow(page: Page) {
        hint(&page.card, "by-itself");
        later(page, FIRST_PAUSE, LOOKS);
    }

    fn later(page: Page, pause: Duration, looks: u8) {
        if looks == 0 {
            return hint(&page.card, "lost");
        }
        let look = move || {
            spawn_local(async move {
                match ask(&page).await {
                    Answer::Told(told) => match told.then {
                        Then::LookAgain => show(&page.card, &told),
                        Then::Done => {
                            show(&page.card, &told);
                            return hint(&page.card, "");
                        }
                        Then::ComeAnew => {
                            let _ = window().location().reload();
                            return;
                        }
                    },
                    Answer::Refused => {
                        // Signed out, or another person has signed in: what watches over the session closes the page.
                        if let Ok(event) = Event::new("ask-session") {
                            let _ = document().dispatch_event(&event);
                        }
                        return hint(&page.card, "lost");
                    }
                    Answer::NotReached => {}
                }
                later(page, (pause * 13 / 10).min(LONGEST_PAUSE), looks - 1);
            });
        };
        set_timeout(look, pause);
    }

    enum Answer {
        Told(Told),
        /// Signed out, or the server will not say.
        Refused,
        /// The next look may be answered.
        NotReached,
    }

    async fn ask(page: &Page) -> Answer {
        // Whoever is signed out meanwhile is led elsewhere: that is no answer.
        let request =
            Request::get(&page.address).header("x-form-key", &page.key).redirect(RequestRedirect::Manual).send();
        match request.await {
            Ok(answer) if answer.ok() => {
                let text = answer.text().await.unwrap_or_default();
                Told::read(&text).map_or(Answer::Refused, Answer::Told)
            }
            // The server is busy, or the hub away.
            Ok(answer) if answer.status() >= 429 => Answer::NotReached,
            Ok(_) => Answer::Refused,
            Err(_) => Answer::NotReached,
        }
    }

    fn show(card: &HtmlElement, told: &Told) {
        // The time at which the page was made no longer says how old its words are; each step has its own.
        if let Ok(Some(made)) = document().query_selector(".head .asof") {
            made.remove();
        }
        put(card, "h2", &told.title);
        put(card, "[role=status]", &told.sentence);
        put(card, ".btn", &told.link);
        for (at, step) in (1..).zip(&told.steps) {
            let Some(line) = part(card, &format!(".steps > :nth-child({at})")) else { continue };
            line.set_class_name(&step.tone);
            let _ = if step.tone == "now" {
                line.set_attribute("aria-current", "step")
            } else {
                line.remove_attribute("aria-current")
            };
            put(&line, ".state", &step.state);
        }
        if told.then == Then::Done
            && let Some(link) = part(card, ".btn")
        {
            let _ = link.class_list().remove_1("line");
        }
    }

    /// Shows one of the hints, which stand in the page in its own language.
    fn hint(card: &Element, wanted: &str) {
        for name in ["by-hand", "by-itself", "lost"] {
            if let Some(words) = part(card, &format!("[data-hint={name}]")) {
                let _ = words.toggle_attribute_with_force("hidden", name != wanted);
            }
        }
    }

    fn part(of: &Element, selector: &str) -> Option<Element> {
        of.query_selector(selector).ok().flatten()
    }

    /// Changes the words of a part where they are others; a status is read out again only then.
    fn put(of: &Element, selector: &str, text: &str) {
        if let Some(part) = part(of, selector)
            && !text.is_empty()
            && part.text_content().as_deref() != Some(text)
        {
            part.set_text_content(Some(text));
        }
    }
}

/// On the server nobody waits.
#[cfg(not(feature = "hydrate"))]
mod live {
    use leptos::web_sys::HtmlElement;

    pub(super) struct Page {
        pub(super) card: HtmlElement,
        pub(super) address: String,
        pub(super) key: String,
    }

    pub(super) fn follow(Page { card, address, key }: Page) {
        drop((card, address, key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_reads_what_the_server_writes() {
        let step = |tone: &str, state: &str| ToldStep { tone: tone.to_owned(), state: state.to_owned() };
        let whole = Told {
            then: Then::Done,
            title: "終わりました".to_owned(),
            sentence: "すべて 終わりました。".to_owned(),
            link: "見る".to_owned(),
            steps: vec![step("done", "済み（14:05）"), step("now", "いま しています"), step("wait", "")],
        };
        for told in [Told { then: Then::ComeAnew, ..whole.clone() }, whole, Told::default()] {
            assert_eq!(Told::read(&told.write()).as_ref(), Some(&told));
        }
        for other in ["", "done", "done\na\nb", "done\na\nb\nc\nd", "x\na\nb\nc"] {
            assert_eq!(Told::read(other), None, "{other:?}");
        }
    }
}
