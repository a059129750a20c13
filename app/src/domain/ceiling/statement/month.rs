//! One month: rows, insurer, class, table, ceilings, and what follows.

mod bounds;

use std::collections::BTreeMap;

use self::bounds::unseen_bills;
use super::benefit::{benefit, many_before};
use super::cover::{
    class_of, covers, disease_ceilings, diseases, hides, is_late_stage, may_pay_two_tenths, scheme, span,
};
use super::family::Members;
use super::{Case, Family, KnownFrom, Missing, MonthLine, Reckoned, Verdict, family};
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::age::{AgeGroup, age_group, halved_in};
use crate::domain::ceiling::claim::claim_until;
use crate::domain::ceiling::class::ClassCode;
use crate::domain::ceiling::formula::{Formula, half};
use crate::domain::ceiling::household::{Place, Rates, Settlement, settle};
use crate::domain::ceiling::many::Many;
use crate::domain::ceiling::prescriber::{Way, disease_at_most, ways};
use crate::domain::ceiling::rows::{Sorted, Terms, same_name, sort};
use crate::domain::ceiling::tables::{Row, Table, relief, table_of};
use crate::domain::eligibility::Eligibility;
use crate::domain::expense::ledger::MonthStatus;
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::money::Yen;

/// Bills are rounded to ten yen.
const ROUNDING: i64 = 10;

/// Works one month out; `before` holds the months before it.
pub(super) fn line(
    case: &Case<'_>,
    expenses: &ExpenseYear,
    month: YearMonth,
    status: MonthStatus,
    before: &BTreeMap<YearMonth, MonthLine>,
) -> MonthLine {
    let (own, others): (Vec<&Expense>, Vec<&Expense>) = expenses
        .rows
        .iter()
        .filter(|row| row.month == month)
        .partition(|row| same_name(&row.patient, &case.person.name));
    let found = covers(case, month);
    let cover = match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let late_stage = found.iter().any(|one| is_late_stage(one)) && cover.is_some();
    let age = age_group(case.person.birth, month, late_stage);
    // Who was insured late-stage before does not change the insurer at 75.
    let joined_before = cover.is_some_and(|one| is_late_stage(one) && one.valid_from < span(month).0);
    let halved = halved_in(case.person.birth, month) && !joined_before;
    let class = cover.and_then(|one| class_of(case, one, month, age));
    let of_class = class.map(|(code, _)| code.class());
    let ceilings = cover.map(|one| disease_ceilings(one, month, age, of_class, halved)).unwrap_or_default();
    let terms = Terms { share_percent: cover.and_then(|one| one.share_percent), diseases: &ceilings };
    let sorted = sort(own.iter().copied(), terms);
    let hidden = hides(case, month);
    let late_scheme = scheme(&found, case.person.birth, month);
    let facts = Facts {
        paid: own.iter().map(|row| row.counter_share).sum(),
        family: family::members(
            others.into_iter(),
            case.household,
            family::Own { age, late_stage: late_scheme, month },
        ),
        other_class: cover.and_then(|_| case.told.of(month, other_age(age), late_scheme == Some(true))),
        sorted,
        month,
        age,
        halved,
        table: table_of(month),
        class,
        many: cover.map(|one| many_before(case, one, month, before)).unwrap_or_default(),
        gap: gap(&found, hidden),
        may_be_late: cover.is_none() && late_scheme != Some(false),
        unseen_bills: if found.is_empty() || hidden { unseen_bills(&own) } else { Yen::ZERO },
        two_tenths: found.is_empty() || found.iter().any(|one| may_pay_two_tenths(one)),
        certified: found.iter().any(|one| diseases(one, month).next().is_some()),
    };
    let result = facts.result();
    let capped_household = facts
        .sorted
        .units
        .iter()
        .any(|unit| unit.capped && !unit.disease && (age == AgeGroup::Under70 || unit.place() == Place::Inpatient));
    let outside: Yen =
        facts.sorted.units.iter().filter(|unit| unit.place() == Place::Outpatient).map(|unit| unit.paid).sum();
    MonthLine {
        month,
        status,
        paid: facts.paid,
        insurers: found.iter().map(|one| one.insurer_name.clone()).collect(),
        age,
        late_stage,
        mark: result.mark,
        half: halved,
        benefit: benefit(status, capped_household, &result.verdict, result.household),
        outpatient_borne: outside - result.reckoned.as_ref().map_or(Yen::ZERO, |one| one.low.outpatient.refund),
        verdict: result.verdict,
        reckoned: result.reckoned,
        family: result.family,
        back: case.back.in_month(month),
        claim_until: claim_until(month),
    }
}

const fn other_age(age: AgeGroup) -> AgeGroup {
    match age {
        AgeGroup::Under70 => AgeGroup::From70,
        AgeGroup::From70 => AgeGroup::Under70,
    }
}

/// Why the insurer cannot be told, if so.
fn gap(found: &[&Eligibility], hidden: bool) -> Option<Missing> {
    match found {
        [] if hidden => Some(Missing::InsurerHidden),
        [] => Some(Missing::Insurer),
        [one] if one.card_class == "A1" => Some(Missing::Aid),
        [_] => hidden.then_some(Missing::InsurerHidden),
        _ => Some(Missing::InsurerChanged),
    }
}

/// What a month is worked out from.
struct Facts {
    paid: Yen,
    family: Members,
    /// The class told for the other age, for family members of it.
    other_class: Option<ClassCode>,
    sorted: Sorted,
    month: YearMonth,
    age: AgeGroup,
    halved: bool,
    table: Option<&'static Table>,
    class: Option<(ClassCode, KnownFrom)>,
    many: Many,
    gap: Option<Missing>,
    /// Whether the late-stage scheme may insure, with its ceilings of 70 and over, where the insurer is not known.
    may_be_late: bool,
    /// The most that can be bills for a specific disease, where no certificate is seen.
    unseen_bills: Yen,
    /// Whether the late-stage scheme may insure with a share of two tenths: then the relief may hold.
    two_tenths: bool,
    /// Whether any insurer of the month has certified a specific disease.
    certified: bool,
}

/// What follows.
struct MonthResult {
    verdict: Verdict,
    reckoned: Option<Reckoned>,
    family: Option<Family>,
    mark: Option<Yen>,
    /// The least and the most that comes back by the ceiling of the household.
    household: Option<(Yen, Yen)>,
}

impl MonthResult {
    fn bare(verdict: Verdict) -> Self {
        Self { verdict, reckoned: None, family: None, mark: None, household: None }
    }

    fn open(missing: Missing) -> Self {
        Self::bare(Verdict::Open { between: None, missing: vec![missing] })
    }
}

impl Facts {
    fn result(&self) -> MonthResult {
        let family_paid: Yen = self.family.items.iter().map(|item| item.paid).sum();
        if self.paid <= Yen::ZERO && family_paid == Yen::ZERO {
            return MonthResult::bare(Verdict::Nothing);
        }
        let Some(table) = self.table else { return MonthResult::open(Missing::Table) };
        let ages = [Some(self.age), self.may_be_late.then_some(AgeGroup::From70)];
        let of = |age| table.lowest(age, self.month, self.two_tenths.then(|| self.outside()));
        let lowest = ages.into_iter().flatten().map(of).min().unwrap_or(Yen::ZERO);
        let lowest = if self.halved { half(lowest) } else { lowest };
        let ways = ways(&self.sorted.units, 0, self.age);
        let small = self.at_most(ways.as_deref()) < lowest;
        let below = small.then_some(lowest);
        if let Some(gap) = self.gap {
            return self.without_insurer(gap, below, self.family_may_add(table, ways.as_deref()));
        }
        let Some((code, known_from)) = self.class else {
            let family = self.family_may_add(table, ways.as_deref()).then_some(Family::NeedsClass);
            return MonthResult { family, ..self.without_row(below, Missing::Class) };
        };
        let Some(row) = table.row(code.class()) else { return self.without_row(below, Missing::FinerClass) };
        let row = if self.halved { row.halved() } else { *row };
        self.reckon(code, known_from, table, row, ways.as_deref())
    }

    const fn below(&self, lowest: Yen) -> Verdict {
        if self.paid.0 <= 0 { Verdict::Nothing } else { Verdict::BelowAll(lowest) }
    }

    /// What can be said where the insurer is not one. Less than every ceiling is below that of any insurer; with the family's
    /// bills, or bills for a specific disease, something may come back all the same.
    fn without_insurer(&self, gap: Missing, below: Option<Yen>, family_may_add: bool) -> MonthResult {
        let family = (family_may_add && gap != Missing::Aid).then_some(Family::NeedsInsurer);
        let may_be_of_disease = self.unseen_bills > Yen::ZERO || self.may_be_of_disease();
        let of_disease = (may_be_of_disease && gap != Missing::Aid).then_some(Missing::DiseaseBill);
        let missing: Vec<Missing> = [gap].into_iter().chain(of_disease).collect();
        match below.filter(|_| family.is_none()) {
            Some(lowest) if !may_be_of_disease => MonthResult::bare(self.below(lowest)),
            Some(_) if self.unseen_bills > Yen::ZERO => {
                let between = Some((Yen::ZERO, self.unseen_bills));
                let household = Some((Yen::ZERO, Yen::ZERO));
                MonthResult { household, ..MonthResult::bare(Verdict::Open { between, missing }) }
            }
            _ => MonthResult { family, ..MonthResult::bare(Verdict::Open { between: None, missing }) },
        }
    }

    /// What can be said without a row of the table. Below every ceiling nothing comes back, but of bills for a specific disease.
    fn without_row(&self, below: Option<Yen>, missing: Missing) -> MonthResult {
        let disease = disease_at_most(&self.sorted.units);
        let of_disease = (disease > Yen::ZERO).then_some(Missing::DiseaseBill);
        let Some(lowest) = below else {
            let missing = [missing].into_iter().chain(of_disease).collect();
            return MonthResult::bare(Verdict::Open { between: None, missing });
        };
        let verdict = match of_disease {
            None => self.below(lowest),
            Some(missing) => Verdict::Open { between: Some((Yen::ZERO, disease)), missing: vec![missing] },
        };
        MonthResult { household: Some((Yen::ZERO, Yen::ZERO)), ..MonthResult::bare(verdict) }
    }

    fn reckon(
        &self,
        code: ClassCode,
        known_from: KnownFrom,
        table: &'static Table,
        row: Row,
        ways: Option<&[Way]>,
    ) -> MonthResult {
        let holds = if row.many.is_some() { self.many.holds() } else { Some(false) };
        let rates: Vec<Rates> = match holds {
            Some(many) => vec![self.rates(code, row, many)],
            None => vec![self.rates(code, row, false), self.rates(code, row, true)],
        };
        let Some(ways) = ways else {
            let mark = Some(self.mark(rates[0], row, Yen::ZERO));
            return MonthResult { mark, ..MonthResult::open(Missing::Prescriber) };
        };
        let (low, low_way, high) = self.range(ways, &rates);
        let cost = if self.age == AgeGroup::From70 { low.elders.cost } else { low.whole.cost };
        let other = self.other_rates(table);
        let (under70, from70) = match self.age {
            AgeGroup::Under70 => (Some(rates[0]), other),
            AgeGroup::From70 => (other, Some(rates[0])),
        };
        let family = (!self.family.items.is_empty())
            .then(|| family::together(&low_way.items, &self.family, under70, from70))
            .flatten()
            .filter(|joint| joint.refund > low.refund())
            .map(Family::Together);
        let (least, most) = (low.refund(), high.refund());
        let missing = self.missing(ways, &rates);
        let verdict = if missing.is_empty() {
            match (self.paid, least) {
                (Yen(..=0), _) => Verdict::Nothing,
                (_, Yen::ZERO) => Verdict::Within,
                (_, refund) => Verdict::Possible(refund),
            }
        } else {
            Verdict::Open { between: Some((least, most)), missing }
        };
        let units = &self.sorted.units;
        let unfit = (known_from == KnownFrom::Person).then(|| self.unfit(&row)).flatten();
        let reckoned = Reckoned {
            unfit,
            code,
            known_from,
            table,
            row,
            many: self.many,
            capped: units.iter().filter(|unit| unit.capped).count(),
            disease: units.iter().filter(|unit| unit.disease).count(),
            low,
            high,
        };
        let household = self.every(ways, &rates).map(|one| one.0.of_household());
        let household = household.clone().min().zip(household.max());
        MonthResult { verdict, mark: Some(self.mark(rates[0], row, cost)), reckoned: Some(reckoned), family, household }
    }

    /// What was paid where a ceiling worked at the counter, if it is none of this row: then another class was in force.
    fn unfit(&self, row: &Row) -> Option<Yen> {
        let at_counter = self.sorted.units.iter().filter(|unit| unit.capped && !unit.disease);
        let fits = |cost: Yen, paid: Yen| {
            let ceilings = [Some(row.monthly.at(cost)), row.many, row.outpatient];
            ceilings.into_iter().flatten().any(|ceiling| (paid - ceiling).0.abs() <= ROUNDING)
        };
        at_counter.filter(|unit| !fits(unit.cost, unit.paid)).map(|unit| unit.paid).next()
    }

    /// The ceilings of the other half of the table, by the class that was told for it.
    fn other_rates(&self, table: &'static Table) -> Option<Rates> {
        let code = self.other_class?;
        let row = *table.row(code.class())?;
        Some(Rates { monthly: row.monthly, outpatient: row.outpatient })
    }

    /// The cost of care outside hospital.
    fn outside(&self) -> Yen {
        self.sorted.units.iter().filter(|unit| unit.place() == Place::Outpatient).map(|unit| unit.cost).sum()
    }

    fn rates(&self, code: ClassCode, row: Row, many: bool) -> Rates {
        let monthly = row.many.filter(|_| many).map_or(row.monthly, |many| Formula::flat(many.0));
        let relief = (code == ClassCode::B09).then(|| relief(self.month, self.outside())).flatten();
        Rates { monthly, outpatient: row.outpatient.map(|ceiling| relief.map_or(ceiling, |lower| lower.min(ceiling))) }
    }

    fn settled(&self, way: &Way, rates: Rates) -> Settlement {
        let counted = settle(&way.items, Some(rates), Some(rates)).unwrap_or_default();
        Settlement { paid: counted.paid + way.disease, disease: way.disease, ..counted }
    }

    /// Every way with every ceiling.
    fn every<'a>(&'a self, ways: &'a [Way], rates: &'a [Rates]) -> impl Iterator<Item = (Settlement, &'a Way)> + Clone {
        rates.iter().flat_map(move |rate| ways.iter().map(move |way| (self.settled(way, *rate), way)))
    }

    /// The least and the most that comes back, and the way of the least: of equal ones the first, with no bill for a disease.
    fn range(&self, ways: &[Way], rates: &[Rates]) -> (Settlement, Way, Settlement) {
        let low = self.every(ways, rates).min_by_key(|one| one.0.refund());
        let high = self.every(ways, rates).map(|one| one.0).max_by_key(Settlement::refund).unwrap_or_default();
        low.map_or_else(Default::default, |low| (low.0, low.1.clone(), high))
    }

    /// Why the result is not certain. What makes no difference is not missing.
    fn missing(&self, ways: &[Way], rates: &[Rates]) -> Vec<Missing> {
        let varied = |refunds: Vec<Yen>| refunds.iter().any(|refund| *refund != refunds[0]);
        let plain = || ways.iter().filter(|way| way.disease == Yen::ZERO);
        let by_way = rates.iter().any(|rate| varied(plain().map(|way| self.settled(way, *rate).refund()).collect()));
        let by_disease = rates.iter().any(|rate| {
            let refund = |way: &Way| self.settled(way, *rate).refund();
            ways.iter().map(refund).max() > plain().map(refund).max()
        });
        let by_many =
            ways.iter().any(|way| varied(rates.iter().map(|rate| self.settled(way, *rate).refund()).collect()));
        [
            (self.sorted.public > 0, Missing::PublicFunds),
            (self.sorted.unknown > 0, Missing::Kind),
            (by_way, Missing::Prescriber),
            (by_disease, Missing::DiseaseBill),
            (by_many, Missing::Many),
        ]
        .into_iter()
        .filter_map(|(is, missing)| is.then_some(missing))
        .collect()
    }

    /// What the month's sum is held against in a drawing: outside hospital the outpatient ceiling, where there is one.
    fn mark(&self, rates: Rates, row: Row, cost: Yen) -> Yen {
        let inside = self.sorted.units.iter().any(|unit| unit.place() == Place::Inpatient);
        match rates.outpatient {
            Some(ceiling) if !inside && row.outpatient.is_some() => ceiling,
            _ => rates.monthly.at(cost),
        }
    }
}
