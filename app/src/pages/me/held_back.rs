//! What is held back because its name, birth date or sex disagrees with the person's: the reason, and what to do.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::insurer_phone::insurer_phone;

use crate::domain::checkup::Visit;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::ExpenseYear;
use crate::domain::medication::History;
use crate::domain::own::RecordKind;
use crate::records::{Answer, Trouble, TroubleKind};

/// The notice; nothing where everything agrees.
pub(super) fn held_back(
    eligibility: &Answer<EligibilityStatus>,
    checkups: &Answer<Vec<Visit>>,
    drugs: &Answer<History>,
    expenses: &Answer<ExpenseYear>,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let kinds = [
        (RecordKind::Eligibility, eligibility.as_ref().err()),
        (RecordKind::Checkup, checkups.as_ref().err()),
        (RecordKind::Drugs, drugs.as_ref().err()),
        (RecordKind::Expense, expenses.as_ref().err()),
    ];
    let crossed: Vec<(RecordKind, Trouble)> = kinds
        .into_iter()
        .filter_map(|(kind, trouble)| Some((kind, trouble.filter(|one| one.kind == TroubleKind::OtherPerson)?.clone())))
        .collect();
    let phone = insurer_phone(eligibility, today);
    (!crossed.is_empty()).then(|| {
        let lines = crossed
            .into_iter()
            .map(|(kind, trouble)| {
                view! { <li><b>{kind.label()}"の記録"</b>"（問い合わせ番号 "<span class="num">{trouble.support_code}</span>"）"</li> }
            })
            .collect_view();
        view! {
            <section class="banner warn" aria-labelledby="held-back">
                <h2 id="held-back">"確かめられず、お見せしていない記録があります"</h2>
                <ul class="dots">{lines}</ul>
                <p><b>"わけ："</b>"届いた記録に書かれた氏名・生年月日・性別が、カードのあなたと合いませんでした。別の人の記録が混ざっているおそれがあるため、中身は開かずに捨てました。このサイトの合計やファイルにも入っていません。"</p>
                <p><b>"すること："</b>"加入している健康保険（保険者）に電話し、「登録されている氏名・生年月日・性別を確かめてほしい」と伝えてください。"{phone}"直るまでは、受診のときに、この記録を医師や薬剤師に見せる同意をしないでください。"</p>
            </section>
        }
    })
}
