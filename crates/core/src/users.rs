//! Rules for colleagues: names, addresses, passwords, and who may change whose role. It must never see a password hash.

mod members;

use crate::error::Problems;
use crate::{Problem, Result, contacts};

pub use members::{Change, INVITATION_DAYS, check_change, check_hand_over, check_invitation};

/// Characters of a password at least (NIST SP 800-63B asks for 8; 15 without a second factor is its wish).
pub const MIN_PASSWORD: usize = 10;
/// Characters of a password at most; beyond it hashing costs without adding safety.
pub const MAX_PASSWORD: usize = 200;
/// Passwords that everybody tries first.
const COMMON: [&str; 12] = [
    "1234567890",
    "0123456789",
    "password12",
    "password123",
    "qwertyuiop",
    "matkhau123",
    "1111111111",
    "0000000000",
    "quenquenquen",
    "khachquen1",
    "iloveyou12",
    "abcd123456",
];

/// A colleague's checked name and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Name on one line.
    pub name: String,
    /// Mail address.
    pub email: String,
}

/// Checks what a new account needs; the password may come later.
///
/// # Errors
/// Every problem: `required`, `too-long`, `bad-email`, and what [`check_password`] says.
pub fn check_new(name: &str, email: &str, password: Option<&str>) -> Result<NewUser> {
    let mut problems = Problems::default();
    let name = problems.keep(check_name(name)).unwrap_or_default();
    let address = contacts::email(email, None).ok_or_else(|| Problem::new("email", "bad-email"));
    let email = problems
        .keep(address)
        .map(|contact| contact.value)
        .unwrap_or_default();
    if let Some(password) = password {
        problems.keep(check_password(password, &email));
    }
    problems.finish()?;
    Ok(NewUser { name, email })
}

/// A person's name: 1 to 120 characters.
///
/// # Errors
/// `required` or `too-long` at `name`.
pub fn check_name(name: &str) -> std::result::Result<String, Problem> {
    let name = crate::text::normalise(name)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match name.chars().count() {
        0 => Err(Problem::new("name", "required")),
        1..=120 => Ok(name),
        _ => Err(Problem::new("name", "too-long").with("max", 120)),
    }
}

/// Long enough, not the address, not what everybody tries first.
///
/// # Errors
/// `password-short`, `too-long` or `password-common` at `password`.
pub fn check_password(password: &str, email: &str) -> std::result::Result<(), Problem> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if length < MIN_PASSWORD {
        Err(Problem::new("password", "password-short").with("min", MIN_PASSWORD))
    } else if length > MAX_PASSWORD {
        Err(Problem::new("password", "too-long").with("max", MAX_PASSWORD))
    } else if COMMON.contains(&lower.as_str()) || lower == email.to_lowercase() || letters.len() < 4
    {
        Err(Problem::new("password", "password-common"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords() {
        assert!(check_password("cà phê sữa đá", "khoi@suongmai.vn").is_ok());
        for (password, code) in [
            ("ngắn", "password-short"),
            ("1234567890", "password-common"),
            ("aaaaaaaaaaaa", "password-common"),
            ("khoi@suongmai.vn", "password-common"),
        ] {
            assert_eq!(
                check_password(password, "khoi@suongmai.vn")
                    .unwrap_err()
                    .code,
                code,
                "{password}"
            );
        }
        assert_eq!(
            check_password(&"x1y2".repeat(60), "").unwrap_err().code,
            "too-long"
        );
    }

    #[test]
    fn all_problems_at_once() {
        let Err(crate::Error::Invalid(problems)) = check_new(" ", "khoi", Some("x")) else {
            panic!()
        };
        assert_eq!(problems.len(), 3);
    }
}
