//! Writes XML element by element. No attributes, no namespaces: the layouts of the hub have neither.

/// An XML text under construction.
#[derive(Default)]
pub(crate) struct Xml {
    out: String,
}

impl Xml {
    /// An empty text with room for a typical answer.
    pub(crate) fn new() -> Self {
        Self { out: String::with_capacity(16 * 1024) }
    }

    /// An element that holds what `inside` writes.
    pub(crate) fn within(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        self.open(tag);
        inside(self);
        self.close(tag);
        self.out.push('\n');
    }

    /// An element that holds text; an empty text leaves an empty element, as the hub does.
    pub(crate) fn leaf(&mut self, tag: &str, text: &str) {
        self.open(tag);
        escape_into(text, &mut self.out);
        self.close(tag);
        self.out.push('\n');
    }

    /// A text element, left out altogether when there is nothing to say.
    pub(crate) fn leaf_if(&mut self, tag: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(tag, text);
        }
    }

    /// An element that holds a number.
    pub(crate) fn number(&mut self, tag: &str, number: i64) {
        self.leaf(tag, &number.to_string());
    }

    /// The text, without a declaration.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn open(&mut self, tag: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }
}

/// Escapes text for element content. A carriage return is written as a reference, because a reader would turn a bare
/// one into a line feed. Characters that XML 1.0 cannot hold at all are left out.
fn escape_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            c if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_empty_elements_stay() {
        let mut xml = Xml::new();
        xml.within("A", |x| {
            x.leaf("B", "<script>&\r\n\u{0}");
            x.leaf("C", "");
            x.leaf_if("D", None);
        });
        assert_eq!(xml.finish(), "<A><B>&lt;script&gt;&amp;&#13;\n</B>\n<C></C>\n</A>\n");
    }
}
