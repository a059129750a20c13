//! Erasing what the portal holds: the way there, and the page that says exactly what goes, what stays, and where to ask.

use leptos::prelude::*;

use crate::keeping::{Holdings, NotReadable};
use crate::pages::visit::visitor;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;

/// The card on the settings page.
pub(super) fn card() -> impl IntoView {
    view! {
        <Card title="このサイトが持っている情報を消す">
            <p>"このサイトがあなたについて持っているものを、すべて見て、消せます。もとの記録（保険者や病院が持つもの）は消えません。"</p>
            <div class="actions"><a class="btn line" href="/settings/erase">"持っているものを見て、消す"</a></div>
        </Card>
    }
}

/// The page.
#[component]
pub fn ErasePage() -> impl IntoView {
    let keeping = visitor().keeping;
    view! {
        <div class="head">
            <p class="crumb"><a href="/settings">"設定"</a></p>
            <h1>"このサイトが持っている情報を消す"</h1>
        </div>
        {Suspend::new(async move {
            let (holdings, hidden) = (keeping.holdings().await, keeping.hidden().await);
            // Where it cannot be read it is named: it goes with the rest.
            let feed = keeping.has_feed().await.unwrap_or(true);
            content(holdings, hidden.map(|list| list.len()), feed)
        })}
    }
}

fn content(holdings: Result<Holdings, NotReadable>, hidden: Result<usize, NotReadable>, feed: bool) -> AnyView {
    let Ok(held) = holdings else {
        return view! {
            <section class="banner warn">
                <h2>"いま、持っているものを確かめられません"</h2>
                <p>"何も消していません。数分おいて、このページを開き直してください。"</p>
            </section>
        }
        .into_any();
    };
    let kept =
        held.kept.iter().map(|(name, _)| view! { <li>{format!("{name}（暗号にしてあります）")}</li> }).collect_view();
    let nothing = held.kept.is_empty();
    let shown_again = hidden.map_or(
        Some("隠した記録の一覧は、いま読めません。一覧を消すと、隠していた記録がまた表示されます。".to_owned()),
        |count| {
            (count > 0).then(|| format!("あなたのものではないと知らせた {count}件 の一覧も消えるため、隠していた記録が、またこのサイトに表示されます。もとの記録が直るまでは、消さずに待つことをおすすめします。"))
        },
    );
    let others = held.sessions.saturating_sub(1);
    view! {
        {shown_again.map(|words| view! { <section class="banner warn"><h2>"消す前に"</h2><p>{words}</p></section> })}
        <Card title="消えるもの">
            <p>"このサイトがいま、あなたについて持っていて、消せるのは、次のものです。"</p>
            <ul class="dots">
                {kept}
                {feed.then(|| view! { <li>"お知らせがあることだけを伝えるアドレス（フィード）：使えなくなります"</li> })}
                {nothing.then(|| view! { <li>"あなたが残すようにした設定や写し：ありません"</li> })}
                <li>"新しい記録を最後に見た日時："{if held.last_visit { "あります" } else { "ありません" }}</li>
                <li>{format!("送りかけで預かっている入力：{}件（12時間で自然に消えます）", held.drafts)}</li>
                <li>{format!("ほかのブラウザのログイン：{others}件（終わります）")}</li>
            </ul>
            <p class="small soft">"いま使っているこのログインは続きます。「ログアウト」を押すと、これも消えます。このあとホームを開くと、最後に見た日時だけは、また記録されます。"</p>
        </Card>
        <Card title="ここでは消せないもの">
            <ul class="list">
                <li><b>"もとの健康の記録（資格、健診、お薬、医療費）"</b><br/><span class="small">"支払基金・国保中央会の仕組みと、加入している健康保険（保険者）が持っています。まちがいを直す・止める相談は、保険者へ。"</span></li>
                <li><b>"病院や薬局のカルテと控え"</b><br/><span class="small">"受診した病院・薬局が、法律で決まった年数持っています。相談は、その病院・薬局へ。"</span></li>
                <li><b>"だれがいつ記録を見たかの記録"</b><br/><span class="small">"不正を見つけるための記録です。消すと、だれが見たか分からなくなるため、消せません。このサイトの操作の記録にも、氏名や健康の内容は入っていません。"</span></li>
                <li><b>"カードの利用登録"</b><br/><span class="small">"解除は、加入している健康保険（保険者）に申し込みます。"<a href="/registration">"利用登録のページ"</a>"に進み方があります。"</span></li>
            </ul>
        </Card>
        <section class="card" aria-labelledby="go">
            <h2 id="go">"消す"</h2>
            <p>"消したものは、もとに戻せません。写しをとっているときは、先に "<a href="/me#export">"ファイルで受け取って"</a>" おけます。"</p>
            <form method="post" action="/settings/erase">
                <FormKey/>
                <div class="actions">
                    <button class="btn big" name="erase" value="all">"上の「消えるもの」をすべて消す"</button>
                    <a class="btn line big" href="/settings">"消さずに戻る"</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}
