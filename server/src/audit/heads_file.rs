//! The heads once more, in a file beside the database or elsewhere: who cuts one of the two is found by the other. Nodes
//! that share the file take turns by a lock on it.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::head::{from_line, to_line};
use crate::store::audit::HeadRow;

/// Longer than any line.
const LINE: u64 = 4096;

/// Where the file is.
#[derive(Clone, Debug)]
pub struct HeadsFile(PathBuf);

/// The file, while nobody else may write to it. The lock ends with it.
pub(super) struct Locked(File);

impl HeadsFile {
    /// At a path.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Its name, for messages.
    pub(super) fn name(&self) -> String {
        self.0.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Waits for a turn to write; makes the file if it is not there.
    pub(super) async fn lock(&self) -> io::Result<Locked> {
        let path = self.0.clone();
        aside(move || {
            let file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
            file.lock()?;
            Ok(Locked(file))
        })
        .await
    }

    /// All its lines, with nobody writing meanwhile as long as the file is kept; nothing where there is no file.
    pub(super) async fn read(&self) -> io::Result<Option<(File, Vec<String>)>> {
        let path = self.0.clone();
        aside(move || {
            let file = match File::open(path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(error),
            };
            file.lock_shared()?;
            let mut bytes = Vec::new();
            (&file).read_to_end(&mut bytes)?;
            let text = String::from_utf8_lossy(&bytes);
            // A last line without its end is a line too: it says that something is wrong.
            let lines = text.split_terminator('\n').map(str::to_owned).collect();
            Ok(Some((file, lines)))
        })
        .await
    }

    /// The folder it lies in, made if absent.
    pub(super) fn prepare(&self) -> io::Result<()> {
        self.0.parent().map_or(Ok(()), |folder: &Path| std::fs::create_dir_all(folder))
    }
}

impl Locked {
    /// The number of the last head; 0 for an empty file. What a process wrote of a line before it was killed is dropped.
    pub(super) async fn last(self) -> io::Result<(Self, i64)> {
        aside(move || {
            let mut file = self.0;
            let length = file.metadata()?.len();
            let from = length.saturating_sub(LINE);
            file.seek(SeekFrom::Start(from))?;
            let mut end = Vec::new();
            file.read_to_end(&mut end)?;
            let whole = end.iter().rposition(|&byte| byte == b'\n').map_or(0, |place| place + 1);
            if whole < end.len() {
                file.set_len(from + whole as u64)?;
                end.truncate(whole);
            }
            let last = BufReader::new(&end[..]).lines().map_while(Result::ok).last();
            let number = last.and_then(|line| from_line(&line)).map_or(0, |head| head.number);
            Ok((Self(file), number))
        })
        .await
    }

    /// Adds heads, and waits until they are on the disk.
    pub(super) async fn add(self, heads: Vec<HeadRow>) -> io::Result<()> {
        aside(move || {
            let mut file = self.0;
            let text: String = heads.iter().map(|head| to_line(head) + "\n").collect();
            file.write_all(text.as_bytes())?;
            file.sync_data()
        })
        .await
    }
}

/// The disk may be slow: other requests are not held up by it.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}
