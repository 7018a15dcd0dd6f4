//! The logarithm of a sum of exponentials with gradient and Hessian, one term at a time, without overflow.

use super::{Evaluation, Matrix};

/// `ln Σ eᵏ` and its derivatives, kept relative to the largest term so far.
#[derive(Debug, Clone, Copy)]
pub struct LogSum<const N: usize> {
    largest: f64,
    weight: f64,
    gradient: [f64; N],
    hessian: Matrix<N>,
}

impl<const N: usize> Default for LogSum<N> {
    fn default() -> Self {
        Self {
            largest: f64::NEG_INFINITY,
            weight: 0.0,
            gradient: [0.0; N],
            hessian: [[0.0; N]; N],
        }
    }
}

impl<const N: usize> LogSum<N> {
    /// Adds `e^exponent`, given the derivatives of `exponent`.
    pub fn add(&mut self, exponent: f64, gradient: &[f64; N], hessian: &Matrix<N>) {
        if exponent > self.largest {
            self.rescale((self.largest - exponent).exp());
            self.largest = exponent;
        }
        let weight = (exponent - self.largest).exp();
        self.weight += weight;
        self.gradient
            .iter_mut()
            .zip(gradient)
            .for_each(|(sum, g)| *sum += weight * g);
        for ((sums, row), left) in self.hessian.iter_mut().zip(hessian).zip(gradient) {
            for ((sum, h), right) in sums.iter_mut().zip(row).zip(gradient) {
                *sum += weight * (h + left * right);
            }
        }
    }

    /// The sum's logarithm.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.largest + self.weight.ln()
    }

    /// Adds `times` the logarithm and its derivatives to `total`.
    pub fn add_to(&self, total: &mut Evaluation<N>, times: f64) {
        total.value += times * self.value();
        let mean = self.gradient.map(|g| g / self.weight);
        total
            .gradient
            .iter_mut()
            .zip(mean)
            .for_each(|(sum, g)| *sum += times * g);
        for ((sums, row), left) in total.hessian.iter_mut().zip(&self.hessian).zip(mean) {
            for ((sum, h), right) in sums.iter_mut().zip(row).zip(mean) {
                *sum += times * (h / self.weight - left * right);
            }
        }
    }

    fn rescale(&mut self, by: f64) {
        self.weight *= by;
        self.gradient.iter_mut().for_each(|g| *g *= by);
        self.hessian.iter_mut().flatten().for_each(|h| *h *= by);
    }
}

#[cfg(test)]
mod tests {
    use super::LogSum;
    use crate::optimise::Evaluation;

    #[test]
    fn derivatives_of_two_straight_lines() {
        // ln(e^{x} + e^{1000-x}) at x = 500: value 500 + ln 2, slope 0, curvature 1.
        let mut sum = LogSum::<1>::default();
        sum.add(500.0, &[1.0], &[[0.0]]);
        sum.add(500.0, &[-1.0], &[[0.0]]);
        let mut total = Evaluation::default();
        sum.add_to(&mut total, 2.0);
        assert!((total.value - 2.0 * (500.0 + 2_f64.ln())).abs() < 1e-12);
        assert_eq!((total.gradient, total.hessian), ([0.0], [[2.0]]));
    }
}
