//! The pages that a provider may show inside its own: a closed list, each with the one kind of records it tells of.

use serde::{Deserialize, Serialize};

use crate::domain::delegation::RecordKind;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// 健診の記録
    Checkups,
    /// One checkup item through the years.
    CheckupItem,
    /// お薬の記録
    Medications,
    /// 医療費
    Expenses,
    /// 健康保険の資格
    Insurance,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Checkups, Self::CheckupItem, Self::Medications, Self::Expenses, Self::Insurance];

    /// As providers and the list of uses write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Checkups => "checkups",
            Self::CheckupItem => "checkups/items",
            Self::Medications => "medications",
            Self::Expenses => "expenses",
            Self::Insurance => "insurance",
        }
    }

    /// From its name, to the letter.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    /// The page of the portal, as the page table writes it.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Checkups => "/checkups",
            Self::CheckupItem => "/checkups/items/:item",
            Self::Medications => "/medications",
            Self::Expenses => "/expenses",
            Self::Insurance => "/insurance",
        }
    }

    /// The records it tells of.
    #[must_use]
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::Checkups | Self::CheckupItem => RecordKind::Checkups,
            Self::Medications => RecordKind::Medications,
            Self::Expenses => RecordKind::Expenses,
            Self::Insurance => RecordKind::Eligibility,
        }
    }

    /// What was shown, in words for the person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Checkups => "健診の画面（事業者の画面の中での表示）",
            Self::CheckupItem => "健診の項目の画面（事業者の画面の中での表示）",
            Self::Medications => "お薬の画面（事業者の画面の中での表示）",
            Self::Expenses => "医療費の画面（事業者の画面の中での表示）",
            Self::Insurance => "健康保険の資格の画面（事業者の画面の中での表示）",
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::View;
    use crate::page_table::page_of;

    #[test]
    fn each_is_a_page_of_the_portal() {
        for view in View::ALL {
            assert_eq!(View::from_name(view.name()), Some(view));
            let address = view.page().replace(":item", "sbp");
            assert_eq!(page_of(&address).map(|page| page.path), Some(view.page()));
        }
        assert_eq!(View::from_name("tax"), None);
    }
}
