//! The door `Keeping` onto the vault: one person, one request.

use app::domain::ceiling::told::ToldClasses;
use app::domain::checkup::added::AddedCheckups;
use app::domain::copy::Copies;
use app::domain::medication::{DrugKey, HiddenDrugs, Institution};
use app::domain::notebook::added::AddedDrugs;
use app::domain::notice::Marks;
use app::domain::notice::feed::Look;
use app::domain::outside_site::OutsideLinks;
use app::domain::own::{Hidden, RecordName};
use app::domain::tax::told::ToldIncomes;
use app::keeping::{AddedCheckup, ExpenseBook, Holdings, Keeping, Named, NotReadable, OwnDrugs};
use app::records::Pending;
use tracing::error;

use crate::copies;
use crate::disowned::DisownedList;
use crate::expense_book;
use crate::feed;
use crate::session::{Session, Sessions};
use crate::store::RowId;
use crate::vault::{Kept, Vault, VaultError};

impl Kept for Marks {
    const KIND: &'static str = "notice marks";
}

impl Kept for OutsideLinks {
    const KIND: &'static str = "outside links";
}

impl Kept for ToldClasses {
    const KIND: &'static str = "ceiling classes";
}

impl Kept for ToldIncomes {
    const KIND: &'static str = "incomes of a session";
}

impl Kept for AddedCheckups {
    const KIND: &'static str = "added checkups";
}

impl Kept for AddedDrugs {
    const KIND: &'static str = "added drugs";
}

impl Kept for HiddenDrugs {
    const KIND: &'static str = "hidden drugs";
}

/// What one person keeps.
pub struct PersonKeeping {
    vault: Vault,
    person: RowId,
    /// Their session, for what lives with it.
    session: Option<(Sessions, Session)>,
}

impl PersonKeeping {
    /// Of a person.
    #[must_use]
    pub fn new(vault: Vault, person: RowId) -> Self {
        Self { vault, person, session: None }
    }

    /// With what lives with a session of theirs.
    #[must_use]
    pub fn of_session(self, sessions: Sessions, session: Session) -> Self {
        Self { session: Some((sessions, session)), ..self }
    }

    async fn read<T: Kept>(&self) -> Result<T, NotReadable> {
        self.vault.read(self.person).await.map_err(|failure| not_readable(&failure, T::KIND))
    }
}

fn not_readable(failure: &VaultError, kind: &'static str) -> NotReadable {
    error!(%failure, kind, "what a person keeps could not be read");
    NotReadable
}

/// What is kept under a name of the store, in words.
fn kept_words(kind: &str) -> &'static str {
    match kind {
        "notice marks" => "お知らせの「読んだ」「とっておく」の印",
        "outside links" => "使っている外部サイトの印",
        "ceiling classes" => "高額療養費の目安のために選んだ所得の区分",
        "notice feed" => "お知らせのフィードのために覚えた、最後に見たときの件数",
        "disowned" => "「私のものではありません」と知らせた記録の一覧",
        "added checkups" => "あなたがファイルから加えた健診",
        "added drugs" => "あなたが加えたお薬手帳と市販薬",
        "hidden drugs" => "紙や共有に出さないと決めたお薬の一覧",
        "provider consents" => "PHR事業者へ記録を渡す同意と、その利用の記録",
        "expense book" => "医療費の帳簿（書き足した行、直した額、読み込んだ明細）",
        "expense book of a session" => "ログインのあいだだけ覚えている、医療費の帳簿",
        "incomes of a session" => "ログインのあいだだけ覚えている、控除の計算に使う所得",
        "copy of eligibility" => "写し：健康保険の資格",
        "copy of checkups" => "写し：健診",
        "copy of drugs" => "写し：お薬",
        "copy of expenses" => "写し：医療費",
        _ => "そのほか、あなたが選んだ設定",
    }
}

impl Keeping for PersonKeeping {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        Box::pin(self.read())
    }

    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>> {
        Box::pin(self.read())
    }

    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>> {
        Box::pin(async {
            self.vault.store().has_feed(self.person).await.map_err(|failure| {
                error!(%failure, "whether a person has a feed could not be read");
                NotReadable
            })
        })
    }

    fn note_look(&self, look: Look) -> Pending<'_, ()> {
        Box::pin(async move {
            // The feed then tells of the look before: nothing is lost by it.
            if let Err(failure) = feed::note_look(&self.vault, self.person, &look).await {
                error!(%failure, "a look could not be noted for the feed");
            }
        })
    }

    fn hidden(&self) -> Pending<'_, Result<Vec<Hidden>, NotReadable>> {
        Box::pin(async move { Ok(self.read::<DisownedList>().await?.shown()) })
    }

    fn token_of(&self, record: &RecordName) -> String {
        self.vault.token(self.person, &record.text())
    }

    fn token_of_drug(&self, drug: &DrugKey) -> String {
        self.vault.token(self.person, &format!("drug\0{}", drug.as_str()))
    }

    fn token_of_place(&self, place: &Institution) -> String {
        let (code, name) = (place.code.trim(), place.name.trim());
        let text = if code.is_empty() { format!("place name\0{name}") } else { format!("place code\0{code}") };
        self.vault.token(self.person, &text)
    }

    fn hidden_drugs(&self) -> Pending<'_, Result<HiddenDrugs, NotReadable>> {
        Box::pin(self.read())
    }

    fn copies(&self) -> Pending<'_, Result<Copies, NotReadable>> {
        Box::pin(async move {
            copies::read(&self.vault, self.person).await.map_err(|failure| not_readable(&failure, "copies"))
        })
    }

    fn holdings(&self) -> Pending<'_, Result<Holdings, NotReadable>> {
        Box::pin(async move {
            let held = self.vault.held(self.person).await.map_err(|failure| not_readable(&failure, "everything"))?;
            let kept =
                held.kept.iter().chain(&held.in_sessions).map(|(kind, bytes)| (kept_words(kind), *bytes)).collect();
            Ok(Holdings { kept, last_visit: held.last_visit, drafts: held.drafts, sessions: held.sessions })
        })
    }

    fn added_checkups(&self) -> Pending<'_, Result<Vec<AddedCheckup>, NotReadable>> {
        Box::pin(async move {
            let kept: AddedCheckups = self.read().await?;
            let named = |added: &app::domain::checkup::added::Added| AddedCheckup {
                token: self.vault.token(self.person, &added.name()),
                added: added.clone(),
            };
            Ok(kept.all().iter().map(named).collect())
        })
    }

    fn own_drugs(&self) -> Pending<'_, Result<OwnDrugs, NotReadable>> {
        Box::pin(async move {
            let kept: AddedDrugs = self.read().await?;
            let token = |name: String| self.vault.token(self.person, &name);
            Ok(OwnDrugs {
                books: kept.books().iter().map(|one| Named { token: token(one.name()), one: one.clone() }).collect(),
                otc: kept.otc().iter().map(|one| Named { token: token(one.name()), one: one.clone() }).collect(),
                told: kept.told(),
            })
        })
    }

    fn expense_book(&self) -> Pending<'_, Result<ExpenseBook, NotReadable>> {
        Box::pin(async move {
            // Whoever has no session at hand has no book of one.
            let Some((sessions, session)) = &self.session else { return Ok(ExpenseBook::default()) };
            let read = expense_book::read(&self.vault, sessions, session).await;
            read.map_err(|failure| not_readable(&failure, "expense book"))
        })
    }

    fn told_incomes(&self) -> Pending<'_, Result<ToldIncomes, NotReadable>> {
        Box::pin(async move {
            let Some((sessions, session)) = &self.session else { return Ok(ToldIncomes::default()) };
            sessions.read_kept(session).await.map_err(|failure| not_readable(&failure, ToldIncomes::KIND))
        })
    }

    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>> {
        Box::pin(self.read())
    }
}
