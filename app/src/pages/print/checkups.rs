//! One sheet for the doctor: the newest values with the two days before, what is out of range by shape and word, drugs and
//! habits as answered, what the insurer recorded. It must fit one page of A4 and hold in black and white.

mod clamp;
mod table;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::derived::{completed, notes};
use crate::domain::checkup::report::{Report, days, name_of, report, whole_day};
use crate::domain::checkup::summary::{outside_before, recorded, value_words};
use crate::domain::checkup::threshold::Period;
use crate::domain::checkup::trends::Trends;
use crate::domain::checkup::{Measurement, Visit, guidance, metabolic};
use crate::domain::person::{Person, Sex};
use crate::pages::checkups::shown::shown;
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::trouble::TroubleNotice;
use clamp::Clamp;

/// Name of the sheet.
pub const TITLE: &str = "医師に見せるためのまとめ";

/// So many days stand on the sheet.
const DAYS: usize = 3;

/// The page.
#[component]
pub fn CheckupSheetPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let content = match shown(&*visitor.records, visitor.records.checkups().await).await {
        Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
        Ok(shown) if shown.visits.is_empty() => nothing().into_any(),
        Ok(shown) => view! {
            {shown.notice(false)}
            {controls()}
            {paper(&shown.visits, &visitor.person, frame.today)}
        }
        .into_any(),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/checkups">"健診の記録"</a></p>
            <h1>{TITLE}</h1>
        </div>
        {content}
    }
}

fn controls() -> impl IntoView {
    view! {
        <section class="card noprint">
            <h2>"紙に出す・保存する"</h2>
            <p>"紙に出すには、ブラウザーのメニューから「印刷」を選んでください。A4の紙1枚におさまります。この囲みは印刷されません。"</p>
            <p class="soft">"PDFに残すときは、印刷の画面で「PDFに保存」を選びます。共用のパソコンには保存しないでください。"</p>
        </section>
    }
}

fn nothing() -> impl IntoView {
    view! {
        <section class="card">
            <h2>"健診の記録は、まだありません"</h2>
            <p>"健診の結果が届くと、ここで1枚のまとめにできます。"</p>
            <div class="actions"><a class="btn line" href="/checkups">"健診の記録にもどる"</a></div>
        </section>
    }
}

fn paper(visits: &[Visit], person: &Person, today: NaiveDate) -> AnyView {
    // Oldest first, so that the newest stands at the right, where a line would end.
    let mut shown: Vec<Visit> = days(visits)
        .into_iter()
        .take(DAYS)
        .filter_map(|day| whole_day(visits, day))
        .map(|visit| completed(&visit, person))
        .collect();
    shown.reverse();
    let Some(newest) = shown.last() else { return ().into_any() };
    let report = report(newest, person);
    let trends = Trends::of(&shown, person);
    let clamp = Clamp::default();
    // Made before the note, which tells of all of them.
    let name = clamp.cut(&person.name, clamp::NAME);
    let whose = whose(person, newest.date, &clamp);
    let values = table::values(&shown, &trends, &rows(&shown), &clamp);
    let (answers, doctor) = (answers(&report, &clamp), doctor(&report, &clamp));
    let before = before(visits, &shown, person, &clamp);
    view! {
        <section class="card brief" aria-label=TITLE lang="ja" translate="no">
            <p><b>{name}</b>{whose}</p>
            {values}
            <p class="small">{format!("◇ は、特定健診の判定値（{}）の外、□ は、結果の紙にある範囲の外の値です。外れていても、すぐに病気とは限りません。測り方は健診ごとに違うことがあります。", periods(&shown))}</p>
            {table::left_out(&trends).map(|words| view! { <p class="small">{words}</p> })}
            {before.into_iter().map(|words| view! { <p class="small">{words}</p> }).collect_view()}
            {notes(&shown).into_iter().map(|words| view! { <p class="small">{words}</p> }).collect_view()}
            {answers}
            {doctor}
            {clamp.note().map(|words| view! { <p class="small">{words}</p> })}
            <p class="small soft">{format!("{}に、健診の記録（健康手帳）から作りました。国や自治体、健康保険が出した書類ではありません。", long_date(today))}</p>
        </section>
    }
    .into_any()
}

/// As many of what stands on no column are named.
const BEFORE: usize = 8;

/// Of more visits than have a column: that there are, and what those before found outside of items that the columns do not
/// name. Small visits must not push a grave value off the sheet unsaid.
fn before(visits: &[Visit], shown: &[Visit], person: &Person, clamp: &Clamp) -> Vec<String> {
    let all = days(visits).len();
    let (Some(first), Some(newest)) = (shown.first(), shown.last()) else { return Vec::new() };
    if all <= shown.len() {
        return Vec::new();
    }
    let mut said =
        vec![format!("新しいほうの {}回 を表にしました。健診の記録は、全部で {all}回 あります。", shown.len())];
    let outside = outside_before(&Trends::of(visits, person), first.date, newest.date);
    if !outside.is_empty() {
        let named: Vec<String> = outside.iter().take(BEFORE).map(|words| clamp.cut(words, clamp::WRITTEN)).collect();
        let more = outside.len() - named.len();
        let more = if more > 0 { format!("、ほか {more}項目") } else { String::new() };
        said.push(format!("表の前の健診にあり、範囲の外か、受診をすすめる値のもの：{}{more}。", named.join("、")));
    }
    said
}

/// The periods whose limits hold on the days, each once.
fn periods(shown: &[Visit]) -> String {
    let mut periods: Vec<&str> = shown.iter().map(|visit| Period::words(visit.date)).collect();
    periods.dedup();
    periods.join("、")
}

/// Kana, birth, age at the newest checkup, sex.
fn whose(person: &Person, on: NaiveDate, clamp: &Clamp) -> String {
    let kana = clamp.cut(&person.kana, clamp::NAME);
    let kana = if kana.is_empty() { kana } else { format!("（{kana}）") };
    let sex = match person.sex {
        Sex::Male => "、男性",
        Sex::Female => "、女性",
        Sex::Unspecified => "",
    };
    let years = on.years_since(person.birth).map(|years| format!("、最新の健診のとき {years}歳")).unwrap_or_default();
    format!("{kana} {}生まれ{years}{sex}", long_date(person.birth))
}

/// What the insurer recorded on each day; only what was recorded at least once.
fn rows(shown: &[Visit]) -> Vec<(&'static str, Vec<Option<String>>)> {
    [("メタボ判定（保険者の記録）", metabolic::RECORDED), ("保健指導レベル（保険者の記録）", guidance::RECORDED)]
        .into_iter()
        .map(|(name, code)| (name, shown.iter().map(|visit| recorded(visit, code)).collect::<Vec<_>>()))
        .filter(|(_, each)| each.iter().any(Option::is_some))
        .collect()
}

/// `服薬1(血圧)：はい`, of at most so many letters.
fn told(result: &Measurement, most: usize, clamp: &Clamp) -> Option<String> {
    let words = value_words(&result.value)?;
    Some(format!("{}：{}", clamp.cut(&name_of(result), clamp::NAME), clamp.cut(&words, most)))
}

/// Questions a doctor asks first: drugs, past diseases, smoking, drinking.
const ASKED: [&str; 10] = ["9N701", "9N706", "9N711", "9N716", "9N721", "9N726", "9N731", "9N736", "9N786", "9N943"];

fn answers(report: &Report<'_>, clamp: &Clamp) -> AnyView {
    let said: Vec<String> = report
        .questions
        .iter()
        .filter(|result| ASKED.iter().any(|code| result.code.starts_with(code)))
        .filter_map(|result| told(result, clamp::ANSWER, clamp))
        .collect();
    (!said.is_empty()).then(|| view! { <p class="small"><b>"最新の問診 "</b>{said.join(" ／ ")}</p> }).into_any()
}

/// What doctors wrote at the newest checkup.
fn doctor(report: &Report<'_>, clamp: &Clamp) -> AnyView {
    let said: Vec<String> = report.doctor.iter().filter_map(|result| told(result, clamp::WRITTEN, clamp)).collect();
    (!said.is_empty()).then(|| view! { <p class="small"><b>"最新の健診の所見 "</b>{said.join(" ／ ")}</p> }).into_any()
}
