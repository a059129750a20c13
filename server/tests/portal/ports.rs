//! Ports for the programs that a test starts.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

/// Below the ports that a system gives to outgoing connections (from 32768 or 49152 on): what lies among those is taken
/// by the next request of any test between being found free and being listened on.
const FIRST: u16 = 10_000;
const MANY: u16 = 22_000;

/// How many were handed out by this program.
static HANDED_OUT: AtomicU16 = AtomicU16::new(0);

/// Ports that nobody listens on and that this program hands out once. Programs that run side by side begin at places of
/// their own.
pub(crate) fn free_ports<const N: usize>() -> [u16; N] {
    let start = u16::try_from(std::process::id() % 220).expect("below 220") * 100;
    std::array::from_fn(|_| {
        let next = || FIRST + (start + HANDED_OUT.fetch_add(1, Ordering::Relaxed) % MANY) % MANY;
        std::iter::repeat_with(next).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("without end")
    })
}
