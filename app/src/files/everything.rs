//! Everything about a person as one archive: lists for people (CSV), the same for programs (JSON), and a word on what is in
//! it, what could not be had, and what was left out.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::json;

use super::FileError;
use super::checkup_csv::checkup_csv;
use super::csv::write_expenses;
use super::drug_csv::drug_csv;
use super::fhir::documents;
use super::record_csv::eligibility_csv;
use super::zip::Archive;
use crate::domain::access::Look;
use crate::domain::calendar::long_date;
use crate::domain::checkup::Visit;
use crate::domain::checkup::added::AddedCheckups;
use crate::domain::copy::Copies;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::Expense;
use crate::domain::expense::book::{Book, file};
use crate::domain::medication::{Dispensing, HiddenDrugs};
use crate::domain::notebook::added::AddedDrugs;
use crate::domain::notice::{Marks, Notice};
use crate::domain::own::Hidden;
use crate::domain::person::Person;
use crate::records::{Answer, TroubleKind};

/// All there is.
pub struct Everything {
    /// Whose it is.
    pub person: Person,
    /// When the archive is made (Japan time).
    pub made: NaiveDateTime,
    /// Years of drugs and expenses that were asked for.
    pub years: RangeInclusive<i32>,
    /// 健康保険の資格
    pub eligibility: Answer<EligibilityStatus>,
    /// 健診
    pub checkups: Answer<Vec<Visit>>,
    /// お薬
    pub drugs: Answer<Vec<Dispensing>>,
    /// 医療費
    pub expenses: Answer<Vec<Expense>>,
    /// お知らせ
    pub notices: Answer<Vec<Notice>>,
    /// 記録を見た人
    pub looks: Answer<Vec<Look>>,
    /// What was left out as not the person's.
    pub hidden: Vec<Hidden>,
    /// Marks on notices.
    pub marks: Marks,
    /// Checkups that the person added from files.
    pub added: AddedCheckups,
    /// Notebooks and drugs that the person added.
    pub added_drugs: AddedDrugs,
    /// The book of expenses.
    pub book: Book,
    /// Drugs kept off sheets and shares.
    pub hidden_drugs: HiddenDrugs,
    /// The copy.
    pub copies: Copies,
}

/// An archive and the lines about it.
struct Parts {
    archive: Archive,
    lines: String,
}

impl Parts {
    /// What one kind is: its file for programs and, where there is one, its list for people; or why there is none.
    fn answer<T: Serialize>(
        &mut self,
        name: &str,
        answer: &Answer<T>,
        csv: impl FnOnce(&T) -> Result<Option<Vec<u8>>, FileError>,
    ) -> Result<(), FileError> {
        match answer {
            Err(trouble) => self.line(&format!("× {name}：入っていません。{}", why(trouble.kind))),
            Ok(dated) => {
                let as_of = dated.as_of.format("%Y-%m-%dT%H:%M").to_string();
                self.json(name, &json!({ "as_of": as_of, "records": dated.value }))?;
                if let Some(list) = csv(&dated.value)? {
                    self.archive.add(&format!("{name}.csv"), &list);
                }
                self.line(&format!(
                    "○ {name}：{} {} 時点の内容です。",
                    long_date(dated.as_of.date()),
                    dated.as_of.format("%-H:%M")
                ));
            }
        }
        Ok(())
    }

    /// Each checkup once more, as hospitals and other programs read it.
    fn checkup_documents(&mut self, all: &Everything) {
        let Ok(checkups) = &all.checkups else { return };
        let line = all.eligibility.as_ref().map(|known| known.value.line.as_slice()).unwrap_or_default();
        let documents = documents(&all.person, &checkups.value, line, all.made);
        if documents.is_empty() {
            return;
        }
        for (name, bytes) in documents {
            self.archive.add(&format!("健診_FHIR/{name}"), &bytes);
        }
        self.line("○ 健診_FHIR：同じ健診を、1回ごとに、医療のシステムが読む形式（FHIR）にしたものです。");
    }

    fn json(&mut self, name: &str, value: &serde_json::Value) -> Result<(), FileError> {
        self.archive.add(&format!("{name}.json"), &serde_json::to_vec_pretty(value)?);
        Ok(())
    }

    fn line(&mut self, line: &str) {
        self.lines.push_str(line);
        self.lines.push_str("\r\n");
    }
}

fn why(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::Mismatch => "届いた返事が、あなたへの返事だと確かめられなかったため、受け取っていません。",
        TroubleKind::OtherPerson => {
            "届いた記録の氏名・生年月日・性別が、あなたのものと合わなかったため、受け取っていません。"
        }
        TroubleKind::Withheld => "いまは、お見せできないことになっています。",
        _ => "いま受け取れませんでした。時間をおいて、もう一度お試しください。",
    }
}

/// Writes the archive.
///
/// # Errors
/// If a writer refuses, which memory never does.
pub fn write(all: &Everything) -> Result<Vec<u8>, FileError> {
    let mut parts = Parts { archive: Archive::default(), lines: String::new() };
    parts.answer("健康保険の資格", &all.eligibility, |status| Ok(Some(eligibility_csv(&status.line)?)))?;
    parts.answer("健診", &all.checkups, |visits| Ok(Some(checkup_csv(visits, all.person.sex)?)))?;
    parts.checkup_documents(all);
    parts.answer("お薬", &all.drugs, |drugs| Ok(Some(drug_csv(drugs)?)))?;
    parts.answer("医療費", &all.expenses, |rows| Ok(Some(write_expenses(rows)?)))?;
    parts.answer("お知らせ", &all.notices, |_| Ok(None))?;
    parts.answer("記録を見た人", &all.looks, |_| Ok(None))?;
    parts.json(
        "このサイトが持っていること",
        &json!({ "notice_marks": all.marks, "not_mine": all.hidden, "copy": all.copies.on() }),
    )?;
    parts.line("○ このサイトが持っていること：お知らせの印、隠した記録の一覧、写しをとっているかどうかです。");
    if !all.added.all().is_empty() {
        let visits: Vec<Visit> = all.added.all().iter().map(|one| one.visit.clone()).collect();
        parts.archive.add("あなたが加えた健診.csv", &checkup_csv(&visits, all.person.sex)?);
        parts.json("あなたが加えた健診", &json!({ "records": all.added }))?;
        parts.line("○ あなたが加えた健診：あなたがファイルから加えたものです。「健診」には、保険者からの記録とあわせて入っています。");
    }
    if !all.added_drugs.is_empty() {
        parts.archive.add("あなたが加えたお薬.csv", &drug_csv(&all.added_drugs.rows())?);
        for (at, book) in all.added_drugs.books().iter().enumerate() {
            parts.archive.add(&format!("あなたが加えたお薬手帳_{}.txt", at + 1), book.text().as_bytes());
        }
        parts.json("あなたが加えたお薬", &json!({ "records": all.added_drugs }))?;
        parts.line("○ あなたが加えたお薬：あなたが加えたお薬手帳と市販薬です。「お薬」には、届いた記録とあわせて入っています。");
    }
    if !all.book.is_empty() {
        parts.archive.add("医療費の帳簿.json", file::write(&all.book, all.made.date()).as_bytes());
        parts.line("○ 医療費の帳簿：あなたが書き足した行、直した額、読み込んだ明細です。「ファイルを読み込む」ページで元に戻せます。");
    }
    if !all.hidden_drugs.is_empty() {
        parts.json("紙や共有に出さないお薬", &json!({ "drugs": all.hidden_drugs }))?;
        parts.line("○ 紙や共有に出さないお薬：あなたが選んだお薬の一覧です。「お薬」には、これらも入っています。");
    }
    if all.copies.on() {
        let copies = &all.copies;
        parts.archive.add("写し/健康保険の資格.csv", &eligibility_csv(&copies.eligibility.rows)?);
        parts.archive.add("写し/健診.csv", &checkup_csv(&copies.checkups.rows, all.person.sex)?);
        parts.archive.add("写し/お薬.csv", &drug_csv(&copies.drugs.rows)?);
        parts.archive.add("写し/医療費.csv", &write_expenses(&copies.expenses.rows)?);
        parts.json("写し/写し", &json!({
            "eligibility": copies.eligibility, "checkups": copies.checkups, "drugs": copies.drugs, "expenses": copies.expenses,
        }))?;
        parts.line("○ 写し：このサイトにとってある写しです。もとのシステムから消えた古い記録も入っています。");
    }
    let mut text = String::from("\u{feff}健康手帳から受け取ったファイル\r\n\r\n");
    let (made, person) = (all.made, &all.person);
    // Writing to a string does not fail.
    _ = write!(
        text,
        "{} さん（{}生まれ）の記録です。{} {} に作りました。\r\n",
        person.name,
        long_date(person.birth),
        long_date(made.date()),
        made.format("%-H:%M")
    );
    _ = write!(text, "お薬と医療費は、{}年から{}年までの分です。\r\n\r\n", all.years.start(), all.years.end());
    text.push_str(&parts.lines);
    if !all.hidden.is_empty() {
        _ = write!(
            text,
            "\r\nあなたのものではないと知らせていただいた記録 {}件 は、入っていません。\r\n",
            all.hidden.len()
        );
    }
    text.push_str("\r\n.csv は表計算ソフトで、.json はほかのプログラムで読むためのものです。中身は同じです。\r\n");
    text.push_str(
        "健康保険の記号・番号が入っています。人に渡すときや、みんなで使うパソコンで開くときは気をつけてください。\r\n",
    );
    parts.archive.add("はじめにお読みください.txt", text.as_bytes());
    Ok(parts.archive.finish())
}
