//! The store as a whole, on either database: a file of its own, and a server of its own.

#[path = "../../../tests/postgres/cluster.rs"]
#[expect(dead_code, reason = "nobody breaks into the database here")]
mod cluster;

use cluster::Cluster;

use super::*;
use crate::store::draft::{DraftRow, DraftStore, TakenDraft};

/// An empty store, and what it lies in.
async fn on_file() -> (tempfile::TempDir, SqlStore) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = SqlStore::open(&folder.path().join("deep/portal.sqlite")).await.expect("a store");
    (folder, store)
}

/// Runs a test body on both databases.
async fn on_both(test: impl AsyncFn(SqlStore)) {
    let (_folder, store) = on_file().await;
    test(store).await;
    let cluster = Cluster::start();
    test(SqlStore::served(&cluster.database()).await.expect("a store")).await;
}

fn row(id: u8, seen_at: i64, ends_at: i64) -> SessionRow {
    SessionRow {
        id: [id; 32],
        sealed: vec![id],
        person: [9; 32],
        provider_session: None,
        certificate: None,
        authenticated_at: 0,
        browser: String::new(),
        created_at: 0,
        seen_at,
        ends_at,
    }
}

#[tokio::test]
async fn a_session_is_kept_moved_forward_and_ended() {
    on_both(async |store| {
        store.add_session(row(1, 100, 900)).await.expect("added");
        store.touch_session([1; 32], 160).await.expect("touched");
        store.touch_session([1; 32], 130).await.expect("touched late");
        assert_eq!(store.session([1; 32]).await.expect("read"), Some(row(1, 160, 900)));
        store.end_session([1; 32]).await.expect("ended");
        assert_eq!(store.session([1; 32]).await.expect("read"), None);
    })
    .await;
}

#[tokio::test]
async fn a_sweep_closes_what_is_over_and_drops_it_later() {
    on_both(async |store| {
        for (id, seen_at, ends_at) in [(1, 5_060, 9_000), (2, 5_100, 5_200), (3, 5_100, 9_000)] {
            store.add_session(row(id, seen_at, ends_at)).await.expect("added");
        }
        for (now, expected) in [
            (5_200, [Some(true), Some(true), Some(false)]),
            (48_399, [Some(true), Some(true), Some(true)]),
            (48_400, [None, None, Some(true)]),
        ] {
            store.sweep(now, now - 140).await.expect("swept");
            for (id, closed) in (1..=3).zip(expected) {
                let found = store.session([id; 32]).await.expect("read");
                assert_eq!(found.map(|row| row.sealed.is_empty()), closed, "{id} at {now}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_person_sees_and_ends_their_own_sessions_only() {
    on_both(async |store| {
        for (id, person, seen_at, ends_at) in
            [(1, 9, 500, 900), (2, 9, 500, 900), (3, 8, 500, 900), (4, 9, 500, 510), (5, 9, 100, 900)]
        {
            let row = SessionRow { person: [person; 32], created_at: i64::from(id), ..row(id, seen_at, ends_at) };
            store.add_session(row).await.expect("added");
        }
        let listed = store.sessions_of([9; 32], 520, 400).await.expect("listed");
        assert_eq!(
            listed.iter().map(|row| row.id[0]).collect::<Vec<_>>(),
            [2, 1],
            "newest first; what is over is not there"
        );
        store.end_other_sessions([9; 32], [1; 32]).await.expect("ended");
        for (id, kept) in [(1, true), (2, false), (3, true)] {
            assert_eq!(store.session([id; 32]).await.expect("read").is_some(), kept, "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_closed_may_be_closed_again() {
    on_both(async |store| {
        for id in 1..=3 {
            store.add_session(row(id, 500, 900)).await.expect("added");
        }
        for _ in 0..2 {
            store.close_session([2; 32]).await.expect("closed");
            store.close_other_sessions([9; 32], [1; 32]).await.expect("closed");
        }
        for (id, closed) in [(1, false), (2, true), (3, true)] {
            let found = store.session([id; 32]).await.expect("read").expect("known still");
            assert_eq!(found.sealed.is_empty(), closed, "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_provider_ends_what_it_names_and_is_heard_once() {
    let logout = |id: u8, person: Option<u8>, session: Option<u8>| ProviderLogout {
        id: [id; 32],
        remember_until: 900,
        person: person.map(|person| [person; 32]),
        provider_session: session.map(|session| [session; 32]),
    };
    for (person, session, left) in [
        (Some(9), None, vec![3, 5]),
        (None, Some(7), vec![2, 3, 4]),
        (Some(9), Some(7), vec![2, 3, 5]),
        (Some(8), Some(7), vec![1, 2, 4]),
        (None, None, vec![1, 2, 3, 4, 5]),
    ] {
        on_both(async |store| {
            for (id, person, provider) in
                [(1, 9, Some(7)), (2, 9, Some(6)), (3, 8, None), (4, 9, None), (5, 8, Some(7))]
            {
                let provider_session = provider.map(|session| [session; 32]);
                store
                    .add_session(SessionRow { person: [person; 32], provider_session, ..row(id, 500, 900) })
                    .await
                    .expect("added");
            }
            let ended = store.end_by_provider(logout(1, person, session)).await.expect("ended");
            let mut found = vec![];
            for id in 1..=5 {
                if store.session([id; 32]).await.expect("read").is_some_and(|row| !row.sealed.is_empty()) {
                    found.push(id);
                }
            }
            assert_eq!(found, left, "{person:?} {session:?}");
            assert_eq!(ended, Some(5 - left.len() as u64));
            assert_eq!(store.end_by_provider(logout(1, person, session)).await.expect("heard"), None, "once");
        })
        .await;
    }
}

#[tokio::test]
async fn drafts_are_taken_once_and_the_newest_stay() {
    on_both(async |store| {
        let draft = |id: u8, browser: u8, person: u8, ends_at| DraftRow {
            id: [id; 32],
            browser: [browser; 32],
            person: [person; 32],
            sealed: vec![id],
            ends_at,
        };
        let rows = [(1, 1, 9, 98), (2, 1, 9, 100), (3, 1, 9, 101), (3, 1, 9, 102), (4, 2, 7, 100), (5, 2, 8, 100)];
        for (id, browser, person, ends_at) in rows {
            store.keep_draft(draft(id, browser, person, ends_at), 2).await.expect("kept");
        }
        for (id, browser, person, now, sealed, foreign, more) in [
            (1, 1, 9, 99, None, false, true),
            (2, 1, 9, 99, Some(vec![2]), false, true),
            (2, 1, 9, 99, None, false, true),
            (3, 1, 9, 102, None, false, false),
            // Another person's is destroyed, and with it all of others in this browser.
            (9, 2, 6, 99, None, false, true),
            (4, 2, 8, 99, None, true, true),
            (5, 2, 8, 99, Some(vec![5]), false, false),
        ] {
            let taken = store.take_draft([id; 32], [browser; 32], [person; 32], now).await.expect("taken");
            assert_eq!(taken, TakenDraft { sealed, foreign, more }, "{id} {now}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_is_taken_once_and_only_in_time() {
    on_both(async |store| {
        store.add_sign_in([7; 32], vec![1, 2], 100).await.expect("added");
        store.add_sign_in([8; 32], vec![3], 100).await.expect("added");
        assert_eq!(store.take_sign_in([7; 32], 99).await.expect("taken"), Some(vec![1, 2]));
        assert_eq!(store.take_sign_in([7; 32], 99).await.expect("taken"), None);
        assert_eq!(store.take_sign_in([8; 32], 100).await.expect("taken"), None);
    })
    .await;
}

#[tokio::test]
async fn the_oldest_sign_ins_make_room() {
    on_both(async |mut store| {
        store.sign_ins = 3;
        for id in 1..=5 {
            store.add_sign_in([id; 32], vec![id], 100).await.expect("added");
        }
        let mut left = vec![];
        for id in 1..=5 {
            left.push(store.take_sign_in([id; 32], 99).await.expect("taken").is_some());
        }
        assert_eq!(left, [false, false, true, true, true]);
    })
    .await;
}

#[tokio::test]
async fn a_visit_is_kept_by_person_and_never_moves_back() {
    on_both(async |store| {
        assert_eq!(store.last_visit([1; 32]).await.expect("read"), None);
        for (at, expected) in [(10, 10), (30, 30), (20, 30)] {
            store.note_visit([1; 32], at).await.expect("noted");
            assert_eq!(store.last_visit([1; 32]).await.expect("read"), Some(expected));
        }
        assert_eq!(store.last_visit([2; 32]).await.expect("read"), None);
    })
    .await;
}
