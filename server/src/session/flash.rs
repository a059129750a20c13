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
    /// An income class was kept.
    ClassKept,
    /// One was taken back.
    ClassForgotten,
    /// The form held no class; the page says so beside the form.
    ClassNotChosen,
    /// It could not be kept; all is as before.
    ClassFailed,
}

impl Flash {
    const ALL: [Self; 14] = [
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
        Self::ClassKept,
        Self::ClassForgotten,
        Self::ClassNotChosen,
        Self::ClassFailed,
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
            Self::ClassKept => "class_kept",
            Self::ClassForgotten => "class_forgotten",
            Self::ClassNotChosen => "class_not_chosen",
            Self::ClassFailed => "class_failed",
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
