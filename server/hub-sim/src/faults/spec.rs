//! How faults are written: `name[=value][:service[+service…]][@fraction]`, separated by commas.

use thiserror::Error;

use crate::records::registration::steps::STEPS;
use crate::wire::service::Service;

/// One kind of fault.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FaultKind {
    /// Waits so many milliseconds before answering.
    Slow(u64),
    /// Does the work at once, and waits so many milliseconds before saying so.
    Lag(u64),
    /// A registration that begins now stops at this step, by its position.
    Step(usize),
    /// Answers with this status and no body.
    Status(u16),
    /// Drops the connection without an answer.
    Down,
    /// Promises the whole length, sends half, closes.
    Truncate,
    /// Random bytes with status 200.
    Garbage,
    /// Another person's answer.
    Swap,
    /// An earlier request's answer.
    Late,
    /// Sends half, then resets the connection.
    Reset,
    /// One byte every 50 ms.
    Trickle,
}

/// A fault, where it applies, and how often.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// What happens.
    pub(crate) kind: FaultKind,
    /// The services it applies to; empty means every record service, but not the sign-in.
    pub(crate) services: Vec<Service>,
    /// Share of requests, 0 to 1.
    pub(crate) share: f64,
}

/// What is wrong with a text of faults.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum FaultError {
    /// No such fault.
    #[error("unknown fault `{0}`")]
    Unknown(String),
    /// No such service.
    #[error("unknown service `{0}`")]
    Service(String),
    /// A value or fraction that is none.
    #[error("bad value in `{0}`")]
    Value(String),
}

/// Reads a text of faults.
pub(crate) fn parse(text: &str) -> Result<Vec<Fault>, FaultError> {
    text.split([',', '\n']).map(str::trim).filter(|t| !t.is_empty()).map(one).collect()
}

fn one(text: &str) -> Result<Fault, FaultError> {
    let bad = || FaultError::Value(text.to_owned());
    let (text_without_share, share) = match text.split_once('@') {
        Some((head, share)) => (head, share.parse::<f64>().map_err(|_| bad())?),
        None => (text, 1.0),
    };
    if !(0.0..=1.0).contains(&share) {
        return Err(bad());
    }
    let (head, scope) = text_without_share.split_once(':').unwrap_or((text_without_share, ""));
    let (name, value) = head.split_once('=').map_or((head, None), |(n, v)| (n, Some(v)));
    let mut services = services(scope)?;
    let kind = match (name, value) {
        ("slow", Some(ms)) => FaultKind::Slow(ms.parse().map_err(|_| bad())?),
        ("lag", Some(ms)) => FaultKind::Lag(ms.parse().map_err(|_| bad())?),
        ("step", Some(name)) => FaultKind::Step(STEPS.iter().position(|step| *step == name).ok_or_else(bad)?),
        ("status", Some(code)) => {
            FaultKind::Status(code.parse().ok().filter(|c| (200..=599).contains(c)).ok_or_else(bad)?)
        }
        ("down", Some(names)) => {
            services.extend(self::services(names)?);
            FaultKind::Down
        }
        ("down", None) => FaultKind::Down,
        ("truncate", None) => FaultKind::Truncate,
        ("garbage", None) => FaultKind::Garbage,
        ("swap", None) => FaultKind::Swap,
        ("late", None) => FaultKind::Late,
        ("reset", None) => FaultKind::Reset,
        ("trickle", None) => FaultKind::Trickle,
        ("slow" | "lag" | "step" | "status", None)
        | ("truncate" | "garbage" | "swap" | "late" | "reset" | "trickle", Some(_)) => {
            return Err(bad());
        }
        _ => return Err(FaultError::Unknown(name.to_owned())),
    };
    Ok(Fault { kind, services, share })
}

fn services(text: &str) -> Result<Vec<Service>, FaultError> {
    text.split('+')
        .filter(|name| !name.is_empty())
        .map(|name| Service::from_name(name).ok_or_else(|| FaultError::Service(name.to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use FaultKind::*;

    fn fault(kind: FaultKind, services: &[Service], share: f64) -> Fault {
        Fault { kind, services: services.to_vec(), share }
    }

    #[test]
    fn faults_are_read() {
        for (text, expected) in [
            ("", vec![]),
            ("slow=300", vec![fault(Slow(300), &[], 1.0)]),
            ("lag=300:registration", vec![fault(Lag(300), &[Service::Registration], 1.0)]),
            ("step=linking", vec![fault(Step(2), &[], 1.0)]),
            ("down=checkups", vec![fault(Down, &[Service::Checkups], 1.0)]),
            ("down=checkups+signin@0.5", vec![fault(Down, &[Service::Checkups, Service::Signin], 0.5)]),
            ("swap@0.1, late:expenses@0.2", vec![fault(Swap, &[], 0.1), fault(Late, &[Service::Expenses], 0.2)]),
            ("status=503:medications", vec![fault(Status(503), &[Service::Medications], 1.0)]),
            (
                "truncate,garbage,reset,trickle",
                vec![
                    fault(Truncate, &[], 1.0),
                    fault(Garbage, &[], 1.0),
                    fault(Reset, &[], 1.0),
                    fault(Trickle, &[], 1.0),
                ],
            ),
        ] {
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a-z=:@+,.0-9 ]{0,40}") {
            let _ = parse(&text);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "slow",
            "slow=x",
            "lag",
            "step",
            "step=dancing",
            "status=99",
            "status=700",
            "swap=1",
            "fire",
            "swap@2",
            "swap@x",
            "down=moon",
            "late:moon",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
