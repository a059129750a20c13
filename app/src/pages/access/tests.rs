//! What the pages about looks, consents and inquiries say in each state.

use std::sync::Arc;

use super::fake::{FakeAccess, consent, full, report};
use crate::domain::access::consent::{Consent, ConsentKind};
use crate::domain::access::exchange::{Basis, Outcome};
use crate::domain::access::report::ReportAnswer;
use crate::domain::access::{Ground, Look, Role};
use crate::domain::delegation::tests::delegation;
use crate::domain::delegation::{Side, State};
use crate::domain::partner::{Ended, Standing};
use crate::keeping::NotReadable;
use crate::pages::fake_records::{FakeRecords, day, frame_for, moment, render};
use crate::pages::page_tests::{assert_says, page};
use crate::pages::sharing::tests::{Fake, given};
use crate::pages::visit::Draft;
use crate::records::{Service, TroubleKind};
use crate::sharing::{Given, NotAsked};

fn with(access: FakeAccess) -> FakeRecords {
    FakeRecords { access, ..FakeRecords::default() }
}

fn failing(service: Service) -> FakeRecords {
    FakeRecords { failing: vec![(service, TroubleKind::Down)], ..FakeRecords::default() }
}

fn unsaid(html: &str, words: &[&str]) {
    for word in words {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn each_look_says_who_what_when_why_and_through_which_consent() {
    let (html, _) = page("/access", FakeRecords::default());
    let lines: Vec<&str> = html.split("<li id=\"look-").skip(1).collect();
    assert_eq!(lines.len(), 4);
    for (line, words) in lines.iter().zip([
        &["2026年11月10日 10:05", "見本内科クリニック", "医師", "あなたの同意で", "お薬と健診", "show=consent-look-1"]
            [..],
        &["2026年6月15日", "見本県災害拠点病院", "同意の確認なしに", "同意なし", "命を守るため"],
        &["2025年9月1日", "見本からだノート", "アプリ", "受け取りました", "show=consent-look-3"],
        &["2024年7月20日", "△△△△健康保険組合", "引き継ぎへのあなたの同意で", "新しい保険者へ"],
    ]) {
        assert_says(line, "a look", words);
        assert_says(line, "a look", &["心当たりがないことを伝える", "href=\"/access/reports/look-"]);
    }
    assert!(!lines[1].contains("show=consent"), "a disaster has no consent");
    assert_says(
        &html,
        "/access",
        &["これまでの 4回", "いま有効な同意が 3件", "href=\"/exchange\"", "href=\"/access/consents\""],
    );
}

#[test]
fn looks_are_chosen_by_year_kind_and_institution_and_no_name_stands_in_an_address() {
    for (query, count, words) in [
        ("?year=2026", 2, "選んだ条件に合う 2回（全部で 4回）"),
        ("?year=2026&kind=checkups", 1, "1回（全部で 4回）"),
        ("?institution=88888888", 1, "1回（全部で 4回）"),
        ("?year=&kind=&institution=", 4, "これまでの 4回"),
        ("?year=2026&institution=88888888", 0, "この条件に合う閲覧はありません"),
        ("?year=1999", 4, "記録にないものは外しました"),
    ] {
        let (html, _) = page(&format!("/access{query}"), FakeRecords::default());
        assert_eq!(html.matches("<li id=\"look-").count(), count, "{query}");
        assert_says(&html, query, &[words, "<option value=\"1310000001\"", "<option value=\"checkups\""]);
        for address in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(address.is_ascii(), "{address}");
        }
    }
    let (html, _) = page("/access?year=2026", FakeRecords::default());
    assert_says(&html, "chosen", &["<option value=\"2026\" selected"]);
}

#[test]
fn many_looks_come_in_parts_and_keep_what_was_chosen() {
    let one = full().looks.remove(0);
    let looks: Vec<Look> = (0..45).map(|n| Look { id: format!("look-{n}"), ..one.clone() }).collect();
    let access = FakeAccess { looks, ..full() };
    for (address, shown, has, has_not) in [
        ("/access", 20, "part=2\"", "part=0"),
        ("/access?part=3", 5, "part=2\"", "part=4"),
        ("/access?year=2026&part=2", 20, "/access?year=2026&amp;part=3\"", "part=4"),
        ("/access?part=9", 20, "part=2\"", "part=10"),
    ] {
        let (html, _) = page(address, with(access.clone()));
        assert_eq!(html.matches("<li id=\"look-").count(), shown, "{address}");
        assert_says(&html, address, &[has]);
        unsaid(&html, &[has_not]);
    }
}

/// A page for one who has let an app have records, or of whom that cannot be told.
fn with_app(path: &str, records: FakeRecords, given: Result<Vec<Given>, NotReadable>) -> String {
    let mut frame = frame_for(path, Some(records));
    if let Some(visitor) = &mut frame.visitor {
        visitor.sharing = Arc::new(Fake { asked: Err(NotAsked::NoQuestion), given });
    }
    render(path, &frame)
}

#[test]
fn an_app_that_receives_records_is_no_nobody() {
    let empty = || FakeRecords { filled: false, ..FakeRecords::default() };
    let given = |standing| Ok(vec![given(standing)]);
    let html = with_app("/access", empty(), given(Standing::InForce));
    assert_says(
        &html,
        "in force",
        &[
            "見本ノート",
            "最後に渡したのは 2026年11月20日",
            "href=\"/sharing\"",
            "医療機関や薬局などは、まだ見ていません",
            "いま有効な同意が 1件",
        ],
    );
    unsaid(&html, &["だれも見ていません", "いま有効な同意はありません"]);
    assert!(html.find("見本ノート") < html.find("まだ見ていません"), "what is handed over now stands first");
    let html = with_app("/access/consents", empty(), given(Standing::InForce));
    assert_says(&html, "in force", &["見本ノート", "href=\"/sharing\""]);
    unsaid(&html, &["いま有効な同意はありません", "だれも、"]);
    let html = with_app("/access", empty(), given(Standing::Over(Ended::Stopped)));
    assert_says(
        &html,
        "over",
        &["このサイトから記録を渡しているアプリなどは、いまはありません", "いま有効な同意はありません"],
    );
    unsaid(&html, &["だれも見ていません"]);
    for path in ["/access", "/access/consents"] {
        let html = with_app(path, empty(), Err(NotReadable));
        unsaid(&html, &["だれも見ていません", "だれも、同意によって"]);
    }
}

#[test]
fn nobody_has_looked_and_nobody_can_be_asked() {
    let empty = || FakeRecords { filled: false, ..FakeRecords::default() };
    for (path, records, words) in [
        ("/access", empty(), &["まだ、だれも見ていません", "いま有効な同意はありません"][..]),
        ("/access/consents", empty(), &["いま有効な同意はありません", "まだありません"]),
        ("/exchange", empty(), &["やりとりは、まだありません", "やりとりに心当たりがないとき"]),
        (
            "/access",
            failing(Service::Access),
            &["記録を見た人の一覧を表示できません", "失われていません", "いま有効な同意が 3件"],
        ),
        ("/access", failing(Service::Consents), &["同意の一覧を表示できません", "見本内科クリニック"]),
        ("/access/consents", failing(Service::Consents), &["同意の一覧を表示できません", "失われていません"]),
        ("/exchange", failing(Service::Exchange), &["やりとり履歴を表示できません", "失われていません"]),
        ("/access/reports/look-1", failing(Service::Access), &["記録を見た人の一覧を表示できません"]),
    ] {
        let (html, _) = page(path, records);
        assert_says(&html, path, words);
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
    }
}

/// Every state of every kind of consent: what stands there, and whether it can be taken back.
#[test]
fn each_consent_says_where_it_stands_and_whether_it_can_be_taken_back() {
    use ConsentKind::{Care, InsurerHandover, PhrApp, Unknown};
    for (kind, until, withdrawn, words, may) in [
        (
            Care,
            Some(23),
            None,
            &["有効", "2026年11月23日 10:05 まで有効", "24時間たつと", "すぐに見られなくなります"][..],
            true,
        ),
        (Care, Some(22), None, &["終了", "期限がきて終わりました"], false),
        (Care, Some(23), Some(22), &["取り消しずみ", "あなたが取り消しました"], false),
        (InsurerHandover, None, None, &["有効", "取り消すまで有効", "新しい保険者に残ります"], true),
        (InsurerHandover, None, Some(21), &["取り消しずみ"], false),
        (PhrApp, Some(30), None, &["有効", "アプリの中に残ります"], true),
        (PhrApp, Some(21), None, &["終了"], false),
        (PhrApp, Some(30), Some(22), &["取り消しずみ"], false),
        (Unknown, None, None, &["有効", "そのほかの同意"], false),
    ] {
        let at = |day_of| moment(day(2026, 11, day_of), 10);
        let one = Consent { until: until.map(at), withdrawn_at: withdrawn.map(at), ..consent("c1", kind) };
        let (html, _) = page("/access/consents", with(FakeAccess { consents: vec![one.clone()], ..full() }));
        let (asked, _) = page("/access/consents?take=c1", with(FakeAccess { consents: vec![one], ..full() }));
        assert_eq!(asked.matches("action=\"/access/consents/withdraw\"").count(), usize::from(may), "{kind:?}");
        assert_eq!(asked.matches("name=\"consent\" value=\"c1\"").count(), usize::from(may));
        assert_eq!(asked.contains("取り消さずに戻る"), may);
        assert_says(&html, &format!("{kind:?}"), words);
        assert_eq!(html.matches("href=\"/access/consents?take=c1\"").count(), usize::from(may), "{kind:?} {until:?}");
        assert!(!html.contains("action=\"/access/consents/withdraw\""), "nothing is taken back by one press");
        assert_eq!(html.contains("いま有効な同意はありません"), !words.contains(&"有効"), "{kind:?} {until:?}");
    }
}

#[test]
fn the_consent_of_a_look_is_shown_first_and_a_made_up_one_is_not() {
    let (html, _) = page("/access/consents?show=consent-look-3", FakeRecords::default());
    assert_says(&html, "show", &["この閲覧のもとになった同意"]);
    assert_eq!(html.matches("?take=consent-look-3\"").count(), 1, "one way to take it back");
    let (html, _) = page("/access/consents?show=%3Cscript%3E", FakeRecords::default());
    unsaid(&html, &["この閲覧のもとになった同意", "<script>"]);
    assert_says(&html, "none", &["その同意は、ここにはありません"]);
}

/// A delegation stands beside the looks by it, on both sides, and the look leads to it.
#[test]
fn delegations_stand_where_the_looks_by_them_do() {
    let mut access = full();
    access.looks[0] = Look {
        role: Role::Delegate,
        ground: Ground::Delegation,
        consent: Some("d-1".into()),
        ..access.looks[0].clone()
    };
    for (side, state, words) in [
        (
            Side::Given,
            State::Standing,
            &["代理の登録", "有効", "代理で見られるようにした登録", "2026年5月1日から2027年5月1日まで"][..],
        ),
        (Side::Held, State::Ended, &["終わりました", "あなたが代理で見られるようにした登録", "お薬"]),
    ] {
        let delegations = vec![delegation(side, state)];
        let (html, _) = page("/access", FakeRecords { delegations, ..with(access.clone()) });
        assert_says(&html, "/access", words);
        assert_says(&html, "/access", &["href=\"#d-1\"", "もとになった代理の登録", "<li id=\"d-1\""]);
        assert!(!html.contains("show=d-1"), "a delegation is no consent");
    }
    let (html, _) =
        page("/access", FakeRecords { delegations: vec![delegation(Side::Given, State::Offered)], ..with(full()) });
    unsaid(&html, &["代理の登録"]);
}

#[test]
fn a_look_can_be_reported_with_reasons_that_fit() {
    for (look, said, not) in [
        (
            "look-1",
            &["その日、そこへは行っていない", "見せてよい・渡してよいと答えていない", "見本内科クリニック"][..],
            &[][..],
        ),
        ("look-2", &["その日、そこへは行っていない"], &["value=\"not_consented\""]),
        ("look-3", &["名前を知らないところ"], &["value=\"not_visited\""]),
    ] {
        let path = format!("/access/reports/{look}");
        let (html, _) = page(&path, FakeRecords::default());
        assert_says(&html, &path, said);
        assert_says(
            &html,
            &path,
            &["action=\"/access/reports\"", &format!("name=\"look\" value=\"{look}\""), "400文字"],
        );
        unsaid(&html, not);
        unsaid(&html, &["入力内容を確かめてください", " checked"]);
    }
    let (html, _) = page("/access/reports/somebody-elses", FakeRecords::default());
    assert_says(&html, "another", &["その閲覧の記録は見つかりません"]);
    unsaid(&html, &["action=\"/access/reports\"", "somebody-elses", "見本内科クリニック"]);
}

#[test]
fn what_was_typed_comes_back_with_what_is_wrong() {
    let typed = |reason: &str, words: &str, records: FakeRecords| {
        let mut frame = frame_for("/access/reports/look-1", Some(records));
        frame.draft = Draft::of(vec![("reason".into(), reason.into()), ("words".into(), words.into())]);
        render("/access/reports/look-1", &frame)
    };
    let html = typed("", "旅行中でした</textarea>", FakeRecords::default());
    assert_says(
        &html,
        "no reason",
        &["ひとつ選んでください", "href=\"#reason-not-visited\"", "旅行中でした&lt;/textarea&gt;"],
    );
    let html = typed("other", "", FakeRecords::default());
    assert_says(&html, "no words", &["書いてください", "href=\"#words\"", "value=\"other\" checked"]);
    let html = typed("not_visited", "旅行中でした", FakeRecords::default());
    assert_says(&html, "whole", &["旅行中でした", "value=\"not_visited\" checked"]);
    unsaid(&html, &["入力内容を確かめてください"]);
    let html = typed("not_visited", "旅行中でした", failing(Service::Access));
    assert_says(&html, "hub away", &["表示できません", "旅行中でした", "value=\"not_visited\" checked"]);
}

#[test]
fn a_report_says_its_number_where_it_went_and_what_comes_next() {
    let answer = ReportAnswer { on: day(2026, 11, 21), text: "見たところに確かめました。".into() };
    for (asked_on, answer, answer_by, words) in [
        (None, None, day(2026, 12, 4), &["受け付けました", "これから", "2026年12月4日"][..]),
        (Some(day(2026, 11, 21)), None, day(2026, 12, 4), &["見たところへ確かめています", "2026年11月21日 から"]),
        (None, None, day(2026, 11, 21), &["回答が遅れています", "失われていません"]),
        (Some(day(2026, 11, 21)), Some(answer), day(2026, 12, 4), &["回答が届きました", "見たところに確かめました。"]),
    ] {
        let mut access = full();
        access.looks[0].report =
            Some(crate::domain::access::report::Report { asked_on, answer, answer_by, ..report() });
        let (html, _) = page("/access/reports/look-1", with(access.clone()));
        assert_says(&html, "report", &["2611-203-118", "見本 医療保険情報センター 閲覧記録の窓口", "これからのこと"]);
        assert_says(&html, "report", words);
        unsaid(&html, &["action=\"/access/reports\""]);
        for path in ["/access", "/"] {
            let (html, _) = page(path, with(access.clone()));
            assert_says(&html, path, &["2611-203-118", "心当たりがないと伝えました"]);
        }
    }
}

#[test]
fn home_shows_the_newest_look_and_leads_on() {
    let (html, _) = page("/", FakeRecords::default());
    assert_says(&html, "/", &["href=\"/access\"", "見本内科クリニック", "お薬と健診"]);
    unsaid(&html, &["見本県災害拠点病院"]);
}

#[test]
fn inquiries_say_who_asked_whom_for_what_under_which_law() {
    let (html, _) = page("/exchange", FakeRecords::default());
    assert_says(
        &html,
        "/exchange",
        &[
            "2026年のやりとり 1件",
            "△△△△健康保険組合",
            "見本市 市民税課",
            "住民税の情報",
            "健康保険組合が、給付の額",
            "提供に関する命令",
            "情報が渡されました",
            "7年間",
        ],
    );
    let (html, _) = page("/exchange?year=2023", FakeRecords::default());
    assert_says(&html, "2023", &["2023年のやりとり 1件", "別表第二の3の項"]);
    let (html, _) = page("/exchange?year=1999", FakeRecords::default());
    assert_says(&html, "1999", &["その年のやりとりはありません", "2026年のやりとり"]);
    let mut access = full();
    access.exchanges[0].basis = Basis::Unknown;
    access.exchanges[0].outcome = Outcome::NotProvided;
    let (html, _) = page("/exchange", with(access));
    assert_says(&html, "unknown", &["説明できません", "情報は渡されませんでした", "確かめてください"]);
}

#[test]
fn attack_strings_stay_text() {
    let attack = "</textarea><script>alert(1)</script>\"'<img src=x onerror=alert(1)>";
    let mut access = full();
    access.looks[0].institution = attack.into();
    access.looks[1].report = Some(crate::domain::access::report::Report { goes_to: attack.into(), ..report() });
    access.consents[0].institution = attack.into();
    access.exchanges[0].asker = attack.into();
    for path in ["/", "/access", "/access/consents", "/access/reports/look-1", "/access/reports/look-2", "/exchange"] {
        let (html, _) = page(path, with(access.clone()));
        unsaid(&html, &["<script>", "<img"]);
    }
    let mut unknown = full();
    unknown.looks[0].ground = Ground::Unknown;
    let (html, _) = page("/access", with(unknown));
    assert_says(&html, "unknown ground", &["理由の記録がないまま", "分かりません"]);
}

/// What a person saw of somebody whose delegate they are is theirs to know: no look at their own records, and nothing to report.
#[test]
fn looks_at_others_stand_apart() {
    let mut access = full();
    let own = |n: usize| Look {
        id: format!("own-{n}"),
        institution: "見本 ウメ".into(),
        institution_code: "delegate".into(),
        role: Role::Own,
        ground: Ground::Delegation,
        ..access.looks[0].clone()
    };
    let seven: Vec<Look> = (0..7).map(own).collect();
    access.looks.splice(0..0, seven);
    let (html, _) = page("/access", with(access.clone()));
    let said = ["これまでの 4回", "あなたが代理人として見た記録", "全部で 7回です", "前の 2回も見る"];
    assert_says(&html, "/access", &said);
    assert_eq!(html.matches("<li id=\"own-").count(), 7);
    unsaid(&html, &["/access/reports/own-", "value=\"delegate\""]);
    access.looks.truncate(7);
    let (html, _) = page("/access", with(access));
    assert_says(&html, "nobody has looked", &["まだ、だれも見ていません", "全部で 7回です"]);
}
