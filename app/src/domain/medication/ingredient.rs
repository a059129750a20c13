//! What a 成分名 names, without salts and hydrates and part by part, so that a brand, a generic and a combination can be
//! held against each other.
//!
//! No list of drugs ships, so this goes by the names alone. What holds for them in the whole price list, and where they fail
//! (kampo, mixtures under one name), was counted there: see [`Named::Mixture`].

use super::drug::Drug;
use crate::domain::tax::width::full_width;

/// What is known of a drug's ingredients.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// These, each by itself, in order of their names.
    Parts(Vec<String>),
    /// A name for several that does not say which: kampo, cold remedies. It can only be held against itself.
    Mixture(String),
    /// Nothing is told.
    Unknown,
}

impl Named {
    /// Of a drug: by its 成分名, else by the 一般名 it was prescribed under.
    #[must_use]
    pub fn of(drug: &Drug) -> Self {
        let told =
            |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        match (told(&drug.ingredient), told(&drug.general)) {
            (Some(ingredient), _) => Self::of_ingredient(&ingredient),
            (None, Some(general)) => of_general(&general),
            (None, None) => Self::Unknown,
        }
    }

    /// Of a 成分名.
    #[must_use]
    pub fn of_ingredient(text: &str) -> Self {
        let text = plain(text);
        if text.is_empty() {
            return Self::Unknown;
        }
        if is_mixture(&text) {
            return Self::Mixture(text);
        }
        let mut parts: Vec<String> = Vec::new();
        for part in text.split('・').filter(|part| !part.is_empty()) {
            let base = base(part);
            match JOINED.iter().find(|(name, _)| *name == base) {
                Some((_, names)) => parts.extend(names.iter().map(|name| (*name).to_owned())),
                None => parts.push(base),
            }
        }
        parts.sort();
        parts.dedup();
        if parts.is_empty() { Self::Unknown } else { Self::Parts(parts) }
    }

    /// The parts that can be held against those of another drug.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        match self {
            Self::Parts(parts) => parts,
            Self::Mixture(name) => std::slice::from_ref(name),
            Self::Unknown => &[],
        }
    }
}

/// Combinations whose name joins their parts without the dot between them.
const JOINED: [(&str, [&str; 2]); 1] = [("サクビトリルバルサルタン", ["サクビトリル", "バルサルタン"])];

/// Acids whose salts are meant with what they carry: `アムロジピンベシル酸塩` is アムロジピン. Longer before shorter where one
/// ends in the other.
const ACIDS: [&str; 30] = [
    "ナフタレンスルホン酸",
    "トリフェニル酢酸",
    "ヒドロキシナフトエ酸",
    "メタンスルホン酸",
    "ベンゼンスルホン酸",
    "トルエンスルホン酸",
    "ナパジシル酸",
    "フェンジゾ酸",
    "キシナホ酸",
    "エジシル酸",
    "ヒベンズ酸",
    "マレイン酸",
    "臭化水素酸",
    "ヨウ化水素酸",
    "サリチル酸",
    "安息香酸",
    "リンゴ酸",
    "ベシル酸",
    "メシル酸",
    "トシル酸",
    "エシル酸",
    "コハク酸",
    "クエン酸",
    "フマル酸",
    "酒石酸",
    "リン酸",
    "パモ酸",
    "硫酸",
    "酢酸",
    "塩酸",
];

/// What else a salt may end in.
const ENDINGS: [&str; 20] = [
    "二ナトリウム",
    "一ナトリウム",
    "ナトリウム",
    "カリウム",
    "カルシウム",
    "マグネシウム",
    "メグルミン",
    "トロメタモール",
    "エルブミン",
    "ベンザチン",
    "臭化物",
    "塩化物",
    "ヨウ化物",
    "プロピレングリコール",
    "二水和物",
    "三水和物",
    "半水和物",
    "一水和物",
    "水和物",
    "無水物",
];

/// What the body takes off before a drug acts; the 一般名 leaves it out too (`カンデサルタン` for カンデサルタンシレキセチル).
const ESTERS: [&str; 5] = ["シレキセチル", "メドキソミル", "ピボキシル", "エテキシラート", "マルボキシル"];

/// Where the metal is what matters: nothing of such a name is taken away.
const MINERAL: [&str; 17] = [
    "炭酸",
    "沈降炭酸",
    "重質炭酸",
    "炭酸水素",
    "硫酸",
    "チオ硫酸",
    "硝酸",
    "リン酸",
    "リン酸水素",
    "リン酸二水素",
    "ケイ酸",
    "クエン酸",
    "乳酸",
    "酢酸",
    "グルコン酸",
    "アスパラギン酸",
    "グリセロリン酸",
];

/// Wide letters, no spaces, nothing in brackets.
fn plain(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in full_width(text).chars() {
        match c {
            '（' | '［' => depth += 1,
            '）' | '］' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_whitespace() => out.push(c),
            _ => {}
        }
    }
    out
}

/// Names that stand for several ingredients without naming them: 漢方 (`葛根湯エキス`) and remedies named by their use
/// (`非ピリン系感冒剤`).
fn is_mixture(text: &str) -> bool {
    text.ends_with("エキス") || text.ends_with('剤')
}

/// One part without how it is bound.
fn base(part: &str) -> String {
    let mut name = without_turn(part).to_owned();
    if let Some(rest) = name.strip_prefix("精製").filter(|rest| !rest.is_empty()) {
        name = rest.to_owned();
    }
    while let Some(shorter) = shortened(&name) {
        name = shorter;
    }
    name
}

/// Without the mark of a mirror image before the name: `Ｌ－カルボシステイン`, `ｄｌ－…`.
fn without_turn(name: &str) -> &str {
    ["ｄｌ－", "ＤＬ－", "ｄ－", "Ｄ－", "ｌ－", "Ｌ－"]
        .iter()
        .find_map(|mark| name.strip_prefix(mark))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}

/// One step shorter, if something can go.
fn shortened(name: &str) -> Option<String> {
    for ending in ENDINGS {
        let Some(rest) = name.strip_suffix(ending) else { continue };
        let mineral = rest.ends_with('化') || MINERAL.contains(&rest);
        if enough(rest) && !mineral {
            return Some(rest.to_owned());
        }
        // `酸化マグネシウム` must not lose anything by a shorter ending either.
        return None;
    }
    if let Some(rest) = ESTERS.iter().find_map(|ester| name.strip_suffix(ester)).filter(|rest| enough(rest)) {
        return Some(rest.to_owned());
    }
    if let Some(salt) = name.strip_suffix('塩') {
        for acid in ACIDS {
            if let Some(rest) = salt.strip_suffix(acid)
                && enough(rest)
            {
                return Some(rest.to_owned());
            }
        }
    }
    // The older way of naming puts the acid first: `コハク酸ソリフェナシン`.
    for acid in ACIDS {
        if let Some(rest) = name.strip_prefix(acid)
            && rest.chars().count() >= 3
            && rest.chars().all(|c| ('ァ'..='ー').contains(&c))
            && !ENDINGS.contains(&rest)
        {
            return Some(rest.to_owned());
        }
    }
    None
}

/// Whether enough is left to be a name.
fn enough(rest: &str) -> bool {
    rest.chars().count() >= 2
}

/// Where the preparation begins in a 一般名: `【般】アムロジピン錠５ｍｇ`.
const PREPARATIONS: [&str; 29] = [
    "口腔内崩壊錠",
    "口腔用",
    "チュアブル錠",
    "徐放",
    "腸溶",
    "配合",
    "粒状カプセル",
    "カプセル",
    "シロップ",
    "ドライシロップ",
    "細粒",
    "顆粒",
    "散",
    "錠",
    "内用",
    "点眼",
    "点鼻",
    "点耳",
    "吸入",
    "軟膏",
    "クリーム",
    "ローション",
    "ゲル",
    "外用",
    "テープ",
    "パップ",
    "貼付",
    "坐剤",
    "注",
];

/// Of a 一般名: the part of each ingredient before strength or preparation. Abbreviated metals (`ロキソプロフェンＮａ錠`) go.
fn of_general(general: &str) -> Named {
    let text = plain(general);
    let text = text.strip_prefix("【般】").unwrap_or(&text);
    let mut parts: Vec<String> = Vec::new();
    for piece in text.split('・') {
        let by_word = PREPARATIONS.iter().filter_map(|word| piece.find(word)).filter(|at| *at > 0).min();
        let by_digit = piece.find(|c: char| ('０'..='９').contains(&c));
        let end = by_word.into_iter().chain(by_digit).min().unwrap_or(piece.len());
        let name = &piece[..end];
        let name = ["Ｎａ", "Ｃａ", "Ｍｇ", "Ｋ"].iter().find_map(|metal| name.strip_suffix(metal)).unwrap_or(name);
        if name.chars().count() >= 2 {
            parts.push(name.to_owned());
        }
    }
    if parts.is_empty() { Named::Unknown } else { Named::of_ingredient(&parts.join("・")) }
}

#[cfg(test)]
mod tests;
