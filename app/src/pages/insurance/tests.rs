//! The pages of the insurance: every code of validity, gaps and overlaps, bills of a change, every kind of certificate.

mod not_there;

use crate::domain::eligibility::kinds::{Group, kinds};
use crate::domain::eligibility::{
    CeilingCertificate, ElderlyCertificate, Eligibility, EligibilityStatus, Relation, Term, Validity,
};
use crate::domain::registration::Registration;
use crate::pages::fake_records::{FakeRecords, day};
use crate::pages::page_tests::{assert_says, page};
use crate::records::{Service, TroubleKind};

/// The usual person with other eligibilities.
fn with(validity: Validity, change: impl FnOnce(&mut Vec<Eligibility>)) -> FakeRecords {
    let mut records = FakeRecords::default();
    change(&mut records.eligibility.line);
    records.eligibility.validity = validity;
    records
}

#[test]
fn every_code_of_validity_has_its_sentence_and_way_on_and_shows_a_card_only_where_valid() {
    let former_only = |line: &mut Vec<Eligibility>| {
        line.remove(0);
    };
    let second_open = |line: &mut Vec<Eligibility>| line[1].lost_on = None;
    let cases: [(&str, FakeRecords, &[&str], bool); 8] = [
        (
            "1",
            with(Validity::Valid, |_| ()),
            &["この資格は有効です。", "マイナンバーカードを健康保険証として使えます"],
            true,
        ),
        (
            "2",
            with(Validity::Invalid, former_only),
            &["2013年4月24日で終わり", "任意継続の申し込み", "href=\"/insurance/history\""],
            false,
        ),
        (
            "2, dates say otherwise",
            with(Validity::Invalid, |_| ()),
            &["「無効」と記録されています", "1週間ほど"],
            false,
        ),
        (
            "3, delivered",
            with(Validity::InvalidNewerExists, |_| ()),
            &["新しい資格が有効です", "前の健康保険に返して"],
            true,
        ),
        (
            "3, not delivered",
            with(Validity::InvalidNewerExists, former_only),
            &["まだここに届いていません", "新しく加入した健康保険に問い合わせて"],
            false,
        ),
        (
            "4",
            with(Validity::NoneFound, Vec::clear),
            &["ひとつも見つかりませんでした", "市区町村の国民健康保険の窓口"],
            false,
        ),
        (
            "5",
            with(Validity::Several, second_open),
            &["2つ重なって", "見本市国民健康保険", "△△△△健康保険組合", "やめたほうの健康保険に電話し"],
            false,
        ),
        (
            "6",
            with(Validity::ValidUnregistered, |_| ()),
            &["この資格は有効です。", "利用登録）は、まだです", "href=\"/registration\""],
            true,
        ),
    ];
    for (code, records, says, valid) in cases {
        let (html, _) = page("/insurance", records.clone());
        assert_says(&html, code, says);
        assert_eq!(html.contains("class=\"icard\""), valid, "{code}");
        // What overlaps goes on a sheet as well, each of it, for the counter has to tell them apart.
        let sheet = valid || code == "5";
        assert_eq!(html.contains("href=\"/print/eligibility\""), sheet, "{code}: no sheet of what is not valid");
        assert_eq!(html.contains("そのあいだに受診するときは"), !valid, "{code}");
        assert!(!html.contains("1234567"), "{code}: the number stays hidden");
        let (paper, _) = page("/print/eligibility", records);
        assert_eq!(paper.contains("/insurance/export/pdf"), sheet, "{code}");
    }
}

#[test]
fn whom_to_call_is_told_or_where_else_it_stands() {
    let (html, _) = page("/insurance", FakeRecords::default());
    assert_says(&html, "/insurance", &["href=\"tel:0000000088\"", "0000-00-0088"]);
    let (html, _) = page("/insurance", with(Validity::Valid, |line| line[0].insurer_phone = None));
    assert_says(&html, "/insurance", &["届いていません。「資格情報のお知らせ」に書かれています。"]);
    assert!(!html.contains("tel:"));
}

#[test]
fn what_the_eligibility_says_stands_in_words() {
    let records = with(Validity::Valid, |line| {
        line[0].insurer_number = "138057".into();
        line[0].relation = Relation::Dependant;
        line[0].share_percent = Some(20);
        line[0].elderly = Some(ElderlyCertificate { share_percent: 20, from: None, until: Some(day(2027, 7, 31)) });
    });
    let (html, _) = page("/insurance", records);
    assert_says(
        &html,
        "/insurance",
        &[
            "国民健康保険（国保）",
            "家族（被扶養者）",
            "割合は 2割 です",
            "高齢受給者証の割合",
            "2割（2027年7月31日まで）",
            "高齢受給者証（70歳から74歳）",
            "3割 なら 3,000円 のところ、2,000円 で済み、1,000円 少なくなります",
            "限度額の認定証や、特定疾病の受療証は、記録されていません",
        ],
    );
}

#[test]
fn assistance_is_no_insurance_and_is_not_sent_to_the_registration() {
    let records = with(Validity::ValidUnregistered, |line| {
        line.truncate(1);
        line[0].card_class = "A1".into();
        line[0].share_percent = None;
    });
    let (html, _) = page("/insurance", records);
    assert_says(
        &html,
        "/insurance",
        &["医療扶助（生活保護）の資格です", "福祉事務所に申し出て", "この記録には書かれていません"],
    );
    for wrong in [
        "利用登録のページを開く",
        "ひと月の限度額までになります",
        "/expenses/ceiling",
        "本人（被保険者）",
        "保険者番号",
        "資格確認書",
    ] {
        assert!(!html.contains(wrong), "{wrong}");
    }
    assert_says(&html, "/insurance", &["限度額適用認定証はありません", "公費負担者番号"]);
}

#[test]
fn the_line_shows_gaps_and_overlaps_as_such() {
    let path = "/insurance/history";
    let (html, _) = page(path, FakeRecords::default());
    assert_says(
        &html,
        path,
        &[
            "資格のない期間や、重なった期間はありません",
            "△△△△健康保険組合",
            "見本市国民健康保険",
            "なくなった理由：他保険取得",
        ],
    );
    assert!(!html.contains("すき間</span>") && !html.contains("資格がないいま"));

    let (html, _) = page(path, with(Validity::Valid, |line| line[1].lost_on = Some(day(2013, 4, 11))));
    assert_says(
        &html,
        path,
        &[
            "すき間",
            "2013年4月11日から2013年4月24日までの14日間、健康保険の資格がありません",
            "すき間）が 1回、合わせて 14日",
        ],
    );
    assert!(!html.contains("資格がないいま、すること"), "it is over");

    let (html, _) = page(path, with(Validity::Valid, |line| line[1].lost_on = Some(day(2013, 5, 1))));
    assert_says(
        &html,
        path,
        &[
            "重なり",
            "2013年4月25日から2013年4月30日までの6日間、△△△△健康保険組合と見本市国民健康保険の資格が重なっています",
        ],
    );

    let (html, _) = page(path, with(Validity::Several, |line| line[1].lost_on = None));
    assert_says(&html, path, &["続いていて", "やめたほうの健康保険に電話し"]);
}

#[test]
fn a_gap_that_goes_on_says_what_to_do_with_its_days() {
    let path = "/insurance/history";
    let lost = |on| {
        with(Validity::Invalid, move |line| {
            line.remove(1);
            line[0].insurer_number = "06130017".into();
            line[0].lost_on = Some(on);
        })
    };
    let (html, _) = page(path, lost(day(2026, 10, 22)));
    assert_says(&html, path, &["今日で32日目", "14日以内", "20日以内", "20日を過ぎているので", "扶養"]);
    let (html, _) = page(path, lost(day(2026, 11, 16)));
    assert_says(&html, path, &["今日で7日目", "任意継続"]);
    assert!(!html.contains("20日を過ぎている"));
    let mut town = lost(day(2026, 11, 16));
    town.eligibility.line[0].insurer_number = "138057".into();
    let (html, _) = page(path, town);
    assert!(!html.contains("任意継続"), "only an insurance at work can be continued");
    let mut newer = lost(day(2026, 11, 16));
    newer.eligibility.validity = Validity::InvalidNewerExists;
    let (html, _) = page(path, newer);
    assert_says(&html, path, &["新しい資格を待っています", "届くのを待っています", "2026年11月16日から"]);
    for wrong in ["資格がないいま、すること", "健康保険の資格がありません", "日目", "すき間</span>"]
    {
        assert!(!html.contains(wrong), "{wrong}");
    }
}

#[test]
fn what_is_hidden_is_said_to_be_hidden_and_never_to_be_missing() {
    let hidden = || {
        with(Validity::Hidden, |line| {
            line.remove(0);
        })
    };
    let mut records = hidden();
    records.eligibility.hidden = vec![Term { from: day(2013, 4, 25), lost_on: None }];
    for (path, says) in [
        ("/", "隠しています"),
        ("/insurance", "隠しています"),
        ("/print/eligibility", "隠しています"),
        ("/insurance/history", "2013年4月25日から"),
    ] {
        let (html, _) = page(path, records.clone());
        assert_says(&html, path, &[says]);
        for wrong in ["ひとつも見つかりませんでした", "海外から帰った", "健康保険の資格がありません", "資格がないいま"]
        {
            assert!(!html.contains(wrong), "{path}: {wrong}");
        }
    }
    let (html, _) = page("/services/joining-national", records.clone());
    assert_says(&html, "joining", &["条件しだい："]);
    assert!(!html.contains("あなたに当てはまりそう："), "nobody is sent to join");
    records.eligibility.line.clear();
    let (html, _) = page("/insurance/history", records);
    assert_says(&html, "/insurance/history", &["隠していない健康保険の記録はありません", "href=\"/me#hidden\""]);
}

#[test]
fn each_of_several_has_all_that_a_counter_may_ask_for() {
    let several = with(Validity::Several, |line| {
        line[1].lost_on = None;
        line[1].number = Some("7654321".into());
    });
    let (html, _) = page("/insurance", several.clone());
    assert_says(
        &html,
        "/insurance",
        &[
            "被保険者の記号・番号（△△△△健康保険組合）",
            "被保険者の記号・番号（見本市国民健康保険）",
            "職場の健康保険（社保）：健康保険組合",
        ],
    );
    assert!(!html.contains("1234567") && !html.contains("7654321"));
    assert_eq!(html.matches("id=\"numbers\"").count(), 1);
    let (html, _) = page("/insurance?numbers=show", several.clone());
    assert_says(&html, "/insurance", &["1234567", "7654321"]);
    let sheet = "/print/eligibility";
    let (html, _) = page(sheet, several.clone());
    let both = ["2つのうちの1つめ", "2つのうちの2つめ", "△△△△健康保険組合", "見本市国民健康保険"];
    assert_says(&html, sheet, &both);
    assert_says(&html, sheet, &["どれが今の資格かは、この紙では決められません", "あとで返すことになります"]);
    assert!(!html.contains("1234567") && !html.contains("7654321"));
    let (html, _) = page("/print/eligibility?numbers=show", several);
    assert_says(&html, sheet, &["1234567", "7654321"]);
}

#[test]
fn the_end_of_the_last_insurance_is_a_change_too() {
    let path = "/insurance/history";
    let ended = with(Validity::Invalid, |line| {
        line.remove(1);
        line[0].lost_on = Some(day(2026, 10, 21));
    });
    let (html, _) = page(path, ended.clone());
    assert_says(&html, path, &["2026年10月21日に、", "の資格がなくなりました。次の健康保険は、まだ届いていません"]);
    assert!(!html.contains("あなたの記録にはありません"));
    let coming = with(Validity::Valid, |line| {
        line.remove(1);
        line[0].lost_on = Some(day(2026, 12, 21));
    });
    let (html, _) = page(path, coming);
    assert_says(&html, path, &["あなたの記録にはありません"]);
}

#[test]
fn bills_of_a_month_in_which_the_insurer_changed_are_explained() {
    let path = "/insurance/history";
    let changed = |on| {
        with(Validity::Valid, move |line| {
            line[0].valid_from = on;
            line[1].insurer_number = "138057".into();
            line[1].lost_on = Some(on);
        })
    };
    // The made-up expenses have one row each in January, March, June and September of the year, and are there until September.
    for (on, says) in [
        (day(2026, 6, 10), &["2026年6月の医療費の記録が 1件", "（分割）。", "href=\"/expenses?year=2026\""][..]),
        (day(2026, 6, 1), &["2026年6月の医療費の記録が 1件", "すべて新しい健康保険が払います"]),
        (day(2026, 7, 10), &["2026年7月の医療費の記録はありません"]),
        (day(2026, 10, 10), &["2026年10月の医療費は、まだ届いていません"]),
        (day(2020, 10, 10), &["あなたの記録にはありません"]),
    ] {
        let (html, _) = page(path, changed(on));
        assert_says(&html, path, says);
        assert_says(&html, path, &["あなたがすることはありません", "振替", "分割", "支払基金"]);
    }
    let failing = vec![(Service::Expenses, TroubleKind::Slow)];
    let (html, _) = page(path, FakeRecords { failing, ..changed(day(2026, 6, 10)) });
    assert_says(&html, path, &["医療費の記録を表示できません", "（分割）。", "いつ、どの健康保険だったか"]);
}

#[test]
fn every_kind_of_certificate_stands_on_the_page_under_its_group() {
    let path = "/insurance/certificates";
    let records = with(Validity::Valid, |line| {
        line[0].insurer_number = "138057".into();
        line[0].ceiling = Some(CeilingCertificate {
            kind: "01".into(),
            class: "A03".into(),
            from: None,
            until: Some(day(2027, 7, 31)),
        });
    });
    let (html, _) = page(path, records);
    let kinds = kinds();
    assert_says(&html, path, &["区分ウ。", "2027年7月31日まで", "窓口で払う割合 3割。2013年4月25日から有効"]);
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text} is missing"));
    let heads = Group::ALL.map(|group| at(&format!("{}（", group.label())));
    for kind in &kinds {
        let place = at(&format!("id=\"kind-{}\"", kind.number));
        let group = Group::ALL.iter().position(|group| *group == kind.group).expect("a group");
        assert!(heads[group] < place && heads.get(group + 1).is_none_or(|next| place < *next), "{}", kind.name);
        let row = html[place..].split("</li>").next().expect("a row");
        assert!(row.contains(kind.name) && row.contains(kind.now) && row.contains(kind.whose), "{}", kind.name);
        assert_eq!(row.contains("あなたの証"), [2, 16].contains(&kind.number), "{}", kind.name);
        assert_eq!(row.contains("新しい資料では確かめていません"), !kind.checked, "{}", kind.name);
    }
    assert_eq!(html.matches("id=\"kind-").count(), 20);
    assert_says(&html, path, &["20種類のうち", "資格確認書", "2025年12月1日", "2025年9月19日", "PMH"]);
}

#[test]
fn the_table_of_certificates_stands_where_the_record_fails() {
    let path = "/insurance/certificates";
    let (html, _) =
        page(path, FakeRecords { failing: vec![(Service::Eligibility, TroubleKind::Down)], ..FakeRecords::default() });
    assert_says(&html, path, &["健康保険の資格を表示できません", "一部負担金等減免"]);
    assert!(!html.contains(">あなたの証</span>"));
    let (html, _) = page(
        "/insurance/history",
        FakeRecords { failing: vec![(Service::Eligibility, TroubleKind::Down)], ..FakeRecords::default() },
    );
    assert_says(&html, "/insurance/history", &["健康保険の資格を表示できません"]);
    let empty = EligibilityStatus { validity: Validity::NoneFound, line: Vec::new(), hidden: Vec::new() };
    let (html, _) = page("/insurance/history", FakeRecords { eligibility: empty, ..FakeRecords::default() });
    assert_says(&html, "/insurance/history", &["健康保険の記録がありません"]);
}

#[test]
fn of_somebody_protected_nothing_is_shown() {
    let failing = [Service::Eligibility, Service::Expenses].map(|service| (service, TroubleKind::Withheld)).to_vec();
    for path in ["/insurance", "/insurance/history", "/insurance/certificates", "/print/eligibility"] {
        let records =
            FakeRecords { registration: Registration::Blocked, failing: failing.clone(), ..FakeRecords::default() };
        let (html, _) = page(path, records);
        assert_says(&html, path, &["電話でお問い合わせください"]);
        for hidden in ["△△△△健康保険組合", "見本市国民健康保険", "0000-00-0088", "class=\"qr\"", ">あなたの証</span>"]
        {
            assert!(!html.contains(hidden), "{path}: {hidden}");
        }
    }
}

#[test]
fn numbers_are_on_no_page_that_was_not_asked_for_them() {
    for path in [
        "/insurance",
        "/insurance/history",
        "/insurance/certificates",
        "/insurance/history?numbers=show",
        "/insurance/certificates?numbers=show",
        "/insurance?numbers=1",
    ] {
        let (html, _) = page(path, FakeRecords::default());
        assert!(!html.contains("1234567"), "{path}");
    }
}

#[test]
fn the_sheets_code_is_the_same_for_everybody_and_says_what_it_is_for() {
    let path = |html: &str| {
        let (_, rest) = html.split_once("class=\"qr\"").expect("a code");
        let (_, rest) = rest.split_once("<path d=\"").expect("a path");
        rest.split('"').next().expect("its modules").to_owned()
    };
    let expected = crate::files::qr::Qr::of("https://portal.example/help#counter").expect("a code").path();
    let (html, _) = page("/print/eligibility", FakeRecords::default());
    assert_eq!(path(&html), expected);
    assert_says(&html, "/print/eligibility", &["患者さんの名前や番号などの情報は入っていません"]);
    let other = with(Validity::Valid, |line| {
        line[0].person.name = "別の 人".into();
        line[0].number = Some("7654321".into());
    });
    let (html, _) = page("/print/eligibility?numbers=show", other);
    assert_eq!(path(&html), expected);
    let (help, _) = page("/help", FakeRecords::default());
    assert_says(&help, "/help", &["id=\"counter\"", "受付の方へ", "被保険者資格申立書"]);
}
