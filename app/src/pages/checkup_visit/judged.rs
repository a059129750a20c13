//! メタボ判定 and 保健指導レベル: as the insurer recorded them, and beside them what the values come to (参考), step by step.

use leptos::prelude::*;

use crate::domain::checkup::Visit;
use crate::domain::checkup::guidance::{Level, RECORDED as LEVEL_CODE, guidance, speaks_of};
use crate::domain::checkup::metabolic::{RECORDED as SYNDROME_CODE, Syndrome, metabolic};
use crate::domain::checkup::recorded::recorded_outcome;
use crate::domain::checkup::rule::{Judgement, Outcome};
use crate::domain::checkup::summary::recorded;
use crate::domain::person::Person;

/// The card; nothing where the insurer recorded nothing, and the rule does not speak of people of this age or the checkup is
/// of another kind.
pub(super) fn card(visit: &Visit, person: &Person, alone: bool) -> AnyView {
    let level = guidance(visit, person);
    let (said_syndrome, said_level) = (recorded(visit, SYNDROME_CODE), recorded(visit, LEVEL_CODE));
    let spoken_of = speaks_of(visit, person);
    if !spoken_of && said_syndrome.is_none() && said_level.is_none() {
        return ().into_any();
    }
    let syndrome = metabolic(visit, person);
    let level_differs = differs(recorded_outcome(visit), level.outcome);
    let syndrome_differs = spoken_of && differs(recorded_outcome(visit), syndrome.outcome);
    view! {
        <section class="card" id=alone.then_some("judged")>
            <h2>"メタボ判定と保健指導レベル"</h2>
            <h3>"メタボリックシンドローム判定"</h3>
            {of(said_syndrome, spoken_of.then(|| (syndrome_words(syndrome.outcome), Told::of(syndrome))), syndrome_differs)}
            <h3>"保健指導レベル"</h3>
            {of(said_level, Some((level_words(level.outcome), Told::of(level))), level_differs)}
            <p class="small soft">"正式な結果は、保険者の記録です。参考は、この健診の値から健康手帳が計算したもので、診断ではありません。基準値から外れていても、すぐに病気とは限りません。"</p>
        </section>
    }
    .into_any()
}

/// Whether both speak, and say different things. One that could not be made says nothing against the other.
fn differs<L: PartialEq + Copy>(recorded: Option<Outcome<L>>, ours: Outcome<L>) -> bool {
    matches!((recorded, ours), (Some(Outcome::Judged(recorded)), Outcome::Judged(ours)) if recorded != ours)
}

const fn level_words(outcome: Outcome<Level>) -> &'static str {
    match outcome {
        Outcome::Judged(level) => level.label(),
        Outcome::Undecided => UNDECIDED,
        Outcome::NotApplicable => "この年齢では決められません（40歳から74歳が対象）",
    }
}

const fn syndrome_words(outcome: Outcome<Syndrome>) -> &'static str {
    match outcome {
        Outcome::Judged(found) => found.label(),
        Outcome::Undecided | Outcome::NotApplicable => UNDECIDED,
    }
}

const UNDECIDED: &str = "計算できません（たりない値があります）";

/// The steps and the rule in words, whichever rule it is.
struct Told {
    steps: Vec<String>,
    rule: String,
}

impl Told {
    fn of<L>(judgement: Judgement<L>) -> Self {
        let rule = judgement.rule;
        Self {
            steps: judgement.steps.iter().map(|step| format!("{} … {}", step.words, step.word())).collect(),
            rule: format!("決まり：{}、{}。出典：{}", rule.name, rule.version, rule.source),
        }
    }
}

fn of(recorded: Option<String>, ours: Option<(&'static str, Told)>, differs: bool) -> AnyView {
    let recorded = recorded.unwrap_or_else(|| "記録なし".to_owned());
    let (ours, told) = ours.unzip();
    let note = differs.then(|| {
        view! { <p class="note"><b>"保険者の記録と、参考の計算が違います。"</b>"保険者は、ここに届いていない値や、あとで聞き取ったことも使うことがあります。くわしくは、保険者にたずねてください。"</p> }
    });
    let steps = told.map(|told| {
        let steps = told.steps.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! {
            <details open=differs>
                <summary>"参考の計算のすじみち"</summary>
                <ol class="dots">{steps}</ol>
                <p class="small soft">{told.rule}</p>
            </details>
        }
    });
    view! {
        <dl class="facts">
            <div><dt>"保険者の記録"</dt><dd><b>{recorded}</b></dd></div>
            {ours.map(|words| view! { <div><dt>"参考（健康手帳の計算）"</dt><dd>{words}</dd></div> })}
        </dl>
        {note}
        {steps}
    }
    .into_any()
}
