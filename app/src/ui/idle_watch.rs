//! What a page with scripts adds to the footer's words: it says quietly when the session is about to end, offers more time
//! without leaving the page, and takes a person's data off the screen at the end.
//!
//! Like the page's other script it runs under a nonce and Trusted Types: it writes no HTML and evaluates nothing.

use leptos::prelude::*;

use super::form_key::FormKey;
use crate::pages::visit::Frame;

/// Counts by the clock of the machine, because timers sleep with a closed lid. Before warning or covering it asks the server
/// how long is left: another tab may have been used. At a shared terminal it asks all the time, since the card may be gone.
const WATCH: &str = r#"{
const soon = document.getElementById("soon");
const over = document.getElementById("over");
const form = soon.querySelector("form");
const { warning, kiosk } = soon.dataset;
// Why it is over, where the server says so: by time, or otherwise (signed out, the card taken away).
let why = "time";
let end = Date.now() + soon.dataset.left * 1000;
let asked = Date.now();
let unreached = false;
const left = () => (end - Date.now()) / 1000;
const told = async (address, wish) => {
  asked = Date.now();
  // Whose page this is: another person may have signed in in this browser since.
  const headers = { accept: "application/json", "x-form-key": form.elements.form_key.value };
  const answer = await fetch(address, { ...wish, headers, redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  const { left, last, over } = await answer.json();
  if (over) why = over;
  end = Date.now() + left * 1000;
  for (const words of soon.querySelectorAll("[data-last]")) words.hidden = (words.dataset.last === "1") !== last;
  form.querySelector("button").hidden = last;
};
// What was typed and not sent is kept for after the next sign-in: in the way back, or sealed on the server.
const first = (select) => Math.max(0, [...select.options].findIndex((option) => option.defaultSelected));
const changed = (field) => field.options ? field.selectedIndex !== first(field)
  : field.type !== "file" && ((field.value ?? "") !== (field.defaultValue ?? field.value ?? "") || (field.checked ?? false) !== (field.defaultChecked ?? false));
// What came back once and was not sent yet stands in the fields from the beginning.
const backAgain = (field) => soon.dataset.typed && field.type !== "hidden" && field.defaultValue && field.type !== "radio" && field.type !== "checkbox";
const keep = async () => {
  const forms = [...document.querySelectorAll("main form")];
  const has = (test) => (form) => [...form.elements].some(test);
  // What was typed just now comes first, then what waits since last time: of two that share a name one can be kept.
  const typed = [...new Set([...forms.filter(has(changed)), ...forms.filter(has(backAgain))])];
  const kept = new URLSearchParams();
  for (const form of typed) {
    const fields = new URLSearchParams(new FormData(form));
    if (form.method === "get") {
      over.content.querySelector("a").href = `/login?next=${encodeURIComponent(`${new URL(form.action).pathname}?${fields}`)}`;
    } else {
      const names = [...new Set(fields.keys())];
      const other = (name) => name !== "form_key" && kept.has(name) && `${kept.getAll(name)}` !== `${fields.getAll(name)}`;
      if (names.some(other)) continue;
      for (const name of names) if (!kept.has(name)) for (const value of fields.getAll(name)) kept.append(name, value);
    }
  }
  if ([...kept].length) await fetch("/session/keep", { method: "POST", body: kept });
};
const cover = async () => {
  if (over.dataset.shown) return;
  over.dataset.shown = "1";
  clearInterval(clock);
  try { await keep(); } catch { /* Not reached: then nothing is kept. */ }
  document.title = over.dataset.title;
  const words = over.content.querySelector(`[data-heading=${why}]`);
  const heading = document.createElement("h1");
  heading.textContent = words.textContent;
  heading.tabIndex = -1;
  words.replaceWith(heading);
  over.content.querySelector("[data-heading]").remove();
  document.body.replaceChildren(over.content);
  heading.focus();
};
const look = async () => {
  const due = left() <= warning;
  if ((due && soon.hidden) || left() <= 0 || (kiosk && Date.now() - asked > 3000)) {
    try { await told("/session/left"); } catch { /* Not reached: the last answer counts. */ }
  }
  if (left() <= 0) return cover();
  soon.hidden = left() > warning;
  for (const minutes of soon.querySelectorAll("b")) minutes.textContent = Math.max(1, Math.ceil(left() / 60));
};
// A page that comes to the front again asks at once: the person may have signed out in another tab.
const ask = async () => {
  try { await told("/session/left"); } catch { /* Not reached: the last answer counts. */ }
  look();
};
const front = () => document.hidden || Date.now() - asked < 2000 ? look() : ask();
// Signing out closes the person's other tabs too.
const tabs = new BroadcastChannel("session");
tabs.onmessage = () => setTimeout(ask, 1000);
for (const out of document.querySelectorAll('form[action="/logout"]')) out.addEventListener("submit", () => tabs.postMessage("over"));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  told(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).then(look, () => form.submit());
});
const clock = setInterval(look, 1000);
document.addEventListener("visibilitychange", front);
// What follows something in the page was refused its answer.
document.addEventListener("ask-session", ask);
// A form that is sent too late would take along itself alone: all of them are kept first.
document.addEventListener("submit", (event) => {
  if (left() > 0 || unreached) return;
  event.preventDefault();
  const { target, submitter } = event;
  told("/session/left").catch(() => { unreached = true; })
    .then(() => left() > 0 || unreached ? target.requestSubmit(submitter) : cover());
}, true);
addEventListener("pageshow", front);
}"#;

/// Nothing for someone signed out.
#[component]
pub fn IdleWatch(
    /// The page's frame.
    frame: Frame,
) -> impl IntoView {
    let stay = frame.visitor?.stay;
    Some(view! {
        <section id="soon" class="soon" role="status" hidden data-left=stay.left data-warning=stay.warning data-kiosk=frame.kiosk.then_some("1") data-typed=(!frame.draft.is_empty()).then_some("1")>
            <form method="post" action="/session/extend">
                <FormKey/>
                <span data-last="0" hidden=stay.last>"操作がないため、あと "<b></b>" 分ほどで自動でログアウトします。"</span>
                <span data-last="1" hidden=!stay.last>"ログインから12時間たつため、あと "<b></b>" 分ほどでログアウトします。入力している内容があれば、先に送ってください。"</span>
                <button class="btn slim" hidden=stay.last>"続ける"</button>
            </form>
        </section>
        <template id="over" data-title="ログアウトしました - 健康手帳">
            <main>
                // Its heading is made when it is shown: until then the page has one already.
                <p data-heading="time">"時間がたったため、ログアウトしました"</p>
                <p data-heading="other">"ログアウトしました"</p>
                <p>"あなたの記録を守るため、画面を閉じました。記録は失われていません。"</p>
                <div class="actions"><a class="btn big" href=frame.here>"ログインして、このページに戻る"</a><a class="btn line big" href="/">"ホームへ"</a></div>
            </main>
        </template>
        <script nonce=frame.nonce>{WATCH}</script>
    })
}
