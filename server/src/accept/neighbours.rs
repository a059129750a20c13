//! How many connections each address holds open at this moment.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// The addresses and their open connections.
#[derive(Clone)]
pub(super) struct Neighbours {
    most: usize,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One open connection of an address; given back when dropped.
pub(super) struct Seat {
    neighbours: Neighbours,
    address: IpAddr,
}

impl Neighbours {
    /// At most so many for each.
    pub(super) fn new(most: usize) -> Self {
        Self { most, open: Arc::default() }
    }

    /// A seat for one more connection of an address, if it may have it.
    pub(super) fn seat(&self, address: IpAddr) -> Option<Seat> {
        let address = household(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let held = open.entry(address).or_default();
        if *held >= self.most {
            return None;
        }
        *held += 1;
        Some(Seat { neighbours: self.clone(), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.neighbours.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = open.get_mut(&self.address) {
            *held -= 1;
            if *held == 0 {
                open.remove(&self.address);
            }
        }
    }
}

/// What counts as one address: all of IPv4, and the half of IPv6 that one line is given (/64).
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let line = u128::from(address) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(line))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_seats_and_gives_them_back() {
        let neighbours = Neighbours::new(2);
        let [one, next_door, other] =
            ["2001:db8::1", "2001:db8::2", "192.0.2.1"].map(|text| text.parse().expect("an address"));
        let first = neighbours.seat(one);
        let second = neighbours.seat(next_door);
        assert!(first.is_some() && second.is_some());
        assert!(neighbours.seat(one).is_none(), "one line has many addresses");
        assert!(neighbours.seat(other).is_some(), "others are not kept out");
        drop(second);
        assert!(neighbours.seat(one).is_some());
        drop(first);
        assert!(neighbours.open.lock().expect("whole").is_empty(), "nothing is left behind");
    }
}
