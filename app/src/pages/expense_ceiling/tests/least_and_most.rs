//! Where the record leaves open how much comes back, the page names the least, the most and the reason, and denies nothing.

use super::*;

/// Somebody certified for dialysis, with or without a class on record.
fn dialysed(class: Option<&str>, more: Vec<Expense>) -> FakeRecords {
    let mut records = class.map_or_else(FakeRecords::default, |class| certified(class, "01"));
    records.eligibility.line[0].specific_diseases = vec![SpecificDiseaseCertificate {
        category: "1".into(),
        from: Some(day(2019, 5, 1)),
        until: None,
        self_pay: Some(Yen(10_000)),
    }];
    let mut rows = vec![
        row((2026, 9), "医科外来", "見本腎クリニック", 386_500, 10_000),
        row((2026, 9), "調剤", "駅前薬局", 22_330, 6_700),
    ];
    rows.extend(more);
    FakeRecords { expense_rows: Some(rows), ..records }
}

#[test]
fn a_bill_that_may_be_for_the_disease_is_named_and_not_denied() {
    for class in [None, Some("A03")] {
        let (html, _) = page(PATH, dialysed(class, Vec::new()));
        let said = [
            "払い戻しがあるかどうか、まだ言えない月があります",
            "まだ言えない（0円〜6,700円）",
            "払った額がそのまま戻ります",
            "薬局か、治療を受けている病院で確かめて",
            "2028年9月30日まで",
        ];
        assert_says(&html, &format!("{class:?}"), &said);
        assert!(!html.contains("払い戻しはありません"), "{class:?}: nothing is denied");
    }
    let hospital = row((2026, 9), "医科入院", "甲病院", 1_000_000, 300_000);
    let (html, _) = page(PATH, dialysed(Some("A03"), vec![hospital]));
    let said = [
        "9月に限度額をこえた分、少なくとも 207,060円 が払い戻される可能性があります（目安）",
        "少なくとも 207,060円（多ければ 213,760円）",
        "もっと多く戻るかもしれないわけ",
        "いちばん多い場合の払い戻しは 213,760円 です",
    ];
    assert_says(&html, "what is sure is said", &said);
    assert!(!html.contains("まだ言えない"), "of this month something can be said");
}

/// 75 and over with two tenths, in a month of the relief: below the table's lowest ceiling the class is asked for all the same.
#[test]
fn the_relief_is_asked_about() {
    let late = |share| {
        let mut records = certified("B09", "01");
        let one = &mut records.eligibility.line[0];
        (one.ceiling, one.share_percent) = (None, Some(share));
        let rows = vec![row((2025, 7), "医科外来", "甲医院", 34_810, 6_962)];
        FakeRecords { expense_rows: Some(rows), ..records }
    };
    let path = "/expenses/ceiling?year=2025";
    let (html, _) = page(path, late(20));
    assert_says(&html, path, &["まだ計算できない月があります", "2024年8月〜2025年7月の区分（7月の計算に使います）"]);
    assert!(!html.contains("どの区分でも"), "nothing is denied");
    let mut told = late(20);
    told.classes.tell(2024, ClassCode::B09, false);
    let (html, _) = page(path, told);
    let said = ["481円 が払い戻される可能性があります", "配慮措置", "外来の総医療費 34,810円−30,000円"];
    assert_says(&html, path, &said);
    let (html, _) = page(path, late(10));
    assert_says(&html, "one tenth", &["どの区分でも 8,000円 以上"]);
}

/// Turning 75 changes the insurer within the month: that both use half of their ceilings is said, as nothing is worked out.
#[test]
fn in_the_month_of_turning_75_both_insurers_use_half() {
    for (birth, said) in [(day(1951, 9, 15), true), (day(1950, 9, 15), false)] {
        let mut records = certified("B09", "01");
        let line = &mut records.eligibility.line;
        line[0].valid_from = day(2026, 9, 15);
        (line[1].lost_on, line[1].insurer_number) = (Some(day(2026, 9, 15)), "138057".into());
        line.truncate(2);
        records.birth = Some(birth);
        records.expense_rows = Some(vec![row((2026, 9), "医科外来", "甲医院", 100_000, 20_000)]);
        let (html, _) = page(PATH, records);
        assert_says(&html, &format!("{birth}"), &["月の途中で保険者が変わっています"]);
        let both = "前の健康保険でも、新しい健康保険（後期高齢者医療）でも、それぞれ半分の限度額で計算します";
        assert_eq!(html.contains(both), said, "{birth}");
    }
}
