//! お薬の記録を持ち出す: `/export/medications`. A form a kind of file, with what each is for; before the notebook is made, what
//! cannot be written in it, so that nothing is replaced without being asked.

mod notebook;

use leptos::prelude::*;

use super::carry::{Reach, carried, hidden_words};
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::medication::merge;
use crate::domain::notebook::carried::Carried;
use crate::domain::notebook::is_handed_over;
use crate::ui::form_key::FormKey;

/// The page.
#[component]
pub fn ExportMedicationsPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let content = match carried(&*visitor.records, &*visitor.keeping, Reach::All, frame.today).await {
        Err(why) => why.notice(),
        Ok((carried, _)) if carried.rows.is_empty() && carried.told.otc.is_empty() => nothing(&carried),
        Ok((carried, _)) => view! {
            {summary(&carried)}
            {notebook::card(&carried, &visitor.person, &frame)}
            {others()}
        }
        .into_any(),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/medications">"お薬の記録"</a></p>
            <h1>"お薬の記録を持ち出す"</h1>
            <p class="soft">"薬局や病院、お薬手帳アプリに渡すファイルを作ります。"</p>
        </div>
        {content}
    }
}

fn nothing(carried: &Carried) -> AnyView {
    view! {
        <section class="card">
            <h2>"持ち出せるお薬の記録は、まだありません"</h2>
            {hidden_words(carried)}
            <p>"お薬の記録が届くか、お薬手帳や市販薬を加えると、ここでファイルにできます。"</p>
            <div class="actions"><a class="btn line" href="/medications">"お薬の記録にもどる"</a></div>
        </section>
    }
    .into_any()
}

/// How much goes into the files.
fn summary(carried: &Carried) -> AnyView {
    let lines = merge(&carried.rows);
    let handed: Vec<_> = lines.iter().map(|line| line.row).filter(|row| is_handed_over(row)).collect();
    let drugs: usize = handed.iter().map(|row| row.drugs.len()).sum();
    let without = lines.iter().map(|line| line.row).filter(|row| !is_handed_over(row));
    let (waiting, visits): (Vec<_>, Vec<_>) = without.partition(|row| !row.drugs.is_empty());
    let (waiting, visits) = (waiting.len(), visits.len());
    let waiting = (waiting > 0).then(|| {
        view! { <li>{format!("処方されただけで、まだ受け取っていないお薬 {waiting}回分は、お薬手帳とFHIR形式のファイルには入りません。")}</li> }
    });
    let visits = (visits > 0).then(|| {
        view! { <li>{format!("お薬の出ていない、診療だけの日 {visits}回分は、お薬手帳とFHIR形式のファイルには入りません。")}</li> }
    });
    let told = &carried.told;
    view! {
        <section class="card">
            <h2>"ファイルに入るもの"</h2>
            <ul class="dots">
                <li>{format!("受け取ったお薬：{}回、{drugs}件", handed.len())}</li>
                <li>{format!("市販薬：{}件、アレルギー・副作用など：{}件", told.otc.len(), told.remarks.len())}</li>
                {waiting}
                {visits}
            </ul>
            {hidden_words(carried)}
        </section>
    }
    .into_any()
}

/// The other forms of file: address, heading, what it is for, words on the button.
const OTHERS: [(&str, &str, &str, &str); 4] = [
    (
        "/medications/export/pdf",
        "PDF",
        "印刷したり、画面で見せたりするためのファイルです。いまのお薬とアレルギーがはじめにあり、受け取ったお薬が新しい順に続きます。文字を探すことも、読み上げることもできます。",
        "PDFで受け取る（.pdf）",
    ),
    (
        "/medications/export/text",
        "文章のファイル",
        "読み上げソフトで聞きやすく、どの機械でも開ける、文字だけのファイルです。",
        "文章で受け取る（.txt）",
    ),
    (
        "/medications/export/csv",
        "表計算ソフトの一覧",
        "表計算ソフト（エクセルなど）で開く一覧です。1行に1つのお薬が入ります。",
        "一覧を受け取る（.csv）",
    ),
    (
        "/medications/export/fhir",
        "FHIR形式",
        "病院やほかの健康アプリのシステムが読み取るための、国内の標準（JP Core の MedicationDispense）にそった形式です。アレルギー歴と副作用歴は、お薬手帳に書かれたままの文で入ります（AllergyIntolerance）。既往歴やメモは入りません。",
        "FHIR形式で受け取る（.json）",
    ),
];

fn others() -> AnyView {
    let forms = OTHERS.map(|(action, title, words, label)| {
        view! {
            <form method="post" action=action>
                <FormKey/>
                <h3>{title}</h3>
                <p>{words}</p>
                <div class="actions"><button class="btn line">{label}</button></div>
            </form>
        }
    });
    view! {
        <section class="card">
            <header><h2>"ほかの形式"</h2></header>
            {forms.into_iter().collect_view()}
            <h3>"紙"</h3>
            <p>"QRコードの付いた1枚の紙は、窓口で見せる紙を開いて、ブラウザーの印刷を使って出します。"</p>
            <div class="actions">
                <a class="btn line" href="/print/medications">"窓口で見せる紙を開く"</a>
                <a class="btn line" href="/print/medications-qr">"調剤ごとのQRコードを開く"</a>
            </div>
            <p class="small soft">"ファイルには、あなたのお薬が入ります。共用のパソコンでは、使い終わったら消してください。"</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use crate::domain::medication::{Dispensing, Drug, DrugSource, History, Institution, Treatment};
    use crate::pages::fake_records::{FakeRecords, day};
    use crate::pages::page_tests::{assert_says, page};

    #[test]
    fn what_is_only_prescribed_and_days_without_drugs_are_counted_apart() {
        let path = "/export/medications";
        let on = |date| Dispensing::on(DrugSource::Receipt, day(2026, 11, date), Institution::named("見本内科"));
        let done = Treatment {
            code: String::new(),
            name: "再診料".into(),
            class: String::new(),
            amount: String::new(),
            unit: String::new(),
            times: None,
        };
        let visit = |date| Dispensing { treatments: vec![done.clone()], ..on(date) };
        let mut waiting = on(20);
        (waiting.source, waiting.drugs) = (DrugSource::Prescription, vec![Drug::named("見本錠")]);
        let handed = Dispensing { drugs: vec![Drug::named("別の錠")], ..on(10) };
        let rows = vec![waiting, handed, visit(2), visit(3)];
        let (html, _) = page(path, FakeRecords { drugs: Some(History::of(rows)), ..FakeRecords::default() });
        assert_says(&html, path, &["受け取ったお薬：1回、1件", "まだ受け取っていないお薬 1回分", "診療だけの日 2回分"]);
    }
}
