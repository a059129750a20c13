//! The drug vocabulary of the simulation. Test vocabulary only: no drug master, and none is shipped.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A drug.
#[derive(Debug)]
pub(crate) struct Drug {
    /// Nine-digit receipt code.
    pub(crate) code: &'static str,
    /// Group of use, an English word of the table.
    pub(crate) group: &'static str,
    /// 内服, 外用 or 注射.
    pub(crate) form: &'static str,
    /// Unit of the amount.
    pub(crate) unit: &'static str,
    /// Price of one unit, tenths of a yen.
    pub(crate) price: i64,
    /// Name.
    pub(crate) name: &'static str,
    /// 成分名
    pub(crate) ingredient: &'static str,
    /// YJ code, twelve characters.
    pub(crate) yj: &'static str,
    /// 一般名 by which it may be prescribed; empty where there is none.
    pub(crate) general: &'static str,
}

static DRUGS: LazyLock<Vec<Drug>> = LazyLock::new(|| {
    include_str!("../../tables/drugs.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let fields: Vec<&'static str> = line.split('\t').collect();
            let [code, group, form, unit, price, name, ingredient, yj, general] = fields[..] else { return None };
            Some(Drug { code, group, form, unit, price: price.parse().ok()?, name, ingredient, yj, general })
        })
        .collect()
});

static BY_GROUP: LazyLock<HashMap<&'static str, Vec<&'static Drug>>> = LazyLock::new(|| {
    let mut groups: HashMap<_, Vec<_>> = HashMap::new();
    for drug in DRUGS.iter() {
        groups.entry(drug.group).or_default().push(drug);
    }
    groups
});

/// All drugs of a group; at least one for each group named in this crate.
pub(crate) fn group(name: &str) -> &'static [&'static Drug] {
    BY_GROUP.get(name).map_or(&[], Vec::as_slice)
}

/// The drug with a receipt code.
pub(crate) fn by_code(code: &str) -> Option<&'static Drug> {
    DRUGS.iter().find(|d| d.code == code)
}

impl Drug {
    /// 一般名コード: the first nine places of the YJ code, and `ZZZ`.
    pub(crate) fn general_code(&self) -> String {
        format!("{}ZZZ", self.yj.get(..9).unwrap_or_default())
    }
}

/// One drug of a prescription.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The drug.
    pub(crate) drug: &'static Drug,
    /// Amount in tenths: a day for oral drugs, a dose for those taken as needed, the whole otherwise.
    pub(crate) tenths: i64,
    /// 用法
    pub(crate) usage: &'static str,
    /// 特別指示; empty where there is none.
    pub(crate) instruction: &'static str,
    /// Days, doses, or 1.
    pub(crate) times: i64,
    /// `1` 内服, `3` 屯服, `4` 注射, `5` 外用.
    pub(crate) class: &'static str,
}

impl Line {
    /// A drug the way it is usually taken, for so many days.
    pub(crate) fn usual(drug: &'static Drug, days: i64) -> Self {
        let (class, tenths, usage, times) = match (drug.form, drug.unit, drug.group) {
            ("注射", _, _) => ("4", 10, "１日１回皮下注射", 1),
            ("外用", "枚", _) => ("5", 350, "１日１回患部に貼付", 1),
            ("外用", "ｇ", _) => ("5", 250, "１日２回患部に塗布", 1),
            ("外用", "個", _) => ("5", 50, "発熱時に肛門内に挿入", 1),
            ("外用", _, "eye" | "antibiotic") => ("5", 50, "１日３回両眼に点眼", 1),
            ("外用", _, _) => ("5", 10, "１回２吸入、１日２回", 1),
            (_, "ｍＬ", _) => ("1", 90, "１日３回毎食後服用", days),
            (_, "ｇ", "kampo") => ("1", 75, "１日３回毎食前服用", days),
            (_, "ｇ", _) => ("1", 15, "１日３回毎食後服用", days),
            (_, _, "pain" | "cough-cold" | "gastro") => ("1", 30, "１日３回毎食後服用", days),
            (_, _, "allergy" | "antibiotic") => ("1", 20, "１日２回朝夕食後服用", days),
            (_, _, "sleep-psych") => ("1", 10, "１日１回就寝前服用", days),
            _ => ("1", 10, "１日１回朝食後服用", days),
        };
        Self { drug, tenths, usage, instruction: "", times, class }
    }

    /// The amount as the wire has it: `1`, `7.5`.
    pub(crate) fn amount(&self) -> String {
        match self.tenths % 10 {
            0 => (self.tenths / 10).to_string(),
            rest => format!("{}.{rest}", self.tenths / 10),
        }
    }

    /// Cost in yen, rounded down.
    pub(crate) fn yen(&self) -> i64 {
        self.drug.price * self.tenths * self.times / 100
    }
}

/// Lines for drugs given by receipt code, with the days they are for. Codes that the table does not hold are skipped;
/// a test sees to it that there are none.
pub(crate) fn lines(codes: &[&str], days: i64) -> Vec<Line> {
    codes.iter().filter_map(|code| by_code(code)).map(|drug| Line::usual(drug, days)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_whole() {
        assert_eq!(DRUGS.len(), 269);
        for drug in DRUGS.iter() {
            assert!(drug.code.len() == 9 && drug.code.starts_with('6'), "{}", drug.code);
            assert!(drug.price > 0 && !drug.ingredient.is_empty(), "{}", drug.name);
            assert!(["内服", "外用", "注射"].contains(&drug.form), "{}", drug.form);
            assert_eq!(drug.yj.len(), 12, "{}", drug.name);
            assert!(drug.general.is_empty() || drug.general.starts_with("【般】"), "{}", drug.general);
        }
    }
}
