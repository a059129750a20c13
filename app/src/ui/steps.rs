//! An ordered list of steps, each with its state in words and as a shape.

use leptos::prelude::*;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepTone {
    /// Over.
    Done,
    /// Being done.
    Now,
    /// To come.
    Waiting,
    /// Went wrong.
    Failed,
}

impl StepTone {
    /// The class of its line.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Waiting => "wait",
            Self::Failed => "fail",
        }
    }
}

/// One step to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// What is done in it.
    pub label: String,
    /// What that means.
    pub meaning: &'static str,
    /// How far it is, in words.
    pub state: String,
    /// The same as a shape.
    pub tone: StepTone,
}

/// The list.
#[component]
pub fn StepList(
    /// In order.
    steps: Vec<StepLine>,
) -> impl IntoView {
    let lines = steps.into_iter().map(|step| {
        let current = (step.tone == StepTone::Now).then_some("step");
        view! {
            <li class=step.tone.class() aria-current=current>
                <span>
                    <b>{step.label}</b><br/>
                    <span class="small soft">{step.meaning}</span><br/>
                    <span class="state">{step.state}</span>
                </span>
            </li>
        }
    });
    view! { <ol class="steps">{lines.collect_view()}</ol> }
}
