//! The notice that stands where a part of a page could not be loaded.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::records::{Service, Trouble, TroubleKind};

/// Says what failed, since when, that nothing is lost, and the way on.
#[component]
pub fn TroubleNotice(trouble: Trouble) -> impl IntoView {
    let what = match trouble.service {
        Service::Eligibility => "健康保険の資格",
        Service::Checkups => "健診の記録",
        Service::Medications => "お薬の記録",
        Service::Expenses => "医療費の記録",
        Service::Registration => "利用登録の状態",
        Service::Notices => "お知らせ",
        Service::Access => "閲覧の記録",
    };
    let why = match trouble.kind {
        TroubleKind::Slow => "記録を保管しているシステムから、時間内に返事がありませんでした。",
        TroubleKind::Down => "記録を保管しているシステムが、いま応えていません。",
        TroubleKind::Garbled => "届いた記録が途中で切れているか、読み取れない形でした。",
        TroubleKind::Mismatch => "届いた記録が、あなたのものだと確かめられませんでした。まちがった記録をお見せしないため、すべて捨てました。",
        TroubleKind::SignedOut => "ログインの有効期限が切れました。",
    };
    let since = format!("{} {}から", long_date(trouble.since.date()), trouble.since.format("%H:%M"));
    let signed_out = trouble.kind == TroubleKind::SignedOut;
    view! {
        <section class="banner warn" role="status">
            <h2>{what}"を表示できません"</h2>
            <p>{why}{since}"、表示できない状態です。"</p>
            <p>"記録そのものは失われていません。"
                {if signed_out { "もう一度ログインしてください。" } else { "数分おいて、このページを開き直してください。続くときは、下の番号を添えて問い合わせてください。" }}</p>
            <p class="small soft">"問い合わせ番号 "<span class="num">{trouble.support_code}</span></p>
            <div class="actions">
                {if signed_out { view! { <a class="btn line" href="/login">"ログインする"</a> }.into_any() } else { view! { <a class="btn line" href="/help#trouble">"困ったときは"</a> }.into_any() }}
            </div>
        </section>
    }
}
