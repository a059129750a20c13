//! The checkups that the person added from files of their own, each with the way to take it out again.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::keeping::{AddedCheckup, NotReadable};
use crate::ui::card::Card;
use crate::ui::take_out::{self, TakeOut};

/// The card.
pub(super) fn card(added: Result<Vec<AddedCheckup>, NotReadable>) -> impl IntoView {
    let list = match added {
        Err(NotReadable) => view! { <p>"加えた健診を、いま読めません。失われてはいません。数分おいて、このページを開き直してください。"</p> }.into_any(),
        Ok(added) if added.is_empty() => view! {
            <p>"加えた健診はありません。保険者や健診機関から受け取った健診結果のファイルを、"<a href="/import">"読み込んで加える"</a>"ことができます。"</p>
        }
        .into_any(),
        Ok(added) => view! {
            <p>"あなたがファイルから加えた健診です。あなた専用の鍵で暗号にして持っています。"</p>
            <ul class="list">{added.into_iter().map(line).collect_view()}</ul>
        }
        .into_any(),
    };
    view! { <div id="added"><Card title="あなたが加えた健診">{list}</Card></div> }
}

fn line(one: AddedCheckup) -> impl IntoView {
    let AddedCheckup { token, added } = one;
    let (visit, on) = (added.visit, added.on);
    let head = format!("{} {}", long_date(visit.date), visit.kind_words());
    let place = visit.facility_name.unwrap_or_else(|| "記録なし".to_owned());
    let tail = format!("受けた所：{place}、結果 {}件、{}に加えました", visit.results.len(), long_date(on));
    view! {
        <li>
            <b>{head.clone()}</b><br/><span class="small">{tail}</span>
            <TakeOut action="/import/checkups/remove" field="checkup" token what=head back=take_out::FILE/>
        </li>
    }
}
