//! After reporting: the number, where the report went, how far it is and what comes next.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::access::moment_words;
use crate::domain::access::report::{Progress, Report};
use crate::domain::calendar::long_date;
use crate::ui::facts::{Fact, Facts};
use crate::ui::steps::{StepLine, StepList, StepTone};

/// The report as it stands.
pub(super) fn told(report: &Report, today: NaiveDate) -> impl IntoView + use<> {
    let progress = report.progress(today);
    let title = match progress {
        Progress::Received => "受け付けました",
        Progress::Asking => "見たところへ確かめています",
        Progress::Overdue => "回答が遅れています",
        Progress::Answered => "回答が届きました",
    };
    let overdue = (progress == Progress::Overdue).then(|| {
        view! { <p>"回答の予定の日を過ぎました。受付番号を添えて、伝えた先に問い合わせてください。伝えた内容は失われていません。"</p> }
    });
    let answer = report.answer.as_ref().map(|answer| {
        view! {
            <p class="say">{answer.text.clone()}</p>
            <p>"それでも心当たりがないときは、受付番号を添えて、伝えた先に問い合わせてください。"</p>
        }
    });
    let (at, reason, goes_to) = (moment_words(report.at), report.reason.label(), report.goes_to.clone());
    let answer_by = format!("{} まで", long_date(report.answer_by));
    view! {
        <section class="card" aria-labelledby="told">
            <h2 id="told">{title}</h2>
            <p>"受付番号"</p>
            <p class="total num">{report.number.clone()}</p>
            {overdue}
            {answer}
            <Facts>
                <Fact name="伝えた日時">{at}</Fact>
                <Fact name="理由">{reason}</Fact>
                <Fact name="伝えた先">{goes_to}</Fact>
                <Fact name="回答の予定">{answer_by}</Fact>
            </Facts>
            <h3>"これからのこと"</h3>
            <StepList steps=steps(report, progress)/>
            <p class="small soft">"回答は、このページに出ます。同じ閲覧を何度伝えても、受け付けは一度だけです。急ぐときは、見たところに直接、日付を伝えて確かめることもできます。"</p>
            <div class="actions"><a class="btn line" href="/access">"一覧へ戻る"</a></div>
        </section>
    }
}

fn steps(report: &Report, progress: Progress) -> Vec<StepLine> {
    let asked = report.asked_on.map(|on| format!("{} から", long_date(on)));
    let answered = report.answer.as_ref().map(|answer| format!("{} に届きました", long_date(answer.on)));
    let tone = |done: bool, now: bool| match (done, now) {
        (true, _) => StepTone::Done,
        (false, true) => StepTone::Now,
        (false, false) => StepTone::Waiting,
    };
    let over = progress == Progress::Answered;
    vec![
        StepLine {
            label: "受け付け".into(),
            meaning: "伝えた内容が、記録を管理するところに届きます。",
            state: format!("{} に届きました", moment_words(report.at)),
            tone: StepTone::Done,
        },
        StepLine {
            label: "見たところへの確認".into(),
            meaning: "だれが、何のために、どの同意で見たのかをたずねます。",
            state: asked.unwrap_or_else(|| "これから".into()),
            tone: tone(over, report.asked_on.is_some()),
        },
        StepLine {
            label: "あなたへの回答".into(),
            meaning: "分かったことと、必要な手続きを知らせます。",
            state: answered.unwrap_or_else(|| format!("{} までの予定", long_date(report.answer_by))),
            tone: tone(over, false),
        },
    ]
}
