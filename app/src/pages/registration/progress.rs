//! A registration under way: each step with what it means and its state in words. The page is whole as it is, and looks
//! again by a plain link; where scripts run, the same words are fetched as data and put in place.

use leptos::prelude::*;

use crate::domain::registration::{Registration, Step, StepState, done, failed_at};
use crate::islands::registration_progress::{RegistrationProgress, Then, Told, ToldStep};
use crate::language::{Language, localised_text};
use crate::page_table::Script;
use crate::pages::visit::Frame;
use crate::ui::form_key::FormKey;
use crate::ui::page_script::PageScript;
use crate::ui::steps::{StepLine, StepList, StepTone};

/// What the link that looks again is called.
const LOOK_AGAIN: &str = "もう一度見る";

/// The words for a state. One that is no longer under way is over.
#[must_use]
pub fn told(registration: &Registration) -> Told {
    match registration {
        Registration::InProgress { steps } => told_under_way(steps),
        Registration::Registered { steps, .. } => Told {
            then: Then::Done,
            title: "利用登録が終わりました".to_owned(),
            sentence: "すべて終わりました。マイナンバーカードを健康保険証として使えます。".to_owned(),
            link: "登録の内容と、これからのことを見る".to_owned(),
            steps: told_steps(steps),
        },
        _ => Told { then: Then::ComeAnew, ..Told::default() },
    }
}

/// The same in the language of the page that asks.
#[must_use]
pub fn in_language(told: Told, language: Language) -> Told {
    let words = |text: String| localised_text(&text, language);
    let steps = told.steps.into_iter().map(|step| ToldStep { state: words(step.state), ..step }).collect();
    Told { title: words(told.title), sentence: words(told.sentence), link: words(told.link), steps, then: told.then }
}

/// When nobody could be asked.
#[must_use]
pub fn not_known() -> Told {
    Told {
        then: Then::LookAgain,
        title: String::new(),
        sentence: "申し込みは届いています。どこまで進んだかは、いまは分かりません。".to_owned(),
        link: LOOK_AGAIN.to_owned(),
        steps: Vec::new(),
    }
}

fn told_under_way(steps: &[Step]) -> Told {
    if failed_at(steps).is_some() {
        return Told { then: Then::ComeAnew, ..Told::default() };
    }
    let (count, done) = (steps.len(), done(steps));
    Told {
        then: Then::LookAgain,
        title: "登録を進めています".to_owned(),
        sentence: match done {
            0 => format!("まだ1つめの手順の途中です（手順は {count}つあります）。全部で、ふつうは1分ほどです。"),
            _ => format!("{count}つの手順のうち {done}つまで終わりました。全部で、ふつうは1分ほどです。"),
        },
        link: LOOK_AGAIN.to_owned(),
        steps: told_steps(steps),
    }
}

fn told_steps(steps: &[Step]) -> Vec<ToldStep> {
    lines(steps).map(|line| ToldStep { tone: line.tone.class().to_owned(), state: line.state }).collect()
}

fn lines(steps: &[Step]) -> impl Iterator<Item = StepLine> {
    steps.iter().map(|step| {
        let (tone, usual) = match step.state {
            StepState::Done => (StepTone::Done, ""),
            StepState::Running => (StepTone::Now, "（ふつうは数秒）"),
            StepState::Waiting => (StepTone::Waiting, "（ふつうは数秒）"),
            StepState::Failed => (StepTone::Failed, ""),
        };
        let at = step.at.map(|at| format!("（{}）", at.format("%-H:%M"))).unwrap_or_default();
        StepLine {
            label: step.name.label().to_owned(),
            meaning: step.name.meaning(),
            state: format!("{}{at}{usual}", step.state.label()),
            tone,
        }
    })
}

/// The steps as the hub reports them.
pub(super) fn list(steps: &[Step]) -> impl IntoView + use<> {
    let steps = lines(steps).collect();
    view! { <StepList steps/> }
}

/// The progress; where a step failed, what that means and the way on.
pub(super) fn under_way(steps: &[Step], frame: &Frame) -> impl IntoView + use<> {
    let list = list(steps);
    match failed_at(steps) {
        Some(step) => {
            let sentence =
                format!("{}つの手順のうち {}つまで終わりました。{}", steps.len(), done(steps), step.failure().0);
            view! {
                <section class="banner bad">
                    <h2>"登録が途中で止まりました"</h2>
                    <p role="status">{sentence}</p>
                    <p>{step.failure().1}</p>
                    <p>"これまでの記録は失われていません。何度試しても、登録されるのは一度だけです。"</p>
                    <form method="post" action="/registration">
                        <FormKey/>
                        <div class="actions"><button class="btn" name="register" value="1">"もう一度登録する"</button><a class="btn line" href="/help#trouble">"困ったときは"</a></div>
                    </form>
                </section>
                <section class="card">
                    <h2>"手順ごとのようす"</h2>
                    {list}
                </section>
            }
            .into_any()
        }
        // The only state in which the page needs a module.
        None => {
            let told = told_under_way(steps);
            let address = format!("/registration/progress?lang={}", frame.language.code());
            view! {
                <RegistrationProgress address key=frame.form_key.clone()>
                    <section class="card">
                        <h2>{told.title}</h2>
                        <p class="say" role="status">{told.sentence}</p>
                        {list}
                        <div class="small soft" role="status">
                            <p data-hint="by-hand">"画面を閉じても登録は続きます。少し待ってから「もう一度見る」を押すと、進みぐあいが分かります。"</p>
                            <p data-hint="by-itself" hidden>"進みぐあいは、この画面に自動で出ます。画面を閉じても登録は続きます。"</p>
                            <p data-hint="lost" hidden>"自動での確認を終えました。ふつうより時間がかかっていますが、申し込みは届いています。「もう一度見る」を押すと、いまのようすが分かります。"</p>
                        </div>
                        <div class="actions"><a class="btn line" href="/registration">{told.link}</a></div>
                    </section>
                </RegistrationProgress>
                <PageScript script=Script::Islands frame=frame.clone()/>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::registration::StepName;

    fn steps(states: [StepState; 4]) -> Vec<Step> {
        StepName::ALL.into_iter().zip(states).map(|(name, state)| Step { name, state, at: None }).collect()
    }

    #[test]
    fn tells_how_far_it_is_until_it_is_over_and_leads_to_the_whole_page_where_something_is_to_be_done() {
        use StepState::{Done, Failed, Running, Waiting};
        for (state, then, said, tones) in [
            (
                Registration::InProgress { steps: steps([Done, Running, Waiting, Waiting]) },
                Then::LookAgain,
                "4つの手順のうち 1つまで終わりました",
                "done now wait wait",
            ),
            (Registration::InProgress { steps: steps([Done, Failed, Waiting, Waiting]) }, Then::ComeAnew, "", ""),
            (Registration::NotRegistered, Then::ComeAnew, "", ""),
        ] {
            let told = told(&state);
            assert_eq!(told.then, then, "{state:?}");
            assert!(told.sentence.contains(said), "{}", told.sentence);
            assert_eq!(told.steps.iter().map(|step| step.tone.as_str()).collect::<Vec<_>>().join(" "), tones);
            let japanese = |text: &str| text.chars().any(|c| ('ぁ'..='ん').contains(&c));
            let english = in_language(told, Language::English);
            let words = [&english.title, &english.sentence, &english.link].into_iter();
            for text in words.chain(english.steps.iter().map(|step| &step.state)) {
                assert!(!japanese(text), "{text}");
            }
        }
        assert_eq!(not_known().then, Then::LookAgain, "not being reached is no end");
        assert!(in_language(not_known(), Language::English).sentence.is_ascii());
    }
}
