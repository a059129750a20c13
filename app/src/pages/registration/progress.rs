//! A registration under way: each step with its state in words; the page fetches itself again until it is over.

use leptos::prelude::*;

use crate::domain::registration::{Step, StepState};
use crate::ui::form_key::FormKey;
use crate::ui::steps::{StepLine, StepList, StepTone};

/// The steps as the hub reports them.
pub(super) fn list(steps: &[Step]) -> impl IntoView + use<> {
    let lines = steps
        .iter()
        .map(|step| {
            let at = step.at.map(|at| format!("（{}）", at.format("%-H:%M"))).unwrap_or_default();
            let tone = match step.state {
                StepState::Done => StepTone::Done,
                StepState::Running => StepTone::Now,
                StepState::Waiting => StepTone::Waiting,
                StepState::Failed => StepTone::Failed,
            };
            StepLine { label: step.name.label().to_owned(), state: format!("{}{at}", step.state.label()), tone }
        })
        .collect();
    view! { <StepList steps=lines/> }
}

/// The progress; where a step failed, the way on.
pub(super) fn under_way(steps: &[Step]) -> impl IntoView + use<> {
    let failed = steps.iter().any(|step| step.state == StepState::Failed);
    let done = steps.iter().filter(|step| step.state == StepState::Done).count();
    let list = list(steps);
    let (title, sentence, way_on) = if failed {
        let form = view! {
            <p>"これまでの記録は失われていません。もう一度登録を試せます。"</p>
            <form method="post" action="/registration">
                <FormKey/>
                <div class="actions"><button class="btn" name="register" value="1">"もう一度登録する"</button><a class="btn line" href="/help#trouble">"困ったときは"</a></div>
            </form>
        };
        (
            "登録が途中で止まりました",
            format!("{}つの手順のうち {done}つまで終わったところで、先へ進めなくなりました。", steps.len()),
            form.into_any(),
        )
    } else {
        let link = view! {
            <p class="small soft">"この画面は数秒ごとに自動で新しくなります。閉じても登録は続きます。"</p>
            <div class="actions"><a class="btn line" href="/registration">"いまの状態を見る"</a></div>
        };
        (
            "登録を進めています",
            format!("{}つの手順のうち {done}つまで終わりました。ふつうは1分ほどで終わります。", steps.len()),
            link.into_any(),
        )
    };
    view! {
        <section class="card" aria-labelledby="progress">
            <h2 id="progress">{title}</h2>
            <p role="status">{sentence}</p>
            {list}
            {way_on}
        </section>
    }
}
