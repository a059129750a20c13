//! A page of a hundred resources read with a provider's token, beside the hub's own answer that it is made of.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::COOKIE;
use reqwest::{Client, Url};
use sha2::{Digest, Sha256};

use crate::launch::Portal;
use crate::raw::Raw;
use crate::{CARD, HUB_CALL, against_target, line, percentile, process};

/// What is read. One consent may ask three hundred times at once, so that the samples are fewer than that.
const READ: &str = "/fhir/Observation?_count=100";
const SAMPLES: usize = 200;
const WARM: usize = 20;

const PROVIDER: &str = r#"{"id":"bench-app","name":"bench","purpose":"self-care","purpose_words":"bench","kinds":["checkups"],"origins":["http://127.0.0.1:3299"],"redirect_uris":["http://127.0.0.1:3299/"],"contact":"bench","privacy_policy":"http://127.0.0.1:3299/"}"#;
const REDIRECT: &str = "http://127.0.0.1:3299/";
const VERIFIER: &str = "a-verifier-of-a-bench-that-is-long-enough-for-it";

/// Measures and prints. `bearer` is the line of a header with a token of the hub's for the same person.
pub(crate) async fn measure(portal: &Portal, program: &Path, http: &Client, bearer: &str) {
    let token = token(portal, program, http).await;
    let read = http.get(format!("{}{READ}", portal.base)).bearer_auth(&token).send().await.expect("the portal");
    let page: serde_json::Value = read.json().await.expect("a page");
    assert_eq!(page["entry"].as_array().map(Vec::len), Some(100), "{page}");
    let (address, sim) = (portal.base.trim_start_matches("http://"), portal.sim.trim_start_matches("http://"));
    let mut reader = Raw::connect(address).await.expect("the portal");
    let mut hub = Raw::connect(sim).await.expect("the hub");
    let (mut pages, mut answers, mut cpu) = (Vec::new(), Vec::new(), 0.0);
    let header = format!("authorization: Bearer {token}\r\n");
    for sample in 0..WARM + SAMPLES {
        if sample == WARM {
            cpu = process::cpu_ms(portal.id());
        }
        let begun = Instant::now();
        assert_eq!(reader.get(READ, &header).await.expect("a page").status, 200);
        let of_page = begun.elapsed();
        let begun = Instant::now();
        let headers = format!("{bearer}x-request-id: bench-fhir-{sample}\r\n");
        assert_eq!(hub.get(HUB_CALL, &headers).await.expect("the hub").status, 200);
        if sample >= WARM {
            pages.push(of_page);
            answers.push(begun.elapsed());
        }
    }
    let cpu = process::cpu_ms(portal.id()) - cpu;
    println!("# {READ} of {CARD}, one at a time; the reference makes the page's own hub call directly: {HUB_CALL}");
    let (ours, reference) = (percentile(&mut pages, 50), percentile(&mut answers, 50));
    line("fhir-page-100", ours, reference, "milliseconds, p50; see added");
    against_target("fhir-page-100-added-p50-ms", ours - reference, 5.0);
    let added = percentile(&mut pages, 99) - percentile(&mut answers, 99);
    line("fhir-page-100-added-p99-ms", added, 5.0, "no target: reference is that of p50");
    line("fhir-page-100-cpu-ms", cpu / SAMPLES as f64, 5.0, "no target: reference is that of added");
}

/// An access token for the citizen's checkups, given by their consent.
async fn token(portal: &Portal, program: &Path, http: &Client) -> String {
    let file = portal.folder.path().join("provider.json");
    std::fs::write(&file, PROVIDER).expect("a file");
    let mut command = Command::new(program);
    command.args(["partner", "add"]).arg(&file).arg("--data").arg(portal.folder.path().join("data"));
    let done = command.output().expect("the program");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let cookie = portal.sign_in(http, CARD).await;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let mut ask = Url::parse(&portal.base).and_then(|base| base.join("/oauth/authorize")).expect("an address");
    ask.query_pairs_mut().extend_pairs([
        ("client_id", "bench-app"),
        ("redirect_uri", REDIRECT),
        ("response_type", "code"),
        ("scope", "launch/patient patient/Observation.rs"),
        ("state", "bench"),
        ("aud", &format!("{}/fhir", portal.base.replace("127.0.0.1", "localhost"))),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);
    let get = |url: Url| http.get(url).header(COOKIE, &cookie).send();
    let asked = get(ask.clone()).await.expect("the portal").text().await.expect("a page");
    let mut question = ask.join(&onward(&asked)).expect("an address");
    // The page leads to the portal as browsers know it.
    question.set_host(ask.host_str()).expect("a host");
    let question = get(question).await.expect("the portal").text().await.expect("a page");
    let mut fields = hidden(&question, "/oauth/authorize");
    let typed = [("kind", "checkups"), ("year", "2026"), ("year", "2025"), ("year", "2024"), ("year", "older")];
    let answer = [("term", "7"), ("do", "allow")];
    fields.extend(typed.iter().chain(&answer).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let answer = http.post(format!("{}/oauth/authorize", portal.base)).header(COOKIE, &cookie).form(&fields);
    let answer = answer.send().await.expect("the portal").text().await.expect("a page");
    let back = Url::parse(&onward(&answer)).expect("an address");
    let code = back.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
    let redeemed = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
        ("client_id", "bench-app"),
    ];
    let given = http.post(format!("{}/oauth/token", portal.base)).form(&redeemed).send().await.expect("the portal");
    let given: serde_json::Value = given.json().await.expect("tokens");
    given["access_token"].as_str().unwrap_or_else(|| panic!("no token: {given}")).to_owned()
}

/// Where a small page of the portal's leads on to.
fn onward(html: &str) -> String {
    let href = html.split("id=\"on\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    href.unwrap_or_else(|| panic!("no way on: {html}")).replace("&amp;", "&")
}

/// What the form of a page that goes to an address carries along.
fn hidden(html: &str, action: &str) -> Vec<(String, String)> {
    let form = html.split("<form").find(|form| form.contains(&format!("action=\"{action}\""))).expect("a form");
    let form = form.split("</form>").next().unwrap_or_default();
    let value = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(rest.split('"').next()?.replace("&amp;", "&").replace("&quot;", "\""))
    };
    let tags = form.split("<input").skip(1).filter_map(|tag| tag.split('>').next());
    let hidden = tags.filter(|tag| value(tag, "type").as_deref() == Some("hidden"));
    hidden.filter_map(|tag| Some((value(tag, "name")?, value(tag, "value").unwrap_or_default()))).collect()
}
