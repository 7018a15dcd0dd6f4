//! Phones, mail addresses, links and tax codes as people type them, made into the one form that is stored.

use quen_vietnam::{phone, tax_code};

use crate::fields::Contact;

/// Characters of a mail address at most (RFC 5321, 4.5.3.1).
const MAX_EMAIL: usize = 254;

/// A phone as typed to E.164 and its national display; `None` when it is not one.
pub fn phone(typed: &str, label: Option<String>) -> Option<Contact> {
    let phone = phone::parse(typed).ok()?;
    Some(Contact {
        value: phone.e164().to_owned(),
        display: phone.national(),
        label,
    })
}

/// A mail address: one `@`, a domain with a dot, no spaces; the domain in lower case.
pub fn email(typed: &str, label: Option<String>) -> Option<Contact> {
    let typed = typed.trim().trim_start_matches("mailto:");
    let (local, domain) = typed.rsplit_once('@')?;
    let domain = domain.to_lowercase();
    let ok = !local.is_empty()
        && typed.len() <= MAX_EMAIL
        && domain.contains('.')
        && !domain.starts_with(['.', '-'])
        && !domain.ends_with(['.', '-'])
        && !domain.contains("..")
        && domain
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && !local.chars().any(|c| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | ';' | '@')
        });
    ok.then(|| Contact {
        value: format!("{local}@{domain}"),
        display: format!("{local}@{domain}"),
        label,
    })
}

/// What mail addresses are compared by.
pub fn email_key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// A web address with http or https; the scheme is added when missing.
pub fn link(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let lower = typed.to_ascii_lowercase();
    let full = if lower.starts_with("http://") || lower.starts_with("https://") {
        typed.to_owned()
    } else if lower.contains("://")
        || lower.starts_with("javascript:")
        || lower.starts_with("data:")
    {
        return None;
    } else {
        format!("https://{typed}")
    };
    let host = full.split("://").nth(1)?.split(['/', '?', '#']).next()?;
    let ok = host.contains('.')
        && full.len() <= 2000
        && !full
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'));
    ok.then_some(full)
}

/// A tax code or a personal id in its written form.
pub fn tax_code(typed: &str) -> Option<String> {
    tax_code::parse(typed).ok().map(|code| code.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses() {
        assert_eq!(
            email(" Ngoc@TiemCaPheGio.VN ", None).unwrap().value,
            "Ngoc@tiemcaphegio.vn"
        );
        for bad in [
            "",
            "ngoc",
            "ngoc@",
            "@gio.vn",
            "a b@gio.vn",
            "ngoc@gio",
            "a@b..vn",
            "<a@b.vn>",
        ] {
            assert!(email(bad, None).is_none(), "{bad}");
        }
    }

    #[test]
    fn links_never_carry_script() {
        assert_eq!(link("quen.vn/gio").unwrap(), "https://quen.vn/gio");
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://a.vn",
            "quen",
            "https://a b.vn",
        ] {
            assert!(link(bad).is_none(), "{bad}");
        }
    }
}
