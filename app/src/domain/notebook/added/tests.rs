//! What is kept of a notebook, whose it must be, and how it stands in the history.

use super::*;
use crate::domain::import::own_cp932;
use crate::domain::medication::{CodeSystem, DrugForm, DrugSource};
use crate::domain::notebook::{Author, read_volume};

const ALL: &str = include_str!("../fixtures/all.txt");

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn volume(text: &str) -> Volume {
    read_volume(text.as_bytes(), own_cp932).expect("a notebook")
}

fn taro() -> Person {
    Person {
        name: "見本　太郎".into(), kana: "ミホン　タロウ".into(), birth: day("1958-03-03"), sex: Sex::Male
    }
}

fn small(date: &str, drug: &str) -> String {
    format!(
        "JAHISTC08,1\n1,見本　太郎,1,19580303\n5,{date},1\n11,見本薬局,13,4,1234567,,,,1\n51,見本病院,13,1,7654321,1\n201,1,{drug},1,錠,2,620000001,1\n301,1,朝食後,14,日分,1,1,,1\n"
    )
}

#[test]
fn whose_notebook_may_be_added() {
    let today = day("2026-11-22");
    let renamed = Person { name: "旧姓　太郎".into(), kana: "キュウセイ　タロウ".into(), ..taro() };
    let book = |from: &str, to: &str| volume(&small("20261101", "見本錠").replace(from, to)).notebook;
    for (book, person, expected) in [
        (volume(ALL).notebook, taro(), Ok(())),
        (volume(ALL).notebook, renamed, Ok(())),
        (volume(ALL).notebook, Person { birth: day("1958-03-04"), ..taro() }, Err(NotAdded::OtherBirth)),
        (volume(ALL).notebook, Person { sex: Sex::Female, ..taro() }, Err(NotAdded::OtherSex)),
        (
            volume(ALL).notebook,
            Person { name: "見本　次郎".into(), kana: "ミホン　ジロウ".into(), ..taro() },
            Err(NotAdded::OtherName),
        ),
        (book("見本　太郎", "ミホン タロウ"), taro(), Ok(())),
        (book("1,見本　太郎,1,19580303\n", ""), taro(), Err(NotAdded::NotNamed)),
        (book("見本　太郎", ""), taro(), Err(NotAdded::NotNamed)),
        (book("19580303", "X"), taro(), Err(NotAdded::NotNamed)),
        (book("20261101", "20261123"), taro(), Err(NotAdded::InFuture)),
        (volume("JAHISTC08,1\n1,見本　太郎,1,19580303\n4,メモ,,2\n").notebook, taro(), Err(NotAdded::NothingToAdd)),
    ] {
        assert_eq!(may_be_added(&book, &person, today), expected);
    }
}

#[test]
fn a_notebook_becomes_rows_with_all_that_it_says() {
    let rows = rows_of(&volume(ALL).notebook, day("2026-11-22"));
    assert_eq!(rows.len(), 3, "one a doctor");
    let first = &rows[0];
    assert_eq!(
        (first.dispensed_on, first.source, first.told_on),
        (Some(day("2026-11-01")), DrugSource::Notebook, Some(day("2026-11-22")))
    );
    assert_eq!((first.dispenser.code.as_str(), first.dispenser.name.as_str()), ("1341234567", "見本薬局　駅前店"));
    assert_eq!(first.prescriber.as_ref().map(|at| at.code.as_str()), Some("1317654321"));
    assert_eq!(first.doctor.as_ref().and_then(|doctor| doctor.department.as_deref()), Some("内科"));
    let drug = &first.drugs[0];
    assert_eq!(
        (drug.code.as_str(), drug.amount.as_str(), drug.times, drug.form),
        ("620000001", "1", Some(28), DrugForm::Oral)
    );
    assert_eq!(drug.general.as_deref(), Some("【般】見本塩酸塩錠５ｍｇ"));
    assert_eq!(drug.code_in(CodeSystem::General), Some("1234567F1ZZZ"));
    assert_eq!(drug.usage_words().as_deref(), Some("【分１ 朝食後服用】　一包化"));
    assert_eq!(drug.notes, ["朝：１錠", "めまいに注意", "車の運転に注意"]);
    assert_eq!(first.drugs[1].code_in(CodeSystem::Yj), Some("1234567F1011"));
    for part in [
        "担当：見本　花子",
        "退院後に必要な服薬の情報：錠剤は粉砕して投与",
        "残った薬：見本錠が",
        "本人の記入（2026年11月3日）：朝に",
    ] {
        assert!(first.notes.iter().any(|note| note.contains(part)), "{part}: {:?}", first.notes);
    }
    assert_eq!((rows[1].drugs[0].form, rows[1].notes.len()), (DrugForm::External, 0));
    let otc = otc_row(&volume(ALL).notebook.otc[0], day("2026-11-22"));
    assert_eq!((otc.source, otc.dispensed_on), (DrugSource::OverTheCounter, Some(day("2026-10-10"))));
    assert_eq!(otc.drugs[0].code_in(CodeSystem::Jan), Some("4900000000016"));
    assert_eq!(otc.drugs[0].ingredient.as_deref(), Some("見本成分・第二成分"));
    assert_eq!(otc.drugs[0].notes, ["2026年10月10日から2026年10月13日まで"]);
}

#[test]
fn a_dispensing_whose_day_cannot_be_read_is_undated_and_not_lost() {
    let book = volume(&format!("{}{}", small("20261101", "見本錠"), "5,20261399,1\n201,1,日の読めない錠,1,錠,1,,1\n"));
    let (on, person) = (day("2026-11-22"), taro());
    assert_eq!(may_be_added(&book.notebook, &person, on), Ok(()));
    assert_eq!(book.notebook.counts(), (2, 2));
    let mut added = AddedDrugs::default();
    assert_eq!(added.add_book(&book, on), Adding::Kept);
    let mut told: Vec<(String, String)> =
        added.rows().into_iter().map(|row| (row.drugs[0].name.clone(), row.when_words())).collect();
    told.sort();
    let row = |name: &str, when: &str| (name.to_owned(), when.to_owned());
    assert_eq!(told, [row("日の読めない錠", "日にちの記録なし"), row("見本錠", "2026年11月1日")]);
    let years = added.beside(History::default(), Span::year(2026)).years;
    assert_eq!(years, [YearCount { year: 2026, count: 2 }]);
}

#[test]
fn a_letter_that_a_file_could_not_hold_may_be_any_where_birth_and_sex_agree() {
    let person = Person { name: "㋐１１　太郎".into(), kana: String::new(), ..taro() };
    let book = |name: &str, sex: &str| {
        let text = small("20261101", "見本錠").replace("1,見本　太郎,1,", &format!("1,{name},{sex},"));
        volume(&text).notebook
    };
    for (name, sex, expected) in [
        ("〓１１　太郎", "1", Ok(())),
        ("〓１２　次郎", "1", Err(NotAdded::OtherName)),
        ("〓１１　〓郎", "", Err(NotAdded::OtherName)),
        ("〓１１　〓郎", "1", Ok(())),
        ("〓１１　太郎", "2", Err(NotAdded::OtherSex)),
    ] {
        assert_eq!(is_of(&book(name, sex), &person), expected, "{name} {sex}");
    }
}

#[test]
fn nothing_that_says_whose_it_is_is_kept() {
    let mut added = AddedDrugs::default();
    assert_eq!(added.add_book(&volume(ALL), day("2026-11-22")), Adding::Kept);
    let kept = serde_json::to_string(&added).expect("written");
    for secret in ["見本　太郎", "S330303", "100-0001,東京都見本区見本１－２－３", "ﾐﾎﾝ ﾀﾛｳ"]
    {
        assert!(!kept.contains(secret), "{secret}");
    }
    let back: AddedDrugs = serde_json::from_str(&kept).expect("read");
    assert_eq!(back, added);
    assert_eq!(back.rows().len(), 5);
    assert_eq!(back.told().remarks.len(), 4);
}

#[test]
fn the_same_twice_is_once_and_a_later_whole_replaces_its_part() {
    let (on, later) = (day("2026-11-20"), day("2026-11-22"));
    let first = small("20261001", "見本錠");
    let whole = first.replace(
        "5,20261001,1\n",
        "5,20261101,1\n11,見本薬局,13,4,1234567,,,,1\n201,1,第二錠,1,錠,1,,1\n301,1,夕,7,日分,1,1,,1\n5,20261001,1\n",
    );
    let mut added = AddedDrugs::default();
    assert_eq!(added.add_book(&volume(&first), on), Adding::Kept);
    assert_eq!(added.add_book(&volume(&first), later), Adding::Known);
    assert_eq!(added.add_book(&volume(&whole), later), Adding::Kept);
    assert_eq!((added.books().len(), added.rows().len()), (1, 2));
    assert_eq!(added.add_book(&volume(&first), later), Adding::Known);
    // Another notebook with a dispensing of the first: both are kept, the row stands once.
    let other = whole.replace("第二錠", "第三錠");
    assert_eq!(added.add_book(&volume(&other), later), Adding::Kept);
    assert_eq!((added.books().len(), added.rows().len()), (2, 3));
    let name = added.books()[0].name();
    assert_eq!(added.remove_books(|book| book.name() == name), 1);
    assert_eq!(added.rows().len(), 2);
}

#[test]
fn there_is_room_for_so_much() {
    let mut added = AddedDrugs::default();
    let on = day("2026-11-22");
    for number in 0..MOST_BOOKS {
        assert_eq!(added.add_book(&volume(&small("20261001", &format!("錠{number}号"))), on), Adding::Kept);
    }
    assert_eq!(added.add_book(&volume(&small("20261001", "もう一つ")), on), Adding::Full);
    assert_eq!(added.books().len(), MOST_BOOKS);
    let mut large = AddedDrugs::default();
    let text = format!("{}{}", small("20261001", "見本錠"), "501,備考,1\n".repeat(90_000));
    assert_eq!(large.add_book(&volume(&text), on), Adding::Kept);
    assert_eq!(large.add_book(&volume(&text.replace("見本錠", "別の錠")), on), Adding::Full);
    let otc = |name: usize| Otc {
        name: name.to_string(),
        from: None,
        until: None,
        author: Author::Patient,
        number: None,
        jan: None,
        ingredients: Vec::new(),
    };
    for number in 0..MOST_OTC {
        assert_eq!(added.add_otc(otc(number), on), Adding::Kept);
    }
    assert_eq!((added.add_otc(otc(0), on), added.add_otc(otc(MOST_OTC), on)), (Adding::Known, Adding::Full));
}

#[test]
fn beside_the_hubs_history_the_rows_of_the_span_stand_and_years_are_counted() {
    let mut added = AddedDrugs::default();
    for date in ["20240105", "20261101", "20261115"] {
        added.add_book(&volume(&small(date, "見本錠")), day("2026-11-22"));
    }
    let hub_row = |on: &str| {
        let mut row = rows_of(&volume(&small("20261101", "見本錠")).notebook, day("2026-11-22")).remove(0);
        (row.dispensed_on, row.source) = (Some(day(on)), DrugSource::Receipt);
        row
    };
    let count = |year, count| YearCount { year, count };
    let hub = History { rows: vec![hub_row("2026-11-01")], years: vec![count(2026, 1), count(2025, 4)] };
    let all = added.beside(hub.clone(), Span::year(2026));
    assert_eq!(all.rows.len(), 3);
    assert_eq!(all.years, [count(2026, 2), count(2025, 4), count(2024, 1)], "the first of November is told twice");
    let part = added.beside(hub.clone(), Span::new(day("2026-11-10"), day("2026-11-22")));
    assert_eq!(part.rows.len(), 2);
    assert_eq!(part.years[0], count(2026, 2));
    assert_eq!(AddedDrugs::default().beside(hub.clone(), Span::year(2026)), hub);
}

#[test]
fn a_list_of_many_different_notes_is_told_quickly() {
    let lines: String = (0..90_000).map(|number| format!("4,{number},,2\n")).collect();
    let mut added = AddedDrugs::default();
    added.add_book(&volume(&format!("JAHISTC08,1\n2,1,卵,2\n{lines}")), day("2026-11-22"));
    let start = std::time::Instant::now();
    assert_eq!(added.told().memos.len(), 90_000);
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
}
