//! What to do now, in numbered steps, for each of the three ways to file; what to keep and until when.

use leptos::prelude::*;

use crate::domain::calendar::{long_date, tax_year_label};
use crate::domain::expense::book::row::Row;
use crate::domain::tax::refund::{filing_days, keep_until, window};

/// A way to file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// e-Tax with マイナポータル連携.
    #[default]
    Linked,
    /// 確定申告書等作成コーナー with the form.
    Form,
    /// On paper.
    Paper,
}

impl Way {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Linked, Self::Form, Self::Paper];

    /// As addresses write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Linked => "link",
            Self::Form => "form",
            Self::Paper => "paper",
        }
    }

    /// From an address; anything else is the first.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|way| way.code() == code).unwrap_or_default()
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Linked => "e-Tax（マイナポータル連携を使う）",
            Self::Form => "作成コーナー（集計フォームを読み込む）",
            Self::Paper => "紙で出す",
        }
    }

    const fn steps(self) -> &'static [&'static str] {
        match self {
            Self::Linked => &[
                "マイナポータルで、e-Tax との連携を済ませます。家族の分も取り込むときは、家族それぞれが、先にあなたを代理人にしておきます。",
                "国税庁の「確定申告書等作成コーナー」で年分を選び、「マイナポータル連携を利用する」で医療費通知情報を取り込みます。",
                "取り込まれた行を見て、下の「直した行」があれば、同じ額に1行ずつ直します。",
                "このサイトで「連携を使う」ほうの集計フォームを受け取り、「医療費集計フォームを利用する」で読み込みます（市販薬、交通費、自費診療などだけが入っています）。",
                "合計が、このサイトの合計と同じかを確かめ、源泉徴収票などを入れて送信します。",
            ],
            Self::Form => &[
                "このサイトで「連携を使わない」ほうの集計フォームを受け取ります（すべての行が入っています）。",
                "ファイルを開き、領収書と見くらべます。短くした名前、区分、補填される額を確かめます。",
                "国税庁の「確定申告書等作成コーナー」で年分を選び、マイナポータル連携は使わずに「医療費控除」へ進みます。",
                "「医療費集計フォームを利用する」→「集計フォーム読込画面へ」→「ファイルを選択」で、ファイルを選んで読み込みます。",
                "合計が、このサイトの合計と同じかを確かめ、e-Tax で送信するか、印刷して出します。",
            ],
            Self::Paper => &[
                "税務署か国税庁のホームページで、確定申告書と「医療費控除の明細書」を受け取ります。",
                "医療費通知の紙があれば、明細書の「1 医療費通知に記載された事項」に合計を書き、通知をいっしょに出します。",
                "通知にない分は、「2 医療費の明細」に、人ごと、病院・薬局ごとに書きます。このサイトの明細（PDF、一覧）を見ながら写せます。",
                "明細書の計算の欄（AからG）に、このサイトの計算を見ながら書きます。",
                "確定申告書に控除額を書き、源泉徴収票などを見て仕上げ、税務署へ出します。領収書は出しません。",
            ],
        }
    }
}

/// The steps of a way, and what to keep.
#[component]
pub fn StepsCard(
    /// Tax year.
    year: i32,
    /// The way.
    way: Way,
    /// Today in Japan.
    today: chrono::NaiveDate,
    /// Notified rows to be corrected on the tax office's site as well.
    correct_there: Vec<Row>,
    /// Rows whose receipt must be kept even with the notice.
    receipts: usize,
) -> impl IntoView {
    let steps = way.steps().iter().map(|step| view! { <li><span>{*step}</span></li> }).collect_view();
    let days = filing_days(year)
        .map(|(first, last)| format!("税金を納める人は {}から {}まで。", long_date(first), long_date(last)));
    let refund = window(year, today).map(|window| {
        format!("税金が戻る人は {}から {}まで出せます。", long_date(window.opens), long_date(window.closes))
    });
    let corrections = (way == Way::Linked && !correct_there.is_empty()).then(|| {
        let rows = correct_there
            .iter()
            .map(|row| {
                let month = row.treated.map(|month| month.to_string()).unwrap_or_default();
                let notified = row.notified.map(|notified| notified.share.to_string()).unwrap_or_default();
                let elsewhere = row.tax_year() != year;
                let now = match (row.left_out, elsewhere) {
                    (true, _) => "対象外（消す）".to_owned(),
                    (_, true) => format!("{}年に払った分（ここでは消す）", row.tax_year()),
                    _ => row.paid().to_string(),
                };
                let back = row.counted_back();
                let back = if back.0 > 0 && !elsewhere { format!("、補填 {back}") } else { String::new() };
                view! { <li>{format!("{month}　{}　{}：{notified} → {now}{back}", row.whose, row.place)}</li> }
            })
            .collect_view();
        view! { <h3>{"直した行（e-Tax でも直す）"}</h3><ul class="dots small">{rows}</ul> }
    });
    let until = keep_until(year).map(long_date).unwrap_or_default();
    let keep = match way {
        Way::Linked => view! {
            <ul class="dots">
                <li>{format!("集計フォームで足した分と、直した行の領収書（いま {receipts}件）：{until} まで")}</li>
                <li>{"取り込んだままの行の領収書：保管しなくてもかまいません"}</li>
            </ul>
        }
        .into_any(),
        Way::Form => {
            view! { <ul class="dots"><li>{format!("すべての領収書・レシート：{until} まで")}</li></ul> }.into_any()
        }
        Way::Paper => view! {
            <ul class="dots">
                <li>{format!("医療費通知の紙を出さなかった分の領収書：{until} まで")}</li>
                <li>{"医療費通知の紙を出した分の領収書：保管しなくてもかまいません（直した行を除く）"}</li>
            </ul>
        }
        .into_any(),
    };
    view! {
        <section class="card">
            <header><h2>{format!("{}：{}", tax_year_label(year), way.label())}</h2></header>
            <p>{days}{refund}</p>
            <ol class="steps">{steps}</ol>
            {corrections}
            <h3>{"何を、いつまで保管するか"}</h3>
            {keep}
            <p class="small soft">{"マイナポータルの画面の印刷や、このサイトのPDF・一覧は、医療費通知の原本ではありません。セルフメディケーション税制を使うときは、健診などの証明も同じ日まで保管してください。"}</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_has_its_own_steps_and_code() {
        for way in Way::ALL {
            assert_eq!(Way::from_code(way.code()), way);
            assert!(way.steps().len() >= 5);
            assert!(way.steps().iter().all(|step| step.ends_with('。')));
        }
        assert_eq!(Way::from_code("?"), Way::Linked);
    }
}
