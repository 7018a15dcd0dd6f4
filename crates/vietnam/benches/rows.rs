//! Rows a second on one core for what an import does to every row: folding, phones, name keys, money. Beside each
//! stands its ratio to one copy of the same bytes into fresh memory, the least any of them could do.
//! Run with `cargo bench -p quen-vietnam --bench rows`.

use criterion::{Criterion, criterion_group, criterion_main};
use quen_vietnam::{collation, fold, money, names, phone};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rows gone through in one turn.
const ROWS: usize = 100_000;
const FAMILIES: [&str; 8] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Đặng",
];
const MIDDLES: [&str; 6] = ["Thị", "Văn", "Hồng", "Minh", "Thanh", "Quốc"];
const GIVEN: [&str; 8] = ["An", "Bình", "Châu", "Dũng", "Đạt", "Hương", "Ngọc", "Thảo"];
const PREFIXES: [&str; 6] = ["090", "+84 91", "093", "84.98", "097", "086"];

fn pick(list: &[&'static str], number: usize) -> &'static str {
    list.get(number % list.len()).copied().unwrap_or_default()
}

fn people() -> Vec<String> {
    let name = |n: usize| {
        let (family, middle) = (pick(&FAMILIES, n), pick(&MIDDLES, n / 8));
        format!("{family} {middle} {}", pick(&GIVEN, n / 48))
    };
    (0..ROWS).map(name).collect()
}

/// Mobile numbers as people write them: with blanks, dots or neither, with and without the country.
fn phones() -> Vec<String> {
    let phone = |n: usize| {
        let tail = 1_000_000 + n * 7_919 % 9_000_000;
        let (high, low) = (tail / 1_000, tail % 1_000);
        match n % 3 {
            0 => format!("{}{tail}", pick(&PREFIXES, n)),
            1 => format!("{} {high} {low:03}", pick(&PREFIXES, n)),
            _ => format!("{}.{high}.{low:03}", pick(&PREFIXES, n)),
        }
    };
    (0..ROWS).map(phone).collect()
}

fn amounts() -> Vec<String> {
    let amount = |n: usize| match n % 4 {
        0 => format!("{}.{:03}.000", n % 90 + 1, n % 1_000),
        1 => format!("{}tr{}", n % 90 + 1, n % 9 + 1),
        2 => format!("{}k", n % 900 + 1),
        _ => format!("{},000 đ", n % 900 + 1),
    };
    (0..ROWS).map(amount).collect()
}

/// The quickest of five turns.
fn quickest(mut work: impl FnMut()) -> Duration {
    let turns = (0..5).map(|_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    });
    turns.min().unwrap_or_default()
}

/// Prints the rate of `work` beside that of copying each row.
fn compare<R>(name: &str, rows: &[String], mut work: impl FnMut(&str) -> R) {
    let spent = quickest(|| {
        for row in rows {
            black_box(work(black_box(row)));
        }
    });
    let copied = quickest(|| {
        for row in rows {
            black_box(black_box(row).clone());
        }
    });
    let rate = rows.len() as f64 / spent.as_secs_f64();
    let ratio = copied.as_secs_f64() / spent.as_secs_f64();
    println!(
        "{name}: {:.2} million rows a second on one core, {ratio:.3} of copying them",
        rate / 1e6
    );
}

fn rows(criterion: &mut Criterion) {
    let (people, phones, amounts) = (people(), phones(), amounts());
    compare("fold", &people, fold::fold);
    let mut buffer = String::new();
    compare("fold into one buffer", &people, |name| {
        buffer.clear();
        fold::fold_into(name, &mut buffer);
    });
    compare("phone", &phones, phone::parse);
    compare("name parts", &people, names::parse);
    compare("name sort key", &people, collation::name_key);
    compare("money", &amounts, money::parse_vnd);
    let mut group = criterion.benchmark_group("one row");
    group.sample_size(20);
    let mut each = |name: &str, rows: &[String], work: &dyn Fn(&str)| {
        let mut turn = rows.iter().cycle();
        group.bench_function(name, |bencher| {
            bencher.iter(|| turn.next().map(|row| work(black_box(row))));
        });
    };
    each("fold", &people, &|row| drop(black_box(fold::fold(row))));
    each("phone", &phones, &|row| {
        let _ = black_box(phone::parse(row));
    });
    each("name sort key", &people, &|row| {
        drop(black_box(collation::name_key(row)))
    });
    each("money", &amounts, &|row| {
        let _ = black_box(money::parse_vnd(row));
    });
    group.finish();
}

criterion_group!(benches, rows);
criterion_main!(benches);
