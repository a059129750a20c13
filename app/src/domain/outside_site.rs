//! Sites outside this portal that it leads to: a closed list of addresses, and the person's own marks of which they use.
//!
//! Nothing is handed over to any of them. "Linked" is a note the person makes, no connection.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideSite {
    /// Stable name in addresses and in what is kept.
    pub slug: &'static str,
    /// Name.
    pub name: &'static str,
    /// Who runs it.
    pub holder: &'static str,
    /// What one does there.
    pub about: &'static str,
    /// Its address, in full.
    pub address: &'static str,
    /// What kind of place it is.
    pub kind: SiteKind,
}

/// What kind of place a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteKind {
    /// A service people use again and again and can mark as theirs.
    Service,
    /// Where a payee of the demonstration takes payments: an address that leads nowhere.
    DemoPayee,
}

/// All there are. An address that is not here is led to from nowhere.
pub const SITES: [OutsideSite; 5] = [
    OutsideSite {
        slug: "e-tax",
        name: "e-Tax（国税電子申告・納税システム）",
        holder: "国税庁",
        about: "確定申告を、インターネットで出せます。「確定申告」のページで作った医療費集計フォームは、ここで使います。",
        address: "https://www.e-tax.nta.go.jp/",
        kind: SiteKind::Service,
    },
    OutsideSite {
        slug: "nenkin-net",
        name: "ねんきんネット",
        holder: "日本年金機構",
        about: "年金の記録と、これから受け取る額の見こみを確かめられます。",
        address: "https://www.nenkin.go.jp/n_net/",
        kind: SiteKind::Service,
    },
    OutsideSite {
        slug: "private-mail",
        name: "民間送達サービス（インターネット上の私書箱）",
        holder: "民間の会社。マイナポータル（デジタル庁）から、使う会社を選びます",
        about: "保険会社などからの書類（控除証明書など）を、紙の代わりにインターネットで受け取れます。会社がいくつかあり、健康手帳はどれもすすめません。",
        address: "https://myna.go.jp/",
        kind: SiteKind::Service,
    },
    OutsideSite {
        slug: "demo-city",
        name: "見本市の納付サイト（見本）",
        holder: "見本市（実在しません）",
        about: "保険料や税を納めるところです。",
        address: "https://nofu.mihon-city.example/",
        kind: SiteKind::DemoPayee,
    },
    OutsideSite {
        slug: "demo-hospital",
        name: "見本市立病院の支払いサイト（見本）",
        holder: "見本市立病院（実在しません）",
        about: "診療費を払うところです。",
        address: "https://pay.mihon-hospital.example/",
        kind: SiteKind::DemoPayee,
    },
];

/// The site with this name.
#[must_use]
pub fn site_by_slug(slug: &str) -> Option<&'static OutsideSite> {
    SITES.iter().find(|site| site.slug == slug)
}

/// Services that people can mark as theirs.
pub fn services() -> impl Iterator<Item = &'static OutsideSite> {
    SITES.iter().filter(|site| site.kind == SiteKind::Service)
}

/// The person's own marks: since when they use a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideLinks {
    since: BTreeMap<String, NaiveDate>,
}

impl OutsideLinks {
    /// Since when a service is marked, if it is.
    #[must_use]
    pub fn since(&self, site: &OutsideSite) -> Option<NaiveDate> {
        self.since.get(site.slug).copied()
    }

    /// Marks a service. The first day stays if it was marked already; a payee cannot be marked.
    pub fn link(&mut self, site: &OutsideSite, today: NaiveDate) {
        if site.kind == SiteKind::Service {
            self.since.entry(site.slug.to_owned()).or_insert(today);
        }
    }

    /// Takes the mark away.
    pub fn unlink(&mut self, site: &OutsideSite) {
        self.since.remove(site.slug);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_secure_whole_and_once() {
        let mut slugs: Vec<_> = SITES.iter().map(|site| site.slug).collect();
        for site in SITES {
            let host = site.address.strip_prefix("https://").expect("secure").split('/').next().expect("a host");
            assert!(host.contains('.') && !host.contains('@') && !host.contains(':'), "{host}");
            assert!(site.address.is_ascii() && !site.address.contains(['?', '#', '\\', '"', ' ']), "{}", site.address);
            assert!(site.address.ends_with('/'), "{}", site.address);
            let demo = site.kind == SiteKind::DemoPayee;
            // Reserved for examples (RFC 2606): nobody can own it.
            assert_eq!(host.ends_with(".example"), demo, "{host}");
            assert_eq!(demo, site.name.contains("見本"), "{}", site.name);
            assert_eq!(site_by_slug(site.slug), Some(&site));
        }
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), SITES.len());
        for wrong in ["", "https://evil.example/", "e-tax/", "E-TAX"] {
            assert_eq!(site_by_slug(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_mark_keeps_its_first_day_until_it_is_taken_away() {
        let (first, later) = (NaiveDate::from_ymd_opt(2026, 11, 1), NaiveDate::from_ymd_opt(2026, 11, 22));
        let (first, later) = (first.expect("a day"), later.expect("a day"));
        let [e_tax, pension, _, payee, _] = &SITES;
        let mut links = OutsideLinks::default();
        links.link(e_tax, first);
        links.link(e_tax, later);
        links.link(payee, later);
        assert_eq!((links.since(e_tax), links.since(pension), links.since(payee)), (Some(first), None, None));
        links.unlink(e_tax);
        links.unlink(pension);
        assert_eq!(links, OutsideLinks::default());
    }
}
