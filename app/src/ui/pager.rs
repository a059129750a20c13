//! A long list in parts: plain links to the newer and the older part.

use std::ops::Range;

use leptos::prelude::*;

/// How many lines a part has.
pub const PART: usize = 20;

/// The part that is asked for (from 1), and its lines. A part that is not there is the first.
#[must_use]
pub fn part_of(count: usize, asked: Option<&str>) -> (usize, Range<usize>) {
    let parts = count.div_ceil(PART).max(1);
    let part = asked.and_then(|asked| asked.parse().ok()).filter(|part| (1..=parts).contains(part)).unwrap_or(1);
    (part, (part - 1) * PART..(part * PART).min(count))
}

/// The links; nothing where one part holds everything.
#[component]
pub fn Pager(
    /// Lines in all parts.
    count: usize,
    /// The open part.
    part: usize,
    /// Address without the part: path and query, in which nothing needs escaping.
    address: String,
    /// Place on that page.
    #[prop(optional)]
    place: String,
    /// What it is a list of, where a page has several.
    #[prop(optional)]
    about: String,
) -> impl IntoView {
    let parts = count.div_ceil(PART);
    let joint = if address.contains('?') { '&' } else { '?' };
    let link = |part: usize, words: &'static str| {
        view! { <a class="btn line" href=format!("{address}{joint}part={part}{place}")>{words}</a> }
    };
    let label = if about.is_empty() { "一覧の続き".to_owned() } else { format!("一覧の続き：{about}") };
    (parts > 1).then(|| {
        view! {
            <nav class="noprint" aria-label=label>
                <p class="small soft">{format!("全部で {count}件。{parts}つに分けた {part}つ目を見ています。")}</p>
                <div class="actions">
                    {(part > 1).then(|| link(part - 1, "新しいほうを見る"))}
                    {(part < parts).then(|| link(part + 1, "古いほうを見る"))}
                </div>
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn every_line_stands_in_one_part() {
        for (count, asked, part, lines) in [
            (0, None, 1, 0..0),
            (5, None, 1, 0..5),
            (20, Some("2"), 1, 0..20),
            (45, None, 1, 0..20),
            (45, Some("3"), 3, 40..45),
            (45, Some("4"), 1, 0..20),
            (45, Some("0"), 1, 0..20),
            (45, Some("x"), 1, 0..20),
        ] {
            assert_eq!(part_of(count, asked), (part, lines), "{count} {asked:?}");
        }
    }
}
