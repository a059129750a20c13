//! What a certificate must say about itself to be one for signing in: its policies. One profile for Japan's, one for the
//! simulation's; the two share nothing, so that neither passes for the other.

/// The policies of a hierarchy, by their encoded identifiers.
#[derive(Clone, Debug)]
pub struct Profile {
    on_card: &'static [&'static [u8]],
    on_phone: &'static [&'static [u8]],
    signing: &'static [&'static [u8]],
}

/// Where a certificate's key lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Medium {
    /// On the card.
    Card,
    /// On a phone (スマホ用電子証明書).
    Phone,
}

/// The arc of the simulation: 2.25 and a UUID of its own, 730a9bd3-afc5-4b11-ad17-ba8ea0c38b5c.
macro_rules! simulation {
    ($($arc:expr),*) => {
        &[0x69, 0x81, 0xe6, 0x8a, 0xcd, 0xf4, 0xf5, 0xfc, 0xaa, 0xac, 0xa3, 0xad, 0x8b, 0xee, 0xd1, 0xea, 0x86, 0x8e,
          0x96, 0x5c, $($arc),*]
    };
}

/// 1.2.392.200149.8.5.1, the arc of 公的個人認証サービス.
macro_rules! japan {
    ($($arc:expr),*) => { &[0x2a, 0x83, 0x08, 0x8c, 0x9b, 0x55, 0x08, 0x05, 0x01, $($arc),*] };
}

impl Profile {
    /// 公的個人認証サービス. The identifiers are second-hand (unverified against プロファイル仕様書 3.2); none is known
    /// for authentication by phone, so that phones are refused.
    #[must_use]
    pub fn japan() -> Self {
        Self { on_card: &[japan!(3, 30)], on_phone: &[], signing: &[japan!(1, 20), japan!(1, 40), japan!(0, 20)] }
    }

    /// The simulation's: .1.1 card, .1.2 phone, .2.1 and .2.2 the same for signing documents.
    #[must_use]
    pub fn simulation() -> Self {
        Self {
            on_card: &[simulation!(1, 1)],
            on_phone: &[simulation!(1, 2)],
            signing: &[simulation!(2, 1), simulation!(2, 2)],
        }
    }

    /// Where the key lives, where one of the policies is for signing in.
    pub(crate) fn medium(&self, policies: &[&[u8]]) -> Option<Medium> {
        let any = |known: &[&[u8]]| policies.iter().any(|policy| known.contains(policy));
        if any(self.on_card) {
            Some(Medium::Card)
        } else if any(self.on_phone) {
            Some(Medium::Phone)
        } else {
            None
        }
    }

    /// Whether one of the policies is for signing documents.
    pub(crate) fn signs_documents(&self, policies: &[&[u8]]) -> bool {
        policies.iter().any(|policy| self.signing.contains(policy))
    }
}
