//! The two forms of the book: a row that no notice holds, and what was really paid for one that a notice holds.

use leptos::prelude::*;

use super::desk::{Fill, Press, SharedDesk};
use crate::domain::calendar::slashed;
use crate::domain::expense::book::row::{Row, Why};
use crate::domain::expense::book::typed::{Typed, TypedKind, Wrong};
use crate::domain::money::Yen;
use crate::domain::tax::form::Category;

/// What was typed before, by field; and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Fields as typed; empty where nothing was sent yet.
    pub fields: Vec<(String, String)>,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
}

impl Before {
    fn typed(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// What stands in a field: what was typed, else what is known.
    fn value(&self, name: &str, known: impl FnOnce() -> String) -> String {
        self.typed(name).unwrap_or_else(known)
    }

    fn ticked(&self, name: &str, known: bool) -> bool {
        if self.fields.is_empty() { known } else { self.typed(name).is_some_and(|value| !value.is_empty()) }
    }

    fn wrong(&self, name: &str) -> Option<String> {
        self.wrong.iter().find(|wrong| wrong.field == name).map(|wrong| wrong.message.clone())
    }
}

/// A one-line field with its label, help and error.
fn text(
    before: &Before,
    name: &'static str,
    label: &'static str,
    help: &'static str,
    value: String,
    numeric: bool,
) -> impl IntoView + use<> {
    let wrong = before.wrong(name);
    let is_wrong = wrong.is_some();
    let described = format!("{name}-help{}", if is_wrong { format!(" {name}-error") } else { String::new() });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="help" id=format!("{name}-help")>{help}</p>
            {wrong.map(|words| view! { <p class="error" id=format!("{name}-error")>{words}</p> })}
            <input type="text" id=name name=name value=value inputmode=if numeric { "numeric" } else { "text" } autocomplete="off" maxlength="200"
                list=(name == "whose").then_some("people") aria-describedby=described aria-invalid=is_wrong.then_some("true")/>
        </div>
    }
}

fn tick(before: &Before, name: &'static str, label: &'static str, known: bool) -> impl IntoView + use<> {
    let ticked = before.ticked(name, known);
    view! { <label class="pick"><input type="checkbox" name=name value="on" checked=ticked/><span>{label}</span></label> }
}

/// The form for a row that no notice holds.
#[component]
pub fn TypedForm(
    /// Tax year of the page.
    year: i32,
    /// The row that is written anew.
    #[prop(optional_no_strip)]
    row: Option<Typed>,
    /// Names to choose from.
    people: Vec<String>,
    /// What was typed before.
    before: Before,
    /// Who keeps the book.
    desk: SharedDesk,
) -> impl IntoView {
    let known = row.clone();
    let of = |get: fn(&Typed) -> String| known.as_ref().map(get).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(slashed).unwrap_or_default();
    let kind = before.value("kind", || of(|row| row.kind.code().to_owned()));
    let kind_wrong = before.wrong("kind");
    let kinds = TypedKind::ALL
        .into_iter()
        .enumerate()
        .map(|(place, one)| {
            let id = if place == 0 { "kind".to_owned() } else { format!("kind-{}", one.code()) };
            view! {
                <label class="pick"><input type="radio" name="kind" id=id value=one.code() checked=kind == one.code()/><b>{one.label()}</b><span class="small soft">{one.help()}</span></label>
            }
        })
        .collect_view();
    let paid = before.value("paid", || of(|row| row.paid.map(|paid| paid.0.to_string()).unwrap_or_default()));
    let back = before.value("back", || {
        of(|row| if row.reimbursed == Yen::ZERO { String::new() } else { row.reimbursed.0.to_string() })
    });
    let on = before.value("on", || known.as_ref().map(|row| day(row.on)).unwrap_or_default());
    let paid_on = before.value("paid_on", || {
        known.as_ref().map(|row| day(row.paid_on.filter(|paid| Some(*paid) != row.on))).unwrap_or_default()
    });
    let options = people.iter().map(|name| view! { <option value=name.clone()></option> }).collect_view();
    let whose = before
        .value("whose", || known.as_ref().map(|row| row.whose.clone()).or(people.first().cloned()).unwrap_or_default());
    let fields = view! {
        <fieldset>
            <legend>{"何に払いましたか"}</legend>
            {kind_wrong.map(|words| view! { <p class="error-text" id="kind-error">{words}</p> })}
            {kinds}
        </fieldset>
        <datalist id="people">{options}</datalist>
        {text(&before, "whose", "だれの分ですか", "医療を受けた人、薬を使った人の名前", whose, false)}
        {text(&before, "place", "払った先", "病院、薬局、店、バス会社などの名前", before.value("place", || of(|row| row.place.clone())), false)}
        {text(&before, "item", "品名・区間など ※任意", "薬の名前、「自宅－見本病院 往復10回」など", before.value("item", || of(|row| row.item.clone())), false)}
        {text(&before, "on", "受けた日・買った日 ※任意", "例：3/5。1年分をまとめて書くときは空けてください", on, false)}
        {text(&before, "paid", "払った額（円）", "領収書の額。まとめて書くときは合計", paid, true)}
        {text(&before, "back", "戻ってきた額（円）※任意", "保険金など、この支払いのために受け取った額", back, true)}
        {text(&before, "paid_on", "払った日 ※任意", "受けた日と違うときだけ。払った日の年の分になります", paid_on, false)}
        {tick(&before, "marked", "セルフメディケーション税制のしるし（★など）が、レシートか箱にある（市販薬だけ）", known.as_ref().is_some_and(|row| row.marked))}
        {tick(&before, "receipt", "領収書・レシートが手元にある", known.as_ref().is_some_and(|row| row.receipt))}
    };
    let label = if row.is_some() { "この内容に直す" } else { "書き足す" };
    let form = desk.form(Fill::Add(row.as_ref().map(|row| row.number)), fields.into_any(), label);
    let leave = row.is_some().then(|| desk.press(Press::New, "直すのをやめる", ""));
    let title = if row.is_some() { "書き足した行を直す" } else { "明細にない医療費を書き足す" };
    view! {
        <section class="card" id="edit">
            <header><h2>{title}</h2></header>
            <p class="small">{format!("{year}年に払った、市販薬・交通費・自費診療などです。マイナポータルの明細には入っていません。")}</p>
            {form}
            {leave}
        </section>
    }
    .into_any()
}

/// The form for what was really paid.
#[component]
pub fn CorrectForm(
    /// The row.
    row: Row,
    /// What was typed before.
    before: Before,
    /// Who keeps the book.
    desk: SharedDesk,
) -> impl IntoView {
    let notified = row.notified.map(|notified| notified.share).unwrap_or_default();
    let paid = before.value("paid", || row.paid().0.to_string());
    let back =
        before.value("back", || if row.reimbursed == Yen::ZERO { String::new() } else { row.reimbursed.0.to_string() });
    let paid_on = before.value("paid_on", || row.paid_on.map(slashed).unwrap_or_default());
    let why = before.value("why", || row.why.map(|why| why.code().to_owned()).unwrap_or_default());
    let category = before.value("category", || row.category.code().to_owned());
    let reasons = Why::ALL
        .into_iter()
        .map(|one| view! { <option value=one.code() selected=why == one.code()>{one.label()}</option> })
        .collect_view();
    let categories = Category::ALL
        .into_iter()
        .map(|one| view! { <option value=one.code() selected=category == one.code()>{one.label()}</option> })
        .collect_view();
    let fields = view! {
        {text(&before, "paid", "実際に払った額（円）", "領収書の額。払っていなければ 0", paid, true)}
        <div class="field">
            <label for="why">{"明細と違う理由 ※任意"}</label>
            <select id="why" name="why"><option value="">{"選ばない"}</option>{reasons}</select>
        </div>
        {text(&before, "back", "戻ってきた額（円）※任意", "高額療養費、保険の給付金など、この治療のために受け取った額（見込みでもかまいません）", back, true)}
        {text(&before, "paid_on", "払った日 ※任意", "12月の診療を1月に払ったときなど。払った日の年の分になります", paid_on, false)}
        <div class="field">
            <label for="category">{"医療費の区分"}</label>
            <select id="category" name="category">{categories}</select>
        </div>
        {tick(&before, "left_out", "医療費控除の対象ではない（合計に入れない）", row.left_out)}
    };
    let form = desk.form(Fill::Correct(row.name.clone()), fields.into_any(), "この額に直す");
    let undo = row.corrected.then(|| desk.press(Press::Uncorrect(&row.name), "明細の額に戻す", ""));
    let leave = desk.press(Press::New, "直すのをやめる", "");
    let when = row.treated.map(|month| month.to_string()).unwrap_or_default();
    view! {
        <section class="card" id="edit">
            <header><h2>{"実際に払った額に直す"}</h2></header>
            <p><b>{row.place.clone()}</b><br/>{format!("{when}診療分　{}さん　{}", row.whose, row.kind)}</p>
            <p class="num">{format!("届いた額（窓口相当負担額） {notified}")}</p>
            <p class="small">{"直した行の領収書は、申告期限から5年間保管してください。10円未満の端数だけの違いなら、直さなくてもかまいません。"}</p>
            {form}
            <div class="actions">{undo}{leave}</div>
        </section>
    }
    .into_any()
}
