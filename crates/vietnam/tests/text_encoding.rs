//! Old encodings: detection of every kind, decoding back, and no panic on any bytes.

use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;
use quen_vietnam::encoding::{self, Encoding, LegacyFont};

const TEXT: &str = "Công ty cổ phần đầu tư Thủy Hương, số điện thoại 0912 345 678, địa chỉ Nguyễn Huệ, quận Bình Thạnh";

fn utf16(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    TEXT.encode_utf16().flat_map(order).collect()
}

fn detected(bytes: &[u8]) -> Encoding {
    encoding::detect(bytes).encoding
}

#[test]
fn unicode_is_proven_by_its_bytes() {
    assert_eq!(detected(TEXT.as_bytes()), Encoding::Utf8);
    assert_eq!(detected(b"plain text"), Encoding::Utf8);
    assert_eq!(detected(b""), Encoding::Utf8);
    for (encoding, bytes) in [
        (Encoding::Utf16Le, utf16(u16::to_le_bytes)),
        (Encoding::Utf16Be, utf16(u16::to_be_bytes)),
    ] {
        assert_eq!(detected(&bytes), encoding);
        assert_eq!(encoding::decode(&bytes, encoding).unwrap(), TEXT);
    }
    let marked = [b"\xEF\xBB\xBF".as_slice(), TEXT.as_bytes()].concat();
    assert_eq!(detected(&marked), Encoding::Utf8);
    assert_eq!(encoding::decode(&marked, Encoding::Utf8).unwrap(), TEXT);
    let long = "ệ".repeat(40_000);
    assert_eq!(detected(long.as_bytes()), Encoding::Utf8);
}

#[test]
fn tcvn3_is_read_and_recognised() {
    let seen = "C«ng ty cæ phÇn ®Çu t\u{AD} Thñy H\u{AD}¬ng, sè ®iÖn tho¹i 0912 345 678";
    let (bytes, _, lossy) = WINDOWS_1252.encode(seen);
    assert!(!lossy);
    assert_eq!(detected(&bytes), Encoding::Tcvn3);
    let want = "Công ty cổ phần đầu tư Thủy Hương, số điện thoại 0912 345 678";
    assert_eq!(encoding::decode(&bytes, Encoding::Tcvn3).unwrap(), want);
    assert_eq!(encoding::detect_text(seen), Some(LegacyFont::Tcvn3));
    assert_eq!(encoding::decode_text(seen, LegacyFont::Tcvn3), want);
}

#[test]
fn vni_is_read_and_recognised() {
    let seen = "Coâng ty coå phaàn ñaàu tö Thuûy Höông, soá ñieän thoaïi, ñòa chæ Nguyeãn Hueä, quaän Bình Thaïnh, CAÀN THÔ";
    let (bytes, _, lossy) = WINDOWS_1252.encode(seen);
    assert!(!lossy);
    let want = "Công ty cổ phần đầu tư Thủy Hương, số điện thoại, địa chỉ Nguyễn Huệ, quận Bình Thạnh, CẦN THƠ";
    assert_eq!(detected(&bytes), Encoding::VniWindows);
    assert_eq!(
        encoding::decode(&bytes, Encoding::VniWindows).unwrap(),
        want
    );
    assert_eq!(encoding::detect_text(seen), Some(LegacyFont::Vni));
    let all = "aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë eâ eá í ì æ ó ò oâ oá ô ôù ôï uù ö öù öï yù î ñ Ñ";
    let read = "á à ả ã ạ â ấ ầ ẩ ẫ ậ ă ắ ằ ẳ ẵ ặ ê ế í ì ỉ ĩ ị ô ố ơ ớ ợ ú ư ứ ự ý ỵ đ Đ";
    assert_eq!(encoding::decode_text(all, LegacyFont::Vni), read);
}

#[test]
fn windows_1258_is_read_and_recognised() {
    let bytes =
        b"Nguy\xea\xden V\xe3n An, C\xf4ng ty c\xf4\xd2 ph\xe2\xccn, \xf0i\xea\xf2n thoa\xf2i";
    assert_eq!(detected(bytes), Encoding::Windows1258);
    let want = "Nguyễn Văn An, Công ty cổ phần, điện thoại";
    assert_eq!(
        encoding::decode(bytes, Encoding::Windows1258).unwrap(),
        want
    );
}

#[test]
fn western_text_stays_western() {
    assert_eq!(
        detected(b"Jos\xe9 M\xfcller stra\xdfe fran\xe7ais"),
        Encoding::Windows1252
    );
    for text in ["Nguyễn Văn An", "Hà", "Trà đá", "Café Müller", "", "plain"] {
        assert_eq!(encoding::detect_text(text), None, "{text}");
    }
}

#[test]
fn broken_bytes_are_errors() {
    assert!(encoding::decode(b"\xff\xff", Encoding::Utf8).is_err());
    assert!(encoding::decode(b"a", Encoding::Utf16Le).is_err());
    assert!(encoding::decode(b"\x00\xd8", Encoding::Utf16Le).is_err());
}

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let found = encoding::detect(&bytes);
        prop_assert!(found.confidence <= 100);
        for encoding in [
            Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1258, Encoding::Windows1252,
            Encoding::Tcvn3, Encoding::VniWindows,
        ] {
            let _ = encoding::decode(&bytes, encoding);
        }
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC*") {
        let _ = encoding::detect_text(&text);
        let _ = encoding::decode_text(&text, LegacyFont::Vni);
        prop_assert_eq!(encoding::detect(text.as_bytes()).encoding == Encoding::Utf8, !text.contains('\0'));
    }
}
