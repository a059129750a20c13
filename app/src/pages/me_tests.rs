//! What the page of a person's information says, rendered whole with made-up records.

use std::sync::Arc;

use super::fake_records::{FakeKeeping, FakeRecords, day, frame_for, moment, render};
use super::page_tests::{assert_says, page};
use crate::domain::checkup::added::Added;
use crate::domain::copy::Copies;
use crate::domain::own::{Hidden, RecordDay, RecordKind};
use crate::keeping::{AddedCheckup, NotReadable};
use crate::records::{Service, TroubleKind};

/// A page of somebody who keeps something.
fn kept(path: &str, keeping: &FakeKeeping) -> String {
    let mut frame = frame_for(path, Some(FakeRecords::default()));
    if let Some(visitor) = &mut frame.visitor {
        visitor.keeping = Arc::new(keeping.clone());
    }
    render(path, &frame)
}

fn hidden(kind: RecordKind) -> Hidden {
    Hidden { reference: "K7Q2-9MXD".into(), kind, day: RecordDay::Day(day(2024, 5, 14)), on: day(2026, 11, 22) }
}

#[test]
fn each_topic_says_who_holds_it_as_of_when_and_has_the_way_to_disown_each_record() {
    let (html, _) = page("/me", FakeRecords::default());
    assert_says(
        &html,
        "/me",
        &[
            "番号 花子",
            "市区町村（住民票）",
            "支払基金・国保中央会",
            "△△△△健康保険組合",
            "見本市国民健康保険",
            "2026年5月14日",
            "2026年11月 見本薬局 本店",
            "1回、お薬 3件",
            "2026年9月 見本内科クリニック",
            "12,000円",
            "14:05",
            "予防接種",
            "記録がないという意味ではありません",
            "写しはとっていません",
            "action=\"/export/all\"",
            "action=\"/export/fhir\"",
        ],
    );
    // Two eligibilities, two checkups, one pharmacy, four months of expenses.
    assert_eq!(html.matches(">これは私のものではありません</a>").count(), 9);
    assert_eq!(html.matches("これは私のものではありません").count(), 18, "each link is told from the others");
    assert!(!html.contains("1234567"), "no number of the insured");
    assert!(!html.contains("id=\"hidden\""));
}

#[test]
fn nothing_of_a_topic_and_a_topic_that_fails_are_told_apart() {
    let (html, _) = page("/me", FakeRecords { filled: false, ..FakeRecords::default() });
    assert_says(
        &html,
        "/me",
        &["健診の記録はありません", "この年のお薬の記録はありません", "この年の医療費の記録はありません"],
    );
    for (service, said) in [
        (Service::Eligibility, "健康保険の資格を表示できません"),
        (Service::Checkups, "健診の記録を表示できません"),
        (Service::Medications, "お薬の記録を表示できません"),
        (Service::Expenses, "医療費の記録を表示できません"),
    ] {
        for (kind, held) in
            [(TroubleKind::Slow, false), (TroubleKind::Mismatch, false), (TroubleKind::OtherPerson, true)]
        {
            let (html, _) = page("/me", FakeRecords { failing: vec![(service, kind)], ..FakeRecords::default() });
            assert_says(&html, "/me", &[said, "番号 花子", "K7Q2-9MXD"]);
            assert_eq!(html.matches("を表示できません</h3>").count(), 1, "{service:?}");
            assert_eq!(html.contains("お見せしていない記録があります"), held, "{service:?} {kind:?}");
            assert_eq!(html.contains("氏名・生年月日・性別が、カードのあなたと合いませんでした"), held);
            // The insurer's number is there, unless it is the eligibility that fails.
            assert_eq!(
                html.contains("tel:0000000088"),
                held && service != Service::Eligibility,
                "{service:?} {kind:?}"
            );
        }
    }
}

#[test]
fn what_is_hidden_is_told_on_the_pages_it_is_missing_from_and_can_be_taken_back() {
    for (kind, said) in [
        (RecordKind::Eligibility, "資格確認書を見せてください"),
        (RecordKind::Checkup, "見せる同意をしないでください"),
        (RecordKind::Drugs, "見せる同意をしないでください"),
        (RecordKind::Expense, "きょうのうちに電話してください"),
    ] {
        let keeping = FakeKeeping { hidden: Ok(vec![hidden(kind)]), ..FakeKeeping::default() };
        let html = kept("/me", &keeping);
        assert_says(&html, "/me", &[said, "K7Q2-9MXD", "2024年5月14日", "action=\"/me/own\"", "2026年11月22日"]);
        assert_says(&html, "/me", &["tel:0000000088", "保険者は知りません"]);
        for (path, kinds) in [
            ("/", &RecordKind::ALL[..]),
            ("/checkups", &[RecordKind::Checkup]),
            ("/checkups/items/sbp", &[RecordKind::Checkup]),
            ("/medications", &[RecordKind::Drugs]),
            ("/expenses", &[RecordKind::Expense]),
            ("/tax", &[RecordKind::Expense]),
            ("/insurance", &[RecordKind::Eligibility, RecordKind::Expense]),
            ("/help", &[]),
        ] {
            assert_eq!(kept(path, &keeping).contains("隠している記録"), kinds.contains(&kind), "{path} {kind:?}");
        }
    }
    let keeping = FakeKeeping { hidden: Err(NotReadable), ..FakeKeeping::default() };
    assert_says(&kept("/me", &keeping), "/me", &["隠した記録の一覧を、いま読めません"]);
}

#[test]
fn what_is_of_another_person_leads_to_the_reason_wherever_it_is_missing() {
    for path in ["/", "/checkups", "/checkups/items/sbp"] {
        for (kind, leads) in [(TroubleKind::OtherPerson, true), (TroubleKind::Mismatch, false)] {
            let failing = vec![(Service::Checkups, kind)];
            let (html, _) = page(path, FakeRecords { failing, ..FakeRecords::default() });
            assert_eq!(html.contains("href=\"/me#held-back\""), leads, "{path} {kind:?}");
            assert_eq!(html.contains("本人のものと合いませんでした"), leads, "{path} {kind:?}");
        }
    }
}

#[test]
fn a_record_that_cannot_be_sorted_is_not_shown() {
    let (html, _) = page(
        "/checkups",
        FakeRecords { failing: vec![(Service::Checkups, TroubleKind::NotSorted)], ..FakeRecords::default() },
    );
    assert_says(&html, "/checkups", &["まちがってお見せしない", "何も表示していません"]);
    assert!(!html.contains("mmHg"));
}

#[test]
fn the_question_names_the_record_and_what_follows() {
    for (kind, year, said) in [
        ("eligibility", "", vec!["△△△△健康保険組合", "書かれている氏名"]),
        ("checkup", "", vec!["2026年5月14日", "見本健診センター"]),
        ("drugs", "&year=2026", vec!["2026年11月", "見本薬局 本店"]),
        ("expense", "&year=2026", vec!["2026年1月", "見本内科クリニック", "番号 花子"]),
    ] {
        let of = if kind == "eligibility" { 2013 } else { 2026 };
        let path = format!("/me/not-mine?kind={kind}{year}&record=token-of-{kind}-{of}");
        let (html, _) = page(&path, FakeRecords::default());
        assert_says(&html, &path, &said);
        assert_says(&html, &path, &["action=\"/me/disown\"", "もとの記録は消えません", "やめて戻る"]);
    }
    for wrong in [
        "",
        "?kind=teeth&record=x",
        "?kind=checkup&record=x",
        "?kind=drugs&year=1999&record=x",
        "?kind=drugs&year=x&record=x",
    ] {
        let (html, _) = page(&format!("/me/not-mine{wrong}"), FakeRecords::default());
        assert_says(&html, wrong, &["その記録は見つかりません", "何も変更されていません"]);
        assert!(!html.contains("/me/disown"));
    }
}

#[test]
fn the_copy_says_what_is_in_it_and_what_is_only_there() {
    let mut copies = Copies::default();
    copies.checkups.on = true;
    copies.checkups.taken = Some(moment(day(2026, 11, 3), 9));
    copies.checkups.rows = vec![crate::domain::checkup::Visit::new(day(2019, 6, 7), "010")];
    let keeping = FakeKeeping { copies: Ok(copies), ..FakeKeeping::default() };
    let html = kept("/me", &keeping);
    assert_says(
        &html,
        "/me",
        &["写しだけにあるもの", "2019年6月7日の健診", "2026年11月3日 9:05 時点", "まだとれていません"],
    );
    assert_says(&kept("/settings", &keeping), "/settings", &["今すぐ写しをとる", "写しをやめて、すべて消す"]);
    assert_says(&kept("/settings", &FakeKeeping::default()), "/settings", &["写しはとっていません", "2メガバイト"]);
    let broken = FakeKeeping { copies: Err(NotReadable), ..FakeKeeping::default() };
    assert_says(&kept("/me", &broken), "/me", &["写しを、いま読めません"]);
}

#[test]
fn added_checkups_are_told_apart_from_none_and_from_not_readable() {
    let visit = crate::domain::checkup::Visit {
        facility_name: Some("見本健診センター".into()),
        ..crate::domain::checkup::Visit::new(day(2019, 6, 7), "010")
    };
    let added = Added { on: day(2026, 11, 3), created: None, insurer_number: None, visit };
    let one = AddedCheckup { token: "token-of-added".into(), added };
    let keeping = FakeKeeping { added: Ok(vec![one]), ..FakeKeeping::default() };
    assert_says(
        &kept("/me", &keeping),
        "/me",
        &[
            "2019年6月7日 特定健診",
            "受けた所：見本健診センター、結果 0件、2026年11月3日に加えました",
            "value=\"token-of-added\"",
            "aria-label=\"2019年6月7日 特定健診を取り除く\"",
        ],
    );
    assert_says(&kept("/me", &FakeKeeping::default()), "/me", &["加えた健診はありません", "href=\"/import\""]);
    let broken = FakeKeeping { added: Err(NotReadable), ..FakeKeeping::default() };
    assert_says(&kept("/me", &broken), "/me", &["加えた健診を、いま読めません"]);
}

#[test]
fn erasing_says_exactly_what_goes_and_what_stays() {
    let keeping = FakeKeeping { hidden: Ok(vec![hidden(RecordKind::Checkup)]), ..FakeKeeping::default() };
    let path = "/settings/erase";
    assert_says(
        &kept(path, &keeping),
        path,
        &[
            "お知らせの「読んだ」",
            "96",
            "ほかのブラウザのログイン：",
            "2件",
            "ここでは消せないもの",
            "保険者",
            "消す前に",
            "action=\"/settings/erase\"",
        ],
    );
    assert!(!kept(path, &FakeKeeping::default()).contains("消す前に"));
}
