//! `portal partner add|list|suspend|resume`: the registry of PHR providers, kept by whoever runs the portal. What is changed
//! holds for a running portal from the next request on.

use std::path::PathBuf;
use std::process::ExitCode;

use app::domain::delegation::kinds_words;
use app::domain::partner::{Ended, Partner};

use super::registry::{Entry, entries, entry};
use crate::clock::Clock;
use crate::config::store::StoreConfig;
use crate::store::partner::PartnerRow;
use crate::store::{self, Store};

type Failed = Box<dyn std::error::Error>;

/// What is to be done.
enum Wish<'a> {
    Add(&'a str),
    List,
    Active(&'a str, bool),
}

/// Does what the words after `partner` say; nothing where they say nothing.
#[must_use]
pub fn run(words: &[&str]) -> Option<ExitCode> {
    let (wish, rest) = match *words {
        ["add", file, ref rest @ ..] => (Wish::Add(file), rest),
        ["list", ref rest @ ..] => (Wish::List, rest),
        ["suspend", id, ref rest @ ..] => (Wish::Active(id, false), rest),
        ["resume", id, ref rest @ ..] => (Wish::Active(id, true), rest),
        _ => return None,
    };
    let data = match *rest {
        [] => None,
        ["--data", folder] => Some(PathBuf::from(folder)),
        _ => return None,
    };
    Some(match done(&wish, data) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("portal: {reason}");
            ExitCode::FAILURE
        }
    })
}

fn done(wish: &Wish<'_>, data: Option<PathBuf>) -> Result<String, Failed> {
    let mut kept = StoreConfig::from_env()?;
    if let Some(data) = data {
        (kept.data_dir, kept.database_url) = (data, None);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = store::open(&kept).await?;
        let store = store.as_ref();
        match *wish {
            Wish::Add(file) => add(store, file).await,
            Wish::List => Ok(listed(&entries(store).await?)),
            Wish::Active(id, active) => set(store, id, active).await,
        }
    })
}

async fn add(store: &dyn Store, file: &str) -> Result<String, Failed> {
    let bytes = std::fs::read(file).map_err(|failure| format!("{file}: {failure}"))?;
    let partner: Partner = serde_json::from_slice(&bytes).map_err(|failure| format!("{file}: {failure}"))?;
    let partner = partner.checked()?;
    let (id, facts) = (partner.id.clone(), serde_json::to_string(&partner)?);
    let before = entry(store, &id).await?;
    let changed = before.as_ref().is_some_and(|before| !before.partner.is_agreed_as(&partner));
    let row = PartnerRow { id: id.clone(), facts, active: true, changed_at: Clock::machine_now() };
    let ended = store.put_partner(row, changed.then(|| Ended::Changed.code())).await?;
    let suspended = if before.as_ref().is_none_or(|before| before.active) { "" } else { ", and is suspended" };
    let how = if before.is_some() { "stands in the registry as it is written now" } else { "stands in the registry" };
    let ends = match (changed, ended) {
        (false, _) => String::new(),
        (true, ended) => {
            format!("; its name, purpose or use of the insured number has changed: {ended} consents have ended")
        }
    };
    Ok(format!("{id} {how}{suspended}{ends}"))
}

async fn set(store: &dyn Store, id: &str, active: bool) -> Result<String, Failed> {
    if !store.set_partner_active(id, active, Clock::machine_now()).await? {
        return Err(format!("there is no provider {id} in the registry").into());
    }
    Ok(format!("{id} is {}", if active { "active" } else { "suspended: nothing is handed out to it from now on" }))
}

fn listed(all: &[Entry]) -> String {
    if all.is_empty() {
        return "no provider is registered".into();
    }
    let line = |Entry { partner, active }: &Entry| {
        format!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            partner.id,
            if *active { "active" } else { "suspended" },
            if partner.is_confidential() { "key" } else { "public" },
            partner.name,
            partner.purpose.code(),
            kinds_words(&partner.kinds),
        )
    };
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}
