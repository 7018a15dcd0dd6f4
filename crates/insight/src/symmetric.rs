//! Small symmetric matrices: Cholesky factor, solution, inverse. For a handful of unknowns; it must not be used for
//! hundreds. Rows are stored one after another.
#![expect(
    clippy::indexing_slicing,
    reason = "dense kernels over a checked square size"
)]

/// A symmetric matrix of `size × size`, full storage.
#[derive(Debug, Clone, PartialEq)]
pub struct Symmetric {
    size: usize,
    cells: Vec<f64>,
}

/// The lower Cholesky factor of a positive definite matrix.
#[derive(Debug, Clone)]
pub struct Factor {
    size: usize,
    cells: Vec<f64>,
}

impl Symmetric {
    /// All zeros.
    #[must_use]
    pub fn zeros(size: usize) -> Self {
        Self {
            size,
            cells: vec![0.0; size * size],
        }
    }

    /// Adds `weight · x xᵀ`; `x` has at least `size` values.
    pub fn add_square(&mut self, x: &[f64], weight: f64) {
        for i in 0..self.size {
            let scaled = weight * x[i];
            let row = &mut self.cells[i * self.size..=i * self.size + i];
            for (cell, value) in row.iter_mut().zip(x) {
                *cell += scaled * value;
            }
        }
    }

    /// Adds `other · weight`, both of one size.
    pub fn add(&mut self, other: &Self, weight: f64) {
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            *cell += weight * more;
        }
    }

    /// Adds `value` to the diagonal at `i`.
    pub fn add_diagonal(&mut self, i: usize, value: f64) {
        if i < self.size {
            self.cells[i * self.size + i] += value;
        }
    }

    /// The value at row `i`, column `j`; 0 outside.
    #[must_use]
    pub fn get(&self, i: usize, j: usize) -> f64 {
        let (i, j) = if i < j { (j, i) } else { (i, j) };
        if i < self.size {
            self.cells[i * self.size + j]
        } else {
            0.0
        }
    }

    /// `None` unless positive definite: a pivot must keep more than 1e-11 of its diagonal.
    #[must_use]
    pub fn factor(&self) -> Option<Factor> {
        let n = self.size;
        let mut l = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..=i {
                let dot: f64 = (0..j).map(|k| l[i * n + k] * l[j * n + k]).sum();
                let rest = self.cells[i * n + j] - dot;
                if i > j {
                    l[i * n + j] = rest / l[j * n + j];
                } else if rest > 1e-11 * self.cells[i * n + i] && rest.is_finite() {
                    l[i * n + i] = rest.sqrt();
                } else {
                    return None;
                }
            }
        }
        Some(Factor { size: n, cells: l })
    }
}

impl Factor {
    /// The `x` with `A x = b`.
    #[must_use]
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let (n, l) = (self.size, &self.cells);
        let mut x: Vec<f64> = (0..n).map(|i| b.get(i).copied().unwrap_or(0.0)).collect();
        for i in 0..n {
            let dot: f64 = (0..i).map(|k| l[i * n + k] * x[k]).sum();
            x[i] = (x[i] - dot) / l[i * n + i];
        }
        for i in (0..n).rev() {
            let dot: f64 = (i + 1..n).map(|k| l[k * n + i] * x[k]).sum();
            x[i] = (x[i] - dot) / l[i * n + i];
        }
        x
    }

    /// The diagonal of the inverse.
    #[must_use]
    pub fn inverse_diagonal(&self) -> Vec<f64> {
        let unit = |i: usize| {
            (0..self.size)
                .map(|k| f64::from(u8::from(k == i)))
                .collect::<Vec<_>>()
        };
        (0..self.size).map(|i| self.solve(&unit(i))[i]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_and_inverts() {
        let mut a = Symmetric::zeros(2);
        a.add_square(&[2.0, 1.0], 1.0);
        a.add_diagonal(1, 1.0);
        let factor = a.factor().unwrap();
        let x = factor.solve(&[10.0, 8.0]);
        assert!((x[0] - 1.0).abs() < 1e-14 && (x[1] - 3.0).abs() < 1e-14);
        let inverse = factor.inverse_diagonal();
        assert!((inverse[0] - 0.5).abs() < 1e-14 && (inverse[1] - 1.0).abs() < 1e-14);
    }

    #[test]
    fn a_singular_matrix_has_no_factor() {
        let mut a = Symmetric::zeros(2);
        a.add_square(&[1.0, 2.0], 3.0);
        assert!(a.factor().is_none());
        assert!(Symmetric::zeros(1).factor().is_none());
    }
}
