//! How well chances order and how honest they are, measured on rows the model has not seen.

/// The quality of a list of chances against what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality {
    /// The chance that one who did it ranks above one who did not; ties half.
    pub auc: f64,
    /// Mean squared error of the chances.
    pub brier: f64,
    /// Mean negative log likelihood.
    pub log_loss: f64,
    /// Precision averaged over recall.
    pub average_precision: f64,
    /// How much more often the tenth with the highest chances did it than all.
    pub top_decile_lift: f64,
    /// Ten bands of rising chances.
    pub calibration: Vec<Band>,
}

/// A band of chances and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Rows in the band.
    pub n: usize,
    /// Their mean chance.
    pub mean: f64,
    /// The share that did it.
    pub observed: f64,
}

/// Measures chances against labels; `None` unless both kinds of label are there.
#[must_use]
pub fn quality(chances: &[f64], labels: &[bool]) -> Option<Quality> {
    let mut rows: Vec<(f64, bool)> = chances
        .iter()
        .copied()
        .zip(labels.iter().copied())
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let auc = area_sorted(&rows)?;
    let n = rows.len() as f64;
    let loss = |(chance, label): &(f64, bool)| {
        let right = if *label { *chance } else { 1.0 - chance };
        -right.max(f64::EPSILON).ln()
    };
    Some(Quality {
        auc,
        brier: brier(chances, labels),
        log_loss: rows.iter().map(loss).sum::<f64>() / n,
        average_precision: average_precision(&rows),
        top_decile_lift: top_decile_lift(&rows),
        calibration: bands(&rows, 10),
    })
}

/// Mean squared error of chances; 0 without rows.
#[must_use]
pub fn brier(chances: &[f64], labels: &[bool]) -> f64 {
    let off = |(chance, label): (&f64, &bool)| (chance - f64::from(u8::from(*label))).powi(2);
    let n = chances.len().min(labels.len()).max(1) as f64;
    chances.iter().zip(labels).map(off).sum::<f64>() / n
}

/// The area under the receiver operating curve; `None` unless both kinds of label are there.
#[must_use]
pub fn area_under_curve(chances: &[f64], labels: &[bool]) -> Option<f64> {
    let mut rows: Vec<(f64, bool)> = chances
        .iter()
        .copied()
        .zip(labels.iter().copied())
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    area_sorted(&rows)
}

fn area_sorted(rows: &[(f64, bool)]) -> Option<f64> {
    let (mut misses, mut hits, mut wins) = (0.0, 0.0, 0.0);
    for run in rows.chunk_by(|a, b| a.0 == b.0) {
        let hit = run.iter().filter(|row| row.1).count() as f64;
        let miss = run.len() as f64 - hit;
        wins += hit * (misses + miss / 2.0);
        hits += hit;
        misses += miss;
    }
    (hits > 0.0 && misses > 0.0).then(|| wins / (hits * misses))
}

fn average_precision(rows: &[(f64, bool)]) -> f64 {
    let all = rows.iter().filter(|row| row.1).count() as f64;
    let (mut seen, mut hits, mut sum) = (0.0, 0.0, 0.0);
    for run in rows.chunk_by(|a, b| a.0 == b.0).rev() {
        let hit = run.iter().filter(|row| row.1).count() as f64;
        seen += run.len() as f64;
        hits += hit;
        sum += hit / all * (hits / seen);
    }
    sum
}

fn top_decile_lift(rows: &[(f64, bool)]) -> f64 {
    let top = (rows.len() / 10).max(1);
    let share = |rows: &[(f64, bool)]| {
        rows.iter().filter(|row| row.1).count() as f64 / rows.len().max(1) as f64
    };
    let best = rows
        .get(rows.len() - top.min(rows.len())..)
        .unwrap_or_default();
    let base = share(rows);
    if base > 0.0 { share(best) / base } else { 0.0 }
}

/// Bands of nearly equal size, the first ones larger by one where it does not divide.
fn bands(rows: &[(f64, bool)], count: usize) -> Vec<Band> {
    let (each, more) = (rows.len() / count, rows.len() % count);
    let mut rest = rows;
    let mut bands = Vec::with_capacity(count);
    for band in 0..count {
        let n = each + usize::from(band < more);
        let (now, later) = rest.split_at(n.min(rest.len()));
        rest = later;
        if n == 0 {
            continue;
        }
        let mean = now.iter().map(|row| row.0).sum::<f64>() / n as f64;
        let observed = now.iter().filter(|row| row.1).count() as f64 / n as f64;
        bands.push(Band { n, mean, observed });
    }
    bands
}
