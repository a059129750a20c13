//! What became of the files a person chose: read, refused, or beyond the limit. One refused file never stops the others.

use super::brought::{self, BroughtFile};
use super::checkups::{self, CheckupFile, CheckupSet};
use super::notebooks::{NotebookFile, OtcFile, Pieces};
use super::{Cp932, Household, ImportRefusal, ImportedFile, MAX_BYTES, MAX_ROWS, household, read_with};
use crate::domain::expense::book::Full;
use crate::domain::notebook::{self, jan};

/// Files that are read at once.
pub const MAX_FILES: usize = 20;

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedFile {
    /// Name it had on the person's machine.
    pub file_name: String,
    /// Why.
    pub why: ImportRefusal,
}

/// What became of the chosen files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Files of expenses that were read, in the order chosen.
    pub files: Vec<ImportedFile>,
    /// Other files of expenses that were read: insurers' notices, the person's own book.
    pub brought: Vec<BroughtFile>,
    /// Files of checkups that were read, in the order chosen.
    pub checkups: Vec<CheckupFile>,
    /// Notebooks of drugs that were read, each with the files its pieces came from.
    pub notebooks: Vec<NotebookFile>,
    /// Lists of drugs bought without prescription that were read.
    pub otc: Vec<OtcFile>,
    /// Pieces of notebooks that wait for the others; none once [`Outcome::settle`] has put them together.
    pub pieces: Pieces,
    /// Files that were not.
    pub refused: Vec<RefusedFile>,
    /// Names of files beyond [`MAX_FILES`]; not looked at.
    pub left_out: Vec<String>,
    /// The book does not hold everything that was read; why.
    pub full: Option<Full>,
    /// More was sent at once than the server takes; nothing of it was read. Never so in the browser, which sends nothing.
    pub too_much: bool,
    /// Text of QR codes as typed beside the files; may be empty.
    pub qr_typed: String,
}

/// How the typed text of QR codes is called among the files.
pub const QR_NAME: &str = "QRコードの文字";

impl Outcome {
    /// Whether no file was chosen at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen() == 0
    }

    /// How many files were chosen.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.read() + self.refused.len() + self.left_out.len()
    }

    /// How many files were read.
    #[must_use]
    pub fn read(&self) -> usize {
        let mut notebooks: Vec<&String> = Vec::new();
        for name in self.notebooks.iter().flat_map(|one| &one.file_names) {
            if !notebooks.contains(&name) {
                notebooks.push(name);
            }
        }
        self.files.len() + self.brought.len() + self.checkups.len() + self.otc.len() + notebooks.len()
    }

    /// The checkups of all files.
    #[must_use]
    pub fn checkup_set(&self) -> CheckupSet<'_> {
        CheckupSet::of(&self.checkups)
    }

    /// Whether one more file may be read.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.read() + self.pieces.files() + self.refused.len() < MAX_FILES
    }

    /// Takes the text of QR codes that was typed beside the files; nothing where there is none.
    pub fn take_qr(&mut self, typed: &str, cp932: Cp932) {
        typed.clone_into(&mut self.qr_typed);
        if typed.trim().is_empty() {
            return;
        }
        if let Err(why) = self.pieces.take(QR_NAME, typed.as_bytes()) {
            self.refused.push(RefusedFile { file_name: QR_NAME.to_owned(), why: why.into() });
        }
        self.settle(cp932);
    }

    /// Puts the pieces of notebooks together. To be called when all files were taken; calling it again does nothing more.
    pub fn settle(&mut self, cp932: Cp932) {
        let (read, refused) = std::mem::take(&mut self.pieces).settle(cp932);
        self.notebooks.extend(read);
        self.refused.extend(refused.into_iter().map(|(file_name, why)| RefusedFile { file_name, why: why.into() }));
    }

    /// Takes one file: reads it with a decoder for cp932, or notes why not.
    pub fn take(&mut self, file_name: &str, bytes: &[u8], cp932: Cp932) {
        let file_name = shown_name(file_name);
        if !self.has_room() {
            self.left_out.push(file_name);
            return;
        }
        match checkups::read_file(&file_name, bytes, cp932) {
            Some(Ok(file)) => return self.checkups.push(file),
            Some(Err(why)) => return self.refused.push(RefusedFile { file_name, why: why.into() }),
            None => {}
        }
        match brought::read_file(&file_name, bytes, cp932) {
            Some(Ok(file)) => return self.brought.push(file),
            Some(Err(why)) => return self.refused.push(RefusedFile { file_name, why: why.into() }),
            None => {}
        }
        if bytes.len() <= MAX_BYTES && notebook::looks_like_one(bytes) {
            if let Err(why) = self.pieces.take(&file_name, bytes) {
                self.refused.push(RefusedFile { file_name, why: why.into() });
            }
            return;
        }
        if bytes.len() <= MAX_BYTES
            && let Some(list) = jan::read_list(bytes, cp932)
        {
            match list {
                Ok(drugs) => self.otc.push(OtcFile { file_name, drugs }),
                Err(why) => self.refused.push(RefusedFile { file_name, why: why.into() }),
            }
            return;
        }
        let before: usize = self.files.iter().map(|file| file.content.rows.len()).sum();
        match read_with(bytes, cp932) {
            Ok(content) if before + content.rows.len() > MAX_ROWS => {
                self.refused.push(RefusedFile { file_name, why: ImportRefusal::TooManyRows });
            }
            Ok(content) => self.files.push(ImportedFile { file_name, content }),
            Err(why) => self.refused.push(RefusedFile { file_name, why }),
        }
    }

    /// Notes a file that was not read because of its size; `bytes` is as much of it as was seen.
    pub fn refuse_size(&mut self, file_name: &str, bytes: usize) {
        let file_name = shown_name(file_name);
        if self.has_room() {
            self.refused.push(RefusedFile { file_name, why: ImportRefusal::TooLarge { bytes } });
        } else {
            self.left_out.push(file_name);
        }
    }

    /// The files put together.
    #[must_use]
    pub fn household(&self) -> Household {
        household(&self.files)
    }
}

/// The name without folders, short enough to be shown.
fn shown_name(file_name: &str) -> String {
    let plain = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name).trim();
    let short: String = plain.chars().filter(|c| !c.is_control()).take(80).collect();
    if short.is_empty() { "名前のないファイル".to_owned() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::own_cp932;

    #[test]
    fn a_refused_file_does_not_stop_the_others() {
        let mut outcome = Outcome::default();
        outcome.take("C:\\Users\\x\\a.pdf", b"%PDF-1.7", own_cp932);
        outcome.take("b.csv", b"", own_cp932);
        outcome.refuse_size("c.csv", 9_000_000);
        assert_eq!(
            outcome.refused.iter().map(|file| file.file_name.as_str()).collect::<Vec<_>>(),
            ["a.pdf", "b.csv", "c.csv"]
        );
        assert_eq!(outcome.refused[2].why, ImportRefusal::TooLarge { bytes: 9_000_000 });
        assert!(!outcome.is_empty());
    }

    #[test]
    fn files_beyond_the_limit_are_named_and_not_read() {
        let mut outcome = Outcome::default();
        for number in 0..MAX_FILES + 2 {
            outcome.take(&format!("{number}.csv"), b"", own_cp932);
        }
        assert_eq!(outcome.refused.len(), MAX_FILES);
        assert_eq!(outcome.left_out, ["20.csv", "21.csv"]);
    }
}
