//! What can be said of a document's signature without the signer's authority: whether there is one, and whether what was signed is
//! what stands there now. Whose it is only e-Tax decides.

use sha1::Digest as _;

use super::canonical::{SIGNATURES, without_signature};
use super::tree::Element;

/// The state of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureState {
    /// There is none.
    Missing,
    /// The digest that was signed fits what stands there.
    Fits,
    /// It does not: something was changed after signing.
    Changed,
    /// Signed in a way that is not read here.
    OtherWay,
}

impl SignatureState {
    /// In plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Missing => {
                "電子署名がありません。e-Tax には、このままでは出せません。中身は、領収書と見くらべて使えます。"
            }
            Self::Fits => {
                "電子署名が付いています。中身は、署名されたときの控えと合っています。署名した人が本物かどうかは、このサイトでは確かめていません。e-Tax が確かめます。"
            }
            Self::Changed => {
                "電子署名が付いていますが、署名されたあとで中身が変わっています。e-Tax では受け付けられません。保険者から、もう一度受け取ってください。"
            }
            Self::OtherWay => {
                "電子署名が付いていますが、このサイトの知らない方式のため、確かめていません。e-Tax が確かめます。"
            }
        }
    }
}

const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const CANONICAL: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// The state of a document's signature.
pub(super) fn state_of(root: &Element) -> SignatureState {
    let is_signature = |element: &&Element| element.local() == "Signature" && root_has_signatures(root, element);
    let Some(signature) = root.elements().find(is_signature) else { return SignatureState::Missing };
    let reference = signature.child("SignedInfo").and_then(|info| {
        let mut references = info.elements().filter(|element| element.local() == "Reference");
        references.next().filter(|_| references.next().is_none())
    });
    let Some(reference) = reference else { return SignatureState::OtherWay };
    let whole = match reference.attribute("URI") {
        Some("") => true,
        Some(uri) => {
            let id = root.attribute("id").or(root.attribute("Id")).or(root.attribute("ID"));
            uri.strip_prefix('#').is_some_and(|name| Some(name) == id)
        }
        None => false,
    };
    let algorithm = |element: &Element| element.attribute("Algorithm").unwrap_or_default().to_owned();
    let transforms: Vec<String> =
        reference.child("Transforms").map(|list| list.elements().map(algorithm).collect()).unwrap_or_default();
    let known = transforms.iter().any(|one| one == ENVELOPED)
        && transforms.iter().all(|one| one == ENVELOPED || one == CANONICAL);
    let (Some(method), Some(signed)) = (reference.child("DigestMethod").map(algorithm), reference.child("DigestValue"))
    else {
        return SignatureState::OtherWay;
    };
    if !whole || !known {
        return SignatureState::OtherWay;
    }
    let content = without_signature(root);
    let digest = match method.as_str() {
        SHA1 => base64(&sha1::Sha1::digest(content.as_bytes())),
        SHA256 => base64(&sha2::Sha256::digest(content.as_bytes())),
        _ => return SignatureState::OtherWay,
    };
    let signed: String = signed.text().chars().filter(|c| !c.is_whitespace()).collect();
    if signed == digest { SignatureState::Fits } else { SignatureState::Changed }
}

/// Whether an element of the root is one of XML signatures, by the declarations on both.
fn root_has_signatures(root: &Element, element: &Element) -> bool {
    let name = match element.name.split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    element.attribute(&name).or(root.attribute(&name)) == Some(SIGNATURES)
}

/// Base64 (RFC 4648).
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let group = three.iter().fold(0u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}
