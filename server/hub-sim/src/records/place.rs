//! Institutions of the simulation: invented names, and ten-digit codes whose third digit tells the kind.

/// A medical institution or pharmacy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Ten digits; the third is 1 医科, 3 歯科, 4 調剤.
    pub(crate) code: String,
    /// Name.
    pub(crate) name: String,
}

impl Place {
    /// A clinic or hospital.
    pub(crate) fn medical(index: i64, name: &str) -> Self {
        Self { code: format!("131{index:07}"), name: name.to_owned() }
    }

    /// A dentist.
    pub(crate) fn dental(index: i64, name: &str) -> Self {
        Self { code: format!("133{index:07}"), name: name.to_owned() }
    }

    /// A number of its own for a place that is written down by name: no two of this crate's names share one.
    pub(crate) fn index_of(name: &str) -> i64 {
        name.chars().fold(7, |sum, letter| (sum * 31 + i64::from(u32::from(letter))) % 899_981) + 100_000
    }

    /// A pharmacy.
    pub(crate) fn pharmacy(index: i64, name: &str) -> Self {
        Self { code: format!("134{index:07}"), name: name.to_owned() }
    }
}

/// Clinics that computed citizens go to, by index.
pub(crate) fn clinic(index: i64) -> Place {
    const NAMES: [&str; 6] = [
        "見本内科",
        "見本整形外科",
        "見本眼科クリニック",
        "見本皮膚科",
        "医療法人見本会 見本総合病院",
        "見本耳鼻咽喉科医院",
    ];
    Place::medical(1000 + index, NAMES[(index % NAMES.len() as i64) as usize])
}

/// Pharmacies that computed citizens go to, by index.
pub(crate) fn pharmacy(index: i64) -> Place {
    const NAMES: [&str; 3] = ["見本薬局 本店", "あおば見本薬局", "見本調剤薬局 駅前店"];
    Place::pharmacy(5000 + index, NAMES[(index % NAMES.len() as i64) as usize])
}
