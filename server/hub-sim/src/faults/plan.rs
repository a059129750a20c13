//! Which faults one request meets: the global ones and those of its own header, after the dice are thrown.

use super::spec::{Fault, FaultKind};
use crate::wire::service::Service;

/// The faults of one request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// Milliseconds to wait.
    pub(crate) slow: u64,
    /// Milliseconds to wait after the work is done.
    pub(crate) lag: u64,
    /// The step at which a registration stops.
    pub(crate) step: Option<usize>,
    /// Status to answer with.
    pub(crate) status: Option<u16>,
    /// No answer.
    pub(crate) down: bool,
    /// Half the body, then closed.
    pub(crate) truncate: bool,
    /// Random bytes.
    pub(crate) garbage: bool,
    /// Another person's answer.
    pub(crate) swap: bool,
    /// An earlier request's answer.
    pub(crate) late: bool,
    /// Half the body, then reset.
    pub(crate) reset: bool,
    /// Byte by byte.
    pub(crate) trickle: bool,
}

impl Plan {
    /// Picks from faults those that apply to a service. `hit` says whether a share of requests includes this one.
    pub(crate) fn of<'a>(
        faults: impl IntoIterator<Item = &'a Fault>,
        service: Service,
        mut hit: impl FnMut(f64) -> bool,
    ) -> Self {
        let mut plan = Self::default();
        for fault in faults {
            let applies =
                if fault.services.is_empty() { service != Service::Signin } else { fault.services.contains(&service) };
            if !applies || !hit(fault.share) {
                continue;
            }
            match fault.kind {
                FaultKind::Slow(ms) => plan.slow += ms,
                FaultKind::Lag(ms) => plan.lag += ms,
                FaultKind::Step(step) => plan.step = Some(step),
                FaultKind::Status(code) => plan.status = Some(code),
                FaultKind::Down => plan.down = true,
                FaultKind::Truncate => plan.truncate = true,
                FaultKind::Garbage => plan.garbage = true,
                FaultKind::Swap => plan.swap = true,
                FaultKind::Late => plan.late = true,
                FaultKind::Reset => plan.reset = true,
                FaultKind::Trickle => plan.trickle = true,
            }
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::parse;
    use super::*;

    #[test]
    fn unscoped_faults_spare_the_sign_in() {
        let faults = parse("slow=10,slow=5:checkups,down=signin").expect("faults");
        let plan = |service| Plan::of(&faults, service, |_| true);
        assert_eq!(plan(Service::Checkups).slow, 15);
        assert_eq!(plan(Service::Expenses), Plan { slow: 10, ..Plan::default() });
        assert_eq!(plan(Service::Signin), Plan { down: true, ..Plan::default() });
        assert_eq!(Plan::of(&faults, Service::Checkups, |_| false), Plan::default());
    }
}
