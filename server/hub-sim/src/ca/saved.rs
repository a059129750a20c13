//! What has happened to cards, on disk: one file, replaced as a whole, so that a lock outlives a restart as on a real card.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What has happened to one card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    /// Wrong PINs in a row, where they differ from the start.
    pub(super) wrong: Option<u8>,
    /// A digest of the PIN that was set at the municipality. The chip keeps it, nobody reads it.
    pub(super) pin: Option<String>,
    /// Renewals, the first first.
    pub(super) renewals: Vec<Renewal>,
    /// Revoked certificates by number: when, and the code of the reason.
    pub(super) revoked: BTreeMap<u8, (NaiveDateTime, u8)>,
}

/// A renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Renewal {
    /// When the new certificate was issued.
    pub(crate) at: NaiveDateTime,
    /// When the hub learns that old and new serial number are one person's.
    pub(crate) linked: NaiveDateTime,
}

/// The cards to which something has happened.
pub(super) type Records = BTreeMap<String, Record>;

/// Where they are kept; nowhere when there is no folder.
#[derive(Debug, Default)]
pub(super) struct Shelf(Option<PathBuf>);

impl Shelf {
    /// The file in a folder, which is made, and what it holds.
    ///
    /// # Errors
    /// When the folder cannot be used or the file is none of ours.
    pub(super) fn open(folder: Option<PathBuf>) -> io::Result<(Self, Records)> {
        let Some(folder) = folder else { return Ok((Self(None), Records::new())) };
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("cards.json");
        let records = match std::fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| io::Error::other(format!("{} cannot be read: {error}", file.display())))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Records::new(),
            Err(error) => return Err(error),
        };
        Ok((Self(Some(file)), records))
    }

    /// Writes them. A full disk must not stop the simulation; it is logged.
    pub(super) fn keep(&self, records: &Records) {
        let Some(file) = &self.0 else { return };
        let fresh = file.with_extension("json.new");
        let written =
            serde_json::to_vec(records).map_err(io::Error::other).and_then(|bytes| std::fs::write(&fresh, bytes));
        if let Err(error) = written.and_then(|()| std::fs::rename(&fresh, file)) {
            tracing::error!(%error, "what happened to the cards could not be written");
        }
    }
}
