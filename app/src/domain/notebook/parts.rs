//! Pieces of a notebook: what stands in one QR code or one file, and how pieces are put together again (record 911).
//!
//! All of it on bytes: a piece may end in the middle of a character, so nothing is decoded before all are joined.

use std::borrow::Cow;

use super::{Direction, NotebookRefusal, read_text};
use crate::domain::import::{Cp932, decode};
use crate::domain::order;

/// Most pieces of one notebook (連番 has three digits), and most that are read at once.
pub const MAX_PIECES: usize = 999;

/// So many bytes are read at most to find out how pieces belong together.
const MOST_READ: usize = 16 << 20;

const HEAD: &[u8] = b"JAHISTC";

/// One piece, or a whole notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Digits of the version.
    pub version: u8,
    /// 出力区分; to the patient where the first line has none, as in the first version.
    pub direction: Direction,
    /// The records, without version and control record.
    pub body: Vec<u8>,
    /// Its place among the others.
    pub split: Option<Split>,
}

/// 911: where a piece belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The same for all pieces of one notebook: fourteen digits.
    pub id: String,
    /// How many pieces there are.
    pub total: u16,
    /// Which one this is, from 1.
    pub place: u16,
}

/// What became of pieces that were put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Whole notebooks, each with the id of its pieces where it had been divided.
    pub whole: Vec<(Piece, Option<String>)>,
    /// Divided ones that are not whole, by the id of their pieces.
    pub refused: Vec<(NotebookRefusal, String)>,
}

/// Whether bytes begin as a notebook or the code of a prescription does.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let start = start(bytes);
    start.starts_with(HEAD) || is_prescription(start)
}

fn start(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// `JAHIS9`, `JAHIS10`: 院外処方箋2次元シンボル.
fn is_prescription(start: &[u8]) -> bool {
    start.strip_prefix(b"JAHIS").is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit))
}

/// The pieces in these bytes: each begins with a version line.
///
/// # Errors
/// Where they do not begin with one, or one is of no known version or cannot say where it belongs.
pub fn pieces_of(bytes: &[u8]) -> Result<Vec<Piece>, NotebookRefusal> {
    let start = start(bytes);
    if is_prescription(start) {
        return Err(NotebookRefusal::Prescription);
    }
    if !start.starts_with(HEAD) {
        return Err(NotebookRefusal::NoHeader);
    }
    let start = with_line_feeds(start);
    let mut pieces: Vec<Vec<&[u8]>> = Vec::new();
    for line in start.split_inclusive(|byte| *byte == b'\n') {
        match pieces.last_mut() {
            Some(piece) if !line.starts_with(HEAD) => piece.push(line),
            _ => pieces.push(vec![line]),
        }
    }
    if pieces.len() > MAX_PIECES {
        return Err(NotebookRefusal::TooManyRecords);
    }
    pieces.into_iter().map(|lines| piece_of(&lines)).collect()
}

/// Scanners that type what they read may end a line by a carriage return alone.
fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.contains(&b'\n') || !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(bytes.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
}

fn piece_of(lines: &[&[u8]]) -> Result<Piece, NotebookRefusal> {
    let (head, mut rest) = lines.split_first().ok_or(NotebookRefusal::NoHeader)?;
    let head = String::from_utf8_lossy(head.trim_ascii_end()).into_owned();
    let (name, direction) = head.split_once(',').unwrap_or((&head, ""));
    let version = name["JAHISTC".len()..].trim();
    let unknown = || NotebookRefusal::UnknownVersion(name.chars().take(20).collect());
    let version = match version.as_bytes() {
        [b'0', digit @ b'1'..=b'8'] => digit - b'0',
        _ => return Err(unknown()),
    };
    let direction = if direction.trim() == "2" { Direction::FromPatient } else { Direction::ToPatient };
    let mut split = None;
    // The control record is the last one; what old systems put after it (blank lines, an end-of-file mark) is nothing.
    while let Some((last, before)) = rest.split_last() {
        let last = last.trim_ascii();
        if let Some(fields) = last.strip_prefix(b"911,") {
            split = Some(split_of(fields)?);
            rest = before;
            break;
        }
        if !matches!(last, b"" | b"\x1A") {
            break;
        }
        rest = before;
    }
    Ok(Piece { version, direction, body: rest.concat(), split })
}

fn split_of(fields: &[u8]) -> Result<Split, NotebookRefusal> {
    let text = std::str::from_utf8(fields).map_err(|_| NotebookRefusal::BadSplit)?;
    let mut fields = text.split(',').map(str::trim);
    let mut next = || fields.next().unwrap_or_default();
    let (id, total, place) = (next(), next(), next());
    let number = |text: &str| -> Result<u16, NotebookRefusal> {
        let digits = !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().map_err(|_| NotebookRefusal::BadSplit) } else { Err(NotebookRefusal::BadSplit) }
    };
    let (total, place) = (number(total)?, number(place)?);
    let named = !id.is_empty() && id.len() <= 14 && id.bytes().all(|byte| byte.is_ascii_digit());
    if !named || !(1..=total).contains(&place) {
        return Err(NotebookRefusal::BadSplit);
    }
    Ok(Split { id: id.to_owned(), total, place })
}

/// Puts pieces together, in whatever order they came. The same piece twice is one.
#[must_use]
pub fn join(pieces: Vec<Piece>, cp932: Cp932) -> Collected {
    let mut all = Collected::default();
    let mut sets: Vec<(String, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        match &piece.split {
            None if all.whole.iter().all(|(known, _)| *known != piece) => all.whole.push((piece, None)),
            None => {}
            Some(split) => match sets.iter_mut().find(|(id, _)| *id == split.id) {
                Some((_, set)) => set.push(piece),
                None => sets.push((split.id.clone(), vec![piece])),
            },
        }
    }
    for (id, set) in sets {
        match joined(set, cp932) {
            Ok(piece) => all.whole.push((piece, Some(id))),
            Err(why) => all.refused.push((why, id)),
        }
    }
    all
}

fn joined(mut set: Vec<Piece>, cp932: Cp932) -> Result<Piece, NotebookRefusal> {
    let place = |piece: &Piece| piece.split.as_ref().map_or(0, |split| split.place);
    let total = |piece: &Piece| piece.split.as_ref().map_or(0, |split| split.total);
    order::sort_by_key(&mut set, place);
    set.dedup();
    let Some(first) = set.first() else { return Err(NotebookRefusal::Empty) };
    let alike = |piece: &Piece| {
        total(piece) == total(first) && piece.version == first.version && piece.direction == first.direction
    };
    if !set.iter().all(alike) || set.windows(2).any(|pair| place(&pair[0]) == place(&pair[1])) {
        return Err(NotebookRefusal::PartsDiffer);
    }
    let missing: Vec<u16> = (1..=total(first)).filter(|wanted| set.iter().all(|one| place(one) != *wanted)).collect();
    if !missing.is_empty() {
        return Err(NotebookRefusal::PartMissing { total: total(first), missing });
    }
    let (version, direction) = (first.version, first.direction);
    // A file is cp932 and a pasted text UTF-8: where each piece is a text by itself, texts are joined. One that ends inside a
    // character is none, and then all are joined as the bytes they are.
    let texts: Option<Vec<String>> = set.iter().map(|piece| Some(decode(&piece.body, cp932)?.0)).collect();
    for (piece, text) in set.iter_mut().zip(texts.into_iter().flatten()) {
        piece.body = text.into_bytes();
    }
    let bodies: Vec<&[u8]> = set.iter().map(|piece| piece.body.as_slice()).filter(|body| !body.is_empty()).collect();
    let mut inside: Vec<bool> = bodies.iter().map(|body| !begins_a_record(body)).collect();
    let whole = |inside: &[bool]| Piece { version, direction, body: glued(&bodies, inside), split: None };
    let mut piece = whole(&inside);
    let mut doubts = doubts(&piece, cp932);
    // A number and comma may be the rest of a record too (`…,1` and `20,錠,…`). Where something cannot be read, each such place
    // is tried the other way, and what reads better is taken.
    let open: Vec<usize> = (1..bodies.len()).filter(|at| !inside[*at]).collect();
    for at in open.into_iter().take(MOST_READ / piece.body.len().max(1)) {
        if doubts == 0 {
            break;
        }
        inside[at] = true;
        let other = whole(&inside);
        match self::doubts(&other, cp932) {
            fewer if fewer < doubts => (piece, doubts) = (other, fewer),
            _ => inside[at] = false,
        }
    }
    Ok(piece)
}

/// The bodies one after the other. Where one goes on inside a record, the line end before the control record of the last was not
/// the record's own.
fn glued(bodies: &[&[u8]], inside: &[bool]) -> Vec<u8> {
    let mut whole: Vec<u8> = Vec::new();
    for (body, inside) in bodies.iter().zip(inside) {
        if *inside {
            for end in [b'\n', b'\r'] {
                if whole.last() == Some(&end) {
                    whole.pop();
                }
            }
        }
        whole.extend_from_slice(body);
    }
    whole
}

/// How much of it cannot be read, or cannot be meant: what belongs before the dispensings and stands among them, a pharmacist
/// whose name is a number. More than anything where it is no notebook.
fn doubts(piece: &Piece, cp932: Cp932) -> usize {
    let Some((text, _)) = decode(&piece.body, cp932) else { return usize::MAX };
    let Ok(book) = read_text(piece.version, piece.direction, &text) else { return usize::MAX };
    let among = text.lines().skip_while(|line| !line.starts_with("5,"));
    let late = among.filter(|line| ["1,", "2,", "3,", "31,", "4,"].iter().any(|head| line.starts_with(head))).count();
    let numbers = book.pharmacists.iter().filter(|one| one.name.bytes().all(|byte| byte.is_ascii_digit())).count();
    book.doubts.count() + late + numbers
}

/// One to three digits and a comma.
fn begins_a_record(body: &[u8]) -> bool {
    let digits = body.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (1..=3).contains(&digits) && body.get(digits) == Some(&b',')
}
