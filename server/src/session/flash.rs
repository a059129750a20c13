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
    /// Everything that the portal held is erased.
    Erased,
}

impl Flash {
    const ALL: [Self; 18] = [
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
        Self::Disowned,
        Self::DisownFailed,
        Self::Owned,
        Self::CopyTaken,
        Self::CopyPart,
        Self::CopyTooLarge,
        Self::CopyOff,
        Self::Erased,
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
            Self::Disowned => "disowned",
            Self::DisownFailed => "disown_failed",
            Self::Owned => "owned",
            Self::CopyTaken => "copy_taken",
            Self::CopyPart => "copy_part_failed",
            Self::CopyTooLarge => "copy_too_large_failed",
            Self::CopyOff => "copy_off",
            Self::Erased => "erased",
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
