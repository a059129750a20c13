//! A strict reader of DER: what is not the one right form is refused, with the kind of mistake in its name.

use chrono::{DateTime, NaiveDate, Utc};
use der::asn1::{AnyRef, BitStringRef};
use der::{Decode as _, ErrorKind, Reader as _, SliceReader, Tag, Tagged as _};

use crate::refusal::Refusal;

impl From<der::Error> for Refusal {
    fn from(error: der::Error) -> Self {
        match error.kind() {
            ErrorKind::Incomplete { .. } => Self::Truncated,
            ErrorKind::TrailingData { .. } => Self::TrailingData,
            _ => Self::NotDer,
        }
    }
}

/// Reads one level of DER.
#[derive(Clone)]
pub(crate) struct Reader<'a>(SliceReader<'a>);

impl<'a> Reader<'a> {
    /// Over these bytes and no more.
    pub(crate) fn over(bytes: &'a [u8]) -> Result<Self, Refusal> {
        Ok(Self(SliceReader::new(bytes)?))
    }

    /// The next value with its tag.
    pub(crate) fn any(&mut self) -> Result<(Tag, &'a [u8]), Refusal> {
        let any = AnyRef::decode(&mut self.0)?;
        Ok((any.tag(), any.value()))
    }

    /// The next value as it stands, tag and length included.
    pub(crate) fn raw(&mut self) -> Result<&'a [u8], Refusal> {
        Ok(self.0.tlv_bytes()?)
    }

    /// The content of the next value, which must have this tag.
    pub(crate) fn value(&mut self, tag: Tag) -> Result<&'a [u8], Refusal> {
        let (found, value) = self.any()?;
        if found == tag { Ok(value) } else { Err(Refusal::NotDer) }
    }

    /// The content of the next value where it has this tag.
    pub(crate) fn optional(&mut self, tag: Tag) -> Result<Option<&'a [u8]>, Refusal> {
        if self.0.is_finished() || Tag::peek(&self.0)? != tag { Ok(None) } else { self.value(tag).map(Some) }
    }

    /// Reads a constructed value to its end.
    pub(crate) fn inside<T>(
        &mut self,
        tag: Tag,
        read: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        whole(self.value(tag)?, read)
    }

    /// Reads a sequence to its end.
    pub(crate) fn sequence<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.inside(Tag::Sequence, read)
    }

    /// Whether nothing is left.
    pub(crate) fn is_finished(&self) -> bool {
        self.0.is_finished()
    }

    /// An integer in its shortest form: its bytes, two's complement.
    pub(crate) fn integer(&mut self) -> Result<&'a [u8], Refusal> {
        let value = self.value(Tag::Integer)?;
        let padded = matches!(value, [0x00, next, ..] if next & 0x80 == 0)
            || matches!(value, [0xff, next, ..] if next & 0x80 != 0);
        if value.is_empty() || padded {
            return Err(Refusal::NotDer);
        }
        Ok(value)
    }

    /// A positive integer without its sign byte.
    pub(crate) fn unsigned(&mut self) -> Result<&'a [u8], Refusal> {
        match self.integer()? {
            [0] => Err(Refusal::NotDer),
            [0, rest @ ..] => Ok(rest),
            [first, ..] if first & 0x80 != 0 => Err(Refusal::NotDer),
            value => Ok(value),
        }
    }

    /// An object identifier as encoded.
    pub(crate) fn oid(&mut self) -> Result<&'a [u8], Refusal> {
        let value = self.value(Tag::ObjectIdentifier)?;
        let ends = value.last().is_some_and(|last| last & 0x80 == 0);
        let padded = value.iter().enumerate().any(|(i, byte)| *byte == 0x80 && (i == 0 || value[i - 1] & 0x80 == 0));
        if ends && !padded { Ok(value) } else { Err(Refusal::NotDer) }
    }

    /// A boolean that is false where it is left out, and left out where it is false.
    pub(crate) fn flag(&mut self) -> Result<bool, Refusal> {
        match self.optional(Tag::Boolean)? {
            None => Ok(false),
            Some([0xff]) => Ok(true),
            Some(_) => Err(Refusal::NotDer),
        }
    }

    /// A bit string of whole bytes.
    pub(crate) fn bytes_of_bits(&mut self) -> Result<&'a [u8], Refusal> {
        match self.value(Tag::BitString)? {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(Refusal::NotDer),
        }
    }

    /// A bit string of named bits, without trailing zeros: up to sixteen, the first in the highest place.
    pub(crate) fn named_bits(&mut self) -> Result<u16, Refusal> {
        let [unused, bytes @ ..] = self.value(Tag::BitString)? else { return Err(Refusal::NotDer) };
        let bits = BitStringRef::new(*unused, bytes)?;
        let last = bytes.last().copied().unwrap_or_default();
        if bytes.len() > 2 || last.trailing_zeros() != u32::from(bits.unused_bits()) {
            return Err(Refusal::NotDer);
        }
        Ok(u16::from(bytes[0]) << 8 | u16::from(bytes.get(1).copied().unwrap_or_default()))
    }

    /// A time as certificates write it: two digits of the year until 2049, four from 2050 on, whole seconds, Z.
    pub(crate) fn time(&mut self) -> Result<DateTime<Utc>, Refusal> {
        let (tag, value) = self.any()?;
        let text = std::str::from_utf8(value).map_err(|_| Refusal::ValidityMalformed)?;
        let (year, rest) = match (tag, text.len()) {
            (Tag::UtcTime, 13) => {
                let year = digits(&text[..2])? as i32;
                (if year < 50 { 2000 + year } else { 1900 + year }, &text[2..])
            }
            (Tag::GeneralizedTime, 15) => (digits(&text[..4])? as i32, &text[4..]),
            (Tag::UtcTime | Tag::GeneralizedTime, _) => return Err(Refusal::ValidityMalformed),
            _ => return Err(Refusal::NotDer),
        };
        if tag == Tag::GeneralizedTime && year < 2050 {
            return Err(Refusal::ValidityMalformed);
        }
        moment(year, rest)
    }

    /// A time as answers about revocation write it: always with four digits of the year.
    pub(crate) fn long_time(&mut self) -> Result<DateTime<Utc>, Refusal> {
        let text = std::str::from_utf8(self.value(Tag::GeneralizedTime)?).map_err(|_| Refusal::NotDer)?;
        if text.len() != 15 || !text.is_ascii() {
            return Err(Refusal::NotDer);
        }
        moment(digits(&text[..4])? as i32, &text[4..])
    }
}

/// Reads bytes to their end.
pub(crate) fn whole<'a, T>(
    bytes: &'a [u8],
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let mut reader = Reader::over(bytes)?;
    let value = read(&mut reader)?;
    reader.0.finish()?;
    Ok(value)
}

/// Digits and nothing else.
fn digits(text: &str) -> Result<u32, Refusal> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Refusal::ValidityMalformed);
    }
    text.parse().map_err(|_| Refusal::ValidityMalformed)
}

/// `MMDDHHMMSSZ` of a year.
fn moment(year: i32, text: &str) -> Result<DateTime<Utc>, Refusal> {
    if !text.is_ascii() || text.len() != 11 || !text.ends_with('Z') {
        return Err(Refusal::ValidityMalformed);
    }
    let part = |at: usize| digits(&text[at..at + 2]);
    NaiveDate::from_ymd_opt(year, part(0)?, part(2)?)
        .and_then(|day| Some((day, part(4).ok()?, part(6).ok()?, part(8).ok()?)))
        .and_then(|(day, h, m, s)| day.and_hms_opt(h, m, s))
        .map(|at| at.and_utc())
        .ok_or(Refusal::ValidityMalformed)
}

/// A context-specific tag that holds other values.
pub(crate) const fn holding(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: true, number: der::TagNumber(number) }
}

/// A context-specific tag in the place of a plain value's own.
pub(crate) const fn instead(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: false, number: der::TagNumber(number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_right_form_is_read() {
        type Read = fn(&mut Reader<'_>) -> Result<(), Refusal>;
        type Case = (&'static str, &'static [u8], Read, Result<(), Refusal>);
        let integer: Read = |r| r.integer().map(drop);
        let flag: Read = |r| r.flag().map(drop);
        let bits: Read = |r| r.named_bits().map(drop);
        let oid: Read = |r| r.oid().map(drop);
        let time: Read = |r| r.time().map(drop);
        let sequence: Read = |r| r.sequence(|r| r.integer().map(drop));
        let cases: [Case; 22] = [
            ("integer", &[2, 1, 5], integer, Ok(())),
            ("integer with a needless zero", &[2, 2, 0, 5], integer, Err(Refusal::NotDer)),
            ("integer with a needless sign", &[2, 2, 0xff, 0x85], integer, Err(Refusal::NotDer)),
            ("empty integer", &[2, 0], integer, Err(Refusal::NotDer)),
            ("cut off", &[2, 2, 5], integer, Err(Refusal::Truncated)),
            ("followed", &[2, 1, 5, 0], integer, Err(Refusal::TrailingData)),
            ("long form of a short length", &[2, 0x81, 1, 5], integer, Err(Refusal::NotDer)),
            ("padded length", &[2, 0x82, 0, 1, 5], integer, Err(Refusal::NotDer)),
            ("sequence", &[0x30, 3, 2, 1, 5], sequence, Ok(())),
            ("indefinite length", &[0x30, 0x80, 2, 1, 5, 0, 0], sequence, Err(Refusal::NotDer)),
            ("followed inside", &[0x30, 4, 2, 1, 5, 5], sequence, Err(Refusal::TrailingData)),
            ("true", &[1, 1, 0xff], flag, Ok(())),
            ("BER's true", &[1, 1, 1], flag, Err(Refusal::NotDer)),
            ("false said aloud", &[1, 1, 0], flag, Err(Refusal::NotDer)),
            ("bits", &[3, 2, 7, 0x80], bits, Ok(())),
            ("bits with a zero at the end", &[3, 2, 6, 0x80], bits, Err(Refusal::NotDer)),
            ("bits set where none are", &[3, 2, 7, 0x81], bits, Err(Refusal::NotDer)),
            ("identifier", &[6, 3, 0x55, 0x1d, 0x0f], oid, Ok(())),
            ("padded identifier", &[6, 3, 0x55, 0x80, 0x0f], oid, Err(Refusal::NotDer)),
            ("time", b"\x17\x0d261123000000Z", time, Ok(())),
            ("four digits of a year before 2050", b"\x18\x0f20261123000000Z", time, Err(Refusal::ValidityMalformed)),
            ("no such day", b"\x17\x0d260230000000Z", time, Err(Refusal::ValidityMalformed)),
        ];
        for (what, bytes, read, expected) in cases {
            assert_eq!(whole(bytes, read), expected, "{what}");
        }
    }
}
