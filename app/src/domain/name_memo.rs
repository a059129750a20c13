//! Names in the writing they are compared in, each worked out once however many rows it stands in: a family's year has thousands of
//! rows and a few dozen names, and a phone reads it.

use std::collections::HashMap;

/// The names met so far, each called by a number: the first is 0, the next 1, in the order in which they were met.
pub struct NameMemo {
    fold: fn(&str) -> String,
    by_writing: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    names: Vec<String>,
}

impl NameMemo {
    /// Compares names as `fold` writes them.
    #[must_use]
    pub fn by(fold: fn(&str) -> String) -> Self {
        Self { fold, by_writing: HashMap::new(), by_name: HashMap::new(), names: Vec::new() }
    }

    /// The number of a name as it is written somewhere: one number for all that `fold` makes the same.
    pub fn number(&mut self, written: &str) -> usize {
        if let Some(number) = self.by_writing.get(written) {
            return *number;
        }
        let number = self.number_of((self.fold)(written));
        self.by_writing.insert(written.to_owned(), number);
        number
    }

    /// The number of a name that is to be compared as it stands.
    pub fn number_of(&mut self, name: String) -> usize {
        if let Some(number) = self.by_name.get(&name) {
            return *number;
        }
        let number = self.names.len();
        self.by_name.insert(name.clone(), number);
        self.names.push(name);
        number
    }

    /// The name of a number, folded.
    ///
    /// # Panics
    /// Where no name has the number.
    #[must_use]
    pub fn name(&self, number: usize) -> &str {
        &self.names[number]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn two_writings_have_one_number_where_they_fold_alike(names in proptest::collection::vec("[aAbB ]{0,3}", 0..30)) {
            let fold = |text: &str| text.trim().to_lowercase();
            let mut memo = NameMemo::by(fold);
            let numbers: Vec<usize> = names.iter().map(|name| memo.number(name)).collect();
            for (one, number) in names.iter().zip(&numbers) {
                prop_assert_eq!(memo.name(*number), fold(one));
                for (other, theirs) in names.iter().zip(&numbers) {
                    prop_assert_eq!(number == theirs, fold(one) == fold(other));
                }
            }
            let most = numbers.iter().max().map_or(0, |most| most + 1);
            prop_assert!((0..most).all(|number| numbers.contains(&number)));
        }
    }
}
