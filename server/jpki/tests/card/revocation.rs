//! Word about revocation: signed by the issuer, fresh, newer than before; without it nobody gets in.

use crate::world::{SERIAL, World, list, now};
use chrono::TimeDelta;
use jpki::algorithm::Scheme;
use jpki::crl::Lists;
use jpki::refusal::Refusal::{self, *};
use jpki::revocation::{Evidence, Reason};
use jpki_issuer::certificate::{authority_key, extension};
use jpki_issuer::der::null;
use jpki_issuer::key::{Key, Signs};
use jpki_issuer::list::List;
use jpki_issuer::name;
use jpki_issuer::status::{Answer, Status, try_later};

/// The card's fate with these words about it.
fn with(world: &World, evidence: Evidence<'_>) -> Result<(), Refusal> {
    let leaf = world.leaf().sign(world.authority());
    world
        .present_with(&leaf, Scheme::Pkcs1, |text| world.card.sign(text.as_bytes()), evidence)
        .map(|verified| assert_eq!(verified.checked, now() - TimeDelta::hours(1)))
}

fn revoked(number: u64, reason: u8) -> List {
    List { revoked: vec![(SERIAL.to_vec(), now() - TimeDelta::days(1), reason)], ..list(number) }
}

#[test]
fn each_of_the_seven_reasons_is_one_in_lists_and_answers() {
    let world = World::new();
    for reason in Reason::ALL {
        let mut lists = world.lists.clone();
        let new = lists.accept(&revoked(2, reason.code()).sign(world.authority()), world.verifier.anchors(), now());
        assert_eq!(new.expect("a list").iter().map(|id| id.serial.clone()).collect::<Vec<_>>(), [SERIAL]);
        assert_eq!(with(&world, Evidence::Lists(&lists)), Err(Revoked(reason)), "{reason}");
        let status = Status::Revoked(now() - TimeDelta::days(1), reason.code());
        let der = Answer { status, ..good() }.sign(world.authority());
        assert_eq!(with(&world, Evidence::Answer { der: &der, nonce: b"question" }), Err(Revoked(reason)), "{reason}");
    }
}

#[test]
fn a_wrong_list_is_refused_and_what_is_held_stays() {
    let world = World::new();
    let older = |number: u64| List { from: now() - TimeDelta::hours(2), ..list(number) };
    let tomorrow = List { from: now() + TimeDelta::minutes(6), ..list(6) };
    let cases: [(&str, Vec<u8>, Refusal); 14] = [
        ("signed by another key", revoked(6, 1).sign(&world.card), EvidenceSignature),
        (
            "signed by another key of the name",
            revoked(6, 1).sign(&Key::known("reserve-1").expect("a key")),
            EvidenceSignature,
        ),
        (
            "of another name",
            List { issuer: name::signing(), ..revoked(6, 1) }.sign(world.authority()),
            EvidenceMalformed,
        ),
        ("stale", List { until: now(), ..list(6) }.sign(world.authority()), EvidenceStale),
        ("from the future", tomorrow.sign(world.authority()), EvidenceFromTheFuture),
        ("a lower number", list(4).sign(world.authority()), ListOlderThanHeld),
        ("the same number from an earlier time", older(5).sign(world.authority()), ListOlderThanHeld),
        ("a reason that is none", revoked(6, 7).sign(world.authority()), EvidenceMalformed),
        ("a release", revoked(6, 8).sign(world.authority()), EvidenceMalformed),
        (
            "a delta",
            List { extensions: vec![extension("2.5.29.27", true, &[2, 1, 1])], ..list(6) }.sign(world.authority()),
            ListIncomplete,
        ),
        (
            "a partition",
            List { extensions: vec![extension("2.5.29.28", true, &[0x30, 0])], ..list(6) }.sign(world.authority()),
            ListIncomplete,
        ),
        (
            "an unknown critical extension",
            List { extensions: vec![extension("1.2.3", true, &null())], ..list(6) }.sign(world.authority()),
            ListIncomplete,
        ),
        (
            "an extension twice",
            List { extensions: vec![authority_key(&[1])], ..list(6) }.sign(world.authority()),
            EvidenceMalformed,
        ),
        (
            "cut off",
            {
                let mut der = list(6).sign(world.authority());
                der.pop();
                der
            },
            EvidenceMalformed,
        ),
    ];
    for (what, der, expected) in cases {
        let mut lists = world.lists.clone();
        let anchors = world.verifier.anchors();
        lists.accept(&list(5).sign(world.authority()), anchors, now()).expect("a list");
        assert_eq!(lists.accept(&der, anchors, now()), Err(expected), "{what}");
        assert_eq!(with(&world, Evidence::Lists(&lists)), Ok(()), "{what}: the list held is still good");
    }
}

#[test]
fn without_a_fresh_list_of_the_right_generation_nobody_gets_in() {
    let world = World::new();
    assert_eq!(with(&world, Evidence::Unreachable), Err(RevocationUnavailable));
    assert_eq!(with(&world, Evidence::Lists(&Lists::default())), Err(RevocationUnavailable));
    let mut lists = Lists::default();
    // Of the generation before: the same name, and not a word about our card.
    lists.accept(&list(1).sign(&world.generations[1]), world.verifier.anchors(), now()).expect("a list");
    assert_eq!(with(&world, Evidence::Lists(&lists)), Err(RevocationUnavailable));
    // It was fresh when it came.
    let short = List { until: now(), ..list(1) };
    lists
        .accept(&short.sign(world.authority()), world.verifier.anchors(), now() - TimeDelta::minutes(1))
        .expect("a list");
    assert_eq!(with(&world, Evidence::Lists(&lists)), Err(EvidenceStale));
    assert_eq!(lists.stale_at(), Some(now()));
}

#[test]
fn who_is_suspended_stays_so() {
    let world = World::new();
    let mut lists = world.lists.clone();
    let anchors = world.verifier.anchors();
    lists.accept(&revoked(2, Reason::CertificateHold.code()).sign(world.authority()), anchors, now()).expect("a list");
    let new = lists.accept(&list(3).sign(world.authority()), anchors, now());
    assert_eq!(new, Ok(Vec::new()));
    assert_eq!(with(&world, Evidence::Lists(&lists)), Err(Revoked(Reason::CertificateHold)));
}

fn good() -> Answer {
    Answer {
        issuer: name::authentication(),
        serial: SERIAL.to_vec(),
        status: Status::Good,
        from: now() - TimeDelta::hours(1),
        until: now() + TimeDelta::minutes(15),
        nonce: b"question".to_vec(),
    }
}

#[test]
fn an_answer_must_be_fresh_the_issuers_own_and_to_this_question() {
    let world = World::new();
    let ca = world.authority();
    let cases: [(&str, Vec<u8>, Result<(), Refusal>); 12] = [
        ("good", good().sign(ca), Ok(())),
        ("never heard of", Answer { status: Status::Unknown, ..good() }.sign(ca), Err(StatusUnknown)),
        ("signed by another generation", good().sign(&world.generations[1]), Err(EvidenceSignature)),
        ("signed by the card", good().sign(&world.card), Err(EvidenceSignature)),
        ("stale", Answer { until: now(), ..good() }.sign(ca), Err(EvidenceStale)),
        (
            "from the future",
            Answer { from: now() + TimeDelta::minutes(6), ..good() }.sign(ca),
            Err(EvidenceFromTheFuture),
        ),
        ("to an earlier question", Answer { nonce: b"earlier".to_vec(), ..good() }.sign(ca), Err(AnswerNonce)),
        ("about another card", Answer { serial: vec![1], ..good() }.sign(ca), Err(AnswerForAnother)),
        ("about another issuer's card", Answer { issuer: name::signing(), ..good() }.sign(ca), Err(AnswerForAnother)),
        ("try later", try_later(), Err(RevocationUnavailable)),
        ("nonsense", b"nonsense".to_vec(), Err(EvidenceMalformed)),
        ("nothing", Vec::new(), Err(EvidenceMalformed)),
    ];
    for (what, der, expected) in cases {
        assert_eq!(with(&world, Evidence::Answer { der: &der, nonce: b"question" }), expected, "{what}");
    }
}
