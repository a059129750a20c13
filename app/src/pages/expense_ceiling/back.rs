//! What came back already by the person's own book, so that it is not announced as something to claim, and how it is named.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::ceiling::back::Backs;
use crate::domain::ceiling::statement::MonthLine;
use crate::domain::delegation::Family;
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::book::gather::{Given, Hub, gather};
use crate::domain::money::Yen;
use crate::keeping::NotReadable;
use crate::pages::household::standing_grants;
use crate::pages::visit::Visitor;

/// Out of the book of whoever has signed in; nothing while they act for another, whose book they do not see.
pub(super) async fn backs(
    visitor: &Visitor,
    years: &[ExpenseYear],
    family: Option<&Family>,
    today: NaiveDate,
) -> Result<Backs, NotReadable> {
    if !visitor.is_own() {
        return Ok(Backs::default());
    }
    let book = visitor.keeping.expense_book().await?.book;
    if book.corrections.is_empty() && book.typed.is_empty() {
        return Ok(Backs::default());
    }
    let person = &visitor.person;
    let hub = Hub { person: person.name.clone(), birth: Some(person.birth), years: years.to_vec() };
    let grants = family.map(|family| standing_grants(family, today)).unwrap_or_default();
    let gathered = gather(Given { hub: Some(&hub), book: &book, grants: &grants });
    Ok(Backs::of(&gathered.rows, &person.name))
}

/// That the book cannot be read, so that nothing is taken off.
pub(super) fn unread() -> impl IntoView {
    view! { <div class="note"><p>"明細に書いた戻った額を、いま読み出せません。消えてはいません。次の計算では、書いた額を引いていません。"</p></div> }
}

/// What was over the ceiling and has come back already, of the months that can still be claimed.
pub(super) fn come_back(months: &[MonthLine], today: NaiveDate) -> Option<String> {
    let found = || months.iter().filter(|line| line.has_come_back() && today <= line.claim_until);
    let names: Vec<String> = found().map(|line| format!("{}月", line.month.month())).collect();
    let over: Yen = found().filter_map(MonthLine::at_least).sum();
    let back: Yen = found().map(|line| line.back.own).sum();
    (!names.is_empty()).then(|| {
        format!(
            "{}に限度額をこえた分は {over} ですが、あなたが書いた戻った額 {back} を引くと 0円 です（目安）。",
            names.join("・")
        )
    })
}

/// What was taken off the sum that may still come back.
pub(super) fn taken_off(months: &[MonthLine], today: NaiveDate) -> Option<String> {
    let off: Yen = months.iter().filter(|line| line.claimable(today).is_some()).map(|line| line.back.own).sum();
    (off > Yen::ZERO).then(|| format!("あなたが書いた戻った額 {off} は、引いてあります。"))
}

/// What a month says of the book: what is taken off, and which of its amounts are not used.
pub(super) fn of_month(line: &MonthLine) -> impl IntoView + use<> {
    let back = (line.back.own > Yen::ZERO).then(|| {
        let words = format!("この月の明細に、あなたは戻った額 {} を書いています。", line.back.own);
        let due = line.at_least().map(|_| format!("引くと {} です。", line.due().unwrap_or(Yen::ZERO)));
        view! { <p>{words}{due}"見込みの額や、民間の保険の給付金を書いたときは、その分は引かずに考えてください。まだ請求していなければ、請求できます。"</p> }
    });
    let others = (line.back.others > Yen::ZERO && line.family.is_some()).then(|| {
        view! { <p>{format!("家族の明細には、戻った額 {} を書いています。家族と合わせた額からは、これも引いています。", line.back.others)}</p> }
    });
    let repaid = line.back.repaid.then(|| {
        view! { <p>"この月には、あなたが払った額を直した明細があります。直した額は使わず、届いた額で計算しています。"</p> }
    });
    view! { {back}{others}{repaid} }
}
