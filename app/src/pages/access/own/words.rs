//! What each entry of one's own record says was done, in a sentence: the act, its page, file or form, and why not.

use crate::domain::partner::Resource;
use crate::domain::trail::{Act, Deed, Outcome};
use crate::page_table::PAGES;

/// What was done, or was not: `「健診の記録」を見ました。`
pub(super) fn what(deed: &Deed) -> String {
    let because = why(&deed.reason);
    let (whose, lacking) = manner(&deed.reason);
    match (deed.act, deed.outcome) {
        (Act::SignIn, Outcome::Done) => "カードでログインしました。".into(),
        (Act::SignIn, _) => format!("ログインしようとしましたが、できませんでした{because}。"),
        (Act::SignOut, Outcome::Done) => "ログアウトしました。".into(),
        (Act::SignOut, _) => format!("ログアウトしようとしましたが、できませんでした{because}。"),
        (Act::View, Outcome::Done) => format!("{whose}{}を見ました{lacking}。", page(&deed.object)),
        (Act::View, _) => format!("{}を開こうとしましたが、表示しませんでした{because}。", page(&deed.object)),
        (Act::Export, Outcome::Done) => format!("{whose}{}を受け取りました{lacking}。", file(&deed.object)),
        (Act::Export, _) => format!("{}を受け取ろうとしましたが、渡しませんでした{because}。", file(&deed.object)),
        (Act::Provide, Outcome::Done) if deed.object.starts_with(EMBEDS) => {
            format!("同意に基づいて、{}を自分の画面の中に表示しました。", page(inside(&deed.object)))
        }
        (Act::Provide, _) if deed.object.starts_with(EMBEDS) => {
            format!(
                "{}を自分の画面の中に表示しようとしましたが、表示しませんでした{because}。",
                page(inside(&deed.object))
            )
        }
        (Act::Provide, Outcome::Done) => {
            format!("同意に基づいて、あなたの記録{}を受け取りました。", which(&deed.object))
        }
        (Act::Provide, _) => {
            format!("あなたの記録{}を受け取ろうとしましたが、渡しませんでした{because}。", which(&deed.object))
        }
        (Act::Form, Outcome::Done) if deed.reason == "found-later" => {
            format!("前に最後まで確かめられなかった{}が、できていたことを確かめました。", form(&deed.object))
        }
        (Act::Form | Act::Share, Outcome::Done) => format!("{}を行いました。", form(&deed.object)),
        (Act::Form | Act::Share, Outcome::Refused) => {
            format!("{}を行おうとしましたが、受け付けませんでした{because}。", form(&deed.object))
        }
        (Act::Form | Act::Share, Outcome::Failed) if is_incomplete(&deed.reason) => {
            format!("{}を行おうとしましたが、入力に直すところがあったため、行われませんでした。", form(&deed.object))
        }
        (Act::Form | Act::Share, Outcome::Failed) => {
            format!("{}を行おうとしましたが、最後まで確かめられませんでした{because}。", form(&deed.object))
        }
    }
}

/// `（健診）`; nothing of an entry that was written before entries told it.
fn which(address: &str) -> String {
    Resource::at(address).map_or_else(String::new, |resource| format!("（{}）", resource.part_of()))
}

/// Where pages inside providers' pages lie.
const EMBEDS: &str = "/embed/";

/// The page of ours behind the address of one inside a provider's.
fn inside(pattern: &str) -> &str {
    let page = pattern.strip_prefix("/embed/at/{provider}/{key}").or_else(|| pattern.strip_prefix("/embed"));
    match page.unwrap_or_default() {
        "/checkups/items/{item}" => "/checkups/items/:item",
        page => page,
    }
}

/// How something was done, where that is not as always: before and after its words.
fn manner(reason: &str) -> (&'static str, &'static str) {
    const FOR_ANOTHER: &str = "家族などの代理として、その人の";
    const IN_PART: &str = "（取得できず、表示されなかったものがあります）";
    match reason {
        "for-another" => (FOR_ANOTHER, ""),
        "by-delegate" => ("あなたの代理人が、あなたの", ""),
        "in-part" => ("", IN_PART),
        "for-another-in-part" => (FOR_ANOTHER, IN_PART),
        _ => ("", ""),
    }
}

/// Whether a form was given back because something in it was missing or could not be read.
fn is_incomplete(reason: &str) -> bool {
    matches!(reason, "send_failed" | "family_offer_failed")
}

/// The page a pattern belongs to, or the nearest one above it.
fn title_of(pattern: &str) -> Option<&'static str> {
    let mut path = pattern;
    loop {
        if let Some(page) = PAGES.iter().find(|page| page.path == path) {
            return Some(page.title);
        }
        path = path.rsplit_once('/').map(|(above, _)| above).filter(|above| !above.is_empty())?;
    }
}

fn page(pattern: &str) -> String {
    title_of(pattern).map_or_else(|| "画面".to_owned(), |title| format!("「{title}」"))
}

fn file(route: &str) -> String {
    match route {
        "/tax/export/form" => "医療費集計フォーム（エクセルのファイル）".into(),
        "/tax/export/csv" => "医療費の一覧（CSVのファイル）".into(),
        "/checkups/export/csv" => "健診の記録の一覧（CSVのファイル）".into(),
        "/medications/export/jahis" => "お薬の記録（お薬手帳のファイル）".into(),
        "/medications/export/csv" => "お薬の記録（一覧のファイル）".into(),
        "/medications/export/text" => "お薬の記録（文章のファイル）".into(),
        "/medications/export/pdf" => "お薬の記録（PDFのファイル）".into(),
        "/medications/export/fhir" => "お薬の記録（FHIR形式のファイル）".into(),
        "/checkups/export/fhir" => "健診の記録（FHIR形式のファイル）".into(),
        "/insurance/export/pdf" => "資格情報の紙（PDFのファイル）".into(),
        "/import/export/form" => "読み込んだ医療費の集計フォーム".into(),
        "/import/export/csv" => "読み込んだ医療費の一覧".into(),
        "/export/fhir" => "あなたの記録の全部（FHIR形式のファイル）".into(),
        "/export/all" => "このサイトにある記録の全部（1つにまとめたファイル）".into(),
        other => title_of(other).map_or_else(|| "ファイル".to_owned(), |title| format!("「{title}」のファイル")),
    }
}

fn form(route: &str) -> String {
    match route {
        "/registration" => "健康保険証としての利用登録の申し込み".into(),
        "/session/end" => "ほかのブラウザのログインの終了".into(),
        "/session/end-others" => "ほかのすべてのログインの終了".into(),
        "/import" => "医療費・健診・お薬手帳のファイルの読み込み".into(),
        "/import/checkups" => "ファイルから読んだ健診を記録に加えること".into(),
        "/import/checkups/remove" => "加えた健診を取り除くこと".into(),
        "/access/reports" => "心当たりのない閲覧についての問い合わせ".into(),
        "/access/consents/withdraw" => "同意の取り消し".into(),
        "/services" => "外部サイトとのつながりの変更".into(),
        "/notices/marks" => "お知らせに印を付けること".into(),
        "/notices/switches" => "受け取るお知らせの変更".into(),
        "/notices/feed" => "お知らせの購読用アドレスを作ること".into(),
        "/notices/feed/end" => "お知らせの購読用アドレスを止めること".into(),
        "/settings/text-size" => "文字の大きさの変更".into(),
        "/settings/copy" => "記録の控えについての変更".into(),
        "/settings/erase" => "このサイトが預かっているものの消去".into(),
        "/me/disown" => "「これは私のものではありません」という申し出".into(),
        "/me/own" => "「私のものではない」という申し出の取り消し".into(),
        "/expenses/ceiling" => "所得区分を伝えること".into(),
        "/sharing/stop" => "PHR事業者に記録を渡すことの停止".into(),
        "/sharing/change" => "PHR事業者に渡す記録の変更".into(),
        "/oauth/authorize" => "PHR事業者に記録を渡すかどうかの回答".into(),
        "/oauth/launch" => "同意に基づく、画面を開くための番号の受け渡し".into(),
        "/oauth/token" => "同意に基づく、記録を読むための合言葉の受け渡し".into(),
        "/family/switch" => "ほかの人の代理を始めること".into(),
        "/session/back" => "代理を終えて自分の記録に戻ること".into(),
        "/family/offer" => "代理をたのむ申し出".into(),
        "/family/claim" => "代理の申し出の番号を入れること".into(),
        "/family/accept" => "代理の申し出の承諾".into(),
        "/family/decline" => "代理の申し出のお断り".into(),
        "/family/end" => "代理の終了".into(),
        "/import/medications" => "読み取ったお薬手帳や市販薬を記録に加えること".into(),
        "/import/medications/remove" => "加えたお薬を取り除くこと".into(),
        "/import/otc" => "市販薬を書き加えること".into(),
        other => title_of(other).map_or_else(|| "手続き".to_owned(), |title| format!("「{title}」の手続き")),
    }
}

/// Why, where a person can make something of it.
fn why(reason: &str) -> &'static str {
    match reason {
        "sign-in-needed" => "（ログインしていなかったため）",
        "step-up" => "（カードの確認から時間がたっていたため）",
        "form-key" => "（画面を開いたあとでログインの状態が変わったため）",
        "foreign-form" => "（ほかのサイトから送られたように見えたため）",
        "rate" | "busy" => "（短い時間に続けて送られたため）",
        "bad-request" | "too-large" | "too-slowly" => "（送られた内容を読み取れなかったため）",
        "code-used" => "（開くための番号が、すでに使われていたため）",
        "not-inside" => "（事業者の画面の外で開かれたため）",
        "hub-down" => "（記録を保管しているシステムから返事がなかったため）",
        "no-consent" => "（その同意を確かめられなかったため）",
        "consent-over" => "（同意が終わっていたため）",
        "provider-suspended" => "（事業者が停止されていたため）",
        "not-consented" => "（同意に含まれない記録だったため）",
        "token-over" => "（合言葉の期限が切れていたため）",
        "foreign-origin" => "（登録されていないサイトからの求めだったため）",
        "sign-in-down" | "too-slow" | "broken" | "unavailable" => "（システムの都合のため）",
        _ => "",
    }
}
