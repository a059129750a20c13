//! Drugs as pages to print: what the sheet for the counter says (allergies, what is probably taken now, what was bought, the same
//! ingredient twice), then everything that was handed out, newest first. Blocks only; how they stand on pages is the writer's.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::statement::{Block, Statement, Table};
use crate::domain::calendar::long_date;
use crate::domain::medication::{Dispensing, Drug, Supply, merge};
use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::days_words;
use crate::domain::notebook::twice::{TWICE, Twice};
use crate::domain::person::{Person, Sex};

/// The statement.
#[must_use]
pub fn drug_statement(person: &Person, carried: &Carried, as_of: NaiveDateTime, today: NaiveDate) -> Statement {
    let mut blocks = vec![
        Block::Words(whose(person, today)),
        Block::Words(format!(
            "{} {} 時点の記録から、健康手帳で作りました。国や自治体、薬局が出した書類ではありません。",
            long_date(as_of.date()),
            as_of.format("%-H:%M")
        )),
    ];
    allergies(carried, &mut blocks);
    taking(carried, today, &mut blocks);
    twice(carried, today, &mut blocks);
    bought(carried, &mut blocks);
    all(carried, &mut blocks);
    Statement { title: "お薬の記録".to_owned(), blocks }
}

/// Name, kana, birth, age, sex.
fn whose(person: &Person, today: NaiveDate) -> String {
    let kana = if person.kana.is_empty() { String::new() } else { format!("（{}）", person.kana) };
    let years = today.years_since(person.birth).map(|years| format!("（{years}歳）")).unwrap_or_default();
    let sex = match person.sex {
        Sex::Male => "　男性",
        Sex::Female => "　女性",
        Sex::Unspecified => "",
    };
    format!("氏名：{}{kana}　生年月日：{}{years}{sex}", person.name, long_date(person.birth))
}

fn heading(blocks: &mut Vec<Block>, words: &str) {
    blocks.push(Block::Heading(words.to_owned()));
}

/// Allergies and side effects first. Where none is told, that is no "none".
fn allergies(carried: &Carried, blocks: &mut Vec<Block>) {
    heading(blocks, "アレルギー・副作用など");
    let mut remarks: Vec<_> = carried.told.remarks.iter().collect();
    remarks.sort_by_key(|remark| remark.kind);
    if remarks.is_empty() {
        blocks.push(Block::Words("記録は届いていません。ないという意味ではありません。".to_owned()));
    }
    blocks.extend(remarks.iter().map(|remark| Block::Words(format!("・{}：{}", remark.kind.label(), remark.text))));
}

fn taking(carried: &Carried, today: NaiveDate, blocks: &mut Vec<Block>) {
    heading(blocks, "いま飲んでいる（とみられる）お薬：推定");
    blocks.push(Block::Words(format!(
        "受け取った日に日数を足し、{}月{}日にまだ残っている計算になる飲み薬です。塗り薬や貼り薬、入院中の薬、届いていない記録は入っていません。実際に飲んでいるかどうかは記録されていません。",
        today.month(),
        today.day()
    )));
    let taken = carried.taking(today);
    if taken.is_empty() {
        blocks.push(Block::Words("ありません。".to_owned()));
        return;
    }
    let cells = |supply: &Supply<'_>| {
        vec![
            named(supply.drug),
            used(supply.drug),
            format!("{}から{}ごろまで", long_date(supply.start), long_date(supply.until)),
            supply.from.place_names("／"),
        ]
    };
    blocks.push(Block::Table(Table {
        caption: "いま飲んでいるとみられるお薬",
        head: vec!["お薬（成分）", "飲み方・量", "いつから、いつまで", "薬局・処方した所"],
        rows: taken.iter().flat_map(|one| &one.supplies).map(cells).collect(),
        widths: vec![34, 24, 20, 22],
        amounts: vec![false; 4],
    }));
}

fn twice(carried: &Carried, today: NaiveDate, blocks: &mut Vec<Block>) {
    let found = Twice::of(carried, today);
    if !found.lines.is_empty() {
        blocks.push(Block::Warning(TWICE.to_owned()));
    }
    let open = found.open_words();
    blocks.extend(found.lines.into_iter().map(|line| Block::Words(format!("・{line}"))));
    blocks.extend(open.map(Block::Words));
}

/// What the person bought.
fn bought(carried: &Carried, blocks: &mut Vec<Block>) {
    if carried.told.otc.is_empty() {
        return;
    }
    heading(blocks, "市販薬（本人が書いたもの）");
    blocks.extend(carried.told.otc.iter().map(|one| {
        let days = days_words(one).map(|days| format!("（{days}）")).unwrap_or_default();
        Block::Words(format!("・{}{days}", one.name))
    }));
}

/// As many rows of the history stand in the pages: some forty sheets of paper. The other files have all of them.
const MOST_ROWS: usize = 1_000;

/// The drugs that were handed out or prescribed, a row each, the newest; of more than fit, how many and where they are.
fn all(carried: &Carried, blocks: &mut Vec<Block>) {
    heading(blocks, "受け取ったお薬（新しい順）");
    let merged = merge(&carried.rows);
    let count: usize = merged.iter().map(|line| line.row.drugs.len()).sum();
    let told = merged.iter().map(|line| line.row).flat_map(|row| row.drugs.iter().map(move |drug| (row, drug)));
    let cells = |(row, drug): (&Dispensing, &Drug)| {
        vec![row.when_words(), row.place_names("／"), named(drug), used(drug), row.source_words()]
    };
    let rows: Vec<Vec<String>> = told.take(MOST_ROWS).map(cells).collect();
    if rows.is_empty() {
        blocks.push(Block::Words("記録はありません。".to_owned()));
        return;
    }
    if count > rows.len() {
        let more = count - rows.len();
        blocks.push(Block::Words(format!(
            "新しい {MOST_ROWS}件をのせています。ほかの {more}件は、文章のファイルと表計算ソフトの一覧にあります。"
        )));
    }
    blocks.push(Block::Table(Table {
        caption: "受け取ったお薬",
        head: vec!["受け取った日", "薬局・処方した所", "お薬（成分）", "飲み方・量", "記録の出どころ"],
        rows,
        widths: vec![15, 20, 30, 20, 15],
        amounts: vec![false; 5],
    }));
    let notes = merged.iter().take(MOST_ROWS).map(|line| line.row).filter(|row| !row.notes.is_empty());
    for row in notes {
        blocks.push(Block::Words(format!("{}のメモ：{}", row.when_words(), row.notes.join("／"))));
    }
}

/// The name as it was handed out, whole, and what is in it.
fn named(drug: &Drug) -> String {
    let inside = drug.ingredient.as_ref().or(drug.general.as_ref()).filter(|name| !name.trim().is_empty());
    inside.map_or_else(|| drug.name.clone(), |inside| format!("{}（{inside}）", drug.name))
}

fn used(drug: &Drug) -> String {
    [drug.usage_words(), drug.amount_words()].into_iter().flatten().collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medication::{DrugForm, DrugSource, HiddenDrugs, Institution};
    use crate::domain::notebook::added::Told;
    use crate::domain::notebook::{Author, Remark, RemarkKind};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn statement_of(rows: Vec<Dispensing>, told: Told, hidden: &HiddenDrugs) -> String {
        let today = day("2026-11-22");
        let carried = Carried::of(rows, told, hidden, today);
        let person = Person {
            name: "見本　花子".into(),
            kana: "ミホン ハナコ".into(),
            birth: day("1980-01-02"),
            sex: Sex::Female,
        };
        let as_of = today.and_hms_opt(9, 5, 0).expect("a time");
        // As it reads, and not as a blank is escaped.
        format!("{:?}", drug_statement(&person, &carried, as_of, today)).replace("\\u{3000}", "\u{3000}")
    }

    fn row(on: &str, clinic: &str, drug: &str) -> Dispensing {
        let drug = Drug {
            amount: "1".into(),
            unit: "錠".into(),
            times: Some(28),
            form: DrugForm::Oral,
            ingredient: Some("アムロジピン".into()),
            usage: Some("朝食後".into()),
            ..Drug::named(drug)
        };
        let mut row = Dispensing::on(DrugSource::Receipt, day(on), Institution::named("見本薬局"));
        row.prescriber = Some(Institution::named(clinic));
        row.drugs = vec![drug];
        row
    }

    #[test]
    fn everything_stands_in_it_in_the_order_of_the_counter() {
        let rows = vec![
            row("2026-11-10", "甲内科", "アムロジピン錠"),
            row("2026-11-12", "乙病院", "ノルバスク錠"),
            row("1999-01-02", "丙医院", "昔の錠"),
        ];
        let remark = Remark { kind: RemarkKind::Allergy, text: "卵".into(), author: Author::Patient };
        let told = Told { remarks: vec![remark], ..Told::default() };
        let text = statement_of(rows, told, &HiddenDrugs::default());
        let mut from = 0;
        for said in [
            "氏名：見本　花子（ミホン ハナコ）　生年月日：1980年1月2日（46歳）　女性",
            "2026年11月22日 9:05 時点の記録",
            "アレルギー歴：卵",
            "いま飲んでいる（とみられる）お薬：推定",
            "ノルバスク錠（アムロジピン）",
            "朝食後、1日に1錠、28日分",
            TWICE,
            "受け取ったお薬（新しい順）",
            "2026年11月10日",
            "1999年1月2日",
            "見本薬局／丙医院",
            "昔の錠",
        ] {
            let at = text[from..].find(said).unwrap_or_else(|| panic!("{said} after {from}: {text}"));
            from += at;
        }
    }

    #[test]
    fn of_a_very_long_history_the_newest_stand_there_and_the_rest_is_counted() {
        let days = |number: u64| {
            let on = day("2026-11-01") - chrono::Days::new(number * 7);
            row(&on.to_string(), "甲内科", &format!("見本錠{number}"))
        };
        for (count, more) in [(3, None), (MOST_ROWS as u64 + 5, Some("ほかの 5件は"))] {
            let text = statement_of((0..count).map(days).collect(), Told::default(), &HiddenDrugs::default());
            assert!(text.contains("見本錠0（") && text.contains("見本錠2（"), "{count}");
            assert_eq!(more.is_some_and(|words| text.contains(words)), more.is_some(), "{count}");
            assert_eq!(text.contains("件をのせています"), more.is_some(), "{count}");
        }
    }

    #[test]
    fn what_is_not_told_is_no_none_and_what_is_hidden_is_nowhere() {
        let text = statement_of(Vec::new(), Told::default(), &HiddenDrugs::default());
        for said in ["ないという意味ではありません", "ありません。", "記録はありません。"]
        {
            assert!(text.contains(said), "{said}");
        }
        let mut hidden = HiddenDrugs::default();
        let secret = row("2026-11-10", "甲内科", "秘密錠");
        hidden.hide(&secret.drugs[0], day("2026-11-22")).expect("room");
        assert!(!statement_of(vec![secret], Told::default(), &hidden).contains("秘密錠"));
    }
}
