//! From the fields of one record to what they say: one function a kind of record. What cannot be read is noted.

use chrono::NaiveDate;

use super::lines::Line;
use super::{
    Author, Dispensed, Doctor, Doubt, Doubts, DrugCode, DrugCodeKind, DrugLine, Entry, General, Memo, Note, Otc,
    OtcIngredient, Patient, Pharmacist, Place, PreparationForm, PrescribedAt, Provided, ProvidedKind, Remark,
    RemarkKind, Staff, Usage, read_day,
};
use crate::domain::person::Sex;

/// One record while it is being read.
pub(super) struct Fields<'r, 't> {
    line: &'r Line<'t>,
    doubts: &'r mut Doubts,
}

impl<'r, 't> Fields<'r, 't> {
    pub(super) fn new(line: &'r Line<'t>, doubts: &'r mut Doubts) -> Self {
        Self { line, doubts }
    }

    fn some(&self, place: usize) -> Option<String> {
        self.line.some(place)
    }

    /// A field that must not be empty.
    fn text(&mut self, place: usize, field: &'static str) -> String {
        let text = self.line.at(place);
        if text.is_empty() {
            self.doubts.note(Doubt::Missing { line: self.line.number, field });
        }
        text.to_owned()
    }

    /// A field that is read; an empty one is nothing, another that cannot be read is noted.
    fn read<T>(&mut self, place: usize, field: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.line.at(place);
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.doubts.note(Doubt::Unreadable { line: self.line.number, field, text: text.to_owned() });
        }
        value
    }

    fn day(&mut self, place: usize, field: &'static str) -> Option<NaiveDate> {
        self.read(place, field, read_day)
    }

    fn author(&mut self, place: usize) -> Author {
        self.read(place, "レコード作成者", Author::from_code).unwrap_or(Author::Unknown)
    }

    /// RP番号, 1 to 999.
    pub(super) fn group(&mut self) -> Option<u16> {
        let text = self.line.at(1);
        let number = digits(text).filter(|number| (1..=999).contains(number));
        if number.is_none() {
            let (line, field) = (self.line.number, "RP番号");
            self.doubts.note(Doubt::Unreadable { line, field, text: text.to_owned() });
        }
        number
    }

    pub(super) fn patient(&mut self) -> Patient {
        let sex = |text: &str| match text {
            "1" => Some(Sex::Male),
            "2" => Some(Sex::Female),
            _ => None,
        };
        Patient {
            name: self.text(1, "氏名"),
            sex: self.read(2, "性別", sex),
            birth: self.day(3, "生年月日"),
            postal_code: self.some(4),
            address: self.some(5),
            phone: self.some(6),
            emergency_contact: self.some(7),
            blood_type: self.some(8),
            weight: self.some(9),
            kana: self.some(10),
        }
    }

    pub(super) fn remark(&mut self) -> Remark {
        Remark {
            kind: self.read(1, "特記種別", RemarkKind::from_code).unwrap_or(RemarkKind::Other),
            text: self.text(2, "特記内容"),
            author: self.author(3),
        }
    }

    pub(super) fn otc(&mut self) -> Otc {
        Otc {
            name: self.text(1, "市販薬の名前"),
            from: self.day(2, "服用開始日"),
            until: self.day(3, "服用終了日"),
            author: self.author(4),
            number: self.read(5, "市販薬の通番", digits),
            jan: self.some(6),
            ingredients: Vec::new(),
        }
    }

    /// With the number of the drug it belongs to.
    pub(super) fn ingredient(&mut self) -> (Option<u16>, OtcIngredient) {
        let number = self.read(1, "市販薬の通番", digits);
        let code = if self.line.at(3) == "1" { None } else { self.some(4) };
        (number, OtcIngredient { name: self.text(2, "成分名"), code, author: self.author(5) })
    }

    pub(super) fn memo(&mut self) -> Memo {
        Memo { text: self.text(1, "メモ"), on: self.day(2, "メモの日付"), author: self.author(3) }
    }

    pub(super) fn pharmacist(&mut self) -> Pharmacist {
        Pharmacist {
            name: self.text(1, "かかりつけ薬剤師の氏名"),
            pharmacy: self.some(2),
            contact: self.some(3),
            from: self.day(4, "担当開始日"),
            until: self.day(5, "担当終了日"),
            author: self.author(6),
        }
    }

    pub(super) fn dispensed(&mut self) -> Dispensed {
        let day = self.day(1, "調剤等年月日");
        if self.line.at(1).is_empty() {
            self.doubts.note(Doubt::Missing { line: self.line.number, field: "調剤等年月日" });
        }
        Dispensed::new(day, self.author(2))
    }

    pub(super) fn place(&mut self) -> Place {
        Place {
            name: self.text(1, "薬局・病院の名前"),
            prefecture: self.some(2),
            table: self.some(3),
            code: self.some(4),
            postal_code: self.some(5),
            address: self.some(6),
            phone: self.some(7),
            author: self.author(8),
        }
    }

    pub(super) fn staff(&mut self) -> Staff {
        Staff { name: self.text(1, "薬剤師・医師の氏名"), contact: self.some(2), author: self.author(3) }
    }

    pub(super) fn prescribed_at(&mut self) -> PrescribedAt {
        PrescribedAt {
            name: self.text(1, "処方した所の名前"),
            prefecture: self.some(2),
            table: self.some(3),
            code: self.some(4),
            author: self.author(5),
        }
    }

    pub(super) fn doctor(&mut self) -> Doctor {
        Doctor { name: self.text(1, "処方した医師の氏名"), department: self.some(2), author: self.author(3) }
    }

    pub(super) fn drug(&mut self) -> DrugLine {
        let kind =
            if self.line.at(5) == "1" { None } else { self.read(5, "薬品コード種別", DrugCodeKind::from_code) };
        let code = kind.and_then(|kind| Some(DrugCode { kind, code: self.some(6)? }));
        let general = self.some(8).map(|name| General { name, code: self.some(10) });
        DrugLine {
            name: self.text(2, "お薬の名前"),
            amount: self.some(3),
            unit: self.some(4),
            code,
            author: self.author(7),
            general,
            supplements: Vec::new(),
            cautions: Vec::new(),
        }
    }

    pub(super) fn usage(&mut self) -> Usage {
        Usage {
            name: self.some(2),
            quantity: self.read(3, "調剤数量", digits),
            unit: self.some(4),
            form: self.read(5, "剤形コード", PreparationForm::from_code),
            code: if self.line.at(6) == "1" { None } else { self.some(7) },
            author: self.author(8),
        }
    }

    /// A text at a place with its author right after.
    pub(super) fn note(&mut self, place: usize, field: &'static str) -> Note {
        Note { text: self.text(place, field), author: self.author(place + 1) }
    }

    pub(super) fn provided(&mut self) -> Provided {
        Provided {
            text: self.text(1, "医療機関からの情報"),
            kind: self.read(2, "提供情報種別", ProvidedKind::from_code),
            author: self.author(3),
        }
    }

    pub(super) fn entry(&mut self) -> Entry {
        Entry { text: self.text(1, "本人の記入"), on: self.day(2, "記入した日") }
    }
}

/// Up to three digits.
fn digits(text: &str) -> Option<u16> {
    (text.len() <= 3 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
