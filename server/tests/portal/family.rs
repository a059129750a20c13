//! Acting for somebody (代理人): granted by both, shown for whom, closed for everything else, over when either ends it.

use app::domain::delegation::RecordKind;
use reqwest::Method;

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};
use crate::sessions::change;

/// People of the population, with the marks that their names carry.
const GIVER: (&str, &str) = ("n-000000871", "㋐000000871");
const HOLDER: (&str, &str) = ("n-000000873", "㋐000000873");
const STRANGER: (&str, &str) = ("n-000000874", "㋐000000874");

/// The form of `/family` that goes to an address, in the part of the page that names somebody.
pub(crate) fn form_about(html: &str, name: &str, action: &str) -> Option<Form> {
    // Each person stands in a line of their own, in larger letters than the rest.
    let part = html.split("<p class=\"say\">").skip(1).find(|part| {
        let named = part.split("</p>").next().unwrap_or_default().contains(name);
        named && part.contains(&format!("action=\"{action}\""))
    })?;
    Some(Form::to(part, action))
}

/// Presses a button of `/family`.
async fn press(client: &mut Client, name: &str, action: &str) -> Answer {
    let page = client.get("/family").await.body;
    let form = form_about(&page, name, action).unwrap_or_else(|| panic!("no {action} for {name}: {page}"));
    send(client, &form).await
}

pub(crate) async fn send(client: &mut Client, form: &Form) -> Answer {
    let fields: Vec<(&str, &str)> = form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.send_bare(Method::POST, &form.action, &[], &fields).await
}

/// From the next page on, for this person.
pub(crate) async fn act_for(client: &mut Client, name: &str) {
    let answer = press(client, name, "/family/switch").await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{name}");
}

/// Whom the banner of a page names; nobody on one's own pages.
pub(crate) fn banner(html: &str) -> Option<&str> {
    let after = html.split("<b class=\"who\">").nth(1)?;
    after.split(" さんの記録</b>").next()
}

pub(crate) async fn birth_of(app: &TestApp, card: &str) -> String {
    let paper = app.signed_in(card).await.get("/help").await.body;
    let line = paper.split("class=\"paper\"").nth(1).and_then(|rest| rest.split("生まれ").next()).unwrap().to_owned();
    let day = line.rsplit('（').next().unwrap();
    day.to_owned()
}

/// Offers all kinds for a month to whoever was born on a day; the code.
async fn offer(client: &mut Client, birth: &str) -> String {
    let mut fields: Vec<(&str, &str)> = RecordKind::ALL.iter().map(|kind| ("kind", kind.code())).collect();
    fields.extend([("term", "1m"), ("birth", birth)]);
    let answer = client.post("/family/offer", &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/family")));
    let page = client.get("/family").await.body;
    let code = page.split("class=\"code num\">").nth(1).and_then(|rest| rest.split('<').next());
    code.unwrap_or_else(|| panic!("no code: {page}")).to_owned()
}

#[tokio::test]
async fn the_household_stands_from_the_start_and_each_page_says_whose_it_is() {
    let app = TestApp::start().await;
    let mut parent = app.signed_in("parent").await;
    assert_eq!(banner(&parent.get("/medications").await.body), None);
    for name in ["見本　陽", "見本　凜", "見本　美和"] {
        act_for(&mut parent, name).await;
        for page in ["/", "/insurance", "/medications", "/expenses?year=2026", "/tax?year=2026", "/help", "/import"] {
            let answer = parent.get(page).await;
            assert_eq!((answer.status, banner(&answer.body)), (200, Some(name)), "{page}");
            assert!(!answer.body.contains("見本　健太"), "{page} of {name} names the one who looks");
            assert!(page == "/help" || !answer.body.contains("表示できません"), "{page} of {name}");
        }
        let granted = name != "見本　美和";
        assert_eq!(parent.get("/checkups").await.status, if granted { 200 } else { 403 }, "{name}");
        let back = parent.post("/session/back", &[]).await;
        assert_eq!(back.location.as_deref(), Some("/family"));
        let own = parent.get("/medications").await.body;
        assert!(banner(&own).is_none() && own.contains("見本　健太"));
    }
}

#[tokio::test]
async fn both_see_each_use() {
    let app = TestApp::start().await;
    let mut parent = app.signed_in("parent").await;
    act_for(&mut parent, "見本　陽").await;
    parent.get("/medications").await;
    parent.post("/session/back", &[]).await;
    assert!(parent.get("/family").await.body.contains("最後に見た日時：2026年11月22日"));
    let access = parent.get("/access").await.body;
    assert!(access.contains("あなたが代理人として") && access.contains("<b>見本　陽</b>"));
    let mut child = app.signed_in("child").await;
    let access = child.get("/access").await.body;
    assert!(
        access.contains("あなたの代理人の") && access.contains("<b>見本　健太</b>") && access.contains("<b>お薬</b>")
    );
    let page = child.get("/family").await.body;
    assert!(page.contains("見せている記録") && page.contains("最後に見た日時：2026年11月22日"));
    let mut spouse = app.signed_in("spouse").await;
    assert!(!spouse.get("/access").await.body.contains("代理人の"), "nobody looked at hers");
}

#[tokio::test]
async fn what_either_ends_is_over_at_once() {
    let app = TestApp::start().await;
    for (ends, name) in [("child", "見本　陽"), ("parent", "見本　凜")] {
        let mut parent = app.signed_in("parent").await;
        let mut other = app.signed_in("parent").await;
        act_for(&mut parent, name).await;
        assert!(parent.get("/medications").await.body.contains("お薬の記録"));
        if ends == "parent" {
            press(&mut other, name, "/family/end").await;
        } else {
            let mut child = app.signed_in(ends).await;
            press(&mut child, "見本　健太", "/family/end").await;
        }
        let page = parent.get("/medications").await.body;
        assert_eq!(banner(&page), Some(name), "whose page it would have been is still said");
        assert!(page.contains("代理が終わりました"), "{ends}");
        let start = parent.get("/").await;
        assert!(start.status == 403 && start.body.contains("代理は終わっています"), "{ends}: {}", start.status);
        assert_eq!(parent.post("/tax/export/csv", &[("year", "2026")]).await.status, 303, "no file is given out");
        parent.post("/session/back", &[]).await;
        let page = parent.get("/family").await.body;
        assert!(form_about(&page, name, "/family/switch").is_none() && page.contains("終わった代理"), "{ends}");
    }
}

#[tokio::test]
async fn a_form_opened_for_one_and_sent_for_another_is_refused() {
    let app = TestApp::start().await;
    let mut tab = app.signed_in("parent").await;
    let mut keys = vec![(None, tab.form_key().await)];
    for name in ["見本　陽", "見本　凜"] {
        act_for(&mut tab, name).await;
        keys.push((Some(name), tab.form_key().await));
        for (shown, key) in &keys {
            let fields = [("form_key", key.as_str()), ("year", "2026")];
            let answer = tab.send_bare(Method::POST, "/tax/export/csv", &[], &fields).await;
            let same = *shown == Some(name);
            assert_eq!(answer.status, if same { 200 } else { 403 }, "opened for {shown:?}, sent for {name}");
            if !same {
                assert!(answer.body.contains("別の人の画面から送られた"), "{}", answer.body);
                assert!(answer.body.contains("何も変更されていません"));
                assert_eq!(banner(&answer.body), Some(name), "and says for whom one acts now");
            }
        }
        tab.post("/session/back", &[]).await;
    }
    // Back to oneself: what was opened for the child is not taken either.
    let fields = [("form_key", keys[1].1.as_str()), ("delegation", "x")];
    let answer = tab.send_bare(Method::POST, "/family/end", &[], &fields).await;
    assert!(answer.status == 403 && answer.body.contains("別の人の画面から送られた"));
    // But nobody is kept from signing out.
    let answer = tab.send_bare(Method::POST, "/logout", &[], &fields[..1]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(tab.get("/medications").await.status, 303, "signed out");
    // The file that was taken along stands in the record of the person whose it is.
    let access = app.signed_in("child").await.get("/access").await.body;
    assert!(access.contains("代理人の画面") && access.contains("あなたの代理人が、あなたの医療費の一覧"), "{access}");
}

#[tokio::test]
async fn signing_in_anew_ends_acting_and_nothing_typed_for_another_comes_back() {
    let app = TestApp::start().await;
    let mut parent = app.signed_in("parent").await;
    act_for(&mut parent, "見本　陽").await;
    change(&app, "update session set authenticated_at = authenticated_at - 360").await;
    let answer = parent.post("/tax/export/csv", &[("year", "2026")]).await;
    assert!(answer.status == 403 && answer.body.contains("代理はいったん終わり"));
    assert!(answer.body.contains("/login?again=1&amp;next=/family") && !parent.cookies.contains_key("draft"));
    let kept = parent.post("/session/keep", &[("year", "2026")]).await;
    assert_eq!(kept.body, "{\"kept\":false}");
    parent.sign_in_again("parent", "/family").await;
    assert_eq!(banner(&parent.get("/medications").await.body), None);
}

#[tokio::test]
async fn a_stranger_cannot_act_and_nobody_acts_for_whom_they_like() {
    let app = TestApp::start().await;
    let page = app.signed_in("parent").await.get("/family").await.body;
    let form = form_about(&page, "見本　陽", "/family/switch").unwrap();
    let id = &form.hidden.iter().find(|(name, _)| name == "delegation").unwrap().1;
    let mut stranger = app.signed_in(STRANGER.0).await;
    for path in ["/family/switch", "/family/accept", "/family/decline", "/family/end"] {
        stranger.post(path, &[("delegation", id)]).await;
        assert!(stranger.get("/family").await.body.contains("見つかりません"), "{path}");
        assert_eq!(banner(&stranger.get("/").await.body), None, "{path}");
    }
    // Nor the child for the parent, by the same delegation.
    let mut child = app.signed_in("child").await;
    child.post("/family/switch", &[("delegation", id)]).await;
    assert_eq!(banner(&child.get("/").await.body), None);
    let mut parent = app.signed_in("parent").await;
    act_for(&mut parent, "見本　陽").await;
}

#[tokio::test]
async fn from_an_offer_to_its_end() {
    let app = TestApp::start().await;
    let (mut giver, mut holder, mut stranger) =
        (app.signed_in(GIVER.0).await, app.signed_in(HOLDER.0).await, app.signed_in(STRANGER.0).await);
    let code = offer(&mut giver, &birth_of(&app, HOLDER.0).await).await;
    // Another birth date, a wrong code, one's own code.
    for (client, typed) in [(&mut stranger, code.as_str()), (&mut holder, "ABCD-2345"), (&mut giver, &code)] {
        client.post("/family/claim", &[("code", typed)]).await;
        assert!(client.get("/family").await.body.contains("番号を確認できませんでした"), "{typed}");
    }
    holder.post("/family/claim", &[("code", &code.to_lowercase())]).await;
    let page = holder.get("/family").await.body;
    assert!(page.contains("代理人になるよう頼まれています") && page.contains(GIVER.1), "{page}");
    assert!(!page.contains("/family/switch"), "not before it is taken on");
    assert!(giver.get("/family").await.body.contains("が番号を入れました"));
    // The code is used up.
    holder.post("/family/claim", &[("code", &code)]).await;
    assert!(holder.get("/family").await.body.contains("番号を確認できませんでした"));
    press(&mut holder, GIVER.1, "/family/accept").await;
    act_for(&mut holder, GIVER.1).await;
    for page in ["/", "/insurance", "/checkups", "/medications", "/expenses", "/tax"] {
        let body = holder.get(page).await.body;
        assert!(banner(&body).unwrap().contains(GIVER.1), "{page}");
        assert!(body.contains(GIVER.1) && !body.contains(HOLDER.1), "{page}");
    }
    press(&mut giver, HOLDER.1, "/family/end").await;
    assert!(holder.get("/medications").await.body.contains("代理が終わりました"));
}

#[tokio::test]
async fn codes_cannot_be_tried_out_and_do_not_wait_for_long() {
    let app = TestApp::start().await;
    let (mut giver, mut holder) = (app.signed_in(GIVER.0).await, app.signed_in(HOLDER.0).await);
    let birth = birth_of(&app, HOLDER.0).await;
    let code = offer(&mut giver, &birth).await;
    for _ in 0..5 {
        holder.post("/family/claim", &[("code", "ABCD-2345")]).await;
    }
    holder.post("/family/claim", &[("code", &code)]).await;
    let page = holder.get("/family").await.body;
    assert!(page.contains("番号のまちがいが続いたため"), "even the right one has to wait");
    // A quarter of an hour later one may try again, but the code is over.
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let later = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().to_string();
    http.put(format!("{}/sim/clock", app.hub)).body(later).send().await.unwrap();
    holder.post("/family/claim", &[("code", &code)]).await;
    assert!(holder.get("/family").await.body.contains("番号を確認できませんでした"));
    assert!(giver.get("/family").await.body.contains("期限までに引き受けられませんでした"));
}

#[tokio::test]
async fn an_answer_of_somebody_else_is_not_shown_to_a_delegate_either() {
    let app = TestApp::start().await;
    let mut parent = app.signed_in("parent").await;
    act_for(&mut parent, "見本　凜").await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    for fault in ["swap", "late"] {
        let fault = http.put(format!("{}/sim/faults", app.hub)).body(fault);
        assert!(fault.send().await.unwrap().status().is_success());
        for page in ["/insurance", "/checkups", "/medications", "/expenses"] {
            for _ in 0..4 {
                let body = parent.get(page).await.body;
                assert_eq!(banner(&body), Some("見本　凜"), "{page}");
                for foreign in ["見本　一郎", "番号　花子", "見本　健太", "見本　陽"] {
                    assert!(!body.contains(foreign), "{page}: {foreign}");
                }
                assert!(body.contains("表示できません"), "{page}");
            }
        }
    }
}

/// Some texts come in full-width digits.
fn narrow(c: char) -> char {
    if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xfee0).unwrap() } else { c }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_one_tab_switches_each_page_holds_only_whom_it_names() {
    let app = TestApp::start().await;
    let birth = birth_of(&app, HOLDER.0).await;
    let mut holder = app.signed_in(HOLDER.0).await;
    for giver in [GIVER, STRANGER] {
        let mut client = app.signed_in(giver.0).await;
        let code = offer(&mut client, &birth).await;
        holder.post("/family/claim", &[("code", &code)]).await;
        press(&mut holder, giver.1, "/family/accept").await;
    }
    let tabs: Vec<_> = (0..4)
        .map(|tab| {
            let mut client = holder.clone();
            tokio::spawn(async move {
                let mut seen = std::collections::BTreeMap::new();
                for round in 0..50 {
                    let page = ["/medications", "/insurance", "/expenses", "/checkups"][(tab + round) % 4];
                    let body = client.get(page).await.body;
                    let marks: std::collections::BTreeSet<String> = body
                        .match_indices('㋐')
                        .map(|(at, _)| body[at..].chars().take(10).map(narrow).collect())
                        .collect();
                    let named = banner(&body).map_or(HOLDER.1.to_owned(), |name| {
                        name[name.find('㋐').unwrap()..].chars().take(10).collect()
                    });
                    assert_eq!(marks, std::collections::BTreeSet::from([named.clone()]), "{page}");
                    *seen.entry(named).or_insert(0) += 1;
                }
                seen
            })
        })
        .collect();
    let mut switches = 0;
    while tabs.iter().any(|tab| !tab.is_finished()) {
        for giver in [GIVER, STRANGER] {
            act_for(&mut holder, giver.1).await;
            holder.post("/session/back", &[]).await;
            switches += 1;
        }
    }
    let mut all = std::collections::BTreeSet::new();
    for tab in tabs {
        all.extend(tab.await.unwrap().into_keys());
    }
    assert!(switches > 3 && all.len() == 3, "{switches} switches, seen: {all:?}");
}
