//! The files that a person holds, made readable: `/import`. Expenses of マイナポータル and of insurers, one's own book, documents of
//! checkups, notebooks of drugs. Needs no sign-in.
//!
//! With JavaScript the browser reads the files and sends nothing; without, the server reads them in memory and keeps nothing:
//! everything travels with the page.

mod host;
mod keep;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use self::host::host;
use super::visit::frame;
use crate::domain::expense::book::file;
use crate::domain::import::desk::FileDesk;
use crate::domain::import::{MAX_BYTES, MAX_FILES, MAX_SENT};
use crate::domain::tax::income::read_income;
use crate::domain::tax::rules::{rules_of, selectable_years};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKey;
use crate::ui::import_view::{ImportView, NOTHING_CHOSEN};
use crate::ui::text_area::TextArea;
use crate::ui::way::Way;

/// The page. What the form brought stands in the frame.
#[component]
pub fn ImportPage() -> impl IntoView {
    let frame = frame();
    let today = frame.today;
    let signed_in = frame.visitor.is_some();
    // For the browser's own reader, which knows nobody.
    let keeps = match &frame.visitor {
        None => "no",
        Some(visitor) if visitor.acting.is_some() => "acting",
        Some(_) => "yes",
    };
    // Whom files are held against before anything is offered: it stands on this one page, and nowhere in the browser beside it.
    let own = frame.visitor.as_ref().filter(|_| keeps == "yes").map(|visitor| visitor.person.clone());
    let (name, kana) = (own.as_ref().map(|own| own.name.clone()), own.as_ref().map(|own| own.kana.clone()));
    let (birth, sex) = (own.as_ref().map(|own| own.birth.to_string()), own.as_ref().map(|own| own.sex.code()));
    let imported = frame.imported.clone();
    let income = imported.as_ref().map(|state| state.desk.income_typed.clone()).unwrap_or_default();
    let qr = imported.as_ref().map(|state| state.outcome.qr_typed.clone()).unwrap_or_default();
    let packed =
        imported.as_ref().filter(|state| !state.desk.book.is_empty()).map(|state| file::write(&state.desk.book, today));
    let has_book = packed.is_some();
    // What was told beside the book comes along with further files.
    let told = imported.as_ref().filter(|_| has_book).map(|state| told_beside(&state.desk)).unwrap_or_default();
    let wrong = imported.as_ref().filter(|state| state.pressed_files).and_then(|state| {
        match (state.outcome.too_much, state.outcome.is_empty()) {
            (true, _) => Some(too_much()),
            (false, true) => Some(NOTHING_CHOSEN.to_owned()),
            (false, false) => None,
        }
    });
    let is_wrong = wrong.is_some();
    // Where there is a book its own fields say it.
    let wrong_income = (!has_book).then(|| read_income(&income).err().map(|error| error.to_string())).flatten();
    let errors: Vec<FieldError> = [("files", &wrong), ("income", &wrong_income)]
        .into_iter()
        .filter_map(|(field, wrong)| wrong.clone().map(|message| FieldError { field, message }))
        .collect();
    let result = imported
        .filter(|state| !state.outcome.is_empty() || !state.desk.book.is_empty())
        .map(|state| view! { <ImportView outcome=state.outcome.clone() desk=Arc::new(state.desk.clone()) today host=host()/> });
    let has_result = result.is_some();
    view! {
        <ErrorSummary errors/>
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"医療費・健診・お薬手帳のファイルを読み込む"</h1>
            <p class="soft">"マイナポータルや保険者から受け取った医療費のファイルから、家族の1年分をまとめ、確定申告の準備をします。保険者や健診機関から受け取った健診結果のファイル（XML、ZIP）と、お薬手帳のファイルやQRコードは、中身を表で見られます。読むだけなら、ログインはいりません。"</p>
        </div>
        <div id="import-result" class="grid">{result}</div>
        <div class="grid side">
            <section class="card">
                <header><h2>{if has_book { "ファイルを足す" } else { "ファイルを選ぶ" }}</h2></header>
                <form method="post" action="/import" enctype="multipart/form-data" id="import-form" data-keep=keeps data-sign-in=frame.here.clone()
                    data-name=name data-kana=kana data-birth=birth data-sex=sex data-today=today.to_string()>
                    <FormKey/>
                    {packed.map(|packed| view! { <input type="hidden" name="book" value=packed/> })}
                    {told.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
                    <div class="field">
                        <label for="files">"医療費のファイル（「医療費情報_」で始まるCSVファイル、保険者のXML、医療費の帳簿）、健診結果のファイル（XML、ZIP）、お薬手帳のファイル"</label>
                        <p class="help" id="files-help">{limits()}</p>
                        {wrong.map(|message| view! { <p class="error" id="files-error">{message}</p> })}
                        <input type="file" id="files" name="files" multiple accept=".csv,text/csv,.xml,text/xml,application/xml,.zip,application/zip,.json,application/json,.txt,text/plain,.dat"
                            aria-describedby=if is_wrong { "files-help files-error import-privacy" } else { "files-help import-privacy" }
                            aria-invalid=is_wrong.then_some("true")/>
                    </div>
                    <div class="field">
                        <label for="qr">"お薬手帳のQRコードの文字 ※任意"</label>
                        <p class="help" id="qr-help">"QRコードを読み取るアプリで出た文字（「JAHISTC」で始まります）を、そのまま貼り付けてください。いくつかに分かれているときは、全部を続けて貼り付けます。順番はどうでもかまいません。"</p>
                        <TextArea name="qr" value=qr rows=4 described_by="qr-help"/>
                    </div>
                    {(!has_book).then(|| view! {
                        <div class="field" id="first-income">
                            <label for="income">"申告する人の総所得金額等（円）※任意"</label>
                            <p class="help" id="income-help">{income_help(today)}</p>
                            {wrong_income.clone().map(|message| view! { <p class="error" id="income-error">{message}</p> })}
                            <input type="text" id="income" name="income" inputmode="numeric" autocomplete="off" maxlength="40" value=income
                                aria-describedby=if wrong_income.is_some() { "income-help income-error" } else { "income-help" }
                                aria-invalid=wrong_income.is_some().then_some("true")/>
                        </div>
                    })}
                    <p class="small" id="import-privacy">"ファイルはこのサーバーに送られ、メモリーの中で読み取ったあと、すぐに捨てます。保存はしません。"</p>
                    <div class="actions"><button class="btn big">"読み込む"</button></div>
                </form>
            </section>
            <details class="card fold" id="how-to-get" open=!has_result>
                <summary><h2>"ファイルの受け取り方"</h2></summary>
                <ol class="steps">
                    <li><span>"マイナポータルにログインし、「わたしの情報」を開く"</span></li>
                    <li><span>"「医療費通知情報」を選び、期間を1月から12月にする"</span></li>
                    <li><span>"CSVファイルで受け取る（名前は変えず、Excelで開き直さない）"</span></li>
                    <li><span>"家族の分は、それぞれの人のファイルを受け取る"</span></li>
                </ol>
                <h2>"保険者から受け取ったもの"</h2>
                <ul class="dots">
                    <li>"e-Tax 用の医療費通知（XML）は、中身を見て、マイナポータルの明細と見くらべられます。申告には、受け取ったままのファイルを e-Tax に出します"</li>
                    <li>"お薬手帳のファイル（JAHIS形式）に市販薬があれば、書き足しの行にします"</li>
                </ul>
                <h2>"健診結果のファイル"</h2>
                <ul class="dots">
                    <li>"特定健診などの標準の形式（hc08 の第7版・第8版）のXMLファイルです。名前は「h」で始まります"</li>
                    <li>"保険者や健診機関から受け取ったZIPファイルは、開かずにそのまま選べます"</li>
                    <li>"ログインしていると、あなた本人の健診だけを、あなたの記録に加えられます"</li>
                </ul>
                <h2>"お薬手帳"</h2>
                <ul class="dots">
                    <li>"お薬手帳アプリから書き出したファイル（JAHIS形式、1行目が「JAHISTC」で始まる）を選びます"</li>
                    <li>"薬局でもらう紙のQRコードは、読み取った文字を「QRコードの文字」に貼り付けます"</li>
                    <li>"市販薬は、JANコード（箱のバーコードの数字）を1行に1つずつ入れたファイルでも読み取れます"</li>
                </ul>
                <p class="small"><Way href="/import/otc" or_nothing=true>"市販薬を1つずつ書き加える"</Way></p>
                {signed_in.then(|| view! { <p class="small"><Way href="/tax" or_nothing=true>"このサイトの記録から用意する"</Way></p> })}
            </details>
        </div>
    }
}

/// How much may be chosen. The browser's own reader takes each file by itself; a form that is sent is taken as a whole.
fn limits() -> String {
    let (one, sent) = (MAX_BYTES >> 20, MAX_SENT >> 20);
    format!(
        "家族の分など、一度に {MAX_FILES}ファイルまで選べます。1つのファイルは {one}MBまでです。このブラウザで JavaScript が使えないときは、ファイルをサーバーに送るので、全部あわせて {sent}MBまでです。"
    )
}

/// What happened, that nothing was lost, and what to do.
fn too_much() -> String {
    format!(
        "選んだファイルが大きすぎるため、どれも読み込みませんでした。一度に送れるのは、全部あわせて {}MBまでです。何も変更されていません。ファイルを1人分ずつに分けて、もう一度選んでください。",
        MAX_SENT >> 20
    )
}

/// What the page's form tells beside the book, by the names of its fields.
fn told_beside(desk: &FileDesk) -> Vec<(&'static str, String)> {
    vec![
        ("income", desk.income_typed.clone()),
        ("range", desk.range.clone()),
        ("deductions", desk.deductions_typed.clone()),
        ("effort", desk.effort.map(|effort| effort.code().to_owned()).unwrap_or_default()),
        ("year", desk.year.map(|year| year.to_string()).unwrap_or_default()),
    ]
}

/// Who need not give an income, by the newest rules.
fn income_help(today: NaiveDate) -> Option<String> {
    let rules = rules_of(selectable_years(today).next()?)?;
    Some(rules.medical.income_not_needed())
}
