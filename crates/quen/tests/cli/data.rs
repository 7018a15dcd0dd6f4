//! Backup, restore, export and import as an operator types them.

use serde_json::{Value, json};

use crate::support::Home;

fn path(home: &Home, name: &str) -> String {
    home.directory.path().join(name).display().to_string()
}

#[test]
fn a_backup_is_taken_while_serving_and_restored_when_nobody_works() {
    let home = Home::new();
    let token = home.shop();
    let server = home.serve();
    let first = server
        .post("/api/v1/parties", &token, "k1", &json!({ "name": "An" }))
        .unwrap()
        .json();
    let archive = path(&home, "a.tar.gz");
    let told: Value = serde_json::from_str(&home.done(&["--json", "backup", &archive])).unwrap();
    assert_eq!(
        (told["format"].clone(), told["contents"].clone()),
        (json!("quen"), json!("database"))
    );
    home.refused(1, &["already exists"], &["backup", &archive]);
    let second = server
        .post("/api/v1/parties", &token, "k2", &json!({ "name": "Bình" }))
        .unwrap()
        .json();
    home.refused(1, &["stop the server"], &["restore", &archive, "--replace"]);
    server.terminate();
    assert_eq!(server.ended(), Some(0));
    home.refused(1, &["--replace"], &["restore", &archive]);
    home.done(&["restore", &archive, "--replace"]);
    let server = home.serve();
    let status = |record: &Value| {
        server
            .get(
                &format!("/api/v1/parties/{}", record["id"].as_str().unwrap()),
                &token,
            )
            .status
    };
    assert_eq!((status(&first), status(&second)), (200, 404));
    let listed = std::process::Command::new("tar")
        .args(["-tzf", &archive])
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.starts_with("manifest.json\n") && !listed.contains("secret.key"),
        "{listed}"
    );
    assert!(
        !crate::support::names(&home.data())
            .iter()
            .any(|name| name.starts_with(".moving")),
        "something was left behind"
    );
}

#[test]
fn a_restore_on_a_new_machine_needs_no_preparation() {
    let home = Home::new();
    let token = home.shop();
    let archive = path(&home, "a.tar.gz");
    home.done(&["backup", &archive]);
    let fresh = Home::new();
    fresh.done(&["restore", &archive]);
    let server = fresh.serve();
    assert_eq!(
        server.get("/api/v1/parties", &token).status,
        200,
        "the token of before still opens"
    );
}

#[test]
fn what_is_no_backup_is_refused_and_changes_nothing() {
    let home = Home::new();
    let text = path(&home, "text");
    std::fs::write(&text, "hello").unwrap();
    home.refused(1, &["damaged"], &["restore", &text]);
    home.refused(1, &["No such file"], &["restore", &path(&home, "nowhere")]);
    assert!(!home.data().join("quen.db").exists());
}

#[test]
fn a_workspace_goes_to_a_directory_and_into_another_database() {
    let home = Home::new();
    let token = home.shop();
    home.done(&["do", "parties.create", r#"{"name":"Nguyễn Văn An"}"#]);
    let directory = path(&home, "gio");
    home.done(&["export", "workspace", "--output", &directory]);
    home.refused(
        1,
        &["already exists"],
        &["export", "workspace", "--output", &directory],
    );
    home.refused(
        1,
        &["workspace list"],
        &[
            "--workspace",
            "nowhere",
            "export",
            "workspace",
            "--output",
            &path(&home, "x"),
        ],
    );
    home.refused(2, &["--output"], &["export", "workspace"]);
    home.refused(
        1,
        &["already in this database"],
        &["import", "workspace", &directory],
    );
    let other = Home::new();
    other.done(&["import", "workspace", &directory]);
    assert_eq!(other.done(&["workspace", "list"]), "gio\tTiệm Cà Phê Gió");
    let server = other.serve();
    assert_eq!(
        server.get("/api/v1/parties?q=nguyen", &token).json()["data"][0]["name"],
        "Nguyễn Văn An"
    );
}

#[test]
fn the_sample_files_are_read_whole_and_a_second_time_change_nothing() {
    let home = Home::new();
    home.shop();
    let read = |kind: &str, name: &str| -> Value {
        let file = format!("{}/../../docs/samples/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&home.done(&["--json", "import", kind, &file])).unwrap()
    };
    let figures = |report: &Value| {
        ["created", "updated", "failed"].map(|name| report[name].as_i64().unwrap())
    };
    assert_eq!(figures(&read("parties", "khach-hang.csv")), [40, 0, 0]);
    assert_eq!(figures(&read("orders", "don-hang.csv")), [371, 0, 0]);
    assert_eq!(figures(&read("parties", "khach-hang.csv")), [0, 0, 0]);
    assert_eq!(figures(&read("orders", "don-hang.csv")), [0, 0, 0]);
    let found: Value =
        serde_json::from_str(&home.done(&["do", "parties.list", r#"{"q":"KH003"}"#])).unwrap();
    assert_eq!(found["data"][0]["phones"][0]["value"], "+84906103405");
    assert_eq!(found["data"][0]["spend"]["amount"], 14_670_000);
}
