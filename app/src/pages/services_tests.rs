//! Procedures, payments and the way out: what the pages say, and what they never lead to.

use leptos::prelude::*;

use super::fake_records::{FakeRecords, frame_for, render};
use super::page_tests::{assert_says, page};
use crate::domain::eligibility::{EligibilityStatus, Validity};
use crate::domain::outside_site::{OutsideLinks, SITES, SiteKind, site_by_slug};
use crate::domain::procedure::PROCEDURES;
use crate::domain::registration::Registration;
use crate::keeping::NotReadable;
use crate::page_table::page_of;
use crate::records::{Service, TroubleKind};

/// Every address of a page that a browser would follow out of the portal.
fn leads_out(html: &str) -> Vec<&str> {
    ["href=\"", "action=\"", "src=\"", "content=\""]
        .iter()
        .flat_map(|attribute| html.split(attribute).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.contains("//") || address.contains(':'))
        .collect()
}

#[test]
fn the_page_has_its_three_parts_each_with_its_sentence() {
    let (html, _) = page("/services", FakeRecords::default());
    assert_says(
        &html,
        "/services",
        &[
            "納めるものが 2件 あります",
            "12,300円",
            "2026年11月30日",
            "期限まで あと8日",
            "期限から22日たっています",
            "分けて納める相談",
            "納めたもの（1件）",
            "お金を受け取りません",
            "href=\"/services/out/demo-city\"",
            "納付書で納めてください",
            "当てはまりそうな手続きが 1件",
            "△△△△健康保険組合に加入していて、カードの利用登録がない",
            "いまは当てはまらない",
            "健康手帳が見分けた",
            "2026年11月3日",
            "使っている印を外す",
            "使っている印をつける",
            "渡しません",
        ],
    );
    assert_eq!(leads_out(&html), Vec::<&str>::new(), "out only by way of the page in between");
    assert!(!html.contains("evil"), "an address from the hub is no address");
    let at = |words: &str| html.find(words).expect(words);
    assert!(at("期限から22日") < at("期限まで あと8日"), "the earliest first");
    for one in PROCEDURES {
        assert_says(&html, "/services", &[&format!("href=\"/services/{}\"", one.slug)]);
    }
}

#[test]
fn a_part_that_is_empty_or_fails_says_so_and_the_rest_stands() {
    let (html, _) = page("/services", FakeRecords { filled: false, ..FakeRecords::default() });
    assert_says(&html, "/services", &["納付のお知らせは、届いていません。"]);
    assert!(!html.contains("納めたもの") && !html.contains("分けて納める"));
    for (service, said, other) in [
        (Service::Payments, "納付のお知らせを表示できません", "当てはまりそうな手続き"),
        (Service::Eligibility, "当てはまるかは、いまは確かめられません", "12,300円"),
        (Service::Registration, "利用登録の状態をいま読めないため", "12,300円"),
    ] {
        let failing = vec![(service, TroubleKind::Slow)];
        let (html, _) = page("/services", FakeRecords { failing, ..FakeRecords::default() });
        assert_says(&html, "/services", &[said, other, "外部サイト", "/services/high-cost"]);
    }
    let failing = vec![(Service::Eligibility, TroubleKind::Down)];
    let (html, _) = page("/services/birth", FakeRecords { failing, ..FakeRecords::default() });
    assert_says(&html, "/services/birth", &["いまは確かめられません", "直接支払制度", "出産した日の次の日から2年以内"]);
}

#[test]
fn marks_that_cannot_be_read_leave_the_ways_and_take_the_buttons() {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(frame_for("/services", Some(FakeRecords::default())));
        [Err(NotReadable), Ok(OutsideLinks::default())].map(|links| super::services::sites_card(links).to_html())
    });
    assert!(
        html[0].contains("いま読めません") && html[0].contains("/services/out/e-tax") && !html[0].contains("<form")
    );
    assert!(html[1].contains("印はついていません") && html[1].matches("href=\"/services/link/").count() == 3);
    assert!(
        !html[0].contains("/services/link/") && !html[1].contains("<form"),
        "a mark is asked about on its own page"
    );
}

#[test]
fn a_mark_is_made_and_taken_away_by_way_of_a_page_that_says_what_it_means() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 3).expect("a day");
    for site in SITES {
        let path = format!("/services/link/{}", site.slug);
        let (html, frame) = page(&path, FakeRecords::default());
        if site.kind == SiteKind::DemoPayee {
            assert_eq!((frame.status.get(), html.matches("name=\"linked\"").count()), (404, 0), "{path}");
            continue;
        }
        let owner = Owner::new();
        let mut marked = OutsideLinks::default();
        marked.link(&site, day);
        let known = site_by_slug(site.slug).expect("of the list");
        let html = owner.with(|| {
            provide_context(frame_for(&path, Some(FakeRecords::default())));
            [Ok(OutsideLinks::default()), Ok(marked), Err(NotReadable)]
                .map(|links| super::services::mark::asked(known, links).to_html())
        });
        for (html, wish, said) in [
            (&html[0], "value=\"yes\"", ["使っている印をつけますか", "印はついていません", "いつでも外せます"]),
            (&html[1], "value=\"no\"", ["使っている印を外しますか", "2026年11月3日", "やめることにはなりません"]),
        ] {
            assert_says(html, &path, &said);
            assert_says(html, &path, &[wish, site.name, site.holder, site.address, "何も渡しません", "ないで戻る"]);
            assert_eq!(html.matches("<form").count(), 1, "{path}");
            assert_eq!(leads_out(html), Vec::<&str>::new(), "{path}: to the site leads its own page alone");
        }
        assert!(html[2].contains("いま読めません") && !html[2].contains("<form"), "{path}");
    }
    for slug in ["evil", "E-TAX", "https%3A%2F%2Fevil.example"] {
        let frame = frame_for(&format!("/services/link/{slug}"), Some(FakeRecords::default()));
        let html = render(&format!("/services/link/{slug}"), &frame);
        assert!(!html.contains("<form method=\"post\" action=\"/services\""), "{slug}");
    }
}

#[test]
fn every_procedure_has_its_page() {
    for one in PROCEDURES {
        let path = format!("/services/{}", one.slug);
        assert!(page_of(&path).is_some());
        let (html, frame) = page(&path, FakeRecords::default());
        assert_eq!((frame.status.get(), html.matches("<h1").count()), (200, 1), "{path}");
        assert_says(
            &html,
            &path,
            &[one.name, one.purpose, one.deadline, "申請するところ", "持っていくもの", "もとになるきまり"],
        );
        for text in one.steps.iter().chain(one.bring).chain(one.to_check) {
            assert_says(&html, &path, &[text]);
        }
        assert_eq!(leads_out(&html), Vec::<&str>::new(), "{path}");
    }
    for slug in ["nothing", "out", "HIGH-COST"] {
        let (html, frame) = page(&format!("/services/{slug}"), FakeRecords::default());
        assert_eq!(frame.status.get(), 404, "{slug}");
        assert_says(&html, slug, &["その手続きの説明は見つかりません", "href=\"/services\""]);
    }
}

#[test]
fn the_reason_on_the_page_is_the_persons_own() {
    let line = FakeRecords::default().eligibility.line.split_off(1);
    let uninsured = FakeRecords {
        eligibility: EligibilityStatus { validity: Validity::Invalid, line, hidden: Vec::new() },
        registration: Registration::NoEligibility { lost_on: None },
        ..FakeRecords::default()
    };
    let (html, _) = page("/services/joining-national", uninsured.clone());
    assert_says(
        &html,
        "joining",
        &["あなたに当てはまりそう：", "2013年4月25日", "お住まいの市区町村の、国民健康保険の窓口"],
    );
    let (html, _) = page("/services/ceiling-certificate", uninsured);
    assert_says(&html, "ceiling", &["条件しだい：", "あなたに聞かないと分からないこと"]);
    let ward = FakeRecords { registration: Registration::Welfare, ..FakeRecords::default() };
    let (html, _) = page("/services/birth", ward);
    assert_says(&html, "birth", &["いまは当てはまらない：", "福祉事務所"]);
    assert!(!html.contains("あなたに聞かないと分からないこと"));
}

#[test]
fn the_way_out_is_a_plain_link_to_an_address_of_the_list_and_tells_nothing() {
    for site in SITES {
        let path = format!("/services/out/{}", site.slug);
        let (html, frame) = page(&path, FakeRecords::default());
        assert_eq!(frame.status.get(), 200, "{path}");
        let link = html.split("<a ").find(|link| link.contains(&format!("href=\"{}\"", site.address))).expect("a link");
        let tag = link.split('>').next().expect("its tag");
        assert!(tag.contains("rel=\"noopener noreferrer\"") && !tag.contains("target"), "{path}: {tag}");
        assert_eq!(leads_out(&html), [site.address], "{path}: one way out");
        assert!(html.matches(site.address).count() == 2, "{path}: the address stands in full");
        assert_says(&html, &path, &["健康手帳のページではありません", "渡しません", "出ないで戻る", site.holder]);
        let demo = site.kind == SiteKind::DemoPayee;
        assert_eq!(html.contains("見本の行き先です"), demo, "{path}");
        assert_eq!(html.contains("お金を受け取りません"), demo, "{path}");
    }
}

#[test]
fn no_other_address_is_led_to() {
    for slug in ["evil", "https%3A%2F%2Fevil.example", "e-tax%2F..%2F..", "E-TAX"] {
        let path = format!("/services/out/{slug}");
        let frame = frame_for(&path, Some(FakeRecords::default()));
        let html = render(&path, &frame);
        assert!(!html.contains("evil.example") && !html.contains("rel=\"noopener"), "{path}");
        assert_eq!(leads_out(&html), Vec::<&str>::new(), "{path}");
    }
    let (html, frame) = page("/services/out/e-tax?to=https://evil.example/&site=evil", FakeRecords::default());
    assert_eq!(frame.status.get(), 200);
    assert!(!html.contains("href=\"https://evil"), "the address in the query is not read");
}

#[test]
fn every_question_of_the_help_is_one_click_away_and_told_to_anyone() {
    let html = render("/help", &frame_for("/help", None));
    let list =
        html.split("aria-label=\"質問の一覧\"").nth(1).and_then(|rest| rest.split("</nav>").next()).expect("a list");
    let asked: Vec<&str> = list.split("href=\"#").skip(1).map(|rest| rest.split('"').next().expect("an id")).collect();
    for id in &asked {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    // Other pages and printed sheets lead to these.
    for id in
        ["use", "trouble", "who-sees", "simulated", "contact", "counter", "lost", "pin", "when", "withdraw", "kept"]
    {
        assert!(asked.contains(&id), "{id}");
    }
    for own in html.split("href=\"/services/").skip(1).map(|rest| rest.split('"').next().expect("a slug")) {
        assert!(PROCEDURES.iter().any(|one| one.slug == own), "{own}");
    }
    for said in [
        "24時間・365日",
        "3回続けて",
        "2020年度",
        "2021年9月",
        "2022年9月",
        "2か月あとの10日",
        "約1か月あと",
        "選んだときのほかは、預かりません",
    ] {
        assert_says(&html, "/help", &[said]);
    }
    assert_eq!(leads_out(&html), Vec::<&str>::new());
}
