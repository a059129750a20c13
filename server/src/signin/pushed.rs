//! Hands a request over to the provider before the browser leaves (RFC 9126), where the provider offers it: what is asked
//! for then never stands in the browser's address, and nobody can change it on the way.

use openidconnect::ClientId;
use reqwest::Url;
use serde::Deserialize;

use super::SignInError;
use super::client_key::Proof;
use super::http::Caller;
use super::refusal::Refusal;

/// Longest name of a pushed request, bytes.
const LONGEST: usize = 512;

#[derive(Deserialize)]
struct Taken {
    request_uri: String,
}

/// Pushes what the address `request` would have said; the address to send the browser to instead.
pub(super) async fn push(
    caller: &Caller,
    endpoint: &Url,
    request: &Url,
    client_id: &ClientId,
    proof: &Proof,
) -> Result<Url, SignInError> {
    // The proof names the client already, and nothing may stand in a form twice.
    let asked: Vec<(String, String)> =
        request.query_pairs().into_owned().filter(|(name, _)| name != "client_id").collect();
    let fields = asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(proof.fields());
    let answer = caller.post(endpoint, fields).await?;
    if !answer.status().is_success() {
        return Err(SignInError::Down(format!("does not take a pushed request: {}", answer.status().as_u16())));
    }
    let taken: Taken = serde_json::from_slice(answer.body()).map_err(|_| Refusal::AnswerNotReadable)?;
    if taken.request_uri.is_empty() || taken.request_uri.len() > LONGEST {
        return Err(Refusal::PushedRequestName.into());
    }
    let mut address = request.clone();
    address
        .query_pairs_mut()
        .clear()
        .append_pair("client_id", client_id)
        .append_pair("request_uri", &taken.request_uri);
    Ok(address)
}
