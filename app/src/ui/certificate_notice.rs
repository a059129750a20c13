//! The notice that the card's certificate runs out: when, where to renew it, what to bring, and what carries over.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::certificate::{CertificateState, certificate_state};

/// Days before the end from which on the way to renew stands open.
const SOON: i64 = 30;

/// Nothing while the certificate is good for long, or its last day is not known.
#[component]
pub fn CertificateNotice(
    /// Last day it is good.
    until: Option<NaiveDate>,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let until = until?;
    let state = certificate_state(until, today);
    // Weeks ahead the way to renew is folded, so that the page's own matter stays in sight.
    let soon = !matches!(state, CertificateState::Ending { days } if days > SOON);
    let title = match state {
        CertificateState::Good => return None,
        CertificateState::Ending { days: 0 } => "カードの電子証明書は、今日で有効期限が切れます".to_owned(),
        CertificateState::Ending { days } => format!("カードの電子証明書は、あと{days}日で有効期限が切れます"),
        CertificateState::Over => "カードの電子証明書の有効期限が切れています".to_owned(),
    };
    Some(view! {
        <section class="banner warn" aria-labelledby="certificate">
            <h2 id="certificate">{title}</h2>
            <p>"有効期限は "<b>{long_date(until)}</b>" です。過ぎると、このサイトにはログインできません。病院や薬局では、過ぎてから3か月のあいだは健康保険証として使えますが、お薬や健診の記録は見てもらえません。"</p>
            <details open=soon>
                <summary>"更新のしかた"</summary>
                <p>"お住まいの市区町村の窓口で、無料で更新できます。マイナンバーカードを持って行き、4桁の暗証番号を入力してください。"</p>
                <p>"更新しても、健康保険証としての利用登録はそのまま引き継がれます。登録をやり直す必要はありません。"</p>
            </details>
        </section>
    })
}
