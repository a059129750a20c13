//! Certificates in PEM, as operators keep them in files.

/// The certificates of a text, in order; nothing where one cannot be read.
pub(crate) fn certificates(text: &str) -> Option<Vec<Vec<u8>>> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find(BEGIN) {
        let inside = &rest[begin + BEGIN.len()..];
        let end = inside.find(END)?;
        found.push(base64(&inside[..end])?);
        rest = &inside[end + END.len()..];
    }
    (!found.is_empty()).then_some(found)
}

/// Base64 with white space; padding only at the end, no bits left over.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let body = text.iter().rposition(|b| *b != b'=').map_or(&text[..0], |last| &text[..=last]);
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(body.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in body {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    (held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_found_among_other_words_and_nonsense_is_not_one() {
        let pem = |inside: &str| format!("words\n-----BEGIN CERTIFICATE-----\n{inside}\n-----END CERTIFICATE-----\n");
        assert_eq!(certificates(&pem("AQID\nBAU=")), Some(vec![vec![1, 2, 3, 4, 5]]));
        assert_eq!(certificates(&(pem("AQID") + &pem("BA=="))), Some(vec![vec![1, 2, 3], vec![4]]));
        for bad in ["AQI", "AQID=", "A===", "AQI?", "BAX="] {
            assert_eq!(certificates(&pem(bad)), None, "{bad}");
        }
        assert_eq!(certificates("nothing"), None);
    }
}
