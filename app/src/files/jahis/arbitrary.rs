//! Notebooks without end for the tests: such as fit the format, and such as fit nothing.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::notebook::*;
use crate::domain::person::Sex;

/// What texts are made of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Made {
    /// Of what fits: characters of cp932, no blank at the ends, short enough.
    Fitting,
    /// Of anything.
    Anyhow,
}

fn text(made: Made, most: usize) -> BoxedStrategy<String> {
    match made {
        Made::Fitting => {
            vec(select(vec!['見', '本', 'ア', 'ｱ', 'A', '5', '錠', '「', '～', '髙', '，', '\"', '【']), 1..=most / 2)
                .prop_map(|all| all.into_iter().collect())
                .boxed()
        }
        Made::Anyhow => prop_oneof![
            ".{0,12}",
            Just("あ".repeat(most)),
            Just("a,b\r\nc\u{0}😀\u{E0100}\u{E000}".to_owned()),
            Just("　".to_owned()),
            any::<String>(),
        ]
        .boxed(),
    }
}

fn like(made: Made, pattern: &'static str, most: usize) -> BoxedStrategy<String> {
    match made {
        Made::Fitting => pattern.boxed(),
        Made::Anyhow => prop_oneof![pattern, text(made, most)].boxed(),
    }
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0i64..60_000).prop_map(|days| NaiveDate::from_ymd_opt(1890, 1, 1).expect("a day") + chrono::Duration::days(days))
}

fn author() -> impl Strategy<Value = Author> {
    select(Author::ALL.to_vec())
}

fn note(made: Made, most: usize) -> impl Strategy<Value = Note> {
    (text(made, most), author()).prop_map(|(text, author)| Note { text, author })
}

fn notes(made: Made, most: usize) -> impl Strategy<Value = Vec<Note>> {
    vec(note(made, most), 0..3)
}

fn patient(made: Made) -> impl Strategy<Value = Patient> {
    let one = |most| of(text(made, most));
    let first =
        (text(made, 40), select(vec![Sex::Male, Sex::Female]), day(), of(like(made, "[0-9]{3}-[0-9]{4}|[0-9]{7}", 8)));
    let rest = (
        one(200),
        of(like(made, "[0-9]{2}-[0-9]{4}", 13)),
        one(200),
        one(20),
        of(like(made, "[1-9][0-9]\\.[0-9]", 7)),
        one(40),
    );
    (first, rest).prop_map(
        |((name, sex, birth, postal_code), (address, phone, emergency_contact, blood_type, weight, kana))| Patient {
            name,
            sex: Some(sex),
            birth: Some(birth),
            postal_code,
            address,
            phone,
            emergency_contact,
            blood_type,
            weight,
            kana,
        },
    )
}

fn otc(made: Made) -> impl Strategy<Value = Otc> {
    let ingredient = (text(made, 200), of(like(made, "[A-Z0-9]{1,20}", 20)), author())
        .prop_map(|(name, code, author)| OtcIngredient { name, code, author });
    (
        text(made, 120),
        of(day()),
        of(day()),
        author(),
        of(like(made, "[0-9]{13}", 13)),
        vec(ingredient, 0..3),
        0u16..1200,
    )
        .prop_map(|(name, from, until, author, jan, ingredients, number)| Otc {
            name,
            from,
            until,
            author,
            number: Some(number),
            jan,
            ingredients,
        })
}

fn codes(
    made: Made,
    tables: Vec<&'static str>,
) -> impl Strategy<Value = (Option<String>, Option<String>, Option<String>)> {
    let odd = made == Made::Anyhow;
    let good = (1u8..48, select(tables), "[0-9]{7}")
        .prop_map(|(prefecture, table, code)| (Some(format!("{prefecture:02}")), Some(table.to_owned()), Some(code)));
    prop_oneof![
        good,
        Just((None, None, None)),
        (of(text(made, 4)), of(Just("4".to_owned())), of(text(made, 9))).prop_map(move |codes| if odd {
            codes
        } else {
            (None, None, None)
        }),
    ]
}

fn drug(made: Made) -> impl Strategy<Value = DrugLine> {
    let code = prop_oneof![
        "[0-9]{9}".prop_map(|code| (DrugCodeKind::Receipt, code)),
        "[0-9]{7}[A-Z][0-9]{4}".prop_map(|code| (DrugCodeKind::Yj, code)),
        "[0-9]{7}[A-Z][0-9]{4}".prop_map(|code| (DrugCodeKind::PriceList, code)),
        "[0-9]{9}|[0-9]{13}".prop_map(|code| (DrugCodeKind::Hot, code)),
        text(made, 9)
            .prop_map(move |odd| (DrugCodeKind::Receipt, if made == Made::Fitting { "620000001".into() } else { odd })),
    ];
    let general = (text(made, 120), of(like(made, "[0-9A-Z]{12}", 12))).prop_map(|(name, code)| General { name, code });
    (
        (text(made, 120), of(like(made, "[0-9]{1,6}|[0-9]{1,6}\\.[0-9]{1,5}", 12)), of(text(made, 12))),
        (of(code), author(), of(general), notes(made, 100), notes(made, 400)),
    )
        .prop_map(|((name, amount, unit), (code, author, general, supplements, cautions))| DrugLine {
            name,
            amount,
            unit,
            code: code.map(|(kind, code)| DrugCode { kind, code }),
            author,
            general,
            supplements,
            cautions,
        })
}

fn usage(made: Made) -> impl Strategy<Value = Usage> {
    let most = if made == Made::Fitting { 1_000 } else { 3_000 };
    (
        of(text(made, 100)),
        of(0u16..most),
        of(text(made, 100)),
        of(select(PreparationForm::ALL.to_vec())),
        of(like(made, "[0-9]{16}", 16)),
        author(),
    )
        .prop_map(|(name, quantity, unit, form, code, author)| Usage { name, quantity, unit, form, code, author })
}

fn group(made: Made) -> impl Strategy<Value = Group> {
    let fewest = usize::from(made == Made::Fitting);
    let usage = match made {
        Made::Fitting => usage(made).prop_map(Some).boxed(),
        Made::Anyhow => of(usage(made)).boxed(),
    };
    (0u16..1200, vec(drug(made), fewest..3), usage, notes(made, 100), notes(made, 400))
        .prop_map(|(number, drugs, usage, usage_notes, cautions)| Group { number, drugs, usage, usage_notes, cautions })
}

fn dispensed(made: Made) -> impl Strategy<Value = Dispensed> {
    let doctor = (text(made, 40), of(text(made, 80)), author()).prop_map(|(name, department, author)| Doctor {
        name,
        department,
        author,
    });
    let order = (of(doctor), vec(group(made), 0..3)).prop_map(|(doctor, groups)| Order { doctor, groups });
    let place = (
        text(made, 120),
        codes(made, vec!["1", "3", "4"]),
        of(text(made, 400)),
        of(like(made, "[0-9]{3}-[0-9]{4}", 13)),
        author(),
    )
        .prop_map(|(name, (prefecture, table, code), address, phone, author)| Place {
            name,
            prefecture,
            table,
            code,
            postal_code: None,
            address,
            phone,
            author,
        });
    let at = (text(made, 120), codes(made, vec!["1", "3"]), author())
        .prop_map(|(name, (prefecture, table, code), author)| PrescribedAt { name, prefecture, table, code, author });
    let staff = (text(made, 40), of(text(made, 200)), author()).prop_map(|(name, contact, author)| Staff {
        name,
        contact,
        author,
    });
    let provided = (text(made, 400), select(ProvidedKind::ALL.to_vec()), author())
        .prop_map(|(text, kind, author)| Provided { text, kind: Some(kind), author });
    let entry = (text(made, 400), of(day())).prop_map(|(text, on)| Entry { text, on });
    let on = match made {
        Made::Fitting => day().prop_map(Some).boxed(),
        Made::Anyhow => of(day()).boxed(),
    };
    let always = match made {
        Made::Fitting => (place.prop_map(Some).boxed(), at.prop_map(Some).boxed()),
        Made::Anyhow => (of(place).boxed(), of(at).boxed()),
    };
    (
        (on, author(), always.0, vec(staff, 0..2), always.1, vec(order, 0..3)),
        (notes(made, 400), vec(provided, 0..2), notes(made, 400), notes(made, 400), vec(entry, 0..2)),
    )
        .prop_map(
            move |(
                (on, author, place, staff, prescribed_at, orders),
                (cautions, provided, leftovers, notes, entries),
            )| {
                let mut one = Dispensed {
                    on,
                    author,
                    place,
                    staff,
                    prescribed_at,
                    orders,
                    cautions,
                    provided,
                    leftovers,
                    notes,
                    entries,
                };
                if made == Made::Fitting {
                    settle(&mut one);
                }
                one
            },
        )
}

/// Makes of it what a file can tell: groups counted through, no order without anything, only the first without a doctor.
fn settle(one: &mut Dispensed) {
    let mut number = 0;
    for (at, order) in one.orders.iter_mut().enumerate() {
        if at > 0 && order.doctor.is_none() {
            order.doctor = Some(Doctor { name: "見本".into(), department: None, author: Author::Other });
        }
        for group in &mut order.groups {
            number += 1;
            group.number = number;
        }
    }
    one.orders.retain(|order| order.doctor.is_some() || !order.groups.is_empty());
}

/// A notebook of ours.
pub(super) fn notebook(made: Made) -> impl Strategy<Value = Notebook> {
    let remark = (select(RemarkKind::ALL.to_vec()), text(made, 120), author())
        .prop_map(|(kind, text, author)| Remark { kind, text, author });
    let memo = (text(made, 400), of(day()), author()).prop_map(|(text, on, author)| Memo { text, on, author });
    let pharmacist = (text(made, 40), of(text(made, 120)), of(text(made, 200)), of(day()), of(day()), author())
        .prop_map(|(name, pharmacy, contact, from, until, author)| Pharmacist {
            name,
            pharmacy,
            contact,
            from,
            until,
            author,
        });
    (
        patient(made),
        vec(remark, 0..3),
        vec(otc(made), 0..3),
        vec(memo, 0..3),
        vec(dispensed(made), 0..4),
        vec(pharmacist, 0..2),
    )
        .prop_map(move |(patient, remarks, mut otc, memos, mut dispensings, pharmacists)| {
            if made == Made::Fitting {
                dispensings.sort_by_key(|one| std::cmp::Reverse(one.on));
                for (at, one) in otc.iter_mut().enumerate() {
                    one.number = u16::try_from(at + 1).ok();
                }
            }
            Notebook {
                patient: Some(patient),
                remarks,
                otc,
                memos,
                dispensings,
                pharmacists,
                ..Notebook::new(8, Direction::FromPatient)
            }
        })
}
