//! The card page as HTML. Plain, without script, and not the look of any authority.

use jpki::challenge::Purpose;

use super::verdict::Words;
use crate::citizen::named::{PROFILES, REFUSED};
use crate::oidc::request::AuthRequest;

/// The stylesheet.
pub(crate) const STYLE: &str = include_str!("sim.css");

/// For whom a card is asked, and where its form leads.
pub(crate) struct Asking {
    /// Where the form is posted, on this origin.
    pub(crate) action: &'static str,
    /// What the form carries along.
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// Where to go without a card.
    pub(crate) cancel: String,
    /// Whether somebody who is signed in already shows their card again.
    pub(crate) again: bool,
}

impl Asking {
    /// For the provider of this hub.
    pub(crate) fn by_provider(request: &AuthRequest) -> Self {
        Self {
            action: "/api/realms/main/protocol/openid-connect/auth",
            hidden: request.fields().map(|(name, value)| (name, value.to_owned())).to_vec(),
            cancel: request.back_with_error("access_denied"),
            again: request.purpose() == Purpose::StepUp,
        }
    }

    fn heading(&self) -> &'static str {
        if self.again { "もう一度、見本のカードで確かめる" } else { "見本のカードで入る" }
    }
}

/// The page: the form, and what went wrong before.
pub(crate) fn card_page(asking: &Asking, card: &str, refusal: Option<&Words>) -> String {
    let heading = asking.heading();
    let title = if refusal.is_some() { format!("エラー：{heading}") } else { heading.to_owned() };
    let summary = refusal.map(summary).unwrap_or_default();
    let described = |field: &str, hint: &str| {
        if refusal.is_some_and(|r| r.field == field) {
            format!(r#" aria-invalid="true" aria-describedby="problem {hint}""#)
        } else {
            format!(r#" aria-describedby="{hint}""#)
        }
    };
    let why = if asking.again {
        "<p>大事な手続きの前に、本人であることをもう一度カードで確かめます。</p>\n"
    } else {
        ""
    };
    let main = format!(
        r#"<h1>{heading}</h1>
{summary}{why}<p>本物のカードは使いません。見本のカードを選び、暗証番号 <b>1234</b> を入力してください。</p>
<form method="post" action="{}" autocomplete="off">
{}
<div class="field"><label for="card">見本のカード</label>
<span class="hint" id="card-hint">一覧にある名前を入力します。n-000000123 のような番号でもかまいません。</span>
<input id="card" name="card" type="text" value="{}" required autocapitalize="none" spellcheck="false" autocomplete="off"{}>
<details><summary>見本のカードの一覧</summary><ul>{}</ul></details></div>
<div class="field"><label for="pin">暗証番号（数字4桁）</label>
<span class="hint" id="pin-hint">見本のカードの暗証番号は、変えていなければ 1234 です。3回つづけてまちがえると、そのカードは使えなくなります。</span>
<input id="pin" name="pin" type="password" inputmode="numeric" maxlength="8" required autocomplete="off"{}></div>
<p><button type="submit">このカードで入る</button></p>
</form>
<p><a class="back" href="{}">やめて、もとの画面にもどる</a></p>"#,
        asking.action,
        hidden(&asking.hidden),
        escape(card),
        described("card", "card-hint"),
        list(),
        described("pin", "pin-hint"),
        escape(&asking.cancel),
    );
    frame(&title, &main)
}

/// The page that hands a card's answer over to who asked for it: one form, one button.
pub(crate) fn handover_page(to: &str, asker: &str, fields: &[(&'static str, String)]) -> String {
    let main = format!(
        r#"<h1>カードを読み取りました</h1>
<p>暗証番号が合い、カードが署名しました。次のボタンを押すと、署名と電子証明書が <b>{}</b> に送られます。暗証番号は送られません。</p>
<form method="post" action="{}" autocomplete="off">
{}
<p><button type="submit">つづける</button></p>
</form>"#,
        escape(asker),
        escape(to),
        hidden(fields),
    );
    frame("カードを読み取りました", &main)
}

fn hidden(fields: &[(&'static str, String)]) -> String {
    fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!(r#"<input type="hidden" name="{name}" value="{}">"#, escape(value)))
        .collect()
}

/// The page for a request from nobody we know: there is no address to go back to.
pub(crate) fn untrusted_page() -> String {
    frame(
        "この画面は開けません",
        "<h1>この画面は開けません</h1>\n<p>どのサイトから来たのか確かめられませんでした。何も送られていません。</p>\n\
         <p>もとのサイトにもどり、ログインをはじめからやりなおしてください。</p>",
    )
}

fn summary(refusal: &Words) -> String {
    format!(
        "<div class=\"problem\" role=\"alert\" id=\"problem\"><h2>入れませんでした</h2>\n<p><a href=\"#{}\">{}</a></p>\n<p>{}</p></div>\n",
        refusal.field,
        escape(&refusal.what),
        refusal.next
    )
}

fn list() -> String {
    let named = PROFILES.iter().map(|p| format!("<li><b>{}</b> {}</li>", p.id, escape(p.situation)));
    let refused = REFUSED.iter().map(|(id, why)| format!("<li><b>{id}</b> {}（入れません）</li>", escape(why)));
    let phone = "<li><b>changer-phone</b> changer と同じ人のスマートフォン</li>".to_owned();
    named.chain([phone]).chain(refused).collect()
}

fn frame(title: &str, main: &str) -> String {
    format!(
        r#"<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/sim.css"></head>
<body><header><p><b>見本のカード読み取り</b>　試すための画面です。国や自治体のサイトではありません。</p></header>
<main>{main}</main>
<footer><p>ここに出てくる人と記録は、すべて作りものです。</p></footer></body></html>
"#
    )
}

/// Text as HTML content or attribute value.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_harmless() {
        let request = AuthRequest { state: "\"><script>".to_owned(), ..AuthRequest::default() };
        let page = card_page(&Asking::by_provider(&request), "\"><script>alert(1)</script>", None);
        assert!(!page.contains("<script"));
        assert!(page.contains("&quot;&gt;&lt;script&gt;alert(1)"));
    }
}
