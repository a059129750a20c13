//! The messages without a published layout: JSON in the product's own terms, with the moment in `as_of`
//! and, as they name no person, the subject once more in `subject`.

use app::domain::notice::Notice;
use app::domain::notice::listing::{hub_id, is_id};
use chrono::NaiveDateTime;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Message, WireError};

#[derive(Deserialize)]
struct NoticesBody {
    as_of: NaiveDateTime,
    subject: String,
    notices: Vec<Notice>,
}

/// Reads notices, newest first.
///
/// # Errors
/// [`WireError::Garbled`] for anything else.
pub fn notices(bytes: &[u8]) -> Result<Message<Vec<Notice>>, WireError> {
    let mut body: NoticesBody = parsed(bytes)?;
    if body.notices.iter().any(|notice| !is_id(&hub_id(notice))) {
        return Err(WireError::Garbled("a notice without a usable id"));
    }
    body.notices.sort_by_key(|notice| std::cmp::Reverse(notice.on));
    Ok(Message { value: body.notices, as_of: body.as_of, named: Vec::new(), subject: Some(body.subject) })
}

/// Any of these messages.
pub(super) fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    serde_json::from_slice(bytes).map_err(|_| WireError::Garbled("not the agreed JSON"))
}
