//! Every page of the portal in one table: address, title, who may open it, its place in the menu.
//!
//! The router, the shell's `<title>`, the guard of the server and the crawl tests all read this table.

use crate::language::Language;

/// Who may open a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Anyone.
    Public,
    /// A signed-in person.
    SignedIn,
    /// A signed-in person who presented the card in the last minutes.
    CardAgain,
}

/// One row of the page table.
#[derive(Clone, Copy, Debug)]
pub struct PageSpec {
    /// Path pattern in the router's form: `/checkups/items/:item`.
    pub path: &'static str,
    /// Browser title without the product's name. Holds nothing personal.
    pub title: &'static str,
    /// Who may open it.
    pub guard: Guard,
    /// Entry of the main menu that is marked while this page is open.
    pub section: Section,
    /// What the page loads besides HTML and CSS.
    pub script: Script,
}

/// The browser module a page loads. Every page is complete without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// None; while a registration is under way its page brings the islands itself.
    None,
    /// The islands.
    Islands,
    /// The import converter.
    Convert,
}

/// Entries of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// ホーム
    Home,
    /// 健診
    Checkups,
    /// お薬
    Medications,
    /// 医療費
    Expenses,
    /// 保険証
    Insurance,
    /// 確定申告
    Tax,
    /// None of them.
    Other,
}

/// All pages.
pub const PAGES: &[PageSpec] = &[
    PageSpec { path: "/", title: "ホーム", guard: Guard::Public, section: Section::Home, script: Script::None },
    PageSpec {
        path: "/registration",
        title: "健康保険証としての利用登録",
        guard: Guard::SignedIn,
        section: Section::Insurance,
        script: Script::None,
    },
    PageSpec {
        path: "/insurance",
        title: "健康保険の資格",
        guard: Guard::SignedIn,
        section: Section::Insurance,
        script: Script::None,
    },
    PageSpec {
        path: "/insurance/history",
        title: "健康保険の移り変わり",
        guard: Guard::SignedIn,
        section: Section::Insurance,
        script: Script::None,
    },
    PageSpec {
        path: "/insurance/certificates",
        title: "受付で見せる証",
        guard: Guard::SignedIn,
        section: Section::Insurance,
        script: Script::None,
    },
    PageSpec {
        path: "/print/eligibility",
        title: "資格情報（カードといっしょに見せる紙）",
        guard: Guard::SignedIn,
        section: Section::Insurance,
        script: Script::None,
    },
    PageSpec {
        path: "/checkups",
        title: "健診の記録",
        guard: Guard::SignedIn,
        section: Section::Checkups,
        script: Script::None,
    },
    PageSpec {
        path: "/checkups/items/:item",
        title: "健診の項目",
        guard: Guard::SignedIn,
        section: Section::Checkups,
        script: Script::Islands,
    },
    PageSpec {
        path: "/checkups/visits/:date",
        title: "1回の健診の結果",
        guard: Guard::SignedIn,
        section: Section::Checkups,
        script: Script::None,
    },
    PageSpec {
        path: "/checkups/compare",
        title: "健診の結果をくらべる",
        guard: Guard::SignedIn,
        section: Section::Checkups,
        script: Script::None,
    },
    PageSpec {
        path: "/print/checkups",
        title: "医師に見せるためのまとめ",
        guard: Guard::SignedIn,
        section: Section::Checkups,
        script: Script::None,
    },
    PageSpec {
        path: "/medications",
        title: "お薬の記録",
        guard: Guard::SignedIn,
        section: Section::Medications,
        script: Script::Islands,
    },
    PageSpec {
        path: "/medications/:drug",
        title: "1つのお薬のこれまで",
        guard: Guard::SignedIn,
        section: Section::Medications,
        script: Script::None,
    },
    PageSpec {
        path: "/print/medications",
        title: "薬局・病院の窓口で見せる紙（お薬）",
        guard: Guard::SignedIn,
        section: Section::Medications,
        script: Script::None,
    },
    PageSpec {
        path: "/print/medications-qr",
        title: "お薬手帳のQRコード（調剤ごと）",
        guard: Guard::SignedIn,
        section: Section::Medications,
        script: Script::None,
    },
    PageSpec {
        path: "/export/medications",
        title: "お薬の記録を持ち出す",
        guard: Guard::SignedIn,
        section: Section::Medications,
        script: Script::None,
    },
    PageSpec {
        path: "/expenses",
        title: "医療費",
        guard: Guard::SignedIn,
        section: Section::Expenses,
        script: Script::None,
    },
    PageSpec {
        path: "/expenses/rows",
        title: "医療費の明細を直す・書き足す",
        guard: Guard::SignedIn,
        section: Section::Expenses,
        script: Script::None,
    },
    PageSpec {
        path: "/expenses/ceiling",
        title: "高額療養費の目安",
        guard: Guard::SignedIn,
        section: Section::Expenses,
        script: Script::None,
    },
    PageSpec {
        path: "/tax",
        title: "確定申告の準備",
        guard: Guard::SignedIn,
        section: Section::Tax,
        script: Script::None,
    },
    PageSpec {
        path: "/tax/household",
        title: "家族の分と、申告する人",
        guard: Guard::SignedIn,
        section: Section::Tax,
        script: Script::None,
    },
    PageSpec {
        path: "/tax/steps",
        title: "申告の手順",
        guard: Guard::SignedIn,
        section: Section::Tax,
        script: Script::None,
    },
    PageSpec {
        path: "/import",
        title: "医療費・健診・お薬手帳のファイルを読み込む",
        guard: Guard::Public,
        section: Section::Tax,
        script: Script::Convert,
    },
    PageSpec {
        path: "/import/otc",
        title: "市販薬を書き加える",
        guard: Guard::SignedIn,
        section: Section::Medications,
        script: Script::None,
    },
    PageSpec {
        path: "/access",
        title: "あなたの記録を見た人",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/access/reports/:look",
        title: "心当たりのない閲覧を伝える",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/access/consents",
        title: "記録を見せる・渡す同意",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/exchange",
        title: "役所どうしのやりとり",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/services",
        title: "手続・外部サイト・納付",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/services/:procedure",
        title: "手続きの説明",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/services/link/:site",
        title: "使っているサイトの印",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/services/out/:site",
        title: "このサイトの外へ",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/notices",
        title: "お知らせ",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/me",
        title: "あなたの情報",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/me/not-mine",
        title: "あなたのものでない記録を隠す",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/family",
        title: "家族などの代理",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/sharing",
        title: "PHR事業者への提供",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/sharing/ask",
        title: "PHR事業者に記録を渡すかを決める",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/settings",
        title: "設定",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/settings/erase",
        title: "このサイトが持っている情報を消す",
        guard: Guard::SignedIn,
        section: Section::Other,
        script: Script::None,
    },
    PageSpec {
        path: "/help",
        title: "使い方と困ったとき",
        guard: Guard::Public,
        section: Section::Other,
        script: Script::None,
    },
];

/// The row of a request path, if it is a page. The path may begin with a language.
#[must_use]
pub fn page_of(path: &str) -> Option<&'static PageSpec> {
    let (_, path) = Language::split(path);
    PAGES.iter().find(|page| matches(page.path, path))
}

/// Whether a part of an address can name something of ours. What looks like a file is none: something between us and the
/// browser might keep it as one.
fn is_name(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The part of an address that calls a drug by a token.
const DRUG: &str = ":drug";

/// Whether a part is a token: many hexadecimal digits. Forms and files stand beside the pages of drugs, and are none of them.
fn is_token(part: &str) -> bool {
    part.len() >= 16 && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut wanted = pattern.split('/');
    let mut given = path.strip_suffix('/').unwrap_or(path).split('/');
    if pattern == "/" {
        return path == "/";
    }
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(w), Some(g)) if w == g || (w.starts_with(':') && is_name(g) && (w != DRUG || is_token(g))) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn finds_the_row_of_a_path() {
        for (path, title) in [
            ("/", Some("ホーム")),
            ("/checkups/items/sbp", Some("健診の項目")),
            ("/checkups/items", None),
            ("/nothing", None),
            ("/en/checkups/items/sbp", Some("健診の項目")),
            ("/easy", Some("ホーム")),
            ("/en/nothing", None),
            ("/en/en/tax", None),
            ("/fr/tax", None),
            ("/tax/", Some("確定申告の準備")),
            ("/tax//", None),
            ("//", None),
            ("/checkups/items/sbp.css", None),
            ("/checkups/items/sbp;.js", None),
            ("/checkups/items/%2e", None),
            ("/checkups/items/", None),
            ("/tax", Some("確定申告の準備")),
            ("/medications/00ff00ff00ff00ff", Some("1つのお薬のこれまで")),
            ("/medications/hide", None),
            ("/medications/export", None),
        ] {
            assert_eq!(page_of(path).map(|page| page.title), title, "{path}");
        }
    }
}
