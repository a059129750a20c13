//! QR codes as they stand on paper, pixel by pixel, before a reader of another make: every byte comes back.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::arbitrary::{Made, notebook};
use super::*;
use crate::files::qr::{QUIET, Qr};

/// Pixels a module.
const ZOOM: usize = 4;

/// What the reader finds in the picture of a code.
fn read(qr: &Qr) -> Vec<u8> {
    let side = qr.whole_side() * ZOOM;
    let mut pixels = vec![u8::MAX; side * side];
    for (row, column, length) in &qr.runs {
        for y in 0..ZOOM {
            let first = ((row + QUIET) * ZOOM + y) * side + (column + QUIET) * ZOOM;
            pixels[first..first + length * ZOOM].fill(0);
        }
    }
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    let mut bytes = Vec::new();
    grids[0].decode_to(&mut bytes).expect("a code that can be read");
    bytes
}

#[test]
fn a_reader_that_reads_everything_as_one_thing_would_be_noticed() {
    let [one, other] = ["お薬手帳", "お薬手帖"].map(|text| read(&Qr::of(text).expect("a code")));
    assert_ne!(one, other);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_code_of_a_notebook_is_read_back_byte_by_byte(book in notebook(Made::Fitting), most in prop::sample::select(vec![800, 1_200, MOST_BYTES])) {
        let made = NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(9, 30, 0)).expect("a time");
        let parts = write(&book).expect("written").parts(made, most);
        let seen: Vec<Vec<u8>> = parts.iter().map(|part| read(&Qr::of_bytes(part).expect("a code"))).collect();
        prop_assert_eq!(seen, parts);
    }
}
