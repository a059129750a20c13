//! 高齢受給者証 in yen: from when to when, the share at the counter, and what that saves.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::certificates::term;
use crate::domain::eligibility::{ElderlyCertificate, share_words};
use crate::domain::money::Yen;
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};

/// Whole cost of the example.
const EXAMPLE: Yen = Yen(10_000);
/// The share below 70, percent.
const BELOW_70: u8 = 30;

/// The card.
pub(super) fn elderly_card(one: &ElderlyCertificate, today: NaiveDate) -> AnyView {
    let share = one.share_percent;
    let pays = |percent: u8| Yen(EXAMPLE.0 / 100 * i64::from(percent));
    let saved = if share < BELOW_70 {
        format!(
            "70歳未満の {} なら {} のところ、{} で済み、{} 少なくなります。",
            share_words(Some(BELOW_70)),
            pays(BELOW_70),
            pays(share),
            pays(BELOW_70) - pays(share)
        )
    } else {
        format!(
            "いまの割合は現役並みの所得の {} で、70歳未満のときと同じ {} です。",
            share_words(Some(share)),
            pays(share)
        )
    };
    let over = one.until.is_some_and(|until| until < today).then(|| {
        view! { <div class="note"><p>"この証の期限は過ぎています。いまの割合は、加入している健康保険に確かめてください。"</p></div> }
    });
    let term = term(one.from, one.until, today);
    view! {
        <Card title="高齢受給者証（70歳から74歳）">
            {over}
            <Facts>
                <Fact name="窓口で払う割合">{share_words(Some(share))}</Fact>
                <Fact name="有効な期間">{term}</Fact>
            </Facts>
            <p>{format!("たとえば総医療費（10割）が {EXAMPLE} のとき：{saved}")}</p>
            <p class="small soft">"カードで受診すると、割合はカードで伝わり、紙の証はいりません。割合は前の年の所得で決まり、ふつう毎年8月に見直されます。計算による目安です。決まり：健康保険法第74条、国民健康保険法第42条。"</p>
        </Card>
    }
    .into_any()
}
