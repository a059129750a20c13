//! Registering the card as insurance card (初回登録): where a person stands, and what may be done from there.
//!
//! The hub walks from the certificate's serial over the link number (紐付番号) to the individual insured number
//! (個人単位被保険者番号); where that path breaks off decides the state.

mod step;

use chrono::{NaiveDate, NaiveDateTime};

pub use step::{Step, StepName, StepState, done, failed_at};

use super::calendar::long_date;

/// Where a person's registration stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registration {
    /// Never registered.
    NotRegistered,
    /// Booked in advance (予約登録).
    Booked {
        /// Day of the booking, where the hub knows it.
        booked_on: Option<NaiveDate>,
        /// Day it takes effect.
        effective_from: NaiveDate,
    },
    /// Under way, or stopped at a step.
    InProgress {
        /// The steps in order.
        steps: Vec<Step>,
    },
    /// Registered.
    Registered {
        /// When, and by which door.
        by: By,
        /// How the registration hangs on the present certificate.
        link: Link,
        /// The steps, when the hub still has them.
        steps: Vec<Step>,
    },
    /// Registered once, with a certificate that was revoked since. Not the same as never registered.
    Lapsed {
        /// When, and by which door, it had been registered.
        by: By,
        /// Day the certificate was revoked.
        revoked_on: NaiveDate,
    },
    /// The insurer in charge has not entered its data yet, as after a change of jobs.
    InsurerPending {
        /// The registration, which stands all the while, if there was one.
        by: Option<By>,
        /// Day the former eligibility was lost.
        lost_on: Option<NaiveDate>,
        /// By when the data are expected.
        expected_by: Option<NaiveDate>,
    },
    /// No eligibility with any insurer, and none expected.
    NoEligibility {
        /// Day the last one was lost.
        lost_on: Option<NaiveDate>,
    },
    /// Medical assistance (医療扶助): the welfare office registers.
    Welfare,
    /// Nothing may be shown, for the person's protection (不開示).
    Blocked,
    /// A state that this version does not know.
    Unknown,
}

/// What came of pressing the button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// Whether this press began a registration. A second press, in this page or another, begins none.
    pub begun: bool,
    /// Where the registration stands now.
    pub now: Registration,
}

/// When and where a registration was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The moment (Japan time).
    pub since: NaiveDateTime,
    /// By which door.
    pub door: Door,
}

/// How a registration hangs on the certificate that the card has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It was made with this certificate.
    Original,
    /// The certificate was renewed, and the registration was carried over to the new serial.
    CarriedOver {
        /// Day of the renewal.
        renewed_on: NaiveDate,
        /// Day it was carried over.
        carried_on: NaiveDate,
    },
    /// The certificate was renewed; the registration is still being carried over to the new serial.
    OnItsWay {
        /// Day of the renewal.
        renewed_on: NaiveDate,
        /// By when that is expected to be over.
        expected_by: NaiveDate,
    },
}

/// Door of registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// This kind of portal.
    Portal,
    /// A clinic's or pharmacy's card reader.
    ClinicTerminal,
    /// A bank's ATM.
    Atm,
}

impl Door {
    /// In words: `このサイト`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Portal => "このサイト",
            Self::ClinicTerminal => "病院・薬局のカードリーダー",
            Self::Atm => "銀行のATM",
        }
    }
}

impl Registration {
    /// Where it stands, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NotRegistered => "健康保険証としての利用登録は、まだされていません。".to_owned(),
            Self::Booked { effective_from, .. } => {
                format!("利用登録は予約ずみです。{}から使えるようになります。", long_date(*effective_from))
            }
            Self::InProgress { steps } if failed_at(steps).is_some() => {
                "利用登録が途中で止まっています。もう一度試せます。".to_owned()
            }
            Self::InProgress { .. } => "利用登録を進めています。".to_owned(),
            Self::Registered { link: Link::OnItsWay { expected_by, .. }, .. } => format!(
                "電子証明書の更新が、健康保険の仕組みに届くのを待っています。{}ごろに終わる見こみです。",
                long_date(*expected_by)
            ),
            Self::Registered { by, .. } => {
                format!("{}に、{}で利用登録されました。", long_date(by.since.date()), by.door.label())
            }
            Self::Lapsed { .. } => {
                "前の電子証明書での利用登録は、使えなくなっています。いまのカードで登録し直せます。".to_owned()
            }
            Self::InsurerPending { .. } => "新しい健康保険のデータが、まだ登録されていません。".to_owned(),
            Self::NoEligibility { .. } => "いま有効な健康保険の資格が見つかりませんでした。".to_owned(),
            Self::Welfare => "医療扶助（生活保護）を受けている方の登録は、福祉事務所が行います。".to_owned(),
            Self::Blocked => {
                "いまは、ここに情報を表示できません。加入している健康保険に、電話でお問い合わせください。".to_owned()
            }
            Self::Unknown => "いまの状態を、この画面では説明できません。".to_owned(),
        }
    }

    /// Whether the card works as insurance card now, so that nobody need do or know anything more.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Registered { link: Link::Original | Link::CarriedOver { .. }, .. })
    }

    /// Whether registering is the way on from here.
    ///
    /// A link on its way arrives by itself; only when it is overdue does registering anew help.
    #[must_use]
    pub fn may_register(&self, today: NaiveDate) -> bool {
        match self {
            Self::NotRegistered | Self::Lapsed { .. } => true,
            Self::InProgress { steps } => failed_at(steps).is_some(),
            Self::Registered { link: Link::OnItsWay { expected_by, .. }, .. } => today > *expected_by,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
    }

    fn by(door: Door) -> By {
        By { since: day(5, 1).and_hms_opt(9, 0, 0).expect("a moment"), door }
    }

    /// Every state with its sentence, whether it is settled, and whether one may register on 2026-11-22.
    #[test]
    fn each_state_has_its_own_sentence_and_way_on() {
        let registered = |link| Registration::Registered { by: by(Door::Atm), link, steps: vec![] };
        let on_its_way = |until| registered(Link::OnItsWay { renewed_on: day(11, 18), expected_by: day(11, until) });
        let stopped =
            |state| Registration::InProgress { steps: vec![Step { name: StepName::Linking, state, at: None }] };
        let carried = Link::CarriedOver { renewed_on: day(11, 1), carried_on: day(11, 3) };
        let cases = [
            (Registration::NotRegistered, "まだされていません", false, true),
            (Registration::Booked { booked_on: None, effective_from: day(12, 1) }, "2026年12月1日", false, false),
            (stopped(StepState::Running), "進めています", false, false),
            (stopped(StepState::Failed), "途中で止まっています", false, true),
            (registered(Link::Original), "2026年5月1日に、銀行のATMで", true, false),
            (registered(carried), "2026年5月1日に、銀行のATMで", true, false),
            (on_its_way(22), "2026年11月22日ごろ", false, false),
            (on_its_way(21), "2026年11月21日ごろ", false, true),
            (Registration::Lapsed { by: by(Door::Portal), revoked_on: day(9, 8) }, "登録し直せます", false, true),
            (
                Registration::InsurerPending { by: None, lost_on: None, expected_by: None },
                "まだ登録されていません",
                false,
                false,
            ),
            (Registration::NoEligibility { lost_on: None }, "見つかりませんでした", false, false),
            (Registration::Welfare, "福祉事務所", false, false),
            (Registration::Blocked, "電話で", false, false),
            (Registration::Unknown, "説明できません", false, false),
        ];
        for (state, said, settled, may) in cases {
            assert!(state.sentence().contains(said), "{state:?}: {}", state.sentence());
            assert_eq!(state.is_settled(), settled, "{state:?}");
            assert_eq!(state.may_register(day(11, 22)), may, "{state:?}");
        }
    }
}
