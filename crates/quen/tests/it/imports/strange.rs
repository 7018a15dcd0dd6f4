//! Files that are out of the ordinary: what is wrong with them is said at the right place, and the rest is read.

use quen_documents::tables::{MAX_COLUMNS, Wishes};
use quen_service::imports;
use quen_testkit::on_both;

use super::{counts, read_in, source};

#[tokio::test]
async fn a_heading_that_repeats_is_read_once_and_never_guessed() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let file = "Họ tên,SĐT,SĐT,Ghi chú,Ghi chú,Mã,Mã\nAn,0905218467,0912345678,một,hai,K1,K2\n";
        let report = read_in(&ctx, "parties", file).await;
        assert_eq!(counts(&report), (1, 1, 0, 0, 0), "{report:?}");
        let party = khoi.get("/api/v1/parties").await.expect(200)["data"][0].clone();
        assert_eq!(party["phones"].as_array().unwrap().len(), 2, "both numbers");
        assert_eq!(party["code"], "K1", "the second code is left out");
        let kind = imports::kind("parties").unwrap();
        let seen = imports::inspect_file(source(file), kind, Wishes::default(), false)
            .await
            .unwrap();
        let mut options = seen.options();
        options.columns[6] = Some("code".to_owned());
        let refused =
            imports::run_file(&ctx, "parties", "a.csv", source(file), &options, false).await;
        let said = format!("{:?}", refused.unwrap_err());
        assert!(
            said.contains("column-twice") && said.contains("Mã"),
            "{said}"
        );
    })
    .await;
}

#[tokio::test]
async fn three_hundred_columns_are_read_and_one_more_is_refused_in_words() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let wide = |columns: usize| {
            let titles: Vec<String> = (1..columns).map(|n| format!("Cột {n}")).collect();
            let cells = vec!["x"; columns - 1];
            format!("Họ tên,{}\nAn,{}\n", titles.join(","), cells.join(","))
        };
        let report = read_in(&ctx, "parties", &wide(MAX_COLUMNS)).await;
        assert_eq!(counts(&report), (1, 1, 0, 0, 0), "{report:?}");
        let kind = imports::kind("parties").unwrap();
        let file = wide(MAX_COLUMNS + 1);
        let refused = imports::inspect_file(source(file), kind, Wishes::default(), false).await;
        let quen_core::Error::Invalid(problems) = refused.unwrap_err() else {
            panic!("refused")
        };
        assert_eq!(
            (problems[0].field.as_ref(), problems[0].code),
            ("file", "file-too-many-columns")
        );
        assert!(
            problems[0]
                .args
                .iter()
                .any(|(name, value)| *name == "max" && value == "300")
        );
    })
    .await;
}

#[tokio::test]
async fn a_cell_of_ten_megabytes_fails_its_row_alone() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let file = format!(
            "Họ tên,Ghi chú\nAn,{}\nBình,ngắn\n",
            "dài ".repeat(2_000_000)
        );
        let report = read_in(&ctx, "parties", &file).await;
        assert_eq!(counts(&report), (2, 1, 0, 0, 1), "{:?}", report.errors);
        assert_eq!(
            (report.errors[0].row, report.errors[0].code.as_str()),
            (2, "cell-too-long")
        );
        let all = khoi.get("/api/v1/parties").await.expect(200);
        assert_eq!(all["data"][0]["name"], "Bình");
        let failed = imports::failed_rows(
            &ctx,
            report.import_id.unwrap(),
            quen_words::Words::new(quen_words::Lang::Vi),
        )
        .await
        .unwrap();
        assert!(
            failed.len() < 1024 * 1024,
            "the endless cell is not kept: {} bytes",
            failed.len()
        );
    })
    .await;
}
