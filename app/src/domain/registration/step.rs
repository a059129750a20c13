//! The steps that lead from a card to an individual insured number, as the hub reports them.

use chrono::NaiveDateTime;

/// One step of the registration as the hub reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which step.
    pub name: StepName,
    /// How far.
    pub state: StepState,
    /// When it was done.
    pub at: Option<NaiveDateTime>,
}

/// The steps that lead from a card to an individual insured number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    /// The certificate is asked for at J-LIS.
    CertificateCheck,
    /// The link number (紐付番号) is fetched from the intermediate server.
    LinkNumber,
    /// Serial, link number and individual insured number are linked.
    Linking,
    /// The eligibility is fetched.
    EligibilityFetch,
}

impl StepName {
    /// All steps in the order they are taken.
    pub const ALL: [Self; 4] = [Self::CertificateCheck, Self::LinkNumber, Self::Linking, Self::EligibilityFetch];

    /// In words, as something being done.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CertificateCheck => "カードの電子証明書を確かめる",
            Self::LinkNumber => "健康保険とつなぐための番号を受け取る",
            Self::Linking => "カードと健康保険をつなぐ",
            Self::EligibilityFetch => "健康保険の資格を受け取る",
        }
    }

    /// What happens in it, and for what.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::CertificateCheck => "カードがいま有効かどうかを、電子証明書を出している機構（J-LIS）に確かめます。",
            Self::LinkNumber => {
                "ほかの人と取りちがえないための番号（紐付番号）を、健康保険のサーバーから受け取ります。"
            }
            Self::Linking => "カードの電子証明書と、あなたの被保険者番号を結びつけます。",
            Self::EligibilityFetch => "いま加入している健康保険の名前や負担割合を受け取ります。",
        }
    }

    /// What it means that this step did not succeed: (what happened, what to do).
    #[must_use]
    pub const fn failure(self) -> (&'static str, &'static str) {
        match self {
            Self::CertificateCheck => (
                "カードの電子証明書を確かめられませんでした。証明書を確かめる窓口が、いま応えていないことがあります。",
                "数分おいて、もう一度登録を試してください。続くときは、市区町村の窓口でカードの電子証明書を調べてもらえます。",
            ),
            Self::LinkNumber => (
                "健康保険とつなぐための番号を受け取れませんでした。健康保険のサーバーが混み合っていることがあります。",
                "数分おいて、もう一度登録を試してください。次の日になっても続くときは、加入している健康保険に問い合わせてください。",
            ),
            Self::Linking => (
                "カードと健康保険をつなぐところで止まりました。つなぎかけの状態は残っていません。",
                "もう一度登録を試してください。続くときは、加入している健康保険に、加入の届け出がすんでいるかを確かめてください。",
            ),
            Self::EligibilityFetch => (
                "カードと健康保険はつながりましたが、資格の内容を受け取れませんでした。",
                "もう一度試すと、続きから受け取ります。受診のときに見つからないと言われたら、資格確認書などを見せてください。",
            ),
        }
    }
}

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Done.
    Done,
    /// Running.
    Running,
    /// Not begun.
    Waiting,
    /// Failed.
    Failed,
}

impl StepState {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Done => "終わりました",
            Self::Running => "進めています",
            Self::Waiting => "これから",
            Self::Failed => "できませんでした",
        }
    }
}

/// The step at which a registration stopped, if it did.
#[must_use]
pub fn failed_at(steps: &[Step]) -> Option<StepName> {
    steps.iter().find(|step| step.state == StepState::Failed).map(|step| step.name)
}

/// How many steps are done.
#[must_use]
pub fn done(steps: &[Step]) -> usize {
    steps.iter().filter(|step| step.state == StepState::Done).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_has_its_own_words_for_itself_and_for_its_failure() {
        let distinct = |words: [&str; 4]| words.iter().collect::<std::collections::HashSet<_>>().len();
        assert_eq!(distinct(StepName::ALL.map(StepName::label)), 4);
        assert_eq!(distinct(StepName::ALL.map(StepName::meaning)), 4);
        assert_eq!(distinct(StepName::ALL.map(|name| name.failure().0)), 4);
        assert_eq!(distinct(StepName::ALL.map(|name| name.failure().1)), 4);
    }

    #[test]
    fn finds_the_step_that_failed() {
        let step = |name, state| Step { name, state, at: None };
        let (a, b) = (StepName::CertificateCheck, StepName::LinkNumber);
        for (steps, failed, count) in [
            (vec![], None, 0),
            (vec![step(a, StepState::Done), step(b, StepState::Running)], None, 1),
            (vec![step(a, StepState::Done), step(b, StepState::Failed)], Some(b), 1),
            (vec![step(a, StepState::Failed), step(b, StepState::Waiting)], Some(a), 0),
        ] {
            assert_eq!((failed_at(&steps), done(&steps)), (failed, count));
        }
    }
}
