//! The form in which mail addresses and addresses of houses are compared. It must never be stored instead of what was typed.

use quen_vietnam::fold;

/// Houses that overlook dots in the local part: the same box with and without.
const DOTLESS: [&str; 2] = ["gmail.com", "googlemail.com"];

/// A mail address without what leads to the same box: capitals, a plus word, and for Gmail dots and the second name of the
/// house.
pub fn email(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let Some((local, house)) = lower.rsplit_once('@') else {
        return lower;
    };
    let bare = local.split('+').next().filter(|bare| !bare.is_empty());
    let bare = bare.unwrap_or(local);
    if DOTLESS.contains(&house) {
        format!("{}@gmail.com", bare.replace('.', ""))
    } else {
        format!("{bare}@{house}")
    }
}

/// The words of an address in one form; `None` when it names no house, only a place.
pub(super) fn house(raw: &str) -> Option<String> {
    let folded = fold::fold(raw);
    let words: Vec<&str> = fold::words(&folded)
        .filter(|word| !matches!(*word, "so" | "duong" | "p" | "phuong" | "q" | "quan"))
        .collect();
    let has_number = words
        .iter()
        .any(|word| word.bytes().any(|b| b.is_ascii_digit()));
    (has_number && words.len() >= 3).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_lead_to_one_box() {
        for alias in [
            "Ngoc.Tran+zalo@gmail.com",
            "ngoctran@googlemail.com",
            "n.g.o.c.tran@GMAIL.com",
        ] {
            assert_eq!(email(alias), "ngoctran@gmail.com", "{alias}");
        }
        assert_eq!(email("Ngoc.Tran+shop@gio.vn"), "ngoc.tran@gio.vn");
        assert_eq!(email("+84905@gio.vn"), "+84905@gio.vn");
    }

    #[test]
    fn a_place_alone_is_no_house() {
        assert_eq!(house("Hải Châu, Đà Nẵng"), None);
        assert_eq!(house("Số 24 đường Trần Phú"), house("24 Tran Phu"));
    }
}
