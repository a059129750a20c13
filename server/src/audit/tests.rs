//! The record as a whole, on a file of its own: written by one and by two, then spoiled in every way there is; each is
//! found, and the line is named.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::domain::trail::{Act, Outcome};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};

use super::verify::{Finding, Report, verify};
use super::*;
use crate::store::sql::SqlStore;

const COLUMNS: [&str; 12] = [
    "previous", "hash", "at", "person", "sitting", "act", "object", "outcome", "reason", "browser", "place", "request",
];

/// A record in a folder.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn start(&self) -> Audit {
        let store: Arc<dyn Store> = Arc::new(SqlStore::open(&self.file("portal.sqlite")).await.expect("a store"));
        let keys = AuditKeys::from_own_file(&self.file("audit.key")).expect("keys");
        Audit::start(store, keys, HeadsFile::at(self.file("heads.jsonl"))).await.expect("a record")
    }

    async fn pool(&self) -> SqlitePool {
        let file = format!("sqlite:{}", self.file("portal.sqlite").display());
        SqlitePoolOptions::new().max_connections(1).connect(&file).await.expect("the database")
    }

    /// Changes something past the hurdles of the database.
    async fn spoil(&self, statement: &str) {
        let pool = self.pool().await;
        for table in ["entry", "head"] {
            for what in ["changed", "taken_out"] {
                let drop = format!("drop trigger if exists audit_{table}_is_not_{what}");
                sqlx::query(AssertSqlSafe(drop)).execute(&pool).await.expect("no hurdle");
            }
        }
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&pool).await.expect(statement);
        pool.close().await;
    }

    async fn verified(&self) -> Report {
        let store = SqlStore::open_to_read(&self.file("portal.sqlite")).await.expect("the database");
        let keys = KnownKeys::from_file(&self.file("audit.key")).expect("keys");
        verify(&store, &keys, &HeadsFile::at(self.file("heads.jsonl"))).await.expect("read")
    }

    /// Another place with the same record as it is now.
    async fn copy(&self) -> Self {
        let pool = self.pool().await;
        sqlx::query("pragma wal_checkpoint(truncate)").execute(&pool).await.expect("written");
        pool.close().await;
        let copy = Self::new();
        for name in ["portal.sqlite", "audit.key", "heads.jsonl"] {
            std::fs::copy(self.file(name), copy.file(name)).expect("copied");
        }
        copy
    }
}

fn note(number: u64) -> Note {
    Note {
        at: 1_795_377_600_000 + i64::try_from(number).expect("small"),
        person: (!number.is_multiple_of(3)).then_some([u8::try_from(number % 3).expect("small"); 32]),
        sitting: (!number.is_multiple_of(3)).then_some([7; 16]),
        act: Act::View,
        object: "/checkups/items/:item",
        outcome: Outcome::Refused,
        reason: "rate",
        browser: "safari/iphone".into(),
        place: Some([9; 8]),
        request: format!("{number:016x}"),
    }
}

/// Twelve entries; heads after none, five and ten of them, so that two are not signed.
async fn written() -> Place {
    let place = Place::new();
    let audit = place.start().await;
    for number in 1..=12 {
        audit.record(note(number)).await.expect("written");
        if number % 5 == 0 {
            audit.stop().await;
        }
    }
    place
}

fn sound(entries: i64, heads: i64, signed: i64) -> Report {
    Report { entries, heads, signed, findings: Vec::new() }
}

#[tokio::test]
async fn what_was_written_is_sound_and_says_how_far_it_is_signed() {
    let place = written().await;
    assert_eq!(place.verified().await, sound(12, 3, 10));
    let audit = place.start().await;
    assert_eq!(place.verified().await, sound(12, 4, 12), "signed at the next start");
    audit.stop().await;
    assert_eq!(place.verified().await, sound(12, 4, 12), "nothing new, no head");
    let lines = std::fs::read_to_string(place.file("heads.jsonl")).expect("heads");
    assert_eq!(lines.lines().count(), 4);
}

#[tokio::test]
async fn every_byte_of_every_column_of_an_entry_is_held() {
    let whole = written().await;
    let rows: Vec<(i64, Vec<Option<Vec<u8>>>)> = {
        let store = SqlStore::open_to_read(&whole.file("portal.sqlite")).await.expect("the database");
        let rows = crate::store::audit::AuditStore::entries_after(&store, 0, 99).await.expect("read");
        rows.into_iter()
            .map(|row| row.expect("readable"))
            .map(|row| {
                let text = |text: String| Some(text.into_bytes());
                (
                    row.sequence,
                    vec![
                        Some(row.previous),
                        Some(row.hash),
                        Some(row.at.to_string().into_bytes()),
                        row.person,
                        row.sitting,
                        text(row.act),
                        text(row.object),
                        text(row.outcome),
                        text(row.reason),
                        text(row.browser),
                        row.place,
                        text(row.request),
                    ],
                )
            })
            .collect()
    };
    // The first, one in the midst, a signed one, and one that is not signed yet.
    for sequence in [1, 7, 10, 12] {
        let (_, values) = rows.iter().find(|(found, _)| *found == sequence).expect("a row");
        for (column, value) in COLUMNS.iter().zip(values) {
            let mut changes = vec!["'x'".to_owned(), "x''".to_owned(), "0".to_owned()];
            match value {
                None => changes.push("x'00'".to_owned()),
                Some(bytes) => {
                    for place in [0, bytes.len() / 2, bytes.len() - 1] {
                        let mut changed = bytes.clone();
                        changed[place] ^= 1;
                        let hex = head::hex(&changed);
                        changes.push(match *column {
                            "at" => format!("{} + {}", String::from_utf8_lossy(bytes), place + 1),
                            "previous" | "hash" | "person" | "sitting" | "place" => format!("x'{hex}'"),
                            _ => format!("cast(x'{hex}' as text)"),
                        });
                    }
                    if matches!(*column, "person" | "sitting" | "place") {
                        changes.push("null".to_owned());
                    }
                }
            }
            for change in changes {
                let spoiled = whole.copy().await;
                spoiled.spoil(&format!("update audit_entry set {column} = {change} where sequence = {sequence}")).await;
                let findings = spoiled.verified().await.findings;
                let named = [Finding::EntryChanged(sequence), Finding::EntryUnreadable(sequence)];
                assert!(
                    findings.len() == 1 && named.contains(&findings[0]),
                    "{column} of {sequence} to {change}: {findings:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn what_is_taken_out_put_in_moved_or_cut_is_named() {
    let whole = written().await;
    let copy_of = "insert into audit_entry select 13, previous, hash, at, person, sitting, act, object, outcome, reason, \
                   browser, place, request from audit_entry where sequence =";
    let swap = |a: i64, b: i64| {
        format!(
            "update audit_entry set sequence = -1 where sequence = {a}; update audit_entry set sequence = {a} where \
             sequence = {b}; update audit_entry set sequence = {b} where sequence = -1"
        )
    };
    let heads = "heads.jsonl".to_owned();
    let mut cases: Vec<(String, Vec<Finding>)> = vec![
        (swap(3, 4), vec![Finding::EntryMoved { at: 3, written_as: 4 }]),
        (swap(1, 12), vec![Finding::EntryMoved { at: 1, written_as: 12 }]),
        (format!("{copy_of} 12"), vec![Finding::EntryMoved { at: 13, written_as: 12 }]),
        (format!("{copy_of} 2"), vec![Finding::EntryMoved { at: 13, written_as: 2 }]),
        ("delete from audit_entry where sequence > 8".into(), vec![Finding::EntriesCut { from: 9, to: 10, head: 3 }]),
        ("delete from audit_entry".into(), vec![Finding::EntriesCut { from: 1, to: 10, head: 3 }]),
        ("delete from audit_head where number = 1".into(), vec![Finding::HeadMissing(1, 2)]),
        ("delete from audit_head where number = 2".into(), vec![Finding::HeadMissing(2, 3)]),
        ("delete from audit_head where number = 3".into(), vec![Finding::HeadsCut(3, heads.clone())]),
        (
            "delete from audit_head where number = 3; delete from audit_entry where sequence > 5".into(),
            vec![Finding::HeadsCut(3, heads.clone()), Finding::EntriesCut { from: 6, to: 10, head: 3 }],
        ),
        (
            "delete from audit_head; delete from audit_entry".into(),
            vec![Finding::HeadsCut(1, heads.clone()), Finding::EntriesCut { from: 1, to: 10, head: 3 }],
        ),
    ];
    for gone in 1..=9 {
        let next = gone + 1;
        cases.push((
            format!("delete from audit_entry where sequence = {gone}"),
            vec![Finding::EntryMissing(gone, next)],
        ));
    }
    for (statement, expected) in cases {
        let spoiled = whole.copy().await;
        spoiled.spoil(&statement).await;
        assert_eq!(spoiled.verified().await.findings, expected, "{statement}");
    }
    // What was never signed can be cut without a trace: at most what a minute brings.
    let spoiled = whole.copy().await;
    spoiled.spoil("delete from audit_entry where sequence > 10").await;
    assert_eq!(spoiled.verified().await, sound(10, 3, 10));
}

#[tokio::test]
async fn every_part_of_a_head_is_held_and_so_is_its_line() {
    let whole = written().await;
    for (column, change) in [
        ("sequence", "sequence + 1"),
        ("sequence", "'x'"),
        ("hash", "zeroblob(32)"),
        ("hash", "x'00'"),
        ("at", "at + 1"),
        ("previous", "zeroblob(31)"),
        ("key", "'0000000000000000'"),
        ("signature", "zeroblob(64)"),
        ("signature", "x''"),
        ("signature", "(select signature from audit_head where number = 1)"),
    ] {
        for number in [2, 3] {
            let spoiled = whole.copy().await;
            spoiled.spoil(&format!("update audit_head set {column} = {change} where number = {number}")).await;
            let findings = spoiled.verified().await.findings;
            let named = [Finding::HeadChanged(number), Finding::HeadKey(number), Finding::HeadUnreadable(number)];
            assert!(findings.iter().any(|finding| named.contains(finding)), "{column} of {number}: {findings:?}");
        }
    }
    let text = std::fs::read_to_string(whole.file("heads.jsonl")).expect("heads");
    let spoiled = whole.copy().await;
    let name = || "heads.jsonl".to_owned();
    let second = text.find('\n').expect("a line") + 1;
    // Every byte of the second line but its end.
    for place in second..second + text[second..].find('\n').expect("a line") {
        let mut changed = text.clone().into_bytes();
        changed[place] ^= 1;
        std::fs::write(spoiled.file("heads.jsonl"), changed).expect("written");
        assert_eq!(spoiled.verified().await.findings, [Finding::LineChanged(2, name())], "byte {place}");
    }
    let lines: Vec<&str> = text.lines().collect();
    for (kept, expected) in [
        (vec![lines[0], lines[1]], Finding::FileCut(3, name())),
        (vec![lines[0], lines[2]], Finding::LineChanged(2, name())),
        (vec![lines[0], lines[2], lines[1]], Finding::LineChanged(2, name())),
        (vec![lines[0], lines[0], lines[1], lines[2]], Finding::LineChanged(2, name())),
        (vec![lines[0], lines[1], lines[2], lines[2]], Finding::LineChanged(4, name())),
        (vec![], Finding::FileCut(1, name())),
    ] {
        std::fs::write(spoiled.file("heads.jsonl"), kept.join("\n")).expect("written");
        assert_eq!(spoiled.verified().await.findings, [expected]);
    }
    std::fs::remove_file(spoiled.file("heads.jsonl")).expect("removed");
    assert_eq!(spoiled.verified().await.findings, [Finding::FileMissing(name())]);
}

#[tokio::test]
async fn a_chain_made_anew_is_not_what_was_signed() {
    let whole = written().await;
    let other = Place::new();
    let audit = other.start().await;
    for number in 1..=12 {
        audit.record(note(number + u64::from(number > 6))).await.expect("written");
    }
    drop(audit);
    // Everything after the sixth entry is another chain, sound by itself.
    let spoiled = whole.copy().await;
    let file = other.copy().await.folder;
    spoiled
        .spoil(&format!(
            "attach '{}' as other; delete from audit_entry where sequence > 6; insert into audit_entry select * from \
             other.audit_entry where sequence > 6",
            file.path().join("portal.sqlite").display()
        ))
        .await;
    assert_eq!(spoiled.verified().await.findings, [Finding::EntriesMadeAnew { from: 6, to: 10, head: 3 }]);
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_what_is_written() {
    let place = written().await;
    let pool = place.pool().await;
    for statement in [
        "update audit_entry set act = 'view' where sequence = 1",
        "delete from audit_entry where sequence = 12",
        "update audit_head set at = 0",
        "delete from audit_head",
    ] {
        assert!(sqlx::query(statement).execute(&pool).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn two_portals_on_one_database_make_one_chain() {
    let place = Place::new();
    let nodes = [place.start().await, place.start().await];
    let all: Vec<_> = (0..200_u64)
        .map(|number| {
            let node = nodes[usize::try_from(number % 2).expect("small")].clone();
            tokio::spawn(async move {
                match number % 10 {
                    0 => node.record(note(number)).await,
                    _ => node.note(note(number)).await,
                }
            })
        })
        .collect();
    for one in all {
        one.await.expect("ran").expect("taken");
    }
    tokio::join!(nodes[0].stop(), nodes[1].stop());
    let report = place.verified().await;
    assert_eq!((report.entries, report.signed, report.findings), (200, 200, Vec::new()));
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_or_waits_until_it_can() {
    let place = Place::new();
    let audit = place.start().await;
    place.spoil("alter table audit_entry rename to hidden").await;
    audit.note(note(1)).await.expect("taken: it is written later");
    assert_eq!(audit.record(note(2)).await, Err(NotRecorded), "who waits is refused");
    place.spoil("alter table hidden rename to audit_entry").await;
    audit.settled().await.expect("written");
    assert_eq!(audit.record(note(3)).await, Ok(()));
    audit.stop().await;
    let report = place.verified().await;
    assert_eq!(report, sound(2, 2, 2), "the refused one is not in it");
}

#[tokio::test]
async fn a_start_completes_the_file_of_heads() {
    let place = written().await;
    let text = std::fs::read_to_string(place.file("heads.jsonl")).expect("heads");
    // Killed while it wrote the third line.
    std::fs::write(place.file("heads.jsonl"), &text[..text.len() - 40]).expect("written");
    assert_ne!(place.verified().await.findings, []);
    place.start().await;
    assert_eq!(place.verified().await, sound(12, 4, 12));
}

#[tokio::test(flavor = "multi_thread")]
async fn handing_an_entry_over_takes_next_to_no_time() {
    let place = Place::new();
    let audit = place.start().await;
    let begun = Instant::now();
    for number in 0..2000 {
        audit.note(note(number)).await.expect("taken");
    }
    let handed = begun.elapsed();
    audit.settled().await.expect("written");
    let per_entry = |time: Duration| time.as_micros() / 2000;
    println!("handed over: {} us an entry; written: {} us an entry", per_entry(handed), per_entry(begun.elapsed()));
    assert!(handed < Duration::from_secs(1), "{handed:?}");
    assert_eq!(place.verified().await.entries, 2000);
    assert!(Path::new(&place.file("heads.jsonl")).exists());
}
