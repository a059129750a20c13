//! The frame of every page: document, head, top bar, menu, footer; and the router over the page table.
//!
//! The header of every answer says `no-referrer`; the document relaxes that for its own site alone, because browsers send
//! forms of a `no-referrer` page with `Origin: null`, and the server must know which page a form stood on.
//!
//! `<title>` is written here as a plain element: Leptos' own `Title` component writes its text unescaped.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::embed::Embed;
use crate::page_table::{Script, Section, page_of};
use crate::pages;
use crate::pages::embed::{EmbedFoot, EmbedTroublePage};
use crate::pages::visit::Frame;
use crate::text::ja;
use crate::ui::acting_banner::ActingBanner;
use crate::ui::flash::Flash;
use crate::ui::foot::Foot;
use crate::ui::idle_watch::IdleWatch;
use crate::ui::left_out::LeftOut;
use crate::ui::menu::Menu;
use crate::ui::page_script::PageScript;
use crate::ui::paper_head::PaperHead;
use crate::ui::top_bar::TopBar;

/// Seconds until a page inside a provider's comes anew where no script asks whether it may stay.
pub const EMBED_REFRESH: u32 = 45;

/// Where the script of a page inside a provider's lies, on the origin of these pages.
pub const EMBED_SCRIPT: &str = "/embed/inside.js";

/// The whole document. `Frame` must be in context.
#[must_use]
pub fn document() -> impl IntoView {
    let frame = expect_context::<Frame>();
    match frame.embed.clone() {
        Some(embed) => Either::Left(inside(frame, embed)),
        None => Either::Right(own(frame)),
    }
}

/// A page of ours with its own frame.
fn own(frame: Frame) -> impl IntoView {
    let page = page_of(&frame.path);
    let section = page.map_or(Section::Other, |page| page.section);
    let script = page.filter(|_| frame.fault.is_none()).map_or(Script::None, |page| page.script);
    let name = frame.visitor.as_ref().map(|visitor| visitor.person.name.clone());
    let person = frame.visitor.as_ref().map(|visitor| visitor.person.clone());
    let acting = frame.visitor.as_ref().and_then(|visitor| visitor.acting.clone());
    let acts = acting.is_some();
    let idle_end = frame.visitor.as_ref().map(|visitor| visitor.idle_end);
    let last = frame.visitor.as_ref().is_some_and(|visitor| visitor.stay.last);
    let signed_in = frame.visitor.is_some();
    let nowhere = page.is_none() && frame.fault.is_none();
    let kiosk = frame.kiosk.then_some("kiosk");
    let kiosk_end = frame.visitor.as_ref().filter(|_| frame.kiosk).map(|visitor| visitor.stay.left + 1);
    let text_size = frame.text_size.class();
    view! {
        <!DOCTYPE html>
        <html lang="ja" class=text_size>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <meta name="format-detection" content="telephone=no,date=no,address=no"/>
                <meta name="referrer" content="same-origin"/>
                <title>{frame.title()}</title>
                // At a shared terminal the screen must not stay when the time is up, scripts or not.
                {kiosk_end.map(|seconds| view! { <noscript><meta http-equiv="refresh" content=format!("{seconds};url=/")/></noscript> })}
                <link rel="stylesheet" href=frame.assets.css.clone()/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
            </head>
            <body class=kiosk>
                <a class="skip" href="#main">{ja::SKIP}</a>
                <TopBar name nowhere/>
                {acting.zip(frame.visitor.clone()).map(|(acting, visitor)| view! { <ActingBanner acting visitor today=frame.today/> })}
                {(!nowhere).then(|| view! { <PaperHead person now=frame.now/> })}
                {signed_in.then(|| view! { <Menu here=section path=frame.path.clone()/> })}
                <main id="main" tabindex="-1">
                    <Flash code=frame.flash.clone()/>
                    <LeftOut section visitor=frame.visitor.clone()/>
                    <App/>
                </main>
                <Foot idle_end last acting=acts/>
                <IdleWatch frame=frame.clone()/>
                <PageScript script frame/>
            </body>
        </html>
    }
}

/// The same page inside a provider's: without top bar, menu and footer. Without scripts it comes anew within a minute, so that
/// what has ended does not stay on a screen; with them it asks, and tells the page around it how high it is.
fn inside(frame: Frame, embed: Embed) -> impl IntoView {
    let open = embed.trouble.is_none();
    let (base, parent) = (embed.base.clone(), embed.parent.clone());
    view! {
        <!DOCTYPE html>
        <html lang="ja" class="embed">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <meta name="format-detection" content="telephone=no,date=no,address=no"/>
                <title>{frame.title()}</title>
                {open.then(|| view! { <noscript><meta http-equiv="refresh" content=EMBED_REFRESH.to_string()/></noscript> })}
                <link rel="stylesheet" href=frame.assets.css.clone()/>
                {embed.theme.clone().map(|theme| view! { <link rel="stylesheet" href=theme/> })}
                <script
                    nonce=frame.nonce.clone()
                    defer=true
                    src=EMBED_SCRIPT
                    data-parent=parent
                    data-state=open.then(|| format!("{base}/state"))
                    data-reason=embed.trouble.map(|trouble| trouble.code())
                    data-theme=embed.theme_refused.then_some("refused")
                ></script>
            </head>
            <body>
                // Where the frame has no origin (`sandbox`) neither the script nor the new look within a minute works, and so the
                // style sheet, which alone shows the page, is not let in either.
                <p class="no-sheet">"この枠では、記録を表示できません。事業者のアプリに伝えてください（sandbox）。"</p>
                <main id="main" tabindex="-1" hidden>
                    {match embed.trouble {
                        Some(trouble) => Either::Left(view! { <EmbedTroublePage trouble support_code=frame.support_code.clone()/> }),
                        None => Either::Right(view! { <App/> }),
                    }}
                </main>
                {open.then(|| view! { <EmbedFoot embed/> })}
            </body>
        </html>
    }
}

/// The router over all pages. Pages load their data first and are sent whole (`SsrMode::Async`).
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=pages::fault::FallbackPage>
                <Route path=path!("/") view=pages::home::HomePage ssr=SsrMode::Async/>
                <Route path=path!("/registration") view=pages::registration::RegistrationPage ssr=SsrMode::Async/>
                <Route path=path!("/insurance") view=pages::insurance::InsurancePage ssr=SsrMode::Async/>
                <Route path=path!("/insurance/history") view=pages::insurance::history::InsuranceHistoryPage ssr=SsrMode::Async/>
                <Route path=path!("/insurance/certificates") view=pages::insurance::kinds::CertificateKindsPage ssr=SsrMode::Async/>
                <Route path=path!("/print/eligibility") view=pages::print::eligibility::EligibilitySheetPage ssr=SsrMode::Async/>
                <Route path=path!("/checkups") view=pages::checkups::CheckupsPage ssr=SsrMode::Async/>
                <Route path=path!("/checkups/items/:item") view=pages::checkup_item::CheckupItemPage ssr=SsrMode::Async/>
                <Route path=path!("/checkups/visits/:date") view=pages::checkup_visit::CheckupVisitPage ssr=SsrMode::Async/>
                <Route path=path!("/checkups/compare") view=pages::checkup_compare::CheckupComparePage ssr=SsrMode::Async/>
                <Route path=path!("/print/checkups") view=pages::print::checkups::CheckupSheetPage ssr=SsrMode::Async/>
                <Route path=path!("/medications") view=pages::medications::MedicationsPage ssr=SsrMode::Async/>
                <Route path=path!("/print/medications") view=pages::print::medications::DrugSheetPage ssr=SsrMode::Async/>
                <Route path=path!("/print/medications-qr") view=pages::print::medications::qr_pages::DrugCodesPage ssr=SsrMode::Async/>
                <Route path=path!("/export/medications") view=pages::export_medications::ExportMedicationsPage ssr=SsrMode::Async/>
                <Route path=path!("/medications/:drug") view=pages::medication::MedicationPage ssr=SsrMode::Async/>
                <Route path=path!("/expenses") view=pages::expenses::ExpensesPage ssr=SsrMode::Async/>
                <Route path=path!("/expenses/rows") view=pages::expenses::rows::ExpenseRowsPage ssr=SsrMode::Async/>
                <Route path=path!("/expenses/ceiling") view=pages::expense_ceiling::CeilingPage ssr=SsrMode::Async/>
                <Route path=path!("/tax") view=pages::tax::TaxPage ssr=SsrMode::Async/>
                <Route path=path!("/tax/household") view=pages::tax::household::TaxHouseholdPage ssr=SsrMode::Async/>
                <Route path=path!("/tax/steps") view=pages::tax::steps::TaxStepsPage ssr=SsrMode::Async/>
                <Route path=path!("/family") view=pages::family::FamilyPage ssr=SsrMode::Async/>
                <Route path=path!("/sharing") view=pages::sharing::SharingPage ssr=SsrMode::Async/>
                <Route path=path!("/sharing/ask") view=pages::sharing::ask::AskPage ssr=SsrMode::Async/>
                <Route path=path!("/import") view=pages::import::ImportPage ssr=SsrMode::Async/>
                <Route path=path!("/import/otc") view=pages::import_otc::ImportOtcPage ssr=SsrMode::Async/>
                <Route path=path!("/access") view=pages::access::AccessPage ssr=SsrMode::Async/>
                <Route path=path!("/access/reports/:look") view=pages::access::report::ReportPage ssr=SsrMode::Async/>
                <Route path=path!("/access/consents") view=pages::access::consents::ConsentsPage ssr=SsrMode::Async/>
                <Route path=path!("/exchange") view=pages::exchange::ExchangePage ssr=SsrMode::Async/>
                <Route path=path!("/services") view=pages::services::ServicesPage ssr=SsrMode::Async/>
                <Route path=path!("/services/link/:site") view=pages::services::mark::MarkPage ssr=SsrMode::Async/>
                <Route path=path!("/services/out/:site") view=pages::services::out::OutPage ssr=SsrMode::Async/>
                <Route path=path!("/services/:procedure") view=pages::services::procedure::ProcedurePage ssr=SsrMode::Async/>
                <Route path=path!("/notices") view=pages::notices::NoticesPage ssr=SsrMode::Async/>
                <Route path=path!("/me") view=pages::me::MePage ssr=SsrMode::Async/>
                <Route path=path!("/me/not-mine") view=pages::me::not_mine::NotMinePage ssr=SsrMode::Async/>
                <Route path=path!("/settings") view=pages::settings::SettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/settings/erase") view=pages::settings::erase::ErasePage ssr=SsrMode::Async/>
                <Route path=path!("/help") view=pages::help::HelpPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
