//! A feed as Atom (RFC 4287). It holds the days of its entries, the portal's address, and words that are the same for
//! everybody: nothing that could be anybody's.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::store::RowId;

/// The document. `origin` is the portal's own; `token` is the digest of the feed's token, from which names are made that
/// lead nowhere.
#[must_use]
pub fn written(origin: &str, token: RowId, days: &[NaiveDate], today: NaiveDate) -> String {
    let updated = moment(days.first().copied().unwrap_or(today));
    let entries: String = days
        .iter()
        .map(|&day| {
            let (id, at) = (name(token, &day.to_string()), moment(day));
            format!(
                "<entry><id>{id}</id><title>新しいお知らせがあります</title><updated>{at}</updated><link href=\"{origin}/notices\"/><content type=\"text\">健康手帳にログインして確かめてください。</content></entry>"
            )
        })
        .collect();
    let id = name(token, "feed");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\"><id>{id}</id><title>健康手帳</title><author><name>健康手帳</name></author><link href=\"{origin}/\"/><updated>{updated}</updated>{entries}</feed>\n"
    )
}

fn moment(day: NaiveDate) -> String {
    format!("{day}T00:00:00+09:00")
}

/// A UUID (RFC 9562, version 8) that is the same each time.
fn name(token: RowId, of: &str) -> String {
    let digest = Sha256::new_with_prefix(b"portal feed name 1\0").chain_update(token).chain_update(of).finalize();
    let mut bytes: [u8; 16] = digest[..16].try_into().expect("half of a digest is sixteen bytes");
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_word_for_word() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let days = [day("2026-11-10")];
        insta::assert_snapshot!(written("https://portal.example", [7; 32], &days, day("2026-11-22")), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><id>urn:uuid:be0b6379-db49-8ec6-a681-6f10d3176d97</id><title>健康手帳</title><author><name>健康手帳</name></author><link href="https://portal.example/"/><updated>2026-11-10T00:00:00+09:00</updated><entry><id>urn:uuid:000a7330-6d1a-83ce-9251-6781e425b572</id><title>新しいお知らせがあります</title><updated>2026-11-10T00:00:00+09:00</updated><link href="https://portal.example/notices"/><content type="text">健康手帳にログインして確かめてください。</content></entry></feed>
    "#);
        let empty = written("https://portal.example", [7; 32], &[], day("2026-11-22"));
        assert!(!empty.contains("<entry>") && empty.contains("<updated>2026-11-22T00:00:00+09:00</updated>"));
    }

    #[test]
    fn names_stay_and_differ_by_feed_and_day() {
        assert_eq!(name([7; 32], "2026-11-10"), name([7; 32], "2026-11-10"));
        assert_ne!(name([7; 32], "2026-11-10"), name([8; 32], "2026-11-10"));
        assert_ne!(name([7; 32], "2026-11-10"), name([7; 32], "2026-10-10"));
    }
}
