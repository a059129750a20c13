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

/// One step to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// What is done in it.
    pub label: String,
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
        let class = match step.tone {
            StepTone::Done => "done",
            StepTone::Now => "now",
            StepTone::Waiting => "wait",
            StepTone::Failed => "fail",
        };
        let current = (step.tone == StepTone::Now).then_some("step");
        view! { <li class=class aria-current=current><span>{step.label}<br/><span class="state small">{step.state}</span></span></li> }
    });
    view! { <ol class="steps">{lines.collect_view()}</ol> }
}
