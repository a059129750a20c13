//! What else the newest visit delivered: questionnaire, findings, doctor's words, second measurements. Nothing is dropped;
//! a code we do not know stands under its delivered name. Amounts have rows of their own.

use leptos::prelude::*;

use crate::domain::checkup::answers::item_name;
use crate::domain::checkup::items::all_items;
use crate::domain::checkup::subject::Other;
use crate::domain::checkup::summary::value_words;
use crate::domain::checkup::{Measurement, Visit};

/// メタボリックシンドローム判定 and 保健指導レベル, which stand in the card on top.
const CLASSIFIED: [&str; 2] = ["9N501000000000011", "9N506000000000011"];

/// The folded list.
pub(super) fn others(visit: &Visit) -> AnyView {
    let rows = rows(visit);
    let count = rows.len();
    (count > 0).then(|| {
        let rows = rows.into_iter().map(|(name, value)| view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> }).collect_view();
        view! {
            <section class="card">
                <h2>"問診と、そのほかの結果"</h2>
                <p class="small soft">"届いた記録のとおりに、すべて表示しています。"</p>
                <details>
                    <summary>{count}"件を見る"</summary>
                    <table class="plain"><thead><tr><th scope="col">"項目"</th><th scope="col">"記録"</th></tr></thead><tbody>{rows}</tbody></table>
                </details>
            </section>
        }
    })
    .into_any()
}

/// Every result that neither a row of a body system nor the card on top shows, in delivered order. Of several codes of one
/// item (first and second blood pressure) the rows show one; the others stand here.
fn rows(visit: &Visit) -> Vec<(String, String)> {
    let known = all_items().iter().filter_map(|item| item.pick(visit)).map(|(shown, _)| shown);
    let above: Vec<&Measurement> = known.chain(Other::picks(visit)).collect();
    visit
        .results
        .iter()
        .filter(|result| {
            !CLASSIFIED.contains(&result.code.as_str()) && !above.iter().any(|shown| std::ptr::eq(*shown, *result))
        })
        .map(|result| (name(result), value_words(&result.value).unwrap_or_else(|| "（記録なし）".to_owned())))
        .collect()
}

fn name(result: &Measurement) -> String {
    match item_name(&result.code) {
        Some(name) => name.to_owned(),
        None if result.name.trim().is_empty() => result.code.clone(),
        None => result.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::Value;

    fn result(code: &str, name: &str, value: &str) -> Measurement {
        Measurement::new(code, name, Value::Text(value.into()))
    }

    #[test]
    fn every_delivered_result_is_shown_somewhere() {
        let visit = Visit {
            results: vec![
                result("9A752000000000001", "収縮期血圧", "138"),
                result("9A751000000000001", "収縮期血圧", "141"),
                result("9N141000000000011", "採血時間", "10時間以上"),
                result("99999000000000099", "未来の検査", "あり"),
                result("99999000000000098", "", "名前なし"),
                result("9N511000000000049", "医師の診断（判定）", "経過観察"),
            ],
            ..Visit::new(chrono::NaiveDate::from_ymd_opt(2026, 5, 14).expect("a date"), "010")
        };
        let shown = rows(&visit);
        let above = all_items().iter().filter(|item| item.pick(&visit).is_some()).count();
        assert_eq!(shown.len() + above, visit.results.len(), "{shown:?}");
        assert!(shown.iter().any(|(name, value)| name == "未来の検査" && value == "あり"));
        assert!(shown.iter().any(|(name, _)| name == "99999000000000098"), "without a name its code stands");
    }
}
