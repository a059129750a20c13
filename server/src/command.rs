//! What the program does when it is told more than its name: `portal audit verify`, `portal partner …`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::audit::verify::{Report, verify};
use crate::audit::{HeadsFile, KnownKeys};
use crate::config::audit::AuditConfig;
use crate::config::store::StoreConfig;
use crate::{partner, store};

const USAGE: &str = "usage: portal
           serves, as the environment says
       portal audit verify [--data <folder>] [--key <PEM file>] [--heads <file>] [--at-least <entries>]
           reads the whole access record again and says whether anything in it was changed, taken out, moved or cut off.
           Whoever can cut the record and the file of its heads alike is found by --at-least: as many entries as were
           signed when it was read before. A record without any signed head is not well: the portal signs one when it starts.
           Without options everything is found as the portal itself finds it; a public key is enough.
           Ends with 0 where all is well, 1 where something is wrong, 2 where nothing can be said.
       portal partner add <file.json> | list | suspend <id> | resume <id>   [--data <folder>]
           keeps the registry of PHR providers. A running portal goes by it from the next request on.";

/// Nothing can be said about the record.
const CANNOT: u8 = 2;

/// Does what the arguments say; nothing where there are none.
#[must_use]
pub fn run(arguments: impl Iterator<Item = String>) -> Option<ExitCode> {
    let arguments: Vec<String> = arguments.collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] => None,
        ["audit", .., "-h" | "--help"] => Some(help()),
        ["audit", "verify", ref options @ ..] => Some(match parse(options) {
            Some(asked) => audit_verify(asked),
            None => usage(),
        }),
        ["partner", ref rest @ ..] if !rest.iter().any(|word| matches!(*word, "-h" | "--help")) => {
            Some(partner::command::run(rest).unwrap_or_else(usage))
        }
        ["partner", ..] => Some(help()),
        ["-h" | "--help" | "help"] => Some(help()),
        _ => Some(usage()),
    }
}

/// Whoever asks for help has made no mistake.
fn help() -> ExitCode {
    println!("{USAGE}");
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(CANNOT)
}

/// The options of `audit verify`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    data: Option<PathBuf>,
    key: Option<PathBuf>,
    heads: Option<PathBuf>,
    /// Entries that were signed when the record was read before.
    at_least: Option<i64>,
}

fn parse(options: &[&str]) -> Option<Asked> {
    let mut asked = Asked::default();
    for pair in options.chunks(2) {
        let [name, value] = *pair else { return None };
        if name == "--at-least" {
            asked.at_least = Some(value.parse().ok()?);
            continue;
        }
        let place = match name {
            "--data" => &mut asked.data,
            "--key" => &mut asked.key,
            "--heads" => &mut asked.heads,
            _ => return None,
        };
        *place = Some(value.into());
    }
    Some(asked)
}

fn audit_verify(asked: Asked) -> ExitCode {
    let at_least = asked.at_least.unwrap_or_default();
    match read(asked) {
        Ok(report) => {
            let (text, sound) = told(&report, at_least);
            println!("{text}");
            if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(reason) => {
            eprintln!("portal: the access record cannot be verified: {reason}");
            ExitCode::from(CANNOT)
        }
    }
}

fn read(asked: Asked) -> Result<Report, Box<dyn std::error::Error>> {
    let (mut kept, audit) = (StoreConfig::from_env()?, AuditConfig::from_env()?);
    if let Some(data) = asked.data {
        // A folder that is named is the whole record.
        (kept.data_dir, kept.database_url) = (data, None);
    }
    let key = asked.key.or(audit.key_file.clone()).unwrap_or_else(|| AuditConfig::own_key(&kept.data_dir));
    let keys = KnownKeys::from_file(&key)?;
    let heads = HeadsFile::at(asked.heads.unwrap_or_else(|| audit.heads(&kept.data_dir)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = store::open_to_read(&kept).await?;
        Ok(verify(store.as_ref(), &keys, &heads).await?)
    })
}

/// The report in words, and whether all is well: nothing found, and as many entries signed as there must be.
fn told(report: &Report, at_least: i64) -> (String, bool) {
    let Report { entries, heads, signed, findings } = report;
    if !findings.is_empty() {
        let lines: Vec<String> = findings.iter().map(|finding| format!("broken: {finding}")).collect();
        return (lines.join("\n"), false);
    }
    if *heads == 0 {
        return ("broken: no signed head, though the portal signs one when it starts".to_owned(), false);
    }
    if *signed < at_least {
        return (format!("broken: {signed} entries signed, at least {at_least} were before: cut off"), false);
    }
    let open = match entries - signed {
        0 => String::new(),
        open => format!("; not yet signed: {open} after it"),
    };
    (format!("ok: {entries} entries, {heads} heads, last signed head at {signed}{open}"), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::verify::Finding;

    #[test]
    fn who_asks_for_help_has_made_no_mistake() {
        let ended = |words: &[&str]| format!("{:?}", run(words.iter().map(|word| (*word).to_owned())));
        let (well, cannot) = (format!("{:?}", Some(ExitCode::SUCCESS)), format!("{:?}", Some(ExitCode::from(CANNOT))));
        for words in [&["--help"][..], &["-h"], &["help"], &["audit", "--help"], &["audit", "verify", "--help"]] {
            assert_eq!(ended(words), well, "{words:?}");
        }
        for words in [&["audit"][..], &["serve"], &["audit", "verify", "--data"]] {
            assert_eq!(ended(words), cannot, "{words:?}");
        }
    }

    #[test]
    fn options_come_in_pairs() {
        assert_eq!(parse(&[]), Some(Asked::default()));
        let all = parse(&["--key", "k", "--data", "d", "--heads", "h", "--at-least", "12"]).expect("options");
        assert_eq!(
            all,
            Asked { data: Some("d".into()), key: Some("k".into()), heads: Some("h".into()), at_least: Some(12) }
        );
        for wrong in [&["--at-least", "many"][..], &["--data"], &["data", "d"], &["--key", "k", "--data"]] {
            assert_eq!(parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn the_report_names_the_line() {
        let report = Report { entries: 1234, heads: 12, signed: 1230, findings: Vec::new() };
        assert_eq!(
            told(&report, 0),
            ("ok: 1234 entries, 12 heads, last signed head at 1230; not yet signed: 4 after it".to_owned(), true)
        );
        let report = Report { signed: 1234, ..report };
        assert!(told(&report, 1234).1 && !told(&report, 1235).1, "cut where nothing else shows it");
        assert!(!told(&Report { entries: 0, heads: 0, signed: 0, findings: Vec::new() }, 0).1, "wiped");
        assert_eq!(told(&report, 0), ("ok: 1234 entries, 12 heads, last signed head at 1234".to_owned(), true));
        let report = Report { findings: vec![Finding::EntryChanged(17), Finding::HeadChanged(2)], ..report };
        assert_eq!(
            told(&report, 0),
            (
                "broken: entry 17: changed\nbroken: head 2: changed (the signature is not of this content)".to_owned(),
                false
            )
        );
    }
}
