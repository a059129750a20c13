//! Several files put together: several people of one household, the same file twice, overlapping periods.

use chrono::NaiveDate;

use super::MedicalExpenseFile;
use crate::domain::calendar::{YearMonth, long_date};
use crate::domain::expense::Expense;
use crate::domain::expense::ledger::repeated;
use crate::domain::money::Yen;
use crate::domain::name_match::folded;

/// A file that was read, with the name it had on the person's machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// File name as chosen; for messages only.
    pub file_name: String,
    /// Its content.
    pub content: MedicalExpenseFile,
}

/// What there is to say of the files of a household together. Their rows become the book's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    /// People named in the files, in the order of the files, each once.
    pub people: Vec<HouseholdMember>,
    /// Rows that stood in more than one file of one person and are counted once, by the later file.
    pub counted_once: Vec<CountedOnce>,
    /// Files with the very same content as an earlier one: (this, the earlier one). Not counted again.
    pub repeated: Vec<(String, String)>,
    /// Different files of one person whose periods overlap.
    pub overlaps: Vec<Overlap>,
}

/// A person of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdMember {
    /// Name as in the file.
    pub name: String,
    /// Day of birth; tells two people of one name apart.
    pub birth: Option<NaiveDate>,
    /// Number of files.
    pub files: usize,
}

/// Rows of a file that stood in an earlier file of the same person as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedOnce {
    /// The person.
    pub person: String,
    /// Name of the later file.
    pub file: String,
    /// How many rows were not counted again.
    pub rows: usize,
    /// Their 窓口相当負担額.
    pub counter_share: Yen,
}

impl CountedOnce {
    /// In plain words.
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "「{}」の明細のうち {}件（窓口相当負担額 {}）は、{}さんの先のファイルにも同じものがあったので、1回だけ数えました。",
            self.file, self.rows, self.counter_share, self.person
        )
    }
}

/// Two files of one person about the same months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The person.
    pub person: String,
    /// Name of the earlier file.
    pub one: String,
    /// Name of the later file.
    pub other: String,
    /// First and last month both cover.
    pub months: (YearMonth, YearMonth),
}

impl Overlap {
    /// In plain words.
    #[must_use]
    pub fn words(&self) -> String {
        let (first, last) = self.months;
        let months = if first == last { first.to_string() } else { format!("{first}から{last}") };
        format!(
            "「{}」と「{}」は、どちらも{}さんの{months}の医療費です。まったく同じ明細は1回だけ数えました。金額が二重になっていないか、確かめてください。",
            self.one, self.other, self.person
        )
    }
}

/// Puts files together, in the order given.
#[must_use]
pub fn household(files: &[ImportedFile]) -> Household {
    let mut together = Household::default();
    let mut kept: Vec<&ImportedFile> = Vec::new();
    for file in files {
        if let Some(earlier) = kept.iter().find(|earlier| same_content(&earlier.content, &file.content)) {
            together.repeated.push((file.file_name.clone(), earlier.file_name.clone()));
            continue;
        }
        for earlier in kept.iter().filter(|earlier| same_person(&earlier.content, &file.content)) {
            if let (Some(a), Some(b)) = (covered(&earlier.content), covered(&file.content)) {
                let months = (a.0.max(b.0), a.1.min(b.1));
                if months.0 <= months.1 {
                    together.overlaps.push(Overlap {
                        person: file.content.person.clone(),
                        one: earlier.file_name.clone(),
                        other: file.file_name.clone(),
                        months,
                    });
                }
            }
        }
        match together.people.iter_mut().find(|member| member.is_of(&file.content)) {
            Some(member) => member.files += 1,
            None => together.people.push(HouseholdMember {
                name: file.content.person.clone(),
                birth: file.content.birth,
                files: 1,
            }),
        }
        kept.push(file);
    }
    for member in &together.people {
        let own: Vec<&ImportedFile> = kept.iter().copied().filter(|file| member.is_of(&file.content)).collect();
        let sources: Vec<&[Expense]> = own.iter().map(|file| file.content.rows.as_slice()).collect();
        let repeated = repeated(&sources);
        for (place, file) in own.iter().enumerate() {
            let again = repeated.iter().filter(|(source, _)| *source == place).map(|(_, row)| row);
            let rows = again.clone().count();
            if rows > 0 {
                together.counted_once.push(CountedOnce {
                    person: member.name.clone(),
                    file: file.file_name.clone(),
                    rows,
                    counter_share: again.map(|row| row.counter_share).sum(),
                });
            }
        }
    }
    together
}

/// Same content in every respect but the encoding.
fn same_content(one: &MedicalExpenseFile, other: &MedicalExpenseFile) -> bool {
    same_person(one, other)
        && one.rows == other.rows
        && one.created_on == other.created_on
        && one.stated == other.stated
}

fn same_person(one: &MedicalExpenseFile, other: &MedicalExpenseFile) -> bool {
    same_name(&one.person, &other.person) && one.birth == other.birth
}

/// The same name however its blank is written.
fn same_name(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// Months a file is about: its stated period, else from its first row to its last.
fn covered(file: &MedicalExpenseFile) -> Option<(YearMonth, YearMonth)> {
    file.period.or_else(|| {
        let months = file.rows.iter().map(|row| row.month);
        Some((months.clone().min()?, months.max()?))
    })
}

impl HouseholdMember {
    fn is_of(&self, file: &MedicalExpenseFile) -> bool {
        same_name(&self.name, &file.person) && self.birth == file.birth
    }
}

impl Household {
    /// People who share their name with another one of the files, told apart by their birth: name and births in words.
    #[must_use]
    pub fn namesakes(&self) -> Vec<(String, Vec<String>)> {
        let mut shared: Vec<(String, Vec<String>)> = Vec::new();
        for member in &self.people {
            let birth =
                member.birth.map_or_else(|| "生年月日なし".to_owned(), |day| format!("{}生まれ", long_date(day)));
            match shared.iter_mut().find(|(name, _)| *name == member.name) {
                Some((_, births)) => births.push(birth),
                None => shared.push((member.name.clone(), vec![birth])),
            }
        }
        shared.retain(|(_, births)| births.len() > 1);
        shared
    }
}
