//! What the page of notices shows of whom, and what is never in a subject line.

use std::sync::Arc;

use crate::domain::ceiling::told::ToldClasses;
use crate::domain::copy::Copies;
use crate::domain::medication::{DrugKey, HiddenDrugs, Institution};
use crate::domain::notice::feed::Look;
use crate::domain::notice::marks::Mark;
use crate::domain::notice::{Marks, NoticeKind};
use crate::domain::outside_site::OutsideLinks;
use crate::domain::own::{Hidden, RecordName};
use crate::domain::registration::Registration;
use crate::keeping::{AddedCheckup, ExpenseBook, Holdings, Keeping, NotReadable, OwnDrugs};
use crate::pages::fake_records::{FakeRecords, frame_for, render};
use crate::pages::page_tests::{assert_says, page};
use crate::pages::visit::{Draft, Frame};
use crate::records::{Pending, Service, TroubleKind};

const PATH: &str = "/notices";

/// These marks, or none that can be read.
struct Kept(Option<Marks>, bool);

impl Keeping for Kept {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        Box::pin(async { self.0.clone().ok_or(NotReadable) })
    }

    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>> {
        Box::pin(async { if self.0.is_some() { Ok(self.1) } else { Err(NotReadable) } })
    }

    fn note_look(&self, _look: Look) -> Pending<'_, ()> {
        Box::pin(async {})
    }

    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>> {
        Box::pin(async { Err(NotReadable) })
    }

    fn hidden(&self) -> Pending<'_, Result<Vec<Hidden>, NotReadable>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn token_of(&self, record: &RecordName) -> String {
        record.text()
    }

    fn token_of_drug(&self, drug: &DrugKey) -> String {
        drug.as_str().to_owned()
    }

    fn token_of_place(&self, place: &Institution) -> String {
        place.name.clone()
    }

    fn hidden_drugs(&self) -> Pending<'_, Result<HiddenDrugs, NotReadable>> {
        Box::pin(async { Ok(HiddenDrugs::default()) })
    }

    fn copies(&self) -> Pending<'_, Result<Copies, NotReadable>> {
        Box::pin(async { Ok(Copies::default()) })
    }

    fn holdings(&self) -> Pending<'_, Result<Holdings, NotReadable>> {
        Box::pin(async { Err(NotReadable) })
    }

    fn expense_book(&self) -> Pending<'_, Result<ExpenseBook, NotReadable>> {
        Box::pin(async { Ok(ExpenseBook::default()) })
    }

    fn own_drugs(&self) -> Pending<'_, Result<OwnDrugs, NotReadable>> {
        Box::pin(async { Ok(OwnDrugs::default()) })
    }

    fn added_checkups(&self) -> Pending<'_, Result<Vec<AddedCheckup>, NotReadable>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>> {
        Box::pin(async { Ok(ToldClasses::default()) })
    }
}

fn frame_with(records: FakeRecords, marks: Option<Marks>, has_feed: bool) -> Frame {
    let mut frame = frame_for(PATH, Some(records));
    frame.visitor.as_mut().expect("somebody").keeping = Arc::new(Kept(marks, has_feed));
    frame
}

/// The part of a page under a heading of a card.
fn part<'a>(html: &'a str, id: &str) -> &'a str {
    html.split(&format!("id=\"{id}\"")).nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or_default()
}

fn subjects(html: &str) -> Vec<String> {
    html.split("<summary>")
        .skip(1)
        .map(|rest| rest.split("<span class=\"when\"").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn new_ones_stand_first_with_the_rule_of_what_the_portal_found_itself() {
    let (html, _) = page(PATH, FakeRecords::default());
    // The hub's notice, and September's expenses; the checkup of May was told until October.
    assert_says(&html, PATH, &["新しいお知らせが 2件 あります。", "2件すべて読んだ", "key-of-this-page"]);
    assert_eq!(
        subjects(part(&html, "new")),
        ["カードの電子証明書についてのお知らせ", "新しい月の医療費の記録が届きました"]
    );
    assert_says(
        part(&html, "new"),
        PATH,
        &["2026年9月診療分", "翌々月10日ごろ", "電子証明書の窓口", "value=\"hub.n1\""],
    );
    assert!(!html.contains("id=\"kept\""), "no empty shelf");
}

#[test]
fn read_and_kept_ones_have_their_own_places() {
    let mut marks = Marks::default();
    marks.mark("hub.n1", Mark::Read);
    marks.mark("own.expenses.202609", Mark::Read);
    marks.mark("own.expenses.202609", Mark::Keep);
    marks.mark("own.checkup.20230514", Mark::Keep);
    marks.quiet.insert(NoticeKind::Checkups);
    let html = render(PATH, &frame_with(FakeRecords::default(), Some(marks), true));
    assert_says(&html, PATH, &["新しいお知らせはありません。", "フィードを使っています", "/notices/feed/end"]);
    assert_eq!(subjects(part(&html, "new")), Vec::<String>::new());
    assert_eq!(subjects(part(&html, "kept")), ["新しい月の医療費の記録が届きました", "新しい健診の記録が届きました"]);
    assert_eq!(subjects(part(&html, "earlier")), ["カードの電子証明書についてのお知らせ"]);
    assert!(part(&html, "kept").contains("とっておくのをやめる"));
    assert!(part(&html, "earlier").contains("読んでいないことにする"));
    let switches = part(&html, "switches");
    assert_eq!(switches.matches(" checked").count(), 17, "all of nine kinds twice but one");
    assert_eq!(switches.matches("name=\"was-new\"").count(), 8);
}

/// Every kind: on, it is new; off, it stands among the earlier ones, and its text is there all the same.
#[test]
fn each_kind_obeys_its_switch() {
    for kind in NoticeKind::all() {
        let records = FakeRecords { notice_kind: kind, filled: true, ..FakeRecords::default() };
        let mut marks = Marks::default();
        for off in [false, true] {
            if off {
                marks.quiet.insert(kind);
            }
            let html = render(PATH, &frame_with(records.clone(), Some(marks.clone()), false));
            let place = if off { "earlier" } else { "new" };
            assert!(part(&html, place).contains("value=\"hub.n1\""), "{kind:?} off {off}");
            assert!(subjects(part(&html, place)).contains(&kind.subject().to_owned()), "{kind:?} off {off}");
            assert!(part(&html, place).contains("11月20日から"), "{kind:?}: its text");
        }
        let (html, _) = page("/", records);
        assert!(part(&html, "notices").contains(kind.subject()), "{kind:?} on home");
        assert!(!part(&html, "notices").contains("11月20日から"), "{kind:?}: home shows no text of a notice");
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_stands() {
    for (service, words, still) in [
        (Service::Notices, "お知らせを表示できません", "own.expenses.202609"),
        (Service::Expenses, "医療費の記録を、いまは読めません", "hub.n1"),
        (Service::Checkups, "健診の記録を、いまは読めません", "hub.n1"),
        (Service::Eligibility, "健康保険の資格の記録を、いまは読めません", "hub.n1"),
        (Service::Registration, "利用登録の状態の記録を、いまは読めません", "hub.n1"),
    ] {
        let failing = vec![(service, TroubleKind::Down)];
        let (html, _) = page(PATH, FakeRecords { failing, ..FakeRecords::default() });
        assert_says(&html, PATH, &[words, still, "全部は確かめられていません"]);
    }
    let html = render(PATH, &frame_with(FakeRecords::default(), None, false));
    assert_says(&html, PATH, &["どれを読んだかを、いまは確かめられません", "カードの電子証明書についてのお知らせ"]);
    assert!(!html.contains("action=\"/notices/marks\"") && !html.contains("action=\"/notices/feed\""));
    let home = render("/", &{ Frame { path: "/".into(), ..frame_with(FakeRecords::default(), None, false) } });
    assert_says(part(&home, "notices"), "/", &["確かめられません", "href=\"/notices\""]);
}

#[test]
fn without_anything_the_page_says_so() {
    let (html, _) = page(PATH, FakeRecords { filled: false, ..FakeRecords::default() });
    assert_says(&html, PATH, &["新しいお知らせはありません。", "フィードのアドレスを作る"]);
    assert!(!html.contains("すべて読んだ"));
}

#[test]
fn of_somebody_protected_nothing_is_shown() {
    let (html, _) = page(PATH, FakeRecords { registration: Registration::Blocked, ..FakeRecords::default() });
    assert_says(&html, PATH, &["電話でお問い合わせください"]);
    assert!(!html.contains("<summary>カード") && !html.contains("action=\"/notices"));
}

#[test]
fn the_address_is_shown_when_the_server_hands_it_over_and_choices_come_back() {
    let mut frame = frame_with(FakeRecords::default(), Some(Marks::default()), true);
    frame.feed_address = Some("http://localhost/notices/feed/abc".into());
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    frame.draft = Draft::of(vec![field("form", "switches"), field("new", "care")]);
    let html = render(PATH, &frame);
    assert_says(&html, PATH, &["http://localhost/notices/feed/abc", "この1回だけ"]);
    assert_eq!(part(&html, "switches").matches(" checked").count(), 1, "as it was typed");
}
