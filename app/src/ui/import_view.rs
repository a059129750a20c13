//! What came out of the chosen files: which were read, what to look at, and the book that they make, to be worked on.
//!
//! Shown by the server after a plain form, and by the browser's own converter. Every text stands in braces where nothing
//! around it changes: Leptos would else write such parts as HTML, which the page's Trusted Types refuse.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::tax_year_label;
use crate::domain::expense::book::change::Done;
use crate::domain::expense::book::gather::Gathered;
use crate::domain::expense::book::year::YearBook;
use crate::domain::import::desk::{Editing, FileDesk};
use crate::domain::import::{
    Brought, BroughtFile, CheckupFile, Household, ImportedFile, MAX_FILES, NotebookFile, Outcome,
};
use crate::domain::money::Yen;
use crate::domain::order;

use super::book::against::AgainstCard;
use super::book::ask::AskCard;
use super::book::brought::BroughtCard;
use super::book::coverage::{CoverageCard, tells_something};
use super::book::desk::{OneForm, SharedDesk};
use super::book::edit::{Before, CorrectForm, TypedForm};
use super::book::files::{FilesCards, SharedExports};
use super::book::overview::Overview;
use super::book::places::SumCards;
use super::book::rows::RowsCard;
use super::book::schemes::SchemesCards;
use super::book::steps::{StepsCard, Way};
use super::checkup_import::{CheckupImport, Keep, people_of};
use super::error_summary::{ErrorSummary, FieldError};
use super::income_fields::IncomeFields;
use super::notebook_import::{KeepBook, KeepOtc, NotebookImport};

/// A page that is sent whole takes the focus to its result; the browser's converter moves the focus itself.
const SENT_WHOLE: bool = cfg!(feature = "ssr");

/// Id of the heading that takes the focus.
pub const TITLE_ID: &str = "import-title";

/// The parts of a book that people come for.
const JUMPS: [(&str, &str); 4] =
    [("#rows", "明細"), ("#worked-out", "控除の目安"), ("#form-files", "集計フォーム"), ("#lists", "手元の控え")];

/// What is said where the form was sent without a file.
pub const NOTHING_CHOSEN: &str = "ファイルが選ばれていません。医療費のファイル（CSV、XML）、健診結果のファイル（XML、ZIP）、お薬手帳のファイルのどれかを選ぶか、お薬手帳のQRコードの文字を入れてください。";

/// What the page of files is made of, besides what was read.
#[derive(Clone)]
pub struct Host {
    /// Where the downloads go.
    pub exports: SharedExports,
    /// Goes around everything that belongs to the book: the one form.
    pub form: fn(&FileDesk, AnyView) -> AnyView,
    /// What stands below the book: the way to keep it.
    pub keep_book: fn(&FileDesk) -> AnyView,
    /// Makes the ways to add what was read to the record.
    pub keeps: Keeps,
}

/// Makes the ways to add what was read to the record.
#[derive(Clone, Copy)]
pub struct Keeps {
    /// A person's checkups.
    pub checkups: Keep,
    /// A notebook of drugs.
    pub notebook: KeepBook,
    /// A list of drugs bought without prescription.
    pub otc: KeepOtc,
}

/// The result of reading files.
#[component]
pub fn ImportView(
    /// What became of the files.
    outcome: Outcome,
    /// The book as it is worked on.
    desk: Arc<FileDesk>,
    /// Today in Japan.
    today: NaiveDate,
    /// Where things go.
    host: Host,
) -> impl IntoView {
    let title = match (outcome.read(), outcome.chosen() - outcome.read()) {
        (0, 0) => "読み込んだ医療費".to_owned(),
        (0, _) => "読み取れるファイルがありませんでした".to_owned(),
        (read, 0) => format!("{read}件のファイルを読み取りました"),
        (read, not) => format!("{read}件のファイルを読み取りました（{not}件は読み取れませんでした）"),
    };
    let failed = outcome.read() == 0 && outcome.chosen() > 0;
    let household = outcome.household();
    let set = outcome.checkup_set();
    let checkups = (!set.is_empty()).then(|| {
        let (people, repeated, keep) = (people_of(&set), set.repeated, host.keeps.checkups);
        view! { <CheckupImport people repeated keep/> }.into_any()
    });
    let files = (outcome.chosen() > 0).then(|| file_list(&outcome));
    let full = outcome.full.map(|full| view! { <p class="error-text">{full.to_string()}</p> });
    let drugs = (!outcome.notebooks.is_empty() || !outcome.otc.is_empty()).then(|| {
        let (notebooks, otc, keeps) = (outcome.notebooks, outcome.otc, host.keeps);
        view! { <NotebookImport notebooks otc today keep_book=keeps.notebook keep_otc=keeps.otc/> }.into_any()
    });
    let said = desk.done.map(|done| view! { <p role="status"><b>{done_words(done)}</b></p> });
    let errors: Vec<FieldError> =
        desk.wrong.iter().map(|wrong| FieldError { field: wrong.field, message: wrong.message.clone() }).collect();
    view! {
        <ErrorSummary errors/>
        <section class="card">
            <header><h2 id=TITLE_ID tabindex="-1" autofocus=SENT_WHOLE>{title}</h2></header>
            {said}
            {failed.then(|| view! { <p>{"下の理由を見て、もう一度ファイルを選んでください。お手元のファイルは変わっていません。"}</p> })}
            {full}
            {files}
            <HouseholdNotes household/>
        </section>
        {checkups}
        {drugs}
        <BookView desk today host/>
    }
    .into_any()
}

/// The book: years, questions, rows, schemes, files, steps.
#[component]
fn BookView(desk: Arc<FileDesk>, today: NaiveDate, host: Host) -> impl IntoView {
    if desk.book.is_empty() {
        return ().into_any();
    }
    let gathered = desk.gathered();
    let Some(year) = desk.year_book(&gathered, today).map(Arc::new) else { return ().into_any() };
    let mut years = gathered.years();
    if !years.contains(&year.year) {
        years.push(year.year);
        order::sort_by(&mut years, |a, b| b.cmp(a));
    }
    let links = (years.len() > 1).then(|| {
        let number = year.year;
        let links = years
            .iter()
            .take(10)
            .map(|one| {
                let count = gathered.of_year(*one).len();
                let open = *one == number;
                view! { <li><button class="btn line slim" name="do" value=format!("year:{one}") aria-current=open.then_some("true")>{format!("{}（{count}件）", tax_year_label(*one))}</button></li> }
            })
            .collect_view();
        view! { <div class="years"><p class="small">{"明細が複数の年にわたっています。年ごとに申告します。"}</p><ul>{links}</ul></div> }
    });
    let one_form: SharedDesk = Arc::new(OneForm);
    let choice = year.choice(desk.situation(), desk.effort_told());
    let marked = year.rows.iter().any(|row| row.marked);
    let ask = view! { <IncomeFields year=year.year income=desk.income_typed.clone() range=desk.range.clone() deductions=desk.deductions_typed.clone() effort=desk.effort word=Some("compute") promise="ここに入れた所得は、計算に使うだけで、保存しません。"/> };
    let schemes = match choice {
        Some(choice) => view! { <SchemesCards choice marked ask=ask.into_any()/> }.into_any(),
        None => view! { <section class="card"><h2>{format!("{}年分の控除は計算できません", year.year)}</h2><p>{"この年の決まりが、まだ入っていません。"}</p></section> }.into_any(),
    };
    let refs = year.refs();
    let correct_there = year.correct_there();
    let receipts = refs.iter().filter(|row| row.needs_receipt()).count();
    let steps = Way::ALL
        .into_iter()
        .map(|way| view! { <details class="year"><summary>{format!("次にすること：{}", way.label())}</summary><StepsCard year=year.year way today correct_there=correct_there.clone() receipts/></details> })
        .collect_view();
    let edit = edit_card(&desk, &year, &gathered, Arc::clone(&one_form));
    let body = view! {
        <div class="grid">
            // The key "Enter" in a field presses the first button of the form.
            <button class="vh" name="do" value="enter" tabindex="-1" aria-hidden="true">{"計算する"}</button>
            <input type="hidden" name="year" value=year.year/>
            {links}
            <div class="jump" role="navigation" aria-label="この下にあるもの"><ul>{JUMPS.into_iter().map(|(to, words)| view! { <li><a class="btn line slim" href=to>{words}</a></li> }).collect_view()}</ul></div>
            <AskCard questions=year.questions.clone() rows=gathered.in_doubt(&year.questions) desk=Some(Arc::clone(&one_form))/>
            {edit}
            <Overview year=Arc::clone(&year) beside=().into_any()/>
            <CoverageCard coverage=year.coverage.clone() folded=!tells_something(&year.coverage)/>
            <RowsCard year=Arc::clone(&year) page=desk.page desk=Some(Arc::clone(&one_form)) folded=false/>
            <SumCards summary=year.summary.clone() folded=true/>
            <AgainstCard against=year.against.clone() folded=true/>
            {schemes}
            <FilesCards year=Arc::clone(&year) exports=Arc::clone(&host.exports)/>
            {steps}
            <BroughtCard batches=&desk.book.batches desk=one_form/>
        </div>
    };
    let around = (host.form)(&desk, body.into_any());
    let keep = (host.keep_book)(&desk);
    view! { {around}{keep} }.into_any()
}

/// The form that is open: folded where nothing was begun in it.
fn edit_card(desk: &FileDesk, year: &YearBook, gathered: &Gathered, one_form: SharedDesk) -> AnyView {
    let before = Before { fields: desk.fields.clone(), wrong: desk.wrong.clone() };
    let people: Vec<String> = year.coverage.people.iter().map(|person| person.name.clone()).collect();
    let number = year.year;
    match &desk.editing {
        Editing::Row(name) => match gathered.row(name).cloned() {
            Some(row) => view! { <CorrectForm row before desk=one_form/> }.into_any(),
            None => ().into_any(),
        },
        Editing::Typed(typed) => {
            let row = desk.book.typed.iter().find(|row| row.number == *typed).cloned();
            view! { <TypedForm year=number row people before desk=one_form/> }.into_any()
        }
        Editing::New => {
            let open = !before.wrong.is_empty() || !before.fields.is_empty();
            view! {
                <details class="year" open=open>
                    <summary>{"明細にない医療費（市販薬・交通費・自費診療など）を書き足す"}</summary>
                    <TypedForm year=number row=None people before desk=one_form/>
                </details>
            }
            .into_any()
        }
    }
}

/// What a form became, in words.
#[must_use]
pub const fn done_words(done: Done) -> &'static str {
    match done {
        Done::Added => "書き足しました。",
        Done::Changed => "書き足した行を直しました。",
        Done::Removed => "書き足した行を消しました。",
        Done::Elsewhere => "払った日の年の分に入れました。この年の明細と合計には入りません。",
        Done::Corrected => "払った額を直しました。その領収書は、5年間保管してください。",
        Done::Uncorrected => "明細の額に戻しました。",
        Done::Answered => "答えを受け付けました。",
        Done::Dropped => "読み込んだものを外しました。お手元のファイルは、そのままです。",
        Done::Gone => "その行は、もうありません。画面が新しくなりました。",
    }
}

/// Every chosen file, with what was found in it.
fn file_list(outcome: &Outcome) -> AnyView {
    let read = outcome.files.iter().map(read_file).collect_view();
    let brought = outcome.brought.iter().map(read_brought).collect_view();
    let checkups = outcome.checkups.iter().map(read_checkups).collect_view();
    let notebooks = outcome.notebooks.iter().map(read_notebook).collect_view();
    let lists = outcome
        .otc
        .iter()
        .map(|file| view! { <li><b>{file.file_name.clone()}</b>{format!("：市販薬 {}件", file.drugs.len())}</li> })
        .collect_view();
    let refused = outcome
        .refused
        .iter()
        .map(|file| view! { <li><b>{file.file_name.clone()}</b>{"："}<span class="error-text">{"読み取れません"}</span><br/>{file.why.to_string()}</li> })
        .collect_view();
    let left_out = (!outcome.left_out.is_empty()).then(|| {
        view! { <li><span class="error-text">{format!("一度に読み取れるのは {MAX_FILES}ファイルまでです。")}</span>{format!("次のファイルは読んでいません：{}", outcome.left_out.join("、"))}</li> }
    });
    view! { <ul class="list">{read}{brought}{checkups}{notebooks}{lists}{refused}{left_out}</ul> }.into_any()
}

/// A file of expenses.
fn read_file(file: &ImportedFile) -> AnyView {
    let content = &file.content;
    let person =
        if content.person.is_empty() { "氏名なし".to_owned() } else { format!("{}さん", content.person) };
    let sum: Yen = content.rows.iter().map(|row| row.counter_share).sum();
    let months = content.period.map(|(first, last)| format!("、{first}から{last}"));
    let warnings = content.warnings.iter().map(|warning| view! { <li>{warning.words()}</li> }).collect_view();
    let warned = !content.warnings.is_empty();
    view! {
        <li>
            <b>{file.file_name.clone()}</b>{"："}{person}{months}{format!("、明細 {}件、窓口相当負担額の合計 {sum}", content.rows.len())}
            {warned.then(|| view! { <ul class="warn-list">{warnings}</ul> })}
        </li>
    }
    .into_any()
}

/// An insurer's notice with its signature, or the person's own book.
fn read_brought(file: &BroughtFile) -> AnyView {
    let (what, notes) = match &file.content {
        Brought::Insurer(notice) => {
            let sum: Yen = notice.rows.iter().map(|row| row.counter_share).sum();
            let mut notes = vec![notice.signature.words().to_owned()];
            if !notice.left_out.is_empty() {
                let rows: Vec<String> = notice.left_out.iter().take(20).map(|row| format!("{row}件目")).collect();
                notes.push(format!("読み取れない明細があり、合計に入れていません（{}）。", rows.join("、")));
            }
            // A notice may tell of nobody by name.
            let people: String =
                notice.people.iter().filter(|name| !name.is_empty()).map(|name| format!("{name}さん、")).collect();
            (format!("保険者の医療費通知（XML）、{people}明細 {}件、合計 {sum}", notice.rows.len()), notes)
        }
        Brought::Book(book) => (
            format!("医療費の帳簿：書き足した行 {}件、直した行 {}件", book.typed.len(), book.corrections.len()),
            Vec::new(),
        ),
    };
    let any = !notes.is_empty();
    let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    view! {
        <li>
            <b>{file.file_name.clone()}</b>{format!("：{what}")}
            {any.then(|| view! { <ul class="warn-list">{notes}</ul> })}
        </li>
    }
    .into_any()
}

/// A file of checkups: how many were in it, and those of an archive that could not be read.
fn read_checkups(file: &CheckupFile) -> AnyView {
    let count = file.documents.len();
    let refused = file
        .refused
        .iter()
        .map(|(name, why)| view! { <li><b>{name.clone()}</b>{"："}<span class="error-text">{"読み取れません"}</span>{why.to_string()}</li> })
        .collect_view();
    let any = !file.refused.is_empty();
    view! {
        <li>
            <b>{file.file_name.clone()}</b>{format!("：健診結果 {count}回分")}
            {any.then(|| view! { <ul class="warn-list">{refused}</ul> })}
        </li>
    }
    .into_any()
}

/// A notebook: the files its pieces came from.
fn read_notebook(file: &NotebookFile) -> AnyView {
    let notebook = &file.volume.notebook;
    let parts = if file.file_names.len() > 1 { "（つなげて読み取りました）" } else { "" };
    let (times, drugs) = notebook.counts();
    let otc = match notebook.otc.len() {
        0 => String::new(),
        many => format!("、市販薬 {many}件"),
    };
    let words = format!("：お薬手帳、調剤 {times}回、お薬 {drugs}件{otc}{parts}");
    let priceless = (!notebook.otc.is_empty()).then(|| {
        view! { <ul class="warn-list"><li>{"お薬手帳には金額がないため、市販薬を医療費に数えるときは、レシートを見て、1件ずつ金額を入れてください。"}</li></ul> }
    });
    view! { <li><b>{file.file_names.join("、")}</b>{words}{priceless}</li> }.into_any()
}

/// The same file twice, two files about the same months, several people.
#[component]
fn HouseholdNotes(household: Household) -> impl IntoView {
    let repeated = household
        .repeated
        .iter()
        .map(|(this, earlier)| view! { <li>{format!("「{this}」は「{earlier}」と同じ内容でした。1回だけ数えました。")}</li> })
        .collect_view();
    let overlaps = household.overlaps.iter().map(|overlap| view! { <li>{overlap.words()}</li> }).collect_view();
    let once = household.counted_once.iter().map(|once| view! { <li>{once.words()}</li> }).collect_view();
    let namesakes = household.namesakes();
    let named = namesakes
        .iter()
        .map(|(name, births)| view! { <li>{format!("「{name}」さんが {}人います（{}）。別の人として、どちらの明細も数えました。下の「受けた人ごと」の表と申告用のファイルでは、同じ氏名なのでまとめて書きます。", births.len(), births.join("、"))}</li> })
        .collect_view();
    let several = (household.people.len() > 1).then(|| {
        let names: Vec<String> = household.people.iter().map(|member| format!("{}さん", member.name)).collect();
        view! { <li>{format!("{}人分のファイルです（{}）。生計を一にする家族の分だけを、1人がまとめて申告できます。そうでない人のファイルは、下の「読み込んだもの」で外してください。", household.people.len(), names.join("、"))}</li> }
    });
    let any = !household.repeated.is_empty()
        || !household.overlaps.is_empty()
        || !household.counted_once.is_empty()
        || household.people.len() > 1;
    any.then(
        || view! { <div class="banner warn"><ul class="dots">{several}{repeated}{overlaps}{once}{named}</ul></div> },
    )
}
