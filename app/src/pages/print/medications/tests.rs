//! What the sheet for the counter says, and in which order it takes its room.

use crate::domain::medication::{Dispensing, Drug, DrugForm, DrugSource, History, Institution};
use crate::pages::fake_records::{FakeRecords, day};
use crate::pages::page_tests::{assert_says, page};

const PATH: &str = "/print/medications";

fn oral(name: &str, days: u32) -> Drug {
    Drug {
        amount: "1".into(),
        unit: "錠".into(),
        times: Some(days),
        form: DrugForm::Oral,
        ingredient: Some(format!("{name}の成分")),
        ..Drug::named(name)
    }
}

fn drops() -> Drug {
    Drug { form: DrugForm::External, ..Drug::named("見本点眼液０．００５％") }
}

fn given(on: (i32, u32, u32), clinic: &str, drugs: Vec<Drug>) -> Dispensing {
    let mut row = Dispensing::on(DrugSource::Receipt, day(on.0, on.1, on.2), Institution::named("見本薬局"));
    row.prescriber = Some(Institution::named(clinic));
    row.drugs = drugs;
    row
}

/// What stands above the list of the last three months, and the list.
fn sheet(rows: Vec<Dispensing>) -> (String, String) {
    let (html, _) = page(PATH, FakeRecords { drugs: Some(History::of(rows)), ..FakeRecords::default() });
    let (above, list) = html.split_once("この3か月に受け取ったお薬").expect("the heading");
    (above.to_owned(), list.split("</section>").next().unwrap_or_default().to_owned())
}

#[test]
fn no_strength_is_broken() {
    let name = "プラバスタチンＮａ錠１０ｍｇ";
    let kept = "プラバスタチンＮａ錠<span class=\"nowrap\">１０ｍｇ</span>";
    let tablet = || vec![Drug { ingredient: Some("プラバスタチンナトリウム".into()), ..oral(name, 28) }];
    let (above, _) = sheet(vec![given((2026, 11, 10), "甲内科", tablet()), given((2026, 11, 12), "乙病院", tablet())]);
    assert_eq!(
        (above.matches(kept).count(), above.matches(name).count()),
        (4, 0),
        "twice in the table, twice below it"
    );
    let (_, list) = sheet(vec![given((2026, 9, 1), "甲内科", vec![oral(name, 14)])]);
    assert_says(&list, PATH, &[kept, "<span class=\"nowrap\">9月1日</span>"]);
}

#[test]
fn the_last_months_tell_what_does_not_stand_above() {
    let tablets = || vec![oral("見本錠５ｍｇ", 35)];
    let (above, list) = sheet(vec![
        given((2026, 11, 10), "甲内科", tablets()),
        given((2026, 10, 7), "甲内科", [tablets(), vec![drops()]].concat()),
    ]);
    assert_says(&above, PATH, &["見本錠"]);
    assert_says(&list, PATH, &["（上の表にないもの）", "10月7日", "見本点眼液"]);
    assert!(!list.contains("見本錠") && !list.contains("11月10日"), "{list}");
    let (_, list) = sheet(vec![given((2026, 11, 10), "甲内科", tablets())]);
    assert_says(&list, PATH, &["上の表にあるものだけです"]);
}

#[test]
fn what_is_taken_now_stands_there_before_anything_else() {
    // As many as fill the page but for the heading of what follows and the words that count it.
    let mut many: Vec<Drug> = (0..13).map(|number| oral(&format!("見本{number}錠"), 28)).collect();
    let long = "名前が長くて二行になる見本の口腔内崩壊錠「見本」";
    many.push(Drug { ingredient: Some("見本".into()), ..oral(long, 28) });
    let other = |number: u32| given((2026, 9, number), "乙病院", vec![oral(&format!("前の{number}錠"), 3)]);
    let rows = std::iter::once(given((2026, 11, 10), "甲内科", many)).chain((1..20).map(other)).collect();
    let (above, list) = sheet(rows);
    assert!(!above.contains("いま飲んでいるとみられるお薬が"), "none is left out");
    assert_says(&above, PATH, &["見本0錠", "見本12錠", long]);
    assert_says(&list, PATH, &["ほかに、この3か月に受け取ったお薬が"]);
}
