//! The running sum of a year of ceilings, 1 August to 31 July.

use std::collections::BTreeMap;

use super::cover::{class_of, covers};
use super::{Case, MonthLine, YearSum};
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::age::AgeGroup;
use crate::domain::ceiling::class::ClassCode;
use crate::domain::ceiling::tables::{Table, table_of};
use crate::domain::ceiling::yearly::Running;
use crate::domain::expense::ledger::MonthStatus;
use crate::domain::money::Yen;

/// The sum of the year that begins in August of `year`; nothing where no yearly ceiling of any kind is known, or no month
/// has arrived.
pub(super) fn year_sum(case: &Case<'_>, year: i32, lines: &BTreeMap<YearMonth, MonthLine>) -> Option<YearSum> {
    let august = YearMonth::new(year, 8)?;
    let table = table_of(august)?;
    let months: Vec<&MonthLine> = (0..12)
        .filter_map(|later| lines.get(&august.plus(later)))
        .filter(|line| matches!(line.status, MonthStatus::Arrived | MonthStatus::None))
        .collect();
    let newest = months.last()?;
    let code = months.iter().rev().find_map(|line| class_in(case, line));
    let row = code.and_then(|code| table.row(code.class()));
    if table.rows.iter().all(|row| row.year.is_none()) && row.and_then(|row| row.outpatient_year).is_none() {
        return None;
    }
    let borne: Yen = months.iter().map(|line| line.borne()).sum();
    let outside: Yen = months.iter().map(|line| line.outpatient_borne).sum();
    let running = |borne, ceiling: Option<Yen>| ceiling.map(|ceiling| Running { borne, ceiling });
    Some(YearSum {
        year,
        table,
        code,
        age: newest.age,
        late_stage: newest.late_stage,
        // Without an insurer no class would be of use.
        lowest: lowest(table, newest.age).filter(|_| months.iter().any(|line| covers(case, line.month).len() == 1)),
        arrived: months.len(),
        open: months.iter().filter(|line| line.is_open()).count(),
        borne,
        yearly: running(borne, row.and_then(|row| row.year)),
        lower: running(borne, row.and_then(|row| row.year_lower)),
        outpatient: running(outside, row.and_then(|row| row.outpatient_year)),
    })
}

/// The lowest yearly ceiling for an age.
fn lowest(table: &Table, age: AgeGroup) -> Option<Yen> {
    let rows = table.rows.iter().filter(|row| row.class.age() == age);
    rows.flat_map(|row| [row.year, row.year_lower]).flatten().min()
}

fn class_in(case: &Case<'_>, line: &MonthLine) -> Option<ClassCode> {
    let covers = covers(case, line.month);
    let [cover] = covers.as_slice() else { return None };
    class_of(case, cover, line.month, line.age).map(|(code, _)| code)
}
