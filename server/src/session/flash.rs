//! The result of a form, carried over the redirect as a closed code. Free text never travels this way.

/// Makes the enum, the list of all and their codes from one table: what happened, and the code that pages know.
macro_rules! flashes {
    ($($(#[doc = $what:literal])+ $name:ident = $code:literal,)+) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Flash {
            $($(#[doc = $what])+ $name,)+
        }

        impl Flash {
            const ALL: &[Self] = &[$(Self::$name,)+];

            /// The code that pages know.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }
        }
    };
}

flashes! {
    /// The person signed out.
    SignedOut = "signed_out",
    /// The session was extended.
    Extended = "extended",
    /// It cannot last longer than it does.
    ExtendedToTheEnd = "extended_to_the_end",
    /// The registration was handed to the hub.
    Registered = "registered",
    /// It had been handed over before; this press began nothing.
    RegisteredBefore = "registered_before",
    /// The registration could not be handed to the hub; nothing was changed that the page does not show.
    RegisterFailed = "register_failed",
    /// A file to carry away could not be made.
    ExportFailed = "export_failed",
    /// A form came after the session had ended; nothing was done with it.
    SendFailed = "send_failed",
    /// The same, and what was typed is in the form again.
    SendAgain = "send_again",
    /// What was typed before the session ended, and not sent, is in the form again.
    TypedBefore = "typed_before",
    /// A form came from a page of an earlier session of the same person; what was typed is in the form again.
    SendAgainHere = "send_again_here",
    /// The card was presented again, for what needs it, and what was typed is in the form again.
    CardConfirmed = "card_confirmed",
    /// The same, and nothing had been typed.
    CardConfirmedAlone = "card_confirmed_alone",
    /// Another person's card was presented: what the one before had typed is not shown.
    OtherPerson = "other_person",
    /// Another of the person's sessions was ended.
    SessionEnded = "session_ended",
    /// All others were.
    OthersEnded = "others_ended",
    /// A look was reported.
    Reported = "look_reported",
    /// It could not be handed to the hub, or nobody knows; what was typed is in the form again.
    ReportFailed = "look_report_failed",
    /// What was typed could not be kept for the form.
    NotKeptFailed = "not_kept_failed",
    /// No look of this person was meant.
    NoSuchLook = "no_such_look_failed",
    /// A consent was taken back.
    Withdrawn = "consent_withdrawn",
    /// It had ended by itself.
    ConsentOver = "consent_over",
    /// It could not be handed to the hub, or nobody knows.
    WithdrawFailed = "consent_withdraw_failed",
    /// No consent of this person was meant.
    NoSuchConsent = "no_such_consent_failed",
    /// An outside site was marked as the person's.
    SiteLinked = "site_linked",
    /// The mark was taken away.
    SiteUnlinked = "site_unlinked",
    /// A mark could not be kept; nothing was changed.
    LinkFailed = "link_failed",
    /// Notices were marked.
    NoticeMarked = "notice_marked",
    /// What is kept about notices could not be changed; nothing was.
    NoticesFailed = "notices_failed",
    /// The kinds of notices that are told were chosen.
    SwitchesSaved = "switches_saved",
    /// A feed address was made.
    FeedMade = "feed_made",
    /// The feed was ended.
    FeedEnded = "feed_ended",
    /// This browser's size of text was chosen.
    TextSize = "text_size",
    /// A record that is not the person's is hidden now.
    Disowned = "disowned",
    /// It is not, because it could not be looked up.
    DisownFailed = "disown_failed",
    /// A record is shown again.
    Owned = "owned",
    /// The copy is made.
    CopyTaken = "copy_taken",
    /// A part of it could not be had.
    CopyPart = "copy_part_failed",
    /// A part of it would be too large.
    CopyTooLarge = "copy_too_large_failed",
    /// There is no copy any more.
    CopyOff = "copy_off",
    /// Checkups from files were added to the record.
    CheckupsAdded = "checkups_added",
    /// They were there already.
    CheckupsKnown = "checkups_known",
    /// Some were; the others are not the person's.
    CheckupsPart = "checkups_part",
    /// None was the person's; nothing was kept.
    CheckupsNotYours = "checkups_not_yours_failed",
    /// There is no room for them; nothing was kept.
    CheckupsFull = "checkups_full_failed",
    /// An added checkup was taken out again.
    CheckupRemoved = "checkup_removed",
    /// Drugs from a notebook or a list were added to the record.
    DrugsAdded = "drugs_added",
    /// They were there already.
    DrugsKnown = "drugs_known",
    /// They are not the person's; nothing was kept.
    DrugsNotYours = "drugs_not_yours_failed",
    /// There is no room for them; nothing was kept.
    DrugsFull = "drugs_full_failed",
    /// Some of them were taken out again.
    DrugsRemoved = "drugs_removed",
    /// A drug bought without prescription was put down.
    OtcAdded = "otc_added",
    /// What was typed of one is not whole; the page says what is wrong.
    OtcWrong = "otc_wrong_failed",
    /// There is no room for more; what was typed is in the form again.
    OtcFull = "otc_full_failed",
    /// Characters would have to be replaced; the page asks whether they may.
    NotebookAsk = "notebook_ask_failed",
    /// The format must be told a sex that nobody knows.
    NotebookSex = "notebook_sex_failed",
    /// A drug stays off sheets and shares.
    DrugHidden = "drug_hidden",
    /// It stands there again.
    DrugShown = "drug_shown",
    /// It could not be looked up, so nothing was changed.
    HideDrugFailed = "hide_drug_failed",
    /// There is no room for more.
    HideDrugFullFailed = "hide_drug_full_failed",
    /// Everything that the portal held is erased.
    Erased = "erased",
    /// An income class was kept.
    ClassKept = "class_kept",
    /// One was taken back.
    ClassForgotten = "class_forgotten",
    /// The form held no class; the page says so beside the form.
    ClassNotChosen = "class_not_chosen",
    /// It could not be kept; all is as before.
    ClassFailed = "class_failed",
    /// A row of expenses was typed in.
    RowAdded = "row_added",
    /// A typed row was changed.
    RowChanged = "row_changed",
    /// A typed row was taken out.
    RowRemoved = "row_removed",
    /// What was really paid was noted.
    RowCorrected = "row_corrected",
    /// A row belongs to another year by the day it was paid.
    RowElsewhere = "row_elsewhere",
    /// A correction was taken back.
    RowUncorrected = "row_uncorrected",
    /// It was said whether two rows are one.
    RowAnswered = "row_answered",
    /// What a file brought was taken out.
    RowsDropped = "rows_dropped",
    /// The row meant is not there any more.
    RowGone = "row_gone_failed",
    /// A form of the book is not whole; what was typed is in it again.
    RowsWrong = "rows_wrong_failed",
    /// The book could not be changed; all is as before.
    BookFailed = "book_failed",
    /// The book is kept with the portal.
    BookKept = "book_kept",
    /// The book ends with the session again.
    BookUnkept = "book_unkept",
    /// Rows from files are in the book.
    BookBrought = "book_brought",
    /// There is no room in the book; nothing was added.
    BookFull = "book_full_failed",
    /// Another's expenses are in the book, under their grant.
    GrantBrought = "grant_brought",
    /// No standing grant was meant.
    GrantGone = "grant_gone_failed",
    /// Incomes are kept with the book.
    IncomesKept = "incomes_kept",
    /// They are not any more.
    IncomesForgotten = "incomes_forgotten",
    /// The blank form that was brought is not filled: no blank form was chosen.
    BlankEmpty = "blank_empty_failed",
    /// The blank form that was brought is not filled: it is too large.
    BlankTooLarge = "blank_too_large_failed",
    /// The blank form that was brought is not filled: it is no spreadsheet of this kind.
    BlankNoWorkbook = "blank_no_workbook_failed",
    /// The blank form that was brought is not filled: it has no sheet of the name.
    BlankNoSheet = "blank_no_sheet_failed",
    /// The blank form that was brought is not filled: its form is another one.
    BlankOther = "blank_other_failed",
    /// The blank form that was brought is not filled: something is typed in already.
    BlankTyped = "blank_typed_failed",
    /// The blank form that was brought is not filled: it holds fewer rows than there are.
    BlankRows = "blank_rows_failed",
    /// The statement could not be written.
    PdfFailed = "pdf_failed",
    /// The person acts for nobody any more.
    ActingEnded = "acting_ended",
    /// A delegation was offered.
    FamilyOffered = "family_offered",
    /// What was typed for an offer is not whole.
    FamilyOfferFailed = "family_offer_failed",
    /// A code was entered.
    FamilyClaimed = "family_claimed",
    /// A wrong code was.
    FamilyCodeFailed = "family_code_failed",
    /// Too many wrong ones were.
    FamilyTooManyFailed = "family_too_many_failed",
    /// Nothing can be given.
    FamilyNotAllowedFailed = "family_not_allowed_failed",
    /// A delegation was taken.
    FamilyAccepted = "family_accepted",
    /// It was not.
    FamilyDeclined = "family_declined",
    /// A delegation was ended.
    FamilyEnded = "family_ended",
    /// No delegation of this person was meant, or it is over.
    FamilyGoneFailed = "family_gone_failed",
    /// The hub gave no answer.
    FamilyFailed = "family_failed",
    /// A provider gets nothing more.
    SharingStopped = "sharing_stopped",
    /// Less is left of a consent.
    SharingChanged = "sharing_changed",
    /// No consent in force was meant.
    SharingGoneFailed = "sharing_gone_failed",
    /// A change of a consent that changes nothing.
    SharingSame = "sharing_same",
    /// A change would leave nothing of a consent.
    SharingNothingLeftFailed = "sharing_nothing_left_failed",
    /// Nothing was ticked of what must be.
    SharingNoneFailed = "sharing_none_failed",
    /// It could not be handed to the hub or kept.
    SharingFailed = "sharing_failed",
}

impl Flash {
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
        Self::ALL.iter().copied().find(|flash| flash.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Flash;

    #[test]
    fn only_closed_codes_come_back() {
        for flash in Flash::ALL {
            assert_eq!(Flash::parse(flash.code()), Some(*flash));
        }
        assert_eq!(Flash::parse("<script>"), None);
    }
}
