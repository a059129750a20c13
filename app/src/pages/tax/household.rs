//! The household: `/tax/household?year=`. Whose expenses are together, whose may be, and who should file. Incomes last as long as
//! the session, longer only on wish, and stand in no address.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::asked;
use crate::domain::calendar::{long_date, tax_year_label};
use crate::domain::delegation::{Acting, RecordKind};
use crate::domain::expense::book::Source;
use crate::domain::expense::book::coverage::{PersonYear, Status};
use crate::domain::expense::book::year::YearBook;
use crate::domain::tax::effort::{Effort, EffortKind, efforts_of};
use crate::domain::tax::filer::Candidate;
use crate::domain::tax::income::{Income, RANGES, both_given, read_income};
use crate::domain::tax::told::Told;
use crate::domain::tax::width::full_width;
use crate::pages::household::{Household, missing_notes, of_visitor};
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::book::coverage::CoverageCard;
use crate::ui::book::filing::FilingCard;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKey;
use crate::ui::trouble::TroubleNotice;
use crate::ui::year_links::YearLinks;

/// People whose income can be told.
const MOST: usize = 8;

/// Who has not reached this age by the end of the year has no income of their own to file, unless one is told.
const AGE_OF_FILERS: i32 = 15;

/// Whether somebody is a child for the whole of a year.
fn is_child(birth: Option<NaiveDate>, year: i32) -> bool {
    birth.is_some_and(|birth| year - birth.year() < AGE_OF_FILERS)
}

/// The page.
#[component]
pub fn TaxHouseholdPage() -> impl IntoView {
    let frame = frame();
    let (years, year, _) = asked(&frame);
    view! {
        {Suspend::new(year_view(frame, visitor(), year, years))}
    }
}

async fn year_view(frame: Frame, visitor: Visitor, year: i32, years: Vec<i32>) -> impl IntoView {
    let head = view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" › "<a href=format!("/tax?year={year}")>"確定申告の準備"</a></p>
            <h1>"家族の分と、申告する人："{tax_year_label(year)}</h1>
            <p class="soft">"家族の医療費を一つにまとめ、だれが申告すると税金がいちばん減るかを計算します。"</p>
        </div>
    };
    let checkups = async { visitor.records.checkups().await.map(|answer| answer.value).unwrap_or_default() };
    let delegations = async { visitor.records.delegations().await.ok() };
    let typed = async { visitor.keeping.told_incomes().await.unwrap_or_default() };
    let (household, checkups, family, typed) =
        futures::join!(of_visitor(&frame, &visitor, year), checkups, delegations, typed);
    let household = match household {
        Ok(household) => household,
        Err(trouble) => return view! { {head}<TroubleNotice trouble/> }.into_any(),
    };
    let held: Option<Vec<Acting>> = family.map(|family| {
        let acting = family.value.delegations.iter().filter_map(|one| one.acting(frame.today));
        acting.filter(|acting| acting.covers(RecordKind::Expenses, frame.today)).collect()
    });
    let book = household.year(year, frame.today);
    // In the form that came back a person may have had another place.
    let told = |person: &PersonYear| {
        let drafted = |place: &usize| frame.draft.typed(&format!("name{place}")) == Some(person.name.as_str());
        match (0..MOST).find(drafted) {
            Some(place) => Told::of(|name| frame.draft.typed(&format!("{name}{place}")).unwrap_or_default()),
            None => household.recalled(typed.of(year, &person.name).cloned().unwrap_or_default(), &person.name, year),
        }
    };
    let (people, told): (Vec<PersonYear>, Vec<Told>) = book
        .coverage
        .people
        .iter()
        .enumerate()
        .map(|(place, person)| (place, person.clone(), told(person)))
        .filter(|(place, person, told)| *place == 0 || !is_child(person.birth, year) || *told != Told::default())
        .map(|(_, person, told)| (person, told))
        .take(MOST)
        .unzip();
    let kept = household.book.incomes.iter().any(|kept| kept.year == year);
    let own_effort = efforts_of(&checkups, year).into_iter().next();
    let errors = errors(&people, &told);
    let filing = (errors.is_empty() && !book.rows.is_empty())
        .then(|| filing(&book, &people, &told, own_effort))
        .flatten()
        .map(|filing| view! { <FilingCard filing/> });
    view! {
        <ErrorSummary errors/>
        {head}
        <YearLinks path="/tax/household" years open=year suffix="年分"/>
        {missing_notes(&household)}
        <CoverageCard coverage=book.coverage.clone() folded=false/>
        {status_cards(&household, &book.coverage.people, held, year)}
        {filing}
        {incomes(year, &people, &told, kept)}
        {explained()}
    }
    .into_any()
}

/// Who should file, among those whose income is told; where it is told of none, all are shown.
fn filing(
    book: &YearBook,
    people: &[PersonYear],
    told: &[Told],
    own_effort: Option<Effort>,
) -> Option<crate::domain::tax::filer::Filing> {
    let unnamed = || Effort { kind: EffortKind::HealthCheck, on: None, issuer: String::new() };
    let all: Vec<Candidate> = people
        .iter()
        .zip(told)
        .enumerate()
        .map(|(place, (person, told))| Candidate {
            name: person.name.clone(),
            situation: told.situation(),
            effort: if place == 0 {
                own_effort.clone().or_else(|| has_effort(told).then(unnamed))
            } else {
                has_effort(told).then(unnamed)
            },
        })
        .collect();
    let known: Vec<Candidate> = all.iter().filter(|one| one.situation.income != Income::Unknown).cloned().collect();
    book.filing(if known.is_empty() { &all } else { &known })
}

fn has_effort(told: &Told) -> bool {
    !told.effort.is_empty()
}

/// Ids of the fields; errors lead there.
const INCOME_IDS: [&str; MOST] =
    ["income0", "income1", "income2", "income3", "income4", "income5", "income6", "income7"];
const DEDUCTION_IDS: [&str; MOST] = [
    "deductions0",
    "deductions1",
    "deductions2",
    "deductions3",
    "deductions4",
    "deductions5",
    "deductions6",
    "deductions7",
];

fn errors(people: &[PersonYear], told: &[Told]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (((person, told), income), deductions) in people.iter().zip(told).zip(INCOME_IDS).zip(DEDUCTION_IDS) {
        let name = &person.name;
        if let Err(error) = read_income(&told.income) {
            errors.push(FieldError { field: income, message: format!("{name}さん：{error}") });
        }
        if read_income(&told.deductions).is_err() {
            let message = format!("{name}さん：所得控除の合計は、数字だけで入れてください（例：1200000）。");
            errors.push(FieldError { field: deductions, message });
        }
    }
    errors
}

/// Each person with what is there of them, and whose records could be added.
fn status_cards(household: &Household, people: &[PersonYear], held: Option<Vec<Acting>>, year: i32) -> AnyView {
    let lines = people
        .iter()
        .map(|person| {
            let sources: Vec<&str> = person.sources.iter().map(Source::label).collect();
            let arrived =
                person.months.iter().filter(|month| matches!(month.status, Status::Arrived | Status::None)).count();
            let words = if sources.is_empty() {
                "記録がありません".to_owned()
            } else {
                format!("{}（12か月のうち {arrived}か月分）", sources.join("・"))
            };
            view! { <li><b>{person.name.clone()}</b>"："{words}</li> }
        })
        .collect_view();
    let grants = match held {
        None => view! { <p class="small">"代理で見られる人を、いま確かめられません。少し待って、もう一度開いてください。"</p> }.into_any(),
        Some(held) if held.is_empty() => view! { <p class="small">"代理で医療費を見られる人はいません。家族本人が「家族・代理」で、医療費を含めて代理を頼むと、ここに加えられます。"</p> }.into_any(),
        Some(held) => held.into_iter().map(|acting| grant(household, people, acting, year)).collect_view().into_any(),
    };
    view! {
        <section class="card">
            <header><h2>"まとめている人"</h2></header>
            <ul class="list">{lines}</ul>
            <h3>"代理で見られる家族を加える"</h3>
            {grants}
            <p class="small">"家族に届いた明細は、その人の代理が続いているあいだか、その人のファイルを読み込んだときに見られます。代理で見たことは、その人の記録に残ります。"</p>
            <p class="small">"医療費通知は、世帯の分がまとめて届くことがあります。あなたに届いた通知に入っている家族の明細は、代理が終わっても表示します。"</p>
            <p><a href="/import">"家族のファイルを読み込む"</a></p>
        </section>
    }
    .into_any()
}

fn grant(household: &Household, people: &[PersonYear], acting: Acting, year: i32) -> AnyView {
    let source = Source::Grant(acting.delegation.clone());
    let there = household.book.batches.iter().any(|batch| batch.source == source);
    let name = acting.person.name.clone();
    let label = if there {
        format!("{name}さんの医療費を新しくする")
    } else {
        format!("{name}さんの医療費を加える")
    };
    let has_rows = |person: &PersonYear| full_width(&person.name) == full_width(&name) && !person.sources.is_empty();
    let why = (!there && people.iter().any(has_rows)).then(|| view! {
        <p class="small">{format!("{name}さんの明細は、もう入っています。")}<span>"代理で加えると、その人に届いた通知の分も加わります。同じ明細は、二重には数えません。"</span></p>
    });
    view! {
        {why}
        <form method="post" action="/tax/household" class="inline">
            <FormKey/>
            <input type="hidden" name="year" value=year/>
            <input type="hidden" name="grant" value=acting.delegation/>
            <button class="btn line" name="do" value="bring">{label}</button>
            <span class="small soft">{format!("代理は {} まで", long_date(acting.until))}</span>
        </form>
    }
    .into_any()
}

/// The form for incomes, with a second button that keeps them.
fn incomes(year: i32, people: &[PersonYear], told: &[Told], kept: bool) -> AnyView {
    let fields = people
        .iter()
        .zip(told)
        .enumerate()
        .map(|(place, (person, told))| person_fields(place, person, told))
        .collect_view();
    view! {
        <section class="card" id="incomes">
            <header><h2>"申告するかもしれない人の所得"</h2></header>
            <form method="post" action="/tax/household">
                <FormKey/>
                <input type="hidden" name="year" value=year/>
                {fields}
                <div class="actions">
                    <button class="btn" name="do" value="work">"だれが申告するとよいか計算する"</button>
                    <button class="btn line slim" name="do" value="keep">"所得を覚えておく（帳簿といっしょに残ります）"</button>
                </div>
            </form>
            <p class="small soft">"ここに入れた所得は、計算に使うだけで、ログアウトすると消えます。"</p>
            {kept.then(|| view! {
                <form method="post" action="/tax/household" class="inline">
                    <FormKey/>
                    <input type="hidden" name="year" value=year/>
                    <button class="btn line slim" name="do" value="forget">"覚えた所得を消す"</button>
                </form>
            })}
        </section>
    }
    .into_any()
}

fn person_fields(place: usize, person: &PersonYear, told: &Told) -> AnyView {
    let (income, deductions, range, effort) =
        (INCOME_IDS[place], DEDUCTION_IDS[place], format!("range{place}"), format!("effort{place}"));
    let income_error = read_income(&told.income).err().map(|error| view! { <p class="error">{error.to_string()}</p> });
    let is_wrong = income_error.is_some();
    let both = both_given(&told.income, &told.range).map(|words| view! { <p class="help">{words}</p> });
    let ranges = RANGES
        .iter()
        .map(|one| view! { <option value=one.code selected=told.range == one.code>{one.label}</option> })
        .collect_view();
    let born = person.birth.map(|birth| format!("（{}生まれ）", long_date(birth)));
    // Whoever signs in most often files; the others wait under their names.
    let open = place == 0 || *told != Told::default();
    view! {
        <details open=open>
        <summary>{person.name.clone()}"さん"{born}</summary>
        <fieldset>
            <legend class="vh">{person.name.clone()}"さん"</legend>
            <input type="hidden" name=format!("name{place}") value=person.name.clone()/>
            <div class="field">
                <label for=income>"総所得金額等（円）※任意"</label>
                {income_error}
                <input type="text" id=income name=income inputmode="numeric" autocomplete="off" maxlength="40" value=told.income.clone() aria-invalid=is_wrong.then_some("true")/>
            </div>
            <div class="field">
                <label for=range.clone()>"または、所得の幅 ※任意"</label>
                {both}
                <select id=range.clone() name=range><option value="">"選ばない"</option>{ranges}</select>
            </div>
            <div class="field">
                <label for=deductions>"所得控除の合計（円、医療費控除を除く）※任意"</label>
                <input type="text" id=deductions name=deductions inputmode="numeric" autocomplete="off" maxlength="40" value=told.deductions.clone()/>
            </div>
            <label class="pick"><input type="checkbox" name=effort value="on" checked=has_effort(told)/><span>"この年に健診や予防接種を受けた"</span></label>
        </fieldset>
        </details>
    }
    .into_any()
}

/// Who may be included.
fn explained() -> impl IntoView {
    view! {
        <section class="card">
            <header><h2>"まとめられる家族（生計を一にする）"</h2></header>
            <ul class="dots">
                <li>"本人と、生計を一にする配偶者その他の親族の医療費を、払った人がまとめて申告できます（所得税法73条）。"</li>
                <li>"いっしょに住んでいなくても、仕送りで暮らしている子や親は、生計を一にするとみられます。"</li>
                <li>"家族の所得の多い少ないは、関係ありません。扶養に入っていなくてもかまいません。"</li>
                <li>"申告できるのは、実際に払った人です。本人が自分の口座から払った分は、その人が申告します。"</li>
            </ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_field_is_named_once() {
        let told = [
            Told { income: "四百万".into(), ..Told::default() },
            Told { deductions: "x".into(), ..Told::default() },
            Told { income: "400万円".into(), ..Told::default() },
        ];
        let person = |name: &str| PersonYear { name: name.into(), birth: None, sources: vec![], months: vec![] };
        let people = ["見本 花子", "見本 太郎", "見本 次郎"].map(person);
        let errors = errors(&people, &told);
        let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["income0", "deductions1"]);
        assert!(errors[0].message.starts_with("見本 花子さん：") && errors[1].message.starts_with("見本 太郎さん："));
    }

    #[test]
    fn a_child_does_not_file() {
        for (born, year, child) in
            [(Some(2017), 2025, true), (Some(2011), 2025, true), (Some(2010), 2025, false), (None, 2025, false)]
        {
            let birth = born.and_then(|born| NaiveDate::from_ymd_opt(born, 12, 31));
            assert_eq!(is_child(birth, year), child, "{born:?}");
        }
    }
}
