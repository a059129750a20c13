//! Every request passes here: it is counted, and meets its faults before and after the router has answered.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper_util::service::TowerToHyperService;
use thiserror::Error;

use crate::accept::Passed;
use crate::connection::Cut;
use crate::faults::choppy::{self, End};
use crate::faults::plan::Plan;
use crate::faults::spec;
use crate::hub::Hub;
use crate::wire::service::Service;

/// The connection ends without an answer.
#[derive(Debug, Error)]
#[error("dropped on purpose")]
pub(crate) struct Dropped;

/// Takes a request to the router and back.
pub(crate) async fn pass(hub: &Arc<Hub>, router: Router, mut request: Request<Body>, cut: Cut) -> Passed {
    let Some(service) = Service::of_path(request.uri().path()) else {
        return to_router(router, request).await;
    };
    hub.stats.count(service);
    let own = match request.headers().get("x-sim-fault").map(|v| spec::parse(v.to_str().unwrap_or("?"))) {
        Some(Err(error)) => return Ok(text(StatusCode::BAD_REQUEST, &error.to_string())),
        Some(Ok(own)) => own,
        None => Vec::new(),
    };
    let plan = hub.faults.plan(service, &own);
    if plan.slow > 0 {
        tokio::time::sleep(Duration::from_millis(plan.slow)).await;
    }
    if plan.down {
        cut.reset();
        return Err(Dropped);
    }
    if let Some(code) = plan.status {
        return Ok(text(StatusCode::from_u16(code).unwrap_or(StatusCode::SERVICE_UNAVAILABLE), ""));
    }
    request.extensions_mut().insert(plan.clone());
    let response = to_router(router, request).await?;
    if plan.lag > 0 {
        tokio::time::sleep(Duration::from_millis(plan.lag)).await;
    }
    Ok(deliver(response, &plan, cut).await)
}

async fn to_router(router: Router, request: Request<Body>) -> Passed {
    use hyper::service::Service as _;
    Ok(TowerToHyperService::new(router).call(request).await?)
}

/// Sends an answer the way the faults want it.
async fn deliver(response: Response<Body>, plan: &Plan, cut: Cut) -> Response<Body> {
    if !(plan.garbage || plan.truncate || plan.reset || plan.trickle) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let mut whole = body.collect().await.map(|b| b.to_bytes()).unwrap_or_default();
    if plan.garbage {
        head.status = StatusCode::OK;
        whole = Bytes::from((0..whole.len().max(64)).map(|_| rand::random::<u8>()).collect::<Vec<_>>());
    }
    head.headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let body = if plan.reset {
        choppy::half(&whole, End::Reset(cut))
    } else if plan.truncate {
        choppy::half(&whole, End::Close)
    } else if plan.trickle {
        choppy::bytewise(&whole, Duration::from_millis(50))
    } else {
        Body::from(whole)
    };
    Response::from_parts(head, body)
}

/// A short answer in words.
pub(crate) fn text(status: StatusCode, words: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(words.to_owned()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
