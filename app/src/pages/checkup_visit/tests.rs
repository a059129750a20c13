//! What the page of one day says.

use crate::domain::checkup::{End, Flag, Measurement, Origin, Range, Source, Value, Visit};
use crate::pages::fake_records::checkups::{coded, number, within};
use crate::pages::fake_records::{FakeRecords, day};
use crate::pages::page_tests::{assert_says, page};

const PATH: &str = "/checkups/visits/2026-05-14";

fn text(code: &str, words: &str) -> Measurement {
    Measurement::new(code, "名前", Value::Text(words.into()))
}

/// A whole report of a woman born in 1980: what the insurer recorded is not what its values come to.
fn whole() -> Visit {
    let range = Range { low: None, high: Some(End { text: "129".into(), number: 129.0 }) };
    let pressure =
        Measurement { range: Some(range), flag: Some(Flag::High), ..number("9A752000000000001", "138", "mm[Hg]") };
    Visit {
        report: Some("10".into()),
        sources: vec![Source::Hub, Source::Document],
        insurer_name: Some("見本健康保険組合".into()),
        facility_name: Some("見本健診センター".into()),
        results: vec![
            number("9N001000000000001", "160.0", "cm"),
            number("9N006000000000001", "64.0", "kg"),
            number("9N016160100000001", "92.0", "cm"),
            pressure,
            number("9A751000000000001", "145", "mm[Hg]"),
            number("9A762000000000001", "80", "mm[Hg]"),
            number("3F015000002327101", "90", "mg/dL"),
            number("3F070000002327101", "60", "mg/dL"),
            number("3F050000002327101", "200", "mg/dL"),
            number("3D010000001927201", "95", "mg/dL"),
            Measurement::new("3D046000001920402", "", Value::NotDone),
            Measurement::new("3B035000002327201", "", Value::NotMeasurable),
            coded("9N141000000000011", "2202", "2"),
            coded("9N736000000000011", "24060", "2"),
            coded("9N701000000000011", "2003", "2"),
            coded("9N706000000000011", "2003", "2"),
            coded("9N711000000000011", "2003", "2"),
            coded("9N061000000000011", "2001", "1"),
            text("9N061160800000049", "肩こり"),
            text("9N511000000000049", "経過をみてください"),
            text("9N516000000000049", "見本 良子"),
            coded("9N501000000000011", "1008", "2"),
            coded("9N506000000000011", "3001", "1"),
            text("99999000000000099", "そのほかの所見"),
        ],
        ..Visit::new(day(2026, 5, 14), "010")
    }
}

fn of(visits: Vec<Visit>) -> FakeRecords {
    let mut records = FakeRecords { visits: Some(visits), ..FakeRecords::default() };
    records.birth = Some(day(1980, 8, 8));
    records
}

#[test]
fn the_whole_report_stands_there_as_recorded_and_what_is_ours_says_so() {
    let (html, frame) = page(PATH, of(vec![whole()]));
    assert_eq!(frame.status.get(), 200);
    assert_says(
        &html,
        PATH,
        &[
            "<h1>2026年5月14日の健診</h1>",
            "見本健康保険組合",
            "見本健診センター",
            "食後10時間以上",
            "保険者からの記録（オンライン資格確認等システム）と、あなたが加えた健診結果のファイル",
            // The report's own range and mark beside the program's.
            "判定値 130未満（受診をすすめる値 140以上）",
            "紙の基準値 129以下、紙の印 H（高い）",
            "2回目",
            "1回目：145 mmHg（判定に使っていません）",
            "未実施",
            "測定できず",
            // Computed, not recorded.
            "計算値（体重（kg）を、身長（m）で2回割る）",
            "計算値（総コレステロールから、HDLコレステロールを引く）",
            // Answers by their own list, doctors' words.
            "以前は吸っていたが、最近1ヶ月間は吸っていない",
            "肩こり",
            "経過をみてください",
            "見本 良子",
            "そのほかの所見",
            "すぐに病気とは限りません",
        ],
    );
    assert!(html.contains("href=\"/checkups/items/sbp\"") && html.contains("href=\"#blood-pressure\""));
}

#[test]
fn where_the_record_and_the_reckoning_differ_it_is_said_with_every_step() {
    let (html, _) = page(PATH, of(vec![whole()]));
    assert_says(
        &html,
        PATH,
        &[
            "<b>積極的支援</b>",
            "参考（健康手帳の計算）",
            "動機付け支援",
            "保険者の記録と、参考の計算が違います",
            "腹囲 92.0 cm ≥ 90 cm … あてはまる",
            "最高血圧 138 mmHg ≥ 130 mmHg",
            "決まり：特定保健指導の階層化、第4期",
        ],
    );
    assert_eq!(html.matches("参考の計算が違います").count(), 1, "予備群 is what the values come to");
    let mut same = whole();
    same.results.retain(|result| result.code != "9N506000000000011");
    same.results.push(coded("9N506000000000011", "3001", "2"));
    let (html, _) = page(PATH, of(vec![same]));
    assert!(!html.contains("参考の計算が違います"));
}

#[test]
fn of_an_age_the_rule_does_not_know_only_the_record_is_told() {
    let mut records = of(vec![whole()]);
    records.birth = Some(day(1948, 2, 20));
    let (html, _) = page(PATH, records.clone());
    assert_says(&html, PATH, &["<b>積極的支援</b>", "この年齢では決められません"]);
    assert!(!html.contains("参考の計算が違います"));
    let mut bare = whole();
    bare.results.retain(|result| !result.code.starts_with("9N50"));
    records.visits = Some(vec![bare]);
    let (html, _) = page(PATH, records);
    assert!(!html.contains("メタボ判定と保健指導レベル"));
}

#[test]
fn several_checkups_of_a_day_all_stand_there_and_no_name_twice() {
    let second = Visit {
        results: vec![number("9A755000000000001", "165", "mm[Hg]"), text("9N641000000000049", "胃の検査は所見なし")],
        facility_name: Some("見本クリニック".into()),
        ..Visit::new(day(2026, 5, 14), "060")
    };
    let (html, _) = page(PATH, of(vec![whole(), second]));
    assert_says(
        &html,
        PATH,
        &["特定健診", "がん検診", "見本クリニック", "胃の検査は所見なし", "かなり高め", "すぐに医療機関を受診する"],
    );
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(!html.contains("id=\"blood-pressure\""), "a name stands once in a page, or not at all");
    for id in ["judged", "questions"] {
        assert!(html.matches(&format!("id=\"{id}\"")).count() <= 1, "{id}");
    }
}

#[test]
fn a_day_without_a_record_leads_on_and_days_lead_to_each_other() {
    for address in ["2026-05-15", "2026-02-30", "gestern", "20260514", "2026-5-14"] {
        let path = format!("/checkups/visits/{address}");
        let (html, frame) = page(&path, FakeRecords::default());
        assert_eq!(frame.status.get(), 404, "{path}");
        assert_says(&html, &path, &["見つかりません", "href=\"/checkups\"", "失われていません"]);
    }
    let (html, _) = page(PATH, FakeRecords::default());
    assert_says(
        &html,
        PATH,
        &["/checkups/visits/2025-05-14", "/checkups/compare?a=2025-05-14&amp;b=2026-05-14", "href=\"/print/checkups\""],
    );
    let (html, _) = page("/checkups", FakeRecords::default());
    assert_says(&html, "/checkups", &["href=\"/checkups/visits/2026-05-14\"", "href=\"/checkups/compare\""]);
    let (html, _) = page("/checkups/items/sbp", FakeRecords::default());
    assert_says(&html, "/checkups/items/sbp", &["href=\"/checkups/visits/2025-05-14\""]);
}

#[test]
fn where_sources_differ_each_value_names_its_own() {
    let told = |source, result: Measurement| Measurement { origin: Origin::Source(source), ..result };
    let (hub, file) = (Source::Hub, Source::Document);
    let mut visit = whole();
    visit.results.retain(|result| !["9N506000000000011", "9A762000000000001"].contains(&result.code.as_str()));
    visit.results.extend([
        told(hub, coded("9N506000000000011", "3001", "1")),
        told(file, coded("9N506000000000011", "3001", "2")),
        told(hub, number("9A762000000000001", "80", "mm[Hg]")),
        told(file, number("9A762000000000001", "82", "mm[Hg]")),
        told(hub, text("9N512000000000011", "生理中")),
        told(file, text("9N512000000000011", "その他")),
        told(file, number("3C020000002327101", "5.5", "mg/dL")),
    ]);
    let (html, _) = page(PATH, of(vec![visit.clone()]));
    assert_says(
        &html,
        PATH,
        &[
            "出典によって値が違う検査：",
            "出典：保険者からの記録",
            "加えたファイル、2回目：82 mmHg（判定に使っていません）",
            "積極的支援（保険者からの記録）、動機付け支援（加えたファイル）",
            "<span class=\"sub\">加えたファイル</span>",
        ],
    );
    assert_eq!(html.matches("出典：保険者からの記録").count(), 1, "only where they differ");
    let records = || of(vec![visit.clone()]);
    let (html, _) = page("/checkups/items/dbp", records());
    assert_says(
        &html,
        "dbp",
        &["加えたファイルでは 82 mmHg", "出典によって値が違います。上は保険者からの記録の値で、"],
    );
    let (html, _) = page("/print/checkups", records());
    assert_says(&html, "sheet", &["80<span class=\"sub\">加えたファイルでは 82 mmHg</span>"]);
    let (html, _) = page("/checkups", records());
    assert_says(&html, "/checkups", &["加えたファイルでは 82 mmHg", "積極的支援（保険者からの記録）"]);
}

#[test]
fn the_day_can_be_carried_away_as_one_document_or_as_several() {
    let (html, _) = page(PATH, of(vec![whole()]));
    assert_says(
        &html,
        PATH,
        &[
            "action=\"/checkups/export/csv\"",
            "action=\"/checkups/export/fhir\"",
            "name=\"date\" value=\"2026-05-14\"",
            "2026年5月14日の健診",
            "（.json）",
        ],
    );
    let (html, _) = page(PATH, of(vec![whole(), Visit { program: "060".into(), ..whole() }]));
    assert_says(&html, PATH, &["（.zip）"]);
}

#[test]
fn attack_strings_stay_text() {
    let attack = "</table><script>alert(1)</script>\"'<img src=x onerror=alert(1)>";
    let mut visit = whole();
    visit.insurer_name = Some(attack.into());
    visit.facility_name = Some(attack.into());
    for result in &mut visit.results {
        result.name = attack.into();
        result.method = Some(attack.into());
        if let Value::Text(words) = &mut result.value {
            *words = attack.into();
        }
    }
    let older = Visit { date: day(2025, 5, 14), ..visit.clone() };
    for path in [PATH, "/checkups/compare", "/print/checkups"] {
        let (html, _) = page(path, of(vec![visit.clone(), older.clone()]));
        assert!(!html.contains("<script>") && !html.contains("<img"), "{path}");
    }
}

#[test]
fn what_decided_is_said_of_each_line_and_the_two_kinds_are_counted_apart() {
    let results = || {
        vec![
            within(number("3D046000001920402", "6.6", "%"), "4.6", "6.9"),
            number("9A755000000000001", "120", "mm[Hg]"),
            within(number("5D305000002399811", "25.0", "ng/mL"), "0", "4.0"),
            within(number("3F050000002327101", "200", "mg/dL"), "142", "219"),
        ]
    };
    let of_kind = |report: &str| {
        let visit = Visit { report: Some(report.into()), results: results(), ..Visit::new(day(2026, 5, 14), "010") };
        page(PATH, of(vec![visit])).0
    };
    let html = of_kind("40");
    assert_says(
        &html,
        "dock",
        &[
            "判定値とくらべた 1項目 は、すべて範囲の中です。",
            "結果の紙にある基準値とくらべた 3項目 のうち、1項目 が範囲の外です（PSA",
            "紙の基準値 4.6〜6.9（判定に使った）",
            "判定値 5.6未満（受診をすすめる値 6.5以上）<",
            "特定健診で受診をすすめる値にあたります。医師に確かめてください。",
            "25.0 ng/mL",
            "範囲より高い",
            "両方がある項目には、どちらを使ったかを書いています",
        ],
    );
    let html = of_kind("10");
    assert_says(
        &html,
        "program",
        &[
            "判定値とくらべた 2項目 のうち、1項目 が範囲の外です（HbA1c）。",
            "結果の紙にある基準値とくらべた 2項目 のうち、1項目 が範囲の外です（PSA",
            "判定値 5.6未満（受診をすすめる値 6.5以上）（判定に使った）",
        ],
    );
    assert!(!html.contains("紙の基準値 4.6〜6.9（判定に使った）") && !html.contains("医師に確かめてください。<"));
}

#[test]
fn a_day_before_the_third_period_says_that_its_limits_stand_in() {
    let of_day = |year| {
        let visit = Visit {
            results: vec![number("9A755000000000001", "120", "mm[Hg]")],
            ..Visit::new(day(year, 5, 14), "010")
        };
        page(&format!("/checkups/visits/{year}-05-14"), of(vec![visit])).0
    };
    for (year, words) in [
        (2017, "特定健診の判定値（第3期の値をあてはめています）"),
        (2018, "特定健診の判定値（第3期）"),
        (2026, "特定健診の判定値（第4期）"),
    ] {
        assert_says(&of_day(year), "day", &[words]);
    }
}
