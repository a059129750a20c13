//! How much may travel through a page and back, for a browser without JavaScript: the server keeps nothing between the two.

/// Largest form that carries what was read back, bytes: everything that is read at once, with names of usual length.
pub const MAX_SENT: usize = 8 << 20;

/// Whether a packed text fits the form that carries it: a form writes each byte beyond letters and digits as three.
#[must_use]
pub fn fits(packed: &str) -> bool {
    let written: usize = packed.bytes().map(|byte| if byte.is_ascii_alphanumeric() { 1 } else { 3 }).sum();
    written + 100 <= MAX_SENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_writes_as_three_bytes_counts_three_times() {
        assert!(fits(&"a".repeat(MAX_SENT - 100)) && !fits(&"a".repeat(MAX_SENT)));
        assert!(!fits(&"見".repeat(MAX_SENT / 9 + 1)));
    }
}
