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
    /// `/help#text-size`
    pub const TEXT_SIZE: &str = "文字の大きさ";
    /// `/import`
    pub const IMPORT: &str = "医療費・健診のファイルを読み込む";
}

/// What happened to the form that led to this page, from its closed code; nothing for an unknown code.
#[must_use]
pub fn flash_words(code: &str) -> Option<&'static str> {
    Some(match code {
        "registered" => "利用登録を受け付けました。",
        "registered_before" => "利用登録は、すでに受け付けています。二度押しても、登録は一度だけです。",
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
        "card_confirmed_alone" => "カードを確認しました。もう一度ボタンを押してください。",
        "other_person" => {
            "前とは別の人のカードでログインしました。前の人の画面と、前の人が入力していた内容は閉じました。いま出ているのは、このカードの人の記録です。"
        }
        "session_ended" => "選んだログインを終わらせました。その画面で次に何かを開くと、ログインを求められます。",
        "site_linked" => "使っているサイトとして、印をつけました。",
        "site_unlinked" => "印を外しました。そのサイトの登録は、変わっていません。",
        "link_failed" => "印を変えられませんでした。前のまま残っています。少し待って、もう一度お試しください。",
        "others_ended" => "ほかのログインを、すべて終わらせました。",
        "look_reported" => "心当たりがないことを伝えました。受付番号は、このページに出ています。",
        "look_report_failed" => {
            "伝えられたかどうか、はっきりした返事がありませんでした。入力した内容は残っています。下に受付番号が出ていなければ、もう一度送ってください。二度送っても、受け付けは一度だけです。"
        }
        "not_kept_failed" => "受け付けられず、入力した内容も残せませんでした。数分おいて、もう一度入力してください。",
        "no_such_look_failed" => {
            "その閲覧の記録が見つからないため、受け付けていません。下の一覧から選び直してください。"
        }
        "consent_withdrawn" => "同意を取り消しました。これから先は、この同意では記録を見たり受け取ったりできません。",
        "consent_over" => "その同意は、すでに期限がきて終わっています。取り消す必要はありません。",
        "consent_withdraw_failed" => {
            "取り消せたかどうか、はっきりした返事がありませんでした。いまの状態はこのページで確かめられます。「有効」のままなら、もう一度取り消してください。"
        }
        "no_such_consent_failed" => "その同意が見つからないため、何も変えていません。下の一覧から選び直してください。",
        "disowned" => {
            "記録を隠しました。このサイトのどのページにも出ません。次にすることを、このページの一番上に書いています。"
        }
        "disown_failed" => {
            "記録を保管しているシステムに確かめられず、まだ隠していません。数分おいて、もう一度押してください。"
        }
        "drug_hidden" => "このお薬は、紙にも共有にも出しません。この画面では、これまでどおり見られます。",
        "drug_shown" => "お薬をもとに戻しました。紙や共有にも、また出ます。",
        "hide_drug_failed" => {
            "いま記録を読めないため、お薬を隠せませんでした。何も変わっていません。少し待ってから、もう一度お試しください。"
        }
        "hide_drug_full_failed" => {
            "隠せるお薬の数がいっぱいです。何も変わっていません。もう隠さなくてよいお薬を、もとに戻してからお試しください。"
        }
        "owned" => "記録をもとに戻しました。また表示されます。",
        "copy_taken" => "写しをとりました。",
        "copy_part_failed" => {
            "写しの一部をとれませんでした。とれなかった分は、前の写しのまま残っています。数分おいて、もう一度押してください。"
        }
        "copy_too_large_failed" => "大きすぎて写しをとれない記録がありました。前の写しは残っています。",
        "checkups_added" => {
            "読み込んだ健診を、あなたの健診の記録に加えました。「あなたの情報」からいつでも取り除けます。"
        }
        "checkups_known" => "その健診は、前に加えたものと同じでした。記録は変わっていません。",
        "checkups_part" => {
            "あなたの健診だけを記録に加えました。氏名・生年月日・性別があなたと違うもの、日付がまだ来ていないものは、加えていません。"
        }
        "checkups_not_yours_failed" => {
            "健診を加えませんでした。ファイルに書かれた氏名・生年月日・性別があなたと違うか、健診の日付がまだ来ていません。加えられるのは、あなた本人の健診だけです。何も保管していません。"
        }
        "checkups_full_failed" => {
            "加えられる健診の数か大きさを超えるため、何も加えていません。このページの「あなたが加えた健診」から、いらないものを取り除いてください。"
        }
        "checkup_removed" => "加えた健診を取り除きました。お手元のファイルは、変わっていません。",
        "copy_off" => "写しをやめ、とってあった写しをすべて消しました。",
        "erased" => "このサイトが持っていたあなたの情報を消し、ほかのブラウザのログインを終わらせました。",
        "class_kept" => "所得の区分を保管し、この区分で計算しました。",
        "class_forgotten" => "選んでいた所得の区分を消しました。",
        "class_failed" => "所得の区分を保管できませんでした。前の状態のままです。少し待って、もう一度押してください。",
        "acting_ended" => "ご自身の記録に戻りました。",
        "family_offered" => "番号をつくりました。代理人になる人に、直接伝えてください。",
        "family_offer_failed" => "まだ頼んでいません。下に書かれているところを直して、もう一度押してください。",
        "family_claimed" => "番号を確認しました。頼んだ人の名前を確かめて、引き受けるかどうかを選んでください。",
        "family_code_failed" => {
            "番号を確認できませんでした。番号の打ちまちがい、期限切れ（15分）、使用ずみか、あなたに向けた番号ではない（生年月日が違う）可能性があります。何も変更されていません。頼んだ人に確かめて、もう一度入れてください。"
        }
        "family_too_many_failed" => {
            "番号のまちがいが続いたため、しばらく番号を入れられません。何も変更されていません。15分ほどおいてから、もう一度お試しください。"
        }
        "family_not_allowed_failed" => "この内容では代理人を頼めません。何も変更されていません。",
        "family_accepted" => "代理人になりました。下の一覧から、その人の記録を見られます。",
        "family_declined" => "断りました。あなたは、その人の記録を見られません。",
        "family_ended" => "終わらせました。この代理では、もう記録を見られません。",
        "family_gone_failed" => "その代理は、もう終わっているか、見つかりません。いまの状態は下の一覧のとおりです。",
        "family_failed" => {
            "はっきりした返事がありませんでした。届いていることもあります。いまの状態はこのページで確かめられます。"
        }
        "extended" => "自動ログアウトまでの時間を延ばしました。",
        "extended_to_the_end" => {
            "ログインから12時間で必ずログアウトするため、これより延ばすことはできません。入力している内容があれば、先に送ってください。"
        }
        "notice_marked" => "お知らせの印を変えました。",
        "notices_failed" => {
            "いまは変更を保存できませんでした。お知らせも、前につけた印も失われていません。数分おいて、もう一度押してください。"
        }
        "switches_saved" => "お知らせの種類の設定を保存しました。",
        "feed_made" => "フィードのアドレスを作りました。",
        "feed_ended" => "フィードをやめました。前のアドレスでは、もう何も見られません。",
        "text_size" => "文字の大きさを変えました。このブラウザだけの設定です。",
        "signed_out" => "ログアウトしました。この画面にあなたの記録は残っていません。",
        _ => return None,
    })
}
