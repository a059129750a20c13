//! Checkups and one item: which standard decided is said, nothing delivered is dropped, the caution stands with every verdict.

use super::fake_records::checkups::{amount, visit, within};
use super::fake_records::{FakeRecords, day};
use super::page_tests::{assert_says, page};
use crate::domain::checkup::{Bound, Flag, Measurement, Value, Visit};
use crate::records::{Service, TroubleKind};

const CAUTION: &str = "基準値から外れていても、すぐに病気とは限りません";

fn shown(path: &str, visits: Vec<Visit>) -> String {
    page(path, FakeRecords { visits: Some(visits), ..FakeRecords::default() }).0
}

fn absent(html: &str, words: &[&str]) {
    for words in words {
        assert!(!html.contains(words), "says {words}");
    }
}

const HEIGHT: &str = "9N001000000000001";
const WEIGHT: &str = "9N006000000000001";
const SBP: &str = "9A755000000000001";
const URIC: &str = "3C020000002327101";
const TOTAL: &str = "3F050000002327101";

#[test]
fn each_verdict_says_what_it_comes_from() {
    let visits = || {
        vec![visit(
            day(2026, 5, 14),
            vec![
                within(amount(SBP, "", "138", "mm[Hg]"), "90", "139"),
                within(amount(URIC, "", "7.4", "mg/dL"), "3.6", "7.0"),
            ],
        )]
    };
    let html = shown("/checkups", visits());
    assert_says(
        &html,
        "/checkups",
        &[CAUTION, "判定値 130未満", "この健診の範囲 3.6〜7.0", "範囲より高い", "少し高め", "結果の紙にある範囲です"],
    );
    let html = shown("/checkups/items/sbp", visits());
    assert_says(
        &html,
        "sbp",
        &[
            CAUTION,
            "受診をすすめる値は 140以上、すぐに受診する値は 160以上です。",
            "判定は、この判定値（第4期）によります",
            "この健診の記録にある範囲は 90〜139 です。判定には使っていません",
            "すぐに受診",
            "比べられる記録は、2026年5月の1回だけです。",
            "つぎにすること：",
        ],
    );
    let html = shown("/checkups/items/uric-acid", visits());
    assert_says(
        &html,
        "uric-acid",
        &[
            CAUTION,
            "この健診の基準値（3.6〜7.0）より高い値です。",
            "健診を受けた所が記録した範囲や印によります",
            "範囲より高い</text>",
            "7.0</text>",
        ],
    );
}

#[test]
fn every_item_says_what_to_do_next_and_a_size_where_it_counts() {
    let results = || {
        vec![
            amount("9N016160100000001", "", "84.0", "cm"),
            amount(SBP, "", "120", "mm[Hg]"),
            Measurement::new("3C015000002327101", "", Value::NotDone),
            Measurement::new("3B035000002327201", "", Value::NotMeasurable),
            amount(URIC, "", "5.0", "mg/dL"),
        ]
    };
    let of = |slug: &str, birth| {
        let visits = Some(vec![visit(day(2026, 5, 14), results())]);
        page(&format!("/checkups/items/{slug}"), FakeRecords { visits, birth, ..FakeRecords::default() }).0
    };
    for (slug, said) in [
        ("sbp", "とくにありません。次の健診でも"),
        ("creatinine", "保険者にたずねてください"),
        ("ast", "測り直したほうがよいか"),
        ("uric-acid", "この記録からは決められません"),
        ("waist", "#judged"),
    ] {
        assert_says(&of(slug, Some(day(1980, 8, 8))), slug, &["つぎにすること：", said]);
    }
    absent(&of("waist", Some(day(1948, 2, 20))), &["#judged"]);
    absent(&of("sbp", Some(day(1980, 8, 8))), &["#judged"]);
}

#[test]
fn another_kind_of_checkup_is_held_against_its_own_range() {
    let mut visit = visit(day(2026, 5, 14), vec![within(amount(SBP, "", "138", "mm[Hg]"), "90", "139")]);
    visit.report = Some("40".into());
    let html = shown("/checkups/items/sbp", vec![visit]);
    assert_says(
        &html,
        "sbp",
        &["この健診の基準値（90〜139）の範囲内です。", "この健診は特定健診ではないため、判定には使っていません"],
    );
    absent(&html, &["少し高め</span>", "生活を見直すめやす"]);
}

#[test]
fn amounts_outside_the_catalogue_have_rows_and_pages_by_any_of_their_codes() {
    let visits = || {
        vec![
            visit(
                day(2012, 5, 14),
                vec![amount("3D045000001920402", "HbA1c(JDS)", "5.2", "%"), amount(TOTAL, "", "190", "mg/dL")],
            ),
            visit(
                day(2026, 5, 14),
                vec![
                    within(amount(TOTAL, "", "230", "mg/dL"), "142", "219"),
                    amount("9Z900000000000001", "体脂肪率", "21.8", "%"),
                    amount("\"><script>alert(1)", "悪い名前<b>", "1", "x"),
                ],
            ),
        ]
    };
    let html = shown("/checkups", visits());
    assert_says(
        &html,
        "/checkups",
        &[
            "id=\"others\"",
            "href=\"/checkups/items/3F050000002327101\"",
            "href=\"/checkups/items/9Z900000000000001\"",
            "悪い名前&lt;b",
            "以前に測った検査",
            "HbA1c（JDS）",
            "総コレステロール</a>は ",
        ],
    );
    absent(&html, &["<script>alert", "items/\"", "items/&quot;"]);
    let html = shown("/checkups/items/3F050000002399901", visits());
    assert_says(&html, "3F050", &["<h1>総コレステロール</h1>", "230", "190", "特定健診の項目ではないため", "JLAC10"]);
    let html = shown("/checkups/items/3D045000001920402", visits());
    assert_says(&html, "3D045", &["<h1>HbA1c（JDS）</h1>", "目もりが違う"]);
    absent(&shown("/checkups/items/hba1c", visits()), &["5.2"]);
    let (html, frame) = page("/checkups/items/9Z999000000000009", FakeRecords::default());
    assert_says(&html, "unknown", &["見つかりません"]);
    assert_eq!(frame.status.get(), 404);
}

#[test]
fn two_items_stand_beside_each_other_on_their_own_axes() {
    let visits = || {
        (2020..=2026)
            .map(|year| {
                visit(
                    day(year, 5, 14),
                    vec![
                        amount(SBP, "", &(110 + year - 2010).to_string(), "mm[Hg]"),
                        amount("9A765000000000001", "", "80", "mm[Hg]"),
                        amount(URIC, "", "5.0", "mg/dL"),
                    ],
                )
            })
            .collect::<Vec<_>>()
    };
    let html = shown("/checkups/items/sbp?with=uric-acid&years=5", visits());
    assert_says(
        &html,
        "with",
        &[
            "data-series=\"0\"",
            "data-series=\"1\"",
            "<a href=\"/checkups/items/uric-acid\">尿酸</a>",
            "?years=10&amp;with=uric-acid",
            "並べるのをやめる",
            "value=\"uric-acid\" selected",
            "最低血圧と並べる",
            "、尿酸、5.0 mg/dL",
        ],
    );
    // Each chart is drawn for itself: as many drawings as charts, twice each, for each period that differs.
    assert_eq!(html.matches("class=\"plot wide\"").count(), 2 * 2 + 1, "two periods, and the number line");
    for with in ["sbp", "hba1c", "urine-protein", "%3Cscript%3E"] {
        let html = shown(&format!("/checkups/items/sbp?with={with}"), visits());
        absent(&html, &["data-series=\"1\"", "<script%3E"]);
    }
}

#[test]
fn a_bound_and_a_contradiction_are_told_and_not_judged() {
    let mut bounded = amount("3F015000002327101", "", "10", "mg/dL");
    if let Value::Quantity { bound, .. } = &mut bounded.value {
        *bound = Some(Bound::AtMost);
    }
    let mut torn = within(amount(URIC, "", "6.0", "mg/dL"), "3.6", "7.0");
    torn.flag = Some(Flag::High);
    let visits = || vec![visit(day(2026, 5, 14), vec![bounded.clone(), torn.clone()])];
    let html = shown("/checkups/items/tg", visits());
    assert_says(&html, "tg", &["10以下", "class=\"bnd pt\"", "基準値（150未満）の範囲内です。"]);
    let html = shown("/checkups/items/uric-acid", visits());
    assert_says(&html, "uric-acid", &["合わないため、判定していません", "健診を受けた所の印：H（高い）"]);
}

#[test]
fn items_not_measured_for_ten_years_are_folded_and_not_dropped() {
    let visits = vec![
        visit(day(2010, 5, 14), vec![amount(URIC, "", "5.0", "mg/dL")]),
        visit(day(2026, 5, 14), vec![amount(SBP, "", "120", "mm[Hg]")]),
    ];
    let html = shown("/checkups", visits);
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("id=\"past\"") < at("href=\"/checkups/items/uric-acid\""));
    assert!(!html.contains("id=\"kidney\""));
}

#[test]
fn what_is_computed_says_so_with_its_rule_and_what_is_recorded_stays() {
    let body = |year: i32, bmi: Option<&str>| {
        let mut results = vec![amount(HEIGHT, "", "160.0", "cm"), amount(WEIGHT, "", "64.0", "kg")];
        results.extend(bmi.map(|text| amount("9N011000000000001", "", text, "kg/m2")));
        visit(day(year, 5, 14), results)
    };
    let visits = || vec![body(2024, Some("24.9")), body(2025, None), body(2026, None)];
    let html = shown("/checkups", visits());
    assert_says(&html, "/checkups", &["25.0", "<span class=\"sub\">計算値</span>", "BMIの計算値は、"]);
    let html = shown("/checkups/items/bmi", visits());
    assert_says(
        &html,
        "bmi",
        &[
            "kg/m²（計算値）です。",
            "計算：体重（kg）を、身長（m）で2回割る。出典：",
            "（計算値を含みます）",
            "四角で囲んだ点は、計算値です。",
            "kg/m²（計算値）、",
            "24.9",
        ],
    );
    // Of three points two are framed, in the wide drawing and in the narrow one.
    assert_eq!(html.matches("class=\"calc\"").count(), 4);
    let html = shown("/checkups/items/bmi", vec![body(2026, Some("24.9"))]);
    absent(&html, &["計算値", "25.0"]);
    for path in ["/checkups/compare", "/print/checkups"] {
        assert_says(&shown(path, visits()), path, &["計算値", "計算：体重（kg）を、身長（m）で2回割る。出典："]);
    }
}

#[test]
fn while_the_hub_is_away_the_persons_own_are_shown_and_nothing_is_called_absent() {
    let own = || vec![visit(day(2024, 6, 3), vec![amount(SBP, "", "131", "mm[Hg]")])];
    let failing = |kind, kept| FakeRecords { failing: vec![(Service::Checkups, kind)], kept, ..FakeRecords::default() };
    const MISSING: &str = "保険者からの健診の記録を表示できません";
    const KEPT: &str = "あなたが加えたファイルの分だけです";
    for (path, said) in [
        ("/checkups", "2024年6月3日"),
        ("/checkups/items/sbp", "131"),
        ("/checkups/visits/2024-06-03", "131"),
        ("/print/checkups", "131"),
        ("/", "131"),
    ] {
        let (html, frame) = page(path, failing(TroubleKind::Down, own()));
        assert_says(&html, path, &[MISSING, KEPT, said, "失われていません"]);
        assert_eq!(frame.status.get(), 200, "{path}");
        absent(&html, &["/checkups/export"]);
    }
    for path in [
        "/checkups/items/hba1c",
        "/checkups/items/9Z900000000000001",
        "/checkups/visits/2026-05-14",
        "/checkups/compare",
    ] {
        let (html, frame) = page(path, failing(TroubleKind::Slow, own()));
        assert_says(&html, path, &[MISSING]);
        absent(&html, &["まだありません", "まだ1回分", "見つかりません"]);
        assert_eq!(frame.status.get(), 200, "{path}");
    }
    // Without anything kept, and where the sign-in itself is over, the page says only what failed.
    for (kind, kept) in
        [(TroubleKind::Down, Vec::new()), (TroubleKind::SignedOut, own()), (TroubleKind::Withheld, own())]
    {
        absent(&page("/checkups", failing(kind, kept)).0, &[MISSING, KEPT, "2024年6月3日"]);
    }
}

#[test]
fn a_small_later_visit_does_not_make_everything_look_fine() {
    let visits = vec![
        visit(
            day(2026, 5, 14),
            vec![
                amount(SBP, "", "138", "mm[Hg]"),
                amount("3F015000002327101", "", "160", "mg/dL"),
                amount("3D046000001920402", "", "5.4", "%"),
            ],
        ),
        visit(day(2026, 11, 1), vec![amount("3F077000002327101", "", "100", "mg/dL")]),
    ];
    let html = shown("/checkups", visits.clone());
    assert_says(
        &html,
        "/checkups",
        &["1項目 は基準値の範囲内です。", "ほかに、2026年5月の健診で 2項目 が範囲の外でした。", "class=\"out-count\""],
    );
    assert_says(&shown("/", visits), "/", &["ほかに、2026年5月の健診で 2項目 が範囲の外でした。"]);
}

#[test]
fn a_value_in_another_unit_is_not_said_to_have_no_limits() {
    let visits = vec![visit(day(2026, 5, 14), vec![amount("3F070000002327101", "", "1.3", "mmol/L")])];
    let html = shown("/checkups/items/hdl", visits);
    assert_says(&html, "hdl", &["基準値と単位が違い、同じ目もりに置けないため、数直線は描いていません。"]);
    absent(&html, &["決められても、記録されてもいません"]);
}

#[test]
fn what_the_laboratory_takes_in_is_not_good_news_beyond_the_published_limit() {
    let mut dock = visit(day(2026, 11, 1), vec![within(amount("3D046000001920402", "", "6.6", "%"), "4.6", "6.9")]);
    dock.report = Some("40".into());
    let visits = vec![visit(day(2026, 5, 14), vec![amount("3D046000001920402", "", "5.9", "%")]), dock];
    let html = shown("/checkups/items/hba1c", visits.clone());
    assert_says(
        &html,
        "hba1c",
        &["特定健診で受診をすすめる値（6.5以上）にあたります", "医師に確かめてください。", "比べ方が前回と違います。"],
    );
    absent(&html, &["とくにありません", "今回（2026年11月）から"]);
    absent(&shown("/checkups", visits), &["に入りました"]);
}

#[test]
fn a_year_without_a_value_is_a_cross_in_the_picture_and_a_stop_in_its_reading() {
    let of = |year: i32, text: &str| visit(day(year, 5, 14), vec![amount(SBP, "", text, "mm[Hg]")]);
    let mut gone = of(2024, "0");
    gone.results[0].value = Value::NotMeasurable;
    let html = shown("/checkups/items/sbp", vec![of(2023, "120"), gone, of(2025, "124"), of(2026, "126")]);
    assert_says(
        &html,
        "sbp",
        &[
            "class=\"miss pt\"",
            "2024年5月14日、測定できず",
            "126 mmHg、範囲内（判定値による）",
            "×は、値がないか、単位が違って描けない健診です。",
        ],
    );
    absent(&shown("/checkups/items/sbp", vec![of(2023, "120"), of(2025, "124")]), &["miss pt", "×は、"]);
}
