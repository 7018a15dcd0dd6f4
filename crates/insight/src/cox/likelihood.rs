//! Efron's partial likelihood with gradient and information, in one pass from the longest time to the shortest.

use super::CoxData;
use crate::symmetric::{Factor, Symmetric};

/// Rows in falling time order, covariates centred and scaled, row by row.
pub(super) struct Risks {
    rows: Vec<(f64, bool)>,
    cells: Vec<f64>,
    /// The spread of each covariate, 0 where constant.
    pub scales: Vec<f64>,
}

/// The likelihood at one point.
pub(super) struct Point {
    pub log_likelihood: f64,
    pub gradient: Vec<f64>,
    information: Symmetric,
}

impl Risks {
    pub fn new(data: CoxData<'_>) -> Self {
        let mut order: Vec<usize> = (0..data.times.len()).collect();
        let time = |at: usize| data.times.get(at).copied().unwrap_or(0.0);
        order.sort_by(|a, b| time(*b).total_cmp(&time(*a)));
        let columns: Vec<(&Vec<f64>, f64, f64)> = data.covariates.iter().map(spread).collect();
        let mut cells = Vec::with_capacity(order.len() * columns.len());
        for at in &order {
            for (values, mean, scale) in &columns {
                let value = values.get(*at).copied().unwrap_or(0.0);
                cells.push(if *scale > 0.0 {
                    (value - mean) / scale
                } else {
                    0.0
                });
            }
        }
        let rows = order
            .iter()
            .map(|at| (time(*at), data.ended.get(*at) == Some(&true)))
            .collect();
        Self {
            rows,
            cells,
            scales: columns.iter().map(|column| column.2).collect(),
        }
    }

    /// Values per unit of the covariates as they were given; 0 for constant ones.
    pub fn unscaled(&self, values: &[f64]) -> Vec<f64> {
        let raw = |(value, scale): (&f64, &f64)| if *scale > 0.0 { value / scale } else { 0.0 };
        values.iter().zip(&self.scales).map(raw).collect()
    }

    pub fn columns(&self) -> usize {
        self.scales.len()
    }

    /// Exponents are shifted by their largest, so that nothing overflows.
    pub fn at(&self, beta: &[f64]) -> Point {
        let p = self.columns();
        let dot = |x: &[f64]| x.iter().zip(beta).map(|(x, b)| x * b).sum::<f64>();
        let scores: Vec<f64> = self.cells.chunks(p).map(dot).collect();
        let shift = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut point = Point {
            log_likelihood: 0.0,
            gradient: vec![0.0; p],
            information: Symmetric::zeros(p),
        };
        let mut all = Sums::zeros(p);
        let mut start = 0;
        for run in self.rows.chunk_by(|a, b| a.0 == b.0) {
            let mut tied = Sums::zeros(p);
            let mut events = 0_u32;
            let values = self.cells.chunks(p).zip(&scores).skip(start).zip(run);
            for ((x, score), (_, ended)) in values {
                let weight = (score - shift).exp();
                all.add(x, weight);
                if *ended {
                    events += 1;
                    tied.add(x, weight);
                    point.log_likelihood += score - shift;
                    point.gradient.iter_mut().zip(x).for_each(|(g, x)| *g += x);
                }
            }
            for k in 0..events {
                point.take(&all, &tied, f64::from(k) / f64::from(events));
            }
            start += run.len();
        }
        point
    }
}

/// Mean and spread of a column; a spread that is nothing beside the values counts as none.
fn spread(values: &Vec<f64>) -> (&Vec<f64>, f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
    let scale = variance.sqrt();
    let nothing = !scale.is_finite() || scale <= 1e-12 * mean.abs();
    (values, mean, if nothing { 0.0 } else { scale })
}

/// Weighted sums over those at risk.
struct Sums {
    weight: f64,
    first: Vec<f64>,
    second: Symmetric,
}

impl Sums {
    fn zeros(p: usize) -> Self {
        Self {
            weight: 0.0,
            first: vec![0.0; p],
            second: Symmetric::zeros(p),
        }
    }

    fn add(&mut self, x: &[f64], weight: f64) {
        self.weight += weight;
        self.first
            .iter_mut()
            .zip(x)
            .for_each(|(sum, x)| *sum += weight * x);
        self.second.add_square(x, weight);
    }
}

impl Point {
    /// One of the tied events, with the share `off` of the tied taken out of those at risk.
    fn take(&mut self, all: &Sums, tied: &Sums, off: f64) {
        let weight = all.weight - off * tied.weight;
        let mean: Vec<f64> = all
            .first
            .iter()
            .zip(&tied.first)
            .map(|(all, tied)| (all - off * tied) / weight)
            .collect();
        self.log_likelihood -= weight.ln();
        self.gradient
            .iter_mut()
            .zip(&mean)
            .for_each(|(g, mean)| *g -= mean);
        self.information.add(&all.second, 1.0 / weight);
        self.information.add(&tied.second, -off / weight);
        self.information.add_square(&mean, -1.0);
    }

    /// The factor of the information, and whether it needed a ridge.
    pub fn factor(&self) -> (Option<Factor>, bool) {
        if let Some(factor) = self.information.factor() {
            return (Some(factor), false);
        }
        let size = self.gradient.len();
        let trace: f64 = (0..size).map(|i| self.information.get(i, i)).sum();
        let mut ridged = self.information.clone();
        for i in 0..size {
            ridged.add_diagonal(i, (trace / size as f64).max(1e-12) * 1e-6);
        }
        (ridged.factor(), true)
    }
}
