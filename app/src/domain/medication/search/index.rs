//! A whole history as a small text that a browser looks through while somebody types: each drug and each place once, and
//! numbers for every time.
//!
//! Lines of fields with tabs between: `D` a drug (token, name, 成分名, 一般名), `P` a place (dispensed, prescribed, by whom), `R` a
//! time (day, drug, place), `X` a year that could not be had.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::Datelike;

use super::{Readings, Wanted, key};
use crate::domain::medication::{Dispensing, Drug, DrugKey, UNDATED, merge};

/// Writes the lines, year by year. What was written once is not written again.
#[derive(Debug, Default)]
pub struct Writer {
    drugs: HashMap<[String; 3], usize>,
    places: HashMap<[String; 3], usize>,
}

impl Writer {
    /// The lines of one year: of a dispensing that several sources tell, as the most settled has it.
    #[must_use]
    pub fn year(&mut self, year: i32, rows: &[Dispensing], token: impl Fn(&DrugKey) -> String) -> String {
        let mut out = String::new();
        for row in merge(rows).into_iter().map(|line| line.row).filter(|row| row.sort_day().year() == year) {
            if row.drugs.is_empty() {
                continue;
            }
            let place = self.place(row, &mut out);
            for drug in &row.drugs {
                let number = self.drug(drug, &token, &mut out);
                let day = if row.dispensed_on.or(row.prescribed_on).is_some() { row.sort_day().day() } else { 0 };
                let month = if row.is_undated() { 0 } else { row.sort_day().month() };
                // Writing to a string does not fail.
                let _ = writeln!(out, "R\t{year:04}{month:02}{day:02}\t{number}\t{place}");
            }
        }
        out
    }

    /// The line of a year that could not be had.
    #[must_use]
    pub fn missing(year: i32) -> String {
        format!("X\t{year}\n")
    }

    fn drug(&mut self, drug: &Drug, token: impl Fn(&DrugKey) -> String, out: &mut String) -> usize {
        let told = |text: &Option<String>| field(text.as_deref().unwrap_or_default());
        let named = [field(&drug.name), told(&drug.ingredient), told(&drug.general)];
        let next = self.drugs.len();
        *self.drugs.entry(named).or_insert_with_key(|[name, ingredient, general]| {
            let _ = writeln!(out, "D\t{}\t{name}\t{ingredient}\t{general}", token(&DrugKey::of(drug)));
            next
        })
    }

    fn place(&mut self, row: &Dispensing, out: &mut String) -> usize {
        let prescriber = row.prescriber.as_ref().map_or("", |place| &place.name);
        let doctor = row.doctor.as_ref().map_or("", |doctor| &doctor.name);
        let named = [field(&row.dispenser.name), field(prescriber), field(doctor)];
        let next = self.places.len();
        *self.places.entry(named).or_insert_with_key(|[dispenser, prescriber, doctor]| {
            let _ = writeln!(out, "P\t{dispenser}\t{prescriber}\t{doctor}");
            next
        })
    }
}

/// A text that cannot be taken for two fields or lines.
fn field(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// What was written, ready to be looked through.
#[derive(Clone, Debug, Default)]
pub struct Index {
    drugs: Vec<(String, [String; 3])>,
    drug_keys: Vec<String>,
    places: Vec<[String; 3]>,
    place_keys: Vec<String>,
    times: Vec<(u32, usize, usize)>,
    missing: Vec<i32>,
}

/// One product that was found, as it was given last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What an address calls the drug.
    pub token: String,
    /// Name as dispensed.
    pub name: String,
    /// 成分名, else 一般名; may be empty.
    pub ingredient: String,
    /// Where from; may be empty.
    pub place: String,
    /// When, in words.
    pub when: String,
    /// How often it was found.
    pub times: usize,
}

impl Index {
    /// Reads the lines. What it does not know it leaves out.
    #[must_use]
    pub fn read(text: &str, readings: &Readings) -> Self {
        let mut index = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields[..] {
                ["D", token, name, ingredient, general] => {
                    index.drug_keys.push(key([name, ingredient, general], readings));
                    index.drugs.push((token.to_owned(), [name, ingredient, general].map(str::to_owned)));
                }
                ["P", dispenser, prescriber, doctor] => {
                    index.place_keys.push(key([dispenser, prescriber, doctor], readings));
                    index.places.push([dispenser, prescriber, doctor].map(str::to_owned));
                }
                ["R", day, drug, place] => {
                    if let (Ok(day), Ok(drug), Ok(place)) = (day.parse(), drug.parse(), place.parse())
                        && drug < index.drugs.len()
                        && place < index.places.len()
                    {
                        index.times.push((day, drug, place));
                    }
                }
                ["X", year] => index.missing.extend(year.parse::<i32>().ok()),
                _ => {}
            }
        }
        index
    }

    /// How many times there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// Years that could not be had.
    #[must_use]
    pub fn missing(&self) -> &[i32] {
        &self.missing
    }

    /// How many times are meant, of how many products, and the first `most` of these, the one given last first.
    #[must_use]
    pub fn find(&self, wanted: &Wanted, most: usize) -> (usize, usize, Vec<Hit>) {
        // Each drug and each place is looked at once for each word, however often it stands in the history.
        let found: Vec<(Vec<bool>, Vec<bool>)> = wanted
            .words()
            .map(|word| {
                let holds = |keys: &[String]| keys.iter().map(|key| super::stands_in(word, key)).collect();
                (holds(&self.drug_keys), holds(&self.place_keys))
            })
            .collect();
        // How often each drug was found; and where it was found first, which is the newest.
        let mut often = vec![0; self.drugs.len()];
        let mut newest: Vec<&(u32, usize, usize)> = Vec::new();
        let mut count = 0;
        for time in &self.times {
            let (_, drug, place) = *time;
            if found.iter().all(|(drugs, places)| drugs[drug] || places[place]) {
                if often[drug] == 0 {
                    newest.push(time);
                }
                often[drug] += 1;
                count += 1;
            }
        }
        let hits =
            newest.iter().take(most).map(|(day, drug, place)| self.hit(*day, *drug, *place, often[*drug])).collect();
        (count, newest.len(), hits)
    }

    fn hit(&self, day: u32, drug: usize, place: usize, times: usize) -> Hit {
        let (token, [name, ingredient, general]) = &self.drugs[drug];
        let [dispenser, prescriber, _] = &self.places[place];
        let (year, month) = (day / 10_000, day / 100 % 100);
        Hit {
            token: token.clone(),
            name: name.clone(),
            ingredient: if ingredient.is_empty() { general.clone() } else { ingredient.clone() },
            place: if dispenser.is_empty() { prescriber.clone() } else { dispenser.clone() },
            when: match day % 100 {
                _ if month == 0 => UNDATED.to_owned(),
                0 => format!("{year}年{month}月"),
                day => format!("{year}年{month}月{day}日"),
            },
            times,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::medication::{DrugSource, Institution};

    fn row(on: NaiveDate, pharmacy: &str, names: &[&str]) -> Dispensing {
        let drugs =
            names.iter().map(|name| Drug { ingredient: Some(format!("{name}の成分")), ..Drug::named(*name) });
        Dispensing { drugs: drugs.collect(), ..Dispensing::on(DrugSource::Receipt, on, Institution::named(pharmacy)) }
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn token(key: &DrugKey) -> String {
        format!("t{}", key.as_str().len())
    }

    #[test]
    fn what_is_written_is_found_the_newest_first_and_each_name_stands_once() {
        let mut writer = Writer::default();
        let newer =
            [row(day(2026, 5, 2), "甲薬局", &["アムロ錠", "胃\t薬"]), row(day(2027, 1, 3), "甲薬局", &["まだ次の年"])];
        let older = [row(day(2025, 5, 2), "乙薬局", &["アムロ錠"])];
        let text = [writer.year(2026, &newer, token), Writer::missing(2024), writer.year(2025, &older, token)].concat();
        assert_eq!(text.matches("アムロ錠\t").count(), 1);
        let index = Index::read(&format!("{text}garbage\nR\t20260101\t99\t0\n"), &Readings::default());
        assert_eq!((index.len(), index.missing()), (3, &[2024][..]));
        let (count, products, hits) = index.find(&Wanted::new("あむろ"), 9);
        assert_eq!((count, products, hits.len(), hits[0].times), (2, 1, 1, 2));
        assert_eq!(
            (hits[0].name.as_str(), hits[0].when.as_str(), hits[0].place.as_str()),
            ("アムロ錠", "2026年5月2日", "甲薬局")
        );
        assert_eq!(index.find(&Wanted::new("あむろ 乙"), 9).0, 1);
        assert_eq!(index.find(&Wanted::new("胃薬"), 9).0, 1, "a tab in a name parts nothing");
        let (count, products, hits) = index.find(&Wanted::new(""), 1);
        assert_eq!((count, products, hits.len()), (3, 2, 1));
    }

    #[test]
    fn a_name_and_a_number_are_found_together_and_no_day_is_made_up() {
        let mut undated = row(day(2026, 11, 1), "甲薬局", &["サワシリンカプセル２５０"]);
        undated.source = DrugSource::Notebook;
        undated.dispensed_on = None;
        let index = Index::read(&Writer::default().year(2026, &[undated], token), &Readings::default());
        let (count, _, hits) = index.find(&Wanted::new("サワシリン250"), 9);
        assert_eq!((count, hits[0].when.as_str()), (1, "日にちの記録なし"));
        assert_eq!(index.find(&Wanted::new("サワシリン50"), 9).0, 0);
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_at_the_records_themselves_finds(
            rows in prop::collection::vec((1u32..28, "[甲乙]薬局", prop::collection::vec("[アイウ]{1,3}", 1..3)), 0..12),
            typed in "[あいアイウ甲]{0,2}( [乙ウ])?",
        ) {
            let rows: Vec<Dispensing> = rows
                .iter()
                .map(|(on, pharmacy, names)| row(day(2026, 5, *on), pharmacy, &names.iter().map(String::as_str).collect::<Vec<_>>()))
                .collect();
            let readings = Readings::default();
            let wanted = Wanted::new(&typed);
            let whole: usize = merge(&rows).iter().map(|line| wanted.in_dispensing(line.row, &readings).len()).sum();
            let index = Index::read(&Writer::default().year(2026, &rows, token), &readings);
            prop_assert_eq!(index.find(&wanted, 3).0, whole);
        }
    }
}
