//! The question whether a provider may have records: who asks, for what, which kinds and years, until when. Everything can be
//! struck, and saying no leads back just as well.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::about;
use crate::domain::calendar::long_date;
use crate::domain::delegation::{RecordKind, kinds_words};
use crate::domain::partner::{Partner, Standing, Term, Terms, Years, what_travels};
use crate::pages::visit::{Draft, Frame, Visitor, frame, visitor};
use crate::sharing::{Asked, Given, NotAsked};
use crate::ui::card::Card;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKey;

/// The page.
#[component]
pub fn AskPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let query = frame.address.split_once('?').map_or("", |(_, query)| query).to_owned();
    match visitor.sharing.asked(&query).await {
        Ok(asked) => {
            // A list that cannot be read is no reason not to ask.
            let given = visitor.sharing.given().await.unwrap_or_default();
            let before =
                given.into_iter().find(|one| one.standing == Standing::InForce && one.partner.id == asked.partner.id);
            question(&asked, &frame, before.as_ref()).into_any()
        }
        Err(why) => {
            // Opened without a question there is nothing wrong: there is only nothing to ask.
            frame.status.set(if why == NotAsked::NoQuestion { 200 } else { 503 });
            let words = match why {
                NotAsked::NoQuestion => {
                    "この画面は、事業者のアプリから開いたときに使います。何も渡していません。事業者のアプリに戻り、もう一度はじめてください。"
                }
                NotAsked::NotReadable => {
                    "いま、事業者の登録を確かめられません。何も渡していません。数分おいて、もう一度お試しください。"
                }
            };
            view! {
                <div class="head"><h1>"渡すかどうかを決める求めが、届いていません"</h1></div>
                <div class="banner warn"><p>{words}</p><p><a class="btn line" href="/sharing">"PHR事業者への提供を見る"</a></p></div>
            }
            .into_any()
        }
    }
}

fn question(asked: &Asked, frame: &Frame, before: Option<&Given>) -> impl IntoView + use<> {
    let name = asked.partner.name.clone();
    let hidden =
        asked.fields.iter().map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> });
    let hidden = hidden.collect_view();
    let (about, number, offline) = (about(&asked.partner), number(&asked.partner), asked.offline);
    let (kinds, years, terms) = (
        kinds(&asked.kinds, &frame.draft, before.map(|given| &given.terms)),
        years(frame.today, &frame.draft, before.map(|given| &given.terms)),
        terms(frame.today, &frame.draft, offline),
    );
    let before = before.map(|given| {
        let (kinds, years) = (kinds_words(&given.terms.kinds), given.terms.years.words());
        let words = format!("いまの同意（記録：{kinds}／年：{years}／期限：{} まで）は終わり、下で選んだものに替わります。「渡さない」を押すと、いまの同意がそのまま続きます。", long_date(given.until.date()));
        view! {
            <div class="banner">
                <p><b>"この事業者には、もう同意しています。"</b></p>
                <p>{words}</p>
            </div>
        }
    });
    view! {
        <ErrorSummary errors=errors(&frame.draft)/>
        <div class="head">
            <h1>{format!("「{name}」に、あなたの記録を渡しますか")}</h1>
            <p class="soft">"求めているのは、このサイトの外の事業者です。渡すものを、あなたが選んで決めます。"</p>
        </div>
        {before}
        <Card title="求めている事業者">
            <p class="say"><b>{name}</b></p>
            {about}
            {number}
        </Card>
        <Card title="渡すもの">
            <form method="post" action="/oauth/authorize">
                <FormKey/>
                {hidden}
                <p>"氏名とふりがな・生年月日・性別は、どなたの記録かを示すために渡ります。"</p>
                {kinds}
                {years}
                {terms}
                {offline.then(|| view! { <p>"期限まで、あなたがこのサイトにログインしていない間も、事業者は記録を読みに来られます。「PHR事業者への提供」でいつでも止められます。"</p> })}
                <p class="small">"このあと、カードでもう一度確かめることがあります。確かめるまで、何も渡りません。"</p>
                <div class="actions">
                    <button class="btn" name="do" value="allow">"選んだものを渡す"</button>
                    <button class="btn line" formaction="/oauth/refuse">"渡さない"</button>
                </div>
            </form>
        </Card>
    }
}

fn number(partner: &Partner) -> impl IntoView + use<> {
    if partner.has_insured_number() {
        view! { <p><b>"「健康保険の資格」を選ぶと、記号・番号も渡ります（医療保険事業のため）。"</b></p> }.into_any()
    } else {
        view! { <p class="small">"健康保険の記号・番号は渡りません。"</p> }.into_any()
    }
}

const NO_KIND: &str = "渡す記録の種類を、1つ以上選んでください。何も渡したくないときは「渡さない」を押してください。";
const NO_YEAR: &str = "渡す記録の年を、1つ以上選んでください。";

/// What is wrong with an answer that came back.
fn errors(draft: &Draft) -> Vec<FieldError> {
    let lacks = |name: &str| draft.typed("client_id").is_some() && draft.typed(name).is_none();
    [("kind", "kinds", NO_KIND), ("year", "years", NO_YEAR)]
        .into_iter()
        .filter(|(name, ..)| lacks(name))
        .map(|(_, field, message)| FieldError { field, message: message.to_owned() })
        .collect()
}

/// The same beside its group.
fn error_of(draft: &Draft, group: &'static str) -> Option<impl IntoView + use<>> {
    let error = errors(draft).into_iter().find(|error| error.field == group)?;
    Some(view! { <p class="error">{error.message}</p> })
}

/// Whether a box is ticked: as it was sent before, else as it is asked for.
fn ticked(draft: &Draft, name: &str, value: &str, else_: bool) -> bool {
    if draft.typed("client_id").is_some() { draft.is_ticked(name, value) } else { else_ }
}

fn pick(kind: &'static str, name: &'static str, value: String, words: String, checked: bool) -> impl IntoView {
    let id = format!("{name}-{value}");
    let label = id.clone();
    view! {
        <label class="pick" for=label>
            <input type=kind id=id name=name value=value checked=checked/>
            <span>{words}</span>
        </label>
    }
}

/// As they are asked for; of whoever has agreed before, as it stands: what was struck is not given again unnoticed. Each is named
/// by its label, and described by what travels with it.
fn kinds(asked: &[RecordKind], draft: &Draft, before: Option<&Terms>) -> impl IntoView + use<> {
    let picks = asked.iter().map(|kind| {
        let checked = ticked(draft, "kind", kind.code(), before.is_none_or(|terms| terms.kinds.contains(kind)));
        let id = format!("kind-{}", kind.code());
        let (label, words, input) = (format!("{id}-name"), format!("{id}-items"), id.clone());
        view! {
            <label class="pick" for=id>
                <input type="checkbox" id=input name="kind" value=kind.code() checked=checked aria-labelledby=label.clone() aria-describedby=words.clone()/>
                <b id=label>{kind.label()}</b>
                <span id=words class="small">{what_travels(*kind)}</span>
            </label>
        }
    });
    view! { <fieldset id="kinds" tabindex="-1"><legend>"記録の種類（渡したくないものは、印を外してください）"</legend>{error_of(draft, "kinds")}{picks.collect_view()}</fieldset> }
}

fn years(today: NaiveDate, draft: &Draft, before: Option<&Terms>) -> impl IntoView + use<> {
    let offered = Years::offered(today);
    let (newest, oldest) = (offered.first().copied().unwrap_or_default(), offered.last().copied().unwrap_or_default());
    let singles = offered.into_iter().map(|year| {
        let words = if year == newest { format!("{year}年からこの先") } else { format!("{year}年") };
        let checked = before.is_none_or(|terms| terms.years.holds_year(year));
        pick("checkbox", "year", year.to_string(), words, ticked(draft, "year", &year.to_string(), checked))
    });
    let older = pick(
        "checkbox",
        "year",
        Years::OLDER.to_owned(),
        format!("{}年以前", oldest - 1),
        ticked(draft, "year", Years::OLDER, before.is_some_and(|terms| terms.years.older())),
    );
    view! { <fieldset id="years" tabindex="-1"><legend>"記録の年"</legend>{error_of(draft, "years")}<div class="picks">{singles.collect_view()}{older}</div></fieldset> }
}

/// Without access of their own the provider reads for minutes only; its frames show as long as this.
fn terms(today: NaiveDate, draft: &Draft, offline: bool) -> impl IntoView + use<> {
    let picks = Term::ALL.map(|term| {
        let last = today.checked_add_days(chrono::Days::new(term.days().unsigned_abs())).unwrap_or(today);
        let words = format!("{}日間（{} まで）", term.days(), long_date(last));
        pick("radio", "term", term.code().to_owned(), words, ticked(draft, "term", term.code(), term == Term::Month))
    });
    let legend =
        if offline { "いつまで" } else { "事業者の画面の中に、いつまで表示してよいか" };
    let minutes = (!offline).then(|| {
        view! { <p class="small">"事業者が記録を受け取り、自分の画面の中に出しはじめられるのは、同意のあとの数分だけです。下の期限は、それより長く使われないための上限です。"</p> }
    });
    view! { <fieldset><legend>{legend}</legend>{minutes}{picks.into_iter().collect_view()}</fieldset> }
}
