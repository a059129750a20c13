//! The scripts of a page: its browser module, and the few inline lines that start it. Pages without a module have none.
//!
//! The browser runs the module and its WASM only if they hold what the server has seen (Subresource Integrity). The inline
//! lines import the module that the tag before them has fetched and checked: a browser fetches one address once.
//!
//! It must run under `script-src 'nonce-…' 'strict-dynamic'` and Trusted Types: it writes no HTML and evaluates nothing.

use leptos::prelude::*;

use crate::page_table::Script;
use crate::pages::visit::Frame;

/// Wakes each island in document order; children that an island was given are bound first, as Leptos expects it.
const WAKE_ISLANDS: &str = r#"
mod.hydrate();
const slots = [];
const wake = async (node) => {
  const slot = node.localName === "leptos-children";
  if (node.localName === "leptos-island") {
    slots.at(-1)?.();
    await mod[node.dataset.component]?.(node);
  }
  if (slot) slots.push(node.$$on_hydrate);
  for (const child of [...node.children]) await wake(child);
  if (slot) slots.pop();
};
await wake(document.body);"#;

const START_CONVERTER: &str = "\nmod.start();";

/// The script of a page.
#[component]
pub fn PageScript(
    /// Which module.
    script: Script,
    /// Its addresses and the nonce.
    frame: Frame,
) -> impl IntoView {
    let (js, wasm, then) = match script {
        Script::None => return None,
        Script::Islands => (&frame.assets.islands_js, &frame.assets.islands_wasm, WAKE_ISLANDS),
        Script::Convert => (&frame.assets.convert_js, &frame.assets.convert_wasm, START_CONVERTER),
    };
    // A server without the browser half (a fresh checkout) still serves every page whole.
    if js.is_empty() || wasm.is_empty() {
        return None;
    }
    let integrity = |address: &String| frame.assets.integrity_of(address);
    let body = format!(
        "import * as mod from {js:?};\nawait mod.default({{ module_or_path: fetch({wasm:?}, {{ integrity: {:?} }}) }});{then}",
        integrity(wasm)
    );
    Some(scripts_of(Some((js.clone(), integrity(js))), body, frame.nonce))
}

/// The module by its address and what it must hold, if there is one; and the inline lines.
fn scripts_of(module: Option<(String, String)>, body: String, nonce: String) -> impl IntoView {
    let module = module.map(|(address, integrity)| {
        view! { <script type="module" nonce=nonce.clone() src=address integrity=integrity></script> }
    });
    view! {
        {module}
        <script type="module" nonce=nonce>{body}</script>
    }
}
