//! A registration under way, followed in place: the server has drawn how far it is, and the island asks again until it is over.
//!
//! It writes text and attributes, never HTML; nothing moves and no page is loaded. What cannot be learned stays as it is, and
//! the page's own link looks again.

use leptos::html::Div;
use leptos::island;
use leptos::prelude::*;

/// The words of a registration under way, or just over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Nothing more will change by itself.
    pub over: bool,
    /// Heading; empty where it stays as it is.
    pub title: String,
    /// Where it stands, in a sentence that is read out when it changes.
    pub sentence: String,
    /// What the link to the whole page is called.
    pub link: String,
    /// The steps in order; empty where they are not known.
    pub steps: Vec<ToldStep>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldStep {
    /// Class of its line: `done`, `now`, `wait` or `fail`.
    pub tone: String,
    /// How far it is.
    pub state: String,
}

const OVER: &str = "over";

impl Told {
    /// For the way to the browser: a line each for whether it is over, heading, sentence and link, then one for each step, its
    /// class first.
    #[must_use]
    pub fn write(&self) -> String {
        let state = if self.over { OVER } else { "" };
        let mut text = [state, &self.title, &self.sentence, &self.link].join("\n");
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
        let (over, title, sentence, link) = (next()? == OVER, next()?, next()?, next()?);
        let step = |line: &str| {
            let (tone, state) = line.split_once(' ')?;
            Some(ToldStep { tone: tone.to_owned(), state: state.to_owned() })
        };
        Some(Self { over, title, sentence, link, steps: lines.map(step).collect::<Option<_>>()? })
    }
}

/// Wraps the card (`section`) with its heading, status, steps, hint (`.hint`) and link (`.btn`).
#[island]
pub fn RegistrationProgress(
    /// The card.
    children: Children,
) -> impl IntoView {
    let wrap = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(wrap) = wrap.get() {
            live::follow(wrap.into());
        }
    });
    view! { <div node_ref=wrap>{children()}</div> }
}

/// In the browser.
#[cfg(feature = "hydrate")]
mod live {
    use std::time::Duration;

    use gloo_net::http::Request;
    use leptos::prelude::set_timeout;
    use leptos::task::spawn_local;
    use leptos::web_sys::{Element, HtmlElement, RequestRedirect};

    use super::Told;

    const BY_ITSELF: &str = "進みぐあいは、この画面に自動で出ます。画面を閉じても登録は続きます。";
    const LOST: &str =
        "自動での確認を終えました。申し込みは届いています。「もう一度見る」を押すと、いまのようすが分かります。";

    const FIRST_PAUSE: Duration = Duration::from_millis(800);
    const LONGEST_PAUSE: Duration = Duration::from_secs(5);
    /// About three minutes.
    const LOOKS: u8 = 40;

    /// Asks in growing pauses, until it is over or nobody answers for this page any more.
    pub(super) fn follow(card: HtmlElement) {
        put(&card, ".hint", BY_ITSELF);
        later(card, FIRST_PAUSE, LOOKS);
    }

    fn later(card: HtmlElement, pause: Duration, looks: u8) {
        if looks == 0 {
            return put(&card, ".hint", LOST);
        }
        let look = move || {
            spawn_local(async move {
                match ask().await {
                    Answer::Told(told) => {
                        show(&card, &told);
                        if told.over {
                            return;
                        }
                    }
                    Answer::Refused => return put(&card, ".hint", LOST),
                    Answer::NotReached => {}
                }
                later(card, (pause * 13 / 10).min(LONGEST_PAUSE), looks - 1);
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

    async fn ask() -> Answer {
        // Whoever is signed out meanwhile is led elsewhere: that is no answer.
        match Request::get("/registration/progress").redirect(RequestRedirect::Manual).send().await {
            Ok(answer) if answer.ok() => {
                let text = answer.text().await.unwrap_or_default();
                Told::read(&text).map_or(Answer::NotReached, Answer::Told)
            }
            Ok(_) => Answer::Refused,
            Err(_) => Answer::NotReached,
        }
    }

    fn show(card: &HtmlElement, told: &Told) {
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
        if told.over {
            if let Some(link) = part(card, ".btn") {
                let _ = link.class_list().remove_1("line");
            }
            if let Some(hint) = part(card, ".hint") {
                hint.remove();
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

    pub(super) fn follow(_: HtmlElement) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_reads_what_the_server_writes() {
        let step = |tone: &str, state: &str| ToldStep { tone: tone.to_owned(), state: state.to_owned() };
        let whole = Told {
            over: true,
            title: "終わりました".to_owned(),
            sentence: "すべて 終わりました。".to_owned(),
            link: "見る".to_owned(),
            steps: vec![step("done", "済み（14:05）"), step("now", "いま しています"), step("wait", "")],
        };
        for told in [whole, Told::default()] {
            assert_eq!(Told::read(&told.write()).as_ref(), Some(&told));
        }
        for other in ["", "over", "over\na\nb", "over\na\nb\nc\nd"] {
            assert_eq!(Told::read(other), None, "{other:?}");
        }
    }
}
