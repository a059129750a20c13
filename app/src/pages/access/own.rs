//! What this person did in this portal (利用の記録), in sentences, by day and sign-in: `?before=` leads to older entries.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::domain::calendar::long_date;
use crate::domain::trail::{Act, Day, Deed, Line, Outcome, Sitting, by_day};
use crate::page_table::PAGES;
use crate::pages::visit::{Visitor, frame, visitor};
use crate::trail::Shown;
use crate::ui::card::Card;

/// Where the section stands.
const PAGE: &str = "/access";

/// The section.
#[component]
pub fn OwnUse() -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("before")).and_then(|text| text.parse::<i64>().ok());
    let today = frame().today;
    view! {
        <Card title="このサイトでの利用の記録">
            <p id="own">"あなたの名前でこのサイトに行われたログイン、画面の表示、ファイルの受け取り、手続きです。新しい順に並んでいます。あとから書きかえたり消したりすると分かるように、しるしを付けてつないでいます（書いた直後の、しるしを付ける前の1分ほどの分など、調べても分からないことはあります）。"</p>
            {Suspend::new(entries(visitor(), before, today))}
            <p>"心当たりのないものがあるときは、"<a href="/settings">"設定"</a>"で、ほかのログインをすべて終わらせてください。アプリなどへの受け渡しは、"<a href="/sharing">"PHR事業者への提供"</a>"で止められます。カードをなくしたときにすることは、"<a href="/help#lost">"使い方と困ったとき"</a>"にあります。"</p>
        </Card>
    }
}

async fn entries(visitor: Visitor, before: Option<i64>, today: NaiveDate) -> impl IntoView {
    let Ok(Shown { deeds, more }) = visitor.trail.newest(before).await else {
        return view! {
            <div class="banner warn">
                <h3>"利用の記録を表示できません"</h3>
                <p>"記録を読み出せませんでした。記録そのものは失われていません。数分おいて、このページを開き直してください。"</p>
            </div>
        }
        .into_any();
    };
    let last = deeds.last().map(|deed| deed.sequence);
    let older = last.filter(|_| more).map(|last| format!("{PAGE}?before={last}#own"));
    let nothing = deeds.is_empty();
    let days = by_day(deeds).into_iter().map(|day| day_view(day, today)).collect_view();
    view! {
        {nothing.then(|| if before.is_some() {
            view! { <p class="soft">"これより前の記録はありません。"</p> }
        } else {
            view! { <p class="soft">"記録はまだありません。"</p> }
        })}
        {days}
        {(older.is_some() || before.is_some()).then(|| view! {
            <div class="actions">
                {before.map(|_| view! { <a class="btn line" href=format!("{PAGE}#own")>"新しい記録に戻る"</a> })}
                {older.map(|href| view! { <a class="btn line" href=href>"これより前の記録を見る"</a> })}
            </div>
        })}
    }
    .into_any()
}

fn day_view(day: Day, today: NaiveDate) -> impl IntoView {
    let on = day.on;
    let sittings = day.sittings.into_iter().map(move |sitting| sitting_view(sitting, on)).collect_view();
    view! {
        <h3><time datetime=on.format("%Y-%m-%d").to_string()>{day_words(on, today)}</time></h3>
        <ul class="list">{sittings}</ul>
    }
}

fn sitting_view(sitting: Sitting, on: NaiveDate) -> impl IntoView {
    let Sitting { browser, lines, .. } = sitting;
    let lines = lines.iter().map(|line| view! { <li>{sentence(line)}</li> }).collect_view();
    let day = format!("{}月{}日", on.month(), on.day());
    view! { <li><b>{day}"、"{browser}"で"</b><ul class="dots">{lines}</ul></li> }
}

/// `今日 11月22日`, and the year where it is another one.
fn day_words(on: NaiveDate, today: NaiveDate) -> String {
    let day = if on.year() == today.year() { format!("{}月{}日", on.month(), on.day()) } else { long_date(on) };
    if on == today { format!("今日 {day}") } else { day }
}

/// `9時5分、「健診の記録」を見ました。`
fn sentence(line: &Line) -> String {
    let Line { deed, first, times } = line;
    let what = what(deed);
    if *times == 1 {
        return format!("{}、{what}", time(deed.at));
    }
    let (first, last) = (time(*first), time(deed.at));
    if first == last {
        format!("{last}、{what}（{times}回）")
    } else {
        format!("{first}から{last}までに{times}回、{what}")
    }
}

fn time(at: NaiveDateTime) -> String {
    at.format("%-H時%-M分").to_string()
}

fn what(deed: &Deed) -> String {
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
        (Act::Provide, Outcome::Done) => "同意に基づいて、あなたの記録を受け取りました。".into(),
        (Act::Provide, _) => format!("あなたの記録を受け取ろうとしましたが、渡しませんでした{because}。"),
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
        "/registration" => "健康保険証としての利用登録".into(),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::keeping::NotReadable;
    use crate::pages::fake_records::{FakeRecords, FakeTrail, day, frame_for, moment, render};

    fn deed(sequence: i64, hour: u32, act: Act, object: &str, outcome: Outcome, reason: &str) -> Deed {
        Deed {
            sequence,
            at: moment(day(2026, 11, 22), hour),
            sitting: Some(vec![1]),
            browser: "iPhoneのSafari".into(),
            act,
            object: object.into(),
            outcome,
            reason: reason.into(),
        }
    }

    fn shown(trail: Result<Shown, NotReadable>, path: &str) -> String {
        let mut frame = frame_for(path, Some(FakeRecords::default()));
        if let Some(visitor) = &mut frame.visitor {
            visitor.trail = Arc::new(FakeTrail(trail));
        }
        render(path, &frame)
    }

    #[test]
    fn each_entry_is_a_sentence() {
        for (act, object, outcome, reason, words) in [
            (Act::SignIn, "/login/callback", Outcome::Done, "", "9時5分、カードでログインしました。"),
            (Act::View, "/checkups", Outcome::Done, "", "9時5分、「健診の記録」を見ました。"),
            (Act::View, "/checkups/items/:item", Outcome::Done, "", "9時5分、「健診の項目」を見ました。"),
            (
                Act::View,
                "/checkups",
                Outcome::Done,
                "for-another",
                "9時5分、家族などの代理として、その人の「健診の記録」を見ました。",
            ),
            (
                Act::Export,
                "/checkups/export/csv",
                Outcome::Done,
                "by-delegate",
                "9時5分、あなたの代理人が、あなたの健診の記録の一覧（CSVのファイル）を受け取りました。",
            ),
            (
                Act::View,
                "/checkups",
                Outcome::Done,
                "in-part",
                "9時5分、「健診の記録」を見ました（取得できず、表示されなかったものがあります）。",
            ),
            (
                Act::View,
                "/tax",
                Outcome::Refused,
                "sign-in-needed",
                "9時5分、「確定申告の準備」を開こうとしましたが、表示しませんでした（ログインしていなかったため）。",
            ),
            (
                Act::Export,
                "/tax/export/csv",
                Outcome::Done,
                "",
                "9時5分、医療費の一覧（CSVのファイル）を受け取りました。",
            ),
            (
                Act::Export,
                "/checkups/export/fhir",
                Outcome::Done,
                "",
                "9時5分、健診の記録（FHIR形式のファイル）を受け取りました。",
            ),
            (
                Act::Export,
                "/medications/export/jahis",
                Outcome::Refused,
                "step-up",
                "9時5分、お薬の記録（お薬手帳のファイル）を受け取ろうとしましたが、渡しませんでした（カードの確認から時間がたっていたため）。",
            ),
            (Act::Form, "/registration", Outcome::Done, "", "9時5分、健康保険証としての利用登録を行いました。"),
            (
                Act::Form,
                "/registration",
                Outcome::Done,
                "found-later",
                "9時5分、前に最後まで確かめられなかった健康保険証としての利用登録が、できていたことを確かめました。",
            ),
            (
                Act::Form,
                "/access/reports",
                Outcome::Failed,
                "send_failed",
                "9時5分、心当たりのない閲覧についての問い合わせを行おうとしましたが、入力に直すところがあったため、行われませんでした。",
            ),
            (Act::Form, "/settings/unnamed", Outcome::Done, "", "9時5分、「設定」の手続きを行いました。"),
            (Act::Form, "/access/consents/withdraw", Outcome::Done, "", "9時5分、同意の取り消しを行いました。"),
            (Act::Share, "/sharing/unknown", Outcome::Done, "", "9時5分、「PHR事業者への提供」の手続きを行いました。"),
            (Act::Share, "/unknown", Outcome::Done, "", "9時5分、手続きを行いました。"),
            (Act::SignOut, "/logout", Outcome::Done, "", "9時5分、ログアウトしました。"),
        ] {
            let deed = deed(1, 9, act, object, outcome, reason);
            assert_eq!(sentence(&Line { first: deed.at, deed, times: 1 }), words);
        }
        let deed = deed(1, 11, Act::View, "/", Outcome::Done, "");
        let first = moment(day(2026, 11, 22), 9);
        assert_eq!(
            sentence(&Line { first, deed: deed.clone(), times: 3 }),
            "9時5分から11時5分までに3回、「ホーム」を見ました。"
        );
        assert_eq!(sentence(&Line { first: deed.at, deed, times: 2 }), "11時5分、「ホーム」を見ました。（2回）");
    }

    #[test]
    fn the_section_stands_with_entries_without_and_when_it_cannot_be_read() {
        let deeds = vec![
            deed(9, 10, Act::View, "/checkups", Outcome::Done, ""),
            deed(8, 9, Act::SignIn, "/login/callback", Outcome::Done, ""),
        ];
        let html = shown(Ok(Shown { deeds: deeds.clone(), more: true }), "/access");
        for words in ["今日 11月22日", "11月22日", "iPhoneのSafari", "「健診の記録」を見ました", "/access?before=8#own"]
        {
            assert!(html.contains(words), "{words}");
        }
        assert!(!html.contains("新しい記録に戻る"));
        let html = shown(Ok(Shown { deeds, more: false }), "/access?before=12");
        assert!(html.contains("新しい記録に戻る") && !html.contains("これより前の記録を見る"));
        assert!(shown(Ok(Shown::default()), "/access").contains("記録はまだありません"));
        assert!(shown(Ok(Shown::default()), "/access?before=1").contains("これより前の記録はありません"));
        let html = shown(Err(NotReadable), "/access");
        assert!(html.contains("利用の記録を表示できません") && html.contains("失われていません"));
    }
}
