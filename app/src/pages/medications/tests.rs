//! What the pages of drugs say: sources, what took whose place, what comes from two places, choices by opaque names.

use std::sync::Arc;

use crate::domain::medication::{
    Dispensing, Doctor, Drug, DrugForm, DrugKey, DrugSource, HiddenDrugs, History, Institution, Setting, Treatment,
    YearCount,
};
use crate::domain::notebook::added::Told;
use crate::domain::notebook::{Author, Remark, RemarkKind};
use crate::keeping::{NotReadable, OwnDrugs};
use crate::pages::fake_records::{FakeKeeping, FakeRecords, day, frame_for, render, token_of};
use crate::pages::page_tests::{assert_says, page};
use crate::records::{Service, TroubleKind};

pub(super) const PATH: &str = "/medications";

pub(super) fn oral(name: &str, ingredient: &str) -> Drug {
    Drug {
        ingredient: Some(ingredient.into()),
        usage: Some("１日１回朝食後服用".into()),
        amount: "1".into(),
        unit: "錠".into(),
        times: Some(28),
        form: DrugForm::Oral,
        ..Drug::named(name)
    }
}

pub(super) fn given(source: DrugSource, on: (i32, u32, u32), clinic: &str, drugs: Vec<Drug>) -> Dispensing {
    let pharmacy = Institution { code: "1340000001".into(), name: "見本薬局 本店".into() };
    let mut row = Dispensing::on(source, day(on.0, on.1, on.2), pharmacy);
    row.prescriber = Some(Institution::named(clinic));
    row.prescribed_on = row.dispensed_on;
    row.told_on = Some(day(2026, 11, 22));
    row.drugs = drugs;
    row
}

pub(super) fn amlodipine() -> Drug {
    oral("アムロジピン錠５ｍｇ「見本」", "アムロジピンベシル酸塩")
}

fn combination() -> Drug {
    oral("ミカムロ配合錠ＡＰ", "テルミサルタン・アムロジピンベシル酸塩")
}

pub(super) fn with(rows: Vec<Dispensing>) -> FakeRecords {
    FakeRecords { drugs: Some(History::of(rows)), ..FakeRecords::default() }
}

pub(super) fn twofold() -> FakeRecords {
    with(vec![
        given(DrugSource::Receipt, (2026, 11, 2), "見本内科", vec![amlodipine()]),
        given(DrugSource::Dispensing, (2026, 11, 9), "見本総合病院", vec![combination()]),
    ])
}

#[test]
fn one_ingredient_from_two_places_is_told_with_both_and_whom_to_ask_and_is_no_alarm() {
    let (html, _) = page(PATH, twofold());
    assert_says(
        &html,
        PATH,
        &[
            "同じ成分のお薬が、2つの所から出ています",
            "<h3>アムロジピン</h3>",
            "見本内科",
            "見本総合病院",
            "2026年11月9日から2026年11月29日まで、両方が手もとにある計算です。",
            "薬剤師にたずねてください",
            "成分名で見つけました。",
            "このサイトは、お薬の一覧を持っていません",
        ],
    );
    let card =
        html.split("class=\"card twofold\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("the card");
    for alarm in ["class=\"bad", "warn", "role=\"alert\"", "危険", "警告", "ofr"] {
        assert!(!card.contains(alarm), "{alarm}");
    }
    assert_eq!(card.matches("<h3>").count(), 1, "テルミサルタン comes from one place");
}

#[test]
fn where_nothing_is_double_that_is_said_and_what_could_not_be_compared() {
    let mut unknown = Drug { form: DrugForm::Oral, times: Some(28), ..Drug::named("名前だけの錠") };
    unknown.reason = Some("血圧".into());
    let (html, _) =
        page(PATH, with(vec![given(DrugSource::Receipt, (2026, 11, 2), "見本内科", vec![amlodipine(), unknown])]));
    assert_says(
        &html,
        PATH,
        &[
            "同じ成分が2つの所から出ている記録は見つかりませんでした",
            "十分にくらべられなかったお薬（1種類）",
            "成分名もお薬コードも、記録にありません",
            "何のお薬か：血圧（届いた記録による）",
        ],
    );
}

#[test]
fn the_receipt_stands_and_what_it_replaced_is_reachable() {
    let fresh = given(DrugSource::Dispensing, (2026, 9, 10), "見本内科", vec![oral("前の名前の錠", "アムロジピン")]);
    let receipt = given(DrugSource::Receipt, (2026, 9, 10), "見本内科", vec![amlodipine()]);
    let (html, _) = page("/medications?year=2026&open=all", with(vec![fresh, receipt]));
    assert_says(
        &html,
        PATH,
        &["レセプト（2026年9月分）", "2026年11月22日時点", "置きかわった前の記録（1件）", "前の名前の錠"],
    );
    assert_eq!(html.matches("class=\"rx\"").count(), 1, "one dispensing");
}

#[test]
fn every_part_of_a_record_is_shown() {
    let mut drug = Drug {
        general: Some("【般】アムロジピン錠５ｍｇ".into()),
        notes: vec!["グレープフルーツに注意".into()],
        ..amlodipine()
    };
    drug.instruction = Some("一包化".into());
    let mut row = given(DrugSource::Notebook, (2026, 11, 2), "見本内科", vec![drug]);
    row.setting = Some(Setting::Outpatient);
    row.doctor = Some(Doctor { name: "見本 医師".into(), department: Some("循環器科".into()) });
    row.notes = vec!["残薬あり".into()];
    row.treatments = vec![Treatment {
        code: "112007410".into(),
        name: "再診料".into(),
        class: "12".into(),
        amount: String::new(),
        unit: String::new(),
        times: Some(1),
    }];
    let (html, _) = page("/medications?year=2026&open=all", with(vec![row]));
    assert_says(
        &html,
        PATH,
        &[
            "一般名：【般】アムロジピン錠５ｍｇ",
            "成分：アムロジピンベシル酸塩",
            "一包化",
            "グレープフルーツに注意",
            "残薬あり",
            "見本 医師（循環器科）",
            "外来",
            "この日の診療（1件）",
            "再診料",
            "あなたが加えたお薬手帳",
            "1日に1錠、28日分",
        ],
    );
}

#[test]
fn years_are_counted_and_older_ones_folded() {
    let mut records = twofold();
    let years =
        (0..12).map(|back| YearCount { year: 2026 - back, count: u32::try_from(back).unwrap_or(0) + 3 }).collect();
    records.drugs.as_mut().expect("drugs").years = years;
    let (html, _) = page(PATH, records.clone());
    assert_says(&html, PATH, &["2026年", "もっと前の年（6年分）", "/medications?year=2015"]);
    let on_page = html.matches("class=\"rx\"").count();
    let count = |html: &str, year: i32| {
        let (address, number) = (format!("/medications?year={year}"), "class=\"count\">");
        let link = html.split("</a>").find(|link| link.contains(&address) && link.contains(number))?;
        link.split(number).nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned)
    };
    assert_eq!(
        count(&html, 2026),
        Some(format!("{on_page}回")),
        "the year that is open counts what stands on its page"
    );
    assert_eq!(count(&html, 2025).as_deref(), Some("4回"), "the others what the hub says");
    // What is looked for goes along with the links: the number of all dispensings would be another one than the page's.
    let (html, _) = page("/medications?year=2026&form=external", records.clone());
    assert_eq!((count(&html, 2026), count(&html, 2025)), (None, None));
    let (html, _) = page("/medications?q=%E3%82%A2%E3%83%A0%E3%83%AD", records);
    assert!(count(&html, 2026).is_some_and(|found| found.ends_with('件')), "drugs that were found");
}

#[test]
fn choices_are_called_by_names_that_tell_nothing_and_narrow_the_year() {
    let records = || {
        let mut plaster = oral("見本テープ", "ケトプロフェン");
        plaster.form = DrugForm::External;
        with(vec![
            given(DrugSource::Receipt, (2026, 10, 2), "見本内科", vec![amlodipine(), plaster]),
            given(DrugSource::Receipt, (2026, 10, 9), "見本総合病院", vec![combination()]),
        ])
    };
    let (html, _) = page(PATH, records());
    let hospital = token_of("見本総合病院");
    assert_says(&html, PATH, &[&format!("value=\"{hospital}\""), "value=\"external\"", "しぼりこむ"]);
    let (html, _) = page(&format!("/medications?year=2026&place={hospital}"), records());
    assert!(html.contains("ミカムロ配合錠") && !html.contains("アムロジピン錠"), "one place");
    assert_says(&html, PATH, &["2026年の記録に選んだお薬が 1回分（お薬 1件）ありました。"]);
    let (html, _) = page("/medications?year=2026&form=external", records());
    assert!(html.contains("見本テープ") && !html.contains("ミカムロ"), "one form");
    for address in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
        for word in ["アムロジピン", "ミカムロ", "見本総合病院", "620", "%E3"] {
            assert!(!address.contains(word), "{address}");
        }
    }
}

#[test]
fn looking_goes_through_all_years_and_a_year_that_cannot_be_had_is_said() {
    let old = given(
        DrugSource::Receipt,
        (2022, 3, 2),
        "見本耳鼻咽喉科",
        vec![oral("アレグラ錠６０ｍｇ", "フェキソフェナジン塩酸塩")],
    );
    let mut records = twofold();
    records.drugs.as_mut().expect("drugs").rows.push(old);
    let (html, _) = page("/medications?q=ふぇきそ", records.clone());
    assert_says(
        &html,
        PATH,
        &["「ふぇきそ」が 1件、1年分の記録にありました。", "アレグラ錠", "2022年3月2日", "value=\"ふぇきそ\""],
    );
    let (html, _) = page("/medications?q=みつからない", records.clone());
    assert_says(&html, PATH, &["どの年の記録にも見つかりませんでした"]);
    let (html, _) = page("/medications?q=アレグラ&year=2022", records.clone());
    assert_says(&html, PATH, &["2022年の記録に「アレグラ」が 1回分"]);
    records.failing = vec![(Service::Medications, TroubleKind::Down)];
    let (html, _) = page("/medications?q=アレグラ", records);
    assert_says(&html, PATH, &["お薬の記録を表示できません"]);
}

#[test]
fn while_the_hub_is_away_the_persons_own_are_shown_and_nothing_is_concluded_from_them() {
    let own = || vec![given(DrugSource::Notebook, (2026, 11, 2), "見本内科", vec![amlodipine()])];
    let failing = |kind, kept_drugs| FakeRecords {
        failing: vec![(Service::Medications, kind)],
        kept_drugs,
        ..FakeRecords::default()
    };
    let (html, _) = page(PATH, failing(TroubleKind::Down, own()));
    let said = ["病院・薬局からのお薬の記録を表示できません", "アムロジピン錠", "重なりは確かめていません"];
    assert_says(&html, PATH, &said);
    assert!(!html.contains("いま飲んでいる") && !html.contains("見つかりませんでした"), "{html}");
    // Another year of theirs, nothing of theirs, and where the sign-in itself is over.
    for (path, kind, kept) in [
        ("/medications?year=2025", TroubleKind::Down, own()),
        (PATH, TroubleKind::Slow, Vec::new()),
        (PATH, TroubleKind::SignedOut, own()),
    ] {
        let (html, _) = page(path, failing(kind, kept));
        assert_says(&html, path, &["お薬の記録を表示できません"]);
        assert!(!html.contains("アムロジピン") && !html.contains("病院・薬局からの"), "{path}");
    }
}

#[test]
fn what_stays_off_sheets_is_told_to_oneself_alone() {
    let hidden = |list: Result<HiddenDrugs, NotReadable>, path: &str| {
        let mut frame = frame_for(path, Some(twofold()));
        let keeping = FakeKeeping { hidden_drugs: list, ..FakeKeeping::default() };
        frame.visitor.as_mut().expect("somebody").keeping = Arc::new(keeping);
        render(path, &frame)
    };
    let mut list = HiddenDrugs::default();
    list.hide(&amlodipine(), day(2026, 11, 1)).expect("room");
    let html = hidden(Ok(list.clone()), PATH);
    assert_says(
        &html,
        PATH,
        &["紙や共有に出さないお薬が <b>1種類</b> あります", "あなたにだけ表示しています", "また出す"],
    );
    assert!(html.contains("紙・共有に出さない</span>"), "the drug itself is still shown, and marked");
    let lines = html.split("<li").filter(|line| line.contains("紙・共有に出さない</span>"));
    assert!(lines.clone().count() > 0 && lines.clone().all(|line| line.starts_with(" class=\"noprint\"")), "{html}");
    assert!(html.contains("<section class=\"card noprint\"><h2>この半年のお薬"), "{html}");
    let html = hidden(Ok(list.clone()), "/medications?q=%E3%82%A2%E3%83%A0%E3%83%AD");
    let lines = html.split("<li").filter(|line| line.contains("紙・共有に出さない</span>"));
    assert!(lines.clone().count() > 0 && lines.clone().all(|line| line.starts_with(" class=\"noprint\"")), "{html}");
    assert!(html.contains("role=\"status\" class=\"banner noprint\""), "what was looked for names it: {html}");
    let html = hidden(Err(NotReadable), PATH);
    assert_says(&html, PATH, &["一覧を、いま読めません", "失われていません"]);
    let key = DrugKey::of(&amlodipine());
    let own = format!("/medications/{}", token_of(key.as_str()));
    let html = hidden(Ok(list), &own);
    assert_says(&html, &own, &["出していません", "value=\"show\""]);
    let html = hidden(Ok(HiddenDrugs::default()), &own);
    assert_says(&html, &own, &["紙や共有に出さない</button>", "value=\"hide\"", "name=\"year\" value=\"2026\""]);
}

#[test]
fn places_of_one_name_are_one_choice_that_holds_all_of_them() {
    let at = |code: &str, on: (i32, u32, u32), drug: Drug| {
        let mut row = given(DrugSource::Receipt, on, "見本内科", vec![drug]);
        row.dispenser.code = code.into();
        row
    };
    let records = || {
        with(vec![
            at("1340000001", (2026, 10, 2), amlodipine()),
            at("1340000002", (2026, 10, 9), combination()),
            given(DrugSource::Receipt, (2026, 10, 20), "よその病院", vec![oral("胃薬の錠", "レバミピド")]),
        ])
    };
    let (html, _) = page(PATH, records());
    assert_eq!(html.matches(">見本薬局 本店</option>").count(), 1, "one choice a name");
    let options = html.split("<option").filter(|option| option.contains(">見本薬局 本店</option>"));
    let token =
        options.filter_map(|option| option.split("value=\"").nth(1)?.split('"').next()).next().expect("a token");
    let (html, _) = page(&format!("/medications?year=2026&place={token}"), records());
    assert_says(&html, PATH, &["2026年の記録に選んだお薬が 3回分（お薬 3件）ありました。"]);
}

#[test]
fn the_same_product_is_said_to_be_so_and_what_is_not_known_of_one_is_said_rightly() {
    let bare = |name: &str, code: &str| Drug { ingredient: None, code: code.into(), ..oral(name, "") };
    let rows = vec![
        given(DrugSource::Notebook, (2026, 11, 2), "見本内科", vec![bare("甲錠", "622533701")]),
        given(DrugSource::Notebook, (2026, 11, 9), "見本総合病院", vec![bare("甲の錠", "622533701")]),
    ];
    let (html, _) = page(PATH, with(rows));
    assert_says(
        &html,
        PATH,
        &[
            "同じ製品のお薬",
            "お薬の名前か、9けたのお薬コードが同じことで見つけました。",
            "この回は、2026年11月9日から2026年11月29日まで",
            "同じ製品のお薬とだけ、くらべました",
        ],
    );
    assert!(!html.contains("成分名もお薬コードも"), "it has a code");
}

#[test]
fn what_nobody_knows_the_day_of_stands_by_itself() {
    let mut undated = given(DrugSource::Notebook, (2026, 11, 1), "見本内科", vec![amlodipine()]);
    (undated.dispensed_on, undated.prescribed_on) = (None, None);
    let dated = given(DrugSource::Receipt, (2026, 10, 2), "見本内科", vec![oral("見本錠", "見本")]);
    let (html, _) = page(PATH, with(vec![undated, dated]));
    assert_says(&html, PATH, &["<h2>2026年10月</h2>", "<h2>日にちの記録なし</h2>", "日にちが書かれていないため"]);
    assert!(!html.contains("<h2>2026年11月</h2>"), "nobody knows that it was then");
}

#[test]
fn what_is_typed_is_looked_for_as_it_was_typed() {
    let (html, _) = page("/medications?q=%253Cb%253E", twofold());
    assert_says(&html, PATH, &["「%3Cb%3E」は、どの年の記録にも見つかりませんでした"]);
}

#[test]
fn known_allergies_stand_beside_and_what_is_named_in_both_is_said() {
    let with = |own: Result<OwnDrugs, NotReadable>| {
        let mut frame = frame_for(PATH, Some(twofold()));
        let keeping = FakeKeeping { own_drugs: own, ..FakeKeeping::default() };
        frame.visitor.as_mut().expect("somebody").keeping = Arc::new(keeping);
        render(PATH, &frame)
    };
    let remark = |kind, text: &str| Remark { kind, text: text.into(), author: Author::Patient };
    let remarks = vec![
        remark(RemarkKind::SideEffect, "アムロジピンで足のむくみ"),
        remark(RemarkKind::Allergy, "卵"),
        remark(RemarkKind::PastDisease, "胃かいよう"),
    ];
    let html = with(Ok(OwnDrugs { told: Told { remarks, ..Told::default() }, ..OwnDrugs::default() }));
    let card = html.split("id=\"known\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("the card");
    assert_says(
        card,
        PATH,
        &["卵", "アムロジピンで足のむくみ", "同じ名前が書かれています。薬剤師にたずねてください。"],
    );
    assert_eq!(card.matches("同じ名前").count(), 1);
    assert!(!card.contains("胃かいよう"), "past diseases belong elsewhere");
    assert_says(&with(Ok(OwnDrugs::default())), PATH, &["ないという意味ではありません"]);
    assert_says(&with(Err(NotReadable)), PATH, &["お薬手帳は失われていません"]);
}

#[test]
fn one_drug_over_the_years() {
    let older = given(
        DrugSource::Receipt,
        (2024, 3, 2),
        "見本内科",
        vec![oral("ノルバスク錠５ｍｇ", "アムロジピンベシル酸塩")],
    );
    let old = given(DrugSource::Receipt, (2026, 9, 1), "見本内科", vec![Drug { amount: "2".into(), ..amlodipine() }]);
    let mut records = twofold();
    records.drugs.as_mut().expect("drugs").rows.extend([older, old]);
    let path = format!("/medications/{}", token_of(DrugKey::of(&amlodipine()).as_str()));
    let (html, frame) = page(&path, records.clone());
    assert_eq!(frame.status.get(), 200);
    assert_says(
        &html,
        &path,
        &[
            "<dd>アムロジピン</dd>",
            "3回",
            "2024年3月2日、2026年11月2日",
            "続けて出ていた間と、空いた間",
            "ノルバスク錠",
            "1日に2錠",
            "見本内科",
            "2026年11月30日ごろまで残っている計算です",
        ],
    );
    assert!(!html.contains("ミカムロ"), "the combination is another drug");
    let elsewhere = given(DrugSource::Receipt, (2026, 10, 2), "別の医院", vec![oral("甲錠１０ｍｇ", "甲の成分")]);
    let twenty = given(DrugSource::Receipt, (2026, 11, 2), "見本内科", vec![oral("甲錠２０ｍｇ", "甲の成分")]);
    let of = |rows: Vec<Dispensing>| {
        let path = format!("/medications/{}", token_of(DrugKey::of(&twenty.drugs[0]).as_str()));
        page(&path, with(rows)).0
    };
    assert_says(&of(vec![twenty.clone()]), &path, &["記録のあいだ変わっていません"]);
    let html = of(vec![twenty.clone(), elsewhere]);
    assert_says(&html, &path, &["記録によって違うものがあります", "甲錠<span class=\"nowrap\">１０ｍｇ</span>（1回）"]);
    assert!(!html.contains("記録のあいだ変わっていません"), "the strength is another one elsewhere");
    let (html, frame) = page("/medications/00ff00ff00ff00ff", records);
    assert_eq!(frame.status.get(), 404);
    assert_says(&html, "/medications/00ff00ff00ff00ff", &["そのお薬の記録は見つかりません"]);
}
