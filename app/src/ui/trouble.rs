//! The notice that stands where a part of a page could not be loaded.
//!
//! Says what failed, since when, that nothing is lost, and the way on. Shows nothing of what the hub answered.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::pages::visit::Frame;
use crate::records::{Service, Trouble, TroubleKind};

/// What cannot be shown.
fn what(service: Service) -> &'static str {
    match service {
        Service::Eligibility => "健康保険の資格",
        Service::Checkups => "健診の記録",
        Service::Medications => "お薬の記録",
        Service::Expenses => "医療費の記録",
        Service::Registration => "利用登録の状態",
        Service::Notices => "お知らせ",
        Service::Access => "記録を見た人の一覧",
        Service::Consents => "同意の一覧",
        Service::Exchange => "やりとり履歴",
        Service::Payments => "納付のお知らせ",
        Service::Delegations => "代理人の一覧",
    }
}

fn why(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::Slow => "記録を保管しているシステムから、時間内に返事がありませんでした。",
        TroubleKind::Down => "記録を保管しているシステムが、いま応えていません。",
        TroubleKind::Garbled => "届いた記録が途中で切れているか、読み取れない形でした。",
        TroubleKind::Mismatch => {
            "届いた返事が、あなたへの返事だと確かめられませんでした。まちがった記録をお見せしないため、すべて捨てました。"
        }
        TroubleKind::OtherPerson => {
            "届いた記録に書かれた氏名・生年月日・性別が、本人のものと合いませんでした。別の人の記録をお見せしないため、すべて捨てました。"
        }
        TroubleKind::SignedOut => "ログインの有効期限が切れました。",
        TroubleKind::Withheld => "いまは、ここに情報を表示できません。",
        TroubleKind::NotSorted => {
            "あなたのものではないと知らせていただいた記録の一覧を、いま読めません。ほかの人の記録をまちがってお見せしないため、何も表示していません。"
        }
        TroubleKind::NotGranted => "この記録を代理で見ることは認められていないか、代理が終わりました。",
    }
}

fn next(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::SignedOut => "もう一度ログインしてください。",
        TroubleKind::NotGranted => "上の「自分の記録に戻る」を押し、「家族などの代理」でいまの状態を確かめてください。",
        TroubleKind::Withheld => "加入している健康保険（保険者）に、電話でお問い合わせください。",
        TroubleKind::OtherPerson => {
            "待っても直りません。加入している健康保険（保険者）に電話し、「登録されている氏名・生年月日・性別を確かめてほしい」と伝えてください。"
        }
        _ => "数分おいて、このページを開き直してください。続くときは、下の番号を添えて問い合わせてください。",
    }
}

/// The notice.
#[component]
pub fn TroubleNotice(
    /// What went wrong.
    trouble: Trouble,
    /// Inside a page of several parts, where the heading is one step lower and the words are fewer.
    #[prop(optional)]
    compact: bool,
    /// What the person keeps here of the same kind is shown all the same.
    #[prop(optional)]
    kept: bool,
) -> impl IntoView {
    let whose = match (kept, trouble.service) {
        (false, _) => "",
        (true, Service::Medications) => "病院・薬局からの",
        (true, _) => "保険者からの",
    };
    let shown = match trouble.service {
        Service::Medications => {
            "いま表示しているのは、あなたが加えたお薬手帳と市販薬だけです。ほかのお薬との重なりは確かめていません。"
        }
        _ => "いま表示しているのは、あなたが加えたファイルの分だけです。",
    };
    let title = format!("{whose}{}を表示できません", what(trouble.service));
    let heading = if compact { view! { <h3>{title}</h3> }.into_any() } else { view! { <h2>{title}</h2> }.into_any() };
    // Not a failure that began and will end, and nothing to add to it.
    if matches!(trouble.kind, TroubleKind::Withheld | TroubleKind::NotGranted) {
        let words = (why(trouble.kind), next(trouble.kind));
        return view! { <section class="banner">{heading}<p>{words.0}</p><p>{words.1}</p></section> }.into_any();
    }
    let since = format!("{} {}", long_date(trouble.since.date()), trouble.since.format("%-H:%M"));
    // What to do in full stands on a page that is closed to a delegate.
    let own = use_context::<Frame>().and_then(|frame| frame.visitor).is_some_and(|visitor| visitor.is_own());
    let way_on = match (trouble.kind, compact) {
        (TroubleKind::OtherPerson, _) if own => view! { <div class="actions"><a class="btn line" href="/me#held-back">"わけと、することを見る"</a></div> }.into_any(),
        (TroubleKind::SignedOut, _) => view! { <div class="actions"><a class="btn line" href="/login">"ログインする"</a></div> }.into_any(),
        (_, true) => ().into_any(),
        (_, false) => view! { <div class="actions"><a class="btn" href="">"もう一度開く"</a><a class="btn line" href="/help#trouble">"困ったときは"</a></div> }.into_any(),
    };
    view! {
        <section class="banner warn">
            {heading}
            <p>{why(trouble.kind)}{since}" から続いています。"</p>
            {kept.then(|| view! { <p>{shown}</p> })}
            <p>"記録そのものは失われていません。"{next(trouble.kind)}</p>
            <p class="small soft">"問い合わせ番号 "<span class="num">{trouble.support_code}</span></p>
            {way_on}
        </section>
    }
    .into_any()
}
