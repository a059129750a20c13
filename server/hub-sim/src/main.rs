//! A hub in a box: card, sign-in and records of synthetic citizens, as an HTTP server of its own.
//!
//! Modelled on published interfaces and certified by nobody. Everything in it is computed; what happens to cards is kept
//! when it is given a folder, and nothing else is.

mod accept;
mod ca;
mod card;
mod citizen;
mod clock;
mod config;
mod connection;
mod control;
mod delegation;
mod faults;
mod gate;
mod hub;
mod oidc;
#[cfg(test)]
mod probe;
mod records;
mod router;
mod services;
mod terminal;
mod wire;

use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use config::Config;
use hub::Hub;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("hub_sim=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hub-sim: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut config = Config::from_env()?;
    let listener = TcpListener::bind(config.addr).await?;
    // With port 0 the system has chosen one, and the issuer must name it.
    config.addr = listener.local_addr()?;
    let parent_gone = std::env::args().any(|arg| arg == "--exit-with-stdin").then(end_of_stdin);
    let mut terminate = signal(SignalKind::terminate())?;
    let stop = async move {
        let parent_gone = async {
            match parent_gone {
                Some(gone) => gone.await.unwrap_or_default(),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
            () = parent_gone => {}
        }
    };
    println!("hub-sim listening on http://{}", config.addr);
    accept::serve(listener, Arc::new(Hub::new(config)?), stop).await;
    Ok(())
}

/// Resolves when standard input ends: the parent that held it is gone.
fn end_of_stdin() -> oneshot::Receiver<()> {
    let (gone, told) = oneshot::channel();
    std::thread::spawn(move || {
        // Whatever comes is thrown away; an error ends it as well as the end does.
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        let _ = gone.send(());
    });
    told
}
