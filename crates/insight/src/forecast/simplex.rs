//! The downhill simplex (Nelder & Mead 1965) inside the unit cube: for two to four smoothing weights, no derivatives.
#![expect(
    clippy::indexing_slicing,
    reason = "a simplex of n + 1 points in n dimensions, sizes fixed at the start"
)]

/// The lowest point found from `start`, and its value. Points are held inside `[0, 1]` in each direction; a value that is
/// not a number counts as the highest. Started again twice from where it ended, since the walls can flatten a simplex.
pub(super) fn minimise(start: &[f64], value: impl Fn(&[f64]) -> f64) -> (Vec<f64>, f64) {
    let first = descend(start, 0.25, &value);
    let second = descend(&first.0, 0.1, &value);
    descend(&second.0, 0.02, &value)
}

/// A point and how high it lies.
type Corner = (Vec<f64>, f64);

fn descend(start: &[f64], size: f64, value: &impl Fn(&[f64]) -> f64) -> Corner {
    let at = |point: Vec<f64>| {
        let point: Vec<f64> = point.into_iter().map(|x| x.clamp(0.0, 1.0)).collect();
        let height = value(&point);
        let height = if height.is_nan() {
            f64::INFINITY
        } else {
            height
        };
        (point, height)
    };
    let mut simplex = vec![at(start.to_vec())];
    for i in 0..start.len() {
        let mut corner = start.to_vec();
        corner[i] += if corner[i] > 0.5 { -size } else { size };
        simplex.push(at(corner));
    }
    for _ in 0..200 {
        simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (best, worst) = (simplex[0].1, simplex[start.len()].1);
        if worst - best <= 1e-10 * best.abs() {
            break;
        }
        let next = replacement(&simplex, &at);
        if next.1 < worst {
            simplex[start.len()] = next;
        } else {
            shrink(&mut simplex, &at);
        }
    }
    simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
    simplex.swap_remove(0)
}

/// What the worst corner, the last one, becomes: reflected at the middle of the others, further out, or nearer.
fn replacement(simplex: &[Corner], at: &impl Fn(Vec<f64>) -> Corner) -> Corner {
    let n = simplex.len() - 1;
    let mut centre = vec![0.0; n];
    for (point, _) in &simplex[..n] {
        for (sum, x) in centre.iter_mut().zip(point) {
            *sum += x / n as f64;
        }
    }
    let toward = |reach: f64| {
        let points = centre.iter().zip(&simplex[n].0);
        at(points.map(|(c, w)| c + reach * (c - w)).collect())
    };
    let reflected = toward(1.0);
    if reflected.1 < simplex[0].1 {
        let further = toward(2.0);
        return if further.1 < reflected.1 {
            further
        } else {
            reflected
        };
    }
    if reflected.1 < simplex[n - 1].1 {
        return reflected;
    }
    toward(if reflected.1 < simplex[n].1 {
        0.5
    } else {
        -0.5
    })
}

/// Moves all corners halfway to the best, the first one.
fn shrink(simplex: &mut [Corner], at: &impl Fn(Vec<f64>) -> Corner) {
    let best = simplex[0].0.clone();
    for corner in simplex.iter_mut().skip(1) {
        let points = corner.0.iter().zip(&best);
        *corner = at(points.map(|(x, b)| f64::midpoint(*x, *b)).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn finds_the_floor_inside_and_at_the_wall() {
        let (point, height) = minimise(&[0.5, 0.5], |p| {
            (p[0] - 0.2).powi(2) + 3.0 * (p[1] - 0.9).powi(2)
        });
        assert!((point[0] - 0.2).abs() < 1e-3 && (point[1] - 0.9).abs() < 1e-3 && height < 1e-6);
        let (point, _) = minimise(&[0.5, 0.5], |p| p[0] - p[1]);
        assert_eq!(point, [0.0, 1.0]);
        assert!(minimise(&[0.5], |_| f64::NAN).1.is_infinite());
    }
}
