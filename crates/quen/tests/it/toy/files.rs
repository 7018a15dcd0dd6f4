//! Its files: read in with links to what another file brought, tried first, undone; written out and read in again; the whole
//! workspace taken along.

use quen_core::fields::ListQuery;
use quen_documents::sheets::SheetFormat;
use quen_documents::tables::{Source, Wishes};
use quen_service::exports::{Export, kind};
use quen_service::imports::{self, Report};
use quen_service::{Ctx, lists};
use quen_testkit::{TestApp, on_both};
use quen_words::{Lang, Words};
use serde_json::{Value, json};

use super::{page, toy};
use crate::imports::pages::upload;
use crate::imports::{counts, source, wrong};

const MACHINES: &str = "Tên,Số máy,Tình trạng,Hạn bảo trì,Giá mua,Người giữ,Khách hàng,SĐT khách\n\
    Máy hai họng,LM-1,new,12/03/2026,90.000.000,Khôi,Quán Gió,0905218467\n\
    Máy một họng,LM-2,worn,20/03/2026,40tr,,,\n\
    Máy hỏng,LM-3,broken,hôm nào,40tr,,,\n\
    Thiếu số,,new,,,,,\n";

async fn read(ctx: &Ctx, word: &str, file: &str, dry: bool) -> Report {
    let what = imports::what(ctx, word).unwrap();
    let seen = imports::inspect_file(source(file), &what, Wishes::default(), true)
        .await
        .unwrap();
    assert!(
        seen.headings
            .iter()
            .all(|heading| heading.own.is_some() || heading.field.is_some()),
        "{:?}",
        seen.headings
    );
    let options = seen.options();
    imports::run_file(ctx, word, "tep.csv", source(file), &options, dry)
        .await
        .unwrap()
}

async fn written(ctx: &Ctx, word: &str) -> String {
    let kind = kind(ctx, word).unwrap();
    let words = Words::new(Lang::Vi);
    let mut export = Export::begin(
        ctx,
        kind,
        SheetFormat::Csv,
        ListQuery::default(),
        &[],
        words,
    )
    .unwrap();
    let mut all = Vec::new();
    while let Some(piece) = export.next().await.unwrap() {
        all.extend(piece);
    }
    String::from_utf8(all).unwrap()
}

async fn all(khoi: &quen_testkit::Client, word: &str) -> Vec<Value> {
    let page = khoi
        .get(&format!("/api/v1/{word}?limit=200"))
        .await
        .expect(200);
    let mut rows = page["data"].as_array().unwrap().clone();
    rows.sort_by_key(|row| row["id"].as_str().unwrap().to_owned());
    rows
}

#[tokio::test]
async fn its_rows_are_tried_read_in_twice_and_undone() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let ctx = app.ctx("Khôi").await;
        let tried = read(&ctx, "machines", MACHINES, true).await;
        assert_eq!(
            (tried.import_id, counts(&tried)),
            (None, (4, 2, 0, 0, 2)),
            "{tried:?}"
        );
        assert!(
            all(&khoi, "machines").await.is_empty() && all(&khoi, "parties").await.is_empty(),
            "nothing was written"
        );
        let done = read(&ctx, "machines", MACHINES, false).await;
        assert_eq!(counts(&done), (4, 2, 0, 0, 2), "{done:?}");
        assert_eq!(
            wrong(&done),
            [
                (4, "Tình trạng", "bad-choice"),
                (4, "Hạn bảo trì", "bad-date"),
                (5, "Số máy", "required")
            ]
        );
        let machines = all(&khoi, "machines").await;
        let custom = &machines[0]["custom"];
        assert_eq!(
            (
                &custom["serial"],
                &custom["due"],
                &custom["price"]["amount"]
            ),
            (&json!("LM-1"), &json!("2026-03-12"), &json!(90_000_000))
        );
        let party = all(&khoi, "parties").await;
        assert_eq!(
            (&machines[0]["party_id"], &party[0]["name"]),
            (&party[0]["id"], &json!("Quán Gió"))
        );
        let again = read(&ctx, "machines", MACHINES, false).await;
        assert_eq!(
            counts(&again),
            (4, 0, 0, 2, 2),
            "the same file changes nothing: {again:?}"
        );
        let dearer = read(
            &ctx,
            "machines",
            "Tên,Số máy,Giá mua\nMáy một họng,LM-2,45tr\n",
            false,
        )
        .await;
        assert_eq!(counts(&dearer), (1, 0, 1, 0, 0));
        let taken_back = imports::undo(&ctx, dearer.import_id.unwrap(), false)
            .await
            .unwrap();
        assert_eq!((taken_back.removed, taken_back.restored), (0, 1));
        assert_eq!(
            all(&khoi, "machines").await[1]["custom"]["price"]["amount"],
            40_000_000
        );
        let gone = imports::undo(&ctx, done.import_id.unwrap(), false)
            .await
            .unwrap();
        assert_eq!(
            (gone.removed, gone.kept_count),
            (2, 1),
            "what was changed since stays: {gone:?}"
        );
        let gone = imports::undo(&ctx, done.import_id.unwrap(), true)
            .await
            .unwrap();
        assert_eq!(gone.removed, 1);
        assert!(all(&khoi, "machines").await.is_empty() && all(&khoi, "parties").await.is_empty());
        assert!(
            imports::undo(&ctx, done.import_id.unwrap(), false)
                .await
                .is_err(),
            "once"
        );
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_refers_to_what_another_file_brought() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        khoi.post("/api/v1/kinds", json!({ "name": "visits", "one_vi": "Lần bảo trì", "icon": "tool" })).await.expect(201);
        let of = json!({ "noun": "visits", "name": "machine", "label_vi": "Máy", "type": "reference", "target": "machines" });
        khoi.post("/api/v1/fields", of).await.expect(201);
        let ctx = app.ctx("Khôi").await;
        read(&ctx, "machines", "Tên,Số máy\nMáy hai họng,LM-1\nMáy xay,X-1\nMáy xay nhỏ,X-2\n", false).await;
        let visits = "Tên,Máy\nThay gioăng,máy hai họng\nRửa,MÁY XAY\nLạc,Máy rang\n";
        let tried = read(&ctx, "visits", visits, true).await;
        let done = read(&ctx, "visits", visits, false).await;
        assert_eq!((counts(&tried), counts(&done)), ((3, 2, 0, 0, 1), (3, 2, 0, 0, 1)), "{tried:?} {done:?}");
        assert_eq!(wrong(&done), [(4, "Máy", "no-such-record")]);
        let (machines, visits) = (all(&khoi, "machines").await, all(&khoi, "visits").await);
        assert_eq!((&visits[0]["custom"]["machine"], &visits[1]["custom"]["machine"]), (&machines[0]["id"], &machines[1]["id"]));
        let doubled = json!({ "name": "Máy xay", "custom": { "serial": "X-9" } });
        khoi.post("/api/v1/machines", doubled).await.expect(201);
        let unclear = read(&ctx, "visits", "Tên,Máy\nMài,Máy xay\n", false).await;
        assert_eq!((unclear.failed, unclear.errors[0].code.as_str()), (1, "several-records"));
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn promises_projects_and_tasks_are_read_in_by_their_catalogues() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let projects = "Tên dự án,Làm cho,SĐT khách,Tình trạng,Hạn,Ngân sách của khách\nQuầy pha,Quán Gió,0905218467,active,30/04/2026,20tr\n";
        assert_eq!(counts(&read(&ctx, "projects", projects, false).await), (1, 1, 0, 0, 0));
        let promises = "Hứa với,Điện thoại khách,Lời hứa,Hạn\nQuán Gió,0905 218 467,Giao trước 8 giờ,05/03/2026\n,,Không của ai,\n";
        let report = read(&ctx, "promises", promises, false).await;
        assert_eq!(counts(&report), (2, 1, 0, 0, 1), "{report:?}");
        let parties = all(&khoi, "parties").await;
        assert_eq!(parties.len(), 1, "found again by the phone");
        let promise = all(&khoi, "promises").await.remove(0);
        assert_eq!((&promise["party_id"], &promise["due_on"]), (&parties[0]["id"], &json!("2026-03-05")));
        let tasks = "Việc,Hạn,Thuộc dự án\nĐo quầy,06/03/2026,Quầy pha\n";
        let what = imports::what(&ctx, "tasks").unwrap();
        let seen = imports::inspect_file(source(tasks), &what, Wishes::default(), true).await.unwrap();
        let mut options = seen.options();
        options.columns[0] = Some("title".to_owned());
        let done = imports::run_file(&ctx, "tasks", "viec.csv", source(tasks), &options, false).await.unwrap();
        assert_eq!(counts(&done), (1, 1, 0, 0, 0), "{done:?}");
        assert_eq!(all(&khoi, "tasks").await[0]["project_id"], all(&khoi, "projects").await[0]["id"]);
        let gone = imports::undo(&ctx, report.import_id.unwrap(), false).await.unwrap();
        assert_eq!((gone.removed, all(&khoi, "promises").await.len()), (1, 0));
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_written_out_is_known_again_by_its_id() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let ctx = app.ctx("Khôi").await;
        read(&ctx, "machines", MACHINES, false).await;
        let file = written(&ctx, "machines").await;
        assert!(
            file.contains("Quen ID") && file.contains("Quán Gió") && file.contains("LM-2"),
            "{file}"
        );
        let renamed = file.replace("Máy hai họng", "Máy của Gió");
        let report = imports_of(&ctx, &renamed).await;
        assert_eq!(
            (report.created, report.updated, report.failed),
            (0, 1, 0),
            "{report:?}"
        );
        assert_eq!(all(&khoi, "machines").await[0]["name"], "Máy của Gió");
        for kind in lists::of_workspace(&ctx) {
            assert!(
                written(&ctx, kind.word()).await.contains("Quen ID"),
                "{}",
                kind.word()
            );
        }
        app.work().await;
    })
    .await;
}

async fn imports_of(ctx: &Ctx, file: &str) -> Report {
    let what = imports::what(ctx, "machines").unwrap();
    let bytes: Source = source(file.to_owned());
    let seen = imports::inspect_file(bytes, &what, Wishes::default(), true)
        .await
        .unwrap();
    imports::run_file(
        ctx,
        "machines",
        "tep.csv",
        source(file.to_owned()),
        &seen.options(),
        false,
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn the_pages_read_it_in_and_undo_it() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let browser = app.browser("Khôi", quen_core::Role::Owner).await;
        assert!(
            page(&browser, "/imports/new?kind=machines")
                .await
                .contains("value=\"machines\" checked"),
            "it can be chosen"
        );
        let sent = upload(&browser, "machines", "may.csv", MACHINES.as_bytes()).await;
        let place = sent.header("location").unwrap().to_owned();
        let mapping = page(&browser, &place).await;
        for shown in [
            "Số máy",
            "Người giữ",
            "Quen ID",
            "custom.serial",
            "party_phone",
        ] {
            assert!(mapping.contains(shown), "{shown}: {mapping}");
        }
        let columns = [
            "name",
            "custom.serial",
            "custom.state",
            "custom.due",
            "custom.price",
            "custom.keeper",
            "party_name",
            "party_phone",
        ];
        let names: Vec<String> = (0..columns.len()).map(|n| format!("column-{n}")).collect();
        let mut form: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(columns).collect();
        form.extend([("on_match", "update"), ("match", "phone")]);
        assert_eq!(
            browser
                .submit(&place, &format!("{place}/start"), &form)
                .await
                .status,
            303
        );
        app.work().await;
        let result = page(&browser, &place).await;
        let first = all(&khoi, "machines").await[0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(
            result.contains(&format!("/lists/machines/records/{first}"))
                && result.contains("href=\"/records/machines\""),
            "{result}"
        );
        assert_eq!(
            browser
                .submit(&place, &format!("{place}/undo"), &[])
                .await
                .status,
            303
        );
        app.work().await;
        assert!(all(&khoi, "machines").await.is_empty());
    })
    .await;
}
