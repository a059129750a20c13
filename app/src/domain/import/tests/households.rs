//! Several files together: repeats, overlaps, namesakes, years.

use super::*;
use crate::domain::expense::book::row::Row;

fn imported(name: &str, bytes: &[u8]) -> ImportedFile {
    ImportedFile { file_name: name.into(), content: read(bytes).expect("readable") }
}

#[test]
fn the_same_file_twice_counts_once_in_any_encoding() {
    let rows = sample("見本");
    let again = write("見本", &rows, 2025, Sums::of(&rows), Style { encoding: Encoding::Cp932, ..PLAIN });
    let files = [imported("a.csv", &file_of("見本", &rows)), imported("b.csv", &again)];
    let together = household(&files);
    assert_eq!(rows_of(&files).len(), rows.len());
    assert_eq!(together.repeated, [("b.csv".to_owned(), "a.csv".to_owned())]);
    assert_eq!(
        together.people,
        [HouseholdMember { name: "見本".into(), birth: NaiveDate::from_ymd_opt(1980, 1, 2), files: 1 }]
    );
}

#[test]
fn overlapping_files_of_one_person_are_named_and_equal_rows_count_once() {
    let rows = sample("見本");
    let mut more = rows.clone();
    more.push(expense("見本", 12, "調剤", "見本薬局", 400));
    let files = [imported("a.csv", &file_of("見本", &rows)), imported("b.csv", &file_of("見本", &more))];
    let together = household(&files);
    assert_eq!(rows_of(&files).len(), 4);
    let sum = rows.iter().map(|row| row.counter_share).sum();
    assert_eq!(
        together.counted_once,
        [CountedOnce { person: "見本".into(), file: "b.csv".into(), rows: 3, counter_share: sum }]
    );
    assert!(together.counted_once[0].words().contains("3件"));
    assert_eq!(together.overlaps.len(), 1);
    assert!(together.overlaps[0].words().contains("2025年1月から2025年12月"), "{}", together.overlaps[0].words());
}

#[test]
fn two_people_are_two_people() {
    let files = [
        imported("a.csv", &file_of("見本　太郎", &sample("見本　太郎"))),
        imported("b.csv", &file_of("見本　花子", &sample("見本　花子"))),
    ];
    let together = household(&files);
    assert_eq!(together.people.len(), 2);
    assert_eq!(rows_of(&files).len(), 6);
    assert_eq!((together.counted_once.len(), together.overlaps.len()), (0, 0));
}

#[test]
fn two_people_of_one_name_keep_all_their_rows() {
    let rows = sample("見本　太郎");
    let text = String::from_utf8(file_of("見本　太郎", &rows)).expect("UTF-8");
    let other = text.replace("1980年1月2日", "1950年3月4日");
    let files = [imported("a.csv", text.as_bytes()), imported("b.csv", other.as_bytes())];
    let together = household(&files);
    let shown = rows_of(&files);
    assert_eq!((together.people.len(), shown.len()), (2, 2 * rows.len()));
    assert_eq!((together.repeated.len(), together.overlaps.len(), together.counted_once.len()), (0, 0, 0));
    let share = Sums::of(&rows).counter_share;
    assert_eq!(shown.iter().map(Row::paid).sum::<Yen>(), share + share);
    let births: Vec<_> = together.namesakes().into_iter().flat_map(|(_, births)| births).collect();
    assert_eq!(births, ["1980年1月2日生まれ", "1950年3月4日生まれ"]);
    // A third file of one of them is still merged with that one's own.
    let mut more = files.to_vec();
    more.push(imported("c.csv", text.replace("2026年2月23日", "2026年3月1日").as_bytes()));
    let together = household(&more);
    assert_eq!((rows_of(&more).len(), together.counted_once.len()), (2 * rows.len(), 1));
    assert_eq!(together.counted_once[0].file, "c.csv");
}
