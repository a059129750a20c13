//! What the page says to people of every class, with and without what it needs to know.

mod back;
mod certificates;
mod denials;
mod lapse;
mod least_and_most;

use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::class::ClassCode;
use crate::domain::delegation::tests::delegation;
use crate::domain::delegation::{Side, State};
use crate::domain::eligibility::{CeilingCertificate, Eligibility, EligibilityStatus, SpecificDiseaseCertificate};
use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::pages::fake_records::{FakeRecords, day, frame_for, person, render};
use crate::pages::page_tests::{assert_says, page};
use crate::records::{Service, TroubleKind};

const PATH: &str = "/expenses/ceiling";

fn row(month: (i32, u32), kind: &str, institution: &str, total: i64, counter: i64) -> Expense {
    Expense {
        patient: person().name,
        month: YearMonth::new(month.0, month.1).expect("a month"),
        kind: kind.into(),
        days: Some(1),
        institution: institution.into(),
        total: Yen(total),
        insurer_share: Yen(total - counter),
        public_share: Yen::ZERO,
        counter_share: Yen(counter),
    }
}

/// Somebody with a certificate of a class, insured and born so that it fits.
fn certified(class: &str, kind: &str) -> FakeRecords {
    let mut records = FakeRecords::default();
    let one = &mut records.eligibility.line[0];
    one.ceiling = Some(CeilingCertificate {
        kind: kind.into(),
        class: class.into(),
        from: Some(day(2026, 8, 1)),
        until: Some(day(2027, 7, 31)),
    });
    if class.starts_with('B') {
        one.person.birth = day(1948, 2, 20);
        one.insurer_number = "39131001".into();
        one.insurer_name = "見本県後期高齢者医療広域連合".into();
        one.share_percent = Some(match class {
            "B01" | "B02" | "B03" => 30,
            "B04" | "B09" => 20,
            _ => 10,
        });
    }
    records
}

/// Each class: its name; the ceiling of a month in hospital in words; the example of one million yen; what else stands there.
const CLASSES: [(&str, &str, &str, &[&str]); 16] = [
    ("A01", "区分ア", "270,300円＋（総医療費−901,000円）×1%", &["271,290円", "140,100円", "1,680,000円"]),
    ("A02", "区分イ", "179,100円＋（総医療費−597,000円）×1%", &["183,130円", "93,000円", "1,110,000円"]),
    (
        "A03",
        "区分ウ",
        "85,800円＋（総医療費−286,000円）×1%",
        &["92,940円", "44,400円", "530,000円", "207,060円 少なく"],
    ),
    ("A04", "区分エ", "61,500円", &["44,400円", "530,000円", "410,000円"]),
    ("A05", "区分オ", "36,900円", &["24,600円", "290,000円"]),
    ("A06", "区分オ（境界層）", "36,900円", &["24,600円", "290,000円"]),
    ("B01", "現役並み所得者Ⅲ", "270,300円＋（総医療費−901,000円）×1%", &["271,290円", "140,100円"]),
    ("B02", "現役並み所得者Ⅱ", "179,100円＋（総医療費−597,000円）×1%", &["183,130円", "93,000円"]),
    ("B03", "現役並み所得者Ⅰ", "85,800円＋（総医療費−286,000円）×1%", &["92,940円", "44,400円"]),
    ("B04", "一般", "61,500円", &["22,000円", "44,400円", "410,000円"]),
    ("B05", "低所得者Ⅱ", "25,700円", &["11,000円", "24,600円", "290,000円"]),
    ("B06", "低所得者Ⅰ", "15,700円", &["8,000円", "この区分にはありません", "180,000円"]),
    ("B07", "低所得者Ⅰ（老齢福祉年金）", "15,700円", &["8,000円", "180,000円"]),
    ("B08", "低所得者Ⅰ（境界層）", "15,700円", &["8,000円", "180,000円"]),
    ("B09", "一般Ⅱ", "61,500円", &["22,000円", "44,400円"]),
    ("B10", "一般Ⅰ", "61,500円", &["22,000円", "44,400円"]),
];

#[test]
fn the_certificate_of_every_class_is_told_in_yen_with_its_rule() {
    for (class, name, formula, more) in CLASSES {
        let (html, _) = page("/insurance", certified(class, "01"));
        let said = [
            name,
            formula,
            "2026年8月1日から2027年7月31日まで",
            "2026年8月〜2027年7月診療分",
            "厚生労働省「高額療養費制度の見直しについて",
            "2027年8月1日",
            "予定",
            "たとえば",
            "目安",
            "href=\"/expenses/ceiling\"",
        ];
        assert_says(&html, class, &said);
        assert_says(&html, class, more);
    }
    let (html, _) = page("/insurance", certified("A03", "01"));
    assert_says(
        &html,
        "the planned rows",
        &["3つに分かれます", "44万〜50万円", "110,400円＋（総医療費−368,000円）×1%", "分かりません"],
    );
    let (html, _) = page("/insurance", certified("B05", "02"));
    assert_says(&html, "with meals", &["限度額適用・標準負担額減額認定証", "食事代も安くなります"]);
    let (html, _) = page("/insurance", certified("A05", "03"));
    assert_says(&html, "meals alone", &["限度額までにするものではありません"]);
    assert!(!html.contains("たとえば"));
    let (html, _) = page("/insurance", certified("Z99", "01"));
    assert_says(&html, "an unknown class", &["Z99", "この手帳は持っていません"]);
}

#[test]
fn a_specific_disease_is_ten_or_twenty_thousand() {
    let with = |category: &str, class: Option<&str>, recorded: Option<i64>| {
        let mut records = class.map_or_else(FakeRecords::default, |class| certified(class, "01"));
        records.eligibility.line[0].specific_diseases = vec![SpecificDiseaseCertificate {
            category: category.into(),
            from: Some(day(2019, 5, 1)),
            until: None,
            self_pay: recorded.map(Yen),
        }];
        page("/insurance", records).0
    };
    for (category, class, recorded, said) in [
        (
            "1",
            Some("A03"),
            Some(10_000),
            &["ひと月 10,000円 まで", "人工透析", "110,000円 少なく", "2019年5月1日から"][..],
        ),
        ("1", Some("A01"), Some(20_000), &["ひと月 20,000円 まで", "100,000円 少なく"]),
        ("1", Some("A02"), None, &["ひと月 20,000円 まで", "計算による額"]),
        ("1", None, None, &["10,000円 か 20,000円", "この記録からは分かりません"]),
        ("1", Some("A01"), Some(10_000), &["ひと月 10,000円 まで", "計算すると 20,000円 です"]),
        ("2", None, Some(10_000), &["血友病", "ひと月 10,000円 まで"]),
        ("3", None, None, &["HIV", "ひと月 10,000円 まで"]),
    ] {
        assert_says(&with(category, class, recorded), &format!("{category} {class:?} {recorded:?}"), said);
    }
}

#[test]
fn each_class_of_a_certificate_is_used_on_the_page() {
    for (class, name, _, _) in CLASSES {
        let rows = vec![row((2026, 9), "医科入院", "甲病院", 3_000_000, 900_000)];
        let (html, _) = page(PATH, FakeRecords { expense_rows: Some(rows), ..certified(class, "01") });
        let code = ClassCode::parse(class).expect("a code");
        let row = crate::domain::ceiling::tables::table_of(YearMonth::new(2026, 9).expect("a month"))
            .and_then(|table| table.row(code.class()))
            .expect("one row");
        let refund = (Yen(900_000) - row.monthly.at(Yen(3_000_000))).to_string();
        let said =
            [name, &refund, "払い戻される可能性があります（目安）", "2028年9月30日まで", "資格情報の認定証の記録から"];
        assert_says(&html, class, &said);
        assert_says(&html, class, &["2026年8月〜2027年7月診療分", "出典", "保険者）が決めます"]);
        assert!(!html.contains("name=\"class\""), "{class}: nothing is asked for");
    }
}

#[test]
fn a_missing_class_is_asked_for_and_never_stands_in_an_address() {
    let rows = vec![
        row((2026, 5), "医科入院", "甲病院", 1_000_000, 300_000),
        row((2026, 9), "医科入院", "甲病院", 1_000_000, 300_000),
    ];
    let unknown = FakeRecords { expense_rows: Some(rows), ..FakeRecords::default() };
    let (html, _) = page(PATH, unknown.clone());
    assert_says(
        &html,
        PATH,
        &[
            "まだ計算できない月があります",
            "method=\"post\" action=\"/expenses/ceiling\"",
            "name=\"from\" value=\"2025\"",
            "name=\"from\" value=\"2026\"",
            "2025年8月〜2026年7月の区分（5月の計算に使います）",
            "value=\"A06\"",
            "推測せずにおたずねします",
            "key-of-this-page",
        ],
    );
    assert!(!html.contains("払い戻される可能性") && !html.contains("value=\"B04\"") && !html.contains("class=A"));
    let mut told = unknown.clone();
    told.classes.tell(2026, ClassCode::A04, false);
    let (html, _) = page(PATH, told);
    assert_says(
        &html,
        PATH,
        &[
            "238,500円 が払い戻される可能性があります（目安）",
            "あなたが選んだ区分",
            "value=\"none\"",
            "このほかに、まだ言えない月が 1か月",
        ],
    );
    assert!(!html.contains("name=\"from\" value=\"2026\"/><fieldset"), "what was told is not asked for again");
    let mut frame = frame_for(PATH, Some(unknown));
    frame.flash = Some("class_not_chosen".into());
    assert_says(&render(PATH, &frame), PATH, &["入力内容を確かめてください", "href=\"#class\"", "id=\"class\""]);
}

#[test]
fn what_cannot_be_said_is_said_to_be_open_with_its_reason() {
    let hospital = || row((2026, 9), "医科入院", "甲病院", 1_000_000, 300_000);
    let aided = Expense { public_share: Yen(3_000), ..row((2026, 9), "医科外来", "丙医院", 50_000, 12_000) };
    let of = |rows: Vec<Expense>| FakeRecords { expense_rows: Some(rows), ..certified("A03", "01") };
    let changed = {
        let mut records = of(vec![hospital()]);
        let line = &mut records.eligibility.line;
        line[0].valid_from = day(2026, 9, 10);
        line[1].lost_on = Some(day(2026, 9, 10));
        line[1].insurer_number = "138057".into();
        records
    };
    let none = {
        let mut records = of(vec![hospital()]);
        records.eligibility = EligibilityStatus { line: Vec::new(), ..records.eligibility };
        records
    };
    let pharmacy = vec![
        hospital(),
        row((2026, 9), "医科外来", "乙医院", 60_000, 18_000),
        row((2026, 9), "調剤", "見本薬局", 20_000, 6_000),
    ];
    for (what, records, said) in [
        ("public funds", of(vec![hospital(), aided]), &["ほかの公費", "まだ言えない"][..]),
        (
            "a change within the month",
            changed,
            &["月の途中で保険者が変わっています", "見本市国民健康保険", "両方の保険者"],
        ),
        ("no insurer", none, &["この月に加入していた健康保険の記録がありません"]),
        ("a kind", of(vec![hospital(), row((2026, 9), "はり", "丁", 30_000, 9_000)]), &["診療の種類が分からない"]),
    ] {
        let (html, _) = page(PATH, records);
        assert_says(&html, what, said);
        assert!(!html.contains("払い戻される可能性"), "{what}: nothing is promised");
        assert_says(&html, what, &["まだ言えない月があります"]);
    }
    // By whichever institution it was prescribed, 300,000 − (85,800 + 7,140) comes back.
    let (html, _) = page(PATH, of(pharmacy));
    let said = ["少なくとも 207,060円（多ければ 230,260円）", "処方せんを出した病院", "いちばん多い場合"];
    assert_says(&html, "the prescriber", &said);
    assert!(!html.contains("まだ言えない"), "the least is sure");
}

#[test]
fn seventy_and_over_is_worked_through_in_its_order_and_the_year_adds_up() {
    let rows = vec![
        row((2026, 8), "医科外来", "甲医院", 90_000, 9_000),
        row((2026, 8), "訪問看護", "乙", 34_200, 3_420),
        row((2026, 9), "医科入院", "甲病院", 482_100, 25_700),
        row((2026, 9), "医科外来", "甲医院", 90_000, 9_000),
    ];
    let (html, _) = page(PATH, FakeRecords { expense_rows: Some(rows), ..certified("B05", "02") });
    assert_says(
        &html,
        PATH,
        &[
            "まず外来（薬局と訪問看護も）：払った額 12,420円、一人の外来の限度額 11,000円",
            "こえた分は 12,420円−11,000円＝1,420円",
            "つぎに入院と外来を合わせて",
            "こえた分は 34,700円−25,700円＝9,000円",
            "2026年の2か月で、あわせて 10,420円",
            "8月から翌年7月までの合計（目安）",
            "36,700円",
            "あと 253,300円",
            "20,000円 / 96,000円",
            "世帯で数えるのか",
            "class=\"cap\"",
        ],
    );
}

#[test]
fn a_year_without_expenses_and_a_hub_that_fails_say_so() {
    let (html, _) = page(PATH, FakeRecords { filled: false, ..FakeRecords::default() });
    assert_says(
        &html,
        PATH,
        &["2026年に届いている医療費の記録は、ありません", "翌々月10日ごろ", "href=\"/insurance\""],
    );
    let aid = {
        let mut records = FakeRecords { filled: false, ..FakeRecords::default() };
        records.eligibility.line[0] = Eligibility { card_class: "A1".into(), ..records.eligibility.line[0].clone() };
        records
    };
    assert_says(&page(PATH, aid).0, PATH, &["医療扶助", "福祉事務所"]);
    for (service, said) in
        [(Service::Eligibility, "健康保険の資格を表示できません"), (Service::Expenses, "医療費の記録を表示できません")]
    {
        let (html, _) =
            page(PATH, FakeRecords { failing: vec![(service, TroubleKind::Down)], ..FakeRecords::default() });
        assert_says(&html, PATH, &[said, "K7Q2-9MXD"]);
        assert!(!html.contains("払い戻される"), "nothing is worked out of half the records");
    }
    let (html, _) = page("/expenses/ceiling?year=1999", FakeRecords::default());
    assert_says(&html, PATH, &["その年の医療費はありません", "2026年の高額療養費の目安"]);
    assert_says(&page("/expenses", FakeRecords::default()).0, "/expenses", &["href=\"/expenses/ceiling?year=2026\""]);
}

#[test]
fn small_months_need_no_class_and_claims_that_are_late_are_not_added() {
    let (html, _) = page(PATH, FakeRecords::default());
    assert_says(
        &html,
        PATH,
        &[
            "1月・3月・6月・9月は、限度額と比べる額がどの区分の限度額よりも少なく",
            "払い戻しの見込みは見つかりませんでした",
        ],
    );
    assert!(!html.contains("name=\"class\""), "no class is asked for where none is needed");
    let mut late = FakeRecords {
        expense_rows: Some(vec![row((2023, 9), "医科入院", "甲病院", 1_000_000, 300_000)]),
        ..FakeRecords::default()
    };
    late.classes.tell(2023, ClassCode::A03, false);
    let (html, _) = page("/expenses/ceiling?year=2023", late);
    assert_says(&html, PATH, &["請求できる期限（2025年9月30日）は過ぎています", "212,570円（期限切れ）"]);
    assert!(!html.contains("払い戻される可能性"));
}

/// What a household gets back stands in the first sentence and in the table, with its condition.
#[test]
fn the_household_is_not_hidden_behind_a_denial() {
    let own = row((2026, 9), "医科外来", "丙医院", 100_000, 30_000);
    let spouse =
        Expense { patient: "見本　美和".into(), ..row((2026, 9), "医科入院", "甲病院", 500_000, 150_000) };
    let with = |delegations| FakeRecords {
        expense_rows: Some(vec![own.clone(), spouse.clone()]),
        delegations,
        ..certified("A03", "01")
    };
    let known = {
        let mut one = delegation(Side::Held, State::Standing);
        if let Some(other) = &mut one.other {
            (other.person.name, other.person.birth) = ("見本 美和".into(), day(1986, 5, 21));
        }
        one
    };
    for (delegations, ages) in
        [(vec![known], "「家族などの代理」の生年月日によります"), (Vec::new(), "70歳未満として計算しています")]
    {
        let (html, _) = page(PATH, with(delegations));
        assert_says(
            &html,
            PATH,
            &[
                "同じ健康保険に入っている家族の分と合わせると、9月の分で 91,060円",
                "なし（家族と合わせて 91,060円）",
                ages,
            ],
        );
        assert!(!html.contains("払い戻しの見込みは見つかりませんでした"), "a refund is not denied");
    }
}

/// The pages about procedures say what this page has found, and lead to it.
#[test]
fn procedures_name_the_sum_that_was_found() {
    let records = |rows| FakeRecords { expense_rows: Some(rows), ..certified("A03", "01") };
    let paid = vec![row((2026, 9), "医科入院", "甲病院", 1_000_000, 300_000)];
    for path in ["/services", "/services/high-cost"] {
        let (html, _) = page(path, records(paid.clone()));
        assert_says(&html, path, &["2026年の医療費から、207,060円 が払い戻される可能性があります"]);
        let (html, _) = page(path, records(Vec::new()));
        assert!(!html.contains("払い戻される可能性"), "{path}");
    }
    let (html, _) = page("/services/high-cost", records(paid));
    assert_says(&html, "high-cost", &["当てはまりそう", "href=\"/expenses/ceiling?year=2026\""]);
}
