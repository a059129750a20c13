//! The records the person has said are not theirs: what to do now, and the way back.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::own::{Hidden, RecordKind};
use crate::keeping::NotReadable;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;

/// The card; nothing where nothing is hidden. `phone` tells whom to call.
pub(super) fn card(hidden: Result<Vec<Hidden>, NotReadable>, phone: AnyView) -> AnyView {
    let hidden = match hidden {
        Err(NotReadable) => {
            return view! {
                <section class="banner warn" id="hidden">
                    <h2>"隠した記録の一覧を、いま読めません"</h2>
                    <p>"一覧は失われていません。読めないあいだは、ほかの人の記録をまちがってお見せしないように、健康の記録はどのページにも出ません。数分おいて、このページを開き直してください。"</p>
                </section>
            }
            .into_any();
        }
        Ok(hidden) if hidden.is_empty() => return ().into_any(),
        Ok(hidden) => hidden,
    };
    let count = hidden.len();
    let of = |kinds: &[RecordKind]| hidden.iter().any(|one| kinds.contains(&one.kind));
    let (cover, care) = (of(&[RecordKind::Eligibility]), of(&[RecordKind::Checkup, RecordKind::Drugs]));
    let lines = hidden.into_iter().map(line).collect_view();
    view! {
        <div id="hidden"><Card title="あなたのものではないと知らせた記録">
            <p>{format!("次の {count}件を、このサイトのすべてのページ、合計、ファイルから外しています。")}</p>
            <ul class="list">{lines}</ul>
            <h3>"次にすること"</h3>
            <ul class="dots">
                <li>"加入している健康保険（保険者）に、きょうのうちに電話してください。"{phone}</li>
                <li>"「ほかの人の記録が、自分の記録に入っている」と伝え、上の記録の種類と日付を言ってください。控え番号は、どれを隠したかをあなたが見分けるための番号で、保険者は知りません。"</li>
                {cover.then(|| view! { <li>"資格がまちがっているときは、保険者が「直りました」と言うまで、受診にはカードを使わず、資格確認書を見せてください。"</li> })}
                {care.then(|| view! { <li>"保険者が「直りました」と言うまで、受診のときに、健診やお薬の記録を見せる同意をしないでください。医師や薬剤師が、ほかの人の記録を見てしまうためです。"</li> })}
                <li>"同じ月のものがいくつもあって見分けられないときは、「やはり私のものでした」でいちど戻すと、病院や薬局の名前を確かめられます。このサイトは、隠した記録の中身を残していません。"</li>
                <li>"ここで隠しても、もとの記録は直りません。直せるのは保険者です。"</li>
            </ul>
        </Card></div>
    }
    .into_any()
}

fn line(one: Hidden) -> impl IntoView {
    let what = one.words();
    let label = format!("{what}：やはり私のものでした");
    view! {
        <li>
            <b>{what}</b><br/>
            <span class="small">{long_date(one.on)}" に隠しました。控え番号 "<span class="num">{one.reference.clone()}</span></span>
            <form method="post" action="/me/own">
                <FormKey/>
                <input type="hidden" name="reference" value=one.reference/>
                <div class="actions"><button class="btn line slim" aria-label=label>"やはり私のものでした"</button></div>
            </form>
        </li>
    }
}
