//! Rules about what stands where: the order of records, and what belongs to what.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Found, Row, Rule};
use crate::domain::notebook::read_day;

/// What has been seen so far.
pub(super) struct Order {
    /// One part of a divided file: other parts hold what is missing here.
    divided: bool,
    patients: usize,
    otc: BTreeSet<String>,
    day: Option<NaiveDate>,
    /// Rank of the record before, among the file's and among the dispensing's.
    rank: (usize, usize),
    before: Option<(&'static str, String)>,
    block: Option<Block>,
}

/// One dispensing.
struct Block {
    line: usize,
    place: bool,
    from_pharmacy: bool,
    prescriber: bool,
    drugs: BTreeMap<String, usize>,
    usages: BTreeSet<String>,
}

impl Order {
    pub(super) fn new(divided: bool) -> Self {
        Self { divided, patients: 0, otc: BTreeSet::new(), day: None, rank: (0, 0), before: None, block: None }
    }

    pub(super) fn check(mut self, rows: &[Row<'_>], found: &mut Found) {
        for row in rows {
            self.take(row, found);
        }
        self.close(found);
        if !self.divided {
            found.ask(self.patients == 1, Rule::OnePatient, rows.first().map_or(1, |row| row.line));
        }
    }

    fn take(&mut self, row: &Row<'_>, found: &mut Found) {
        self.rank_of(row, found);
        let number = row.layout.number;
        match number {
            "1" => {
                self.patients += 1;
                found.ask(self.patients == 1, Rule::OnePatient, row.line);
            }
            "3" => {
                let own = row.at("通番");
                let new = own.is_empty() || self.otc.insert(own.to_owned());
                found.ask(new, Rule::IngredientOfOtc, row.line);
            }
            "31" => {
                let known = self.divided || self.otc.contains(row.at("通番"));
                found.ask(known, Rule::IngredientOfOtc, row.line);
            }
            "5" => {
                self.close(found);
                let day = read_day(row.at("調剤等年月日"));
                let newest_first = self.day.is_none() || day.is_none() || day <= self.day;
                found.ask(newest_first, Rule::NewestFirst, row.line);
                self.day = day.or(self.day);
                self.block = Some(Block {
                    line: row.line,
                    place: false,
                    from_pharmacy: false,
                    prescriber: false,
                    drugs: BTreeMap::new(),
                    usages: BTreeSet::new(),
                });
            }
            _ => self.within(row, found),
        }
        self.before = Some((number, row.at("RP番号").to_owned()));
    }

    /// Records of the file go upwards; those of a dispensing too, but for its doctors and groups, which come again.
    fn rank_of(&mut self, row: &Row<'_>, found: &mut Found) {
        const FILE: [&[&str]; 7] = [&["1"], &["2"], &["3"], &["31"], &["4"], &["5"], &["701"]];
        const BLOCK: [&[&str]; 11] = [
            &["5"],
            &["11"],
            &["15"],
            &["51"],
            &["55", "201", "281", "291", "301", "311", "391"],
            &["401"],
            &["411"],
            &["421"],
            &["501"],
            &["601"],
            &["701"],
        ];
        let number = row.layout.number;
        let in_file = FILE.iter().position(|group| group.contains(&number));
        let in_block = BLOCK.iter().position(|group| group.contains(&number));
        match (in_file, in_block) {
            (None, None) => {}
            (Some(rank), _) => {
                found.ask(rank >= self.rank.0, Rule::RecordOrder, row.line);
                self.rank = (rank, 0);
            }
            (None, Some(rank)) => {
                let dispensing = FILE.iter().position(|group| group.contains(&"5")).unwrap_or_default();
                let begun = self.rank.0 == dispensing || self.divided && self.rank.0 < dispensing;
                found.ask(begun && rank >= self.rank.1, Rule::RecordOrder, row.line);
                self.rank = (dispensing, rank);
            }
        }
    }

    fn within(&mut self, row: &Row<'_>, found: &mut Found) {
        let group = row.at("RP番号").to_owned();
        let before = self.before.as_ref().map(|(number, of)| (*number, of.as_str()));
        let follows = |kinds: &[&str]| match before {
            Some((number, of)) => kinds.contains(&number) && of == group,
            None => self.divided,
        };
        match row.layout.number {
            "281" | "291" => found.ask(follows(&["201", "281", "291"]), Rule::NotesFollowDrug, row.line),
            "311" | "391" => found.ask(follows(&["301", "311", "391"]), Rule::NotesFollowUsage, row.line),
            _ => {}
        }
        let Some(block) = &mut self.block else { return };
        match row.layout.number {
            "11" => {
                block.place = true;
                block.from_pharmacy = row.at("点数表コード") == "4";
            }
            "51" => block.prescriber = true,
            "201" => {
                // A usage closes its group.
                found.ask(!block.usages.contains(&group), Rule::UsageForGroup, row.line);
                block.drugs.entry(group).or_insert(row.line);
            }
            "301" => {
                found.ask(self.divided || block.drugs.contains_key(&group), Rule::UsageForGroup, row.line);
                found.ask(block.usages.insert(group), Rule::UsageForGroup, row.line);
            }
            _ => {}
        }
    }

    /// The end of a dispensing: what it must hold.
    fn close(&mut self, found: &mut Found) {
        let Some(block) = self.block.take() else { return };
        if self.divided {
            return;
        }
        found.ask(block.place, Rule::PlaceInEach, block.line);
        let named = block.prescriber || !block.from_pharmacy || block.drugs.is_empty();
        found.ask(named, Rule::PrescriberForPharmacy, block.line);
        for (group, line) in &block.drugs {
            found.ask(block.usages.contains(group), Rule::UsageForGroup, *line);
        }
    }
}
