//! Each procedure for each kind of person: the judgement and what its reason says.

use chrono::NaiveDate;

use super::Fit::{self, Depends as D, Likely as L, No as N};
use super::{Cover, InsurerKind, PROCEDURES, Situation, procedure_by_slug};
use crate::domain::eligibility::example::cover;
use crate::domain::eligibility::{
    CeilingCertificate, Eligibility, EligibilityStatus, Relation, SpecificDiseaseCertificate, Term, Validity,
};
use crate::domain::money::Yen;
use crate::domain::person::{Person, Sex};
use crate::domain::registration::{By, Door, Link, Registration};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Somebody as the hub tells of them, on 2026-11-22.
#[derive(Clone)]
struct Somebody {
    status: EligibilityStatus,
    registration: Option<Registration>,
    person: Person,
}

const SOCIETY: (&str, &str) = ("06130017", "見本電機健康保険組合");
const ASSOCIATION: (&str, &str) = ("01130012", "全国見本健康保険協会");
const TOWN: (&str, &str) = ("138057", "見本市国民健康保険");
const LATE: (&str, &str) = ("39131008", "見本県後期高齢者医療広域連合");

fn person(birth: &str, sex: Sex) -> Person {
    Person { name: "見本".into(), kana: String::new(), birth: day(birth), sex }
}

fn one((number, name): (&str, &str), from: &str, lost: Option<&str>) -> Eligibility {
    Eligibility { insurer_name: name.into(), ..cover(number, from, lost) }
}

fn registered() -> Registration {
    let by = By { since: day("2024-05-01").and_hms_opt(9, 0, 0).expect("a moment"), door: Door::Portal };
    Registration::Registered { by, link: Link::Original, steps: Vec::new() }
}

fn with(birth: &str, sex: Sex, line: Vec<Eligibility>) -> Somebody {
    let validity = if line.iter().any(|one| one.lost_on.is_none()) { Validity::Valid } else { Validity::Invalid };
    Somebody {
        status: EligibilityStatus { validity, line, hidden: Vec::new() },
        registration: Some(registered()),
        person: person(birth, sex),
    }
}

fn worker() -> Somebody {
    with("1974-06-12", Sex::Male, vec![one(SOCIETY, "2022-07-01", None)])
}

fn dependant() -> Somebody {
    let mut line = one(ASSOCIATION, "2001-04-02", None);
    line.relation = Relation::Dependant;
    Somebody { registration: Some(Registration::NotRegistered), ..with("2001-04-02", Sex::Female, vec![line]) }
}

fn chronic() -> Somebody {
    let mut line = one(TOWN, "2019-04-01", None);
    line.ceiling = Some(CeilingCertificate { kind: "01".into(), class: "A03".into(), from: None, until: None });
    line.specific_diseases.push(disease(None));
    with("1966-11-08", Sex::Male, vec![line])
}

fn disease(until: Option<&str>) -> SpecificDiseaseCertificate {
    SpecificDiseaseCertificate { category: "1".into(), from: None, until: until.map(day), self_pay: Some(Yen(10_000)) }
}

fn elder() -> Somebody {
    let mut late = one(LATE, "2023-02-20", None);
    late.share_percent = Some(10);
    late.ceiling = Some(CeilingCertificate { kind: "02".into(), class: "B05".into(), from: None, until: None });
    with("1948-02-20", Sex::Female, vec![late, one(TOWN, "2008-04-01", Some("2023-02-20"))])
}

fn gap() -> Somebody {
    let registration = Some(Registration::InsurerPending { by: None, lost_on: None, expected_by: None });
    let line = vec![one(SOCIETY, "2018-04-01", Some("2026-10-22"))];
    Somebody { registration, ..with("1995-07-17", Sex::Male, line) }
}

fn uninsured() -> Somebody {
    let registration = Some(Registration::NoEligibility { lost_on: None });
    let line = vec![one(SOCIETY, "2017-10-01", Some("2026-06-22"))];
    Somebody { registration, ..with("1993-03-08", Sex::Female, line) }
}

fn ward() -> Somebody {
    let mut aid = one(("12130010", "見本市福祉事務所"), "2022-06-01", None);
    aid.card_class = "A1".into();
    aid.share_percent = Some(0);
    Somebody { registration: Some(Registration::Welfare), ..with("1969-05-30", Sex::Male, vec![aid]) }
}

fn seventy_two() -> Somebody {
    let mut town = one(TOWN, "2016-04-01", None);
    town.share_percent = Some(20);
    with("1954-05-01", Sex::Female, vec![town])
}

fn doubled() -> Somebody {
    let mut both =
        with("1990-01-01", Sex::Female, vec![one(SOCIETY, "2026-10-01", None), one(TOWN, "2020-04-01", None)]);
    both.status.validity = Validity::Several;
    both
}

fn nobody() -> Somebody {
    let mut none = with("1990-01-01", Sex::Female, Vec::new());
    none.status.validity = Validity::NoneFound;
    none
}

fn judged(slug: &str, who: &Somebody) -> (Fit, String) {
    let situation = Situation::of(&who.person, &who.status, who.registration.as_ref(), day("2026-11-22"));
    let judgement = procedure_by_slug(slug).expect("a procedure").judge(&situation);
    (judgement.fit, judgement.reason)
}

#[track_caller]
fn check(slug: &str, who: &str, somebody: &Somebody, fit: Fit, says: &str) {
    let (found, reason) = judged(slug, somebody);
    assert_eq!(found, fit, "{slug} for {who}: {reason}");
    assert!(reason.contains(says), "{slug} for {who} does not say {says}: {reason}");
}

/// Every procedure for every kind of person.
#[test]
fn an_allowance_for_giving_birth_is_no_matter_of_a_man_or_a_child() {
    use super::benefits::birth;
    let town = || vec![one(TOWN, "2019-04-01", None)];
    let family = || {
        let mut line = one(SOCIETY, "2018-04-01", None);
        line.relation = Relation::Dependant;
        vec![line]
    };
    for (born, sex, line, own, may) in [
        ("1966-11-08", Sex::Male, town(), false, true),
        ("1990-11-08", Sex::Female, town(), true, true),
        ("2022-01-15", Sex::Female, town(), false, false),
        ("1990-11-08", Sex::Male, family(), false, false),
        ("1990-11-08", Sex::Female, family(), true, true),
        ("2017-08-02", Sex::Female, family(), false, false),
    ] {
        let somebody = with(born, sex, line);
        let judged = birth(&Situation::of(&somebody.person, &somebody.status, None, day("2026-11-22")));
        let told = (judged.reason.contains("あなたが出産"), judged.fit != N);
        assert_eq!(told, (own, may), "{born} {sex:?}: {}", judged.reason);
    }
}

#[test]
fn each_procedure_is_judged_for_each_kind_of_person() {
    let people = [
        ("worker", worker()),
        ("dependant", dependant()),
        ("chronic", chronic()),
        ("elder", elder()),
        ("gap", gap()),
        ("uninsured", uninsured()),
        ("ward", ward()),
        ("seventy-two", seventy_two()),
        ("doubled", doubled()),
        ("nobody", nobody()),
    ];
    type Expected = (Fit, &'static str);
    const UNCLEAR: Expected = (D, "1つに決まらない");
    #[rustfmt::skip]
    let table: [(&str, [Expected; 10]); 13] = [
        ("ceiling-certificate", [(D, "同意すれば"), (D, "区分が記録にない"), (N, "区分ウ"), (N, "低所得者Ⅱ"), (D, "新しい健康保険に入ってから"), (D, "新しい健康保険に入ってから"), (N, "医療扶助"), (D, "住民税のかからない"), UNCLEAR, (D, "新しい健康保険に入ってから")]),
        ("high-cost", [(D, "区分が記録にありません"), (D, "協会けんぽ（全国見本健康保険協会）"), (D, "区分ウ"), (D, "低所得者Ⅱ"), (D, "2026年10月22日より前"), (D, "2026年6月22日より前"), (N, "医療扶助"), (D, "見本市国民健康保険"), UNCLEAR, (N, "加入した記録がない")]),
        ("high-cost-with-care", [(D, "両方があれば"), (D, "40歳未満"), (D, "両方があれば"), (D, "両方があれば"), (D, "見本電機健康保険組合"), (D, "見本電機健康保険組合"), (N, "医療扶助"), (D, "両方があれば"), UNCLEAR, (N, "加入した記録がない")]),
        ("specific-disease", [(D, "3つの病気"), (D, "3つの病気"), (N, "すでに登録"), (D, "3つの病気"), (D, "新しい健康保険に入ってから"), (D, "新しい健康保険に入ってから"), (N, "医療扶助"), (D, "3つの病気"), UNCLEAR, (D, "新しい健康保険に入ってから")]),
        ("refund", [(D, "見本電機健康保険組合 に加入"), (D, "装具"), (D, "装具"), (D, "後期高齢者医療"), (L, "まだ登録されていない"), (D, "さかのぼって"), (N, "福祉事務所"), (D, "装具"), UNCLEAR, (D, "さかのぼって")]),
        ("eligibility-certificate", [(D, "利用登録がすんでいる"), (L, "利用登録がない"), (D, "利用登録がすんでいる"), (D, "84歳以下"), (D, "新しい保険者"), (N, "先に健康保険に加入"), (N, "医療券"), (D, "利用登録がすんでいる"), UNCLEAR, (N, "先に健康保険に加入")]),
        ("deregistration", [(D, "望めば"), (N, "解除するものがありません"), (D, "望めば"), (D, "望めば"), (D, "確かめられない"), (D, "確かめられない"), (D, "福祉事務所"), (D, "望めば"), (D, "望めば"), (D, "望めば")]),
        ("birth", [(D, "被扶養者になっている家族が"), (D, "本人（被保険者）が申請"), (D, "世帯主"), (N, "一時金がない"), (N, "本人だった人が出産"), (D, "2026年12月22日 まで"), (N, "出産扶助"), (D, "世帯主"), UNCLEAR, (N, "加入した記録がない")]),
        ("sickness-allowance", [(D, "4日以上"), (N, "家族（被扶養者）"), (N, "国民健康保険には"), (N, "後期高齢者医療"), (D, "1年以上本人として"), (D, "1年以上本人として"), (N, "医療扶助"), (N, "国民健康保険には"), UNCLEAR, (N, "加入した記録がない")]),
        ("funeral", [(D, "被扶養者になっている家族が亡くなった"), (D, "亡くなった方が加入"), (D, "亡くなった方が加入"), (D, "亡くなった方が加入"), (D, "亡くなった方が加入"), (D, "亡くなった方が加入"), (D, "葬祭扶助"), (D, "亡くなった方が加入"), (D, "亡くなった方が加入"), (D, "亡くなった方が加入")]),
        ("continuing", [(N, "いま 見本電機健康保険組合 に加入"), (N, "に加入しているので"), (N, "に加入しているので"), (N, "に加入しているので"), (N, "2026年11月10日"), (N, "2026年7月11日"), (N, "医療扶助"), (N, "に加入しているので"), UNCLEAR, (N, "やめた記録がない")]),
        ("joining-national", [(N, "見本電機健康保険組合 に加入"), (N, "に加入しているので"), (N, "引っ越したとき"), (N, "後期高齢者医療"), (D, "次の勤め先"), (L, "2026年6月22日"), (N, "医療扶助"), (N, "引っ越したとき"), UNCLEAR, (L, "1つもない")]),
        ("leaving-national", [(N, "残っていない"), (N, "残っていない"), (D, "会社などの健康保険に入ったとき"), (N, "残っていない"), (N, "記録にない"), (N, "記録にない"), (N, "記録にない"), (D, "会社などの健康保険に入ったとき"), (L, "両方の資格"), (N, "記録にない")]),
    ];
    assert_eq!(table.map(|(slug, _)| slug).len(), PROCEDURES.len());
    for (slug, expected) in table {
        for ((who, somebody), (fit, says)) in people.iter().zip(expected) {
            check(slug, who, somebody, fit, says);
        }
    }
}

#[test]
fn the_twenty_days_of_continuing_are_counted_from_the_loss_itself() {
    let left = |lost: &str| with("1990-01-01", Sex::Female, vec![one(ASSOCIATION, "2020-04-01", Some(lost))]);
    check("continuing", "the 20th day", &left("2026-11-03"), L, "2026年11月22日 までに");
    check("continuing", "a day later", &left("2026-11-02"), N, "2026年11月21日");
    let mut family = left("2026-11-10");
    family.status.line[0].relation = Relation::Dependant;
    check("continuing", "a dependant", &family, N, "被扶養者");
    let short = with("1990-01-01", Sex::Female, vec![one(ASSOCIATION, "2026-10-01", Some("2026-11-10"))]);
    check("continuing", "six weeks", &short, D, "2か月に足りない");
    let two_months = with("1990-01-01", Sex::Female, vec![one(ASSOCIATION, "2026-09-10", Some("2026-11-10"))]);
    check("continuing", "two months", &two_months, L, "2026年11月29日");
    let town = with("1990-01-01", Sex::Female, vec![one(TOWN, "2020-04-01", Some("2026-11-10"))]);
    check("continuing", "国保 before", &town, N, "任意継続がない");
    let old = Somebody { person: person("1951-11-22", Sex::Female), ..left("2026-11-10") };
    check("continuing", "75", &old, N, "75歳");
    check("joining-national", "75", &old, N, "後期高齢者医療に加入");
}

#[test]
fn a_certificate_that_was_left_behind_or_has_run_out_is_asked_for_again() {
    let mut moved = chronic();
    moved.status.line[0].lost_on = Some(day("2026-09-01"));
    moved.status.line.insert(0, one(SOCIETY, "2026-09-01", None));
    moved.status.validity = Validity::Valid;
    check("specific-disease", "a new insurer", &moved, L, "いまの 見本電機健康保険組合 にはまだない");
    let mut over = chronic();
    over.status.line[0].specific_diseases = vec![disease(Some("2026-07-31"))];
    check("specific-disease", "run out", &over, L, "期限が切れている");
    over.status.line[0].specific_diseases = vec![disease(Some("2026-11-22"))];
    check("specific-disease", "the last day", &over, N, "2026年11月22日まで");
    over.status.line[0].ceiling.as_mut().expect("one").until = Some(day("2026-07-31"));
    check("ceiling-certificate", "run out", &over, D, "2026年7月31日");
    let unregistered = Somebody { registration: Some(Registration::NotRegistered), ..chronic() };
    check("ceiling-certificate", "no card", &unregistered, D, "利用登録がまだ");
    let unknown = Somebody { registration: None, ..chronic() };
    check("ceiling-certificate", "an unknown card", &unknown, D, "登録されています");
    let mut meals = chronic();
    meals.status.line[0].ceiling.as_mut().expect("one").kind = "03".into();
    check("ceiling-certificate", "for meals alone", &meals, D, "区分が記録にない");
}

#[test]
fn ages_change_the_rules_on_their_own_days() {
    let mut seventy = seventy_two();
    // Seventy is reached on the day before the birthday: here on 31 October, so the rules hold from 1 November.
    for (birth, over) in [("1956-11-01", true), ("1956-11-02", false), ("1956-10-31", true), ("1956-12-01", false)] {
        seventy.person = person(birth, Sex::Female);
        let situation = Situation::of(&seventy.person, &seventy.status, None, day("2026-11-22"));
        assert_eq!(situation.has_rules_of_70(), over, "{birth}");
    }
    let mut rich = seventy_two();
    rich.status.line[0].share_percent = Some(30);
    check("ceiling-certificate", "72 with three tenths", &rich, D, "現役並み");
    let of_age = |birth| Somebody { person: person(birth, Sex::Female), ..elder() };
    check("eligibility-certificate", "85 on 1 August", &of_age("1941-08-01"), L, "85歳以上");
    check("eligibility-certificate", "85 a day later", &of_age("1941-08-02"), D, "84歳以下");
    let unregistered = Somebody { registration: Some(Registration::NotRegistered), ..elder() };
    check("eligibility-certificate", "84 without a card", &unregistered, L, "利用登録がない");
    let birthday = Somebody { person: person("1986-11-22", Sex::Male), ..worker() };
    check("high-cost-with-care", "40 today", &birthday, D, "両方があれば");
    let eve = Somebody { person: person("1986-11-23", Sex::Male), ..worker() };
    check("high-cost-with-care", "40 tomorrow", &eve, D, "40歳未満");
}

#[test]
fn the_birth_of_whoever_left_counts_for_six_months_and_only_after_a_year() {
    for (from, lost, fit) in [
        ("2020-04-01", "2026-05-22", D),
        ("2020-04-01", "2026-05-21", N),
        ("2025-10-01", "2026-10-01", D),
        ("2025-10-02", "2026-10-01", N),
    ] {
        let left = with("1993-03-08", Sex::Female, vec![one(SOCIETY, from, Some(lost))]);
        assert_eq!(judged("birth", &left).0, fit, "{from} to {lost}");
    }
    let mut mother = worker();
    mother.person.sex = Sex::Female;
    check("birth", "an insured woman", &mother, D, "あなたか、被扶養者");
    let mut unsaid = worker();
    unsaid.person.sex = Sex::Unspecified;
    check("birth", "nobody says which sex", &unsaid, D, "あなたか、被扶養者");
}

#[test]
fn other_kinds_of_insurers_have_their_own_reasons() {
    let of = |insurer| with("1980-01-01", Sex::Female, vec![one(insurer, "2020-04-01", None)]);
    for (insurer, fit, says) in [
        (("133033", "見本国民健康保険組合"), D, "あるところとないところ"),
        (("63130010", "特例"), N, "特例退職者"),
        (("07130016", "自衛隊"), D, "自衛官"),
        (("99130017", "なぞ"), D, "番号から確かめられない"),
        (("33120015", "警察"), D, "共済組合（警察）"),
        (("88888888", "△△△△健康保険組合"), D, "△△△△健康保険組合 の本人"),
    ] {
        check("sickness-allowance", insurer.1, &of(insurer), fit, says);
    }
    let mut special = worker();
    special.status.line[0].card_class = "05".into();
    check("refund", "特別療養費", &special, L, "いったん全額");
    check("ceiling-certificate", "特別療養費", &special, D, "保険料の納め方");
    let long_ago = with("1990-01-01", Sex::Female, vec![one(SOCIETY, "2018-04-01", Some("2024-10-21"))]);
    check("high-cost", "left two years and a month ago", &long_ago, N, "2年を過ぎている");
}

#[test]
fn what_contradicts_itself_is_judged_by_nobody() {
    for validity in
        [Validity::Invalid, Validity::InvalidNewerExists, Validity::NoneFound, Validity::Several, Validity::Hidden]
    {
        let mut odd = worker();
        odd.status.validity = validity;
        let situation = Situation::of(&odd.person, &odd.status, odd.registration.as_ref(), day("2026-11-22"));
        assert!(matches!(situation.cover, Cover::Unclear), "{validity:?}");
        for procedure in PROCEDURES {
            assert_ne!(procedure.judge(&situation).fit, L, "{} {validity:?}", procedure.slug);
        }
    }
}

#[test]
fn nobody_is_sent_into_an_insurance_because_they_hid_one() {
    let mut hid = worker();
    hid.status.line[0].lost_on = Some(day("2024-04-01"));
    let hidden = |from, lost: Option<&str>| Term { from: day(from), lost_on: lost.map(day) };
    for (validity, term, unclear) in [
        (Validity::Hidden, hidden("2024-04-01", None), true),
        (Validity::Invalid, hidden("2024-04-01", Some("2026-10-01")), true),
        (Validity::Invalid, hidden("2010-04-01", Some("2014-10-01")), false),
    ] {
        hid.status.validity = validity;
        hid.status.hidden = vec![term];
        let situation = Situation::of(&hid.person, &hid.status, hid.registration.as_ref(), day("2026-11-22"));
        assert_eq!(matches!(situation.cover, Cover::Unclear), unclear, "{validity:?} {term:?}");
        let joining = procedure_by_slug("joining-national").expect("it");
        assert_eq!(joining.judge(&situation).fit != L, unclear, "{term:?}");
    }
}

#[test]
fn the_office_goes_with_the_kind_of_insurer() {
    for (who, slug, says) in [
        (worker(), "high-cost", "勤め先の健康保険の担当"),
        (dependant(), "birth", "協会けんぽ（全国見本健康保険協会） の支部"),
        (chronic(), "specific-disease", "市区町村の、国民健康保険の窓口"),
        (elder(), "high-cost", "後期高齢者医療の窓口"),
        (ward(), "birth", "福祉事務所"),
        (gap(), "refund", "前の健康保険のあいだのことは 見本電機健康保険組合"),
        (gap(), "joining-national", "保険者ではなく、住んでいる市区町村"),
        (doubled(), "refund", "確かめられません"),
        (worker(), "continuing", "やめた会社など"),
        (elder(), "funeral", "亡くなった方"),
    ] {
        let situation = Situation::of(&who.person, &who.status, who.registration.as_ref(), day("2026-11-22"));
        let words = procedure_by_slug(slug).expect("a procedure").place.words(&situation).concat();
        assert!(words.contains(says), "{slug}: {words}");
    }
}

#[test]
fn every_procedure_is_whole_and_has_its_own_name() {
    let mut slugs = std::collections::BTreeSet::new();
    for one in PROCEDURES {
        assert!(slugs.insert(one.slug), "{}", one.slug);
        assert!(one.slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && one.slug != "out");
        for text in [one.name, one.purpose, one.question, one.deadline, one.source] {
            assert!(!text.is_empty(), "{}", one.slug);
        }
        assert!(one.purpose.ends_with('。') && one.question.ends_with('。'), "{}", one.slug);
        assert!(!one.steps.is_empty() && !one.bring.is_empty() && !one.to_check.is_empty(), "{}", one.slug);
    }
    assert!(procedure_by_slug("nothing").is_none());
    assert_eq!(InsurerKind::of("", ""), InsurerKind::Unknown);
}
