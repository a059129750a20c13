//! Symbol, number and branch of the insured: only there when asked for, with the reason why they are hidden.

use leptos::prelude::*;

use crate::domain::eligibility::Eligibility;
use crate::domain::eligibility::scheme::Scheme;
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};

/// The card; without `show` not a digit of the numbers is in the page. `of_several` is the place among several, which the card
/// then tells apart by the insurer's name.
pub(super) fn numbers(current: &Eligibility, show: bool, of_several: Option<usize>) -> impl IntoView + use<> {
    let title = match of_several {
        _ if current.is_welfare() => "医療扶助の番号".to_owned(),
        None => "被保険者の記号・番号".to_owned(),
        Some(_) => format!("被保険者の記号・番号（{}）", current.insurer_name),
    };
    let id =
        of_several.filter(|place| *place > 0).map_or("numbers".to_owned(), |place| format!("numbers-{}", place + 1));
    let content = if show {
        let told = |value: &Option<String>| {
            value.clone().filter(|text| !text.is_empty()).unwrap_or_else(|| "記録がありません".to_owned())
        };
        // The late-stage scheme gives numbers alone.
        let symbol = match (&current.symbol, Scheme::of(current)) {
            (None, Some(Scheme::LateStage)) => "ありません（後期高齢者医療には、記号がありません）".to_owned(),
            (symbol, _) => told(symbol),
        };
        let (number, branch) = (told(&current.number), told(&current.branch));
        view! {
            <Facts>
                <Fact name="記号"><span class="num">{symbol}</span></Fact>
                <Fact name="番号"><span class="num">{number}</span></Fact>
                <Fact name="枝番"><span class="num">{branch}</span></Fact>
            </Facts>
            <div class="actions"><a class="btn line" href="/insurance">"記号・番号を隠す"</a></div>
        }
        .into_any()
    } else {
        view! { <div class="actions"><a class="btn line" href="/insurance?numbers=show#numbers">"記号・番号を見る"</a></div> }.into_any()
    };
    view! {
        <div id=id>
            <Card title=title>
                <p>"健康保険の手続きのほかに、この番号を聞いたり書かせたりすることは、法律で禁じられています（告知要求制限）。人に画面を見せても分からないように、ふだんは隠しています。"</p>
                {content}
            </Card>
        </div>
    }
}
