//! Sessions over a store of their own, by a clock that stands still.

use app::domain::person::Sex;
use chrono::NaiveDate;

use super::draft::{Draft, DraftCookie, Taken};
use super::identity::Certificate;
use super::own::Ended;
use super::*;
use crate::store::sql::SqlStore;

/// The moment at which each test begins, Unix seconds.
const BEGIN: i64 = 1_795_000_000;

struct World {
    _folder: tempfile::TempDir,
    sessions: Sessions,
}

impl World {
    async fn new(kiosk: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqlStore::open(&folder.path().join("portal.sqlite")).await.expect("a store");
        let clock = Clock::new(None).stoppable();
        assert!(clock.set(Some(BEGIN)));
        Self { _folder: folder, sessions: Sessions::new(Arc::new(store), clock, Limits::new(kiosk)) }
    }

    fn at(&self, seconds: i64) -> &Sessions {
        assert!(self.sessions.clock.set(Some(BEGIN + seconds)));
        &self.sessions
    }

    async fn enter(&self, subject: &str) -> Token {
        self.sessions.begin(arrival(subject), "chrome/linux".into()).await.expect("begun")
    }
}

fn arrival(subject: &str) -> Arrival {
    let birth = NaiveDate::from_ymd_opt(1980, 1, 1).expect("a date");
    let person = Person { name: "見本".into(), kana: String::new(), birth, sex: Sex::Unspecified };
    Arrival {
        identity: SignedIn { subject: subject.into(), access_token: "t".into(), person },
        token_life: None,
        authenticated_at: Some(BEGIN - 10),
        provider_session: Some(format!("sid of {subject}")),
        certificate: Some(Certificate { id: "c".into(), expires: Some(BEGIN + 1) }),
    }
}

async fn open(sessions: &Sessions, token: &Token, used: bool) -> Option<Session> {
    match sessions.find(token.clone(), used).await.expect("read") {
        Found::Open(session) => Some(*session),
        Found::Over { .. } | Found::None => None,
    }
}

#[tokio::test]
async fn the_end_that_is_told_is_the_end_that_comes() {
    for (kiosk, idle, touch) in [(false, 900, 60), (true, 180, 10)] {
        for rested in [0, touch - 1, touch, idle - 1] {
            let world = World::new(kiosk).await;
            let token = world.enter("a").await;
            let session = open(world.at(rested), &token, true).await.expect("open");
            let told = session.idle_end - BEGIN;
            assert_eq!(told, if rested < touch { idle } else { rested + idle }, "{kiosk} {rested}");
            assert!(open(world.at(told - 1), &token, false).await.is_some(), "{kiosk} {rested}");
            assert!(open(world.at(told), &token, true).await.is_none(), "{kiosk} {rested}");
            assert!(open(world.at(0), &token, true).await.is_none(), "what is over stays over");
        }
    }
}

#[tokio::test]
async fn nothing_lasts_longer_than_twelve_hours_or_its_token() {
    for (token_life, end) in [(None, ABSOLUTE_SECONDS), (Some(3_600), 3_600), (Some(99_999), ABSOLUTE_SECONDS)] {
        let world = World::new(false).await;
        let arrival = Arrival { token_life, ..arrival("a") };
        let token = world.sessions.begin(arrival, String::new()).await.expect("begun");
        let mut now = 0;
        while now + 600 < end {
            now += 600;
            assert!(open(world.at(now), &token, true).await.is_some(), "{now}");
        }
        let session = open(world.at(end - 1), &token, true).await.expect("open");
        assert_eq!((session.idle_end - BEGIN, world.sessions.extend(&session).await.expect("extended")), (end, 1));
        assert!(open(world.at(end), &token, true).await.is_none());
    }
}

#[tokio::test]
async fn looking_by_itself_keeps_nobody_signed_in() {
    let world = World::new(false).await;
    let token = world.enter("a").await;
    for now in (0..900).step_by(3) {
        assert!(open(world.at(now), &token, false).await.is_some(), "{now}");
    }
    assert!(open(world.at(900), &token, false).await.is_none());
}

#[tokio::test]
async fn more_time_counts_at_once() {
    let world = World::new(false).await;
    let token = world.enter("a").await;
    let session = open(world.at(30), &token, true).await.expect("open");
    assert_eq!(world.sessions.left(&session), 870);
    assert_eq!(world.sessions.extend(&session).await.expect("extended"), 900);
    let session = open(world.at(30), &token, true).await.expect("open");
    assert_eq!(world.sessions.left(&session), 900);
}

#[tokio::test]
async fn what_ran_out_opens_nothing_and_is_known_for_a_while() {
    let world = World::new(false).await;
    let token = world.enter("a").await;
    let whose = open(world.at(0), &token, true).await.expect("open").person;
    assert!(
        matches!(world.at(900).find(token.clone(), true).await, Ok(Found::Over { person, ran_out: true }) if person == whose)
    );
    let row = world.sessions.store.session(token.row_id()).await.expect("read").expect("kept");
    assert!(row.sealed.is_empty(), "nothing is left to open");
    world.at(900 + 43_200).sweep().await.expect("swept");
    assert!(matches!(world.sessions.find(token, true).await, Ok(Found::None)));
}

#[tokio::test]
async fn the_card_is_fresh_for_five_minutes() {
    let world = World::new(false).await;
    let token = world.enter("a").await;
    let session = open(world.at(0), &token, true).await.expect("open");
    for (now, fresh) in [(0, true), (290, true), (291, false), (800, false)] {
        assert_eq!(world.at(now).is_fresh(&session), fresh, "{now}");
    }
    for (said, fresh) in [(None, false), (Some(0), false), (Some(BEGIN + 9_999), true)] {
        let arrival = Arrival { authenticated_at: said, ..arrival("a") };
        let token = world.at(0).begin(arrival, String::new()).await.expect("begun");
        let session = open(world.at(0), &token, true).await.expect("open");
        assert!(session.authenticated_at <= BEGIN);
        assert_eq!(world.sessions.is_fresh(&session), fresh, "{said:?}");
    }
}

#[tokio::test]
async fn a_person_ends_their_own_sessions_and_no_other() {
    let world = World::new(false).await;
    let (first, second, third, stranger) =
        (world.enter("a").await, world.enter("a").await, world.enter("a").await, world.enter("b").await);
    let session = open(world.at(5), &first, true).await.expect("open");
    let listed = world.sessions.list(&session).await.expect("listed");
    assert_eq!((listed.len(), listed.iter().filter(|row| row.this).count()), (3, 1));
    assert!(listed.iter().all(|row| row.browser == "Chrome・Linux" && row.begun == BEGIN));
    let other = open(world.at(5), &stranger, true).await.expect("open");
    let named = world.sessions.list(&other).await.expect("listed");
    world.sessions.end_named(&session, &named[0].name).await.expect("done");
    assert!(open(&world.sessions, &stranger, true).await.is_some(), "another person's is not touched");
    let second_session = open(&world.sessions, &second, true).await.expect("open");
    let name = &world.sessions.list(&second_session).await.expect("listed");
    let name = &name.iter().find(|row| row.this).expect("its own").name;
    world.sessions.end_named(&session, name).await.expect("done");
    assert!(open(&world.sessions, &second, true).await.is_none());
    world.sessions.end_others(&session).await.expect("done");
    for (token, kept) in [(&first, true), (&third, false), (&stranger, true)] {
        assert_eq!(open(&world.sessions, token, true).await.is_some(), kept);
    }
}

#[tokio::test]
async fn the_provider_ends_by_person_or_by_session_and_is_heard_once() {
    let ended = |name: &str, subject: Option<&str>, session: Option<&str>| Ended {
        name: name.into(),
        good_until: BEGIN + 100,
        subject: subject.map(str::to_owned),
        provider_session: session.map(str::to_owned),
    };
    let world = World::new(false).await;
    let (a, b) = (world.enter("a").await, world.enter("b").await);
    for (message, expected) in [
        (ended("1", Some("nobody"), None), Some(0)),
        (ended("2", Some("b"), Some("sid of a")), Some(0)),
        (ended("3", None, Some("sid of a")), Some(1)),
        (ended("3", Some("b"), None), None),
    ] {
        assert_eq!(world.sessions.end_by_provider(&message).await.expect("heard"), expected, "{message:?}");
    }
    assert!(open(&world.sessions, &a, true).await.is_none());
    assert!(open(&world.sessions, &b, true).await.is_some());
}

#[tokio::test]
async fn a_revoked_certificate_ends_what_it_opened_and_nothing_else() {
    let world = World::new(false).await;
    let (first, second) = (world.enter("a").await, world.enter("a").await);
    let certificate = Some(Certificate { id: "of the phone".into(), expires: None });
    let phone = Arrival { certificate, ..arrival("a") };
    let phone = world.sessions.begin(phone, String::new()).await.expect("begun");
    assert_eq!(world.sessions.end_of_certificate("of nobody").await.expect("ended"), 0);
    assert_eq!(world.sessions.end_of_certificate("c").await.expect("ended"), 2);
    for (token, stays) in [(first, false), (second, false), (phone, true)] {
        assert_eq!(open(world.at(1), &token, true).await.is_some(), stays);
    }
}

#[tokio::test]
async fn a_draft_goes_back_to_its_person_browser_and_page_once_and_in_time() {
    let on = |page: &str| Draft { page: page.into(), fields: vec![("agree".into(), page.into())], late: true };
    for (owner, now, expected) in [("a", 43_199, true), ("b", 0, false), ("a", 43_200, false)] {
        let world = World::new(false).await;
        let first = world.enter("a").await;
        let whose = open(&world.sessions, &first, true).await.expect("open").person;
        let cookie = DraftCookie { token: first.of_drafts(), session: first.row_id() };
        assert_eq!(DraftCookie::parse(&cookie.value()), Some(cookie.clone()));
        for page in ["/registration", "/tax"] {
            world.sessions.keep_draft(&cookie, whose, &on(page)).await.expect("kept");
        }
        world.at(now);
        let back = world.enter(owner).await;
        let session = open(&world.sessions, &back, true).await.expect("open");
        let take = async |session: &Session, token: &Token, page: &str| {
            world.sessions.take_draft(session, token, page).await.expect("asked")
        };
        assert_eq!(take(&session, &Token::generate(), "/tax").await, Taken::default(), "by its cookie");
        let waits = owner == "b" || expected;
        assert_eq!(take(&session, &cookie.token, "/import").await, Taken { more: waits, ..Taken::default() });
        let taken = take(&session, &cookie.token, "/registration").await;
        let draft = expected.then(|| on("/registration"));
        assert_eq!(taken, Taken { draft, foreign: owner == "b", more: expected }, "{owner} {now}");
        let own = open(&world.sessions, &world.enter("a").await, true).await.expect("open");
        assert_eq!(take(&own, &cookie.token, "/registration").await.draft, None, "{owner} {now}: once");
        assert_eq!(take(&own, &cookie.token, "/tax").await.draft, expected.then(|| on("/tax")), "{owner} {now}");
    }
}
