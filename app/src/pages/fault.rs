//! What is shown where a page should be: the server could not make it, or would not take what was sent.
//!
//! Each says what happened, whether anything was lost, and what to do next. Nothing here comes from the request.

use leptos::prelude::*;

use crate::pages::card_trouble::CardTrouble;
use crate::pages::not_found::NotFoundPage;
use crate::pages::visit::frame;

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server failed while making the page.
    Broken,
    /// The page took too long.
    TooSlow,
    /// The server itself cannot work now.
    Unavailable,
    /// What was asked for is written down in the access record, and that cannot be written now.
    NotRecorded,
    /// Too many people are having files read at this moment.
    Busy,
    /// This person, or this browser, asks more often than anyone does by hand.
    TooOften,
    /// What was sent is larger than the server takes.
    TooLarge,
    /// What was sent came so slowly that the server stopped waiting for it.
    SentTooSlowly,
    /// A form came from another site.
    ForeignForm,
    /// A form of ours that was not shown to this session: somebody signed in or out since.
    StaleForm,
    /// A form of ours that was shown to this session while it acted for another, or for nobody.
    SwitchedForm,
    /// Not open to somebody who acts for another.
    ActingOwnOnly,
    /// A kind of records that the delegation leaves out.
    ActingNotGranted,
    /// A form stood on a page of somebody else than who is signed in now.
    OthersForm,
    /// The delegation is over: by its term, or because either side has ended it.
    ActingOver,
    /// What was asked for takes the card again, and that ends acting for another.
    CardAgainActing,
    /// What was sent cannot be read.
    BadRequest,
    /// The address does not take this kind of request.
    WrongMethod,
    /// The person turned back at the sign-in page, or the card was not accepted there.
    SignInRefused,
    /// The answer of the sign-in provider does not belong to a sign-in begun in this browser.
    SignInStale,
    /// The sign-in provider cannot be reached or does not work.
    SignInDown,
    /// What the sign-in provider said could not be proven to be true.
    SignInUnproven,
    /// The card did not open the door of a portal that verifies cards itself.
    Card(CardTrouble),
    /// What was asked for takes a card presented in the last minutes.
    CardAgain,
    /// Another site has opened a page that takes signing in.
    FromElsewhere,
    /// A question came from nobody in the registry of PHR providers, or names an address that is not theirs.
    ProviderUnknown,
    /// The provider that asks is suspended.
    ProviderSuspended,
}

impl Fault {
    /// HTTP status of the page.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Broken => 500,
            Self::TooSlow => 504,
            Self::Unavailable | Self::NotRecorded | Self::Busy | Self::SignInDown => 503,
            Self::SignInUnproven => 502,
            Self::Card(trouble) => trouble.status(),
            Self::TooLarge => 413,
            Self::TooOften => 429,
            Self::SentTooSlowly => 408,
            Self::ForeignForm
            | Self::StaleForm
            | Self::SwitchedForm
            | Self::OthersForm
            | Self::ActingOwnOnly
            | Self::ActingNotGranted
            | Self::ActingOver
            | Self::CardAgainActing
            | Self::SignInRefused
            | Self::ProviderSuspended
            | Self::CardAgain => 403,
            // Nothing went wrong: the person is asked.
            Self::FromElsewhere => 200,
            Self::BadRequest | Self::ProviderUnknown | Self::SignInStale => 400,
            Self::WrongMethod => 405,
        }
    }

    /// Heading and browser title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Broken => "ページを作れませんでした",
            Self::TooSlow => "時間がかかりすぎています",
            Self::Unavailable => "ただいまご利用になれません",
            Self::NotRecorded => "安全のために取りやめました",
            Self::Busy => "ただいま混み合っています",
            Self::TooOften => "少しお待ちください",
            Self::TooLarge => "送られたものが大きすぎます",
            Self::SentTooSlowly => "送り終わりませんでした",
            Self::ForeignForm => "受け付けられませんでした",
            Self::StaleForm => "もう一度ボタンを押してください",
            Self::SwitchedForm | Self::OthersForm => "別の人の画面から送られたため、受け付けませんでした",
            Self::ActingOwnOnly => "代理のあいだは使えないページです",
            Self::ActingNotGranted => "この記録は、代理では見られません",
            Self::ActingOver => "代理は終わっています",
            Self::CardAgainActing => "カードでもう一度確認してください",
            Self::BadRequest => "読み取れませんでした",
            Self::WrongMethod => "このページは直接開けません",
            Self::SignInRefused => "ログインは行われませんでした",
            Self::SignInStale => "ログインをやり直してください",
            Self::SignInDown => "ログインの窓口につながりません",
            Self::SignInUnproven => "ログインを取りやめました",
            Self::Card(trouble) => trouble.title(),
            Self::CardAgain => "カードでもう一度確認してください",
            Self::FromElsewhere => "このページを開きますか",
            Self::ProviderUnknown => "記録を渡す画面を出せません",
            Self::ProviderSuspended => "この事業者は停止されています",
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Broken => "システムの不具合で、このページを表示できませんでした。",
            Self::TooSlow => "記録を保管しているシステムの返事を待ちましたが、時間内に届きませんでした。",
            Self::Unavailable => "システムが一時的に動いていません。",
            Self::NotRecorded => {
                "ログインや記録の表示は、必ず「利用の記録」に書き残すことになっています。いまはそれを書き残せないため、取りやめました。"
            }
            Self::Busy => "ファイルを読み込む人が重なっているため、送られた内容はまだ読み取っていません。",
            Self::TooOften => "短い時間に何度も送られたため、今回の分は受け付けませんでした。",
            Self::TooLarge => {
                "送られた文章かファイルが、一度に受け取れる大きさを超えています。ファイルの読み込みは、合わせて6メガバイトまでです。"
            }
            Self::SentTooSlowly => "通信が遅いか途切れたため、送られた内容を最後まで受け取れませんでした。",
            Self::ForeignForm => {
                "ほかのサイトから送られた申し込みのように見えたため、安全のために受け付けませんでした。"
            }
            Self::StaleForm => {
                "画面を開いたあとでログインの状態が変わったため、送られた内容を安全のために受け付けませんでした。"
            }
            Self::SwitchedForm => {
                "この画面を開いたあとで、だれの記録を見るかが切り替わりました（別のタブや、前の画面で切り替えたときに起こります）。とりちがえを防ぐため、送られた内容を受け付けませんでした。"
            }
            Self::OthersForm => {
                "送った画面は、いまログインしている人の画面ではありません。画面を開いたあとで、別の人のカードでログインされています。とりちがえを防ぐため、送られた内容を受け付けませんでした。"
            }
            Self::ActingOwnOnly => {
                "いまは代理で、ほかの人の記録を見ています。このページはご自身のためのものなので、開くことも送ることもできません。"
            }
            Self::ActingNotGranted => {
                "いまは代理で、ほかの人の記録を見ています。この種類の記録は、代理で見てよいものに選ばれていません。"
            }
            Self::ActingOver => "期間が過ぎたか、どちらかが終わらせたため、いまは代理で記録を見られません。",
            Self::CardAgainActing => {
                "ファイルの受け取りは、カードを確認してから5分以内に行うことになっています。5分を過ぎたため、まだ受け付けていません。"
            }
            Self::BadRequest => "送られた内容を読み取れませんでした。",
            Self::WrongMethod => "このアドレスは、画面のボタンを押したときだけ使われます。",
            Self::SignInRefused => "ログインの画面で中止されたか、カードを確認できませんでした。",
            Self::SignInStale => "ログインの途中で時間がたったか、ほかの画面でログインが終わっています。",
            Self::SignInDown => "本人を確認するシステムが、いま応えていません。",
            Self::Card(trouble) => trouble.what(),
            Self::SignInUnproven => {
                "本人を確認するシステムから届いた返事が、本物かどうか確かめられませんでした。安全のため、ログインを取りやめました。"
            }
            Self::CardAgain => {
                "大切な手続きとファイルの受け取りは、カードを確認してから5分以内に行うことになっています。5分を過ぎたため、まだ受け付けていません。"
            }
            Self::FromElsewhere => "ほかのサイトから、このページを開こうとしました。",
            Self::ProviderUnknown => {
                "記録を求めているのが、このサイトに登録されている事業者かどうか確かめられませんでした。だれにも何も渡していません。"
            }
            Self::ProviderSuspended => "記録を求めている事業者は、いま停止されています。何も渡していません。",
        }
    }

    fn lost(self) -> &'static str {
        match self {
            Self::Busy
            | Self::TooOften
            | Self::TooLarge
            | Self::SentTooSlowly
            | Self::ForeignForm
            | Self::StaleForm
            | Self::SwitchedForm
            | Self::OthersForm
            | Self::ActingOwnOnly
            | Self::ActingNotGranted
            | Self::ActingOver
            | Self::CardAgainActing
            | Self::BadRequest
            | Self::ProviderUnknown
            | Self::ProviderSuspended
            | Self::WrongMethod => "何も変更されていません。記録は失われていません。",
            Self::CardAgain => "何も変更されていません。入力した内容は残っています。",
            Self::FromElsewhere => "まだ何も行われていません。",
            _ => "あなたの記録は失われていません。",
        }
    }

    fn next(self) -> &'static str {
        match self {
            Self::Broken | Self::Unavailable | Self::NotRecorded | Self::TooSlow | Self::SignInDown => {
                "数分おいて、もう一度お試しください。"
            }
            Self::TooOften => {
                "1分ほどおいて、もう一度お試しください。ログインのときは、ホームの「カードでログインする」から、はじめからやり直してください。"
            }
            Self::Busy => "1分ほどおいて、前のページに戻り、もう一度送ってください。",
            Self::TooLarge => {
                "前のページに戻り、文章なら短くして、ファイルなら1人分ずつに分けて、もう一度送ってください。1つで5メガバイトを超えるファイルは、医療費情報のCSVではないかもしれません。"
            }
            Self::SentTooSlowly => "通信のつながりを確かめ、前のページに戻って、もう一度送ってください。",
            Self::ForeignForm | Self::BadRequest => "前のページに戻り、画面のボタンからもう一度送ってください。",
            Self::StaleForm => "下の「元の画面を開く」を押し、開いた画面でもう一度入力して、送ってください。",
            Self::SwitchedForm => {
                "だれの記録を見ているかを画面の上で確かめてから、下の「元の画面を開く」を押し、もう一度送ってください。"
            }
            Self::OthersForm => {
                "画面の上に出ている名前を確かめてください。あなたの名前でなければ、右上の「ログアウト」を押してから、あなたのカードでログインし直してください。"
            }
            Self::ActingOwnOnly => "ご自身のページを使うときは、画面の上の「自分の記録に戻る」を押してください。",
            Self::ActingNotGranted => {
                "見る必要があるときは、記録の本人に頼み、この種類も選んで代理人を頼み直してもらってください。"
            }
            Self::ActingOver => {
                "画面の上の「自分の記録に戻る」を押してください。続けて見る必要があるときは、本人にもう一度頼んでもらってください。"
            }
            Self::CardAgainActing => {
                "下のボタンを押してカードと暗証番号で確認すると、代理はいったん終わり、「家族などの代理」のページに戻ります。そこで見る人を選び直してから、もう一度受け取ってください。"
            }
            Self::WrongMethod => "上のメニューから、見たいページを選んでください。",
            Self::SignInRefused | Self::SignInStale => "もう一度、はじめからログインしてください。",
            Self::Card(trouble) => trouble.next(),
            Self::SignInUnproven => {
                "数分おいて、もう一度、はじめからログインしてください。何度も同じ画面になるときは、下の問い合わせ番号をお知らせください。"
            }
            Self::CardAgain => {
                "下のボタンを押してカードと暗証番号で確認すると、元のページに戻ります。そこで、もう一度ボタンを押してください。"
            }
            Self::ProviderUnknown => {
                "事業者のアプリに戻り、もう一度はじめてください。同じ画面になるときは、事業者に問い合わせてください。"
            }
            Self::ProviderSuspended => {
                "理由は、事業者に問い合わせてください。これまでの同意は「PHR事業者への提供」で見られます。"
            }
            Self::FromElsewhere => "心当たりがあれば、下のボタンから進んでください。",
        }
    }

    /// What the button to the way on says, where signing in is the way on.
    fn way_on(self) -> Option<&'static str> {
        match self {
            Self::SignInRefused | Self::SignInStale | Self::SignInUnproven | Self::Card(_) => {
                Some("もう一度ログインする")
            }
            Self::SignInDown => Some("もう一度試す"),
            Self::CardAgain | Self::CardAgainActing => Some("カードでもう一度確認する"),
            Self::FromElsewhere => Some("このページを開く"),
            _ => None,
        }
    }
}

/// What the router shows when no page fits: the fault the server named, else "not found".
#[component]
pub fn FallbackPage() -> impl IntoView {
    match frame().fault {
        Some(fault) => view! { <FaultPage fault/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

/// What next, where the page that a form stands on is not known, or is closed while acting for another.
const CLOSED_NOW: &str = "だれの記録を見ているかを画面の上で確かめ、もう一度送りたいときは、その人の画面に戻ってから、はじめから行ってください。";

#[component]
fn FaultPage(fault: Fault) -> impl IntoView {
    let frame = frame();
    let form_page = frame.form_page.clone().filter(|page| frame.opens(page));
    let next = match fault {
        Fault::StaleForm | Fault::SwitchedForm if form_page.is_none() => CLOSED_NOW,
        _ => fault.next(),
    };
    view! {
        <h1>{fault.title()}</h1>
        <section class="banner warn" role="alert">
            <p>{fault.what()}</p>
            <p>{fault.lost()}{next}</p>
            <p class="small soft">"問い合わせ番号 "<span class="num">{frame.support_code}</span></p>
        </section>
        <div class="actions">
            {form_page.map(|page| view! { <a class="btn" href=page>"元の画面を開く"</a> })}
            {fault.way_on().map(|words| view! { <a class="btn" href=frame.sign_in>{words}</a> })}
            <a class="btn line" href="/">"ホームへ"</a>
            <a class="btn line" href="/help">"困ったときは"</a>
        </div>
    }
}
