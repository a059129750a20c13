//! The start page of somebody who acts for another (代理人): whose records, which of them, which not. Asks the hub for no
//! record, only whether the delegation still stands.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::delegation::{Acting, RecordKind};
use crate::pages::visit::{Frame, Visitor};
use crate::ui::card::Card;
use crate::ui::trouble::TroubleNotice;

const fn address(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Eligibility => "/insurance",
        RecordKind::Checkups => "/checkups",
        RecordKind::Medications => "/medications",
        RecordKind::Expenses => "/expenses",
    }
}

/// The page.
pub(super) async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let Some(acting) = visitor.acting else { return ().into_any() };
    match visitor.records.delegations().await {
        Err(trouble) => view! { {start(acting)}<TroubleNotice trouble/> }.into_any(),
        Ok(answer) => {
            let stands =
                |id: &str| answer.value.delegations.iter().any(|one| one.id == id && one.acting(frame.today).is_some());
            if stands(&acting.delegation) {
                return start(acting).into_any();
            }
            frame.status.set(403);
            over(&acting).into_any()
        }
    }
}

/// Either side has ended it since.
fn over(acting: &Acting) -> impl IntoView + use<> {
    view! {
        <div class="head"><h1>{format!("{}さんの代理は終わっています", acting.person.name)}</h1></div>
        <section class="banner warn" role="alert">
            <p>"期間が過ぎたか、どちらかが終わらせたため、この人の記録は、もう代理で見られません。"</p>
            <p>"画面の上の「自分の記録に戻る」を押してください。続けて見る必要があるときは、本人にもう一度頼んでもらってください。"</p>
        </section>
    }
}

fn start(acting: Acting) -> impl IntoView {
    let open = RecordKind::ALL.into_iter().filter(|kind| acting.kinds.contains(kind)).map(|kind| {
        view! {
            <Card title=kind.label() href=address(kind)>
                <p>{kind.holds()}"。"</p>
                <div class="actions"><a class="btn line" href=address(kind)>{format!("{}の記録を見る", kind.label())}</a></div>
            </Card>
        }
    });
    let closed: Vec<&str> =
        RecordKind::ALL.into_iter().filter(|kind| !acting.kinds.contains(kind)).map(RecordKind::label).collect();
    view! {
        <div class="head">
            <h1>{format!("{}さんの記録（代理）", acting.person.name)}</h1>
            <p class="soft">{format!("{}生まれ。{} まで、下の記録を代理で見られます。", long_date(acting.person.birth), long_date(acting.until))}</p>
        </div>
        <div class="grid two">{open.collect_view()}</div>
        <Card title="代理のあいだのこと">
            <ul class="dots">
                {(!closed.is_empty()).then(|| view! { <li><b>{closed.join("、")}</b>"は、代理で見てよいものに選ばれていません。"</li> })}
                <li>"見た日時と種類は、ご本人とあなたの両方に「記録を見た人」として残ります。"</li>
                <li>"利用登録・ログインの設定・同意など、ご本人が決めることは、代理では行えません。"</li>
                <li>"ログアウトすると、代理も終わります。"</li>
            </ul>
        </Card>
    }
}
