//! The copy of a person's records, on their wish: switched on and off, filled, read.

use app::domain::checkup::Visit;
use app::domain::copy::{Copied, Copies, Copy, Taken};
use app::domain::eligibility::Eligibility;
use app::domain::expense::Expense;
use app::domain::medication::{Dispensing, Span};
use app::records::{Answer, Dated, Records};
use futures_util::future::join_all;
use serde::Serialize;

use crate::disowned::DisownedList;
use crate::store::RowId;
use crate::vault::{Kept, Vault, VaultError};

impl Kept for Copy<Eligibility> {
    const KIND: &'static str = "copy of eligibility";
}

impl Kept for Copy<Visit> {
    const KIND: &'static str = "copy of checkups";
}

impl Kept for Copy<Dispensing> {
    const KIND: &'static str = "copy of drugs";
}

impl Kept for Copy<Expense> {
    const KIND: &'static str = "copy of expenses";
}

/// What became of copying everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Some could not be had from the hub now.
    pub missing: bool,
    /// Some would be too large.
    pub too_large: bool,
}

/// Wishes a copy. Nothing is copied yet.
///
/// # Errors
/// When the vault fails.
pub async fn switch_on(vault: &Vault, person: RowId) -> Result<(), VaultError> {
    vault.change(person, |copy: &mut Copy<Eligibility>| copy.on = true).await?;
    vault.change(person, |copy: &mut Copy<Visit>| copy.on = true).await?;
    vault.change(person, |copy: &mut Copy<Dispensing>| copy.on = true).await?;
    vault.change(person, |copy: &mut Copy<Expense>| copy.on = true).await
}

/// Wishes none any more: what was copied is gone at once.
///
/// # Errors
/// When the vault fails; pressing again goes on from there.
pub async fn switch_off(vault: &Vault, person: RowId) -> Result<(), VaultError> {
    vault.forget::<Copy<Eligibility>>(person).await?;
    vault.forget::<Copy<Visit>>(person).await?;
    vault.forget::<Copy<Dispensing>>(person).await?;
    vault.forget::<Copy<Expense>>(person).await
}

/// Copies what the hub holds now, `years` of drugs and expenses. A kind of which a part could not be had stays as it was.
///
/// # Errors
/// When the vault fails.
pub async fn take(
    vault: &Vault,
    person: RowId,
    records: &dyn Records,
    years: std::ops::RangeInclusive<i32>,
) -> Result<Outcome, VaultError> {
    let mut outcome = Outcome::default();
    let eligibility = records.eligibility().await.map(|answer| Dated { value: answer.value.line, as_of: answer.as_of });
    keep(vault, person, eligibility, &mut outcome).await?;
    keep(vault, person, records.checkups().await, &mut outcome).await?;
    keep(vault, person, drugs_of(records, years.clone()).await, &mut outcome).await?;
    keep(vault, person, expenses_of(records, years).await, &mut outcome).await?;
    Ok(outcome)
}

async fn keep<T>(vault: &Vault, person: RowId, answer: Answer<Vec<T>>, outcome: &mut Outcome) -> Result<(), VaultError>
where
    T: Copied + Clone + Serialize + Send + Sync,
    Copy<T>: Kept,
{
    let Ok(Dated { value, as_of }) = answer else {
        outcome.missing = true;
        return Ok(());
    };
    let taken = vault.change(person, |copy: &mut Copy<T>| copy.take(&value, as_of)).await?;
    outcome.too_large |= taken == Taken::TooLarge;
    Ok(())
}

/// Drugs of several years as one answer, as old as the oldest of them.
pub async fn drugs_of(records: &dyn Records, years: std::ops::RangeInclusive<i32>) -> Answer<Vec<Dispensing>> {
    let answers = join_all(years.rev().map(|year| records.medications(Span::year(year)))).await;
    together(
        answers.into_iter().map(|answer| answer.map(|dated| Dated { value: dated.value.rows, as_of: dated.as_of })),
    )
}

/// Rows of expenses of several years as one answer, as old as the oldest of them.
pub async fn expenses_of(records: &dyn Records, years: std::ops::RangeInclusive<i32>) -> Answer<Vec<Expense>> {
    let answers = join_all(years.rev().map(|year| records.expenses(year))).await;
    together(
        answers.into_iter().map(|answer| answer.map(|dated| Dated { value: dated.value.rows, as_of: dated.as_of })),
    )
}

fn together<T>(answers: impl IntoIterator<Item = Answer<Vec<T>>>) -> Answer<Vec<T>> {
    let mut answers = answers.into_iter();
    let mut all =
        answers.next().unwrap_or_else(|| Ok(Dated { value: Vec::new(), as_of: chrono::NaiveDateTime::MAX }))?;
    for answer in answers {
        let Dated { value, as_of } = answer?;
        all.value.extend(value);
        all.as_of = all.as_of.min(as_of);
    }
    Ok(all)
}

/// Everything copied, without what is not the person's.
///
/// # Errors
/// When the vault fails.
pub async fn read(vault: &Vault, person: RowId) -> Result<Copies, VaultError> {
    let hidden: DisownedList = vault.read(person).await?;
    Ok(Copies {
        eligibility: own(vault.read(person).await?, &hidden),
        checkups: own(vault.read(person).await?, &hidden),
        drugs: own(vault.read(person).await?, &hidden),
        expenses: own(vault.read(person).await?, &hidden),
    })
}

fn own<T: Copied>(mut copy: Copy<T>, hidden: &DisownedList) -> Copy<T> {
    copy.rows.retain(|row| !hidden.hides(&row.name()));
    copy
}
