//! The year's statement for one's own files: what is in it, as blocks that the writers of text and PDF lay out alike.
//!
//! It is neither the tax office's form nor an original of a notice, and says so. Numbers of the insurance stand in it only where the
//! person asked for them.

use super::stamp::Stamp;
use crate::domain::calendar::{long_date, slashed, tax_year_label};
use crate::domain::expense::book::row::Row;
use crate::domain::expense::book::summary::{Line, summary};
use crate::domain::money::Yen;
use crate::domain::order;
use crate::domain::tax::choice::Choice;
use crate::domain::tax::deduction::DeductionLine;
use crate::domain::tax::refund::keep_until;

/// A part of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of the second level.
    Heading(String),
    /// A paragraph.
    Words(String),
    /// A warning that must not be overlooked.
    Warning(String),
    /// A table.
    Table(Table),
}

/// A table: headings, rows, and how wide the columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows, for readers that read aloud.
    pub caption: &'static str,
    /// Headings.
    pub head: Vec<&'static str>,
    /// Cells, as many a row as there are headings.
    pub rows: Vec<Vec<String>>,
    /// Width of each column, in parts of the whole.
    pub widths: Vec<u16>,
    /// Columns of amounts, which end at the right.
    pub amounts: Vec<bool>,
}

/// The statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Title.
    pub title: String,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// What the person asked to be in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Name of the one who files, where known.
    pub filer: Option<&'a str>,
    /// Names and values of the insurance's numbers.
    pub insured: &'a [(&'static str, String)],
}

/// The statement of a year's rows.
#[must_use]
pub fn statement(rows: &[&Row], choice: Option<&Choice>, stamp: &Stamp, asked: Asked<'_>) -> Statement {
    let label = tax_year_label(stamp.year);
    let mut blocks = vec![Block::Words(format!(
        "{}に、健康手帳で作りました。税務署の様式でも、医療費通知の原本でもありません。手元の控えです。申告には、税務署の様式を使ってください。",
        long_date(stamp.made_on)
    ))];
    let stamped = stamp.words();
    if !stamped.is_empty() {
        blocks.push(Block::Warning(stamped.join(" ")));
    }
    if let Some(filer) = asked.filer {
        blocks.push(Block::Words(format!("申告する人：{filer}")));
    }
    if !asked.insured.is_empty() {
        let values: Vec<String> = asked.insured.iter().map(|(name, value)| format!("{name} {value}")).collect();
        blocks.push(Block::Words(values.join("　")));
    }
    let sums = summary(rows, stamp.year);
    blocks.push(Block::Heading("医療費の明細".to_owned()));
    blocks.push(Block::Table(details(rows)));
    blocks.push(Block::Words(format!("払った額の合計 {}　補填される額の合計 {}", sums.paid, sums.back)));
    if rows.iter().any(|row| row.corrected) {
        blocks.push(Block::Words(
            "＊の付いた額は、明細から直した額です。その領収書を、下の期日まで保管してください。".to_owned(),
        ));
    }
    blocks.push(Block::Heading("人ごとの合計".to_owned()));
    blocks.push(Block::Table(sums_of("人ごとの合計", "医療を受けた人", &sums.people)));
    if let Some(choice) = choice {
        blocks.push(Block::Heading("医療費控除の計算（目安）".to_owned()));
        blocks.push(Block::Table(working("医療費控除の計算", &choice.medical.lines)));
        if choice.self_medication.lines.first().and_then(|line| line.amount).is_some_and(|paid| paid > Yen::ZERO) {
            blocks.push(Block::Heading("セルフメディケーション税制の計算（目安）".to_owned()));
            blocks.push(Block::Table(working("セルフメディケーション税制の計算", &choice.self_medication.lines)));
        }
    }
    if let Some(until) = keep_until(stamp.year) {
        blocks.push(Block::Words(format!(
            "領収書は {} まで保管してください（申告期限から5年間）。マイナポータル連携または保険者のXMLで申告した分は、直した行のほかは、領収書の保管はいりません。",
            long_date(until)
        )));
    }
    Statement { title: format!("医療費の明細　{label}"), blocks }
}

fn details(rows: &[&Row]) -> Table {
    let mut sorted: Vec<&&Row> = rows.iter().filter(|row| row.counts()).collect();
    order::sort_by(&mut sorted, |a, b| (&a.whose, a.treated, a.treated_on).cmp(&(&b.whose, b.treated, b.treated_on)));
    let cells = |row: &&&Row| {
        let when = match (row.treated_on, row.treated) {
            (Some(day), _) => slashed(day),
            (None, Some(month)) => month.to_string(),
            (None, None) => "－".to_owned(),
        };
        let mark = if row.corrected && row.told.is_some() { "＊" } else { "" };
        let item = if row.item.is_empty() { String::new() } else { format!("（{}）", row.item) };
        vec![
            row.whose.clone(),
            when,
            format!("{}{item}", row.place),
            row.kind.clone(),
            format!("{mark}{}", row.paid().grouped()),
            row.counted_back().grouped(),
        ]
    };
    Table {
        caption: "医療費の明細",
        head: vec!["医療を受けた人", "年月（日）", "病院・薬局など", "種類", "払った額（円）", "補填（円）"],
        rows: sorted.iter().map(cells).collect(),
        widths: vec![17, 14, 32, 14, 13, 10],
        amounts: vec![false, false, false, false, true, true],
    }
}

fn sums_of(caption: &'static str, heading: &'static str, lines: &[Line]) -> Table {
    Table {
        caption,
        head: vec![heading, "件数", "払った額（円）"],
        rows: lines.iter().map(|line| vec![line.name.clone(), line.rows.to_string(), line.paid.grouped()]).collect(),
        widths: vec![60, 15, 25],
        amounts: vec![false, true, true],
    }
}

fn working(caption: &'static str, lines: &[DeductionLine]) -> Table {
    let cells = |line: &DeductionLine| {
        vec![
            if line.letter.len() == 1 { format!("{} {}", line.letter, line.label) } else { line.label.clone() },
            line.amount.map_or_else(|| "－".to_owned(), Yen::grouped),
            format!("{}（{}）", line.rule, line.source),
        ]
    };
    Table {
        caption,
        head: vec!["項目", "金額（円）", "計算のしかたと根拠"],
        rows: lines.iter().map(cells).collect(),
        widths: vec![38, 16, 46],
        amounts: vec![false, true, false],
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::expense::book::sample::{YEAR, book, together};
    use crate::domain::expense::book::summary::{marked, medical};
    use crate::domain::tax::choice::{Payments, choose};
    use crate::domain::tax::saving::Situation;
    use crate::files::stamp::sample::{open, whole};

    /// The statement of the sample book.
    pub(crate) fn sample(stamp: &Stamp, asked: Asked<'_>) -> Statement {
        let gathered = together(None, &book());
        let rows = gathered.of_year(YEAR);
        let (medical, marked) = (medical(&rows), marked(&rows));
        let payments = Payments { medical: &medical, marked: &marked };
        let choice = choose(YEAR, payments, Situation::default(), None);
        statement(&rows, choice.as_ref(), stamp, asked)
    }

    fn words(statement: &Statement) -> String {
        format!("{statement:?}")
    }

    #[test]
    fn holds_rows_sums_working_and_what_to_keep() {
        let shown = words(&sample(&whole(), Asked { filer: Some("見本 太郎"), insured: &[] }));
        for says in [
            "2025年分（令和7年分）",
            "見本総合病院",
            "＊90,370",
            "人ごとの合計",
            "所得税法73条",
            "2031年3月16日",
            "申告する人：見本 太郎",
        ] {
            assert!(shown.contains(says), "{says}");
        }
        assert!(!shown.contains("未確定") && !shown.contains("保険者番号"), "{shown}");
    }

    #[test]
    fn numbers_stand_in_it_only_where_they_were_asked_for_and_an_open_year_is_stamped() {
        let insured = [("保険者番号", "88888888".to_owned()), ("記号", "1234".to_owned())];
        let shown = words(&sample(&open(), Asked { filer: None, insured: &insured }));
        for says in ["保険者番号 88888888", "記号 1234", "【未確定】"] {
            assert!(shown.contains(says), "{says}: {shown}");
        }
    }
}
