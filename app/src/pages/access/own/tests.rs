//! What the record of one's own use says.

use std::sync::Arc;

use super::*;
use crate::domain::trail::{Act, Deed, Outcome};
use crate::keeping::NotReadable;
use crate::pages::fake_records::{FakeRecords, FakeTrail, day, frame_for, moment, render};

fn deed(sequence: i64, hour: u32, act: Act, object: &str, outcome: Outcome, reason: &str) -> Deed {
    Deed {
        sequence,
        at: moment(day(2026, 11, 22), hour),
        sitting: Some(vec![1]),
        browser: "iPhoneのSafari".into(),
        act,
        object: object.into(),
        outcome,
        reason: reason.into(),
    }
}

fn shown(trail: Result<Shown, NotReadable>, path: &str) -> String {
    let mut frame = frame_for(path, Some(FakeRecords::default()));
    if let Some(visitor) = &mut frame.visitor {
        visitor.trail = Arc::new(FakeTrail(trail));
    }
    render(path, &frame)
}

#[test]
fn each_entry_is_a_sentence() {
    for (act, object, outcome, reason, words) in [
        (Act::SignIn, "/login/callback", Outcome::Done, "", "9時5分、カードでログインしました。"),
        (Act::View, "/checkups", Outcome::Done, "", "9時5分、「健診の記録」を見ました。"),
        (Act::View, "/checkups/items/:item", Outcome::Done, "", "9時5分、「健診の項目」を見ました。"),
        (
            Act::View,
            "/checkups",
            Outcome::Done,
            "for-another",
            "9時5分、家族などの代理として、その人の「健診の記録」を見ました。",
        ),
        (
            Act::Export,
            "/checkups/export/csv",
            Outcome::Done,
            "by-delegate",
            "9時5分、あなたの代理人が、あなたの健診の記録の一覧（CSVのファイル）を受け取りました。",
        ),
        (
            Act::View,
            "/checkups",
            Outcome::Done,
            "in-part",
            "9時5分、「健診の記録」を見ました（取得できず、表示されなかったものがあります）。",
        ),
        (
            Act::View,
            "/tax",
            Outcome::Refused,
            "sign-in-needed",
            "9時5分、「確定申告の準備」を開こうとしましたが、表示しませんでした（ログインしていなかったため）。",
        ),
        (Act::Export, "/tax/export/csv", Outcome::Done, "", "9時5分、医療費の一覧（CSVのファイル）を受け取りました。"),
        (
            Act::Export,
            "/checkups/export/fhir",
            Outcome::Done,
            "",
            "9時5分、健診の記録（FHIR形式のファイル）を受け取りました。",
        ),
        (
            Act::Export,
            "/medications/export/jahis",
            Outcome::Refused,
            "step-up",
            "9時5分、お薬の記録（お薬手帳のファイル）を受け取ろうとしましたが、渡しませんでした（カードの確認から時間がたっていたため）。",
        ),
        (Act::Form, "/registration", Outcome::Done, "", "9時5分、健康保険証としての利用登録の申し込みを行いました。"),
        (
            Act::Form,
            "/registration",
            Outcome::Done,
            "found-later",
            "9時5分、前に最後まで確かめられなかった健康保険証としての利用登録の申し込みが、できていたことを確かめました。",
        ),
        (
            Act::Form,
            "/access/reports",
            Outcome::Failed,
            "send_failed",
            "9時5分、心当たりのない閲覧についての問い合わせを行おうとしましたが、入力に直すところがあったため、行われませんでした。",
        ),
        (Act::Form, "/settings/unnamed", Outcome::Done, "", "9時5分、「設定」の手続きを行いました。"),
        (Act::Form, "/access/consents/withdraw", Outcome::Done, "", "9時5分、同意の取り消しを行いました。"),
        (Act::Share, "/sharing/unknown", Outcome::Done, "", "9時5分、「PHR事業者への提供」の手続きを行いました。"),
        (Act::Share, "/unknown", Outcome::Done, "", "9時5分、手続きを行いました。"),
        (Act::SignOut, "/logout", Outcome::Done, "", "9時5分、ログアウトしました。"),
    ] {
        let deed = deed(1, 9, act, object, outcome, reason);
        assert_eq!(sentence(&Line { first: deed.at, deed, times: 1 }), words);
    }
    let deed = deed(1, 11, Act::View, "/", Outcome::Done, "");
    let first = moment(day(2026, 11, 22), 9);
    assert_eq!(
        sentence(&Line { first, deed: deed.clone(), times: 3 }),
        "9時5分から11時5分までに3回、「ホーム」を見ました。"
    );
    assert_eq!(sentence(&Line { first: deed.at, deed, times: 2 }), "11時5分、「ホーム」を見ました。（2回）");
}

#[test]
fn the_section_stands_with_entries_without_and_when_it_cannot_be_read() {
    let deeds = vec![
        deed(9, 10, Act::View, "/checkups", Outcome::Done, ""),
        deed(8, 9, Act::SignIn, "/login/callback", Outcome::Done, ""),
    ];
    let html = shown(Ok(Shown { deeds: deeds.clone(), more: true }), "/access");
    for words in ["今日 11月22日", "11月22日", "iPhoneのSafari", "「健診の記録」を見ました", "/access?before=8#own"]
    {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("新しい記録に戻る"));
    let html = shown(Ok(Shown { deeds, more: false }), "/access?before=12");
    assert!(html.contains("新しい記録に戻る") && !html.contains("これより前の記録を見る"));
    assert!(shown(Ok(Shown::default()), "/access").contains("記録はまだありません"));
    assert!(shown(Ok(Shown::default()), "/access?before=1").contains("これより前の記録はありません"));
    let html = shown(Err(NotReadable), "/access");
    assert!(html.contains("利用の記録を表示できません") && html.contains("失われていません"));
}
