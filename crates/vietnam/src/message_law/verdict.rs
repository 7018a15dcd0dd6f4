//! What the gate for adverts answers, with the reason of a refusal. Decides nothing.

/// The gate's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Allow,
    /// A care message: goes out if it holds no offer.
    AllowIfNoOffer,
    Deny(Denial),
}

impl Verdict {
    /// `allow`, `allow_if_no_offer`, `deny`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::AllowIfNoOffer => "allow_if_no_offer",
            Self::Deny(_) => "deny",
        }
    }
}

/// Why an advert may not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    NoRule,
    NoConsent,
    Unsubscribed,
    DoNotCall,
    DoNotCallUnchecked,
    NoBrandname,
    BeforeWindow { opens: u32 },
    AfterWindow { closes: u32 },
    LimitReached { per_24_hours: u32 },
    CountUnknown,
}

impl Denial {
    /// Key of the message in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoRule => "ad-gate-no-rule",
            Self::NoConsent => "ad-gate-no-consent",
            Self::Unsubscribed => "ad-gate-unsubscribed",
            Self::DoNotCall => "ad-gate-do-not-call",
            Self::DoNotCallUnchecked => "ad-gate-do-not-call-unchecked",
            Self::NoBrandname => "ad-gate-no-brandname",
            Self::BeforeWindow { .. } => "ad-gate-before-window",
            Self::AfterWindow { .. } => "ad-gate-after-window",
            Self::LimitReached { .. } => "ad-gate-limit",
            Self::CountUnknown => "ad-gate-count-unknown",
        }
    }
}

impl std::fmt::Display for Denial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoRule => f.write_str("no rule known for this channel on this date"),
            Self::NoConsent => f.write_str("no prior consent"),
            Self::Unsubscribed => f.write_str("the person refused adverts"),
            Self::DoNotCall => f.write_str("do-not-call list"),
            Self::DoNotCallUnchecked => f.write_str("do-not-call list not checked"),
            Self::NoBrandname => f.write_str("no registered brand name"),
            Self::BeforeWindow { opens } => write!(f, "before {opens:02}:00"),
            Self::AfterWindow { closes } => write!(f, "window closes at {closes:02}:00"),
            Self::LimitReached { per_24_hours } => write!(f, "{per_24_hours} per 24h"),
            Self::CountUnknown => f.write_str("messages of the last 24 hours not counted"),
        }
    }
}
