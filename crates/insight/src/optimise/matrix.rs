//! Symmetric matrices of two to four rows: Cholesky and Jacobi. No general linear algebra.
#![expect(
    clippy::indexing_slicing,
    reason = "matrices of a constant small size, all loops run to that size"
)]

/// A small square matrix, by rows.
pub type Matrix<const N: usize> = [[f64; N]; N];

/// Solves `matrix · x = right` for a symmetric positive definite matrix; `None` when it is not definite.
#[must_use]
pub fn solve<const N: usize>(matrix: &Matrix<N>, right: &[f64; N]) -> Option<[f64; N]> {
    let lower = cholesky(matrix)?;
    let mut x = *right;
    for i in 0..N {
        for k in 0..i {
            x[i] -= lower[i][k] * x[k];
        }
        x[i] /= lower[i][i];
    }
    for i in (0..N).rev() {
        for k in i + 1..N {
            x[i] -= lower[k][i] * x[k];
        }
        x[i] /= lower[i][i];
    }
    Some(x)
}

fn cholesky<const N: usize>(matrix: &Matrix<N>) -> Option<Matrix<N>> {
    let mut lower = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
            let rest = matrix[i][j] - dot;
            if i != j {
                lower[i][j] = rest / lower[j][j];
            } else if rest > 0.0 && rest.is_finite() {
                lower[i][i] = rest.sqrt();
            } else {
                return None;
            }
        }
    }
    Some(lower)
}

/// Eigenvalues of a symmetric matrix by cyclic Jacobi rotations, unordered.
#[must_use]
pub fn eigenvalues<const N: usize>(matrix: &Matrix<N>) -> [f64; N] {
    let mut a = *matrix;
    for _ in 0..30 {
        let off: f64 = (0..N)
            .map(|i| (0..i).map(|j| a[i][j] * a[i][j]).sum::<f64>())
            .sum();
        if off == 0.0 || !off.is_finite() {
            break;
        }
        for p in 0..N {
            for q in p + 1..N {
                rotate(&mut a, p, q);
            }
        }
    }
    std::array::from_fn(|i| a[i][i])
}

fn rotate<const N: usize>(a: &mut Matrix<N>, p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for row in a.iter_mut() {
        let (left, right) = (row[p], row[q]);
        row[p] = c * left - s * right;
        row[q] = s * left + c * right;
    }
    let (upper, lower) = (a[p], a[q]);
    a[p] = std::array::from_fn(|k| c * upper[k] - s * lower[k]);
    a[q] = std::array::from_fn(|k| s * upper[k] + c * lower[k]);
}

#[cfg(test)]
mod tests {
    use super::{eigenvalues, solve};

    #[test]
    fn solves_definite_systems_only() {
        let m = [[4.0, 1.0], [1.0, 3.0]];
        let x = solve(&m, &[1.0, 2.0]).unwrap();
        assert!((4.0 * x[0] + x[1] - 1.0).abs() < 1e-14 && (x[0] + 3.0 * x[1] - 2.0).abs() < 1e-14);
        assert!(solve(&[[1.0, 2.0], [2.0, 1.0]], &[1.0, 1.0]).is_none());
    }

    #[test]
    fn eigenvalues_of_a_known_matrix() {
        let mut found = eigenvalues(&[[2.0, -1.0, 0.0], [-1.0, 2.0, -1.0], [0.0, -1.0, 2.0]]);
        found.sort_by(f64::total_cmp);
        for (got, want) in found
            .iter()
            .zip([2.0 - 2_f64.sqrt(), 2.0, 2.0 + 2_f64.sqrt()])
        {
            assert!((got - want).abs() < 1e-13);
        }
    }
}
