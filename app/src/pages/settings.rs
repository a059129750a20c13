//! Settings: how pages are read, where a person is signed in, and the way to end it: this browser, others, all others. Plain
//! forms.

mod text_size;

mod copy;
pub mod erase;

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use super::visit::{OwnSession, frame, visitor};
use crate::domain::calendar::long_date;
use crate::ui::card::Card;
use crate::ui::certificate_notice::CertificateNotice;
use crate::ui::form_key::FormKey;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let frame = frame();
    let visitor = visitor();
    let today = frame.today;
    let others = frame.own_sessions.iter().filter(|session| !session.this).count();
    let rows = frame.own_sessions.into_iter().map(|session| row(session, today)).collect_view();
    let until = visitor.stay.certificate_until;
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"設定"</h1>
            <p class="soft">"文字の大きさとお知らせを選べます。どのブラウザであなたの記録を見られる状態になっているかを確かめ、終わらせることもできます。"</p>
        </div>
        <CertificateNotice until today/>
        {text_size::text_size()}
        <Card title="ログインしているブラウザ">
            <ul class="list">{rows}</ul>
            {if others == 0 {
                view! { <p class="soft">"ほかのブラウザでは、ログインしていません。"</p> }.into_any()
            } else {
                view! {
                    <form method="post" action="/session/end-others">
                        <FormKey/>
                        <p>"心当たりのないものや、消し忘れたものがあるときは、まとめて終わらせてください。このブラウザはログインしたままです。"</p>
                        <div class="actions"><button class="btn line">"ほかのログインをすべて終わらせる"</button></div>
                    </form>
                }.into_any()
            }}
        </Card>
        <Card title="ログインが終わるとき">
            <ul class="dots">
                <li>"操作がないまま時間がたつと、自動でログアウトします。終わる時刻は、どの画面でも一番下に出ています。"</li>
                <li>"操作を続けていても、ログインから12時間で一度終わります。"</li>
                <li>"利用登録とファイルの受け取りは、カードを確認してから5分を過ぎると、もう一度カードで確認します。"</li>
                <li>"カードの利用を止めたり、電子証明書が失効したりすると、すべてのブラウザですぐに終わります。"</li>
            </ul>
            {until.map(|until| view! { <p>"カードの電子証明書の有効期限："<b>{long_date(until)}</b></p> })}
        </Card>
        {copy::card()}
        {erase::card()}
    }
}

fn row(session: OwnSession, today: NaiveDate) -> impl IntoView {
    let OwnSession { name, this, browser, begun, used } = session;
    let times = format!("{} にログイン、最後の操作は {} ごろ", when(begun, today), when(used, today));
    let end = match this {
        true => view! { <p class="small soft">"このブラウザを終わらせるには、画面の上の「ログアウト」を押してください。"</p> }.into_any(),
        false => {
            let label = format!("{browser}（{} にログイン）を終わらせる", when(begun, today));
            view! {
                <form method="post" action="/session/end">
                    <FormKey/>
                    <input type="hidden" name="session" value=name/>
                    <button class="btn line slim" aria-label=label>"終わらせる"</button>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <b>{browser}</b>{this.then_some("（いま使っているブラウザ）")}
            <br/><span class="small">{times}</span>
            {end}
        </li>
    }
}

/// `今日 9:05`, or the day and the time.
fn when(at: NaiveDateTime, today: NaiveDate) -> String {
    let time = at.format("%-H:%M");
    if at.date() == today { format!("今日 {time}") } else { format!("{} {time}", long_date(at.date())) }
}
