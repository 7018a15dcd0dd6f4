//! The one gate every outgoing advert passes. Fails closed: a fact that is not known counts against sending.
//! Source: Decree 91/2020/NĐ-CP arts 7, 11, 13-23; values in `data/advertising.csv`.

use chrono::{NaiveDateTime, Timelike};

use super::tables::{Advertising, advertising};
use super::verdict::{Denial, Verdict};

/// What is about to go out, and what is known about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdRequest {
    pub channel: Channel,
    pub kind: Kind,
    /// The time in Vietnam (UTC+7) at which it would arrive.
    pub local: NaiveDateTime,
    /// Prior consent to adverts on this channel, provable. `None` = never asked.
    pub consent: Option<bool>,
    /// Whether the number stands on the do-not-call list. `None` = not checked.
    pub on_do_not_call_list: Option<bool>,
    /// Whether the person has refused adverts since.
    pub unsubscribed: bool,
    /// Adverts this advertiser sent to this address on this channel in the last 24 hours. `None` = not counted.
    pub sent_last_24_hours: Option<u32>,
    /// The person agreed to other hours than the law's.
    pub custom_hours_agreed: bool,
    /// Whether SMS and calls go out under a registered brand name. `None` = no matter here.
    pub brandname_registered: Option<bool>,
}

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Sms,
    Call,
    Email,
    /// Zalo, Messenger and the like.
    Chat,
}

impl Channel {
    /// `sms`, `call`, `email`, `chat`; also `zalo`, `zns`, `messenger`, `voice`, `email_subject`.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "sms" => Self::Sms,
            "call" | "voice" => Self::Call,
            "email" | "email_subject" => Self::Email,
            "chat" | "zalo" | "zns" | "zbs" | "messenger" => Self::Chat,
            _ => return None,
        })
    }

    /// The word in the table.
    pub fn key(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Call => "call",
            Self::Email => "email",
            Self::Chat => "chat",
        }
    }
}

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Offers goods or services, a birthday wish with a voucher included.
    Ad,
    /// Order, payment, code, debt notice: no advert.
    Transactional,
    /// Thanks, wishes, questions after a sale. Allowed as long as no offer is in it.
    Care,
}

impl Kind {
    /// `ad`, `transactional`, `care`; any other word is held to the strictest, an advert.
    pub fn from_key(key: &str) -> Self {
        match key {
            "transactional" => Self::Transactional,
            "care" => Self::Care,
            _ => Self::Ad,
        }
    }
}

/// Whether a message may go out. Consent and refusal weigh before hours and limits, so that the reason shown
/// is the one that lasts.
pub fn ad_gate(request: &AdRequest) -> Verdict {
    match request.kind {
        Kind::Transactional => Verdict::Allow,
        Kind::Care => Verdict::AllowIfNoOffer,
        Kind::Ad => judge(request).map_or_else(Verdict::Deny, |()| Verdict::Allow),
    }
}

fn judge(request: &AdRequest) -> Result<(), Denial> {
    let rule = advertising()
        .find(request.local.date(), |row| {
            row.channel == request.channel.key()
        })
        .map(|row| &row.value)
        .ok_or(Denial::NoRule)?;
    if request.unsubscribed {
        return Err(Denial::Unsubscribed);
    }
    if request.consent != Some(true) {
        return Err(Denial::NoConsent);
    }
    if rule.do_not_call {
        match request.on_do_not_call_list {
            Some(false) => {}
            Some(true) => return Err(Denial::DoNotCall),
            None => return Err(Denial::DoNotCallUnchecked),
        }
        if request.brandname_registered == Some(false) {
            return Err(Denial::NoBrandname);
        }
    }
    hours(rule, request)?;
    match request.sent_last_24_hours {
        Some(sent) if sent < rule.per_24_hours => Ok(()),
        Some(_) => Err(Denial::LimitReached {
            per_24_hours: rule.per_24_hours,
        }),
        None => Err(Denial::CountUnknown),
    }
}

/// The end of the window is outside it (cautious reading).
fn hours(rule: &Advertising, request: &AdRequest) -> Result<(), Denial> {
    let hour = request.local.hour();
    match (rule.from_hour, rule.to_hour) {
        _ if request.custom_hours_agreed => Ok(()),
        (Some(opens), _) if hour < opens => Err(Denial::BeforeWindow { opens }),
        (_, Some(closes)) if hour >= closes => Err(Denial::AfterWindow { closes }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(channel: Channel, local: &str) -> AdRequest {
        AdRequest {
            channel,
            kind: Kind::Ad,
            local: local.parse().unwrap(),
            consent: Some(true),
            on_do_not_call_list: Some(false),
            unsubscribed: false,
            sent_last_24_hours: Some(0),
            custom_hours_agreed: false,
            brandname_registered: None,
        }
    }

    #[test]
    fn what_is_not_known_denies() {
        let sms = good(Channel::Sms, "2026-11-23T10:00:00");
        assert_eq!(ad_gate(&sms), Verdict::Allow);
        for (request, denial) in [
            (
                AdRequest {
                    consent: None,
                    ..sms
                },
                Denial::NoConsent,
            ),
            (
                AdRequest {
                    on_do_not_call_list: None,
                    ..sms
                },
                Denial::DoNotCallUnchecked,
            ),
            (
                AdRequest {
                    sent_last_24_hours: None,
                    ..sms
                },
                Denial::CountUnknown,
            ),
            (
                AdRequest {
                    unsubscribed: true,
                    ..sms
                },
                Denial::Unsubscribed,
            ),
            (
                AdRequest {
                    brandname_registered: Some(false),
                    ..sms
                },
                Denial::NoBrandname,
            ),
            (good(Channel::Sms, "2020-09-30T10:00:00"), Denial::NoRule),
        ] {
            assert_eq!(ad_gate(&request), Verdict::Deny(denial));
        }
    }

    #[test]
    fn windows_open_on_the_hour_and_close_before_it() {
        for (channel, local, verdict) in [
            (
                Channel::Sms,
                "2026-11-23T06:59:59",
                Verdict::Deny(Denial::BeforeWindow { opens: 7 }),
            ),
            (Channel::Sms, "2026-11-23T21:59:59", Verdict::Allow),
            (
                Channel::Call,
                "2026-11-23T07:59:00",
                Verdict::Deny(Denial::BeforeWindow { opens: 8 }),
            ),
            (Channel::Call, "2026-11-23T08:00:00", Verdict::Allow),
            (
                Channel::Call,
                "2026-11-23T17:00:00",
                Verdict::Deny(Denial::AfterWindow { closes: 17 }),
            ),
            (Channel::Email, "2026-11-23T03:00:00", Verdict::Allow),
            (Channel::Chat, "2026-11-23T03:00:00", Verdict::Allow),
        ] {
            assert_eq!(
                ad_gate(&good(channel, local)),
                verdict,
                "{channel:?} {local}"
            );
        }
        let agreed = AdRequest {
            custom_hours_agreed: true,
            ..good(Channel::Call, "2026-11-23T20:00:00")
        };
        assert_eq!(ad_gate(&agreed), Verdict::Allow);
    }

    #[test]
    fn the_list_of_numbers_does_not_bind_mail() {
        let mail = good(Channel::Email, "2026-11-23T10:00:00");
        assert_eq!(
            ad_gate(&AdRequest {
                on_do_not_call_list: Some(true),
                ..mail
            }),
            Verdict::Allow
        );
    }

    #[test]
    fn care_waits_for_a_look_at_the_text_and_unknown_kinds_are_adverts() {
        let refused = AdRequest {
            consent: Some(false),
            ..good(Channel::Sms, "2026-11-23T23:00:00")
        };
        assert_eq!(
            ad_gate(&AdRequest {
                kind: Kind::Care,
                ..refused
            }),
            Verdict::AllowIfNoOffer
        );
        assert_eq!(
            ad_gate(&AdRequest {
                kind: Kind::Transactional,
                ..refused
            }),
            Verdict::Allow
        );
        assert_eq!(Kind::from_key("newsletter"), Kind::Ad);
    }
}
