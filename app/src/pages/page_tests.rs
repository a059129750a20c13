//! What pages must and must not say, rendered whole with made-up records.

use super::fake_records::{FakeRecords, day, drug_address, frame_for, moment, render};
use super::visit::Frame;
use crate::domain::eligibility::{EligibilityStatus, Validity};
use crate::domain::registration::{By, Door, Link, Registration, Step, StepName, StepState};
use crate::page_table::{PAGES, Script};
use crate::records::{Service, TroubleKind};

pub(super) fn page(path: &str, records: FakeRecords) -> (String, Frame) {
    let frame = frame_for(path, Some(records));
    (render(path, &frame), frame)
}

pub(super) fn assert_says(html: &str, path: &str, words: &[&str]) {
    for word in words {
        assert!(html.contains(word), "{path} does not say {word}");
    }
}

#[test]
fn every_page_has_one_heading_a_main_part_and_its_menu_mark() {
    for spec in PAGES {
        let path = spec
            .path
            .replace(":item", "sbp")
            .replace(":date", "2026-05-14")
            .replace(":look", "look-1")
            .replace(":procedure", "high-cost")
            .replace(":site", "e-tax")
            .replace("/medications/:drug", &drug_address());
        let (html, _) = page(&path, FakeRecords::default());
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert_says(
            &html,
            &path,
            &[
                "<main id=\"main\"",
                "本文へ移動",
                "action=\"/logout\"",
                "番号 花子",
                spec.title,
                "国や自治体のサイトではありません",
                // What every printed page carries.
                "1989年3月31日生まれ",
                "2026年11月22日 14:05 の内容を印刷",
            ],
        );
        assert!(!html.contains("style=\""), "{path}");
        let modules = html.matches(" src=\"/assets/").count();
        let inline = html.matches("<script").count() - modules;
        assert_eq!(
            inline,
            1 + usize::from(spec.script != Script::None),
            "{path}: its module, and the end of the session"
        );
        // The module's own tag says what it must hold.
        assert_eq!(html.matches(" integrity=\"").count(), modules, "{path}");
    }
}

#[test]
fn someone_signed_out_sees_both_doors_and_no_menu() {
    let html = render("/", &frame_for("/", None));
    assert_says(&html, "/", &["href=\"/login\"", "href=\"/import\"", "国や自治体のサイトではありません"]);
    for hidden in ["class=\"nav\"", "/logout", "/session/extend", "番号 花子"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
}

#[test]
fn home_says_what_is_new_and_where_everything_stands() {
    let (html, _) = page("/", FakeRecords::default());
    assert_says(
        &html,
        "/",
        &[
            "11月3日",
            "利用登録がまだです",
            "△△△△健康保険組合",
            "2026年5月14日 受診分",
            "11月10日 調剤分まで",
            "9月診療分まで届いています",
            "58,020",
            "見本内科クリニック",
        ],
    );
    let (html, _) = page("/", FakeRecords { filled: false, ..FakeRecords::default() });
    assert_says(
        &html,
        "/",
        &[
            "健診の記録はまだありません",
            "お薬の記録はまだありません",
            "2026年の医療費の記録は、まだありません",
            "新しく届いた記録はありません",
        ],
    );
    for nothing in ["<small> 円", "class=\"bar"] {
        assert!(!html.contains(nothing), "a sum or a chart of nothing: {nothing}");
    }
}

#[test]
fn a_part_that_fails_says_so_and_the_rest_of_home_stands() {
    let parts = [
        (Service::Eligibility, "健康保険の資格を表示できません"),
        (Service::Checkups, "健診の記録を表示できません"),
        (Service::Medications, "お薬の記録を表示できません"),
        (Service::Expenses, "医療費の記録を表示できません"),
        (Service::Registration, "利用登録の状態を表示できません"),
        (Service::Notices, "お知らせを表示できません"),
        (Service::Access, "記録を見た人の一覧を表示できません"),
    ];
    for (failing, _) in parts {
        let (html, frame) =
            page("/", FakeRecords { failing: vec![(failing, TroubleKind::Slow)], ..FakeRecords::default() });
        let brings_news =
            matches!(failing, Service::Checkups | Service::Medications | Service::Expenses | Service::Notices);
        assert_eq!(frame.news_shown.said(), !brings_news, "{failing:?}: all that is new was shown");
        for (part, notice) in parts {
            assert_eq!(html.contains(notice), part == failing, "{failing:?}: {notice}");
        }
        assert_says(&html, "/", &["記録そのものは失われていません", "K7Q2-9MXD", "14:05"]);
    }
}

#[test]
fn the_insured_number_is_not_in_the_page_unless_asked_for() {
    let (html, _) = page("/insurance", FakeRecords::default());
    assert_says(
        &html,
        "/insurance",
        &["△△△△健康保険組合", "この資格は有効です", "3割", "見本市国民健康保険", "告知要求制限", "?numbers=show"],
    );
    assert!(!html.contains("1234567"));
    let (html, _) = page("/insurance?numbers=show", FakeRecords::default());
    assert_says(&html, "/insurance?numbers=show", &["1234567", "記号・番号を隠す", "告知要求制限"]);
}

#[test]
fn the_sheet_for_paper_has_the_numbers_only_when_asked_for() {
    let path = "/print/eligibility";
    let (html, _) = page(path, FakeRecords::default());
    assert_says(
        &html,
        path,
        &["△△△△健康保険組合", "1989年3月31日", "3割", "この紙だけでは受診できません", "?numbers=show"],
    );
    assert!(!html.contains("1234567") && !html.contains("name=\"numbers\""));
    let (html, _) = page("/print/eligibility?numbers=show", FakeRecords::default());
    assert_says(
        &html,
        path,
        &["1234567", "action=\"/insurance/export/pdf\"", "name=\"numbers\"", "記号・番号を入れない"],
    );
    let none = EligibilityStatus { validity: Validity::NoneFound, line: Vec::new(), hidden: Vec::new() };
    let (html, _) = page(path, FakeRecords { eligibility: none, ..FakeRecords::default() });
    assert_says(&html, path, &["健康保険の資格が、ひとつも見つかりませんでした"]);
    assert!(!html.contains("/insurance/export/pdf"), "no sheet of nothing");
}

#[test]
fn a_namesake_can_be_told_by_kana_and_birth_date() {
    let mut records = FakeRecords::default();
    records.eligibility.line[0].person.kana = "ﾊﾞﾝｺﾞｳ ﾊﾅｺ".into();
    let (html, _) = page("/insurance", records);
    assert_says(&html, "/insurance", &["バンゴウ　ハナコ", "1989年3月31日 生まれ", "同姓同名"]);
    assert!(!html.contains("ﾊﾅｺ"), "half-width kana are hard to read");
}

#[test]
fn without_an_eligibility_today_the_page_says_what_to_do() {
    let line = FakeRecords::default().eligibility.line.split_off(1);
    for (validity, said) in [
        (Validity::Invalid, "2013年4月24日で終わり"),
        (Validity::NoneFound, "ひとつも見つかりませんでした"),
        (Validity::InvalidNewerExists, "まだここに届いていません"),
        (Validity::Several, "2つ以上重なって"),
    ] {
        let (html, _) = page(
            "/insurance",
            FakeRecords {
                eligibility: EligibilityStatus { validity, line: line.clone(), hidden: Vec::new() },
                ..FakeRecords::default()
            },
        );
        assert_says(&html, "/insurance", &[said, "見本市国民健康保険"]);
        assert!(!html.contains("この資格は有効です"));
    }
}

#[test]
fn registration_shows_each_state_and_the_way_on() {
    let step = |name, state| Step { name, state, at: None };
    let running = vec![
        step(StepName::CertificateCheck, StepState::Done),
        step(StepName::LinkNumber, StepState::Running),
        step(StepName::Linking, StepState::Waiting),
    ];
    let failed = vec![step(StepName::CertificateCheck, StepState::Done), step(StepName::LinkNumber, StepState::Failed)];
    let by = By { since: moment(day(2024, 5, 1), 9), door: Door::ClinicTerminal };
    let registered = |link| Registration::Registered { by, link, steps: Vec::new() };
    let on_its_way =
        |until| registered(Link::OnItsWay { renewed_on: day(2026, 11, 19), expected_by: day(2026, 11, until) });
    let pending =
        |expected_by| Registration::InsurerPending { by: Some(by), lost_on: Some(day(2026, 10, 22)), expected_by };
    // The state, what stands there, whether the button is there, whether the page follows along.
    let cases: [(Registration, &[&str], bool, bool); 16] = [
        (
            Registration::NotRegistered,
            &["同意して登録する", "住民票コード", "1989年3月31日", "key-of-this-page"],
            true,
            false,
        ),
        (
            Registration::Booked { booked_on: Some(day(2026, 11, 10)), effective_from: day(2026, 12, 1) },
            &["2026年12月1日", "2026年11月10日", "予約されています", "資格確認書"],
            false,
            false,
        ),
        (
            Registration::InProgress { steps: running },
            &["終わりました", "進めています", "これから", "もう一度見る", "紐付番号", "ふつうは数秒"],
            false,
            true,
        ),
        (
            Registration::InProgress { steps: failed },
            &[
                "途中で止まりました",
                "できませんでした",
                "もう一度登録する",
                "番号を受け取れませんでした",
                "次の日になっても",
            ],
            true,
            false,
        ),
        (
            registered(Link::Original),
            &["2024年5月1日", "登録した場所", "これからのこと", "解除", "資格確認書"],
            false,
            false,
        ),
        (
            registered(Link::CarriedOver { renewed_on: day(2026, 10, 1), carried_on: day(2026, 10, 3) }),
            &["引き継がれています", "2026年10月1日", "2026年10月3日", "あなたがすることはありません"],
            false,
            false,
        ),
        (
            on_its_way(22),
            &["引き継いでいます", "2026年11月22日", "登録は失われていません", "被保険者資格申立書"],
            false,
            false,
        ),
        (on_its_way(21), &["まだ引き継がれていません", "二重になることはありません"], true, false),
        (
            Registration::Lapsed { by, revoked_on: day(2026, 9, 8) },
            &["使えなくなっています", "2024年5月1日", "2026年9月8日", "記録は失われていません"],
            true,
            false,
        ),
        (
            pending(Some(day(2026, 11, 27))),
            &["2026年10月21日", "2026年11月27日", "登録される見こみ", "資格確認書", "やり直す必要はありません"],
            false,
            false,
        ),
        (pending(Some(day(2026, 11, 21))), &["見こみだった", "届け出がすんでいるか"], false, false),
        (pending(None), &["いつ登録されるかは、まだ分かりません"], false, false),
        (
            Registration::NoEligibility { lost_on: Some(day(2026, 6, 22)) },
            &["2026年6月21日", "国民健康保険", "14日以内", "いったん全額"],
            false,
            false,
        ),
        (Registration::Welfare, &["福祉事務所", "医療券"], false, false),
        (Registration::Blocked, &["表示できません", "電話でお問い合わせください"], false, false),
        (Registration::Unknown, &["説明できません", "記録は失われていません"], false, false),
    ];
    for (registration, words, asks, follows) in cases {
        let (html, _) = page("/registration", FakeRecords { registration, ..FakeRecords::default() });
        assert_says(&html, "/registration", words);
        assert_eq!(html.matches("name=\"register\"").count(), usize::from(asks), "{words:?}");
        for part in ["data-component=\"RegistrationProgress", " src=\"/assets/"] {
            assert_eq!(html.matches(part).count(), usize::from(follows), "{words:?} {part}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{words:?}");
    }
}

#[test]
fn of_somebody_protected_nothing_is_shown_but_whom_to_call() {
    let registration = Registration::Blocked;
    let records = FakeRecords { registration, ..FakeRecords::default() };
    for path in ["/", "/registration"] {
        let (html, _) = page(path, records.clone());
        assert_says(&html, path, &["電話でお問い合わせください"]);
        for hidden in ["△△△△健康保険組合", "見本内科", "138", "登録の内容", "解除", "申し出", "保護"]
        {
            assert!(!html.contains(hidden), "{path}: {hidden}");
        }
    }
    let withheld = [Service::Eligibility, Service::Checkups].map(|service| (service, TroubleKind::Withheld)).to_vec();
    for path in ["/insurance", "/checkups"] {
        let (html, _) = page(path, FakeRecords { failing: withheld.clone(), ..records.clone() });
        assert_says(&html, path, &["電話でお問い合わせください"]);
        assert!(!html.contains("K7Q2-9MXD") && !html.contains("から続いています"), "{path}: it is no failure");
    }
}

#[test]
fn a_page_that_is_not_there_leads_on_with_its_status() {
    let frame = frame_for("/nothing", None);
    let html = render("/nothing", &frame);
    assert_says(&html, "/nothing", &["ページが見つかりません", "href=\"/\"", "href=\"/help\""]);
    assert!(
        !html.contains("/login") && !html.contains("class=\"paper\""),
        "nothing on it depends on who asked, or when"
    );
    assert_eq!(frame.status.get(), 404);
}

#[test]
fn attack_strings_stay_text() {
    let mut records = FakeRecords::default();
    let attack = "</textarea><script>alert(1)</script>\"'<img src=x onerror=alert(1)>";
    records.eligibility.line[0].insurer_name = attack.into();
    records.eligibility.line[0].symbol = Some(attack.into());
    records.registration = Registration::Unknown;
    for path in ["/", "/insurance?numbers=show", "/registration"] {
        let (html, _) = page(path, records.clone());
        assert!(!html.contains("<script>") && !html.contains("<img"), "{path}");
    }
}
