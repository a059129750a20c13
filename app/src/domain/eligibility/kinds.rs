//! The twenty kinds of certificates (証類) that people carried to a counter, and what stands in their place now.
//!
//! Source of number, name, whose and online: 厚生労働省「オンライン資格確認等について」の証類の一覧, as of 2019-06. What has changed
//! since is written beside it as of 2026-11: the end of the old cards (2024-12-02, 2025-12-01) and of 短期被保険者証 and
//! 資格証明書 after notices of municipalities, PMH after 湖西市, 愛知県 and デジタル庁. Rows that `checked` calls unchecked say so.

use chrono::NaiveDate;

use super::scheme::Scheme;
use super::{Eligibility, EligibilityStatus};

/// The table: a row a kind, columns as the first line names them.
const TABLE: &str = include_str!("kinds.tsv");

/// What has changed since 2019 for everybody: year, month, day, and what.
pub const NEWS: [((i32, u32, u32), &str); 5] = [
    ((2024, 3, 1), "医療扶助（生活保護）も、対応した医療機関ではカードで確かめられるようになりました。"),
    ((2024, 3, 23), "国や自治体の医療費助成をカードで伝える仕組み（PMH）が、はじめの自治体で始まりました。"),
    ((2024, 12, 2), "新しい保険証が出されなくなりました。カードを使わない人には「資格確認書」が届きます。"),
    ((2025, 9, 19), "スマートフォンに入れたカードも、対応した医療機関で使えるようになりました。"),
    ((2025, 12, 1), "それまでの保険証は、この日で使えなくなりました。"),
];

/// What the plan of June 2019 said about checking a kind online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Online {
    /// Checked online.
    Yes,
    /// Not checked online.
    No,
    /// Under review.
    UnderReview,
}

/// What a person does with it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The card alone is enough.
    Card,
    /// The paper must be carried.
    Carry,
    /// The kind has ended or changed, or how it is checked is open.
    Changed,
}

impl Group {
    /// All, in the order a person reads them.
    pub const ALL: [Self; 3] = [Self::Card, Self::Carry, Self::Changed];

    /// Heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Card => "カードだけでよいもの",
            Self::Carry => "紙を持っていくもの",
            Self::Changed => "変わったもの・決まっていないもの",
        }
    }

    /// What it means, in one sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Card => "受付でマイナンバーカードを見せると、医療機関がオンラインで確かめます。紙の証はいりません。",
            Self::Carry => "カードでは伝わりません。持っている人は、カードといっしょに紙も見せてください。",
            Self::Changed => "証がなくなったか、仕組みが変わりました。まだ決まっていないものもあります。",
        }
    }
}

/// One kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Number in the table of 2019.
    pub number: u8,
    /// Name.
    pub name: &'static str,
    /// Whose.
    pub whose: &'static str,
    /// The plan of 2019.
    pub online: Online,
    /// Now.
    pub group: Group,
    /// Whether what is so now was read in a newer source.
    pub checked: bool,
    /// Day since which it is so, where something has changed.
    pub since: Option<NaiveDate>,
    /// What is so now, in words.
    pub now: &'static str,
}

/// All kinds in the order of the table.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    TABLE.lines().skip(1).filter_map(kind).collect()
}

fn kind(line: &'static str) -> Option<Kind> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [number, name, whose, online, group, checked, since, now] = cells[..] else { return None };
    Some(Kind {
        number: number.parse().ok()?,
        name,
        whose,
        online: match online {
            "yes" => Online::Yes,
            "no" => Online::No,
            "review" => Online::UnderReview,
            _ => return None,
        },
        group: match group {
            "card" => Group::Card,
            "carry" => Group::Carry,
            "changed" => Group::Changed,
            _ => return None,
        },
        checked: checked == "yes",
        since: NaiveDate::parse_from_str(since, "%Y-%m-%d").ok(),
        now,
    })
}

/// Numbers of the kinds that a person's valid eligibility stands for. What no record tells (マル学, 住所地特例, paper of the
/// municipality) is not among them.
#[must_use]
pub fn own(status: &EligibilityStatus, today: NaiveDate) -> Vec<u8> {
    status.valid_today(today).map(|current| of(current, today)).unwrap_or_default()
}

fn of(current: &Eligibility, today: NaiveDate) -> Vec<u8> {
    if current.is_welfare() {
        return Vec::new();
    }
    let runs = |until: Option<NaiveDate>| until.is_none_or(|until| today <= until);
    let scheme = Scheme::of(current);
    let base = match current.card_class.as_str() {
        "02" => Some(5),
        "03" | "04" => Some(6),
        "05" => Some(15),
        "07" => Some(8),
        _ => match scheme {
            Some(Scheme::LateStage) => Some(4),
            Some(Scheme::National) => Some(2),
            Some(Scheme::Retired) => Some(5),
            Some(Scheme::SelfDefence) => Some(8),
            Some(Scheme::DayLabour) => Some(11),
            Some(scheme) if scheme.is_of_work() => Some(1),
            _ => None,
        },
    };
    let elderly = current.elderly.as_ref().filter(|one| runs(one.until)).map(|_| 3);
    let ceiling = current.ceiling.as_ref().filter(|one| runs(one.until)).and_then(|one| match one.kind.as_str() {
        "01" => Some(16),
        "02" => Some(17),
        _ => None,
    });
    let disease = current.specific_diseases.iter().any(|one| runs(one.until)).then_some(18);
    [base, elderly, ceiling, disease].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::super::example::{cover, date};
    use super::super::{CeilingCertificate, ElderlyCertificate, SpecificDiseaseCertificate, Validity};
    use super::*;

    /// The plan of 2019 row by row, and where each stands now.
    #[test]
    fn each_of_the_twenty_kinds_has_its_row_with_words() {
        use Group::{Card, Carry, Changed};
        use Online::{No, UnderReview, Yes};
        let expected = [
            (1, "健康保険被保険者証", Yes, Card),
            (2, "国民健康保険被保険者証", Yes, Card),
            (3, "高齢受給者証", Yes, Card),
            (4, "後期高齢者医療被保険者証", Yes, Card),
            (5, "退職被保険者証", Yes, Changed),
            (6, "短期被保険者証", Yes, Changed),
            (7, "子ども短期被保険者証", Yes, Changed),
            (8, "自衛官診療証", UnderReview, Changed),
            (9, "マル学", Yes, Card),
            (10, "住所地特例", Yes, Card),
            (11, "被保険者受給資格者票", No, Carry),
            (12, "特別療養費受給票", No, Carry),
            (13, "船員保険療養補償証明書", No, Carry),
            (14, "船員保険継続療養受領証明書", No, Carry),
            (15, "被保険者資格証明書", Yes, Changed),
            (16, "限度額適用認定証", Yes, Card),
            (17, "標準負担額減額認定証", Yes, Card),
            (18, "特定疾病療養受療証", Yes, Card),
            (19, "一部負担金等減免", No, Carry),
            (20, "公費負担・地方単独事業", No, Changed),
        ];
        let kinds = kinds();
        assert_eq!(kinds.len(), expected.len());
        for (kind, (number, name, online, group)) in kinds.iter().zip(expected) {
            assert_eq!((kind.number, kind.online, kind.group), (number, online, group), "{name}");
            assert!(kind.name.contains(name), "{number}");
            assert!(kind.now.ends_with('。') && !kind.whose.is_empty(), "{number}");
            assert!(!kind.checked || kind.since.is_some(), "{number}: what is checked says since when");
            assert!(kind.online == Yes || kind.group != Card, "{number}: nothing goes by card that nobody checks");
        }
        assert_eq!(TABLE.lines().count(), 21, "no row was dropped");
    }

    #[test]
    fn a_persons_own_kinds_are_marked() {
        let today = date("20261122");
        let plain =
            |insurer: &str, class: &str| Eligibility { card_class: class.into(), ..cover(insurer, "20200401", None) };
        let ceiling = |kind: &str, until: &str| {
            Some(CeilingCertificate { kind: kind.into(), class: "A03".into(), from: None, until: Some(date(until)) })
        };
        let dialysis = SpecificDiseaseCertificate { category: "1".into(), from: None, until: None, self_pay: None };
        let elderly = ElderlyCertificate { share_percent: 20, from: None, until: Some(date("20270731")) };
        let cases: [(&str, Eligibility, &[u8]); 15] = [
            ("society", plain("06130017", "01"), &[1]),
            ("seamen", plain("02130011", "01"), &[1]),
            ("municipality", plain("138057", "01"), &[2]),
            ("from 70 to 74", Eligibility { elderly: Some(elderly), ..plain("138057", "01") }, &[2, 3]),
            ("late stage", plain("39130018", "01"), &[4]),
            ("retired", plain("67138057", "02"), &[5]),
            ("short", plain("138057", "03"), &[6]),
            ("overdue a year", plain("138057", "05"), &[15]),
            ("self-defence", plain("07130016", "07"), &[8]),
            ("day labour", plain("03130010", "01"), &[11]),
            ("specimen", plain("88888888", "01"), &[]),
            ("assistance", plain("12130013", "A1"), &[]),
            (
                "dialysis with a ceiling",
                Eligibility {
                    ceiling: ceiling("01", "20270731"),
                    specific_diseases: vec![dialysis],
                    ..plain("138057", "01")
                },
                &[2, 16, 18],
            ),
            ("low income", Eligibility { ceiling: ceiling("02", "20270731"), ..plain("39130018", "01") }, &[4, 17]),
            ("run out", Eligibility { ceiling: ceiling("01", "20260731"), ..plain("138057", "01") }, &[2]),
        ];
        for (what, one, expected) in cases {
            let status = EligibilityStatus { validity: Validity::Valid, line: vec![one.clone()], hidden: Vec::new() };
            assert_eq!(own(&status, today), expected, "{what}");
            let status = EligibilityStatus { validity: Validity::Invalid, line: vec![one], hidden: Vec::new() };
            assert_eq!(own(&status, today), Vec::<u8>::new(), "{what}: of what is not valid nothing is marked");
        }
    }
}
