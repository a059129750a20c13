//! The card component: the page on which a card is presented, the PIN, and the signature. The PIN goes no further.

pub(crate) mod component;
pub(crate) mod door;
pub(crate) mod handlers;
pub(crate) mod handover;
pub(crate) mod page;
#[cfg(test)]
mod tests;
pub(crate) mod verdict;

/// Full-width letters, digits and signs as ASCII.
pub(crate) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            'ー' | '―' | '‐' => '-',
            c => c,
        })
        .collect()
}
