//! Changes of a workspace's settings, checked together. The mail password is not among them: it is sealed elsewhere and
//! put in by the caller.

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::{MAX_BIN_DAYS, Settings, SmtpSettings, WorkingWeek};
use crate::error::Problems;
use crate::messages::House;
use crate::{Currency, Problem, Result, contacts, text};

/// The settings that can be changed, in the order of the page.
pub const FIELDS: [&str; 8] = [
    "currency",
    "time_zone",
    "language",
    "working_week",
    "bin_days",
    "logo",
    "smtp",
    "contact",
];
/// Languages of mails and pages.
const LANGUAGES: [&str; 2] = ["vi", "en"];
/// Characters of a host or an account at most.
const MAX_HOST: usize = 253;

type Checked<T> = std::result::Result<T, Problem>;

/// The settings with these changes; `null` clears `logo` and `smtp`. A mail server that is changed keeps its sealed password
/// only while host and account stay the same. `has_money` forbids another currency: amounts are never converted.
///
/// # Errors
/// `unknown-field`, `bad-choice`, `bad-reference`, `currency-in-use`, and for the mail server `bad-host`, `bad-port`,
/// `bad-email`, at fields like `smtp.host`.
pub fn change(
    settings: &Settings,
    changes: &Map<String, Value>,
    has_money: bool,
) -> Result<Settings> {
    let mut after = settings.clone();
    let mut problems = Problems::default();
    for (name, value) in changes {
        problems.keep(set(&mut after, name, value));
    }
    if has_money && after.currency != settings.currency {
        problems.push(Problem::new("currency", "currency-in-use"));
    }
    problems.finish()?;
    Ok(after)
}

fn set(settings: &mut Settings, name: &str, value: &Value) -> Checked<()> {
    match name {
        "currency" => settings.currency = word(name, value, Currency::from_code)?,
        "time_zone" => {
            settings.time_zone = word(name, value, |zone| zone.parse::<Tz>().ok())?
                .name()
                .to_owned()
        }
        "language" => {
            settings.language = word(name, value, |code| {
                LANGUAGES.into_iter().find(|known| *known == code)
            })?
            .to_owned()
        }
        "working_week" => settings.working_week = word(name, value, WorkingWeek::from_code)?,
        "bin_days" => settings.bin_days = days(name, value)?,
        "logo" if value.is_null() => settings.logo = None,
        "logo" => {
            settings.logo = Some(
                word(name, value, |id| id.parse().ok()).map_err(|p| Problem {
                    code: "bad-reference",
                    ..p
                })?,
            )
        }
        "smtp" if value.is_null() => settings.smtp = None,
        "smtp" => settings.smtp = Some(mail_server(settings.smtp.as_ref(), value)?),
        "contact" => settings.contact = house(value)?,
        other => {
            return Err(Problem::unknown_field("", other));
        }
    }
    Ok(())
}

fn word<T>(name: &str, value: &Value, read: impl FnOnce(&str) -> Option<T>) -> Checked<T> {
    value
        .as_str()
        .and_then(read)
        .ok_or_else(|| Problem::new(name.to_owned(), "bad-choice"))
}

fn days(name: &str, value: &Value) -> Checked<u16> {
    let typed = value.as_str().and_then(|text| text.trim().parse().ok());
    typed
        .or_else(|| value.as_u64())
        .and_then(|days| u16::try_from(days).ok())
        .filter(|days| *days <= MAX_BIN_DAYS)
        .ok_or_else(|| {
            Problem::new(name.to_owned(), "out-of-range")
                .with("min", 0)
                .with("max", MAX_BIN_DAYS)
        })
}

/// The rules of contact, whole: a part that is left out takes its default.
fn house(value: &Value) -> Checked<House> {
    let read = serde_json::from_value::<House>(value.clone()).ok();
    read.filter(House::is_sound)
        .ok_or_else(|| Problem::new("contact", "bad-number"))
}

fn mail_server(before: Option<&SmtpSettings>, value: &Value) -> Checked<SmtpSettings> {
    let text =
        |name: &str| text::one_line(value.get(name).and_then(Value::as_str).unwrap_or_default());
    let host = text("host").to_lowercase();
    let user = text("user");
    let host_ok = !host.is_empty()
        && host.len() <= MAX_HOST
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if !host_ok {
        return Err(Problem::new("smtp.host", "bad-host"));
    }
    if user.len() > MAX_HOST {
        return Err(Problem::new("smtp.user", "too-long").with("max", MAX_HOST));
    }
    let port = value
        .get("port")
        .and_then(Value::as_u64)
        .and_then(|port| u16::try_from(port).ok())
        .filter(|port| *port > 0);
    let from = contacts::email(&text("from"), None)
        .ok_or_else(|| Problem::new("smtp.from", "bad-email"))?;
    let same = before.filter(|old| old.host == host && old.user == user);
    Ok(SmtpSettings {
        port: port.ok_or_else(|| Problem::new("smtp.port", "bad-port"))?,
        tls: value.get("tls").and_then(Value::as_bool).unwrap_or(true),
        sealed_password: same
            .map(|old| old.sealed_password.clone())
            .unwrap_or_default(),
        from: from.value,
        from_name: text("from_name").chars().take(120).collect(),
        host,
        user,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn changed(settings: &Settings, json: Value) -> Result<Settings> {
        change(settings, json.as_object().unwrap(), false)
    }

    #[test]
    fn settings_change_together_or_not_at_all() {
        let start = Settings::default();
        let json = json!({ "currency": "usd", "time_zone": "Europe/Berlin", "language": "en", "working_week": "mon_fri", "bin_days": "90" });
        let after = changed(&start, json).unwrap();
        assert_eq!(
            (after.currency, after.time_zone.as_str(), after.working_week),
            (Currency::Usd, "Europe/Berlin", WorkingWeek::MonFri)
        );
        assert_eq!((start.bin_days, after.bin_days), (30, 90));
        for days in [json!(-1), json!(4_000), json!("soon"), json!(1.5)] {
            assert!(changed(&start, json!({ "bin_days": days })).is_err());
        }
        let bad = json!({ "currency": "XXX", "time_zone": "Sao/Hỏa", "language": 7, "logo": "x", "colour": "red", "language2": "vi" });
        let Err(crate::Error::Invalid(problems)) = changed(&start, bad) else {
            panic!("refused")
        };
        assert_eq!(problems.len(), 6);
        for field in FIELDS {
            assert!(
                !format!("{:?}", changed(&start, json!({ field: null }))).contains("unknown-field"),
                "{field}"
            );
        }
    }

    #[test]
    fn money_that_is_there_keeps_its_currency() {
        let changes = json!({ "currency": "USD" });
        let refused = change(&Settings::default(), changes.as_object().unwrap(), true);
        assert_eq!(
            refused.unwrap_err(),
            crate::Error::invalid("currency", "currency-in-use")
        );
        let same = json!({ "currency": "VND" });
        assert!(change(&Settings::default(), same.as_object().unwrap(), true).is_ok());
    }

    #[test]
    fn a_sealed_password_goes_to_no_other_server() {
        let server = json!({ "host": "smtp.suongmai.vn", "port": 587, "user": "khoi", "from": "khoi@suongmai.vn" });
        let mut kept = changed(&Settings::default(), json!({ "smtp": server })).unwrap();
        kept.smtp.as_mut().unwrap().sealed_password = "sealed".into();
        let same = json!({ "host": "SMTP.suongmai.vn", "port": 465, "user": "khoi", "from": "chao@suongmai.vn" });
        assert_eq!(
            changed(&kept, json!({ "smtp": same }))
                .unwrap()
                .smtp
                .unwrap()
                .sealed_password,
            "sealed"
        );
        let other = json!({ "host": "evil.example", "port": 465, "user": "khoi", "from": "chao@suongmai.vn" });
        assert_eq!(
            changed(&kept, json!({ "smtp": other }))
                .unwrap()
                .smtp
                .unwrap()
                .sealed_password,
            ""
        );
        for bad in [
            json!({}),
            json!({ "host": "a b", "port": 1, "from": "a@b.vn" }),
            json!({ "host": "a", "port": 70_000, "from": "a@b.vn" }),
        ] {
            assert!(changed(&kept, json!({ "smtp": bad })).is_err());
        }
    }
}
