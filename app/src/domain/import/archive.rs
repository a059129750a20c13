//! The checkup documents inside a ZIP file, as insurers and institutions hand them out: `…/DATA/h….xml`.
//!
//! Layout after PKWARE's APPNOTE; parts stored plain or deflated. What comes out is bounded for each part and for all
//! together, whatever the file says about itself, so that a small file cannot fill the memory.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::MAX_BYTES;

/// Most documents of one archive.
const MAX_DOCUMENTS: usize = 60;
/// Most bytes of all documents of one archive together, unpacked.
const MAX_UNPACKED: usize = 4 * MAX_BYTES;
/// Most entries that are looked at.
const MAX_ENTRIES: usize = 5_000;
/// Length of an archive's end record without its remark.
const END: usize = 22;
/// Length of an entry of the directory without name, extra and remark.
const ENTRY: usize = 46;
/// Length of a part's own head without name and extra.
const HEAD: usize = 30;

/// Why an archive is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveRefusal {
    /// Its directory is missing or does not fit: cut short, or no ZIP at all.
    #[error(
        "ZIPファイルが途中で切れているか、こわれていて、開けませんでした。もう一度受け取って、選び直してください。"
    )]
    Broken,
    /// It is locked with a password.
    #[error(
        "パスワードのかかったZIPファイルは開けません。お使いの端末でパスワードを入れて開き、中の「DATA」フォルダーにある、名前が「h」で始まるXMLファイルを選んでください。"
    )]
    Locked,
    /// It would unpack to more than is taken.
    #[error(
        "このZIPファイルは、開くとたいへん大きくなるため、安全のために開きませんでした。健診結果のファイルなら、中の名前が「h」で始まるXMLファイルだけを選んでください。"
    )]
    TooLarge,
    /// More documents than are taken.
    #[error(
        "ZIPファイルの中の健診結果が多すぎます（読み取れるのは{MAX_DOCUMENTS}件まで）。あなたの結果のファイルだけを選んでください。"
    )]
    TooMany,
    /// A way of packing that is not read.
    #[error(
        "このZIPファイルの圧縮のしかたには対応していません。お使いの端末で開き、中の「DATA」フォルダーにある、名前が「h」で始まるXMLファイルを選んでください。"
    )]
    Method,
}

/// An unpacked document.
pub(super) struct Part {
    /// Name without folders.
    pub(super) name: String,
    /// Content.
    pub(super) bytes: Vec<u8>,
}

/// An entry of the directory.
struct Entry {
    flags: u16,
    method: u16,
    sum: u32,
    packed: usize,
    unpacked: usize,
    head: usize,
}

/// The documents of an archive; none where it holds none.
pub(super) fn documents(bytes: &[u8]) -> Result<Vec<Part>, ArchiveRefusal> {
    let mut entries = Vec::new();
    let (count, mut at) = directory(bytes)?;
    for _ in 0..count {
        let head = bytes.get(at..at + ENTRY).filter(|head| head.starts_with(b"PK\x01\x02"));
        let head = head.ok_or(ArchiveRefusal::Broken)?;
        let (name, extra, remark) = (half(head, 28), half(head, 30), half(head, 32));
        let (from, to) = (at + ENTRY, at + ENTRY + usize::from(name));
        let name = bytes.get(from..to).ok_or(ArchiveRefusal::Broken)?;
        at = to + usize::from(extra) + usize::from(remark);
        if let Some(name) = document_name(name) {
            let entry = Entry {
                flags: half(head, 8),
                method: half(head, 10),
                sum: word(head, 16),
                packed: size(head, 20)?,
                unpacked: size(head, 24)?,
                head: size(head, 42)?,
            };
            entries.push((name, entry));
        }
    }
    if entries.len() > MAX_DOCUMENTS {
        return Err(ArchiveRefusal::TooMany);
    }
    let mut room = MAX_UNPACKED;
    let mut parts = Vec::with_capacity(entries.len());
    for (name, entry) in entries {
        let content = entry.unpack(bytes, room.min(MAX_BYTES))?;
        room -= content.len();
        parts.push(Part { name, bytes: content });
    }
    Ok(parts)
}

impl Entry {
    fn unpack(&self, bytes: &[u8], limit: usize) -> Result<Vec<u8>, ArchiveRefusal> {
        if self.flags & 1 == 1 {
            return Err(ArchiveRefusal::Locked);
        }
        if self.unpacked > limit {
            return Err(ArchiveRefusal::TooLarge);
        }
        let head = bytes.get(self.head..).and_then(|rest| rest.get(..HEAD));
        let head = head.filter(|head| head.starts_with(b"PK\x03\x04")).ok_or(ArchiveRefusal::Broken)?;
        let start = self.head + HEAD + usize::from(half(head, 26)) + usize::from(half(head, 28));
        let packed = bytes.get(start..).and_then(|rest| rest.get(..self.packed)).ok_or(ArchiveRefusal::Broken)?;
        let content = match self.method {
            0 => packed.to_vec(),
            // The size it names is not believed: it stops at it.
            8 => decompress_to_vec_with_limit(packed, self.unpacked).map_err(|failure| match failure.status {
                miniz_oxide::inflate::TINFLStatus::HasMoreOutput => ArchiveRefusal::TooLarge,
                _ => ArchiveRefusal::Broken,
            })?,
            _ => return Err(ArchiveRefusal::Method),
        };
        if content.len() == self.unpacked && crc32(&content) == self.sum {
            Ok(content)
        } else {
            Err(ArchiveRefusal::Broken)
        }
    }
}

/// How many entries the directory has, and where it begins. The end record is the last one in the file.
fn directory(bytes: &[u8]) -> Result<(usize, usize), ArchiveRefusal> {
    let last = bytes.len().checked_sub(END).ok_or(ArchiveRefusal::Broken)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let at = (first..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06")).ok_or(ArchiveRefusal::Broken)?;
    let end = &bytes[at..at + END];
    match (usize::from(half(end, 10)), size(end, 16)?) {
        (count, _) if count > MAX_ENTRIES => Err(ArchiveRefusal::TooMany),
        (count, start) if start <= at => Ok((count, start)),
        _ => Err(ArchiveRefusal::Broken),
    }
}

/// The bare name of an entry that can be a checkup document. What else lies in such an archive (index, summary, claims,
/// schemas) is passed over.
fn document_name(path: &[u8]) -> Option<String> {
    let path = path.to_ascii_lowercase();
    let mut folders = path.split(|byte| matches!(byte, b'/' | b'\\'));
    let name = folders.next_back()?;
    let document = name.starts_with(b"h") && name.ends_with(b".xml");
    let elsewhere = folders.any(|folder| matches!(folder, b"xsd" | b"claims" | b"__macosx"));
    (document && !elsewhere)
        .then(|| String::from_utf8_lossy(name).chars().filter(|c| !c.is_control()).take(80).collect())
}

fn half(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from(half(bytes, at)) | u32::from(half(bytes, at + 2)) << 16
}

/// A size or place; the mark of archives beyond four gigabytes is none.
fn size(bytes: &[u8], at: usize) -> Result<usize, ArchiveRefusal> {
    match word(bytes, at) {
        u32::MAX => Err(ArchiveRefusal::Method),
        size => usize::try_from(size).map_err(|_| ArchiveRefusal::TooLarge),
    }
}

/// CRC-32 as ZIP uses it (reflected polynomial 0xEDB88320).
pub(crate) fn crc32(content: &[u8]) -> u32 {
    let mut table = [0u32; 256];
    for (value, entry) in (0u32..).zip(table.iter_mut()) {
        *entry = (0..8).fold(value, |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 });
    }
    !content.iter().fold(!0u32, |crc, byte| (crc >> 8) ^ table[((crc ^ u32::from(*byte)) & 0xFF) as usize])
}

#[cfg(test)]
mod tests;
