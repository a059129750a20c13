//! Treatments (診療情報) that a receipt tells beside the drugs: what was done, without a diagnosis.

use serde::{Deserialize, Serialize};

/// One treatment of a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Treatment {
    /// 診療行為コード, as received; may be empty.
    pub code: String,
    /// Name as received.
    pub name: String,
    /// 診療識別, as received; may be empty.
    pub class: String,
    /// Amount, digits as received; may be empty.
    pub amount: String,
    /// Unit of the amount; may be empty.
    pub unit: String,
    /// How often.
    pub times: Option<u32>,
}

impl Treatment {
    /// Amount and times in words, as far as told: `2本、3回`. Nothing for a single one.
    #[must_use]
    pub fn amount_words(&self) -> Option<String> {
        let amount =
            (!self.amount.is_empty() && !self.unit.is_empty()).then(|| format!("{}{}", self.amount, self.unit));
        let times = self.times.filter(|times| *times > 1).map(|times| format!("{times}回"));
        let parts: Vec<String> = [amount, times].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use super::Treatment;

    #[test]
    fn only_what_is_told_is_said() {
        for (amount, unit, times, wanted) in [
            ("", "", Some(1), None),
            ("", "", Some(3), Some("3回")),
            ("2", "本", Some(1), Some("2本")),
            ("2", "本", Some(3), Some("2本、3回")),
            ("2", "", None, None),
        ] {
            let one = Treatment {
                code: String::new(),
                name: "再診料".into(),
                class: String::new(),
                amount: amount.into(),
                unit: unit.into(),
                times,
            };
            assert_eq!(one.amount_words().as_deref(), wanted);
        }
    }
}
