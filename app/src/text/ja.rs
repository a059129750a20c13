//! Shared words in Japanese: the product's name, the menu, the footer, results of forms.

/// Name of the product.
pub const PRODUCT: &str = "健康手帳";

/// What the skip link says.
pub const SKIP: &str = "本文へ移動";

/// Never look like a government site.
pub const NOT_GOVERNMENT: &str = "健康手帳は、国や自治体のサイトではありません。";

/// Where the records come from.
pub const DEMO_DATA: &str = "表示している人と記録は、すべて見本です。実在の人のものではありません。";

/// Names of the places in the menu.
pub mod place {
    /// `/`
    pub const HOME: &str = "ホーム";
    /// `/checkups`
    pub const CHECKUPS: &str = "健診";
    /// `/medications`
    pub const MEDICATIONS: &str = "お薬";
    /// `/expenses`
    pub const EXPENSES: &str = "医療費";
    /// `/insurance`
    pub const INSURANCE: &str = "保険証";
    /// `/tax`
    pub const TAX: &str = "確定申告";
    /// `/notices`
    pub const NOTICES: &str = "お知らせ";
    /// `/access`
    pub const ACCESS: &str = "記録を見た人";
    /// `/me`
    pub const ME: &str = "あなたの情報";
    /// `/family`
    pub const FAMILY: &str = "家族・代理";
    /// `/services`
    pub const SERVICES: &str = "手続き・納付";
    /// The rest.
    pub const MORE: &str = "その他";
    /// `/help`
    pub const HELP: &str = "使い方と困ったとき";
    /// `/settings`
    pub const SETTINGS: &str = "設定";
    /// `/import`
    pub const IMPORT: &str = "医療費のファイルを読み込む";
}

/// What happened to the form that led to this page, from its closed code; nothing for an unknown code.
#[must_use]
pub fn flash_words(code: &str) -> Option<&'static str> {
    Some(match code {
        "registered" => "利用登録を受け付けました。",
        "register_failed" => {
            "利用登録の申し込みに、はっきりした返事がありませんでした。届いて登録が進んでいることもあります。いまの状態はこのページで確かめられます。二度押しても、登録は一度だけです。"
        }
        "export_failed" => {
            "ファイルを作れませんでした。記録は失われていません。このページの内容を確かめて、もう一度お試しください。"
        }
        "send_failed" => "時間がたってログアウトしていたため、送信されませんでした。もう一度押してください。",
        "send_again" => {
            "時間がたってログアウトしていたため、送信されませんでした。入力した内容は残っています。確かめて、もう一度押してください。"
        }
        "card_confirmed" => "カードを確認しました。入力した内容は残っています。もう一度ボタンを押してください。",
        "session_ended" => "選んだログインを終わらせました。その画面では、もう記録を見られません。",
        "others_ended" => "ほかのログインを、すべて終わらせました。",
        "extended" => "自動ログアウトまでの時間を延ばしました。",
        "signed_out" => "ログアウトしました。この画面にあなたの記録は残っていません。",
        _ => return None,
    })
}
