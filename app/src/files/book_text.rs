//! The statement as plain text: for screens that read aloud, for mail to oneself, for machines without any office program.

use super::statement::{Block, Statement, Table};

/// UTF-8 with a byte order mark, CRLF.
#[must_use]
pub fn write(statement: &Statement) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let mut line = |text: &str| {
        out.push_str(&one_line(text));
        out.push_str("\r\n");
    };
    line(&statement.title);
    for block in &statement.blocks {
        line("");
        match block {
            Block::Heading(text) => line(&format!("■ {text}")),
            Block::Words(text) | Block::Warning(text) => line(text),
            Block::Table(table) => rows(table).iter().for_each(|row| line(row)),
        }
    }
    out.into_bytes()
}

/// Each row with the headings beside its cells, so that it can be understood by itself.
fn rows(table: &Table) -> Vec<String> {
    let row = |cells: &Vec<String>| {
        let parts: Vec<String> = table
            .head
            .iter()
            .zip(cells)
            .enumerate()
            .filter(|(_, (_, cell))| !cell.is_empty())
            .map(|(place, (head, cell))| if place == 0 { cell.clone() } else { format!("{head} {cell}") })
            .collect();
        format!("・{}", parts.join("　"))
    };
    if table.rows.is_empty() { vec!["（ありません）".to_owned()] } else { table.rows.iter().map(row).collect() }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::stamp::sample::open;
    use super::super::statement::Asked;
    use super::super::statement::tests::sample;
    use super::*;

    #[test]
    fn every_line_can_be_read_by_itself() {
        let text = String::from_utf8(write(&sample(&open(), Asked::default()))).expect("UTF-8");
        assert!(text.starts_with("\u{feff}医療費の明細　2025年分（令和7年分）\r\n"));
        assert!(text.contains("・見本 太郎　年月（日） 2025年4月　病院・薬局など 見本総合病院　種類 医科入院　払った額（円） ＊90,370　補填（円） 30,000\r\n"), "{text}");
        assert!(text.contains("【未確定】") && text.lines().all(|line| !line.contains('\t')));
    }

    #[test]
    fn no_cell_breaks_its_line() {
        let table =
            Table { head: vec!["A", "B"], rows: vec![vec!["x\r\ny".into(), String::new()]], ..Table::default() };
        let statement =
            Statement { title: "T".into(), blocks: vec![Block::Table(table), Block::Table(Table::default())] };
        assert_eq!(
            String::from_utf8(write(&statement)).expect("UTF-8"),
            "\u{feff}T\r\n\r\n・x  y\r\n\r\n（ありません）\r\n"
        );
    }
}
