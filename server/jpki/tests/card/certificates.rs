//! Certificates and signatures: the right ones get in, and each wrong one is refused for its own reason.

use crate::raw::{RawKey, digest_info};
use crate::world::{SERIAL, World, at};
use jpki::algorithm::Scheme;
use jpki::profile::Medium;
use jpki::refusal::Refusal::{self, *};
use jpki::verifier::Verified;
use jpki_issuer::certificate::{Kind, Template, authority_key, extension, key_usage, policies, sealed, subject_key};
use jpki_issuer::der::{holding, instead, null, octets, oid, sequence, tlv, unsigned};
use jpki_issuer::key::{Key, Signs};
use jpki_issuer::name;

#[test]
fn a_right_card_of_each_kind_gets_in() {
    let world = World::new();
    let young = Key::from_seed("the next card");
    let leaf = world.leaf().sign(world.authority());
    let next = world.leaf_of(&young).sign(world.authority());
    let phone = Template::leaf(Kind::Phone, &SERIAL, "X", &young, &name::authentication(), world.authority())
        .valid(at("2025-04-01T00:00:00Z"), at("2030-03-31T14:59:59Z"))
        .sign(world.authority());
    let mut older = world.leaf();
    older.extensions[4] = authority_key(&world.generations[1].id());
    let older = older.sign(&world.generations[1]);
    let tries: [(&str, Result<Verified, Refusal>, Medium); 5] = [
        ("RSA, PKCS #1", world.card(&leaf), Medium::Card),
        (
            "RSA, PSS",
            world.present(&leaf, Scheme::Pss, |t| world.card.sign_pss(t.as_bytes()).expect("RSA")),
            Medium::Card,
        ),
        ("P-384", world.present(&next, Scheme::Ecdsa, |t| young.sign(t.as_bytes())), Medium::Card),
        ("phone", world.present(&phone, Scheme::Ecdsa, |t| young.sign(t.as_bytes())), Medium::Phone),
        ("older generation", world.card(&older), Medium::Card),
    ];
    for (what, result, medium) in tries {
        let verified = result.unwrap_or_else(|refusal| panic!("{what}: {refusal:?}"));
        assert_eq!(verified.certificate.issuer, name::authentication(), "{what}");
        assert_eq!(verified.certificate.serial, SERIAL, "{what}");
        assert_eq!((verified.medium, verified.expires), (medium, at("2030-03-31T14:59:59Z")), "{what}");
    }
}

#[test]
fn an_authority_on_p384_is_one_too() {
    let root = Key::from_seed("the next authority");
    let authority = Template::authority(1, &name::authentication(), &root)
        .valid(at("2026-01-01T00:00:00Z"), at("2036-01-01T00:00:00Z"))
        .sign(&root);
    let anchors = jpki::anchor::Anchors::default().with(jpki::anchor::Issues::Authentication, &[authority]);
    assert!(anchors.expect("an authority").any_for_tests());
}

/// How a right certificate becomes a wrong one.
enum Wrong {
    /// Another content, signed by the authority all the same.
    Content(fn(&mut Template, &World)),
    /// Signed by somebody else, or otherwise put together.
    Made(fn(&World) -> Vec<u8>),
    /// Other bytes around the right content.
    Bytes(fn(Vec<u8>) -> Vec<u8>),
    /// A right certificate with another signature over the challenge.
    Signature(Scheme, fn(&World, &str) -> Vec<u8>),
}

fn replace(template: &mut Template, id: &str, with: Option<Vec<u8>>) {
    let id = oid(id);
    template.extensions.retain(|extension| !extension.windows(id.len()).any(|part| part == id));
    template.extensions.extend(with);
}

fn with_key(template: &mut Template, spki: Vec<u8>, public_bits: &[u8]) {
    template.spki = spki;
    replace(template, "2.5.29.14", Some(subject_key(public_bits)));
}

const USAGE: &str = "2.5.29.15";
const POLICIES: &str = "2.5.29.32";

#[rustfmt::skip]
const TABLE: &[(&str, Wrong, Refusal)] = &[
    ("expired", Wrong::Content(|t, _| t.not_after = at("2026-11-23T02:59:59Z")), Expired),
    ("not yet valid", Wrong::Content(|t, _| t.not_before = at("2026-11-23T03:00:01Z")), NotYetValid),
    ("validity backwards", Wrong::Content(|t, _| (t.not_before, t.not_after) = (t.not_after, t.not_before)), ValidityMalformed),
    ("issued by a generation that has expired", Wrong::Made(|w| {
        let mut t = w.leaf();
        replace(&mut t, "2.5.29.35", Some(authority_key(&w.generations[0].id())));
        t.sign(&w.generations[0])
    }), IssuerExpired),
    ("names one generation's key, signed by another", Wrong::Content(|t, w| {
        replace(t, "2.5.29.35", Some(authority_key(&w.generations[1].id())));
    }), AuthorityKeyMismatch),
    ("no authority key identifier", Wrong::Content(|t, _| replace(t, "2.5.29.35", None)), AuthorityKeyMismatch),
    ("another's subject key identifier", Wrong::Content(|t, w| {
        replace(t, "2.5.29.14", Some(subject_key(&w.other.public_bits())));
    }), SubjectKeyMismatch),
    ("same name, a generation nobody knows", Wrong::Made(|w| w.leaf().sign(&Key::known("reserve-2").expect("a key"))), IssuerSignature),
    ("self-signed under the authority's name, with the victim's serial number", Wrong::Made(|w| w.leaf().sign(&w.card)), SelfSigned),
    ("self-signed under its own name", Wrong::Made(|w| {
        let mut t = w.leaf();
        t.issuer = t.subject.clone();
        t.sign(&w.card)
    }), SelfSigned),
    ("another issuer", Wrong::Made(|w| {
        let mut t = w.leaf();
        t.issuer = name::name(&[("2.5.4.6", "JP"), ("2.5.4.10", "Somebody")]);
        t.sign(&Key::known("reserve-2").expect("a key"))
    }), IssuerUnknown),
    ("a hierarchy for tests", Wrong::Made(|w| {
        let mut t = w.leaf();
        t.issuer = name::name(&[("2.5.4.6", "JP"), ("2.5.4.10", "JPKI-TEST"), ("2.5.4.11", "JPKI for user authentication")]);
        t.sign(&Key::known("reserve-2").expect("a key"))
    }), TestHierarchy),
    ("the right authority under another name", Wrong::Content(|t, _| t.issuer = name::signing()), IssuerName),
    ("signed by the authority for documents", Wrong::Made(|w| {
        let mut t = w.leaf();
        t.issuer = name::signing();
        replace(&mut t, "2.5.29.35", Some(authority_key(&w.documents.id())));
        t.sign(&w.documents)
    }), SigningAuthority),
    ("a certificate for documents", Wrong::Made(|w| {
        Template::leaf(Kind::Signing, &SERIAL, "X", &w.card, &name::signing(), &w.documents)
            .valid(at("2025-04-01T00:00:00Z"), at("2030-03-31T14:59:59Z"))
            .sign(&w.documents)
    }), SigningCertificate),
    ("CA:TRUE", Wrong::Content(|t, _| t.extensions.push(extension("2.5.29.19", true, &sequence(&[&[1, 1, 0xff]])))), CaCertificate),
    ("no key usage", Wrong::Content(|t, _| replace(t, USAGE, None)), KeyUsageMissing),
    ("key usage without digitalSignature", Wrong::Content(|t, _| replace(t, USAGE, Some(key_usage([5, 0x20])))), KeyUsageLacksDigitalSignature),
    ("key usage for documents too", Wrong::Content(|t, _| replace(t, USAGE, Some(key_usage([6, 0xc0])))), KeyUsageExcess),
    ("key usage not critical", Wrong::Content(|t, _| replace(t, USAGE, Some(extension(USAGE, false, &[3, 2, 7, 0x80])))), KeyUsageNotCritical),
    ("no policy", Wrong::Content(|t, _| replace(t, POLICIES, None)), Policy),
    ("another policy", Wrong::Content(|t, _| replace(t, POLICIES, Some(policies("1.2.3.4", true)))), Policy),
    ("the real service's policy", Wrong::Content(|t, _| replace(t, POLICIES, Some(policies("1.2.392.200149.8.5.1.3.30", true)))), Policy),
    ("unknown critical extension", Wrong::Content(|t, _| t.extensions.push(extension("1.2.3.4", true, &null()))), UnknownCriticalExtension),
    ("critical name constraints", Wrong::Content(|t, _| t.extensions.push(extension("2.5.29.30", true, &sequence(&[])))), UnknownCriticalExtension),
    ("the same extension twice", Wrong::Content(|t, _| t.extensions.push(key_usage([7, 0x80]))), DuplicateExtension),
    ("an unknown extension twice", Wrong::Content(|t, _| {
        let more = extension("1.2.3.4", false, &null());
        t.extensions.extend([more.clone(), more]);
    }), DuplicateExtension),
    ("SHA-1", Wrong::Made(|w| w.leaf().sign(&RawKey::new("ca-3", 65_537).with_sha1())), Sha1),
    ("SHA-1 named inside only", Wrong::Content(|t, _| {
        t.algorithm = Some(sequence(&[&oid("1.2.840.113549.1.1.5"), &null()]));
    }), Sha1),
    ("two different algorithms", Wrong::Content(|t, _| {
        t.algorithm = Some(sequence(&[&oid("1.2.840.10045.4.3.3")]));
    }), SignatureAlgorithmDiffers),
    ("an algorithm that is not on the list", Wrong::Content(|t, _| {
        t.algorithm = Some(sequence(&[&oid("1.2.840.113549.1.1.13"), &null()]));
    }), SignatureAlgorithm),
    ("a key of Ed25519", Wrong::Content(|t, _| {
        t.spki = sequence(&[&sequence(&[&oid("1.3.101.112")]), &tlv(3, &[0; 33])]);
    }), KeyAlgorithm),
    ("a point that is compressed", Wrong::Content(|t, w| {
        let point = [&[2], &w.other.public_bits()[1..49]].concat();
        let algorithm = sequence(&[&oid("1.2.840.10045.2.1"), &oid("1.3.132.0.34")]);
        with_key(t, sequence(&[&algorithm, &jpki_issuer::der::bits(&point)]), &point);
    }), KeyAlgorithm),
    ("RSA with 1,024 bits", Wrong::Content(|t, _| {
        let key = RawKey::new("small", 65_537);
        with_key(t, key.spki(), &key.public_bits());
    }), RsaKeySize),
    ("RSA with exponent 1", Wrong::Content(|t, _| {
        let key = RawKey::new("reserve-1", 1);
        with_key(t, key.spki(), &key.public_bits());
    }), RsaExponent),
    ("RSA with exponent 3", Wrong::Content(|t, _| {
        let key = RawKey::new("three", 3);
        with_key(t, key.spki(), &key.public_bits());
    }), RsaExponent),
    ("negative serial number", Wrong::Content(|t, _| t.serial = tlv(2, &[0x85])), SerialNegative),
    ("serial number zero", Wrong::Content(|t, _| t.serial = unsigned(&[])), SerialZero),
    ("serial number of 21 bytes", Wrong::Content(|t, _| t.serial = unsigned(&[1; 21])), SerialTooLong),
    ("serial number with a needless zero", Wrong::Content(|t, _| t.serial = tlv(2, &[0, 1])), NotDer),
    ("version 1", Wrong::Content(|t, _| t.version = Vec::new()), Version),
    ("version 2", Wrong::Content(|t, _| t.version = holding(0, &[2, 1, 1])), Version),
    ("a unique identifier", Wrong::Content(|t, _| t.spki.extend(instead(1, &[0, 1]))), UniqueIdentifier),
    ("BER: an indefinite length", Wrong::Bytes(|der| {
        let content = &der[4..];
        [&[0x30, 0x80], content, &[0, 0]].concat()
    }), NotDer),
    ("BER: a length longer than it need be", Wrong::Bytes(|der| [&[0x30, 0x83, 0], &der[2..]].concat()), NotDer),
    ("BER: TRUE as 1", Wrong::Content(|t, _| {
        replace(t, USAGE, Some(sequence(&[&oid(USAGE), &[1, 1, 1], &octets(&[3, 2, 7, 0x80])])));
    }), NotDer),
    ("FALSE written out", Wrong::Content(|t, _| {
        t.extensions.push(sequence(&[&oid("1.2.3.4"), &[1, 1, 0], &octets(&null())]));
    }), NotDer),
    ("bytes behind it", Wrong::Bytes(|der| [der, vec![0]].concat()), TrailingData),
    ("bytes behind the signature, inside", Wrong::Made(|w| {
        let der = w.leaf().sign(w.authority());
        sequence(&[&der[4..], &null()])
    }), TrailingData),
    ("cut off", Wrong::Bytes(|mut der| { der.truncate(der.len() / 2); der }), Truncated),
    ("nothing", Wrong::Bytes(|_| Vec::new()), Truncated),
    ("a megabyte", Wrong::Bytes(|der| [der, vec![0; 1 << 20]].concat()), TooLarge),
    ("an empty list of extensions", Wrong::Content(|t, _| {
        t.extensions.clear();
        t.spki.extend(holding(3, &sequence(&[])));
    }), Truncated),
    ("signature by another's key", Wrong::Signature(Scheme::Pkcs1, |_, t| Key::known("reserve-1").expect("a key").sign(t.as_bytes())), SignatureInvalid),
    ("signature of B on P-384 with the certificate of A", Wrong::Signature(Scheme::Ecdsa, |w, t| w.other.sign(t.as_bytes())), SchemeDiffers),
    ("signature over other words", Wrong::Signature(Scheme::Pkcs1, |w, t| w.card.sign(t.replace("sign-in", "step-up").as_bytes())), SignatureInvalid),
    ("PSS said to be PKCS #1", Wrong::Signature(Scheme::Pkcs1, |w, t| w.card.sign_pss(t.as_bytes()).expect("RSA")), SignatureInvalid),
    ("no signature", Wrong::Signature(Scheme::Pkcs1, |_, _| Vec::new()), SignatureInvalid),
    ("a megabyte of signature", Wrong::Signature(Scheme::Pkcs1, |_, _| vec![0; 1 << 20]), TooLarge),
    ("garbage behind the DigestInfo", Wrong::Signature(Scheme::Pkcs1, |_, t| {
        let key = RawKey::new("hanako", 65_537);
        key.sign_block(&key.block(&digest_info(t.as_bytes()), &[0xab; 16], None))
    }), SignatureInvalid),
    ("short padding, garbage at the end", Wrong::Signature(Scheme::Pkcs1, |_, t| {
        let key = RawKey::new("hanako", 65_537);
        key.sign_block(&key.block(&digest_info(t.as_bytes()), &[], Some(8)))
    }), SignatureInvalid),
    ("DigestInfo without its NULL", Wrong::Signature(Scheme::Pkcs1, |_, t| {
        let key = RawKey::new("hanako", 65_537);
        let digest = ring::digest::digest(&ring::digest::SHA256, t.as_bytes());
        let info = sequence(&[&sequence(&[&oid("2.16.840.1.101.3.4.2.1")]), &octets(digest.as_ref())]);
        key.sign_block(&key.block(&info, &[], None))
    }), SignatureInvalid),
    ("SHA-1 over the challenge", Wrong::Signature(Scheme::Pkcs1, |_, t| RawKey::new("hanako", 65_537).with_sha1().sign(t.as_bytes())), SignatureInvalid),
];

#[test]
fn each_wrong_certificate_and_signature_is_refused_for_its_own_reason() {
    let world = World::new();
    for (what, wrong, expected) in TABLE {
        let right = world.leaf().sign(world.authority());
        let result = match wrong {
            Wrong::Content(spoil) => {
                let mut template = world.leaf();
                spoil(&mut template, &world);
                world.card(&template.sign(world.authority()))
            }
            Wrong::Made(make) => world.card(&make(&world)),
            Wrong::Bytes(spoil) => world.card(&spoil(right)),
            Wrong::Signature(scheme, sign) => world.present(&right, *scheme, |text| sign(&world, text)),
        };
        assert_eq!(result.map(|_| ()), Err(*expected), "{what}");
    }
}

#[test]
fn rsa_by_hand_is_rsa() {
    let world = World::new();
    let leaf = world.leaf().sign(world.authority());
    assert!(world.present(&leaf, Scheme::Pkcs1, |t| RawKey::new("hanako", 65_537).sign(t.as_bytes())).is_ok());
    let made =
        sealed(&leaf[4..4 + 4 + usize::from(leaf[6]) * 256 + usize::from(leaf[7])], &RawKey::new("ca-3", 65_537));
    assert_eq!(made, leaf, "two ways to the same certificate");
}
