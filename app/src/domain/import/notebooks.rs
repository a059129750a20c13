//! Notebooks of drugs among the files a person chose: their pieces from several files and texts, put together at the end.

use super::{Cp932, MAX_BYTES};
use crate::domain::notebook::{Collected, MAX_PIECES, NotebookRefusal, Otc, Piece, Volume, join, pieces_of};

/// A notebook that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct NotebookFile {
    /// Names of the files its pieces came from, each once, in the order chosen.
    pub file_names: Vec<String>,
    /// The notebook.
    pub volume: Volume,
}

/// A list of drugs bought without prescription that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct OtcFile {
    /// Name it had on the person's machine.
    pub file_name: String,
    /// The drugs.
    pub drugs: Vec<Otc>,
}

/// Pieces that wait for each other, each with the file it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pieces {
    waiting: Vec<(String, Piece)>,
    bytes: usize,
}

/// A file and why it is not read.
type Refused = (String, NotebookRefusal);

impl Pieces {
    /// Takes the pieces of one file.
    pub(super) fn take(&mut self, file_name: &str, bytes: &[u8]) -> Result<(), NotebookRefusal> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        // Each file has its limit; so have all pieces together, because they may be parts of one notebook.
        if self.bytes > 2 * MAX_BYTES {
            return Err(NotebookRefusal::TooManyRecords);
        }
        let pieces = pieces_of(bytes)?;
        if self.waiting.len() + pieces.len() > MAX_PIECES {
            return Err(NotebookRefusal::TooManyRecords);
        }
        self.waiting.extend(pieces.into_iter().map(|piece| (file_name.to_owned(), piece)));
        Ok(())
    }

    /// How many files they came from.
    pub(super) fn files(&self) -> usize {
        let mut names: Vec<&str> = self.waiting.iter().map(|(name, _)| name.as_str()).collect();
        names.dedup();
        names.len()
    }

    /// The notebooks that are whole, and each file that holds nothing but what is not.
    pub(super) fn settle(self, cp932: Cp932) -> (Vec<NotebookFile>, Vec<Refused>) {
        let of = |wanted: &dyn Fn(&Piece) -> bool| -> Vec<String> {
            let mut names: Vec<String> =
                self.waiting.iter().filter(|(_, piece)| wanted(piece)).map(|(name, _)| name.clone()).collect();
            names.dedup();
            names
        };
        let Collected { whole, refused } = join(self.waiting.iter().map(|(_, piece)| piece.clone()).collect(), cp932);
        let (mut read, mut not): (Vec<NotebookFile>, Vec<Refused>) = (Vec::new(), Vec::new());
        for (piece, id) in whole {
            let file_names = match &id {
                Some(id) => of(&|one| one.split.as_ref().is_some_and(|split| split.id == *id)),
                None => of(&|one| *one == piece),
            };
            match Volume::of(&piece, cp932) {
                Ok(volume) => read.push(NotebookFile { file_names, volume }),
                Err(why) => not.extend(file_names.into_iter().map(|name| (name, why.clone()))),
            }
        }
        for (why, id) in refused {
            let names = of(&|one| one.split.as_ref().is_some_and(|split| split.id == id));
            not.extend(names.into_iter().map(|name| (name, why.clone())));
        }
        let is_read = |name: &String| read.iter().any(|one| one.file_names.contains(name));
        // A file is named once; one of which a notebook was read is told with what else it held.
        let mut told: Vec<Refused> = Vec::new();
        for (name, why) in not {
            if told.iter().all(|(known, _)| *known != name || is_read(&name)) {
                told.push((name, why));
            }
        }
        (read, told)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::import::{ImportRefusal, MAX_FILES, Outcome, QR_NAME, own_cp932};
    use crate::domain::notebook::NotebookRefusal;

    const BOOK: &str =
        "JAHISTC08,1\n1,見本　太郎,1,19580303\n5,20261101,1\n11,見本薬局\n201,1,見本錠,1,錠,1\n301,1,朝,7,日分,1\n";

    fn part(place: usize, body: &str) -> String {
        format!("JAHISTC08,1\n{body}911,20261122093000,3,{place}\n")
    }

    #[test]
    fn pieces_of_several_files_and_typed_texts_make_one_notebook() {
        let mut outcome = Outcome::default();
        outcome.take("b.txt", part(3, "301,1,朝,7,日分,1\n").as_bytes(), own_cp932);
        outcome.take("a.txt", part(1, "1,見本　太郎,1,19580303\n5,20261101,1\n").as_bytes(), own_cp932);
        outcome.take("half.txt", b"JAHISTC08,1\r\n4,x,,1\r\n911,1,2,1\r\n", own_cp932);
        outcome.take("rx.txt", b"JAHIS10\r\n", own_cp932);
        outcome.take_qr(&part(2, "11,見本薬局\n201,1,見本錠,1,錠,1\n"), own_cp932);
        let [book] = outcome.notebooks.as_slice() else { panic!("one notebook: {outcome:?}") };
        assert_eq!(book.file_names, ["b.txt", "a.txt", QR_NAME]);
        assert_eq!(book.volume.notebook.dispensings[0].drug_count(), 1);
        assert_eq!((outcome.read(), outcome.refused.len(), outcome.chosen()), (3, 2, 5));
        let missing = NotebookRefusal::PartMissing { total: 2, missing: vec![2] };
        let why: Vec<_> = outcome.refused.iter().map(|one| (one.file_name.as_str(), one.why.clone())).collect();
        assert!(why.contains(&("half.txt", ImportRefusal::Notebook(missing))), "{why:?}");
        assert!(why.contains(&("rx.txt", ImportRefusal::Notebook(NotebookRefusal::Prescription))), "{why:?}");
    }

    #[test]
    fn what_was_typed_is_kept_whatever_it_is() {
        let mut outcome = Outcome::default();
        outcome.take_qr("こんにちは", own_cp932);
        assert_eq!(outcome.qr_typed, "こんにちは");
        assert_eq!(outcome.refused[0].why, ImportRefusal::Notebook(NotebookRefusal::NoHeader));
        let mut outcome = Outcome::default();
        outcome.take_qr(" \r\n", own_cp932);
        assert!(outcome.is_empty());
    }

    #[test]
    fn two_notebooks_in_one_file_and_a_list_of_codes() {
        let mut outcome = Outcome::default();
        let other = BOOK.replace("20261101", "20261001");
        outcome.take("two.txt", format!("{BOOK}{other}").as_bytes(), own_cp932);
        outcome.take("again.txt", BOOK.as_bytes(), own_cp932);
        outcome.take("otc.csv", "2026/10/10,4900000000016,見本風邪薬\n".as_bytes(), own_cp932);
        outcome.take("bad.csv", b"4900000000017\n", own_cp932);
        outcome.settle(own_cp932);
        assert_eq!(outcome.notebooks.len(), 2, "the same notebook twice is one");
        assert_eq!(outcome.notebooks[0].file_names, ["two.txt", "again.txt"]);
        assert_eq!(outcome.otc[0].drugs[0].name, "見本風邪薬");
        assert_eq!((outcome.read(), outcome.refused.len()), (3, 1));
    }

    #[test]
    fn files_beyond_the_limit_are_left_out_though_their_pieces_wait() {
        let mut outcome = Outcome::default();
        for number in 0..MAX_FILES + 1 {
            outcome.take(&format!("{number}.txt"), BOOK.replace("見本錠", &number.to_string()).as_bytes(), own_cp932);
        }
        outcome.settle(own_cp932);
        assert_eq!((outcome.notebooks.len(), outcome.left_out.len()), (MAX_FILES, 1));
    }
}
