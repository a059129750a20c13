//! The checkups that came out of the chosen files: whose, of which day, of which kind, and every result as it stands there.
//!
//! Shown by the server after a plain form, and by the browser's own converter; texts stand in braces as in `import_view`.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::document::{Document, Holder, Version};
use crate::domain::checkup::summary::value_words;
use crate::domain::checkup::{Flag, Measurement, Range};
use crate::domain::import::CheckupSet;
use crate::domain::person::Sex;

/// Makes what stands below a person's documents: the way to add them to the record, or why there is none.
pub type Keep = fn(Vec<Document>) -> AnyView;

/// What is said above the button that adds.
pub const ADD_WORDS: &str = "ボタンを押すと、この健診結果がこのサイトに送られ、あなた専用の鍵で暗号にして保管されます。保険者からの記録とあわせて表示し、「あなたの情報」のページからいつでも取り除けます。氏名と生年月日は保管しません。";

/// What the button does.
pub const ADD: &str = "あなたの健診の記録に加える";

/// All checkups, by person.
#[component]
pub fn CheckupImport(
    /// Each person's documents.
    people: Vec<(Holder, Vec<Document>)>,
    /// How many documents said just what another did.
    repeated: usize,
    /// Makes the way to add them.
    keep: Keep,
) -> impl IntoView {
    let mixed = (people.len() > 1).then(|| {
        let count = people.len();
        view! { <div class="banner warn"><p>{format!("{count}人分の健診結果が混ざっています。人ごとに分けて表示しています。ほかの人の健診を、あなたの記録に加えることはできません。")}</p></div> }
    });
    let again = (repeated > 0).then(|| {
        view! { <p class="small">{format!("同じ内容の健診結果が {repeated}件ありました。1回だけ表示しています。")}</p> }
    });
    let sections = people.into_iter().map(|(holder, documents)| person(&holder, documents, keep)).collect_view();
    view! { {mixed}{again}{sections} }
}

/// The documents of a set as the component takes them.
#[must_use]
pub fn people_of(set: &CheckupSet<'_>) -> Vec<(Holder, Vec<Document>)> {
    let own = |documents: &Vec<&Document>| documents.iter().map(|document| (*document).clone()).collect();
    set.people.iter().map(|(holder, documents)| ((*holder).clone(), own(documents))).collect()
}

fn person(holder: &Holder, documents: Vec<Document>, keep: Keep) -> impl IntoView + use<> {
    let sex = match holder.sex {
        Sex::Male => "、男性",
        Sex::Female => "、女性",
        Sex::Unspecified => "",
    };
    let title = format!("健診結果：{}さん（{}生まれ{sex}）", holder.name, long_date(holder.birth));
    let visits = documents.iter().map(document).collect_view();
    view! {
        <section class="card">
            <header><h2>{title}</h2></header>
            {visits}
            <p class="small">{"基準値から外れていても、すぐに病気とは限りません。気になるときは、かかりつけの医師に相談してください。"}</p>
            {keep(documents)}
        </section>
    }
}

/// One document: what it is, then its results in a folded table.
fn document(document: &Document) -> impl IntoView + use<> {
    let visit = &document.visit;
    let count = visit.results.len();
    let heading = format!("{} {}", long_date(visit.date), visit.kind_words());
    let place = visit.facility_name.clone().unwrap_or_else(|| "記録なし".to_owned());
    let insurer = document.insurer_number.clone().unwrap_or_else(|| "記録なし".to_owned());
    let version = match document.version {
        Some(Version::V07) => "hc08_V07（第3期）",
        Some(Version::V08) => "hc08_V08（第4期）",
        None => "記載なし",
    };
    let made = document.created.map_or_else(|| "記載なし".to_owned(), long_date);
    let parts = document.sections.iter().filter(|section| section.results > 0);
    let parts: Vec<String> = parts
        .map(|section| format!("{} {}件", section_words(&section.code, &section.title), section.results))
        .collect();
    let rows = visit.results.iter().map(row).collect_view();
    let caption = format!("{heading}の結果");
    view! {
        <h3>{heading}</h3>
        <ul class="dots">
            <li>{format!("健診を受けた所：{place}")}</li>
            <li>{format!("保険者番号：{insurer}")}</li>
            <li>{format!("読み取った結果：{count}件（{}）", parts.join("、"))}</li>
            <li>{format!("ファイルの版：{version}、作られた日：{made}")}</li>
        </ul>
        <details>
            <summary>{format!("{count}件の結果を見る")}</summary>
            <table>
                <caption>{caption}</caption>
                <thead><tr><th scope="col">{"項目"}</th><th scope="col">{"結果"}</th><th scope="col">{"この結果の基準値と判定"}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

/// A part by its code; one that is not known by its title.
fn section_words<'a>(code: &str, title: &'a str) -> &'a str {
    match code {
        "01010" => "検査・問診",
        "01990" => "任意の項目",
        _ if title.is_empty() => "そのほか",
        _ => title,
    }
}

fn row(result: &Measurement) -> impl IntoView + use<> {
    let name = result.name.clone();
    let method = result
        .method
        .as_ref()
        .map(|method| view! { <br/><span class="small soft">{format!("検査方法：{method}")}</span> });
    let value = value_words(&result.value).unwrap_or_else(|| "記録なし".to_owned());
    let range = result.range.as_ref().map(range_words);
    let flag = result.flag.map(|flag| match flag {
        Flag::Low => "判定：L（低い）",
        Flag::Normal => "判定：N（範囲内）",
        Flag::High => "判定：H（高い）",
    });
    let told: Vec<String> = range.into_iter().chain(flag.map(str::to_owned)).collect();
    let told = if told.is_empty() { "記載なし".to_owned() } else { told.join("、") };
    view! { <tr><th scope="row">{name}{method}</th><td>{value}</td><td>{told}</td></tr> }
}

/// `30以上149以下`
fn range_words(range: &Range) -> String {
    let end = |end: &Option<crate::domain::checkup::End>, words: &str| {
        end.as_ref().map(|end| format!("{}{words}", end.text)).unwrap_or_default()
    };
    format!("{}{}", end(&range.low, "以上"), end(&range.high, "以下"))
}
