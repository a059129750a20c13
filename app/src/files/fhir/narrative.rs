//! The report in words, for whoever opens it without knowing FHIR: where it comes from, and a line a result.

use super::json::Json;
use super::text::xhtml;
use crate::domain::calendar::long_date;
use crate::domain::checkup::answers::item_name;
use crate::domain::checkup::summary::value_words;
use crate::domain::checkup::{Measurement, Source, Visit};

/// `身長 170.3 cm`
pub(super) fn line(result: &Measurement) -> String {
    let name = match result.name.trim() {
        "" => item_name(&result.code).unwrap_or(&result.code),
        name => name,
    };
    format!("{name} {}", value_words(&result.value).as_deref().unwrap_or("記録なし"))
}

/// Generated text of one paragraph or list, made of lines.
pub(super) fn text(tag: &'static str, lines: &[String]) -> Json {
    let (open, close) = if tag == "ul" { ("<ul>", "</ul>") } else { ("", "") };
    let item = if tag == "ul" { "li" } else { "p" };
    let lines: String = lines.iter().map(|line| format!("<{item}>{}</{item}>", xhtml(line))).collect();
    let div = format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{open}{lines}{close}</div>");
    Json::object([("status", Json::text("generated")), ("div", Json::text(div))])
}

/// What the whole document says of itself.
pub(super) fn about(visit: &Visit) -> Vec<String> {
    let or_unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| "記録なし".to_owned());
    vec![
        "健康手帳が、本人の求めで、届いた健診の記録から作った文書です。健診機関が発行した報告書ではありません。"
            .to_owned(),
        format!("受診日：{}", long_date(visit.date)),
        format!("保険者：{}", or_unknown(&visit.insurer_words())),
        format!("健診を受けた所：{}", or_unknown(&visit.facility_name)),
        format!("記録の出どころ：{}", sources(&visit.sources)),
    ]
}

/// The ways a record came by, in words.
fn sources(sources: &[Source]) -> String {
    let words: Vec<&str> = sources
        .iter()
        .map(|source| match source {
            Source::Hub => "オンライン資格確認等システム",
            Source::Document => "本人が読み込んだ健診結果のファイル",
        })
        .collect();
    if words.is_empty() { "記録なし".to_owned() } else { words.join("、") }
}
