//! Payments by notice: JSON in the product's own terms, like the other messages without a published layout.

use app::domain::money::Yen;
use app::domain::payment::{Channel, Payment, PaymentState};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::json::parsed;
use super::{Message, WireError};

#[derive(Deserialize)]
struct PaymentsBody {
    as_of: NaiveDateTime,
    subject: String,
    payments: Vec<PaymentBody>,
}

#[derive(Deserialize)]
struct PaymentBody {
    id: String,
    payee: String,
    r#for: String,
    amount: i64,
    due: NaiveDate,
    channel: Channel,
    state: PaymentState,
    site: String,
}

/// Reads payments by notice, in the order they came.
///
/// # Errors
/// [`WireError::Garbled`] for anything else, an amount of nothing or less included: nobody can owe it.
pub fn payments(bytes: &[u8]) -> Result<Message<Vec<Payment>>, WireError> {
    let body: PaymentsBody = parsed(bytes)?;
    if body.payments.iter().any(|one| one.amount <= 0) {
        return Err(WireError::Garbled("an amount to pay must be more than nothing"));
    }
    let payments = body.payments.into_iter().map(|one| Payment {
        id: one.id,
        payee: one.payee,
        subject: one.r#for,
        amount: Yen(one.amount),
        due: one.due,
        channel: one.channel,
        state: one.state,
        site: one.site,
    });
    Ok(Message { value: payments.collect(), as_of: body.as_of, named: Vec::new(), subject: Some(body.subject) })
}
