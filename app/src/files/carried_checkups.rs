//! Checkup documents that travel through the page of what was read, and come back where the person adds them.
//!
//! What comes back may have been changed on the way: whoever takes it asks `checkup::added` about each.

use crate::domain::checkup::document::Document;

/// Largest form that carries documents back, bytes.
pub const MAX_SENT: usize = super::carried::MAX_SENT;

/// Documents as one text.
#[must_use]
pub fn pack(documents: &[&Document]) -> String {
    serde_json::to_string(documents).unwrap_or_default()
}

/// The documents of a text; nothing for any other text.
#[must_use]
pub fn unpack(text: &str) -> Option<Vec<Document>> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::added::is_sound;
    use crate::domain::checkup::document::read;
    use crate::domain::import::own_cp932;
    use crate::files::carried::fits;

    #[test]
    fn what_goes_out_comes_back_and_nothing_else_does() {
        let text = include_str!("../domain/checkup/document/fixtures/v08.xml");
        let document = read(text.as_bytes(), own_cp932).expect("a document");
        let packed = pack(&[&document, &document]);
        assert!(fits(&packed));
        let back = unpack(&packed).expect("documents");
        assert_eq!(back, [document.clone(), document]);
        assert!(back.iter().all(is_sound));
        for other in ["", "[1]", "{}", "[{\"visit\":null}]", &packed[..packed.len() - 1]] {
            assert_eq!(unpack(other), None, "{other}");
        }
    }
}
