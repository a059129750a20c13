//! Notices as insurers sign them, synthetic ones that the test signs itself; changed ones; and files that want to do harm.

use proptest::prelude::*;
use sha1::Digest as _;

use super::signature::base64;
use super::*;
use crate::domain::import::own_cp932;

const SIGNED_BY: &str = "http://www.w3.org/2000/09/xmldsig#";

/// A row of the synthetic notice.
fn detail(person: &str, year: &str, month: &str, place: &str, amount: &str) -> String {
    format!(
        "<WBD00010><WBD00020>{person}</WBD00020><WBD00030><gen:yyyy>{year}</gen:yyyy><gen:mm>{month}</gen:mm></WBD00030><WBD00040>{place}</WBD00040><WBD00050>{amount}</WBD00050></WBD00010>"
    )
}

fn document(details: &str, signature: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-stylesheet type=\"text/xsl\" href=\"x.xsl\"?>\n<TEG700 xmlns=\"http://xml.e-tax.nta.go.jp/XSD/kyotsu\" xmlns:gen=\"http://xml.e-tax.nta.go.jp/XSD/general\" xmlns:dsig=\"{SIGNED_BY}\" VR=\"1.0\" id=\"TEG700-1\" page=\"1\"><WBD00000>{details}</WBD00000>{signature}</TEG700>"
    )
}

/// The same content as it is digested: written by hand after the recommendation, not by the code under test.
fn canonical(details: &str) -> String {
    format!(
        "<TEG700 xmlns=\"http://xml.e-tax.nta.go.jp/XSD/kyotsu\" xmlns:dsig=\"{SIGNED_BY}\" xmlns:gen=\"http://xml.e-tax.nta.go.jp/XSD/general\" VR=\"1.0\" id=\"TEG700-1\" page=\"1\"><WBD00000>{details}</WBD00000></TEG700>"
    )
}

fn signature(uri: &str, method: &str, digest: &str, transform: &str) -> String {
    format!(
        "<dsig:Signature><dsig:SignedInfo><dsig:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/><dsig:SignatureMethod Algorithm=\"{SIGNED_BY}rsa-sha1\"/><dsig:Reference URI=\"{uri}\"><dsig:Transforms><dsig:Transform Algorithm=\"{transform}\"/></dsig:Transforms><dsig:DigestMethod Algorithm=\"{method}\"/><dsig:DigestValue>{digest}</dsig:DigestValue></dsig:Reference></dsig:SignedInfo><dsig:SignatureValue>AAAA</dsig:SignatureValue></dsig:Signature>"
    )
}

fn sample() -> String {
    [
        detail("見本　太郎", "2025", "04", "見本総合病院", "90369"),
        detail("見本　太郎", "2025", "5", "見本薬局", "1,203"),
        detail("見本　春子", "2025", "12", "A&amp;Bクリニック", "0"),
    ]
    .concat()
}

const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

fn read_text(text: &str) -> Result<InsurerNotice, InsurerRefusal> {
    read(text.as_bytes(), own_cp932)
}

#[test]
fn reads_rows_and_people() {
    let text = document(&sample(), "");
    assert!(looks_like_one(text.as_bytes()));
    let notice = read_text(&text).expect("readable");
    let rows: Vec<_> = notice
        .rows
        .iter()
        .map(|row| (row.patient.as_str(), row.month.to_string(), row.institution.as_str(), row.counter_share.0))
        .collect();
    assert_eq!(
        rows,
        [
            ("見本　太郎", "2025年4月".to_owned(), "見本総合病院", 90_369),
            ("見本　太郎", "2025年5月".to_owned(), "見本薬局", 1_203),
            ("見本　春子", "2025年12月".to_owned(), "A&Bクリニック", 0)
        ]
    );
    assert_eq!((notice.people.len(), notice.signature, notice.left_out.len()), (2, SignatureState::Missing, 0));
}

#[test]
fn says_the_state_of_the_signature() {
    use SignatureState::{Changed, Fits, Missing, OtherWay};
    let details = sample();
    let sha1 = base64(&sha1::Sha1::digest(canonical(&details).as_bytes()));
    let sha256 = base64(&sha2::Sha256::digest(canonical(&details).as_bytes()));
    let broken = format!("{}\n{}", &sha256[..20], &sha256[20..]);
    for (signature, state) in [
        (String::new(), Missing),
        (signature("#TEG700-1", SHA1, &sha1, ENVELOPED), Fits),
        (signature("#TEG700-1", SHA256, &sha256, ENVELOPED), Fits),
        (signature("", SHA256, &broken, ENVELOPED), Fits),
        (signature("#TEG700-1", SHA256, &sha1, ENVELOPED), Changed),
        (signature("#other", SHA256, &sha256, ENVELOPED), OtherWay),
        (signature("#TEG700-1", "urn:unknown", &sha256, ENVELOPED), OtherWay),
        (signature("#TEG700-1", SHA256, &sha256, "http://www.w3.org/TR/1999/REC-xslt-19991116"), OtherWay),
        ("<dsig:Signature/>".to_owned(), OtherWay),
        ("<Signature>not of xmldsig</Signature>".to_owned(), Missing),
    ] {
        let notice = read_text(&document(&details, &signature)).expect("readable");
        assert_eq!(notice.signature, state, "{signature}");
        assert!(state.words().ends_with('。'));
    }
    let signed = document(&details, &signature("#TEG700-1", SHA256, &sha256, ENVELOPED));
    for (from, to) in [("90369", "90370"), ("見本薬局", "見本薬局 "), ("page=\"1\"", "page=\"2\"")] {
        let notice = read_text(&signed.replace(from, to)).expect("readable");
        assert_eq!(notice.signature, Changed, "{from}");
    }
    // Quotes and blanks inside tags are no change.
    let notice = read_text(&signed.replace("page=\"1\"", "page = '1' ")).expect("readable");
    assert_eq!(notice.signature, Fits);
}

#[test]
fn the_letters_of_base64() {
    for (bytes, letters) in [
        (&b""[..], ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (b"foobar", "Zm9vYmFy"),
        (&[0xFB, 0xFF], "+/8="),
    ] {
        assert_eq!(base64(bytes), letters);
    }
}

#[test]
fn rows_that_cannot_be_read_are_named_and_the_others_kept() {
    let details = [
        detail("A", "2025", "4", "見本薬局", "300"),
        detail("A", "2025", "13", "見本薬局", "300"),
        detail("A", "2025", "4", "見本薬局", "三百"),
        detail("A", "25", "4", "見本薬局", "300"),
        "<WBD00010/>".to_owned(),
    ]
    .concat();
    let notice = read_text(&document(&details, "")).expect("readable");
    assert_eq!((notice.rows.len(), notice.left_out), (1, vec![2, 3, 4, 5]));
}

#[test]
fn what_is_no_notice_is_refused_each_with_its_words() {
    let whole = document(&sample(), "");
    let other = |form: &str| whole.replace("TEG700", form);
    for (text, why) in [
        (whole[..whole.len() - 40].to_owned(), InsurerRefusal::Broken),
        (whole.replace("</WBD00000>", ""), InsurerRefusal::Broken),
        (document("", ""), InsurerRefusal::NoRows),
        (other("TEG840"), InsurerRefusal::OtherForm(OtherForm::Deduction)),
        (other("TEG104"), InsurerRefusal::OtherForm(OtherForm::Income)),
        (other("RKO0010"), InsurerRefusal::OtherForm(OtherForm::Other)),
        (whole.replace("<TEG700 ", "<!DOCTYPE x [<!ENTITY e 'y'>]><TEG700 "), InsurerRefusal::Forbidden),
        (whole.replace("見本薬局", "&e;"), InsurerRefusal::Forbidden),
        (document(&"<a>".repeat(50), ""), InsurerRefusal::TooMuch),
        (document(&detail("A", "2025", "4", "見本薬局", "1").repeat(MAX_ROWS + 1), ""), InsurerRefusal::TooMuch),
    ] {
        assert_eq!(read_text(&text).map(|_| ()), Err(why));
        assert!(why.to_string().ends_with('。'), "{why}");
    }
    assert!(!looks_like_one(b"a,b") && !looks_like_one("<a/>".as_bytes()));
}

proptest! {
    #[test]
    fn no_bytes_are_fatal(hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let mut bytes = document(&sample(), &signature("#TEG700-1", SHA1, "x", ENVELOPED)).into_bytes();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            let at = cut.index(bytes.len());
            bytes.truncate(at);
        }
        let _ = read(&bytes, own_cp932);
    }
}
