//! A text cut into records and fields: one record a line, fields between commas, blanks around them dropped.

/// One record as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Line of the notebook, from 1 (the version is the first).
    pub(super) number: usize,
    /// Its fields; the first is the number of the record.
    pub(super) fields: Vec<&'t str>,
}

impl<'t> Line<'t> {
    /// A field by its place after the number of the record, from 1; empty where there is none.
    pub(super) fn at(&self, place: usize) -> &'t str {
        self.fields.get(place).copied().unwrap_or_default()
    }

    /// The field; nothing where it is empty.
    pub(super) fn some(&self, place: usize) -> Option<String> {
        let field = self.at(place);
        (!field.is_empty()).then(|| field.to_owned())
    }
}

/// What stands at the ends of a field and means nothing. The last is the end-of-file mark of old systems.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{3000}' | '\u{1A}')
}

/// The records below the version line. A line of blanks is none.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines().enumerate().filter(|(_, line)| !line.trim_matches(is_blank).is_empty()).map(|(at, line)| Line {
        number: at + 2,
        fields: line.split(',').map(|field| field.trim_matches(is_blank)).collect(),
    })
}
