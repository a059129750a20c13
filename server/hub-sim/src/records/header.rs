//! `MessageHeader` of the record answers: when, with what result, about whom.

use chrono::{NaiveDate, NaiveDateTime};

use crate::citizen::Citizen;
use crate::records::month::ymd;
use crate::wire::xml::Xml;

/// Names of the person block and its fields (name, kana, birth, sex) in one layout.
pub(crate) struct PersonBlock {
    block: &'static str,
    fields: [&'static str; 4],
}

/// As checkups and expenses call it.
pub(crate) const QUALIFICATIONS_INFO: PersonBlock =
    PersonBlock { block: "QualificationsInfo", fields: ["Name", "KanasName", "Birthday", "AdministrativeGenderCode"] };

/// As drugs call it.
pub(crate) const QUA_INF: PersonBlock =
    PersonBlock { block: "QuaInf", fields: ["Name", "KanaName", "Birth", "AdmGendCode"] };

/// Writes the header of an answer that went well. `birth` is the day the answer states, which a citizen made to be
/// refused has wrong.
pub(crate) fn write(x: &mut Xml, person: &PersonBlock, citizen: &Citizen, birth: NaiveDate, now: NaiveDateTime) {
    let [name, kana, birthday, sex] = person.fields;
    x.within("MessageHeader", |x| {
        x.leaf("ProcessExecutionTime", &now.format("%Y%m%d%H%M%S").to_string());
        x.leaf("ResultCode", "1");
        x.leaf("MessageContents", "");
        x.within(person.block, |x| {
            x.leaf(name, &citizen.name);
            x.leaf(kana, &citizen.kana);
            x.leaf(birthday, &ymd(birth));
            x.leaf(sex, citizen.sex.code());
        });
    });
}
