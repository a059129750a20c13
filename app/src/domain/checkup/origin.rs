//! By which ways a checkup came, and which of them told a result where they do not all tell it alike.

use serde::{Deserialize, Serialize};

use super::items::item_of_code;
use super::merge::same_value;
use super::{Measurement, Visit};

/// By which way a checkup came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// オンライン資格確認等システム (TKK)
    Hub,
    /// The standard document (HL7 CDA, hc08) that the person holds as a file.
    Document,
}

impl Source {
    /// In words, for 「出典」.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hub => "保険者からの記録（オンライン資格確認等システム）",
            Self::Document => "あなたが加えた健診結果のファイル",
        }
    }

    /// In few words, beside a single value.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Hub => "保険者からの記録",
            Self::Document => "加えたファイル",
        }
    }
}

/// Who told one result of a visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Origin {
    /// Every source of the visit.
    #[default]
    Visit,
    /// One source of several.
    Source(Source),
    /// None of them: computed here (計算値). No record holds such a result.
    Computed,
}

impl Origin {
    /// Whether it is told by everybody who told of the visit.
    #[must_use]
    pub const fn is_visit(&self) -> bool {
        matches!(self, Self::Visit)
    }

    /// Whether a file that the person added tells it, and the insurer does not.
    #[must_use]
    pub const fn is_file_alone(&self) -> bool {
        matches!(self, Self::Source(Source::Document))
    }

    /// The same said of a visit that has more sources: what `of` alone told is theirs alone among `all`.
    pub(super) const fn among(self, of: &[Source], all: &[Source]) -> Self {
        match (self, of) {
            (Self::Visit, [only]) if all.len() > 1 => Self::Source(*only),
            (origin, _) => origin,
        }
    }

    /// Of a result that two have told. There are two sources: one and the other are all.
    pub(super) fn with(self, other: Self) -> Self {
        if self == other { self } else { Self::Visit }
    }
}

impl Visit {
    /// 出典 in words: every way it came by.
    #[must_use]
    pub fn source_words(&self) -> String {
        let words: Vec<&str> = self.sources.iter().map(|source| source.label()).collect();
        if words.is_empty() { "記録なし".to_owned() } else { words.join("と、") }
    }

    /// The ways by which one of its results came; none for a computed one.
    #[must_use]
    pub fn sources_of(&self, result: &Measurement) -> Vec<Source> {
        match result.origin {
            Origin::Visit => self.sources.clone(),
            Origin::Source(source) => vec![source],
            Origin::Computed => Vec::new(),
        }
    }

    /// What the sources say under one code, where they say different things: each source with its result.
    #[must_use]
    pub fn told_apart(&self, code: &str) -> Vec<(Source, &Measurement)> {
        if self.sources.len() < 2 {
            return Vec::new();
        }
        let told: Vec<(Source, &Measurement)> = self
            .results
            .iter()
            .filter(|result| result.code == code)
            .filter_map(|result| match result.origin {
                Origin::Source(source) => Some((source, result)),
                Origin::Visit | Origin::Computed => None,
            })
            .collect();
        if told.iter().any(|(source, _)| *source != told[0].0) { told } else { Vec::new() }
    }

    /// What another source tells of the same item in place of a result, each with its source: under the same code, or by
    /// another method of the item.
    pub fn told_otherwise<'v>(&'v self, result: &'v Measurement) -> impl Iterator<Item = (Source, &'v Measurement)> {
        let own = match result.origin {
            Origin::Source(source) if self.sources.len() > 1 => Some(source),
            _ => None,
        };
        self.results.iter().filter_map(move |other| match (own, other.origin) {
            (Some(own), Origin::Source(source)) if own != source && same_item(&other.code, &result.code) => {
                (!same_value(&other.value, &result.value)).then_some((source, other))
            }
            _ => None,
        })
    }

    /// The one source of a result, where another source tells the same item differently: another value, or by another code.
    #[must_use]
    pub fn source_apart(&self, result: &Measurement) -> Option<Source> {
        let Origin::Source(source) = result.origin else { return None };
        let differs = |other: &Measurement| matches!(other.origin, Origin::Source(other) if other != source);
        self.results.iter().any(|other| differs(other) && same_item(&other.code, &result.code)).then_some(source)
    }
}

/// Whether two codes are of one item: the same code, or two methods or readings of an item of the catalogue.
fn same_item(one: &str, other: &str) -> bool {
    let slug = |code| item_of_code(code).map(|(item, _)| item.slug);
    one == other || slug(one).is_some_and(|item| Some(item) == slug(other))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{SBP, number, visit};
    use super::*;

    #[test]
    fn who_told_what_is_said_where_sources_differ_and_nowhere_else() {
        let one = |text: &str, origin| Measurement { origin, ..number(SBP, text, "mm[Hg]") };
        let of = |sources: &[Source], results| Visit { sources: sources.to_vec(), ..visit("2026-05-14", results) };
        let (hub, file) = (Origin::Source(Source::Hub), Origin::Source(Source::Document));
        let both = [Source::Hub, Source::Document];
        let apart = of(&both, vec![one("138", hub), one("136", file)]);
        assert_eq!(apart.source_apart(&apart.results[1]), Some(Source::Document));
        assert_eq!(apart.sources_of(&apart.results[0]), [Source::Hub]);
        let first = |text: &str, origin| Measurement { code: "9A751000000000001".into(), ..one(text, origin) };
        let readings = of(&both, vec![one("138", hub), first("138", file)]);
        assert_eq!(readings.source_apart(&readings.results[1]), Some(Source::Document), "by another code");
        assert_eq!(readings.told_apart(SBP), [], "but nothing is told differently");
        for (what, visit) in [
            ("agreed", of(&both, vec![one("138", Origin::Visit)])),
            ("one alone tells it", of(&both, vec![one("138", file)])),
            ("two files", of(&both, vec![one("138", file), one("136", file)])),
            ("one source", of(&both[..1], vec![one("138", Origin::Visit), one("136", Origin::Visit)])),
        ] {
            assert_eq!(visit.source_apart(&visit.results[0]), None, "{what}");
        }
        assert_eq!(of(&both, Vec::new()).sources_of(&one("1", Origin::Computed)), []);
    }

    #[test]
    fn a_result_of_one_among_several_is_its_own() {
        use Origin::{Computed, Visit};
        let (hub, file) = (Origin::Source(Source::Hub), Origin::Source(Source::Document));
        let (one, both) = ([Source::Document], [Source::Hub, Source::Document]);
        for (origin, of, all, wanted) in [
            (Visit, &one[..], &one[..], Visit),
            (Visit, &one, &both, file),
            (Visit, &both, &both, Visit),
            (hub, &both, &both, hub),
            (Computed, &one, &both, Computed),
        ] {
            assert_eq!(origin.among(of, all), wanted);
        }
        assert_eq!([hub.with(file), hub.with(hub), file.with(Visit)], [Visit, hub, Visit]);
    }
}
