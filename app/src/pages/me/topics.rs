//! The topics that are not records of the hub: who the person is, and what this portal does not receive.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::calendar::{era_year, long_date};
use crate::domain::person::{Person, Sex};
use crate::domain::tax::width::full_width;
use crate::ui::card::Card;
use crate::ui::date::AsOf;
use crate::ui::facts::{Fact, Facts};

/// 本人の情報
pub(super) fn person(person: &Person, now: NaiveDateTime, today: NaiveDate) -> impl IntoView + use<> {
    let sex = match person.sex {
        Sex::Male => "男",
        Sex::Female => "女",
        Sex::Unspecified => "登録なし",
    };
    let kana = (!person.kana.is_empty()).then(|| full_width(&person.kana));
    let (name, birth) = (person.name.clone(), format!("{}（{}）", long_date(person.birth), era_year(person.birth)));
    let beside = view! { <AsOf at=now today/> }.into_any();
    view! {
        <Card title="本人の情報" beside>
            <p>"カードでログインしたときに受け取った、あなたの氏名などです。"</p>
            <Facts>
                <Fact name="氏名"><b>{name}</b></Fact>
                {kana.map(|kana| view! { <Fact name="フリガナ">{kana}</Fact> })}
                <Fact name="生年月日">{birth}</Fact>
                <Fact name="性別">{sex}</Fact>
                <Fact name="住所">"このサイトは受け取っていません"</Fact>
                <Fact name="持っているところ">"お住まいの市区町村（住民票）"</Fact>
            </Facts>
            <p class="small soft">"まちがいがあるときは、お住まいの市区町村の窓口で直します。マイナンバー（12桁の番号）は、このサイトでは使いません。"</p>
        </Card>
    }
}

/// Topics of the state's own page that this portal has no source for, and who holds them.
const ELSEWHERE: [(&str, &str); 7] = [
    ("予防接種、乳幼児健診", "お住まいの市区町村"),
    ("がん検診、肝炎検診など、市区町村の検診", "お住まいの市区町村"),
    ("手術の記録（診療情報のうち）", "支払基金・国保中央会"),
    ("指定難病、小児慢性特定疾病の医療費助成", "都道府県、指定都市など"),
    ("障害者手帳、自立支援医療", "都道府県、市区町村"),
    ("介護保険", "お住まいの市区町村（介護保険者）"),
    ("税・所得、年金、世帯", "市区町村、日本年金機構など"),
];

/// What this portal does not receive.
pub(super) fn elsewhere() -> impl IntoView {
    let lines = ELSEWHERE
        .map(|(topic, holder)| view! { <li><b>{topic}</b><br/><span class="small">"持っているところ："{holder}</span></li> })
        .into_iter()
        .collect_view();
    view! {
        <Card title="このサイトが受け取っていない情報">
            <p>"次のことは、このサイトには届きません。記録がないという意味ではありません。"</p>
            <ul class="list">{lines}</ul>
            <p>"国のマイナポータルの「わたしの情報」か、持っているところの窓口で確かめてください。"</p>
        </Card>
    }
}
