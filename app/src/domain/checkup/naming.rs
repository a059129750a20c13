//! How items are called: the plain name, and the official term where it says more.

use super::items::Item;

impl Item {
    /// What the official term adds to the plain name; nothing where it only repeats it: `GOT` of `AST（GOT）`, `収縮期血圧`.
    #[must_use]
    pub fn other_name(&self) -> Option<&'static str> {
        match self.official.strip_prefix(self.name) {
            Some(rest) => rest.strip_prefix('（').and_then(|inner| inner.strip_suffix('）')),
            None => Some(self.official),
        }
    }

    /// Plain name and official term without saying a word twice: `最高血圧（収縮期血圧）`, `AST（GOT）`, `血清尿酸`.
    #[must_use]
    pub fn title(&self) -> String {
        if self.official.contains(self.name) {
            return self.official.to_owned();
        }
        format!("{}（{}）", self.name, self.official.replace('（', "、").replace('）', ""))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::checkup::items::{all_items, item_by_slug};

    #[test]
    fn a_title_says_nothing_twice() {
        for (slug, other, title) in [
            ("height", None, "身長"),
            ("bmi", Some("体格指数"), "BMI（体格指数）"),
            ("sbp", Some("収縮期血圧"), "最高血圧（収縮期血圧）"),
            ("ast", Some("GOT"), "AST（GOT）"),
            ("hba1c", Some("ヘモグロビンA1c（NGSP）"), "HbA1c（ヘモグロビンA1c、NGSP）"),
            ("tg", Some("空腹時中性脂肪"), "空腹時中性脂肪"),
            ("hematocrit", None, "ヘマトクリット値"),
            ("ecg", Some("所見の有無"), "心電図（所見の有無）"),
            ("fundus", None, "眼底検査"),
        ] {
            let item = item_by_slug(slug).expect("an item");
            assert_eq!((item.other_name(), item.title().as_str()), (other, title));
        }
        for item in all_items() {
            let title = item.title();
            assert!(title.matches('（').count() <= 1, "{title}");
        }
    }
}
