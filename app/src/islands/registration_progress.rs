//! A registration under way, followed in place: the server has drawn how far it is, and the island asks again until it is over.
//!
//! Nothing moves and no page is loaded. What cannot be learned stays as it is; the link looks again by itself.
#![expect(missing_docs, reason = "the island macro writes a struct without a doc comment")]

use leptos::island;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words of a registration under way, or just over; also the answer of `GET /registration/progress`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldStep {
    /// What is done in it.
    pub label: String,
    /// What that means.
    pub meaning: String,
    /// How far it is, in words.
    pub state: String,
    /// The same as a class of its line: `done`, `now`, `wait` or `fail`.
    pub tone: String,
}

/// While only the link looks.
const BY_HAND: &str = "画面を閉じても登録は続きます。少し待ってから「もう一度見る」を押すと、進みぐあいが分かります。";

#[cfg(any(feature = "hydrate", test))]
impl Told {
    /// Takes over what is newly told. What it leaves out stays.
    fn follow(&mut self, new: Self) {
        let title = if new.title.is_empty() { std::mem::take(&mut self.title) } else { new.title };
        let steps = if new.steps.is_empty() { std::mem::take(&mut self.steps) } else { new.steps };
        *self = Self { title, steps, ..new };
    }
}

/// The card that tells how far the registration is.
#[island]
pub fn RegistrationProgress(
    /// How far it was when the page was made.
    told: Told,
) -> impl IntoView {
    let told = RwSignal::new(told);
    let hint = RwSignal::new(BY_HAND);
    Effect::new(move |_| live::follow(told, hint));

    let over = move || told.with(|told| told.over);
    let steps = move || {
        let line = |step: ToldStep| {
            let ToldStep { label, meaning, state, tone } = step;
            let current = (tone == "now").then_some("step");
            view! {
                <li class=tone aria-current=current>
                    <span><b>{label}</b><br/><span class="small soft">{meaning}</span><br/><span class="state">{state}</span></span>
                </li>
            }
        };
        told.with(|told| told.steps.clone()).into_iter().map(line).collect_view()
    };
    view! {
        <section class="card">
            <h2>{move || told.with(|told| told.title.clone())}</h2>
            <p class="say" role="status">{move || told.with(|told| told.sentence.clone())}</p>
            <ol class="steps">{steps}</ol>
            <p class="small soft" hidden=over>{hint}</p>
            <div class="actions"><a class="btn" class:line=move || !over() href="/registration">{move || told.with(|told| told.link.clone())}</a></div>
        </section>
    }
}

/// In the browser.
#[cfg(feature = "hydrate")]
mod live {
    use std::time::Duration;

    use gloo_net::http::Request;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use leptos::web_sys::RequestRedirect;

    use super::Told;

    const BY_ITSELF: &str = "進みぐあいは、この画面に自動で出ます。画面を閉じても登録は続きます。";
    const LOST: &str =
        "自動での確認を終えました。申し込みは届いています。「もう一度見る」を押すと、いまのようすが分かります。";

    const FIRST_PAUSE: Duration = Duration::from_millis(800);
    const LONGEST_PAUSE: Duration = Duration::from_secs(5);
    /// About three minutes.
    const LOOKS: u8 = 40;

    /// Asks in growing pauses, until it is over or nobody answers for this page any more.
    pub(super) fn follow(told: RwSignal<Told>, hint: RwSignal<&'static str>) {
        hint.set(BY_ITSELF);
        later(told, hint, FIRST_PAUSE, LOOKS);
    }

    fn later(told: RwSignal<Told>, hint: RwSignal<&'static str>, pause: Duration, looks: u8) {
        if looks == 0 {
            return hint.set(LOST);
        }
        let look = move || {
            spawn_local(async move {
                match ask().await {
                    Answer::Told(new) => {
                        let over = new.over;
                        told.update(|told| told.follow(new));
                        if over {
                            return;
                        }
                    }
                    Answer::Refused => return hint.set(LOST),
                    Answer::NotReached => {}
                }
                later(told, hint, (pause * 13 / 10).min(LONGEST_PAUSE), looks - 1);
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
        let request = Request::get("/registration/progress").redirect(RequestRedirect::Manual);
        match request.send().await {
            Err(_) => Answer::NotReached,
            Ok(answer) if answer.ok() => answer.json().await.map_or(Answer::NotReached, Answer::Told),
            Ok(_) => Answer::Refused,
        }
    }
}

/// On the server nobody waits.
#[cfg(not(feature = "hydrate"))]
mod live {
    use leptos::prelude::*;

    use super::Told;

    pub(super) fn follow(_: RwSignal<Told>, _: RwSignal<&'static str>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(title: &str, steps: &[&str]) -> Told {
        let step = |state: &&str| ToldStep {
            label: String::new(),
            meaning: String::new(),
            state: (*state).to_owned(),
            tone: "now".to_owned(),
        };
        Told {
            over: false,
            title: title.to_owned(),
            sentence: String::new(),
            link: String::new(),
            steps: steps.iter().map(step).collect(),
        }
    }

    #[test]
    fn what_is_not_told_anew_stays() {
        for (new, title, steps) in [
            (told("終わり", &["済"]), "終わり", "済"),
            (told("", &[]), "途中", "いま"),
            (told("", &["済"]), "途中", "済"),
        ] {
            let mut shown = told("途中", &["いま"]);
            shown.follow(new);
            assert_eq!((shown.title.as_str(), shown.steps[0].state.as_str()), (title, steps));
        }
    }
}
