//! Challenges: answered once, in time, in the same browser, for what they were given out for.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::world::{HERE, World, now};
use chrono::TimeDelta;
use jpki::algorithm::Scheme;
use jpki::book::Book;
use jpki::challenge::{LIFE, Place, Purpose};
use jpki::refusal::Refusal::{self, *};
use jpki::verifier::Answer;
use jpki_issuer::key::Signs;

#[test]
fn the_text_says_where_what_for_and_how_long() {
    let text = Book::default().give(HERE, [0xab; 32], now());
    let expected = format!(
        "Kenko Techo card challenge 1\norigin: https://portal.example\npurpose: sign-in\nnonce: {}\n\
         issued: 2026-11-23T03:00:00Z\nexpires: 2026-11-23T03:05:00Z\n",
        "ab".repeat(32)
    );
    assert_eq!(text, expected);
}

/// Gives a challenge out at one place, and has another text answered at another, some seconds later.
struct Story {
    what: &'static str,
    alter: fn(&str) -> String,
    place: Place<'static>,
    after: i64,
    expected: Result<(), Refusal>,
}

#[test]
fn an_answer_must_be_to_this_challenge_here_and_now() {
    let same = |text: &str| text.to_owned();
    let life = LIFE.num_seconds();
    let story = |what, alter, expected| Story { what, alter, place: HERE, after: 1, expected };
    let stories = [
        story("right", same, Ok(())),
        Story { after: life - 1, ..story("at the last moment", same, Ok(())) },
        Story { after: life, ..story("too late", same, Err(ChallengeExpired)) },
        Story { after: -1, ..story("before it was given out", same, Err(ChallengeExpired)) },
        Story {
            place: Place { binding: "that browser", ..HERE },
            ..story("in another browser", same, Err(ChallengeOfAnotherSession))
        },
        Story {
            place: Place { purpose: Purpose::StepUp, ..HERE },
            ..story("for another purpose", same, Err(ChallengePurpose))
        },
        Story {
            place: Place { origin: "https://elsewhere.example", ..HERE },
            ..story("at another origin", same, Err(ChallengeOrigin))
        },
        story("a text for another purpose", |t| t.replace("sign-in", "step-up"), Err(ChallengePurpose)),
        story("a text for another origin", |t| t.replace("portal", "partal"), Err(ChallengeOrigin)),
        story("a text with a longer life", |t| t.replace("03:05", "13:05"), Err(ChallengeAltered)),
        story("a text with more in it", |t| t.to_owned() + "amount: 1\n", Err(ChallengeAltered)),
        story("a nonce of one's own", |t| t.replace("0707", "0808"), Err(ChallengeUnknown)),
        story("a nonce cut short", |t| t.replace("0707", ""), Err(ChallengeMalformed)),
        story("some other text", |_| "I owe you money".to_owned(), Err(ChallengeMalformed)),
        story("no text", |_| String::new(), Err(ChallengeMalformed)),
        story("a very long text", |t| t.repeat(100), Err(TooLarge)),
    ];
    for Story { what, alter, place, after, expected } in stories {
        let book = Book::default();
        let text = book.give(HERE, [7; 32], now());
        let result = book.admit(&alter(&text), place, now() + TimeDelta::seconds(after));
        assert_eq!(result.map(|_| ()), expected, "{what}");
    }
}

#[test]
fn a_challenge_is_used_up_by_any_answer_even_a_wrong_one() {
    let world = World::new();
    let certificate = world.leaf().sign(world.authority());
    let book = Book::default();
    let text = book.give(HERE, [7; 32], now());
    let answer = |signature: &[u8]| {
        let admitted = book.admit(&text, HERE, now())?;
        let answer = Answer { scheme: Scheme::Pkcs1, signature, certificate: &certificate };
        world.verifier.examine(admitted, answer, now()).map(drop)
    };
    assert_eq!(answer(&[0; 256]), Err(SignatureInvalid));
    assert_eq!(answer(&world.card.sign(text.as_bytes())), Err(ChallengeUsed));
}

#[test]
fn of_a_hundred_answers_at_once_one_is_looked_at() {
    let book = Book::default();
    let text = book.give(HERE, [7; 32], now());
    let (admitted, used) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let start = std::sync::Barrier::new(100);
    std::thread::scope(|threads| {
        for _ in 0..100 {
            threads.spawn(|| {
                start.wait();
                match book.admit(&text, HERE, now()) {
                    Ok(_) => admitted.fetch_add(1, Ordering::SeqCst),
                    Err(ChallengeUsed) => used.fetch_add(1, Ordering::SeqCst),
                    Err(other) => panic!("{other:?}"),
                };
            });
        }
    });
    assert_eq!((admitted.into_inner(), used.into_inner()), (1, 99));
}
