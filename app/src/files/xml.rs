//! What a text may hold inside XML.

/// A text as content or attribute value of XML.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn marks_become_text() {
        assert_eq!(escape("<a b=\"&\">'"), "&lt;a b=&quot;&amp;&quot;&gt;'");
    }
}
