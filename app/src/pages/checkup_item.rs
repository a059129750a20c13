//! One checkup item through the years: `/checkups/items/{item}?years=5|10|all&with={item}`.
//!
//! In this order: the sentence, the number line, the trend, the table, what the test is, what it does not say. `{item}` is a
//! slug of the catalogue, or the 17-digit code of any other amount that was delivered.

mod beside;
mod history;
mod now;
mod periods;
pub(super) mod table;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::checkups::shown::shown;
use super::visit::{frame, visitor};
use crate::domain::checkup::Visit;
use crate::domain::checkup::guidance::speaks_of;
use crate::domain::checkup::next_step::Circle;
use crate::domain::checkup::subject::{Either, Subject as _};
use crate::domain::checkup::trend::Trend;
use crate::domain::checkup::trends::Trends;
use crate::domain::person::Person;
use crate::language::Language;
use crate::ui::lent::nothing_lent;
use crate::ui::trouble::TroubleNotice;
use beside::Beside;
use periods::Period;

/// The page.
#[component]
pub fn CheckupItemPage() -> impl IntoView {
    let address = use_params_map().with_untracked(|params| params.get("item")).unwrap_or_default();
    let (years, with) = use_query_map().with_untracked(|query| (query.get("years"), query.get("with")));
    let (visitor, frame) = (visitor(), frame());
    let today = frame.today;
    Suspend::new(async move {
        let shown = match shown(&*visitor.records, visitor.records.checkups().await).await {
            Ok(shown) => shown,
            Err(trouble) => {
                // What is known without any record still has its name.
                let known = Trends::of(&[], &visitor.person).find(&address);
                let title = known.map_or_else(|| "健診の項目".to_owned(), |trend| trend.item.title());
                return view! { {head(title)} <TroubleNotice trouble/> }.into_any();
            }
        };
        let trends = Trends::of(&shown.visits, &visitor.person);
        let Some(trend) = trends.find(&address) else {
            if !shown.is_whole() {
                return view! { {head("健診の項目".to_owned())} {shown.notice(false)} }.into_any();
            }
            frame.status.set(404);
            return unknown_item().into_any();
        };
        let beside = Beside::of(&trends, &trend, with.as_deref());
        let newest = trend.newest().map(|point| point.date);
        let after = shown.visits.iter().filter(|visit| Some(visit.date) > newest).count();
        let newest = shown.visits.iter().filter(|visit| Some(visit.date) == newest).collect();
        let told = Told { whole: shown.is_whole(), newest, after, person: &visitor.person, language: frame.language };
        view! {
            {head(trend.item.title())}
            {shown.notice(false)}
            {told.view(&trend, &beside, Period::from_query(years.as_deref()))}
            {shown.dated(today)}
        }
        .into_any()
    })
}

fn head(title: String) -> AnyView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/checkups">"健診の記録"</a></p>
            <h1>{title}</h1>
        </div>
    }
    .into_any()
}

/// What else there is to know about the records.
struct Told<'r> {
    /// Nothing is missing: only then may something be called absent.
    whole: bool,
    /// The checkups of the newest day that names the item.
    newest: Vec<&'r Visit>,
    /// How many checkups there were after that day.
    after: usize,
    /// Whose they are.
    person: &'r Person,
    /// The language of the page, for what only the browser writes into it.
    language: Language,
}

impl Told<'_> {
    /// The newest value; nothing without a checkup that names it.
    fn now(&self, trend: &Trend<Either>) -> Option<AnyView> {
        let judged = self.newest.iter().any(|visit| speaks_of(visit, self.person));
        let circles = self.newest.iter().map(|visit| Circle::of(visit, self.person));
        let circle = circles.reduce(|one, other| Circle { treated: one.treated || other.treated, ..one })?;
        Some(now::now(trend, judged, circle, self.after))
    }

    /// All that the records say of the item, and what the item is.
    fn view(&self, trend: &Trend<Either>, beside: &Beside, period: Period) -> AnyView {
        let values = match (trend.points.is_empty(), self.whole) {
            (false, _) => {
                view! { {self.now(trend)} {history::history(trend, beside, period, self.language)} }.into_any()
            }
            (true, false) => ().into_any(),
            (true, true) => nothing_lent().unwrap_or_else(|| none(trend.item.name()).into_any()),
        };
        view! { {values}{explained(&trend.item)} }.into_any()
    }
}

fn none(name: &str) -> impl IntoView + use<> {
    view! {
        <section class="card">
            <p class="say">{name.to_owned()}"の記録は、まだありません。"</p>
            <p>"この項目を含む健診を受けると、健診機関から保険者に届いたあと、ここに表示されます。"</p>
            <div class="actions"><a class="btn line" href="/checkups">"健診の記録にもどる"</a></div>
        </section>
    }
}

/// What the test is, and what it does not say.
fn explained(item: &Either) -> AnyView {
    let (about, source, limits) = match item {
        Either::Item(item) => {
            (item.about, Some(format!("出典：{}（説明の文は健康手帳によるものです）", item.source)), item.limits)
        }
        Either::Other(other) => (
            other.note.unwrap_or(
                "特定健診の項目ではないため、ここに説明はありません。届いた記録の値を、そのまま表示しています。何の検査かは、結果の紙か、健診を受けた所で確かめてください。",
            ),
            other.address().map(|code| format!("項目のコード（JLAC10）：{code}")),
            "1回の値だけで、病気かどうかは決まりません。検査の方法は健診を受けた所によって違うことがあり、ほかの所の値とそのまま比べられないことがあります。",
        ),
    };
    view! {
        <div class="grid two">
            <section class="card">
                <h2>"これは何の検査ですか"</h2>
                <p>{about}</p>
                {source.map(|words| view! { <p class="small soft">{words}</p> })}
            </section>
            <section class="card">
                <h2>"この結果だけでは分からないこと"</h2>
                <p>{limits}</p>
            </section>
        </div>
    }
    .into_any()
}

fn unknown_item() -> impl IntoView {
    view! {
        {head("その健診の項目は見つかりません".to_owned())}
        <section class="card">
            <p>"アドレスが変わったか、打ちまちがいがあるようです。あなたの記録は失われていません。"</p>
            <div class="actions"><a class="btn" href="/checkups">"健診の記録を開く"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
}
