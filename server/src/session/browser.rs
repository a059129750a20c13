//! Which kind of browser a session was begun in: coarse enough to tell one's own apart, never the whole user agent.

/// Programs, by the first mark that stands in the user agent. Order matters: most name those before them as well.
const PROGRAMS: [(&str, &str, &str); 6] = [
    ("Edg", "edge", "Edge"),
    ("SamsungBrowser", "samsung", "Samsungブラウザ"),
    ("Firefox", "firefox", "Firefox"),
    ("FxiOS", "firefox", "Firefox"),
    ("Chrome", "chrome", "Chrome"),
    ("Safari", "safari", "Safari"),
];

/// Machines, in the same way.
const MACHINES: [(&str, &str, &str); 7] = [
    ("Android", "android", "Android"),
    ("iPhone", "iphone", "iPhone"),
    ("iPad", "ipad", "iPad"),
    ("Windows", "windows", "Windows"),
    ("CrOS", "chromeos", "Chromebook"),
    ("Macintosh", "mac", "Mac"),
    ("Linux", "linux", "Linux"),
];

/// How the code of a provider begins: no program of the list is called so.
const PROVIDER: &str = "provider/";

/// The code that is kept: `chrome/android`; `/` where nothing is known.
#[must_use]
pub fn kind(user_agent: &str) -> String {
    let find = |table: &[(&str, &'static str, &str)]| {
        table.iter().find(|(mark, ..)| user_agent.contains(mark)).map_or("", |(_, code, _)| *code)
    };
    format!("{}/{}", find(&PROGRAMS), find(&MACHINES))
}

/// The code that is kept where no browser asks but a provider's program.
#[must_use]
pub fn of_provider(id: &str) -> String {
    format!("{PROVIDER}{id}")
}

/// The provider that a code names.
#[must_use]
pub fn provider(code: &str) -> Option<&str> {
    code.strip_prefix(PROVIDER)
}

/// The code in words: `Chrome・Android`.
#[must_use]
pub fn label(code: &str) -> String {
    let (program, machine) = code.split_once('/').unwrap_or_default();
    let find = |table: &[(&str, &str, &'static str)], code: &str| {
        table.iter().find(|(_, known, _)| *known == code).map(|(.., name)| *name)
    };
    match (find(&PROGRAMS, program), find(&MACHINES, machine)) {
        (Some(program), Some(machine)) => format!("{program}・{machine}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => "種類のわからないブラウザ".to_owned(),
    }
}

/// The code in a sentence: `AndroidのChrome`.
#[must_use]
pub fn phrase(code: &str) -> String {
    let words = label(code);
    match words.split_once('・') {
        Some((program, machine)) => format!("{machine}の{program}"),
        None => words,
    }
}

/// Whether a user agent is that of a browser. All of them begin like this, and other programs do not.
#[must_use]
pub fn is_browser(user_agent: &str) -> bool {
    user_agent.starts_with("Mozilla/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds_apart_and_no_more() {
        for (agent, code, words) in [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
                "chrome/android",
                "Chrome・Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
                "edge/windows",
                "Edge・Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "safari/iphone",
                "Safari・iPhone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
                "firefox/linux",
                "Firefox・Linux",
            ),
            ("curl/8.0", "/", "種類のわからないブラウザ"),
            ("", "/", "種類のわからないブラウザ"),
        ] {
            assert_eq!(kind(agent), code, "{agent}");
            assert_eq!(label(code), words, "{agent}");
            assert_eq!(is_browser(agent), code != "/", "{agent}");
        }
        assert_eq!(label("<script>/x"), "種類のわからないブラウザ");
        for (code, words) in [("safari/iphone", "iPhoneのSafari"), ("/mac", "Mac"), ("/", "種類のわからないブラウザ")]
        {
            assert_eq!(phrase(code), words);
        }
    }
}
