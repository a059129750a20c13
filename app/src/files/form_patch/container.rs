//! The archive that a spreadsheet is: one part is written anew, all others are copied as they lie there, packed and all.
//!
//! Layout after PKWARE's APPNOTE. Nothing is believed about sizes: unpacking stops at a limit.

use std::ops::Range;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::PatchRefusal;
use crate::domain::import::crc32;

/// Most parts; the published form has 34.
const MAX_PARTS: usize = 200;
/// Most bytes of one part, unpacked. The entry sheet has about one million.
const MAX_UNPACKED: usize = 8 << 20;
/// Length of an archive's end record without its remark.
const END: usize = 22;
/// Length of an entry of the directory without name, extra and remark.
const ENTRY: usize = 46;
/// Length of a part's own head without name and extra.
const HEAD: usize = 30;
/// How the new part lies in the archive: as it is, about one million bytes, as in every spreadsheet of ours. A packer would be carried
/// to each browser for this one part.
const STORED: u16 = 0;

/// One part.
pub(super) struct Part {
    name: String,
    flags: u16,
    method: u16,
    packed: usize,
    /// Where its head begins.
    head: usize,
    /// Its entry in the directory.
    entry: Range<usize>,
}

/// An archive.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
    /// Where the directory and the end record begin.
    directory: usize,
    end: usize,
}

impl<'a> Container<'a> {
    /// Reads the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PatchRefusal> {
        let last = bytes.len().checked_sub(END).ok_or(PatchRefusal::NotAWorkbook)?;
        let first = last.saturating_sub(usize::from(u16::MAX));
        let end = (first..=last)
            .rev()
            .find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))
            .ok_or(PatchRefusal::NotAWorkbook)?;
        let (count, directory) = (usize::from(half(bytes, end + 10)), word(bytes, end + 16));
        if count > MAX_PARTS {
            return Err(PatchRefusal::TooLarge);
        }
        let mut parts = Vec::with_capacity(count);
        let mut at = directory;
        for _ in 0..count {
            let entry = bytes.get(at..at + ENTRY).filter(|entry| entry.starts_with(b"PK\x01\x02"));
            let entry = entry.ok_or(PatchRefusal::NotAWorkbook)?;
            let length =
                ENTRY + usize::from(half(entry, 28)) + usize::from(half(entry, 30)) + usize::from(half(entry, 32));
            let name =
                bytes.get(at + ENTRY..at + ENTRY + usize::from(half(entry, 28))).ok_or(PatchRefusal::NotAWorkbook)?;
            parts.push(Part {
                name: String::from_utf8_lossy(name).into_owned(),
                flags: half(entry, 8),
                method: half(entry, 10),
                packed: word(entry, 20),
                head: word(entry, 42),
                entry: at..at + length,
            });
            at += length;
        }
        let heads_fit = parts.iter().all(|part| {
            part.head < directory && bytes.get(part.head..).is_some_and(|rest| rest.starts_with(b"PK\x03\x04"))
        });
        if at > end || !heads_fit {
            return Err(PatchRefusal::NotAWorkbook);
        }
        Ok(Self { bytes, parts, directory, end })
    }

    /// Whether there is a part of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    fn part(&self, name: &str) -> Result<&Part, PatchRefusal> {
        self.parts.iter().find(|part| part.name == name).ok_or(PatchRefusal::NotAWorkbook)
    }

    /// A part as text.
    pub(super) fn text(&self, name: &str) -> Result<String, PatchRefusal> {
        let part = self.part(name)?;
        let start = part.head
            + HEAD
            + usize::from(half(self.bytes, part.head + 26))
            + usize::from(half(self.bytes, part.head + 28));
        let packed =
            self.bytes.get(start..).and_then(|rest| rest.get(..part.packed)).ok_or(PatchRefusal::NotAWorkbook)?;
        if part.flags & 1 == 1 {
            return Err(PatchRefusal::NotAWorkbook);
        }
        let content = match part.method {
            0 if packed.len() <= MAX_UNPACKED => packed.to_vec(),
            0 => return Err(PatchRefusal::TooLarge),
            8 => decompress_to_vec_with_limit(packed, MAX_UNPACKED).map_err(|failure| match failure.status {
                miniz_oxide::inflate::TINFLStatus::HasMoreOutput => PatchRefusal::TooLarge,
                _ => PatchRefusal::NotAWorkbook,
            })?,
            _ => return Err(PatchRefusal::NotAWorkbook),
        };
        let content = content.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(content);
        String::from_utf8(content).map_err(|_| PatchRefusal::NotAWorkbook)
    }

    /// The archive with another content of one part. Everything between the parts, and every other part, is copied.
    pub(super) fn with(&self, name: &str, content: &[u8]) -> Result<Vec<u8>, PatchRefusal> {
        let changed = self.part(name)?;
        // A part reaches to the next one, or to the directory: what lies between belongs to it.
        let next = |head: usize| {
            self.parts.iter().map(|part| part.head).filter(|other| *other > head).min().unwrap_or(self.directory)
        };
        let (before, after) = (changed.head, next(changed.head));
        let mut out = self.bytes[..before].to_vec();
        let head = self.bytes.get(before..before + HEAD).ok_or(PatchRefusal::NotAWorkbook)?;
        let names = usize::from(half(head, 26)) + usize::from(half(head, 28));
        let mut new_head = self.bytes.get(before..before + HEAD + names).ok_or(PatchRefusal::NotAWorkbook)?.to_vec();
        let sizes = [crc32(content), size(content.len())?, size(content.len())?];
        // The sizes stand in the head, so no record follows the content.
        let flags = half(head, 6) & !(1 << 3);
        new_head[6..8].copy_from_slice(&flags.to_le_bytes());
        new_head[8..10].copy_from_slice(&STORED.to_le_bytes());
        for (place, value) in [14, 18, 22].into_iter().zip(sizes) {
            new_head[place..place + 4].copy_from_slice(&value.to_le_bytes());
        }
        out.extend_from_slice(&new_head);
        out.extend_from_slice(content);
        let moved = |head: usize| if head > before { head - after + out.len() } else { head };
        let mut directory = Vec::with_capacity(self.end - self.directory);
        for part in &self.parts {
            let mut entry = self.bytes[part.entry.clone()].to_vec();
            entry[42..46].copy_from_slice(&size(moved(part.head))?.to_le_bytes());
            if part.head == before {
                entry[8..10].copy_from_slice(&flags.to_le_bytes());
                entry[10..12].copy_from_slice(&STORED.to_le_bytes());
                for (place, value) in [16, 20, 24].into_iter().zip(sizes) {
                    entry[place..place + 4].copy_from_slice(&value.to_le_bytes());
                }
            }
            directory.extend_from_slice(&entry);
        }
        out.extend_from_slice(&self.bytes[after..self.directory]);
        let start = out.len();
        out.extend_from_slice(&directory);
        let mut end = self.bytes[self.end..].to_vec();
        end[12..16].copy_from_slice(&size(directory.len())?.to_le_bytes());
        end[16..20].copy_from_slice(&size(start)?.to_le_bytes());
        out.extend_from_slice(&end);
        Ok(out)
    }
}

#[cfg(test)]
impl Part {
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

#[cfg(test)]
impl Container<'_> {
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// A part's content as it lies there.
    pub(super) fn raw(&self, name: &str) -> Option<&[u8]> {
        let part = self.parts.iter().find(|part| part.name == name)?;
        let start = part.head
            + HEAD
            + usize::from(half(self.bytes, part.head + 26))
            + usize::from(half(self.bytes, part.head + 28));
        self.bytes.get(start..start + part.packed)
    }
}

fn size(length: usize) -> Result<u32, PatchRefusal> {
    u32::try_from(length).map_err(|_| PatchRefusal::TooLarge)
}

fn half(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
}

fn word(bytes: &[u8], at: usize) -> usize {
    usize::from(half(bytes, at)) | usize::from(half(bytes, at + 2)) << 16
}
