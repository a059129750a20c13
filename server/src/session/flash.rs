//! The result of a form, carried over the redirect as a closed code. Free text never travels this way.

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flash {
    /// The person signed out.
    SignedOut,
    /// The session was extended.
    Extended,
    /// The registration was handed to the hub.
    Registered,
    /// The registration could not be handed to the hub; nothing was changed that the page does not show.
    RegisterFailed,
    /// A file to carry away could not be made.
    ExportFailed,
    /// A form came after the session had ended; nothing was done with it.
    SendFailed,
    /// The same, and what was typed is in the form again.
    SendAgain,
    /// The card was presented again, for what needs it.
    CardConfirmed,
    /// Another of the person's sessions was ended.
    SessionEnded,
    /// All others were.
    OthersEnded,
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
}

impl Flash {
    const ALL: [Self; 16] = [
        Self::SignedOut,
        Self::Extended,
        Self::Registered,
        Self::RegisterFailed,
        Self::ExportFailed,
        Self::SendFailed,
        Self::SendAgain,
        Self::CardConfirmed,
        Self::SessionEnded,
        Self::OthersEnded,
        Self::NoticeMarked,
        Self::NoticesFailed,
        Self::SwitchesSaved,
        Self::FeedMade,
        Self::FeedEnded,
        Self::TextSize,
    ];

    /// The code that pages know.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Extended => "extended",
            Self::Registered => "registered",
            Self::RegisterFailed => "register_failed",
            Self::ExportFailed => "export_failed",
            Self::SendFailed => "send_failed",
            Self::SendAgain => "send_again",
            Self::CardConfirmed => "card_confirmed",
            Self::SessionEnded => "session_ended",
            Self::OthersEnded => "others_ended",
            Self::NoticeMarked => "notice_marked",
            Self::NoticesFailed => "notices_failed",
            Self::SwitchesSaved => "switches_saved",
            Self::FeedMade => "feed_made",
            Self::FeedEnded => "feed_ended",
            Self::TextSize => "text_size",
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
