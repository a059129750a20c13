//! The services of the hub by the names that faults and statistics use.

/// A service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Service {
    /// The OpenID provider and the card page.
    Signin,
    /// 資格
    Eligibility,
    /// 利用登録
    Registration,
    /// 健診
    Checkups,
    /// 薬剤
    Medications,
    /// 医療費
    Expenses,
    /// 閲覧記録, 同意, やりとり履歴
    Access,
    /// お知らせ
    Notices,
    /// 納付のお知らせ
    Payments,
    /// 代理人
    Delegations,
}

impl Service {
    /// All, in the order of the statistics.
    pub(crate) const ALL: [Self; 9] = [
        Self::Signin,
        Self::Eligibility,
        Self::Registration,
        Self::Checkups,
        Self::Medications,
        Self::Expenses,
        Self::Access,
        Self::Notices,
        Self::Payments,
        Self::Delegations,
    ];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Signin => "signin",
            Self::Eligibility => "eligibility",
            Self::Registration => "registration",
            Self::Checkups => "checkups",
            Self::Medications => "medications",
            Self::Expenses => "expenses",
            Self::Access => "access",
            Self::Notices => "notices",
            Self::Payments => "payments",
            Self::Delegations => "delegations",
        }
    }

    /// By its name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }

    /// The service that a path belongs to; `None` for the controls of the simulation.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        if let Some(rest) = path.strip_prefix("/v1/") {
            return match rest.split('/').next().unwrap_or_default() {
                "consents" | "exchange" => Some(Self::Access),
                name => Self::from_name(name).filter(|s| *s != Self::Signin),
            };
        }
        path.starts_with("/api/realms/").then_some(Self::Signin)
    }

    /// Position in [`Service::ALL`].
    pub(crate) fn index(self) -> usize {
        Self::ALL.iter().position(|s| *s == self).unwrap_or_default()
    }
}
