//! What PHR providers have by consents given on this site, in short: where a person asks who has seen their records, an app that
//! reads them every day must not be missing. Everything of it, and the way to stop it, is on the page about providers.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::delegation::kinds_words;
use crate::domain::partner::Standing;
use crate::keeping::NotReadable;
use crate::pages::visit::Visitor;
use crate::sharing::Given;
use crate::ui::card::Card;

/// What is known of it.
pub(in crate::pages) enum Provided {
    /// The one who looks acts for another, whose providers are none of theirs.
    NotTold,
    /// It cannot be read now.
    Unknown,
    /// All consents, newest first.
    Known(Vec<Given>),
}

impl Provided {
    /// Of the one who looks.
    pub(in crate::pages) async fn to(visitor: &Visitor) -> Self {
        if !visitor.is_own() {
            return Self::NotTold;
        }
        match visitor.sharing.given().await {
            Ok(all) => Self::Known(all),
            Err(NotReadable) => Self::Unknown,
        }
    }

    fn all(&self) -> &[Given] {
        match self {
            Self::Known(all) => all,
            Self::NotTold | Self::Unknown => &[],
        }
    }

    /// Consents in force.
    pub(super) fn in_force(&self) -> impl Iterator<Item = &Given> {
        self.all().iter().filter(|given| given.standing == Standing::InForce)
    }

    /// Whether no consent is in force for certain.
    pub(super) fn is_none_in_force(&self) -> bool {
        !matches!(self, Self::Unknown) && self.in_force().next().is_none()
    }

    /// Whether nobody can have received anything by such a consent, as far as is known.
    pub(super) fn is_none(&self) -> bool {
        match self {
            Self::NotTold => true,
            Self::Unknown => false,
            Self::Known(all) => all.is_empty(),
        }
    }

    /// The consents in force as a list; nothing where there are none.
    pub(super) fn list(&self) -> Option<AnyView> {
        let lines: Vec<_> = self.in_force().map(line).collect();
        (!lines.is_empty()).then(|| view! { <ul class="list">{lines}</ul> }.into_any())
    }

    /// Who has a consent in force, in one sentence: `いま、「見本ノート」に記録を渡す同意があります。`
    pub(in crate::pages) fn sentence(&self) -> Option<String> {
        let mut names: Vec<String> = self.in_force().map(|given| format!("「{}」", given.partner.name)).collect();
        names.dedup();
        (!names.is_empty()).then(|| format!("いま、{}に記録を渡す同意があります。", names.join("")))
    }

    /// The card.
    pub(super) fn card(&self) -> Option<AnyView> {
        let said = match self {
            Self::NotTold => return None,
            Self::Unknown => {
                view! { <p>"アプリなどへの同意の一覧は、いま表示できません。同意も記録も失われていません。"</p> }
                    .into_any()
            }
            Self::Known(_) => self
                .list()
                .unwrap_or_else(|| view! { <p>"このサイトから記録を渡しているアプリなどは、いまはありません。ほかで結びつけたアプリは、「記録を見せる・渡す同意」に出ます。"</p> }.into_any()),
        };
        Some(
            view! {
                <Card title="アプリなど（PHR事業者）への提供" href="/sharing">
                    {said}
                    <p><a href="/sharing">"渡した記録を1回ずつ確かめる・止める"</a></p>
                </Card>
            }
            .into_any(),
        )
    }
}

fn line(given: &Given) -> impl IntoView + use<> {
    let what = format!("{}（{}）", kinds_words(&given.terms.kinds), given.terms.years.words());
    let until = format!("{} まで", long_date(given.until.date()));
    let last = match given.uses.iter().find(|used| used.given) {
        Some(used) => format!("最後に渡したのは {} {}です。", long_date(used.at.date()), used.at.format("%-H:%M")),
        None => "まだ、何も渡していません。".to_owned(),
    };
    view! {
        <li>
            <p><b>{given.partner.name.clone()}</b></p>
            <p class="small">{what}</p>
            <p class="small">{until}"。"{last}{given.suspended.then_some("この事業者は、いま停止されています。")}</p>
        </li>
    }
}
