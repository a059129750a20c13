//! Rows that no notice holds, typed in by the person: transport, self-pay, drugs without prescription, care services.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{MAX_AMOUNT, MAX_NAME, Source};
use crate::domain::calendar::{YearMonth, written};
use crate::domain::money::Yen;
use crate::domain::order;
use crate::domain::tax::form::Category;
use crate::domain::typing::{YenError, read_day, read_yen};

/// What was paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedKind {
    /// 通院の交通費: bus and train; a taxi only where there is no other way.
    Transport,
    /// 自費診療: teeth, glasses by prescription for treatment, births and others that insurance does not cover.
    SelfPay,
    /// 市販薬: drugs without prescription, for treatment.
    Otc,
    /// 介護保険サービス that count.
    Care,
    /// 整骨院, あんま, はり, 装具 and others.
    Other,
}

impl TypedKind {
    /// All, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Transport, Self::SelfPay, Self::Otc, Self::Care, Self::Other];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Transport => "通院の交通費",
            Self::SelfPay => "自費診療",
            Self::Otc => "市販薬",
            Self::Care => "介護保険サービス",
            Self::Other => "整骨院・装具など",
        }
    }

    /// What belongs here, and what does not (所得税法施行令207条; 国税庁 タックスアンサー No.1122).
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Transport => {
                "電車・バス代です。1年分をまとめて1行で書けます。自家用車のガソリン代と駐車場代は対象になりません。"
            }
            Self::SelfPay => "保険のきかない治療、出産の費用などです。美容のための費用、予防接種は対象になりません。",
            Self::Otc => "治療のために買った薬です。ビタミン剤など、健康のためのものは対象になりません。",
            Self::Care => "領収書に「医療費控除の対象となる金額」が書かれている場合、その額です。",
            Self::Other => "整骨院・はり・きゅう（治療のためのもの）、医師の指示で作った装具などです。",
        }
    }

    /// As forms write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Transport => "transport",
            Self::SelfPay => "self_pay",
            Self::Otc => "otc",
            Self::Care => "care",
            Self::Other => "other",
        }
    }

    /// From a form's code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Column of the tax office's form. Transport goes to その他 and a care home to 介護保険サービス by the form's own examples.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::SelfPay => Category::Treatment,
            Self::Otc => Category::Medicine,
            Self::Care => Category::Care,
            Self::Transport | Self::Other => Category::Other,
        }
    }
}

/// A typed row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Its number in the book.
    pub number: u32,
    /// Typed by hand, or out of a notebook that tells no price.
    pub source: Source,
    /// What it is.
    pub kind: TypedKind,
    /// For whom.
    pub whose: String,
    /// Year it belongs to if nobody says when it was paid.
    pub year: i32,
    /// Day of treatment or purchase.
    #[serde(with = "written::option")]
    pub on: Option<NaiveDate>,
    /// Day of payment.
    #[serde(with = "written::option")]
    pub paid_on: Option<NaiveDate>,
    /// Where.
    pub place: String,
    /// Name of a drug, way of a journey.
    pub item: String,
    /// Paid; nothing while the price is still to come.
    pub paid: Option<Yen>,
    /// What came back for it.
    pub reimbursed: Yen,
    /// The mark of the self-medication scheme.
    pub marked: bool,
    /// The person has the receipt.
    pub receipt: bool,
}

impl Typed {
    /// Whether another one says the same, its number aside.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        *self == Self { number: self.number, ..other.clone() }
    }
}

/// What is wrong with a field: its name, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Field of the form.
    pub field: &'static str,
    /// For the person.
    pub message: String,
}

impl Wrong {
    /// What is wrong with a field.
    #[must_use]
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}

/// An amount of a field; nothing where it is empty.
pub(super) fn amount(text: &str, field: &'static str, what: &str) -> Result<Option<Yen>, Wrong> {
    read_yen(text, MAX_AMOUNT).map_err(|error| {
        Wrong::new(
            field,
            match error {
                YenError::NotANumber => format!("{what}は、数字だけで入れてください（例：1200）。"),
                YenError::Negative => format!("{what}は、0円以上で入れてください。"),
                YenError::TooLarge => format!("{what}の桁が多すぎます。9桁までで入れてください。"),
            },
        )
    })
}

/// A day of a field; nothing where it is empty.
pub(super) fn day(text: &str, year: i32, field: &'static str, what: &str) -> Result<Option<NaiveDate>, Wrong> {
    read_day(text, year).map_err(|_| {
        Wrong::new(field, format!("{what}が読み取れないか、その日がありません。「{year}/3/5」のように入れてください。"))
    })
}

/// Years in which each day of a calendar comes once at least, 29 February too.
const ALL_DAYS: i32 = 8;

/// When something was paid, of a month of treatment. A day without its year is the first such day from that month on: what is
/// treated in December is paid in January of the next year. Before the treatment nothing is paid.
pub(super) fn paid_day(text: &str, treated: Option<YearMonth>, year: i32) -> Result<Option<NaiveDate>, Wrong> {
    const NAME: &str = "paid_on";
    let read = |year: i32| day(text, year, NAME, "払った日");
    let Some((month, first)) = treated.and_then(|month| Some((month, month.day(1)?))) else { return read(year) };
    let years = month.year()..=month.year().saturating_add(ALL_DAYS);
    let days: Vec<NaiveDate> = years.filter_map(|year| read(year).ok().flatten()).collect();
    match days.iter().copied().find(|day| *day >= first) {
        Some(day) => Ok(Some(day)),
        // Nothing was typed, or no day.
        None if days.is_empty() => read(month.year()),
        None => Err(Wrong::new(
            NAME,
            format!("払った日が、診療を受けた {month}より前になっています。領収書を見て、確かめてください。"),
        )),
    }
}

/// A short text of a field: one line, without what cannot be seen.
pub(super) fn line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().chars().take(MAX_NAME).collect()
}

/// Reads a typed row of a year from the fields of its form, as seen on a day.
///
/// # Errors
/// All that is wrong, in the order of the form.
pub fn read<'a>(year: i32, today: NaiveDate, field: impl Fn(&str) -> &'a str) -> Result<Typed, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut keep = |result: Result<Option<NaiveDate>, Wrong>| {
        result.unwrap_or_else(|error| {
            wrong.push(error);
            None
        })
    };
    let kind = TypedKind::from_code(field("kind"));
    let on = keep(day(field("on"), year, "on", "日付"));
    let paid_on = keep(paid_day(field("paid_on"), on.map(YearMonth::of), year));
    let whose = line(field("whose"));
    let place = line(field("place"));
    let paid = match amount(field("paid"), "paid", "払った額") {
        Ok(Some(paid)) if paid > Yen::ZERO => Some(paid),
        Ok(_) => {
            wrong.push(Wrong::new("paid", "払った額を入れてください。"));
            None
        }
        Err(error) => {
            wrong.push(error);
            None
        }
    };
    let reimbursed = amount(field("back"), "back", "戻ってきた額").unwrap_or_else(|error| {
        wrong.push(error);
        None
    });
    if kind.is_none() {
        wrong.push(Wrong::new("kind", "何に払ったかを選んでください。"));
    }
    if whose.is_empty() {
        wrong.push(Wrong::new("whose", "だれの分かを入れてください。"));
    }
    if place.is_empty() {
        wrong.push(Wrong::new("place", "払った先（病院、薬局、交通機関など）を入れてください。"));
    }
    // Bought is paid: of a drug only one day is asked for.
    let paid_on = paid_on.or(on.filter(|_| kind == Some(TypedKind::Otc)));
    for (name, day) in [("on", on), ("paid_on", paid_on)] {
        if day.is_some_and(|day| day > today) && !wrong.iter().any(|known| known.field == name) {
            wrong.push(Wrong::new(name, "まだ来ていない日付です。確かめてください。"));
        }
    }
    match kind {
        Some(kind) if wrong.is_empty() => Ok(Typed {
            number: 0,
            source: Source::Typed,
            kind,
            whose,
            year: on.map_or(year, |day| day.year()),
            on,
            paid_on,
            place,
            item: line(field("item")),
            paid,
            reimbursed: reimbursed.unwrap_or_default(),
            marked: kind == TypedKind::Otc && !field("marked").is_empty(),
            receipt: !field("receipt").is_empty(),
        }),
        _ => {
            let fields = ["kind", "whose", "on", "place", "paid", "back", "paid_on"];
            order::sort_by_key(&mut wrong, |one| fields.iter().position(|name| *name == one.field));
            Err(wrong)
        }
    }
}
