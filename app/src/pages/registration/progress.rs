//! A registration under way: each step with what it means and its state in words. The page is whole as it is, and looks
//! again by a plain link; where scripts run, the same words are fetched as data and put in place.

use leptos::prelude::*;

use crate::domain::registration::{Registration, Step, StepState, done, failed_at};
use crate::islands::registration_progress::{RegistrationProgress, Told, ToldStep};
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
            over: true,
            title: "利用登録が終わりました".to_owned(),
            sentence: "すべて終わりました。マイナンバーカードを健康保険証として使えます。".to_owned(),
            link: "登録の内容と、これからのことを見る".to_owned(),
            steps: told_steps(steps),
        },
        other => Told {
            over: true,
            title: String::new(),
            sentence: other.sentence(),
            link: "いまの状態を見る".to_owned(),
            steps: Vec::new(),
        },
    }
}

/// When nobody could be asked.
#[must_use]
pub fn not_known() -> Told {
    Told {
        over: false,
        title: String::new(),
        sentence: "申し込みは届いています。どこまで進んだかは、いまは分かりません。".to_owned(),
        link: LOOK_AGAIN.to_owned(),
        steps: Vec::new(),
    }
}

fn told_under_way(steps: &[Step]) -> Told {
    let (count, done) = (steps.len(), done(steps));
    let (over, title, sentence, link) = match failed_at(steps) {
        Some(step) => (
            true,
            "登録が途中で止まりました",
            format!("{count}つの手順のうち {done}つまで終わりました。{}", step.failure().0),
            "登録をもう一度試す画面へ進む",
        ),
        None => (
            false,
            "登録を進めています",
            format!("{count}つの手順のうち {done}つまで終わりました。全部で、ふつうは1分ほどです。"),
            LOOK_AGAIN,
        ),
    };
    Told { over, title: title.to_owned(), sentence, link: link.to_owned(), steps: told_steps(steps) }
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
    let told = told_under_way(steps);
    let list = list(steps);
    match failed_at(steps) {
        Some(step) => view! {
            <section class="banner bad">
                <h2>{told.title}</h2>
                <p role="status">{told.sentence}</p>
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
        .into_any(),
        // The only state in which the page needs a module.
        None => view! {
            <RegistrationProgress>
                <section class="card">
                    <h2>{told.title}</h2>
                    <p class="say" role="status">{told.sentence}</p>
                    {list}
                    <p class="small soft hint">"画面を閉じても登録は続きます。少し待ってから「もう一度見る」を押すと、進みぐあいが分かります。"</p>
                    <div class="actions"><a class="btn line" href="/registration">{told.link}</a></div>
                </section>
            </RegistrationProgress>
            <PageScript script=Script::Islands frame=frame.clone()/>
        }
        .into_any(),
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
    fn tells_how_far_it_is_until_it_is_over() {
        use StepState::{Done, Failed, Running, Waiting};
        for (state, over, said, tones) in [
            (
                Registration::InProgress { steps: steps([Done, Running, Waiting, Waiting]) },
                false,
                "4つの手順のうち 1つまで終わりました",
                "done now wait wait",
            ),
            (
                Registration::InProgress { steps: steps([Done, Failed, Waiting, Waiting]) },
                true,
                "番号を受け取れませんでした",
                "done fail wait wait",
            ),
            (Registration::NotRegistered, true, "まだされていません", ""),
        ] {
            let told = told(&state);
            assert_eq!(told.over, over, "{state:?}");
            assert!(told.sentence.contains(said), "{}", told.sentence);
            assert_eq!(told.steps.iter().map(|step| step.tone.as_str()).collect::<Vec<_>>().join(" "), tones);
        }
        assert!(!not_known().over, "not being reached is no end");
    }
}
