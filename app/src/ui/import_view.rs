//! What came out of the chosen files: which were read, what to look at, and each year's deduction, files and expenses.
//!
//! Shown by the server after a plain form, and by the browser's own converter. Every text stands in braces where nothing
//! around it changes: Leptos would else write such parts as HTML, which the page's Trusted Types refuse.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::tax_year_label;
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::import::{CheckupFile, Household, ImportedFile, MAX_FILES, MAX_YEARS, NotebookFile, Outcome};
use crate::domain::money::Yen;
use crate::domain::notebook::Dispensed;
use crate::domain::tax::deduction::medical_deduction;
use crate::domain::tax::form::form_of;

use super::checkup_import::{CheckupImport, Keep, people_of};
use super::deduction_view::{DeductionTable, SelfMedicationNote, paid_by};
use super::expense_view::ExpenseView;
use super::form_notes::FormNotes;
use super::form_words::FormWarning;
use super::notebook_import::{KeepBook, KeepOtc, NotebookImport};

/// A page that is sent whole takes the focus to its result; the browser's converter moves the focus itself.
const SENT_WHOLE: bool = cfg!(feature = "ssr");

/// Id of the heading that takes the focus.
pub const TITLE_ID: &str = "import-title";

/// What is said where the form was sent without a file.
pub const NOTHING_CHOSEN: &str = "ファイルが選ばれていません。「医療費情報_」で始まるCSVファイル、健診結果のファイル（XML、ZIP）、お薬手帳のファイルのどれかを選ぶか、お薬手帳のQRコードの文字を入れてください。";

/// Makes the two download buttons for a year's rows.
pub type Offer = fn(i32, Vec<Expense>) -> AnyView;

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

/// The result. `offer` makes the downloads: plain forms on the server, files made on the spot in the browser.
#[component]
pub fn ImportView(
    /// What became of the files.
    outcome: Outcome,
    /// Today in Japan.
    today: NaiveDate,
    /// Makes the downloads.
    offer: Offer,
    /// Makes the ways to add what was read to the record.
    keeps: Keeps,
) -> impl IntoView {
    let household = outcome.household();
    let (years, older) = outcome.years(&household);
    let title = match (outcome.read(), outcome.chosen() - outcome.read()) {
        (0, _) => "読み取れるファイルがありませんでした".to_owned(),
        (read, 0) => format!("{read}件のファイルを読み取りました"),
        (read, not) => format!("{read}件のファイルを読み取りました（{not}件は読み取れませんでした）"),
    };
    let failed = outcome.read() == 0;
    let set = outcome.checkup_set();
    let checkups = (!set.is_empty()).then(|| {
        let (people, repeated) = (people_of(&set), set.repeated);
        view! { <CheckupImport people repeated keep=keeps.checkups/> }
    });
    let drugs = (!outcome.notebooks.is_empty() || !outcome.otc.is_empty()).then(|| {
        let (notebooks, otc) = (outcome.notebooks.clone(), outcome.otc.clone());
        view! { <NotebookImport notebooks otc today keep_book=keeps.notebook keep_otc=keeps.otc/> }
    });
    let income = outcome.income();
    let income_error = income.as_ref().err().map(ToString::to_string);
    let income = income.ok().flatten();
    let others: Vec<i32> = years.iter().skip(1).map(|year| year.year).collect();
    let links = (!others.is_empty()).then(|| {
        let links = years.iter().map(|year| view! { <li><a href=format!("#year-{}", year.year)>{tax_year_label(year.year)}</a>{format!("（{}件）", year.rows.len())}</li> });
        view! { <div><p>{"明細が複数の年にわたっています。件数がいちばん多い年から順に並べています。"}</p><ul class="dots">{links.collect_view()}</ul></div> }
    });
    let sections = years
        .into_iter()
        .enumerate()
        .map(|(place, expenses)| {
            let folded = place > 0;
            view! { <YearSection expenses today offer income folded/> }
        })
        .collect_view();
    view! {
        <section class="card">
            <header><h2 id=TITLE_ID tabindex="-1" autofocus=SENT_WHOLE>{title}</h2></header>
            {failed.then(|| view! { <p>{"下の理由を見て、もう一度ファイルを選んでください。お手元のファイルは変わっていません。"}</p> })}
            <FileList outcome=outcome.clone()/>
            <HouseholdNotes household/>
            {income_error.map(|words| view! { <p class="error-text">{words}{"所得は使わずに計算しました。"}</p> })}
            {links}
            {(older > 0).then(|| view! { <p>{format!("古い年の明細がほかに {older}年分ありますが、新しい {MAX_YEARS}年分だけを表示しています。")}</p> })}
        </section>
        {checkups}
        {drugs}
        {sections}
    }
}

/// Every chosen file, with what was found in it.
#[component]
fn FileList(outcome: Outcome) -> impl IntoView {
    let read = outcome.files.into_iter().map(|file| view! { <ReadFile file/> }).collect_view();
    let checkups = outcome.checkups.into_iter().map(|file| view! { <ReadCheckups file/> }).collect_view();
    let notebooks = outcome.notebooks.into_iter().map(read_notebook).collect_view();
    let lists = outcome
        .otc
        .into_iter()
        .map(|file| view! { <li><b>{file.file_name}</b>{format!("：市販薬 {}件", file.drugs.len())}</li> })
        .collect_view();
    let refused = outcome
        .refused
        .into_iter()
        .map(|file| view! { <li><b>{file.file_name}</b>{"："}<span class="error-text">{"読み取れません"}</span><br/>{file.why.to_string()}</li> })
        .collect_view();
    let left_out = (!outcome.left_out.is_empty()).then(|| {
        view! { <li><span class="error-text">{format!("一度に読み取れるのは {MAX_FILES}ファイルまでです。")}</span>{format!("次のファイルは読んでいません：{}", outcome.left_out.join("、"))}</li> }
    });
    view! { <ul class="list">{read}{checkups}{notebooks}{lists}{refused}{left_out}</ul> }
}

#[component]
fn ReadFile(file: ImportedFile) -> impl IntoView {
    let content = file.content;
    let person =
        if content.person.is_empty() { "氏名なし".to_owned() } else { format!("{}さん", content.person) };
    let sum: Yen = content.rows.iter().map(|row| row.counter_share).sum();
    let months = content.period.map(|(first, last)| format!("、{first}から{last}"));
    let warnings = content.warnings.iter().map(|warning| view! { <li>{warning.words()}</li> }).collect_view();
    let warned = !content.warnings.is_empty();
    view! {
        <li>
            <b>{file.file_name}</b>{"："}{person}{months}{format!("、明細 {}件、窓口相当負担額の合計 {sum}", content.rows.len())}
            {warned.then(|| view! { <ul class="warn-list">{warnings}</ul> })}
        </li>
    }
}

/// A file of checkups: how many were in it, and those of an archive that could not be read.
#[component]
fn ReadCheckups(file: CheckupFile) -> impl IntoView {
    let count = file.documents.len();
    let refused = file
        .refused
        .iter()
        .map(|(name, why)| view! { <li><b>{name.clone()}</b>{"："}<span class="error-text">{"読み取れません"}</span>{why.to_string()}</li> })
        .collect_view();
    let any = !file.refused.is_empty();
    view! {
        <li>
            <b>{file.file_name}</b>{format!("：健診結果 {count}回分")}
            {any.then(|| view! { <ul class="warn-list">{refused}</ul> })}
        </li>
    }
}

/// A notebook: the files its pieces came from.
fn read_notebook(file: NotebookFile) -> AnyView {
    let notebook = &file.volume.notebook;
    let parts = if file.file_names.len() > 1 { "（つなげて読み取りました）" } else { "" };
    let drugs: usize = notebook.dispensings.iter().map(Dispensed::drug_count).sum();
    let words = format!("：お薬手帳、調剤 {}回、お薬 {drugs}件{parts}", notebook.dispensings.len());
    view! { <li><b>{file.file_names.join("、")}</b>{words}</li> }.into_any()
}

/// The same file twice, and two files about the same months.
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
    let any = !household.repeated.is_empty()
        || !household.overlaps.is_empty()
        || !household.counted_once.is_empty()
        || !namesakes.is_empty();
    any.then(|| view! { <div class="banner warn"><ul class="dots">{repeated}{overlaps}{once}{named}</ul></div> })
}

/// One year: deduction, files, expenses. Years after the first are folded.
#[component]
fn YearSection(
    expenses: ExpenseYear,
    today: NaiveDate,
    offer: Offer,
    #[prop(optional_no_strip)] income: Option<Yen>,
    folded: bool,
) -> impl IntoView {
    let year = expenses.year;
    let label = tax_year_label(year);
    let rows = expenses.rows.clone();
    let content = view! {
        <Deduction rows=rows.clone() year income/>
        <section class="card">
            <header><h2>{format!("{label}の申告用のファイル")}</h2></header>
            <FormWarning year/>
            {offer(year, rows)}
        </section>
        <ExpenseView expenses today/>
    };
    if folded {
        view! { <details class="year" id=format!("year-{year}")><summary>{format!("{label}を表示")}</summary><div class="grid">{content}</div></details> }.into_any()
    } else {
        view! { <div class="grid" id=format!("year-{year}")>{content}</div> }.into_any()
    }
}

/// The deduction of a year's rows, by the rows the form will hold.
#[component]
fn Deduction(rows: Vec<Expense>, year: i32, #[prop(optional_no_strip)] income: Option<Yen>) -> impl IntoView {
    let form = form_of(&rows);
    let paid = paid_by(form.as_ref().ok(), &rows);
    let notes = match form {
        Ok(form) => view! { <FormNotes form rows/> }.into_any(),
        Err(error) => view! { <p class="error-text">{error.to_string()}</p> }.into_any(),
    };
    let Some(deduction) = medical_deduction(year, &paid, income) else {
        return view! { <section class="card"><h2>{format!("{year}年分の控除は計算できません")}</h2><p>{"この年の決まりが、まだ入っていません。"}</p>{notes}</section> }.into_any();
    };
    let rule = deduction.rules.self_medication;
    let amount = deduction.amount;
    let assumed = deduction.floor_assumed;
    let assumed_words = deduction.rules.medical.without_income();
    view! {
        <section class="card">
            <header><h2>{format!("{}の控除額の目安", tax_year_label(year))}</h2></header>
            <p class="total num">{amount.grouped()}<small>{" 円（医療費控除）"}</small></p>
            {assumed.then(|| view! { <p class="small">{assumed_words}</p> })}
            <DeductionTable deduction/>
            <SelfMedicationNote rule/>
            <h3>{"見直すとよい行"}</h3>
            {notes}
        </section>
    }
    .into_any()
}
