//! Whatever bit is turned over, in certificate, signature or text: nobody gets in, and nothing breaks.

use std::sync::LazyLock;

use crate::world::{HERE, World, list, now};
use jpki::algorithm::Scheme;
use jpki::book::Book;
use jpki::revocation::Evidence;
use jpki::verifier::Answer;
use jpki_issuer::key::{Key, Signs};
use proptest::prelude::*;

struct Card {
    scheme: Scheme,
    certificate: Vec<u8>,
    signature: Vec<u8>,
}

static WORLD: LazyLock<World> = LazyLock::new(World::new);
static CARDS: LazyLock<[Card; 2]> = LazyLock::new(|| {
    [(Scheme::Pkcs1, Key::known("hanako").expect("a key")), (Scheme::Ecdsa, Key::from_seed("the next card"))].map(
        |(scheme, key)| Card {
            scheme,
            certificate: WORLD.leaf_of(&key).sign(WORLD.authority()),
            signature: key.sign(text().as_bytes()),
        },
    )
});

fn text() -> String {
    Book::default().give(HERE, [7; 32], now())
}

fn flip(bytes: &mut [u8], at: prop::sample::Index) {
    let bit = at.index(bytes.len() * 8);
    bytes[bit / 8] ^= 1 << (bit % 8);
}

fn gets_in(card: &Card, certificate: &[u8], signature: &[u8], text: &str) -> bool {
    let book = Book::default();
    book.give(HERE, [7; 32], now());
    let Ok(admitted) = book.admit(text, HERE, now()) else { return false };
    let answer = Answer { scheme: card.scheme, signature, certificate };
    let examined = WORLD.verifier.examine(admitted, answer, now());
    examined.and_then(|examined| examined.settle(Evidence::Lists(&WORLD.lists), now())).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_bit_turned_over_keeps_everybody_out(which in 0..2_usize, part in 0..3, at: prop::sample::Index) {
        let card = &CARDS[which];
        let mut text = text().into_bytes();
        let mut signature = card.signature.clone();
        let mut certificate = card.certificate.clone();
        prop_assert!(gets_in(card, &certificate, &signature, &String::from_utf8_lossy(&text)));
        flip(match part { 0 => &mut certificate, 1 => &mut signature, _ => &mut text }, at);
        prop_assert!(!gets_in(card, &certificate, &signature, &String::from_utf8_lossy(&text)));
    }

    #[test]
    fn a_certificate_cut_off_keeps_everybody_out(which in 0..2_usize, at: prop::sample::Index) {
        let card = &CARDS[which];
        let part = &card.certificate[..at.index(card.certificate.len())];
        prop_assert!(!gets_in(card, part, &card.signature, &text()));
    }

    #[test]
    fn a_list_with_a_bit_turned_over_is_none(at: prop::sample::Index) {
        let mut der = list(9).sign(WORLD.authority());
        flip(&mut der, at);
        let mut lists = WORLD.lists.clone();
        prop_assert!(lists.accept(&der, WORLD.verifier.anchors(), now()).is_err());
    }

    #[test]
    fn random_bytes_are_nothing(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(!gets_in(&CARDS[0], &bytes, &bytes, &text()));
        prop_assert!(WORLD.lists.clone().accept(&bytes, WORLD.verifier.anchors(), now()).is_err());
    }
}
