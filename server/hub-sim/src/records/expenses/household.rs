//! The household of `parent`: a spouse and two children who have delegated, so that their rows come along.

use chrono::{Datelike, NaiveDate};

use super::last_day;
use super::ledger::{Patient, Row, Terms, from_handouts};
use crate::citizen::seed::hash;
use crate::records::medications::episodes;
use crate::records::month::day;

/// Somebody of the household.
struct Member {
    name: &'static str,
    birth: (i32, u32, u32),
    child: bool,
    share: i64,
}

const MEMBERS: [Member; 3] = [
    Member { name: "見本　美和", birth: (1986, 5, 21), child: false, share: 30 },
    Member { name: "見本　陽", birth: (2017, 8, 2), child: true, share: 30 },
    Member { name: "見本　凜", birth: (2022, 1, 15), child: true, share: 20 },
];

/// Their rows of the months `from..=to`.
pub(super) fn rows(from: NaiveDate, to: NaiveDate) -> Vec<Row> {
    let mut rows = Vec::new();
    for member in &MEMBERS {
        let (y, m, d) = member.birth;
        let birth = day(y, m, d);
        let patient = Patient::Family(member.name);
        let seed = hash(member.name);
        let terms = Terms { share: member.share, subsidy: member.child, class: None, disease: None };
        let handouts = episodes(seed, birth, from, last_day(to));
        rows.extend(from_handouts(&patient, seed, &handouts, terms));
        for year in from.year()..=to.year() {
            rows.extend(fixed(member, &patient, year, terms).into_iter().filter(|r| (from..=to).contains(&r.month)));
        }
    }
    rows
}

/// What happens every year: a stay in hospital that an insurance pays for, teeth, and one visit outside the town,
/// where the municipal subsidy does not reach and the share was paid at the counter.
fn fixed(member: &Member, patient: &Patient, year: i32, terms: Terms) -> Vec<Row> {
    let row = |month, category, days, institution, points, terms| {
        Row::new(patient.clone(), day(year, month, 1), category, days, institution, points, terms)
    };
    if member.child {
        vec![
            row(4, "歯科外来", 2, "見本小児歯科", 820, terms),
            row(6, "医科外来", 3, "見本こどもクリニック", 1_480, terms),
            row(8, "医科外来", 1, "となり県立見本病院", 1_130, Terms { subsidy: false, ..terms }),
        ]
    } else {
        vec![row(2, "医科入院", 6, "見本総合病院", 31_870, terms), row(3, "医科外来", 2, "見本総合病院", 1_640, terms)]
    }
}
