//! The sheet that is shown beside the card where a reader fails (資格情報): the eligibility as names and values. Where several
//! are registered at once all of them stand on it, for which is right is not the portal's to say.

use chrono::{NaiveDate, NaiveDateTime};

use super::calendar::{era_year, long_date};
use super::eligibility::{
    Eligibility, EligibilityStatus, Validity, card_class_label, ceiling_class_label, ceiling_kind_label, share_words,
    specific_disease_label,
};
use super::person::{Person, Sex};
use super::tax::width::full_width;

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilitySheet {
    /// Names and values in the order of an insured card.
    pub rows: Vec<(&'static str, String)>,
    /// As of when it is true, in words.
    pub as_of: String,
    /// Whether symbol and number of the insured stand on it.
    pub numbers: bool,
    /// Whether several eligibilities are registered for the same days.
    pub several: bool,
}

/// What a person should know who holds the sheet.
const NOTES: [&str; 3] = [
    "カードリーダーが動かないときに、マイナンバーカードといっしょに受付で見せてください。この紙だけでは受診できません。",
    "書かれているのは、この紙を出した時点の内容です。資格は変わることがあります。転職や引っ越しのあとは、出し直してください。",
    "健康保険の手続きのほかに、記号・番号を聞かれても、教える必要はありません（告知要求制限）。",
];

/// What stands before the rest where several are registered at once.
const SEVERAL_NOTES: [&str; 2] = [
    "健康保険の資格が、重なって登録されています。どれが今の資格かは、この紙では決められません。いま加入しているほうを、受付で伝えてください。",
    "やめたほうの健康保険で受診すると、その健康保険が払った医療費を、あとで返すことになります。やめたほうに電話し、資格が重なっていることを伝えてください。",
];

/// Public page that the sheet's QR code opens: help for the counter, the same for everybody.
pub const HELP_PATH: &str = "/help#counter";

/// What stands beside the QR code.
pub const QR_NOTE: &str = "受付の方へ：カードリーダーが動かないときの説明を開く QRコードです。患者さんの名前や番号などの情報は入っていません。";

impl EligibilitySheet {
    /// The sheet of a day: of what is valid then, or of all that overlap. Nothing where there is neither.
    #[must_use]
    pub fn of(status: &EligibilityStatus, today: NaiveDate, as_of: NaiveDateTime, numbers: bool) -> Option<Self> {
        let several = status.validity == Validity::Several;
        let shown: Vec<&Eligibility> =
            if several { status.covering(today).collect() } else { status.valid_today(today).into_iter().collect() };
        let first = shown.first()?;
        let mut rows = person_rows(&first.person);
        for (place, one) in shown.iter().enumerate() {
            if several {
                rows.push(("重なっている資格", format!("{}つのうちの{}つめ（新しい順）", shown.len(), place + 1)));
            }
            // A name that an insurer writes otherwise is what its counter asks about.
            if one.person != first.person {
                rows.extend(person_rows(&one.person));
            }
            rows.extend(insurance_rows(one, numbers));
        }
        let as_of = format!("{} {} 時点", day(as_of.date()), as_of.format("%-H:%M"));
        Some(Self { rows, as_of, numbers, several })
    }

    /// What a person should know who holds this sheet.
    pub fn notes(&self) -> impl Iterator<Item = &'static str> {
        SEVERAL_NOTES.into_iter().filter(|_| self.several).chain(NOTES)
    }
}

fn day(day: NaiveDate) -> String {
    format!("{}（{}）", long_date(day), era_year(day))
}

fn person_rows(person: &Person) -> Vec<(&'static str, String)> {
    let mut rows = vec![("氏名", person.name.clone())];
    if !person.kana.is_empty() {
        rows.push(("フリガナ", full_width(&person.kana)));
    }
    rows.push(("生年月日", day(person.birth)));
    match person.sex {
        Sex::Male => rows.push(("性別", "男".to_owned())),
        Sex::Female => rows.push(("性別", "女".to_owned())),
        Sex::Unspecified => {}
    }
    rows
}

/// The insurance. The numbers of the insured are among them only where `numbers` asks for them.
fn insurance_rows(eligibility: &Eligibility, numbers: bool) -> Vec<(&'static str, String)> {
    let told =
        |value: &Option<String>| value.clone().filter(|text| !text.is_empty()).unwrap_or_else(|| "なし".to_owned());
    let until = |last: Option<NaiveDate>| last.map(|day| format!("（{}まで）", long_date(day))).unwrap_or_default();
    let aid = eligibility.is_welfare();
    let (runs, number) = if aid {
        ("医療扶助を行うところ", "公費負担者番号")
    } else {
        ("保険者の名前", "保険者番号")
    };
    let mut rows = vec![(runs, eligibility.insurer_name.clone()), (number, eligibility.insurer_number.clone())];
    if numbers {
        rows.push(("記号", told(&eligibility.symbol)));
        rows.push(("番号", told(&eligibility.number)));
        rows.push(("枝番", told(&eligibility.branch)));
    }
    if !aid {
        rows.push(("本人・家族", eligibility.relation.label().to_owned()));
    }
    rows.push(("資格の区分", card_class_label(&eligibility.card_class).to_owned()));
    rows.push(("資格を得た日", day(eligibility.valid_from)));
    rows.push(("窓口で払う割合", share_words(eligibility.share_percent)));
    if let Some(one) = &eligibility.elderly {
        rows.push(("高齢受給者証", format!("{}{}", share_words(Some(one.share_percent)), until(one.until))));
    }
    if let Some(phone) = &eligibility.insurer_phone {
        rows.push(("保険者の電話番号", phone.clone()));
    }
    if let Some(one) = &eligibility.ceiling {
        let class = ceiling_class_label(&one.class);
        rows.push(("限度額の証", format!("{} {class}{}", ceiling_kind_label(&one.kind), until(one.until))));
    }
    for one in &eligibility.specific_diseases {
        let most = one.self_pay.map(|yen| format!("（ひと月 {yen} まで）")).unwrap_or_default();
        rows.push(("特定疾病療養受療証", format!("{}{most}", specific_disease_label(&one.category))));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::eligibility::{CeilingCertificate, Relation, SpecificDiseaseCertificate};
    use crate::domain::money::Yen;
    use crate::domain::person::Person;

    fn eligibility() -> Eligibility {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        let person =
            Person {
                name: "番号　花子".into(), kana: "ﾊﾞﾝｺﾞｳ ﾊﾅｺ".into(), birth: day(1989, 3, 31), sex: Sex::Female
            };
        Eligibility {
            person,
            insurer_number: "88888888".into(),
            insurer_name: "△△△△健康保険組合".into(),
            card_class: "01".into(),
            symbol: Some("1234".into()),
            number: Some("7654321".into()),
            branch: None,
            relation: Relation::Insured,
            valid_from: day(2013, 4, 1),
            lost_on: None,
            loss_reason: None,
            share_percent: Some(30),
            elderly: None,
            insurer_phone: None,
            ceiling: Some(CeilingCertificate {
                kind: "01".into(),
                class: "A03".into(),
                from: None,
                until: Some(day(2027, 7, 31)),
            }),
            specific_diseases: vec![SpecificDiseaseCertificate {
                category: "1".into(),
                from: None,
                until: None,
                self_pay: Some(Yen(10_000)),
            }],
        }
    }

    #[test]
    fn numbers_stand_on_it_only_when_asked_for() {
        let at = NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(9, 5, 0)).expect("a moment");
        let today = at.date();
        let status = EligibilityStatus { validity: Validity::Valid, line: vec![eligibility()], hidden: Vec::new() };
        let without = EligibilitySheet::of(&status, today, at, false).expect("valid");
        assert!(!format!("{without:?}").contains("7654321"));
        let with = EligibilitySheet::of(&status, today, at, true).expect("valid");
        for row in [
            ("氏名", "番号　花子"),
            ("フリガナ", "バンゴウ　ハナコ"),
            ("生年月日", "1989年3月31日（平成元年）"),
            ("番号", "7654321"),
            ("枝番", "なし"),
            ("窓口で払う割合", "3割"),
            ("限度額の証", "限度額適用認定証 区分ウ（2027年7月31日まで）"),
            ("特定疾病療養受療証", "人工透析が必要な慢性腎不全（ひと月 10,000円 まで）"),
        ] {
            assert!(with.rows.contains(&(row.0, row.1.to_owned())), "{row:?} in {:?}", with.rows);
        }
        assert_eq!(with.as_of, "2026年11月22日（令和8年） 9:05 時点");
        assert_eq!(with.rows.len(), without.rows.len() + 3);
    }

    /// Every code of validity, with one and with two that cover the day.
    #[test]
    fn what_is_valid_or_overlaps_stands_on_it_and_nothing_else() {
        let at = NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(9, 5, 0)).expect("a moment");
        let mut town = eligibility();
        (town.insurer_name, town.insurer_number) = ("見本市国民健康保険".into(), "138057".into());
        town.person.name = "番号　花".into();
        let one = |status: &EligibilityStatus| EligibilitySheet::of(status, at.date(), at, true);
        for (validity, counts) in [
            (Validity::Valid, [0, 1, 1]),
            (Validity::ValidUnregistered, [0, 1, 1]),
            (Validity::InvalidNewerExists, [0, 1, 1]),
            (Validity::Invalid, [0, 0, 0]),
            (Validity::NoneFound, [0, 0, 0]),
            (Validity::Hidden, [0, 0, 0]),
            (Validity::Several, [0, 1, 2]),
        ] {
            for (known, count) in counts.into_iter().enumerate() {
                let line = [eligibility(), town.clone()].into_iter().take(known).collect();
                let sheet = one(&EligibilityStatus { validity, line, hidden: Vec::new() });
                let of = |name: &str| sheet.iter().flat_map(|sheet| &sheet.rows).filter(|row| row.0 == name).count();
                for name in ["保険者の名前", "番号", "窓口で払う割合", "氏名"] {
                    assert_eq!(of(name), count, "{validity:?} of {known}: {name}");
                }
                let several = validity == Validity::Several;
                assert_eq!(of("重なっている資格"), if several { count } else { 0 }, "{validity:?} of {known}");
                if let Some(sheet) = sheet {
                    assert_eq!(sheet.notes().count(), NOTES.len() + if several { 2 } else { 0 }, "{validity:?}");
                }
            }
        }
    }
}
