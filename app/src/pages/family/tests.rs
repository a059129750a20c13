//! What the page about delegations says of each state, and what every page says to somebody who acts for another.

use chrono::NaiveDate;

use crate::acting_table::{Serves, serves};
use crate::domain::delegation::{Acting, Code, Delegation, Other, RecordKind, Side, State, Use};
use crate::domain::person::{Person, Sex};
use crate::page_table::PAGES;
use crate::pages::fake_records::{FakeRecords, day, frame_for, moment, render, today};
use crate::pages::fault::Fault;
use crate::pages::page_tests::{assert_says, page};
use crate::pages::visit::Draft;
use crate::records::{Service, TroubleKind};

fn child() -> Person {
    Person { name: "見本　陽".into(), kana: "ミホン　ハル".into(), birth: day(2017, 8, 2), sex: Sex::Male }
}

fn delegation(side: Side, state: State) -> Delegation {
    let offered = state == State::Offered;
    Delegation {
        id: format!("d-{side:?}-{state:?}"),
        side,
        state,
        other: (!offered).then(|| Other { subject: "s-1".into(), person: child() }),
        kinds: vec![RecordKind::Medications, RecordKind::Expenses],
        from: day(2026, 5, 1),
        until: day(2027, 4, 30),
        code: offered.then(|| (Code::read("ABCD2345").expect("a code"), moment(today(), 14))),
        over_at: None,
        uses: Vec::new(),
    }
}

fn family(delegations: Vec<Delegation>) -> String {
    page("/family", FakeRecords { delegations, ..FakeRecords::default() }).0
}

#[test]
fn each_state_says_what_it_is_and_offers_what_can_be_done() {
    use Side::{Given, Held};
    use State::{Claimed, Declined, Ended, Lapsed, Offered, Standing, Unknown};
    // Side, state, what is said, the forms that are there besides those of everybody.
    let cases: [(Side, State, &[&str], &[&str]); 11] = [
        (
            Held,
            Standing,
            &["見本　陽 さん", "2017年8月2日生まれ", "お薬、医療費", "2027年4月30日", "一度も見られていません"],
            &["switch", "end"],
        ),
        (Given, Standing, &["見本　陽 さん", "見せている記録：お薬、医療費", "2027年4月30日"], &["end"]),
        (
            Held,
            Claimed,
            &["から、代理人になるよう頼まれています", "2017年8月2日生まれ", "知らない人のときは"],
            &["accept", "decline"],
        ),
        (Given, Claimed, &["見本　陽 さんが番号を入れました", "頼んだ人と違うとき"], &["end"]),
        (Given, Offered, &["ABCD-2345", "一度だけ使えます", "電話で番号を聞いてきた人"], &["end"]),
        (Given, Ended, &["終わった代理", "あなたが頼んだ代理"], &[]),
        (Held, Ended, &["終わった代理", "あなたが引き受けた代理"], &[]),
        (Held, Declined, &["断られました"], &[]),
        (Given, Lapsed, &["期限までに引き受けられませんでした"], &[]),
        (Held, Unknown, &["説明できない状態"], &[]),
        (Given, Unknown, &["説明できない状態"], &[]),
    ];
    for (side, state, says, forms) in cases {
        let html = family(vec![delegation(side, state)]);
        assert_says(&html, "/family", says);
        for form in ["switch", "accept", "decline", "end"] {
            let there = html.contains(&format!("action=\"/family/{form}\""));
            assert_eq!(there, forms.contains(&form), "{side:?} {state:?} {form}");
        }
        assert_eq!(html.matches("action=\"/family/offer\"").count(), 1);
        assert_eq!(html.matches("action=\"/family/claim\"").count(), 1);
        assert_eq!(html.matches("<h1").count(), 1);
    }
}

#[test]
fn nobody_and_nothing_has_words_too() {
    let html = family(Vec::new());
    assert_says(
        &html,
        "/family",
        &["だれの代理人にもなっていません", "あなたの記録を代理で見られる人はいません", "市区町村の窓口"],
    );
    let failing = vec![(Service::Delegations, TroubleKind::Down)];
    let (html, _) = page("/family", FakeRecords { failing, ..FakeRecords::default() });
    assert_says(&html, "/family", &["代理人の一覧を表示できません", "代理人にできること"]);
    assert!(!html.contains("/family/offer"), "nothing is begun that could not be shown");
}

#[test]
fn uses_are_told_newest_first() {
    let used = |hour| Use { at: moment(day(2026, 11, 20), hour), kind: RecordKind::Medications };
    let html = family(vec![Delegation { uses: vec![used(10), used(9)], ..delegation(Side::Given, State::Standing) }]);
    assert_says(&html, "/family", &["最後に見た日時：2026年11月20日 10:05　お薬", "見た記録（2回）"]);
}

#[test]
fn what_is_wrong_with_an_offer_stands_beside_it_and_nothing_typed_is_lost() {
    let mut frame = frame_for("/family", Some(FakeRecords::default()));
    assert!(!render("/family", &frame).contains("errors-title"));
    let typed = [("kind", "checkups"), ("birth", "昭和55年")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    frame.draft = Draft::of(typed.to_vec());
    let html = render("/family", &frame);
    assert_says(
        &html,
        "/family",
        &["errors-title", "いつまで頼むか", "西暦8けたか元号で", "昭和55年", "href=\"#birth\""],
    );
    assert!(!html.contains("1つ以上選んでください"), "what is right is not called wrong");
    assert_eq!(html.matches(" checked").count(), 1);
}

fn with_delegation(state: State) -> FakeRecords {
    let one = Delegation { id: "d-1".into(), ..delegation(Side::Held, state) };
    FakeRecords { delegations: vec![one], ..FakeRecords::default() }
}

/// The page, seen while acting for the child by that delegation.
fn seen_acting(path: &str, records: FakeRecords, kinds: &[RecordKind]) -> (String, u16) {
    let mut frame = frame_for(path, Some(records));
    if let Some(visitor) = &mut frame.visitor {
        visitor.person = child();
        visitor.acting = Some(acting(kinds, day(2027, 4, 30)));
    }
    (render(path, &frame), frame.status.get())
}

/// What either side has ended is over on the start page too; what cannot be asked is not called over.
#[test]
fn the_start_page_asks_whether_the_delegation_still_stands() {
    let kinds = [RecordKind::Medications];
    for (records, status, says, not) in [
        (with_delegation(State::Standing), 200, "下の記録を代理で見られます", "代理は終わっています"),
        (with_delegation(State::Ended), 403, "代理は終わっています", "下の記録を代理で見られます"),
        (FakeRecords::default(), 403, "代理は終わっています", "下の記録を代理で見られます"),
        (
            FakeRecords { failing: vec![(Service::Delegations, TroubleKind::Down)], ..FakeRecords::default() },
            200,
            "代理人の一覧を表示できません",
            "代理は終わっています",
        ),
    ] {
        let (html, found) = seen_acting("/", records, &kinds);
        assert_eq!(found, status);
        assert_says(&html, "/", &[says]);
        assert!(!html.contains(not), "{not}");
    }
}

/// No page leads a delegate to what is closed to them, and the bar of a phone holds what was granted.
#[test]
fn nothing_leads_to_what_is_closed() {
    for kinds in [&RecordKind::ALL[..], &[RecordKind::Eligibility], &[RecordKind::Medications, RecordKind::Expenses]] {
        let acting = acting(kinds, day(2027, 4, 30));
        for spec in PAGES {
            let path = spec.path.replace(":item", "sbp");
            if !crate::acting_table::opens(&acting, &path) {
                continue;
            }
            let (html, _) = seen_acting(&path, with_delegation(State::Standing), kinds);
            let html = html.split("<footer").next().unwrap_or_default();
            for link in html.split("<a ").skip(1).filter_map(|link| link.split("href=\"").nth(1)?.split('"').next()) {
                let own = link.starts_with('/') && !link.starts_with("//");
                assert!(!own || crate::acting_table::opens(&acting, link), "{path} leads to {link}");
            }
        }
    }
    let (html, _) = seen_acting("/", with_delegation(State::Standing), &[RecordKind::Eligibility]);
    let bar = html.split("class=\"more\"").next().unwrap_or_default();
    assert!(bar.contains("href=\"/insurance\"") && !bar.contains("href=\"/checkups\""));
}

/// A refused form leads back to its page only where that page is open.
#[test]
fn a_refused_form_leads_to_no_closed_page() {
    for (page, there) in [("/me", false), ("/medications", true)] {
        let mut frame = frame_for("/-/fault", Some(FakeRecords::default()));
        if let Some(visitor) = &mut frame.visitor {
            visitor.acting = Some(acting(&[RecordKind::Medications], day(2027, 4, 30)));
        }
        (frame.fault, frame.form_page) = (Some(Fault::SwitchedForm), Some(page.to_owned()));
        assert_eq!(render("/-/fault", &frame).contains("元の画面を開く"), there, "{page}");
    }
}

fn acting(kinds: &[RecordKind], until: NaiveDate) -> Acting {
    Acting { delegation: "d-1".into(), subject: "s-1".into(), person: child(), kinds: kinds.to_vec(), until }
}

#[test]
fn every_page_says_in_large_letters_whose_record_it_is() {
    for spec in PAGES.iter().filter(|spec| serves("GET", spec.path) != Serves::Owner) {
        let path = spec.path.replace(":item", "sbp");
        let mut frame = frame_for(&path, Some(with_delegation(State::Standing)));
        let plain = render(&path, &frame);
        assert!(!plain.contains("class=\"acting\"") && !plain.contains("/session/back"), "{path}");
        if let Some(visitor) = &mut frame.visitor {
            visitor.person = child();
            visitor.acting = Some(acting(&RecordKind::ALL, day(2027, 4, 30)));
        }
        let html = render(&path, &frame);
        assert_says(
            &html,
            &path,
            &[
                "class=\"acting\"",
                "<b class=\"who\">見本　陽 さんの記録</b>",
                "action=\"/session/back\"",
                "期限は 2027年4月30日",
                "2017年8月2日生まれ",
                spec.title,
            ],
        );
        let head = html.split("</head>").next().unwrap_or_default();
        assert!(!head.contains("見本"), "{path}: nothing personal in the title");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
    }
}

/// The term that was agreed is no term any more once either side has ended it.
#[test]
fn a_delegation_that_is_over_is_said_to_be_over_on_every_page() {
    for (state, over) in [(State::Standing, false), (State::Ended, true)] {
        for path in ["/insurance", "/medications"] {
            let mut frame = frame_for(path, Some(with_delegation(state)));
            if let Some(visitor) = &mut frame.visitor {
                visitor.acting = Some(acting(&RecordKind::ALL, day(2027, 4, 30)));
            }
            let html = render(path, &frame);
            let banner = html.split("class=\"acting\"").nth(1).and_then(|rest| rest.split("</section>").next());
            let banner = banner.expect("a banner");
            assert_eq!(banner.contains("この代理は終わっています"), over, "{path}");
            assert_eq!(banner.contains("期限は"), !over, "{path}");
        }
    }
}

#[test]
fn the_start_page_shows_what_is_granted_and_names_what_is_not() {
    let mut frame = frame_for("/", Some(with_delegation(State::Standing)));
    if let Some(visitor) = &mut frame.visitor {
        visitor.person = child();
        visitor.acting = Some(acting(&[RecordKind::Medications], day(2027, 4, 30)));
    }
    let html = render("/", &frame);
    let main = html.split("<main").nth(1).unwrap_or_default();
    assert_says(main, "/", &["見本　陽さんの記録（代理）", "href=\"/medications\"", "健康保険の資格、健診、医療費"]);
    for closed in ["href=\"/checkups\"", "href=\"/insurance\"", "href=\"/expenses\"", "△△△△健康保険組合", "58,020"]
    {
        assert!(!main.contains(closed), "{closed}");
    }
    assert!(!frame.news_shown.said(), "nobody's news were shown");
}

#[test]
fn each_refusal_says_that_nothing_was_done_and_what_next() {
    for (fault, next) in [
        (Fault::SwitchedForm, "元の画面を開く"),
        (Fault::ActingOwnOnly, "自分の記録に戻る"),
        (Fault::ActingNotGranted, "本人に頼み"),
        (Fault::ActingOver, "自分の記録に戻る"),
        (Fault::CardAgainActing, "代理はいったん終わり"),
    ] {
        let mut frame = frame_for("/-/fault", Some(FakeRecords::default()));
        (frame.fault, frame.form_page) = (Some(fault), Some("/medications".to_owned()));
        let html = render("/-/fault", &frame);
        assert_says(&html, fault.title(), &[fault.title(), "何も変更されていません", next]);
        assert_eq!(fault.status(), 403);
    }
}
