//! The running sum of a year of ceilings, 1 August to 31 July.

use std::collections::BTreeMap;

use super::cover::{class_of, covers};
use super::{Case, MonthLine, YearSum};
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::age::AgeGroup;
use crate::domain::ceiling::class::ClassCode;
use crate::domain::ceiling::tables::{Row, Table, table_of};
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
    let borne: Yen = months.iter().map(|line| line.borne()).sum();
    let outside: Yen = months.iter().map(|line| line.outpatient_borne).sum();
    // Without an insurer no class would be of use.
    let insured = months.iter().any(|line| covers(case, line.month).len() == 1);
    let lowest = |of: fn(&Row) -> [Option<Yen>; 2]| lowest(table, newest.age, of).filter(|_| insured);
    let lowest_outpatient = lowest(|row| [row.outpatient_year, None]);
    let may_reach = code.is_none() && lowest_outpatient.is_some_and(|lowest| outside >= lowest);
    let of_class = row.and_then(|row| row.outpatient_year).is_some();
    if table.rows.iter().all(|row| row.year.is_none()) && !of_class && !may_reach {
        return None;
    }
    let running = |borne, ceiling: Option<Yen>| ceiling.map(|ceiling| Running { borne, ceiling });
    Some(YearSum {
        year,
        table,
        code,
        age: newest.age,
        late_stage: newest.late_stage,
        lowest: lowest(|row| [row.year, row.year_lower]),
        lowest_outpatient,
        arrived: months.len(),
        open: months.iter().filter(|line| line.is_open()).count(),
        borne,
        outpatient_borne: outside,
        yearly: running(borne, row.and_then(|row| row.year)),
        lower: running(borne, row.and_then(|row| row.year_lower)),
        outpatient: running(outside, row.and_then(|row| row.outpatient_year)),
    })
}

/// The lowest yearly ceiling of a kind for an age.
fn lowest(table: &Table, age: AgeGroup, of: fn(&Row) -> [Option<Yen>; 2]) -> Option<Yen> {
    table.rows.iter().filter(|row| row.class.age() == age).flat_map(of).flatten().min()
}

fn class_in(case: &Case<'_>, line: &MonthLine) -> Option<ClassCode> {
    let covers = covers(case, line.month);
    let [cover] = covers.as_slice() else { return None };
    class_of(case, cover, line.month, line.age).map(|(code, _)| code)
}
