//! Which address a request comes from, and whether it has asked too much.
//!
//! The address is the other end of the connection. Only where that is a proxy of ours (`PORTAL_TLS_PROXY`) does
//! `X-Forwarded-For` count, and of it only what our own proxies have added: its last name that is none of them. What a
//! browser writes into the header stands before that and is not believed.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::accept::{Peer, bare};
use crate::config::networks::Networks;
use crate::middleware::request_id::RequestId;
use crate::state::SharedPortal;

/// The address of whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Finds the address, counts the request, and refuses it where that is too much.
pub async fn address(State(portal): State<SharedPortal>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Peer(address)| *address);
    let address = client_of(peer, request.headers(), &portal.config.listen.tls_proxy);
    if let Err(wait) = portal.rates.address(address) {
        let id = request.extensions().get().cloned().unwrap_or_else(RequestId::generate);
        let mut response = bare::answer(&id, StatusCode::TOO_MANY_REQUESTS, portal.config.listen.is_https());
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        return response;
    }
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

fn client_of(peer: IpAddr, headers: &HeaderMap, proxies: &Networks) -> IpAddr {
    let mut hop = peer;
    let named = headers.get_all("x-forwarded-for").iter().map(|header| header.to_str().unwrap_or_default());
    let named: Vec<&str> = named.flat_map(|header| header.split(',')).collect();
    let mut named = named.into_iter().rev();
    while proxies.contains(hop) {
        // A proxy that names nobody, or nonsense, stands for whoever is behind it.
        let Some(before) = named.next().and_then(read) else { break };
        hop = before;
    }
    hop
}

/// An address, with or without a port.
fn read(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxies_are_believed() {
        let proxies: Networks = "10.0.0.0/8 2001:db8::5".parse().expect("networks");
        for (peer, named, client) in [
            ("192.0.2.1", &["198.51.100.1"][..], "192.0.2.1"),
            ("192.0.2.1", &[], "192.0.2.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
            ("10.0.0.1", &["198.51.100.1, nonsense"], "10.0.0.1"),
            ("10.0.0.1", &["nonsense, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["198.51.100.1:4711"], "198.51.100.1"),
            ("10.0.0.1", &["[2001:db8::7]:4711"], "2001:db8::7"),
            ("10.0.0.1", &["[2001:db8::7]"], "2001:db8::7"),
            ("10.0.0.1", &["::ffff:198.51.100.1"], "198.51.100.1"),
            ("2001:db8::5", &["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["10.0.0.2, 10.0.0.3"], "10.0.0.2"),
            ("10.0.0.1", &[",,"], "10.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            for value in named {
                headers.append("x-forwarded-for", value.parse().expect("a header"));
            }
            let found = client_of(peer.parse().expect("an address"), &headers, &proxies);
            assert_eq!(found, client.parse::<IpAddr>().expect("an address"), "{peer} {named:?}");
        }
    }
}
