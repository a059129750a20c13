//! What a person takes along of their drugs, gathered from their records and what the portal keeps for them: for sheets, files
//! and QR codes alike, so that none of them forgets what is hidden.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use futures::future::join;
use futures::stream::{self, StreamExt};
use leptos::prelude::*;

use crate::domain::medication::{Dispensing, HiddenDrugs, STILL_TAKEN, Span};
use crate::domain::notebook::carried::Carried;
use crate::keeping::{Keeping, NotReadable, OwnDrugs};
use crate::pages::me::names::years;
use crate::records::{Records, Trouble};
use crate::ui::trouble::TroubleNotice;

/// Why nothing can be taken along now.
#[derive(Clone, Debug, PartialEq)]
pub enum NotNow {
    /// The records cannot be had.
    Trouble(Trouble),
    /// What is hidden, or what was added, cannot be read. A sheet would be shown as if it were whole, or hold what must not
    /// stand on it.
    NotReadable,
}

impl NotNow {
    /// The notice in its place.
    #[must_use]
    pub fn notice(self) -> AnyView {
        match self {
            Self::Trouble(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
            Self::NotReadable => view! {
                <section class="banner warn">
                    <h2>"いまは作れません"</h2>
                    <p>"紙やファイルに出さないお薬の一覧か、あなたが加えたお薬を読めないため、作るのをやめました。記録は失われていません。数分おいて、もう一度開いてください。"</p>
                </section>
            }
            .into_any(),
        }
    }
}

/// As many years are asked for at once.
const AT_ONCE: usize = 3;

/// Which part of the history is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// As far back as something may still be taken.
    Now,
    /// One calendar year.
    Year(i32),
    /// All there is.
    All,
}

/// Gathers it; with the moment the hub said it.
///
/// # Errors
/// Where a part cannot be had: nothing is made of the rest.
pub async fn carried(
    records: &dyn Records,
    keeping: &dyn Keeping,
    reach: Reach,
    today: NaiveDate,
) -> Result<(Carried, NaiveDateTime), NotNow> {
    let (rows, kept) = join(rows(records, reach, today), kept(keeping)).await;
    let (rows, as_of) = rows.map_err(NotNow::Trouble)?;
    let (own, hidden) = kept.map_err(|NotReadable| NotNow::NotReadable)?;
    Ok((Carried::of(rows, own.told, &hidden, today), as_of))
}

async fn kept(keeping: &dyn Keeping) -> Result<(OwnDrugs, HiddenDrugs), NotReadable> {
    let (own, hidden) = join(keeping.own_drugs(), keeping.hidden_drugs()).await;
    Ok((own?, hidden?))
}

/// The rows, and the oldest moment at which a part of them was said.
async fn rows(
    records: &dyn Records,
    reach: Reach,
    today: NaiveDate,
) -> Result<(Vec<Dispensing>, NaiveDateTime), Trouble> {
    let span = match reach {
        Reach::Now => Span::last_days(today, STILL_TAKEN),
        Reach::Year(year) => Span::year(year),
        Reach::All => Span::year(today.year()),
    };
    let first = records.medications(span).await?;
    let (mut rows, mut as_of) = (first.value.rows.clone(), first.as_of);
    if reach != Reach::All {
        return Ok((rows, as_of));
    }
    // A year at a time, as the pages do: nobody else waits for thirty years in one answer.
    let others = first.value.open_years(years(today)).into_iter().filter(|year| *year != today.year());
    let asked = others.map(|year| records.medications(Span::year(year)));
    let mut answers = stream::iter(asked).buffered(AT_ONCE);
    while let Some(answer) = answers.next().await {
        let answer = answer?;
        as_of = as_of.min(answer.as_of);
        rows.extend(answer.value.rows);
    }
    Ok((rows, as_of))
}

/// To oneself only: how many drugs are left out because one hides them, and how many notes with them.
#[must_use]
pub fn hidden_words(carried: &Carried) -> Option<AnyView> {
    let notes = (carried.hidden_notes > 0).then(|| {
        format!(
            "隠したお薬といっしょに書かれていたこと、その名前があるメモ {}件も、出していません。",
            carried.hidden_notes
        )
    });
    (carried.hidden > 0 || notes.is_some()).then(|| {
        // Folded: who is shown the screen at a counter need not see that something is hidden, nor how much.
        view! {
            <details class="noprint">
                <summary>"あなたあての知らせ（印刷されません）"</summary>
                <p><b>{format!("あなたが隠しているお薬 {}種類は、出していません。", carried.hidden)}</b>{notes}"この知らせは、あなたにだけ見えます。印刷されません。"</p>
            </details>
        }
        .into_any()
    })
}
