//! The same ingredient from two hands at one time, and apart from it the same effect class: found by names and codes alone.
//!
//! A finding says what stands in the records and whom to ask. It is no verdict: two of one ingredient can be meant so.

mod joined;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::ingredient::Named;
use super::learned::{Learned, products};
use super::merge::Merged;
use super::supply::Supply;
use joined::{Joined, joined};
pub use together::{Together, together};

/// How long something of which no days are told is spoken of as now, in days: such a record tells only when it was handed out.
const UNDATED_IS_NOW: u64 = 31;

/// How far back a drug that could not be compared is named, in days.
const NAMED_BACK: u64 = 92;

/// By what two drugs were found to share an ingredient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// 成分名
    Name,
    /// The first seven places of the twelve-character code.
    Code,
    /// Both.
    Both,
    /// It is the same product, by its nine digits or its full name; what is in it is told by neither.
    Product,
}

/// One ingredient from two hands at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared<'d> {
    /// The ingredients in common; none where only codes agree, or it is the same product.
    pub ingredients: Vec<String>,
    /// By what they were found.
    pub ground: Ground,
    /// The one handed out last, and the other.
    pub pair: [Supply<'d>; 2],
    /// First and last day on which both were there, over all times that follow each other without a day between.
    pub days: (NaiveDate, NaiveDate),
    /// How many meetings of two supplies those days are joined of.
    pub times: usize,
}

/// One effect class from two hands at one time, of different ingredients.
#[derive(Clone, Debug, PartialEq)]
pub struct SameClass<'d> {
    /// First four digits.
    pub class: String,
    /// The one handed out last, and the other.
    pub pair: [Supply<'d>; 2],
    /// First and last day on which both were there, over all times that follow each other without a day between.
    pub days: (NaiveDate, NaiveDate),
    /// How many meetings of two supplies those days are joined of.
    pub times: usize,
}

/// Why a drug could not be compared whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Neither ingredient nor twelve-character code, not even by another record of the product.
    NoIngredient,
    /// A name for several ingredients that does not say which.
    Mixture,
    /// No days: whether it lasted into another's is not known.
    NoDays,
    /// Not even a first day, so that it was compared with nothing.
    Undated,
}

/// A drug that could not be compared whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotCompared<'d> {
    /// The drug, as handed out last.
    pub supply: Supply<'d>,
    /// Why.
    pub why: Why,
}

/// All that was found, the latest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlaps<'d> {
    /// One ingredient from two hands.
    pub shared: Vec<Shared<'d>>,
    /// One effect class from two hands, apart from those.
    pub same_class: Vec<SameClass<'d>>,
    /// What could not be compared whole, among what was handed out lately.
    pub not_compared: Vec<NotCompared<'d>>,
    /// How many products handed out lately tell no code, so that their effect class is unknown.
    pub without_class: usize,
}

impl Shared<'_> {
    /// Whether both are there now, or what tells no days was handed out lately.
    #[must_use]
    pub fn is_now(&self, today: NaiveDate) -> bool {
        is_now(&self.pair, self.days, today)
    }
}

impl SameClass<'_> {
    /// Whether both are there now, or what tells no days was handed out lately.
    #[must_use]
    pub fn is_now(&self, today: NaiveDate) -> bool {
        is_now(&self.pair, self.days, today)
    }
}

fn is_now(pair: &[Supply<'_>; 2], days: (NaiveDate, NaiveDate), today: NaiveDate) -> bool {
    let last = if pair.iter().all(|one| one.has_days) {
        days.1
    } else {
        days.1.checked_add_days(Days::new(UNDATED_IS_NOW)).unwrap_or(days.1)
    };
    days.0 <= today && today <= last
}

/// Looks through merged rows.
///
/// Rule: two supplies from different hands ([`Supply::other_hand`]) whose days meet share an ingredient where the first seven
/// places of their codes agree (same ingredient within one route), or where their 成分名 without salts and hydrates have a part
/// in common. Both, because the seven places change with the route, and the name is missing or spelt otherwise at times
/// (counted over the whole price list: `data/README.md`). Either may be known by another record of the same product
/// ([`Learned`]), and the same product shares its ingredients whatever they are.
#[must_use]
pub fn overlaps<'d>(lines: &[Merged<'d>], today: NaiveDate) -> Overlaps<'d> {
    let all = Supply::all_by(lines, today);
    let learned = Learned::of_lines(lines);
    let known: Vec<Known> = all.iter().map(|supply| Known::of(supply, &learned)).collect();
    let mut found = Overlaps::default();
    let mut told = BTreeSet::new();
    let by_ingredient = pairs(&all, &known, |one| one.ingredient_groups());
    for Joined { at: (a, b), pair, days, times } in joined(&all, &by_ingredient, &mut told) {
        let ingredients: Vec<String> =
            known[a].named.parts().iter().filter(|part| known[b].named.parts().contains(part)).cloned().collect();
        let by_code = known[a].seven.is_some() && known[a].seven == known[b].seven;
        let ground = match (ingredients.is_empty(), by_code) {
            (false, true) => Ground::Both,
            (false, false) => Ground::Name,
            (true, true) => Ground::Code,
            (true, false) => Ground::Product,
        };
        found.shared.push(Shared { ingredients, ground, pair, days, times });
    }
    let by_class = pairs(&all, &known, |one| one.four.clone().into_iter().collect());
    for Joined { at: (a, _), pair, days, times } in joined(&all, &by_class, &mut told) {
        found.same_class.push(SameClass { class: known[a].four.clone().unwrap_or_default(), pair, days, times });
    }
    found.shared.sort_by_key(|one| std::cmp::Reverse(one.days));
    found.same_class.sort_by_key(|one| std::cmp::Reverse(one.days));
    leave_out(&mut found, &all, &known, today);
    found.not_compared.extend(undated(lines, today));
    found
}

/// What could not be compared, each product once.
fn leave_out<'d>(found: &mut Overlaps<'d>, all: &[Supply<'d>], known: &[Known], today: NaiveDate) {
    let since = today.checked_sub_days(Days::new(NAMED_BACK)).unwrap_or(NaiveDate::MIN);
    let mut seen = BTreeSet::new();
    for (supply, known) in all.iter().zip(known) {
        let lately = supply.start >= since || supply.until > today;
        if !lately || supply.start > today || !seen.insert(&supply.drug.name) {
            continue;
        }
        found.without_class += usize::from(known.four.is_none());
        let why = match &known.named {
            Named::Unknown if known.seven.is_none() => Why::NoIngredient,
            Named::Mixture(_) => Why::Mixture,
            _ if !supply.has_days => Why::NoDays,
            _ => continue,
        };
        found.not_compared.push(NotCompared { supply: *supply, why });
    }
    found.not_compared.sort_by_key(|one| one.why);
}

/// What the person bought or brought and no day is told of, each product once.
fn undated<'d>(lines: &[Merged<'d>], today: NaiveDate) -> Vec<NotCompared<'d>> {
    let mut seen = BTreeSet::new();
    lines
        .iter()
        .map(|line| line.row)
        .filter(|row| row.is_undated())
        .flat_map(|row| row.drugs.iter().map(move |drug| (row, drug)))
        .filter(|(_, drug)| seen.insert(&drug.name))
        .map(|(from, drug)| {
            let supply = Supply { drug, from, start: today, until: today, has_days: false, is_open: false };
            NotCompared { supply, why: Why::Undated }
        })
        .collect()
}

/// What is known of one supply.
struct Known {
    products: Vec<String>,
    named: Named,
    seven: Option<String>,
    four: Option<String>,
}

impl Known {
    fn of(supply: &Supply<'_>, learned: &Learned) -> Self {
        let code = learned.code(supply.drug);
        Self {
            products: products(supply.drug).collect(),
            named: learned.named(supply.drug),
            seven: code.and_then(|code| code.get(..7)).map(str::to_owned),
            four: code.and_then(|code| code.get(..4)).map(str::to_owned),
        }
    }

    /// Groups in which another of the same ingredient stands too.
    fn ingredient_groups(&self) -> Vec<String> {
        let parts = self.named.parts().iter().cloned();
        let seven = self.seven.iter().map(|seven| format!("#{seven}"));
        let products = self.products.iter().map(|product| format!("製{product}"));
        parts.chain(seven).chain(products).collect()
    }
}

/// Pairs that share a group and come from different hands, each once; the later of both first, the latest pairs first.
fn pairs(all: &[Supply<'_>], known: &[Known], groups: impl Fn(&Known) -> Vec<String>) -> BTreeSet<(usize, usize)> {
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in known.iter().enumerate() {
        for group in groups(one) {
            members.entry(group).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for group in members.values() {
        for (place, a) in group.iter().enumerate() {
            for b in &group[place + 1..] {
                if all[*a].start < all[*b].until && all[*b].start < all[*a].until && all[*a].other_hand(&all[*b]) {
                    pairs.insert((*a, *b));
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
