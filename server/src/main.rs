//! Starts the portal: configuration, start, serve until told to stop. Told more than its name, it does that instead.

use std::process::ExitCode;

use server::config::Config;
use server::config::profile::Profile;
use server::{command, logging, start, welcome};

fn main() -> ExitCode {
    if let Some(code) = command::run(std::env::args().skip(1)) {
        return code;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("portal: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::from_env()?;
    logging::install(config.profile);
    // Pages wait for several calls at once; fewer than four threads have been seen to starve the renderer.
    let threads = std::thread::available_parallelism().map_or(4, |cores| cores.get().max(4));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build()?;
    runtime.block_on(async {
        let address = config.listen.origin();
        let demo = config.profile == Profile::Demo;
        let running = start::start(config).await?;
        println!("{}", welcome::text(&address, demo));
        running.serve().await?;
        Ok(())
    })
}
