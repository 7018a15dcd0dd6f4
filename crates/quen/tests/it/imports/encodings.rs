//! Files as old programs wrote them: every encoding by the page and by the command line, read as what was meant.

use quen_core::Role;
use quen_testkit::on_both;
use serde_json::Value;

use super::command::{json_of, quen};
use super::pages::upload;

/// Bytes of a text whose letters all stand in Latin-1.
fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(c as u32).unwrap())
        .collect()
}

/// Windows-1258: letters with their mark of shape, the tone behind as a byte of its own.
fn windows_1258(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.chars() {
        match letter {
            'ọ' => bytes.extend([b'o', 0xF2]),
            'ủ' => bytes.extend([b'u', 0xD2]),
            'ổ' => bytes.extend([0xF4, 0xD2]),
            'ầ' => bytes.extend([0xE2, 0xCC]),
            'ễ' => bytes.extend([0xEA, 0xDE]),
            'ố' => bytes.extend([0xF4, 0xEC]),
            'ơ' => bytes.push(0xF5),
            'ư' => bytes.push(0xFD),
            'đ' => bytes.push(0xF0),
            'Đ' => bytes.push(0xD0),
            other => bytes.push(u8::try_from(other as u32).unwrap()),
        }
    }
    bytes
}

const MEANT: &str =
    "Họ tên,SĐT,Ghi chú\nNguyễn Thủy Hương,0905218467,Công ty cổ phần đầu tư Thủy Hương\n";

fn utf16(order: fn(u16) -> [u8; 2], mark: &[u8]) -> Vec<u8> {
    let letters = MEANT.encode_utf16().flat_map(order);
    mark.iter().copied().chain(letters).collect()
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let tcvn3 = "Hä tªn,S§T,Ghi chó\nNguyÔn Thñy H\u{AD}¬ng,0905218467,C«ng ty cæ phÇn ®Çu t\u{AD} Thñy H\u{AD}¬ng\n";
    let vni = "Hoï teân,SÑT,Ghi chuù\nNguyeãn Thuûy Höông,0905218467,Coâng ty coå phaàn ñaàu tö Thuûy Höông\n";
    vec![
        (
            "utf-16 with its mark",
            utf16(u16::to_le_bytes, &[0xFF, 0xFE]),
        ),
        ("utf-16 the other way round", utf16(u16::to_be_bytes, &[])),
        ("windows-1258", windows_1258(MEANT)),
        ("tcvn3", latin(tcvn3)),
        ("vni", latin(vni)),
        // Typed in an old font, saved by a new program.
        ("tcvn3 as unicode", tcvn3.as_bytes().to_vec()),
    ]
}

fn is_meant(party: &Value, encoding: &str) {
    assert_eq!(party["name"], "Nguyễn Thủy Hương", "{encoding}: {party}");
    assert_eq!(
        party["note"], "Công ty cổ phần đầu tư Thủy Hương",
        "{encoding}"
    );
    assert_eq!(party["phones"][0]["value"], "+84905218467", "{encoding}");
}

#[tokio::test]
async fn the_page_reads_what_old_programs_wrote() {
    on_both(|app| async move {
        let browser = app.browser("Khôi", Role::Owner).await;
        let khoi = app.owner("Khôi").await;
        for (encoding, bytes) in files() {
            let answer = upload(&browser, "parties", "khach.csv", &bytes).await;
            assert_eq!(answer.status, 303, "{encoding}: {}", answer.text);
            let place = answer.header("location").unwrap().to_owned();
            let mapping = browser.open(&place).await;
            for heading in ["Họ tên", "SĐT", "Ghi chú"] {
                assert!(mapping.text.contains(heading), "{encoding}: {heading}");
            }
            let columns = [
                ("column-0", "full_name"),
                ("column-1", "phone"),
                ("column-2", "note"),
                ("match", "phone"),
            ];
            let begun = browser
                .submit(&place, &format!("{place}/start"), &columns)
                .await;
            assert_eq!(begun.status, 303, "{encoding}: {}", begun.text);
            app.work().await;
            let found = khoi.get("/api/v1/parties").await.expect(200)["data"].clone();
            is_meant(&found[0], encoding);
            assert_eq!(
                found.as_array().unwrap().len(),
                1,
                "{encoding}: it is the same customer"
            );
        }
    })
    .await;
}

#[test]
fn the_command_reads_what_old_programs_wrote() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    quen(
        &data,
        &["workspace", "create", "--slug", "gio", "--name", "Gió"],
    );
    quen(
        &data,
        &[
            "user", "create", "--email", "k@gio.vn", "--name", "Khôi", "--role", "owner",
        ],
    );
    let mut first = true;
    for (encoding, bytes) in files() {
        let file = directory.path().join("khach.csv");
        std::fs::write(&file, bytes).unwrap();
        let report = json_of(&quen(
            &data,
            &["--json", "import", "parties", file.to_str().unwrap()],
        ));
        assert_eq!(
            (&report["created"], &report["failed"]),
            (&i32::from(first).into(), &0.into()),
            "{encoding}: {report}"
        );
        first = false;
        let found = json_of(&quen(&data, &["--json", "do", "parties.list", "{}"]));
        is_meant(&found["data"][0], encoding);
    }
}
