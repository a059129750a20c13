//! A ZIP archive of uncompressed parts: all that a spreadsheet file needs. Small, because it also travels to the browser.
//!
//! Layout after PKWARE's APPNOTE. Every part carries the same moment, 1 January 1980, so that equal content gives equal bytes.

use crate::domain::import::crc32;

/// Flag: names are UTF-8.
const UTF8_NAMES: u16 = 1 << 11;
/// Version needed to read: 2.0.
const VERSION: u16 = 20;
/// 1 January 1980 in the date form of the archive.
const EPOCH_DATE: u16 = 0x21;

/// An archive being written.
#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    parts: u16,
}

impl Archive {
    /// Adds a part. An archive of ours stays far below four gigabytes and 65,535 parts.
    pub fn add(&mut self, name: &str, content: &[u8]) {
        let offset = self.bytes.len() as u32;
        let mut common = Vec::with_capacity(26);
        for value in [VERSION, UTF8_NAMES, 0, 0, EPOCH_DATE] {
            common.extend_from_slice(&value.to_le_bytes());
        }
        for value in [crc32(content), content.len() as u32, content.len() as u32] {
            common.extend_from_slice(&value.to_le_bytes());
        }
        common.extend_from_slice(&(name.len() as u16).to_le_bytes());
        common.extend_from_slice(&0u16.to_le_bytes());

        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&common);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(content);

        self.directory.extend_from_slice(b"PK\x01\x02");
        self.directory.extend_from_slice(&VERSION.to_le_bytes());
        self.directory.extend_from_slice(&common);
        // Comment length, disk, inner and outer attributes: nothing.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.parts += 1;
    }

    /// The whole archive.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06");
        for value in [0, 0, self.parts, self.parts] {
            self.bytes.extend_from_slice(&value.to_le_bytes());
        }
        for value in [self.directory.len() as u32, start] {
            self.bytes.extend_from_slice(&value.to_le_bytes());
        }
        self.bytes.extend_from_slice(&0u16.to_le_bytes());
        self.bytes
    }
}
