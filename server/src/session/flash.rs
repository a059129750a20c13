//! The result of a form, carried over the redirect as a closed code. Free text never travels this way.

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flash {
    /// The person signed out.
    SignedOut,
    /// The session was extended.
    Extended,
    /// It cannot last longer than it does.
    ExtendedToTheEnd,
    /// The registration was handed to the hub.
    Registered,
    /// It had been handed over before; this press began nothing.
    RegisteredBefore,
    /// The registration could not be handed to the hub; nothing was changed that the page does not show.
    RegisterFailed,
    /// A file to carry away could not be made.
    ExportFailed,
    /// A form came after the session had ended; nothing was done with it.
    SendFailed,
    /// The same, and what was typed is in the form again.
    SendAgain,
    /// What was typed before the session ended, and not sent, is in the form again.
    TypedBefore,
    /// A form came from a page of an earlier session of the same person; what was typed is in the form again.
    SendAgainHere,
    /// The card was presented again, for what needs it, and what was typed is in the form again.
    CardConfirmed,
    /// The same, and nothing had been typed.
    CardConfirmedAlone,
    /// Another person's card was presented: what the one before had typed is not shown.
    OtherPerson,
    /// Another of the person's sessions was ended.
    SessionEnded,
    /// All others were.
    OthersEnded,
    /// A look was reported.
    Reported,
    /// It could not be handed to the hub, or nobody knows; what was typed is in the form again.
    ReportFailed,
    /// What was typed could not be kept for the form.
    NotKeptFailed,
    /// No look of this person was meant.
    NoSuchLook,
    /// A consent was taken back.
    Withdrawn,
    /// It had ended by itself.
    ConsentOver,
    /// It could not be handed to the hub, or nobody knows.
    WithdrawFailed,
    /// No consent of this person was meant.
    NoSuchConsent,
    /// An outside site was marked as the person's.
    SiteLinked,
    /// The mark was taken away.
    SiteUnlinked,
    /// A mark could not be kept; nothing was changed.
    LinkFailed,
    /// Notices were marked.
    NoticeMarked,
    /// What is kept about notices could not be changed; nothing was.
    NoticesFailed,
    /// The kinds of notices that are told were chosen.
    SwitchesSaved,
    /// A feed address was made.
    FeedMade,
    /// The feed was ended.
    FeedEnded,
    /// This browser's size of text was chosen.
    TextSize,
    /// A record that is not the person's is hidden now.
    Disowned,
    /// It is not, because it could not be looked up.
    DisownFailed,
    /// A record is shown again.
    Owned,
    /// The copy is made.
    CopyTaken,
    /// A part of it could not be had.
    CopyPart,
    /// A part of it would be too large.
    CopyTooLarge,
    /// There is no copy any more.
    CopyOff,
    /// Checkups from files were added to the record.
    CheckupsAdded,
    /// They were there already.
    CheckupsKnown,
    /// Some were; the others are not the person's.
    CheckupsPart,
    /// None was the person's; nothing was kept.
    CheckupsNotYours,
    /// There is no room for them; nothing was kept.
    CheckupsFull,
    /// An added checkup was taken out again.
    CheckupRemoved,
    /// Drugs from a notebook or a list were added to the record.
    DrugsAdded,
    /// They were there already.
    DrugsKnown,
    /// They are not the person's; nothing was kept.
    DrugsNotYours,
    /// There is no room for them; nothing was kept.
    DrugsFull,
    /// Some of them were taken out again.
    DrugsRemoved,
    /// A drug bought without prescription was put down.
    OtcAdded,
    /// What was typed of one is not whole; the page says what is wrong.
    OtcWrong,
    /// There is no room for more; what was typed is in the form again.
    OtcFull,
    /// Characters would have to be replaced; the page asks whether they may.
    NotebookAsk,
    /// The format must be told a sex that nobody knows.
    NotebookSex,
    /// A drug stays off sheets and shares.
    DrugHidden,
    /// It stands there again.
    DrugShown,
    /// It could not be looked up, so nothing was changed.
    HideDrugFailed,
    /// There is no room for more.
    HideDrugFullFailed,
    /// Everything that the portal held is erased.
    Erased,
    /// An income class was kept.
    ClassKept,
    /// One was taken back.
    ClassForgotten,
    /// The form held no class; the page says so beside the form.
    ClassNotChosen,
    /// It could not be kept; all is as before.
    ClassFailed,
    /// A row of expenses was typed in.
    RowAdded,
    /// A typed row was changed.
    RowChanged,
    /// A typed row was taken out.
    RowRemoved,
    /// What was really paid was noted.
    RowCorrected,
    /// A correction was taken back.
    RowUncorrected,
    /// It was said whether two rows are one.
    RowAnswered,
    /// What a file brought was taken out.
    RowsDropped,
    /// The row meant is not there any more.
    RowGone,
    /// A form of the book is not whole; what was typed is in it again.
    RowsWrong,
    /// The book could not be changed; all is as before.
    BookFailed,
    /// The book is kept with the portal.
    BookKept,
    /// The book ends with the session again.
    BookUnkept,
    /// Rows from files are in the book.
    BookBrought,
    /// There is no room in the book; nothing was added.
    BookFull,
    /// Another's expenses are in the book, under their grant.
    GrantBrought,
    /// No standing grant was meant.
    GrantGone,
    /// Incomes are kept with the book.
    IncomesKept,
    /// They are not any more.
    IncomesForgotten,
    /// The blank form that was brought is not filled: no blank form was chosen.
    BlankEmpty,
    /// The blank form that was brought is not filled: it is too large.
    BlankTooLarge,
    /// The blank form that was brought is not filled: it is no spreadsheet of this kind.
    BlankNoWorkbook,
    /// The blank form that was brought is not filled: it has no sheet of the name.
    BlankNoSheet,
    /// The blank form that was brought is not filled: its form is another one.
    BlankOther,
    /// The blank form that was brought is not filled: something is typed in already.
    BlankTyped,
    /// The blank form that was brought is not filled: it holds fewer rows than there are.
    BlankRows,
    /// The statement could not be written.
    PdfFailed,
    /// The person acts for nobody any more.
    ActingEnded,
    /// A delegation was offered.
    FamilyOffered,
    /// What was typed for an offer is not whole.
    FamilyOfferFailed,
    /// A code was entered.
    FamilyClaimed,
    /// A wrong code was.
    FamilyCodeFailed,
    /// Too many wrong ones were.
    FamilyTooManyFailed,
    /// Nothing can be given.
    FamilyNotAllowedFailed,
    /// A delegation was taken.
    FamilyAccepted,
    /// It was not.
    FamilyDeclined,
    /// A delegation was ended.
    FamilyEnded,
    /// No delegation of this person was meant, or it is over.
    FamilyGoneFailed,
    /// The hub gave no answer.
    FamilyFailed,
    /// A provider gets nothing more.
    SharingStopped,
    /// Kinds were struck from a consent.
    SharingChanged,
    /// No consent in force was meant.
    SharingGoneFailed,
    /// Nothing was ticked of what must be.
    SharingNoneFailed,
    /// It could not be handed to the hub or kept.
    SharingFailed,
}

impl Flash {
    const ALL: [Self; 108] = [
        Self::SignedOut,
        Self::Extended,
        Self::ExtendedToTheEnd,
        Self::Registered,
        Self::RegisteredBefore,
        Self::RegisterFailed,
        Self::ExportFailed,
        Self::SendFailed,
        Self::SendAgain,
        Self::TypedBefore,
        Self::SendAgainHere,
        Self::CardConfirmed,
        Self::CardConfirmedAlone,
        Self::OtherPerson,
        Self::SessionEnded,
        Self::OthersEnded,
        Self::Reported,
        Self::ReportFailed,
        Self::NotKeptFailed,
        Self::NoSuchLook,
        Self::Withdrawn,
        Self::ConsentOver,
        Self::WithdrawFailed,
        Self::NoSuchConsent,
        Self::SiteLinked,
        Self::SiteUnlinked,
        Self::LinkFailed,
        Self::NoticeMarked,
        Self::NoticesFailed,
        Self::SwitchesSaved,
        Self::FeedMade,
        Self::FeedEnded,
        Self::TextSize,
        Self::Disowned,
        Self::DisownFailed,
        Self::Owned,
        Self::CopyTaken,
        Self::CopyPart,
        Self::CopyTooLarge,
        Self::CopyOff,
        Self::CheckupsAdded,
        Self::CheckupsKnown,
        Self::CheckupsPart,
        Self::CheckupsNotYours,
        Self::CheckupsFull,
        Self::CheckupRemoved,
        Self::DrugsAdded,
        Self::DrugsKnown,
        Self::DrugsNotYours,
        Self::DrugsFull,
        Self::DrugsRemoved,
        Self::OtcAdded,
        Self::OtcWrong,
        Self::OtcFull,
        Self::NotebookAsk,
        Self::NotebookSex,
        Self::DrugHidden,
        Self::DrugShown,
        Self::HideDrugFailed,
        Self::HideDrugFullFailed,
        Self::Erased,
        Self::ClassKept,
        Self::ClassForgotten,
        Self::ClassNotChosen,
        Self::ClassFailed,
        Self::RowAdded,
        Self::RowChanged,
        Self::RowRemoved,
        Self::RowCorrected,
        Self::RowUncorrected,
        Self::RowAnswered,
        Self::RowsDropped,
        Self::RowGone,
        Self::RowsWrong,
        Self::BookFailed,
        Self::BookKept,
        Self::BookUnkept,
        Self::BookBrought,
        Self::BookFull,
        Self::GrantBrought,
        Self::GrantGone,
        Self::IncomesKept,
        Self::IncomesForgotten,
        Self::BlankEmpty,
        Self::BlankTooLarge,
        Self::BlankNoWorkbook,
        Self::BlankNoSheet,
        Self::BlankOther,
        Self::BlankTyped,
        Self::BlankRows,
        Self::PdfFailed,
        Self::ActingEnded,
        Self::FamilyOffered,
        Self::FamilyOfferFailed,
        Self::FamilyClaimed,
        Self::FamilyCodeFailed,
        Self::FamilyTooManyFailed,
        Self::FamilyNotAllowedFailed,
        Self::FamilyAccepted,
        Self::FamilyDeclined,
        Self::FamilyEnded,
        Self::FamilyGoneFailed,
        Self::FamilyFailed,
        Self::SharingStopped,
        Self::SharingChanged,
        Self::SharingGoneFailed,
        Self::SharingNoneFailed,
        Self::SharingFailed,
    ];

    /// The code that pages know.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Extended => "extended",
            Self::ExtendedToTheEnd => "extended_to_the_end",
            Self::Registered => "registered",
            Self::RegisteredBefore => "registered_before",
            Self::RegisterFailed => "register_failed",
            Self::ExportFailed => "export_failed",
            Self::SendFailed => "send_failed",
            Self::SendAgain => "send_again",
            Self::TypedBefore => "typed_before",
            Self::SendAgainHere => "send_again_here",
            Self::CardConfirmed => "card_confirmed",
            Self::CardConfirmedAlone => "card_confirmed_alone",
            Self::OtherPerson => "other_person",
            Self::SessionEnded => "session_ended",
            Self::OthersEnded => "others_ended",
            Self::Reported => "look_reported",
            Self::ReportFailed => "look_report_failed",
            Self::NotKeptFailed => "not_kept_failed",
            Self::NoSuchLook => "no_such_look_failed",
            Self::Withdrawn => "consent_withdrawn",
            Self::ConsentOver => "consent_over",
            Self::WithdrawFailed => "consent_withdraw_failed",
            Self::NoSuchConsent => "no_such_consent_failed",
            Self::SiteLinked => "site_linked",
            Self::SiteUnlinked => "site_unlinked",
            Self::LinkFailed => "link_failed",
            Self::NoticeMarked => "notice_marked",
            Self::NoticesFailed => "notices_failed",
            Self::SwitchesSaved => "switches_saved",
            Self::FeedMade => "feed_made",
            Self::FeedEnded => "feed_ended",
            Self::TextSize => "text_size",
            Self::Disowned => "disowned",
            Self::DisownFailed => "disown_failed",
            Self::Owned => "owned",
            Self::CopyTaken => "copy_taken",
            Self::CopyPart => "copy_part_failed",
            Self::CopyTooLarge => "copy_too_large_failed",
            Self::CopyOff => "copy_off",
            Self::CheckupsAdded => "checkups_added",
            Self::CheckupsKnown => "checkups_known",
            Self::CheckupsPart => "checkups_part",
            Self::CheckupsNotYours => "checkups_not_yours_failed",
            Self::CheckupsFull => "checkups_full_failed",
            Self::CheckupRemoved => "checkup_removed",
            Self::DrugsAdded => "drugs_added",
            Self::DrugsKnown => "drugs_known",
            Self::DrugsNotYours => "drugs_not_yours_failed",
            Self::DrugsFull => "drugs_full_failed",
            Self::DrugsRemoved => "drugs_removed",
            Self::OtcAdded => "otc_added",
            Self::OtcWrong => "otc_wrong_failed",
            Self::OtcFull => "otc_full_failed",
            Self::NotebookAsk => "notebook_ask_failed",
            Self::NotebookSex => "notebook_sex_failed",
            Self::DrugHidden => "drug_hidden",
            Self::DrugShown => "drug_shown",
            Self::HideDrugFailed => "hide_drug_failed",
            Self::HideDrugFullFailed => "hide_drug_full_failed",
            Self::Erased => "erased",
            Self::ClassKept => "class_kept",
            Self::ClassForgotten => "class_forgotten",
            Self::ClassNotChosen => "class_not_chosen",
            Self::ClassFailed => "class_failed",
            Self::RowAdded => "row_added",
            Self::RowChanged => "row_changed",
            Self::RowRemoved => "row_removed",
            Self::RowCorrected => "row_corrected",
            Self::RowUncorrected => "row_uncorrected",
            Self::RowAnswered => "row_answered",
            Self::RowsDropped => "rows_dropped",
            Self::RowGone => "row_gone_failed",
            Self::RowsWrong => "rows_wrong_failed",
            Self::BookFailed => "book_failed",
            Self::BookKept => "book_kept",
            Self::BookUnkept => "book_unkept",
            Self::BookBrought => "book_brought",
            Self::BookFull => "book_full_failed",
            Self::GrantBrought => "grant_brought",
            Self::GrantGone => "grant_gone_failed",
            Self::IncomesKept => "incomes_kept",
            Self::IncomesForgotten => "incomes_forgotten",
            Self::BlankEmpty => "blank_empty_failed",
            Self::BlankTooLarge => "blank_too_large_failed",
            Self::BlankNoWorkbook => "blank_no_workbook_failed",
            Self::BlankNoSheet => "blank_no_sheet_failed",
            Self::BlankOther => "blank_other_failed",
            Self::BlankTyped => "blank_typed_failed",
            Self::BlankRows => "blank_rows_failed",
            Self::PdfFailed => "pdf_failed",
            Self::ActingEnded => "acting_ended",
            Self::FamilyOffered => "family_offered",
            Self::FamilyOfferFailed => "family_offer_failed",
            Self::FamilyClaimed => "family_claimed",
            Self::FamilyCodeFailed => "family_code_failed",
            Self::FamilyTooManyFailed => "family_too_many_failed",
            Self::FamilyNotAllowedFailed => "family_not_allowed_failed",
            Self::FamilyAccepted => "family_accepted",
            Self::FamilyDeclined => "family_declined",
            Self::FamilyEnded => "family_ended",
            Self::FamilyGoneFailed => "family_gone_failed",
            Self::FamilyFailed => "family_failed",
            Self::SharingStopped => "sharing_stopped",
            Self::SharingChanged => "sharing_changed",
            Self::SharingGoneFailed => "sharing_gone_failed",
            Self::SharingNoneFailed => "sharing_none_failed",
            Self::SharingFailed => "sharing_failed",
        }
    }

    /// Whether what was wished for was not done.
    #[must_use]
    pub fn is_failure(self) -> bool {
        self.code().ends_with("_failed")
    }

    /// The same, where nothing that was typed is in a form again.
    #[must_use]
    pub const fn without_draft(self) -> Self {
        match self {
            Self::SendAgain => Self::SendFailed,
            Self::SendAgainHere => Self::NotKeptFailed,
            Self::CardConfirmed => Self::CardConfirmedAlone,
            other => other,
        }
    }

    /// From a cookie; anything else is nothing.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flash| flash.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Flash;

    #[test]
    fn only_closed_codes_come_back() {
        for flash in Flash::ALL {
            assert_eq!(Flash::parse(flash.code()), Some(flash));
        }
        assert_eq!(Flash::parse("<script>"), None);
    }
}
