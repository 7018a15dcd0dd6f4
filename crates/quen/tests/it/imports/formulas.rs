//! Texts that a spreadsheet program would run: taken in as text, written so that they stay text, and read back as what
//! they were.

use std::io::Read;

use quen_core::Currency;
use quen_core::fields::ListQuery;
use quen_documents::sheets::SheetFormat;
use quen_documents::tables::{Source, Wishes};
use quen_service::exports::{self, Export};
use quen_service::{Ctx, imports};
use quen_testkit::on_both;
use quen_words::{Lang, Words};
use serde_json::{Value, json};

const EVIL: [&str; 6] = [
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=HYPERLINK(\"http://x.vn\",\"bấm\")",
    "＝1+1",
];

async fn exported(ctx: &Ctx, format: SheetFormat) -> Vec<u8> {
    let words = Words::new(Lang::Vi);
    let mut export = Export::begin(
        ctx,
        exports::kind(ctx, "parties").unwrap(),
        format,
        ListQuery::default(),
        &[],
        words,
    )
    .unwrap();
    let mut bytes = Vec::new();
    while let Some(piece) = export.next().await.unwrap() {
        bytes.extend(piece);
    }
    bytes
}

/// All parts of a workbook as text.
fn parts(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        archive
            .by_index(index)
            .unwrap()
            .read_to_string(&mut all)
            .unwrap();
    }
    all
}

#[tokio::test]
async fn formulas_go_round_without_running() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        assert_eq!(ctx.settings.currency, Currency::Vnd);
        let mut file = "Họ và tên,Mã KH,Ghi chú\n".to_owned();
        for (n, evil) in EVIL.iter().enumerate() {
            let cell = evil.replace('"', "\"\"");
            file.push_str(&format!("Khách {n},K{n},\"{cell}\"\n"));
        }
        let report = super::read_in(&ctx, "parties", &file).await;
        assert_eq!((report.created, report.failed), (6, 0), "{report:?}");
        let notes = || async {
            let all = khoi.get("/api/v1/parties?sort=code").await.expect(200);
            let notes = all["data"].as_array().unwrap().iter();
            notes
                .map(|party| party["note"].clone())
                .collect::<Vec<Value>>()
        };
        assert_eq!(json!(notes().await), json!(EVIL));

        let csv = String::from_utf8(exported(&ctx, SheetFormat::Csv).await).unwrap();
        for cell in csv.lines().skip(1).flat_map(|line| line.split(',')) {
            let shown = cell.trim_matches('"');
            let phone = shown.len() > 3 && shown.chars().all(|c| c.is_ascii_digit() || c == '+');
            assert!(phone || !shown.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        let workbook = exported(&ctx, SheetFormat::Xlsx).await;
        assert!(!parts(&workbook).contains("<f>"), "no formula is written");

        for bytes in [csv.into_bytes(), workbook] {
            let source = || Source::Bytes(bytes.clone().into());
            let kind = imports::kind("parties").unwrap();
            let seen = imports::inspect_file(source(), kind, Wishes::default(), false)
                .await
                .unwrap();
            let again = imports::run_file(&ctx, "parties", "x", source(), &seen.options(), false)
                .await
                .unwrap();
            assert_eq!((again.created, again.failed), (0, 0), "{again:?}");
            assert_eq!(
                json!(notes().await),
                json!(EVIL),
                "what went out comes in again"
            );
        }
    })
    .await;
}
