//! Imports and exports by the binary, as scripts call it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const CUSTOMERS: &str = "Họ tên,SĐT,Mã\nNguyễn Văn An,905218467,KH1\nLê Bình,12,KH2\n";

pub(super) fn quen(data: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quen"))
        .args(args)
        .arg("--data-dir")
        .arg(data)
        .env_remove("QUEN_DATABASE_URL")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

pub(super) fn json_of(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", told(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn scripts_read_in_undo_and_write_out() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let file = directory.path().join("khach.csv");
    std::fs::write(&file, CUSTOMERS).unwrap();
    let file = file.to_str().unwrap();
    assert!(
        quen(
            &data,
            &["workspace", "create", "--slug", "gio", "--name", "Gió"]
        )
        .status
        .success()
    );
    assert!(
        quen(
            &data,
            &[
                "user", "create", "--email", "k@gio.vn", "--name", "Khôi", "--role", "owner"
            ]
        )
        .status
        .success()
    );

    let dry = json_of(&quen(
        &data,
        &["--json", "import", "parties", file, "--dry-run"],
    ));
    assert_eq!(
        (&dry["import_id"], &dry["created"], &dry["failed"]),
        (&Value::Null, &1.into(), &1.into())
    );
    let report = json_of(&quen(&data, &["--json", "import", "parties", file]));
    assert_eq!(
        (
            report["rows"].as_i64(),
            report["created"].as_i64(),
            report["updated"].as_i64()
        ),
        (Some(2), Some(1), Some(0))
    );
    let error = &report["errors"][0];
    assert_eq!(
        (
            error["row"].as_i64(),
            error["column"].as_str(),
            error["code"].as_str()
        ),
        (Some(3), Some("SĐT"), Some("bad-phone"))
    );
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|message| !message.is_empty())
    );
    assert_eq!(
        json_of(&quen(&data, &["--json", "import", "parties", file]))["skipped"],
        1
    );

    let out = directory.path().join("ra.csv");
    assert!(
        quen(
            &data,
            &["export", "parties", "--output", out.to_str().unwrap()]
        )
        .status
        .success()
    );
    assert!(
        std::fs::read_to_string(&out)
            .unwrap()
            .contains("Nguyễn Văn An")
    );
    let lines = quen(&data, &["export", "parties", "--format", "jsonl"]);
    assert_eq!(String::from_utf8_lossy(&lines.stdout).lines().count(), 1);

    let id = report["import_id"].as_str().unwrap();
    assert!(quen(&data, &["import", "undo", id]).status.success());
    assert_eq!(quen(&data, &["import", "undo", id]).status.code(), Some(1));
    assert!(
        quen(&data, &["export", "parties", "--format", "jsonl"])
            .stdout
            .is_empty()
    );
}

#[test]
fn wrong_usage_and_refusals_have_their_codes() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let file = directory.path().join("don.csv");
    std::fs::write(&file, "Mã,Ngày,Tổng tiền\n1,05/03/2025,100\n").unwrap();
    let file = file.to_str().unwrap();
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
    for (args, code) in [
        (vec!["import", "secrets", file], 2),
        (vec!["import", "orders", file, "--on-match", "maybe"], 2),
        (vec!["import", "orders", file, "--match", "name"], 2),
        (vec!["import", "undo", "17"], 2),
        (vec!["import", "orders", "nowhere.csv"], 1),
        (vec!["export", "secrets"], 2),
        (vec!["export", "parties", "--format", "pdf"], 2),
    ] {
        assert_eq!(quen(&data, &args).status.code(), Some(code), "{args:?}");
    }
    let unclear = quen(&data, &["import", "orders", file]);
    assert_eq!(unclear.status.code(), Some(1));
    assert!(
        told(&unclear).contains("could be number, party_code, sku"),
        "{}",
        told(&unclear)
    );
    let map = directory.path().join("map.json");
    std::fs::write(&map, "{\"Mã\":\"party_code\"}").unwrap();
    let report = json_of(&quen(
        &data,
        &[
            "--json",
            "import",
            "orders",
            file,
            "--map",
            map.to_str().unwrap(),
        ],
    ));
    assert_eq!(report["created"], 1, "{report}");
}
