//! The files to carry away, and for whom they are: the form in its two exclusive modes, with the trap of counting twice explained
//! before either can be had; the blank form that a person brings; lists and statements.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::expense::book::year::YearBook;
use crate::domain::tax::form::{Arrangement, Form};
use crate::domain::tax::mode::Mode;
use crate::domain::tax::rules::{YearRules, rules_of};
use crate::ui::form_notes::FormNotes;

/// Id of the field for the blank form.
const BLANK: &str = "blank-file";

/// A file that can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The form, written anew.
    Form,
    /// The form that the person brings, filled.
    Fill,
    /// The list.
    Csv,
    /// The statement to print.
    Pdf,
    /// The statement as text.
    Text,
}

impl Wanted {
    /// Last part of its address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Fill => "fill",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Text => "text",
        }
    }
}

/// Where the downloads of a page go.
pub trait Exports: Send + Sync {
    /// Address of a file.
    fn action(&self, wanted: Wanted) -> String;
    /// What goes around the buttons: a form, or nothing where the page is one.
    fn form(&self, wanted: Wanted, body: AnyView) -> AnyView;
    /// What stands beside the statement: what is asked for it, or what is said.
    fn beside_statement(&self) -> AnyView;
    /// Whether a box was ticked in a form that came back.
    fn was_ticked(&self, _name: &str, _value: &str) -> bool {
        false
    }
}

/// Shared by the parts of a page.
pub type SharedExports = Arc<dyn Exports>;

/// A mode and a part as one value of a button: `a:1`.
#[must_use]
pub fn which(mode: Mode, part: usize) -> String {
    format!("{}:{part}", mode.code())
}

/// Reads such a value; anything else is the first part of mode A.
#[must_use]
pub fn read_which(value: &str) -> (Mode, usize) {
    let (mode, part) = value.split_once(':').unwrap_or((value, "1"));
    (Mode::from_code(mode), part.parse().ok().filter(|part| *part > 0).unwrap_or(1))
}

/// The cards.
#[component]
pub fn FilesCards(
    /// The year.
    year: Arc<YearBook>,
    /// Where the downloads go.
    exports: SharedExports,
) -> impl IntoView {
    let number = year.year;
    let notice = rules_of(number).and_then(YearRules::form_notice);
    let corrected = year.correct_there().len();
    let with = year.form(Mode::WithNotice, Arrangement::Grouped);
    let without = year.form(Mode::WithoutNotice, Arrangement::Grouped);
    let parts_of = |form: &Result<Form, _>| form.as_ref().map_or(1, |form| form.parts().len());
    let (with_parts, without_parts) = (parts_of(&with), parts_of(&without));
    let with_body = match with {
        Ok(form) if form.rows.is_empty() => view! { <p>{"医療費通知にない医療費（市販薬、交通費、自費診療など）は、まだありません。連携だけで申告できるので、集計フォームはいりません。"}</p> }.into_any(),
        Ok(form) => buttons(&form, Mode::WithNotice, &exports),
        Err(error) => view! { <p class="error-text">{error.to_string()}</p> }.into_any(),
    };
    let without_body = match without {
        Ok(form) => buttons(&form, Mode::WithoutNotice, &exports),
        Err(error) => view! { <p class="error-text">{error.to_string()}</p> }.into_any(),
    };
    view! {
        <section class="card" id="form-files">
            <header><h2>{"申告用のファイル：医療費集計フォーム"}</h2></header>
            <p><b>{"二重に数えないために、先に選んでください。"}</b></p>
            <p class="small">{"e-Tax の「マイナポータル連携」を使うと、医療費通知にある医療費は自動で申告書に入ります。同じ行の入った集計フォームも読み込むと、二重に数えられます。"}</p>
            <h3>{"A　マイナポータル連携を使う（おすすめ）"}</h3>
            <p class="small">{"医療費通知にない行だけを入れます。"}</p>
            {(corrected > 0).then(|| view! { <p class="small">{format!("直した行が {corrected}件あります。連携で取り込んだあと、e-Tax の画面でも同じ額に直してください。")}</p> })}
            {with_body}
            <details open=exports.was_ticked(&format!("each-{}", Mode::WithoutNotice.code()), "on")>
                <summary>{"B　マイナポータル連携を使わない"}</summary>
                <p>{"すべての行を入れます。連携を使うときは、読み込まないでください。すべての領収書を、申告期限から5年間保管してください。"}</p>
                {without_body}
            </details>
            <ul class="dots small">
                {notice.map(|words| view! { <li>{words}</li> })}
                <li>{"国税庁の「医療費集計フォーム Ver.3.1」と同じ形で作りますが、国税庁のファイルではありません。「確定申告書等作成コーナー」で読み込めるかは、まだ確かめられていません。"}</li>
                <li>{"支払年月日は、あなたが入れた行だけに書きます（任意の欄です）。"}</li>
            </ul>
        </section>
        <section class="card" id="blank">
            <header><h2>{"国税庁のフォームに書き込む"}</h2></header>
            <p class="small">{"国税庁のホームページから受け取った、入力前の「医療費集計フォーム」（iryouhi_form_v3.1.xlsx など）を選ぶと、入力欄だけに書き込んで返します。ほかの部分（保護、入力の決まり、説明のシート）は、もとのままです。"}</p>
            {exports.form(Wanted::Fill, fill_fields(&exports, [with_parts, without_parts]))}
        </section>
        <section class="card" id="lists">
            <header><h2>{"一覧と、手元の控え"}</h2></header>
            {exports.form(Wanted::Csv, lists(&exports))}
            <p class="small soft">{"ファイルには氏名と受診先が入ります。共用のパソコンでは、使い終わったら消してください。"}</p>
        </section>
    }
    .into_any()
}

fn buttons(form: &Form, mode: Mode, exports: &SharedExports) -> AnyView {
    let parts = form.parts().len();
    let pressed = (1..=parts)
        .map(|part| {
            let label = if parts > 1 { format!("医療費集計フォームを受け取る（.xlsx、{parts}つのうち {part}つ目）") } else { "医療費集計フォームを受け取る（.xlsx）".to_owned() };
            view! { <button class="btn big" formaction=exports.action(Wanted::Form) name="which" value=which(mode, part)>{label}</button> }
        })
        .collect_view();
    let id = format!("each-{}", mode.code());
    let ticked = exports.was_ticked(&id, "on");
    let body = view! {
        <p class="num">{format!("{}行、払った額の合計 {}、補填される額の合計 {}", form.rows.len(), form.total, form.reimbursed)}</p>
        <FormNotes form=form.clone() asked_each=false/>
        <label class="pick" for=id.clone()><input type="checkbox" id=id.clone() name=id.clone() value="on" checked=ticked/><span>{"まとめずに、1件ずつの行にする"}</span></label>
        <div class="actions">{pressed}</div>
    };
    exports.form(Wanted::Form, body.into_any())
}

/// The place for the blank form, and a button for each part of the rows: `[A, B]` in so many parts.
fn fill_fields(exports: &SharedExports, [with, without]: [usize; 2]) -> AnyView {
    let pressed = |mode: Mode, label: &'static str, parts: usize| {
        (1..=parts)
            .map(|part| {
                let label = match parts {
                    1 => format!("{label}を書き込む"),
                    _ => format!("{label}を書き込む（{parts}つのうち {part}つ目）"),
                };
                view! { <button class="btn line" formaction=exports.action(Wanted::Fill) name="which" value=which(mode, part)>{label}</button> }
            })
            .collect_view()
    };
    view! {
        <div class="field">
            <label for=BLANK>{"入力前の医療費集計フォーム（.xlsx）"}</label>
            <input type="file" id=BLANK name="blank" accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>
        </div>
        <div class="actions">
            {pressed(Mode::WithNotice, "A（通知にない行だけ）", with)}
            {pressed(Mode::WithoutNotice, "B（すべての行）", without)}
        </div>
    }
    .into_any()
}

fn lists(exports: &SharedExports) -> AnyView {
    let csv = exports.action(Wanted::Csv);
    view! {
        {exports.beside_statement()}
        <div class="actions">
            <button class="btn line" formaction=exports.action(Wanted::Pdf) name="which" value="b:1">{"明細を受け取る（.pdf）"}</button>
            <button class="btn line" formaction=exports.action(Wanted::Text) name="which" value="b:1">{"明細を文字で受け取る（.txt）"}</button>
            <button class="btn line" formaction=csv.clone() name="encoding" value="utf-8">{"明細の一覧を受け取る（.csv）"}</button>
            <button class="btn line" formaction=csv name="encoding" value="cp932">{"明細の一覧を受け取る（.csv、古いExcel用）"}</button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_and_a_part_come_back_and_anything_else_counts_nothing_twice() {
        assert_eq!(read_which(&which(Mode::WithoutNotice, 2)), (Mode::WithoutNotice, 2));
        for value in ["", "x", "a:0", "a:-1", "?:?"] {
            assert_eq!(read_which(value), (Mode::WithNotice, 1), "{value}");
        }
    }
}
