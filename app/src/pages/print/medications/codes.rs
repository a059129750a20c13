//! QR codes of a notebook on paper: each with its number, small enough to be read from a phone or a sheet.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::medication::{Dispensing, newest_first};
use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::notebook_of;
use crate::domain::person::{Person, Sex};
use crate::files::jahis::{MOST_BYTES, NotWritten, Written, write};
use crate::files::qr::Qr;
use crate::pages::visit::Frame;

/// Bytes of one code on the sheet, the smallest first: few bytes make large modules, which every reader reads; where too many
/// codes would come of it, more go into each.
const SIZES: [usize; 3] = [800, 1_200, MOST_BYTES];

/// So many codes stand side by side in one row of the sheet: each is then 34 mm wide, a module of the densest 0.25 mm.
const ROW: usize = 5;

/// The codes at the end of the sheet.
pub(super) struct Codes {
    pub(super) view: AnyView,
    /// What they take of the page.
    pub(super) height: usize,
}

/// One row of codes with how to read them, or why there are none.
pub(super) fn of_sheet(carried: &Carried, person: &Person, frame: &Frame) -> Codes {
    let rows = first_taken(carried, frame.today);
    let title = "お薬手帳のQRコード（JAHIS形式）";
    match few(&rows, carried, person, frame.now) {
        Err(why) => Codes { view: view! { <h2>{title}</h2><p>{why}</p> }.into_any(), height: super::room::NO_CODES },
        Ok((written, parts, held)) => {
            let more = rows.len() - held;
            let more = (more > 0).then(|| {
                let words = format!("このQRコードに入っているのは、いま飲んでいるとみられるお薬と、新しいものの {held}回分です。ほかの {more}回分は、「調剤ごとのQRコード」とお薬手帳のファイルにあります。");
                view! { <p class="small">{words}</p> }
            });
            let view =
                view! { <h2>{title}</h2>{note(&written, parts.len())}{more}<div class="codes">{figures(&parts)}</div> };
            let height = super::room::CODES + if held < rows.len() { super::room::MORE } else { 0 };
            Codes { view: view.into_any(), height }
        }
    }
}

/// What the codes hold: the dispensings of what is taken now before the others, both newest first.
fn first_taken(carried: &Carried, today: NaiveDate) -> Vec<Dispensing> {
    let taken = carried.taking(today);
    let is_taken = |row: &Dispensing| taken.iter().flat_map(|one| &one.supplies).any(|supply| *supply.from == *row);
    let (mut first, others): (Vec<_>, Vec<_>) = carried.recent(today).into_iter().partition(is_taken);
    first.extend(others);
    first
}

/// The codes of one row, and how many dispensings they hold.
type Row = (Written, Vec<Vec<u8>>, usize);

/// As few bytes in each code as possible; of more dispensings than fit one row, the first ones.
fn few(rows: &[Dispensing], carried: &Carried, person: &Person, now: NaiveDateTime) -> Result<Row, &'static str> {
    let fit = |held: usize| -> Result<Option<Row>, &'static str> {
        let mut chosen = rows[..held].to_vec();
        newest_first(&mut chosen);
        let written = write(&notebook_of(person, person.sex, &chosen, &carried.told)).map_err(why_not)?;
        let parts = SIZES.into_iter().map(|size| written.parts(now, size)).find(|parts| parts.len() <= ROW);
        Ok(parts.map(|parts| (written, parts, held)))
    };
    if let Some(all) = fit(rows.len())? {
        return Ok(all);
    }
    // Fewer dispensings never need more codes: the most that fit are found by halving.
    let (mut held, mut over, mut found) = (0, rows.len(), None);
    while held + 1 < over {
        let middle = held.midpoint(over);
        match fit(middle)? {
            Some(fitting) => (held, found) = (middle, Some(fitting)),
            None => over = middle,
        }
    }
    found.ok_or(
        "お薬が多いため、この紙にはQRコードを載せられません。「調剤ごとのQRコード」か、ファイルを使ってください。",
    )
}

/// Why there is no code, in words for whoever reads the sheet.
pub(super) fn why_not(why: NotWritten) -> &'static str {
    match why {
        NotWritten::NoSex => {
            "この形式には性別（男・女）を書く必要があり、登録された性別が分からないため、QRコードを作れません。ファイルで持ち出すときは選べます。"
        }
        NotWritten::NoPatient => "氏名か生年月日が分からないため、QRコードを作れません。",
    }
}

/// How to read them, and what had to be written otherwise.
pub(super) fn note(written: &Written, count: usize) -> AnyView {
    let all = if count > 1 {
        format!("{count}つのQRコードを、全部読み取ってください。順番はどうでもかまいません。")
    } else {
        String::new()
    };
    let replaced: Vec<String> = written.changes.replaced.iter().map(|one| one.character.to_string()).collect();
    let replaced = (!replaced.is_empty()).then(|| {
        let mut unique: Vec<String> = Vec::new();
        for one in replaced {
            if !unique.contains(&one) {
                unique.push(one);
            }
        }
        format!(
            "QRコードに入れられない文字（{}）は、ほかの文字に置きかえています。上の文字のほうが正しいものです。",
            unique.join("、")
        )
    });
    view! { <p class="small">{all}{replaced}</p> }.into_any()
}

/// Each part as a picture with its number. A part that no code can hold is said to be missing.
pub(super) fn figures(parts: &[Vec<u8>]) -> AnyView {
    let count = parts.len();
    let one = |(at, part): (usize, &Vec<u8>)| {
        let label = format!("{} / {count}", at + 1);
        let Some(qr) = Qr::of_bytes(part) else {
            return view! { <p>{format!("{label} は大きすぎて、QRコードにできません。ファイルを使ってください。")}</p> }.into_any();
        };
        let side = qr.whole_side();
        let name = format!("お薬手帳のQRコード {label}");
        view! { <figure><svg viewBox=format!("0 0 {side} {side}") role="img" aria-label=name><path d=qr.path()/></svg><figcaption>{label}</figcaption></figure> }.into_any()
    };
    parts.iter().enumerate().map(one).collect_view().into_any()
}

/// The codes of one notebook by itself, in parts of the largest size that is still easily read.
pub(super) fn of_book(person: &Person, sex: Sex, rows: &[Dispensing], made: NaiveDateTime) -> AnyView {
    let book = notebook_of(person, sex, rows, &crate::domain::notebook::added::Told::default());
    match write(&book) {
        Err(why) => view! { <p>{why_not(why)}</p> }.into_any(),
        Ok(written) => {
            let parts = written.parts(made, SIZES[0]);
            view! { {note(&written, parts.len())}<div class="codes">{figures(&parts)}</div> }.into_any()
        }
    }
}
