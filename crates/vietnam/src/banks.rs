//! Banks and wallets that take VietQR transfers, by BIN, code or any name people use for them.
//! Data in `data/banks.csv` (from npm vietnam-qr-pay 1.5.1, MIT; renamings of 2024-2025); the list may not be
//! complete and says nothing about fees or limits.

use std::sync::OnceLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One bank.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Bank {
    /// Six digits, the first of its card numbers and its address in VietQR.
    pub bin: String,
    /// Short code, mostly that of the stock exchange: `VCB`.
    pub code: String,
    /// The newest name.
    pub name: String,
    #[serde(rename = "aliases")]
    alias_list: String,
    /// Whether it takes transfers by VietQR; verify with NAPAS before relying on a `false`.
    pub vietqr_transfer: bool,
}

impl Bank {
    /// Other codes and names, old ones included.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.alias_list.split('|').filter(|alias| !alias.is_empty())
    }
}

/// All banks in order of BIN.
pub fn all() -> &'static [Bank] {
    static ALL: OnceLock<Vec<Bank>> = OnceLock::new();
    ALL.get_or_init(|| read().unwrap_or_default())
}

fn read() -> Result<Vec<Bank>, csv::Error> {
    csv::Reader::from_reader(include_str!("../data/banks.csv").as_bytes())
        .deserialize()
        .collect()
}

/// The bank with this BIN.
pub fn by_bin(bin: &str) -> Option<&'static Bank> {
    all().iter().find(|bank| bank.bin == bin.trim())
}

/// The bank people mean by a code, name or alias: case, marks, spaces and a leading `NH` or `Ngân hàng` do
/// not matter. Codes win over names, names over aliases.
pub fn by_name(text: &str) -> Option<&'static Bank> {
    let mut wanted = fold(text);
    for prefix in ["nganhangtmcp", "nganhang", "nhtmcp"] {
        wanted = wanted
            .strip_prefix(prefix)
            .map_or(wanted.clone(), str::to_owned);
    }
    if wanted.is_empty() {
        return None;
    }
    let find = |names: fn(&Bank, &str) -> bool| all().iter().find(|bank| names(bank, &wanted));
    find(|bank, wanted| fold(&bank.code) == wanted)
        .or_else(|| find(|bank, wanted| fold(&bank.name) == wanted))
        .or_else(|| find(|bank, wanted| bank.aliases().any(|alias| fold(alias) == wanted)))
}

/// Letters and digits only, lower case, without marks.
fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if matches!(c, 'đ' | 'Đ') { 'd' } else { c })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_unique_and_names_lead_to_one_bank() {
        let banks = read().unwrap();
        let bins: std::collections::BTreeSet<&str> =
            banks.iter().map(|bank| bank.bin.as_str()).collect();
        assert_eq!(bins.len(), banks.len());
        for bank in &banks {
            assert_eq!(bank.bin.len(), 6);
            for name in [bank.code.as_str(), &bank.name]
                .into_iter()
                .chain(bank.aliases())
            {
                assert_eq!(
                    by_name(name).map(|found| &found.bin),
                    Some(&bank.bin),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn names_as_people_type_them() {
        for (text, bin) in [
            ("vcb", "970436"),
            ("VIETCOMBANK", "970436"),
            ("Vietcom bank", "970436"),
            ("Ngân hàng Ngoại thương", "970436"),
            ("mb", "970422"),
            ("BIDV", "970418"),
            ("DongA Bank", "970406"),
            ("Á Châu", "970416"),
        ] {
            assert_eq!(
                by_name(text).map(|bank| bank.bin.as_str()),
                Some(bin),
                "{text}"
            );
        }
        assert_eq!(
            by_bin("970406").map(|bank| bank.name.as_str()),
            Some("Vikki Bank")
        );
        assert_eq!(by_name("ngân hàng"), None);
        assert_eq!(by_name(""), None);
        assert_eq!(by_bin("000000"), None);
    }
}
