//! Canonical XML 1.0 without comments (W3C, 15 March 2001) of a whole document's root, less its signature: what the digest of an
//! enveloped signature is taken over.

use super::tree::{Element, Node};
use crate::domain::order;

/// Namespace of XML signatures.
pub(super) const SIGNATURES: &str = "http://www.w3.org/2000/09/xmldsig#";

/// The root without its signature, as the bytes that are digested.
pub(super) fn without_signature(root: &Element) -> String {
    let mut out = String::new();
    write(root, &Scope::default(), &mut out);
    out
}

/// Namespaces: those that hold, and those that the output has said already.
#[derive(Clone, Default)]
struct Scope {
    holds: Vec<(String, String)>,
    said: Vec<(String, String)>,
}

impl Scope {
    fn of(names: &[(String, String)], prefix: &str) -> String {
        names.iter().rev().find(|(known, _)| known == prefix).map(|(_, uri)| uri.clone()).unwrap_or_default()
    }
}

/// The namespace that a declaration is for: `xmlns` is for none.
fn declared(name: &str) -> Option<&str> {
    if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") }
}

fn prefix_of(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}

fn write(element: &Element, outer: &Scope, out: &mut String) {
    let mut scope = outer.clone();
    for (name, uri) in &element.attributes {
        if let Some(prefix) = declared(name) {
            scope.holds.push((prefix.to_owned(), uri.clone()));
        }
    }
    if Scope::of(&scope.holds, prefix_of(&element.name)) == SIGNATURES && element.local() == "Signature" {
        return;
    }
    out.push('<');
    out.push_str(&element.name);
    // Namespaces in the order of their prefixes, each only where it is new to the output.
    let mut prefixes: Vec<String> = scope.holds.iter().map(|(prefix, _)| prefix.clone()).collect();
    order::sort_by(&mut prefixes, Ord::cmp);
    prefixes.dedup();
    for prefix in prefixes {
        let uri = Scope::of(&scope.holds, &prefix);
        if prefix != "xml" && Scope::of(&scope.said, &prefix) != uri {
            let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
            attribute(&name, &uri, out);
            scope.said.push((prefix, uri));
        }
    }
    // Attributes by the address of their namespace, then by name; those without a namespace first.
    let mut attributes: Vec<(String, &str, &(String, String))> = element
        .attributes
        .iter()
        .filter(|(name, _)| declared(name).is_none())
        .map(|pair| {
            let prefix = prefix_of(&pair.0);
            let uri = match prefix {
                "" => String::new(),
                "xml" => "http://www.w3.org/XML/1998/namespace".to_owned(),
                prefix => Scope::of(&scope.holds, prefix),
            };
            (uri, pair.0.rsplit(':').next().unwrap_or(&pair.0), pair)
        })
        .collect();
    order::sort_by(&mut attributes, Ord::cmp);
    for (_, _, (name, value)) in attributes {
        attribute(name, value, out);
    }
    out.push('>');
    for node in &element.children {
        match node {
            Node::Element(child) => write(child, &scope, out),
            Node::Text(words) => text(words, out),
            Node::Instruction(instruction) => {
                out.push_str("<?");
                out.push_str(instruction.trim_end());
                out.push_str("?>");
            }
        }
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn text(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::root_of;
    use super::*;

    #[test]
    fn writes_as_the_recommendation_does() {
        for (given, canonical) in [
            ("<a/>", "<a></a>"),
            ("<?xml version='1.0'?>\n<?x y?><a  b = 'c'><!-- no --><b/></a>\n", "<a b=\"c\"><b></b></a>"),
            // 3.3 Start and end tags: order of namespaces and attributes, and no repeated one.
            (
                "<e xmlns:b=\"http://www.ietf.org\" xmlns:a=\"http://www.w3.org\" xmlns=\"http://example.org\" b:attr=\"sorted\" a:attr=\"out\" attr2=\"all\" attr=\"I'm\"/>",
                "<e xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" attr=\"I'm\" attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e>",
            ),
            ("<a xmlns=\"u\"><b xmlns=\"u\"><c xmlns=\"\"/></b></a>", "<a xmlns=\"u\"><b><c xmlns=\"\"></c></b></a>"),
            (
                "<a b=\"&#x9;&quot;&lt;'\">&lt;&gt;&#13;<![CDATA[<&]]></a>",
                "<a b=\"&#x9;&quot;&lt;'\">&lt;&gt;&#xD;&lt;&amp;</a>",
            ),
            ("<a><?p  i ?>見本</a>", "<a><?p  i?>見本</a>"),
            (
                "<a xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\">1<d:Signature>x</d:Signature>2</a>",
                "<a xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\">12</a>",
            ),
            ("<a><Signature>kept</Signature></a>", "<a><Signature>kept</Signature></a>"),
        ] {
            assert_eq!(without_signature(&root_of(given).expect(given)), canonical, "{given}");
        }
    }
}
