//! The notebooks of drugs that came out of the chosen files: whose, what could not be read, and every dispensing as it stands
//! there, newest first.
//!
//! Shown by the server after a plain form, and by the browser's own converter; texts stand in braces as in `import_view`.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::import::{NotebookFile, OtcFile};
use crate::domain::medication::{Dispensing, Drug};
use crate::domain::notebook::{Notebook, Otc, Remark, Volume, days_words, rows_of};
use crate::domain::order;
use crate::domain::person::Sex;
use crate::ui::drug_name::drug_name;

/// Makes what stands below a notebook: the way to add it to the record, or why there is none.
pub type KeepBook = fn(Volume) -> AnyView;

/// The same for a list of drugs bought without prescription.
pub type KeepOtc = fn(Vec<Otc>) -> AnyView;

/// What is said above the button that adds.
pub const ADD_WORDS: &str = "ボタンを押すと、このお薬手帳の内容がこのサイトに送られ、あなた専用の鍵で暗号にして保管されます。ほかの記録とあわせて表示し、「あなたの情報」のページからいつでも取り除けます。氏名、生年月日、住所は保管しません。";

/// The same for a list of drugs bought without prescription.
pub const ADD_OTC_WORDS: &str = "ボタンを押すと、この市販薬の一覧がこのサイトに送られ、あなた専用の鍵で暗号にして保管されます。「あなたの情報」のページからいつでも取り除けます。";

/// What the button does.
pub const ADD: &str = "あなたのお薬の記録に加える";

/// So many dispensings are written out.
const MOST_SHOWN: usize = 200;

/// All notebooks, then all lists.
#[component]
pub fn NotebookImport(
    /// The notebooks.
    notebooks: Vec<NotebookFile>,
    /// The lists of drugs bought without prescription.
    otc: Vec<OtcFile>,
    /// Today in Japan.
    today: NaiveDate,
    /// Makes the way to add a notebook.
    keep_book: KeepBook,
    /// Makes the way to add a list.
    keep_otc: KeepOtc,
) -> impl IntoView {
    let books = notebooks.into_iter().map(|file| book(file.volume, today, keep_book)).collect_view();
    let lists = otc
        .into_iter()
        .map(|file| {
            let lines = file.drugs.iter().map(otc_line).collect_view();
            view! {
                <section class="card">
                    <header><h2>{format!("市販薬の一覧（{}件）", file.drugs.len())}</h2></header>
                    <ul class="dots">{lines}</ul>
                    {keep_otc(file.drugs)}
                </section>
            }
        })
        .collect_view();
    view! { {books}{lists} }
}

fn book(volume: Volume, today: NaiveDate, keep: KeepBook) -> AnyView {
    let book = &volume.notebook;
    let rows = rows_of(book, today);
    let doubts = book.doubts.words().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let doubted = (!book.doubts.is_empty()).then(|| {
        view! { <div class="banner warn"><p>{"読み取れなかったところがあります。"}</p><ul class="dots">{doubts}</ul></div> }
    });
    let (times, drugs) = book.counts();
    let summary = format!("{}、調剤 {times}回、お薬 {drugs}件", book.version_words());
    view! {
        <section class="card">
            <header><h2>{title(book)}</h2></header>
            <p>{summary}</p>
            {doubted}
            {beside(book)}
            {history(&rows)}
            {keep(volume)}
        </section>
    }
    .into_any()
}

fn title(book: &Notebook) -> String {
    let Some(patient) = &book.patient else {
        return "お薬手帳：だれのものか書かれていません".to_owned();
    };
    let sex = match patient.sex {
        Some(Sex::Male) => "、男性",
        Some(Sex::Female) => "、女性",
        _ => "",
    };
    let born = patient.birth.map_or_else(|| "生年月日なし".to_owned(), |day| format!("{}生まれ", long_date(day)));
    let whose = match patient.name.trim() {
        "" => "氏名は書かれていません".to_owned(),
        name => format!("{name}さん"),
    };
    format!("お薬手帳：{whose}（{born}{sex}）")
}

/// What the notebook tells beside the dispensings.
fn beside(book: &Notebook) -> AnyView {
    let remarks = book.remarks.iter().map(remark_words).map(|words| view! { <li>{words}</li> }).collect_view();
    let otc = book.otc.iter().map(otc_line).collect_view();
    let memos = book.memos.iter().map(|memo| {
        let day = memo.on.map(|day| format!("（{}）", long_date(day))).unwrap_or_default();
        view! { <li>{format!("{}{day}", memo.text)}</li> }
    });
    let pharmacists = book.pharmacists.iter().map(|one| {
        let words = [Some(&one.name), one.pharmacy.as_ref(), one.contact.as_ref()].into_iter().flatten();
        view! { <li>{words.cloned().collect::<Vec<_>>().join("、")}</li> }
    });
    view! {
        {(!book.remarks.is_empty()).then(|| view! { <h3>{"アレルギー・副作用など"}</h3><ul class="dots">{remarks}</ul> })}
        {(!book.otc.is_empty()).then(|| view! { <h3>{"市販薬"}</h3><ul class="dots">{otc}</ul> })}
        {(!book.memos.is_empty()).then(|| view! { <h3>{"手帳のメモ"}</h3><ul class="dots">{memos.collect_view()}</ul> })}
        {(!book.pharmacists.is_empty()).then(|| view! { <h3>{"かかりつけ薬剤師"}</h3><ul class="dots">{pharmacists.collect_view()}</ul> })}
    }
    .into_any()
}

/// `アレルギー歴：卵`
#[must_use]
pub fn remark_words(remark: &Remark) -> String {
    format!("{}：{}", remark.kind.label(), remark.text)
}

fn otc_line(otc: &Otc) -> AnyView {
    view! { <li>{otc_words(otc)}</li> }.into_any()
}

/// `見本風邪薬（2026年10月10日から2026年10月13日まで）`
#[must_use]
pub fn otc_words(otc: &Otc) -> String {
    let days = days_words(otc).map(|days| format!("（{days}）")).unwrap_or_default();
    format!("{}{days}", otc.name)
}

/// Every dispensing, each folded but the newest.
fn history(rows: &[Dispensing]) -> AnyView {
    let mut rows: Vec<&Dispensing> = rows.iter().collect();
    order::sort_by_key(&mut rows, |row| std::cmp::Reverse(row.sort_day()));
    let more = rows.len().saturating_sub(MOST_SHOWN);
    let lines = rows.into_iter().take(MOST_SHOWN).enumerate().map(|(at, row)| dispensing(row, at == 0)).collect_view();
    let rest = (more > 0)
        .then(|| view! { <p class="small">{format!("ほかに古い調剤が {more}回あります。新しい {MOST_SHOWN}回を表示しています。加えるときは、全部が加わります。")}</p> });
    view! { {lines}{rest} }.into_any()
}

fn dispensing(row: &Dispensing, open: bool) -> AnyView {
    let place = if row.dispenser.name.is_empty() { "薬局の名前なし" } else { &row.dispenser.name };
    let head = format!("{} {place}（お薬 {}件）", row.when_words(), row.drugs.len());
    let prescriber = row.prescriber.as_ref().map(|at| {
        let doctor = row.doctor.as_ref().map(|doctor| format!(" {}", doctor.name)).unwrap_or_default();
        view! { <p class="small">{format!("処方：{}{doctor}", at.name)}</p> }
    });
    let drugs = row.drugs.iter().map(drug).collect_view();
    let notes = row.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let noted = (!row.notes.is_empty()).then(|| view! { <ul class="dots small">{notes}</ul> });
    view! { <details class="rx" open=open><summary>{head}</summary>{prescriber}<ul class="list">{drugs}</ul>{noted}</details> }
        .into_any()
}

fn drug(drug: &Drug) -> AnyView {
    let general = drug.general.clone().map(|name| view! { <span class="sub">{format!("一般名：{name}")}</span> });
    let words: Vec<String> = [drug.usage_words(), drug.amount_words()].into_iter().flatten().collect();
    let notes = (!drug.notes.is_empty()).then(|| view! { <p class="small">{drug.notes.join("、")}</p> });
    view! { <li><b>{drug_name(&drug.name)}</b>{general}<p class="dose">{words.join("、")}</p>{notes}</li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::domain::notebook::{Direction, Notebook, Patient};

    #[test]
    fn a_name_that_is_not_told_is_said_to_be_so() {
        let of = |name: &str| {
            let patient = Patient { name: name.into(), ..Patient::default() };
            title(&Notebook { patient: Some(patient), ..Notebook::new(8, Direction::ToPatient) })
        };
        assert_eq!(of("見本　太郎"), "お薬手帳：見本　太郎さん（生年月日なし）");
        assert_eq!(of(""), "お薬手帳：氏名は書かれていません（生年月日なし）");
    }
}
