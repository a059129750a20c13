//! The card page as HTML. Plain, without script, and not the look of any authority.

use super::verdict::Refusal;
use crate::citizen::named::{PROFILES, REFUSED};
use crate::oidc::request::AuthRequest;

/// The stylesheet.
pub(crate) const STYLE: &str = include_str!("sim.css");

/// The page: the form, and what went wrong before.
pub(crate) fn card_page(request: &AuthRequest, card: &str, refusal: Option<&Refusal>) -> String {
    let title =
        if refusal.is_some() { "エラー：見本のカードで入る" } else { "見本のカードで入る" };
    let summary = refusal.map(summary).unwrap_or_default();
    let described = |field: &str, hint: &str| {
        if refusal.is_some_and(|r| r.field == field) {
            format!(r#" aria-invalid="true" aria-describedby="problem {hint}""#)
        } else {
            format!(r#" aria-describedby="{hint}""#)
        }
    };
    let hidden: String = [
        ("response_type", &request.response_type),
        ("client_id", &request.client_id),
        ("redirect_uri", &request.redirect_uri),
        ("scope", &request.scope),
        ("state", &request.state),
        ("nonce", &request.nonce),
        ("code_challenge", &request.code_challenge),
        ("code_challenge_method", &request.code_challenge_method),
    ]
    .iter()
    .map(|(name, value)| format!(r#"<input type="hidden" name="{name}" value="{}">"#, escape(value)))
    .collect();
    let main = format!(
        r#"<h1>見本のカードで入る</h1>
{summary}<p>本物のカードは使いません。見本のカードを選び、暗証番号 <b>1234</b> を入力してください。</p>
<form method="post" action="/api/realms/main/protocol/openid-connect/auth" autocomplete="off">
{hidden}
<p class="field"><label for="card">見本のカード</label>
<span class="hint" id="card-hint">一覧から選べます。n-000000123 のように番号を入力することもできます。</span>
<input id="card" name="card" type="text" list="cards" value="{}" required autocapitalize="none" spellcheck="false" autocomplete="off"{}></p>
<datalist id="cards">{}</datalist>
<p class="field"><label for="pin">暗証番号（数字4桁）</label>
<span class="hint" id="pin-hint">見本のカードの暗証番号は、すべて 1234 です。3回つづけてまちがえると、そのカードは使えなくなります。</span>
<input id="pin" name="pin" type="password" inputmode="numeric" maxlength="8" required autocomplete="off"{}></p>
<p><button type="submit">このカードで入る</button></p>
</form>
<p><a class="back" href="{}">やめて、もとの画面にもどる</a></p>
<details><summary>見本のカードの一覧</summary><ul>{}</ul></details>"#,
        escape(card),
        described("card", "card-hint"),
        options(),
        described("pin", "pin-hint"),
        escape(&request.back_with_error("access_denied")),
        list(),
    );
    frame(title, &main)
}

/// The page for a request from nobody we know: there is no address to go back to.
pub(crate) fn untrusted_page() -> String {
    frame(
        "この画面は開けません",
        "<h1>この画面は開けません</h1>\n<p>どのサイトから来たのか確かめられませんでした。何も送られていません。</p>\n\
         <p>もとのサイトにもどり、ログインをはじめからやりなおしてください。</p>",
    )
}

fn summary(refusal: &Refusal) -> String {
    format!(
        "<div class=\"problem\" role=\"alert\" id=\"problem\"><h2>入れませんでした</h2>\n<p><a href=\"#{}\">{}</a></p>\n<p>{}</p></div>\n",
        refusal.field,
        escape(&refusal.what),
        refusal.next
    )
}

fn options() -> String {
    PROFILES.iter().map(|p| format!(r#"<option value="{}">{}</option>"#, p.id, escape(p.situation))).collect()
}

fn list() -> String {
    let named = PROFILES.iter().map(|p| format!("<li><b>{}</b> {}</li>", p.id, escape(p.situation)));
    let refused = REFUSED.iter().map(|(id, why)| format!("<li><b>{id}</b> {}（入れません）</li>", escape(why)));
    named.chain(refused).collect()
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
        let page = card_page(&request, "\"><script>alert(1)</script>", None);
        assert!(!page.contains("<script"));
        assert!(page.contains("&quot;&gt;&lt;script&gt;alert(1)"));
    }
}
