//! Whose marks stand in a text. Every text of a computed citizen carries `㋐` and the nine digits of its number.

/// The sign before the digits.
pub(crate) const SIGN: &str = "㋐";

/// The number of every mark in the bytes. A mark cut off at the end is not counted.
pub(crate) fn marks(bytes: &[u8]) -> Vec<u32> {
    let sign = SIGN.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(sign.len()).position(|part| part == sign) {
        at += next + sign.len();
        let digits = bytes.get(at..at + 9).and_then(|digits| std::str::from_utf8(digits).ok());
        found.extend(digits.and_then(|digits| digits.parse::<u32>().ok()));
    }
    found
}

#[test]
fn finds_whole_marks() {
    assert_eq!(marks("佐藤㋐000000012<b>㋐123456789㋐00000".as_bytes()), [12, 123_456_789]);
}
