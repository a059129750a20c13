//! A list of addresses and networks: `192.0.2.7, 10.0.0.0/8, 2001:db8::/32`.

use std::net::IpAddr;
use std::str::FromStr;

use thiserror::Error;

/// Addresses that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Networks(Vec<(IpAddr, u8)>);

/// The text is no such list.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is neither an address nor a network like 10.0.0.0/8")]
pub struct NotANetwork(String);

impl Networks {
    /// Whether an address belongs to one of them.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|&(network, bits)| prefix(network, bits) == prefix(address, bits))
    }

    /// Whether the list names nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether everybody, or a part of the whole network so large that it comes to the same, belongs to it: which is believing
    /// anybody. The largest network that one operator can have to themselves is a /8.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        self.0.iter().any(|&(_, bits)| bits < 8)
    }
}

/// The first bits of an address; the length tells the two families apart.
fn prefix(address: IpAddr, bits: u8) -> (u8, u128) {
    let (length, value) = match address {
        IpAddr::V4(address) => (32, u128::from(u32::from(address))),
        IpAddr::V6(address) => (128, u128::from(address)),
    };
    (length, value.checked_shr(u32::from(length - bits.min(length))).unwrap_or(0))
}

impl FromStr for Networks {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = |part: &str| NotANetwork(part.to_owned());
        let network = |part: &str| {
            let (address, bits) = part.split_once('/').map_or((part, None), |(address, bits)| (address, Some(bits)));
            let address: IpAddr = address.parse().map_err(|_| wrong(part))?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            let bits = bits.map_or(Ok(most), str::parse).map_err(|_| wrong(part))?;
            if bits > most { Err(wrong(part)) } else { Ok((address, bits)) }
        };
        text.split([',', ' ']).filter(|part| !part.is_empty()).map(network).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_who_belongs_to_it() {
        for (list, address, belongs) in [
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false),
            ("10.0.0.0/8, 2001:db8::/32", "10.255.0.1", true),
            ("10.0.0.0/8, 2001:db8::/32", "2001:db8:1::1", true),
            ("10.0.0.0/8, 2001:db8::/32", "2001:db9::1", false),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("0.0.0.0/0", "192.0.2.7", true),
            ("::1", "127.0.0.1", false),
            ("", "127.0.0.1", false),
        ] {
            let networks: Networks = list.parse().expect(list);
            assert_eq!(networks.contains(address.parse().expect("an address")), belongs, "{list} {address}");
        }
        for wrong in ["x", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Networks>().is_err(), "{wrong}");
        }
    }
}
