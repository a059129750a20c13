//! Rows, limits and sums of the tax office's form.

use proptest::prelude::*;

use super::*;

/// An entry as it comes from a notice.
fn expense<'a>(person: &'a str, kind: &'a str, institution: &'a str, share: i64) -> Entry<'a> {
    let (category, certainty) = category_of(kind);
    Entry { person, institution, kind, category, certainty, paid: Yen(share), reimbursed: Yen::ZERO, paid_on: None }
}

fn form_of(entries: &[Entry<'_>]) -> Result<Form, FormError> {
    fill(entries, Arrangement::Grouped)
}

#[test]
fn kinds_go_to_their_category() {
    use Category::*;
    use Certainty::*;
    for (kind, wanted) in [
        ("医科外来", (Treatment, Certain)),
        ("医科入院", (Treatment, Certain)),
        ("歯科外来", (Treatment, Certain)),
        ("調剤", (Medicine, Certain)),
        ("訪問看護", (Other, PleaseCheck)),
        ("柔道整復", (Other, PleaseCheck)),
        ("なにか新しいもの", (Other, Asked)),
        ("", (Other, Asked)),
    ] {
        assert_eq!(category_of(kind), wanted, "{kind}");
    }
}

#[test]
fn groups_by_person_institution_and_category() {
    let form = form_of(&[
        expense("太郎", "医科外来", "見本病院", 1_000),
        expense("太郎", "医科入院", "見本病院", 30_000),
        expense("太郎", "調剤", "見本病院", 500),
        expense("花子", "医科外来", "見本病院", 200),
        expense("花子", "医科外来", "無料の病院", 0),
    ])
    .expect("fits");
    let rows: Vec<_> =
        form.rows.iter().map(|row| (row.person.as_str(), row.category.column(), row.paid.0, row.source_rows)).collect();
    assert_eq!(rows, [("太郎", 'D', 31_000, 2), ("太郎", 'E', 500, 1), ("花子", 'D', 200, 1)]);
    assert_eq!((form.total, form.left_out.len()), (Yen(31_700), 1));
}

#[test]
fn long_names_are_shortened_visibly_and_twenty_characters_stay() {
    let twenty = "医療法人社団見本会見本記念総合病院本館東";
    assert_eq!(twenty.chars().count(), MAX_INSTITUTION);
    let long = format!("{twenty}西");
    let form = form_of(&[
        expense("ﾐﾎﾝ ｶﾞﾌﾞﾘｴﾙｼﾞｮｾﾌ", "調剤", &long, 1),
        expense("A", "調剤", twenty, 1),
        expense("A", "調剤", &long, 1),
    ])
    .expect("fits");
    let after: Vec<_> = form.shortened.iter().map(|cut| (cut.before.as_str(), cut.after.as_str())).collect();
    assert_eq!(
        after,
        [
            ("ミホン　ガブリエルジョセフ", "ミホン　ガブリエル～"),
            ("医療法人社団見本会見本記念総合病院本館東西", "医療法人社団見本会見本記念総合病院本館～")
        ]
    );
    assert_eq!(form.rows.len(), 3);
}

#[test]
fn half_and_full_width_spellings_of_a_name_are_one() {
    let form =
        form_of(&[expense("ﾐﾎﾝ", "調剤", "ﾐﾎﾝ薬局", 1), expense("ミホン", "調剤", "ミホン薬局", 2)]).expect("fits");
    assert_eq!((form.rows.len(), form.total), (1, Yen(3)));
}

#[test]
fn unsure_kinds_are_named_once() {
    let form = form_of(&[expense("A", "訪問看護", "B", 1), expense("A", "謎", "B", 1), expense("A", "謎", "C", 1)])
        .expect("fits");
    assert_eq!(form.to_check, [("訪問看護".to_owned(), Certainty::PleaseCheck), ("謎".to_owned(), Certainty::Asked)]);
    assert_eq!(form.rows[0].certainty, Certainty::Asked);
}

#[test]
fn more_rows_than_fit_are_split_by_person_and_too_large_a_sum_is_refused() {
    let places: Vec<String> = (0..=MAX_ROWS).map(|n| format!("薬局{n}")).collect();
    let many: Vec<Entry<'_>> = places.iter().map(|place| expense("A", "調剤", place, 1)).collect();
    let sizes = |entries: &[Entry<'_>]| {
        form_of(entries).expect("small").parts().iter().map(|part| part.len()).collect::<Vec<_>>()
    };
    assert_eq!(sizes(&many), [995, 1]);
    assert_eq!(sizes(&many[1..]), [995]);
    assert_eq!(sizes(&[]), [0]);
    // A person whose rows fit one file is not torn apart.
    let two: Vec<Entry<'_>> =
        many[..900].iter().copied().chain(places[..200].iter().map(|place| expense("B", "調剤", place, 1))).collect();
    assert_eq!(sizes(&two), [900, 200]);
    assert_eq!(
        form_of(&[expense("A", "調剤", "B", 1_000_000_000)]),
        Err(FormError::AmountTooLarge(Yen(1_000_000_000)))
    );
}

#[test]
fn each_entry_is_a_row_of_its_own_where_it_fits_and_else_they_are_grouped() {
    let day = |day| NaiveDate::from_ymd_opt(2025, 4, day);
    let on = |paid, day| Entry { paid_on: day, ..expense("A", "調剤", "見本薬局", paid) };
    let entries = [on(300, day(1)), on(500, day(2)), on(700, day(2))];
    let each = fill(&entries, Arrangement::Each).expect("fits");
    assert_eq!(
        each.rows.iter().map(|row| (row.paid.0, row.paid_on)).collect::<Vec<_>>(),
        [(300, day(1)), (500, day(2)), (700, day(2))]
    );
    let grouped = fill(&entries, Arrangement::Grouped).expect("fits");
    assert_eq!((grouped.rows.len(), grouped.rows[0].paid_on, grouped.total), (1, None, each.total));
    assert_eq!(fill(&entries[1..], Arrangement::Grouped).expect("fits").rows[0].paid_on, day(2));
    let many = vec![on(1, None); MAX_ROWS + 1];
    let form = fill(&many, Arrangement::Each).expect("fits");
    assert_eq!((form.arrangement, form.rows.len()), (Arrangement::Grouped, 1));
    // What was taken back makes its place one row.
    let back = [on(300, None), on(-100, None), expense("A", "調剤", "よその薬局", 50)];
    let form = fill(&back, Arrangement::Each).expect("fits");
    assert_eq!(form.rows.iter().map(|row| row.paid.0).collect::<Vec<_>>(), [50, 200]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_yen_is_lost_and_every_cell_keeps_the_limits(rows in proptest::collection::vec(("\\PC{0,30}", "\\PC{0,30}", proptest::sample::select(vec!["医科外来", "調剤", "訪問看護", "？"]), 0i64..1_000_000), 0..60)) {
        let expenses: Vec<Entry<'_>> = rows.iter().map(|(person, place, kind, share)| expense(person, kind, place, *share)).collect();
        let form = form_of(&expenses).expect("few and small");
        prop_assert_eq!(form.total, expenses.iter().map(|row| row.paid).sum::<Yen>());
        prop_assert_eq!(form.total, form.rows.iter().map(|row| row.paid).sum::<Yen>());
        for row in &form.rows {
            prop_assert!(row.person.chars().count() <= MAX_PERSON);
            prop_assert!(row.institution.chars().count() <= MAX_INSTITUTION);
            prop_assert!(row.paid > Yen::ZERO && row.paid <= MAX_AMOUNT);
            prop_assert!(row.reimbursed >= Yen::ZERO && row.reimbursed <= row.paid);
            prop_assert!(!row.institution.starts_with(['=', '+', '-', '@']));
        }
    }
}

#[test]
fn what_was_given_back_is_left_out_by_name_and_the_sums_stay_explained() {
    let rows = [
        expense("花子", "医科外来", "見本医院", 3_000),
        expense("花子", "医科外来", "見本医院", -1_000),
        expense("花子", "調剤", "見本薬局", -500),
        expense("太郎", "歯科", "見本歯科", 700),
        expense("太郎", "歯科", "見本歯科", -700),
    ];
    let form = form_of(&rows).expect("fits");
    let left: Vec<_> = form.left_out.iter().map(|one| (one.institution.as_str(), one.paid.0)).collect();
    assert_eq!(form.total, Yen(2_000), "a correction counts against its own institution");
    assert_eq!(left, [("見本歯科", 0), ("見本薬局", -500)]);
}

proptest::proptest! {
    #[test]
    fn the_form_and_what_it_leaves_out_make_the_sum_of_the_records(
        amounts in proptest::collection::vec((0usize..3, 0usize..3, -5_000i64..20_000), 0..40)
    ) {
        let rows: Vec<_> = amounts
            .iter()
            .map(|(who, place, paid)| expense(["花子", "太郎", "次郎"][*who], ["医科外来", "歯科", "調剤"][*place], ["甲", "乙", "丙"][*place], *paid))
            .collect();
        let form = form_of(&rows).expect("fits");
        let records: i64 = amounts.iter().map(|(_, _, paid)| paid).sum();
        let left: i64 = form.left_out.iter().map(|one| one.paid.0).sum();
        proptest::prop_assert_eq!(form.total.0 + left, records);
        proptest::prop_assert!(form.rows.iter().all(|row| row.paid > Yen::ZERO));
    }
}
