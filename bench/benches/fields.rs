//! Checking a customer's fields as they come from a program: rows a second on one core, beside reading the same JSON
//! without checking anything. Run with `cargo bench -p quen-bench --bench fields`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use quen_core::parties::{Party, catalogue};
use quen_service::records::decode;
use serde_json::{Map, Value};

const ROWS: usize = 20_000;

fn sent(number: usize) -> String {
    format!(
        r#"{{"kind":"person","name":"Nguyễn Thị Hồng {number}","code":"KH{number:06}","phones":["0905 {:03} {:03}"],
        "emails":["khach{number}@vidu.vn"],"birthday":{{"calendar":"solar","year":1990,"month":8,"day":12}},"tags":["Sỉ"],"address":"12 Trần Phú, Hải Châu, Đà Nẵng"}}"#,
        number / 1_000 % 1_000,
        number % 1_000
    )
}

fn read(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

fn quickest(mut work: impl FnMut()) -> Duration {
    let turns = (0..5).map(|_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    });
    turns.min().unwrap_or_default()
}

fn fields(criterion: &mut Criterion) {
    let rows: Vec<String> = (0..ROWS).map(sent).collect();
    let fields = catalogue();
    let refused = rows
        .iter()
        .filter(|row| decode(&fields, &read(row)).is_err());
    assert_eq!(refused.count(), 0, "the rows must be good ones");
    let checked = quickest(|| {
        for row in &rows {
            let _ = black_box(decode(&fields, &read(black_box(row))));
        }
    });
    let only_read = quickest(|| {
        for row in &rows {
            black_box(read(black_box(row)));
        }
    });
    println!(
        "fields of a party: {:.0} rows a second on one core, {:.2} of only reading their JSON",
        ROWS as f64 / checked.as_secs_f64(),
        only_read.as_secs_f64() / checked.as_secs_f64()
    );
    let mut group = criterion.benchmark_group("party");
    group.sample_size(20);
    group.bench_function("catalogue", |bencher| bencher.iter(catalogue));
    let mut turn = rows.iter().cycle();
    group.bench_function("read and check", |bencher| {
        bencher.iter(|| turn.next().map(|row| decode(&fields, &read(row))));
    });
    let party = Party::new(
        uuid::Uuid::nil(),
        "person",
        "Nguyễn Thị Hồng Ngọc",
        chrono::DateTime::UNIX_EPOCH,
    );
    group.bench_function("write as JSON", |bencher| {
        bencher.iter(|| serde_json::to_vec(black_box(&party)));
    });
    group.finish();
}

criterion_group!(benches, fields);
criterion_main!(benches);
