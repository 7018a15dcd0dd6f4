//! What must hold for any input: inverses are inverses, and no text makes a rule panic.

use proptest::prelude::*;
use quen_vietnam::locale::answer;
use quen_vietnam::number_words::{self, WordStyle, invoice_sentence, words};
use quen_vietnam::vietqr::{self, Payload, Service, Transfer};
use quen_vietnam::{einvoice, message_law, money, payment_memo, personal_id, tax_code};
use serde_json::json;

const SECTIONS: &[(&str, &str)] = &[
    ("money.parse", "input"),
    ("tax_and_invoice_ids.tax_code", "input"),
    ("tax_and_invoice_ids.personal_id", "input"),
    ("tax_and_invoice_ids.symbol", "symbol"),
    ("vietqr.decode", "payload"),
    ("vietqr.reject", "payload"),
    ("vietqr.purpose_ascii", "input"),
    ("payment_memo.match", "content"),
    ("compliance.label", "input"),
    ("compliance.brandname", "brandname"),
];

fn any_size() -> impl Strategy<Value = i64> {
    (any::<i64>(), 0u32..63).prop_map(|(n, shift)| n >> shift)
}

fn transfer() -> impl Strategy<Value = Transfer> {
    let label = || proptest::option::of("[A-Za-z0-9]{1,25}");
    let service = prop_oneof![
        Just(Service::Account),
        Just(Service::Card),
        "[A-Z]{6,10}".prop_map(|code| Service::from_code(&code))
    ];
    let amount = proptest::option::of(1u64..9_999_999_999_999);
    (
        "[0-9]{6}",
        "[A-Za-z0-9]{1,19}",
        service,
        amount,
        label(),
        label(),
        proptest::option::of("[!-~]([ -~]{0,23}[!-~])?"),
    )
        .prop_map(
            |(bank_bin, account, service, amount, bill_number, reference, purpose)| Transfer {
                bank_bin,
                account,
                service,
                amount,
                bill_number,
                reference,
                purpose,
            },
        )
}

proptest! {
    #[test]
    fn words_read_back(n in any_size(), le: bool, ngan: bool, ti: bool, chan: bool) {
        let style = WordStyle { le, ngan, ti };
        prop_assert_eq!(number_words::parse(&words(n, style)), Ok(n));
        prop_assert_eq!(number_words::parse(&invoice_sentence(n, style, chan)), Ok(n));
    }

    #[test]
    fn written_amounts_read_back(n in any_size()) {
        for text in [money::symbol(n), money::invoice_plain(n), money::suffix_d(n), money::grouped(n, money::Locale::En)] {
            prop_assert_eq!(money::parse_vnd(&text), Ok(n), "{}", text);
        }
        let usd = money::currency("USD").unwrap();
        for locale in [money::Locale::Vi, money::Locale::En] {
            prop_assert_eq!(money::parse_minor(&money::money(n, usd, locale), usd), Ok(n));
        }
    }

    #[test]
    fn written_codes_read_back(transfer in transfer()) {
        let text = vietqr::encode(&transfer).unwrap();
        prop_assert_eq!(vietqr::decode(&text), Ok(Payload::Transfer(transfer)));
    }

    #[test]
    fn one_changed_character_never_passes_for_the_same_transfer(
        transfer in transfer(),
        at: prop::sample::Index,
        other in "[0-9A-Z]",
    ) {
        let text = vietqr::encode(&transfer).unwrap();
        let at = at.index(text.len());
        prop_assume!(!text[at..].starts_with(&other));
        let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        prop_assert!(vietqr::decode(&changed).is_err());
    }

    #[test]
    fn a_code_is_found_in_any_surroundings(digits in "[0-9]{8}", before in "[ .,/:_-]*", after in "[ .,/:_-]\\PC*") {
        let found = payment_memo::codes(&format!("{before}QN{digits}{after}"));
        prop_assert_eq!(found.first(), Some(&format!("QN{digits}")));
    }

    #[test]
    fn no_text_makes_a_rule_panic(text in "\\PC*") {
        for (section, key) in SECTIONS {
            let answered = answer(section, &json!({ *key: text }));
            prop_assert!(answered.is_ok());
        }
        let _ = number_words::parse(&text);
        let _ = einvoice::read(&text);
        let _ = (tax_code::parse(&text), personal_id::parse(&text), message_law::label(&text));
    }

    #[test]
    fn no_amount_like_text_makes_a_rule_panic(text in "[-+(]?[0-9.,' ]{0,30}(k|tr|tỷ|triệu|đ| )?[0-9.,]{0,9}[)đk]?") {
        let _ = money::parse_vnd(&text);
        let _ = money::parse_minor(&text, money::currency("EUR").unwrap());
    }

    #[test]
    fn no_words_make_the_reader_panic(tokens in prop::collection::vec(
        prop::sample::select(vec!["không", "một", "năm", "mười", "mươi", "mốt", "lăm", "linh", "trăm", "nghìn", "triệu", "tỷ", "âm", "đồng", "chẵn"]),
        0..40,
    )) {
        if let Ok(n) = number_words::parse(&tokens.join(" ")) {
            prop_assert_eq!(number_words::parse(&words(n, WordStyle::NORTH)), Ok(n));
        }
    }

    #[test]
    fn no_codelike_text_makes_the_reader_panic(text in "000201([0-9]{2}0[0-9][0-9A]{0,9}){0,6}(6304[0-9A-F]{0,4})?") {
        let _ = vietqr::decode(&text);
    }
}
