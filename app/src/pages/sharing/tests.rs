//! What the pages about providers say, and what can be done on them.

use std::ops::Range;
use std::sync::Arc;

use super::super::fake_records::{FakeRecords, day, frame_for, moment, render, today};
use crate::domain::delegation::RecordKind;
use crate::domain::partner::{Ended, Partner, Purpose, Resource, Standing, Terms, Years};
use crate::keeping::NotReadable;
use crate::language::{Language, localised};
use crate::records::Pending;
use crate::sharing::{Asked, Given, Listed, NotAsked, Sharing, Used};

pub(in crate::pages) fn partner() -> Partner {
    Partner {
        id: "sample-app".into(),
        name: "見本ノート".into(),
        purpose: Purpose::SelfCare,
        purpose_words: "健診の移り変わりを見せます".into(),
        kinds: vec![RecordKind::Checkups, RecordKind::Medications],
        insured_number: false,
        origins: vec!["https://app.example".into()],
        redirect_uris: vec!["https://app.example/".into()],
        keys: None,
        contact: "03-0000-0000".into(),
        privacy_policy: "https://app.example/privacy".into(),
    }
}

pub(in crate::pages) struct Fake {
    pub(in crate::pages) asked: Result<(), NotAsked>,
    pub(in crate::pages) given: Result<Vec<Given>, NotReadable>,
}

impl Sharing for Fake {
    fn asked<'a>(&'a self, _query: &'a str) -> Pending<'a, Result<Asked, NotAsked>> {
        let asked = self.asked.map(|()| Asked {
            partner: partner(),
            kinds: partner().kinds,
            offline: true,
            fields: vec![("client_id", "sample-app".into())],
        });
        Box::pin(async move { asked })
    }

    fn given(&self) -> Pending<'_, Result<Vec<Given>, NotReadable>> {
        Box::pin(async { self.given.clone() })
    }

    fn uses<'a>(&'a self, consent: &'a str, places: Range<usize>) -> Pending<'a, Result<Vec<Used>, NotReadable>> {
        assert_eq!(consent, "00ff00ff00ff");
        Box::pin(async move {
            Ok(places.map(|place| Used { what: "お薬の記録", ..used(1 + place as u32 % 9) }).collect())
        })
    }

    fn listed(&self) -> Pending<'_, Result<Vec<Listed>, NotReadable>> {
        Box::pin(async { Ok(vec![Listed { partner: partner(), suspended: false }]) })
    }
}

pub(in crate::pages) fn given(standing: Standing) -> Given {
    Given {
        token: "00ff00ff00ff".into(),
        partner: partner(),
        suspended: false,
        terms: Terms {
            kinds: partner().kinds,
            years: Years::of(today(), ["2026", "2025"].into_iter()),
            resources: Resource::ALL.to_vec(),
            offline: true,
        },
        since: moment(day(2026, 11, 1), 9),
        until: moment(day(2026, 12, 1), 9),
        standing,
        stopped_at: None,
        uses: vec![used(20)],
        use_count: 1,
        last_given: Some(used(20)),
        last_refused: None,
        open_until: Some(moment(day(2026, 12, 1), 9)),
    }
}

fn used(on: u32) -> Used {
    Used { at: moment(day(2026, 11, on), 8), what: "健診の検査結果", given: true }
}

fn shown(path: &str, fake: Fake) -> (String, u16) {
    let mut frame = frame_for(path, Some(FakeRecords::default()));
    frame.address = path.to_owned();
    if let Some(visitor) = &mut frame.visitor {
        visitor.sharing = Arc::new(fake);
    }
    (render(path, &frame), frame.status.get())
}

#[test]
fn who_asks_for_what_until_when_and_two_ways_out() {
    let (html, status) = shown("/sharing/ask?client_id=sample-app", Fake { asked: Ok(()), given: Ok(Vec::new()) });
    assert_eq!(status, 200);
    for words in [
        "「見本ノート」に、あなたの記録を渡しますか",
        "目的：<span>自分の健康管理</span>",
        "健診の移り変わりを見せます",
        "記号・番号は渡りません",
        "name=\"kind\" value=\"checkups\" checked",
        "name=\"year\" value=\"2026\" checked",
        "name=\"year\" value=\"older\"",
        "name=\"term\" value=\"30\" checked",
        "90日間（2027年2月20日",
        "value=\"allow\"",
        "formaction=\"/oauth/refuse\"",
        "name=\"client_id\" value=\"sample-app\"",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("value=\"expenses\""), "only what is asked for");
    assert!(!html.contains("もう同意しています"));
    let before = vec![given(Standing::Over(Ended::Stopped)), given(Standing::InForce)];
    let (html, _) = shown("/sharing/ask?client_id=sample-app", Fake { asked: Ok(()), given: Ok(before) });
    assert!(
        html.contains("いまの同意（記録：健診、お薬／年：2026年からこの先、2025年／期限：2026年12月1日 まで）は終わり"),
        "{html}"
    );
    for (why, wanted, words) in
        [(NotAsked::NoQuestion, 200, "事業者のアプリに戻り"), (NotAsked::NotReadable, 503, "数分おいて")]
    {
        let (html, status) = shown("/sharing/ask", Fake { asked: Err(why), given: Ok(Vec::new()) });
        assert_eq!(status, wanted);
        assert!(html.contains(words) && html.contains("何も渡していません"), "{html}");
    }
}

#[test]
fn what_stands_can_be_stopped_and_what_is_over_is_told() {
    let all = vec![given(Standing::InForce), given(Standing::Over(Ended::Reused))];
    let (html, _) = shown("/sharing", Fake { asked: Ok(()), given: Ok(all) });
    for words in [
        "渡している記録：健診、お薬（2026年からこの先、2025年）",
        "action=\"/sharing/stop\"",
        "action=\"/sharing/change\"",
        "最後に使われた日時：2026年11月20日",
        "健診の検査結果",
        "二度使われたため",
        "このサイトに登録されている事業者",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert_eq!(html.matches("action=\"/sharing/stop\"").count(), 1, "what is over cannot be stopped");
    let (html, _) = shown("/sharing", Fake { asked: Ok(()), given: Err(NotReadable) });
    assert!(html.contains("表示できません") && html.contains("失われていません"));
    let (html, _) = shown("/sharing", Fake { asked: Ok(()), given: Ok(Vec::new()) });
    assert!(html.contains("渡している事業者は、いまはありません"));
}

#[test]
fn the_last_use_is_one_by_which_something_was_given() {
    let refused = Used { given: false, ..used(21) };
    let with = |last_given, last_refused| Given {
        uses: vec![refused.clone(), used(20)],
        use_count: 2,
        last_given,
        last_refused,
        ..given(Standing::InForce)
    };
    for (one, words, not) in [
        (
            with(Some(used(20)), Some(refused.clone())),
            &["最後に使われた日時：2026年11月20日", "最後に求めを断った日時：2026年11月21日", "（渡しませんでした）"][..],
            "まだ、何も",
        ),
        (
            with(None, Some(refused.clone())),
            &["まだ、何も渡していません。", "断った日時：2026年11月21日"],
            "使われた日時",
        ),
    ] {
        let (html, _) = shown("/sharing", Fake { asked: Ok(()), given: Ok(vec![one]) });
        assert!(words.iter().all(|words| html.contains(words)) && !html.contains(not), "{html}");
    }
}

#[test]
fn what_the_provider_cannot_read_is_not_called_given() {
    for (offline, open, words) in [
        (true, true, None),
        (false, true, Some("同意のあとの数分だけです。")),
        (false, false, Some("同意のあとの数分だけでした。いまは読めません。")),
        (true, false, Some("期限までに済ませませんでした。いまは読めません。")),
    ] {
        let usual = given(Standing::InForce);
        let one = Given {
            terms: Terms { offline, ..usual.terms.clone() },
            open_until: usual.open_until.filter(|_| open),
            ..usual
        };
        let (html, _) = shown("/sharing", Fake { asked: Ok(()), given: Ok(vec![one]) });
        let said = ["数分だけ", "いまは読めません"].into_iter().any(|words| html.contains(words));
        assert_eq!((said, words.is_none_or(|words| html.contains(words))), (words.is_some(), true), "{html}");
        assert_eq!(html.contains("渡している記録：健診") && html.contains("2026年12月1日"), open, "{html}");
        assert_eq!(html.contains("渡すことに同意した記録：健診"), !open, "{html}");
    }
}

#[test]
fn every_use_can_be_reached_by_links() {
    let one = Given { use_count: 45, ..given(Standing::InForce) };
    let (html, _) = shown("/sharing", Fake { asked: Ok(()), given: Ok(vec![one.clone()]) });
    assert!(html.contains("全部で45件") && html.contains("健診の検査結果") && !html.contains("お薬の記録<"), "{html}");
    assert!(html.contains("href=\"/sharing?consent=00ff00ff00ff&amp;part=2#uses-00ff00ff\""), "{html}");
    let (html, _) = shown("/sharing?consent=00ff00ff00ff&part=3", Fake { asked: Ok(()), given: Ok(vec![one.clone()]) });
    assert_eq!(html.matches("<span>お薬の記録</span>").count(), 5, "{html}");
    assert!(html.contains("id=\"uses-00ff00ff\" open") && html.contains("part=2#uses"), "{html}");
    assert!(!html.contains("part=4"), "{html}");
    let (html, _) = shown("/sharing?consent=other&part=2", Fake { asked: Ok(()), given: Ok(vec![one]) });
    assert!(!html.contains("お薬の記録<"), "{html}");
}

#[test]
fn in_english_each_part_stands_in_its_place() {
    let years = Years::of(today(), ["2026", "2025", "older"].into_iter());
    let one = Given { terms: Terms { years, ..given(Standing::InForce).terms }, ..given(Standing::InForce) };
    let english = |path: &str| {
        let (html, _) = shown(path, Fake { asked: Ok(()), given: Ok(vec![one.clone()]) });
        localised(html, Language::English)
    };
    let html = english("/sharing/ask?client_id=sample-app");
    for words in [
        "(records: Checkups, Drugs; years: 2026 and later, 2025, 2021 and earlier; until 1 December 2026)",
        "Looking after one's own health",
        "<span>2021 and earlier</span>",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let html = english("/sharing");
    assert!(html.contains("2021 and earlier") && html.contains("Looking after one's own health"), "{html}");
}
