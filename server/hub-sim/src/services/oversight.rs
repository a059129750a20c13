//! What people have said in this run about who sees their data: looks they do not recognise, consents they take back.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{Duration, NaiveDateTime};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::citizen::Citizen;
use crate::citizen::seed::hash;
use crate::hub::locked;
use crate::records::access::Consent;
use crate::records::registration::time;

/// Days until the institution is asked, until the answer comes, and until it is promised.
const ASKED: i64 = 2;
const ANSWERED: i64 = 12;
const PROMISED: i64 = 14;

/// Longest words of a report, characters.
const LONGEST: usize = 1000;

/// Who takes reports.
const DESK: &str = "見本 医療保険情報センター 閲覧記録の窓口";

/// A report as it is sent.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Sent {
    /// Which look.
    pub(crate) look: String,
    reason: Reason,
    #[serde(default)]
    words: String,
}

/// Why a look is not recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
enum Reason {
    NotVisited,
    NotConsented,
    OtherKinds,
    UnknownName,
    Other,
}

/// A report that is kept.
#[derive(Clone, Debug)]
struct Kept {
    number: String,
    at: NaiveDateTime,
    sent: Sent,
}

/// Why a report is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Its key came before, with another look.
    KeyOfAnother,
    /// Its words are too long.
    TooLong,
}

/// What was said.
#[derive(Default)]
pub(crate) struct Oversight(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// By citizen and look.
    reports: HashMap<(String, String), Kept>,
    /// Look by citizen and key.
    keys: HashMap<(String, String), String>,
    /// By citizen and consent.
    withdrawn: HashMap<(String, String), NaiveDateTime>,
}

impl Oversight {
    /// Keeps a report. A look is reported once; a key that came once means the same look.
    pub(crate) fn report(
        &self,
        citizen: &Citizen,
        key: Option<&str>,
        sent: Sent,
        now: NaiveDateTime,
    ) -> Result<(), Refused> {
        if sent.words.chars().count() > LONGEST {
            return Err(Refused::TooLong);
        }
        let mut inner = locked(&self.0);
        if let Some(key) = key {
            let look = inner.keys.entry((citizen.id.clone(), key.to_owned())).or_insert_with(|| sent.look.clone());
            if *look != sent.look {
                return Err(Refused::KeyOfAnother);
            }
        }
        let number = inner.number(citizen, &sent.look, now);
        inner.reports.entry((citizen.id.clone(), sent.look.clone())).or_insert(Kept { number, at: now, sent });
        Ok(())
    }

    /// How far the report about a look is, as the answers have it.
    pub(crate) fn told(&self, citizen: &Citizen, look: &str, now: NaiveDateTime) -> Option<Value> {
        let inner = locked(&self.0);
        let kept = inner.reports.get(&(citizen.id.clone(), look.to_owned()))?;
        let day = |days| (kept.at + Duration::days(days)).date();
        let answer = (now >= kept.at + Duration::days(ANSWERED))
            .then(|| json!({ "on": day(ANSWERED), "text": citizen.say(answer_to(kept.sent.reason)) }));
        Some(json!({
            "number": kept.number,
            "at": time(kept.at),
            "reason": kept.sent.reason,
            "goes_to": citizen.say(DESK),
            "answer_by": day(PROMISED),
            "asked_on": (now >= kept.at + Duration::days(ASKED)).then(|| day(ASKED)),
            "answer": answer,
        }))
    }

    /// Takes a consent back; the first time counts.
    pub(crate) fn withdraw(&self, citizen: &Citizen, consent: &str, now: NaiveDateTime) {
        locked(&self.0).withdrawn.entry((citizen.id.clone(), consent.to_owned())).or_insert(now);
    }

    /// A computed consent as it is with what was said in this run.
    pub(crate) fn seen(&self, citizen: &Citizen, mut consent: Consent) -> Consent {
        let withdrawn = locked(&self.0).withdrawn.get(&(citizen.id.clone(), consent.id.clone())).copied();
        consent.withdrawn_at = consent.withdrawn_at.or(withdrawn);
        consent
    }

    /// Forgets all.
    pub(crate) fn forget(&self) {
        *locked(&self.0) = Inner::default();
    }
}

impl Inner {
    /// A reference number that can be read out: year and month, six digits.
    fn number(&self, citizen: &Citizen, look: &str, now: NaiveDateTime) -> String {
        let start = hash(&format!("report:{}:{look}", citizen.id)) % 1_000_000;
        let written = |digits: u64| format!("{}-{:03}-{:03}", now.format("%y%m"), digits / 1000, digits % 1000);
        (0..1_000_000)
            .map(|step| written((start + step) % 1_000_000))
            .find(|number| self.reports.values().all(|kept| kept.number != *number))
            .unwrap_or_else(|| written(start))
    }
}

fn answer_to(reason: Reason) -> &'static str {
    match reason {
        Reason::NotVisited => {
            "見たところに確かめました。その日の受付の記録を調べ、取りちがえがあったときは記録を直します。"
        }
        Reason::NotConsented => "見たところに確かめました。カードリーダーで同意を受けた記録が残っています。",
        Reason::OtherKinds => "見たところに確かめました。同意の記録にある種類と、見た種類は同じでした。",
        Reason::UnknownName => "見たところに確かめました。看板の名前と、届け出ている名前がちがうことがあります。",
        Reason::Other => "見たところに確かめました。くわしいことは、この窓口からお伝えします。",
    }
}
