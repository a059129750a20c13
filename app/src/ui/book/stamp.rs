//! The stamp of a year that may still grow (未確定), with what is missing and until when; and of one in whose files rows may be missing.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::expense::book::coverage::{Coverage, settled_on};

/// Nothing is shown for a year that is whole but that it is.
#[component]
pub fn OpenStamp(
    /// Which months are there.
    coverage: Coverage,
) -> impl IntoView {
    let short = (!coverage.short.is_empty()).then(|| {
        let files: Vec<String> = coverage.short.iter().map(|name| format!("「{name}」")).collect();
        view! {
            <div class="note">
                <p><span class="chip out">{"要確認"}</span>{" 明細が欠けているかもしれません。"}</p>
                <p class="small">{format!("{}は、明細を足した金額がファイルの合計と違うか、読み取れない明細がありました。合計は、読み取れた分だけです。", files.join("、"))}</p>
                <p class="small">{"マイナポータルなどから、ファイルをもう一度受け取って確かめてください。"}</p>
            </div>
        }
    });
    let not_kept = coverage.not_kept_words().map(|words| view! { <p class="small">{words}</p> });
    if !coverage.is_provisional() {
        let whole = (not_kept.is_none() && short.is_none())
            .then(|| view! { <p class="small soft">{"1月から12月まで、すべて届いています。"}</p> });
        return view! { {short}{not_kept}{whole} }.into_any();
    }
    let missing = coverage.missing_words();
    let whole = settled_on(coverage.year).map(long_date).unwrap_or_default();
    let lines = missing.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    let any = !missing.is_empty();
    view! {
        {short}
        {not_kept}
        <div class="note">
            <p><span class="chip out">{"未確定"}</span>{format!(" {}年の医療費がすべて届くのは {whole}ごろです。", coverage.year)}</p>
            {any.then(|| view! { <p class="small">{"まだ届いていない月："}</p><ul class="dots small">{lines}</ul> })}
            <p class="small">{"そろってから申告するか、足りない月は領収書で書き足してください。"}</p>
        </div>
    }
    .into_any()
}
