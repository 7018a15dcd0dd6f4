//! The rows Gamma-Gamma reads: how many repeat orders, and their mean value. Scaled to a mean of 1 inside.

use std::collections::BTreeMap;

/// One customer's repeat orders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spend {
    /// Number of repeat occasions.
    pub x: u32,
    /// Their mean value, any unit of money, the same for all.
    pub mean: f64,
}

/// Customers with a positive mean value, grouped by the number of orders.
#[derive(Debug, Clone, PartialEq)]
pub struct Spends {
    pub(super) groups: Vec<Group>,
    /// The value that is 1 inside: the mean over customers.
    pub scale: f64,
    /// Customers used.
    pub customers: u64,
    /// Rows given, those without a repeat order or a positive value included.
    pub rows: u64,
}

/// All customers with the same number of repeat orders.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) x: f64,
    /// Scaled mean values.
    pub(super) means: Vec<f64>,
    /// Sum of their logarithms.
    pub(super) log_sum: f64,
}

impl Spends {
    /// Groups `rows`; their order does not matter to more than rounding.
    #[must_use]
    pub fn new(rows: &[Spend]) -> Self {
        let mut used: Vec<Spend> = rows.iter().copied().filter(Spend::is_usable).collect();
        used.sort_unstable_by_key(|spend| (spend.x, spend.mean.to_bits()));
        let customers = used.len() as u64;
        let mean = used
            .iter()
            .map(|spend| spend.mean / customers as f64)
            .sum::<f64>();
        let scale = if mean > 0.0 { mean } else { 1.0 };
        let groups = used.chunk_by(|a, b| a.x == b.x).filter_map(|same| {
            let means = same.iter().map(|spend| spend.mean / scale).collect();
            Some(Group::new(f64::from(same.first()?.x), means))
        });
        Self {
            groups: groups.collect(),
            scale,
            customers,
            rows: rows.len() as u64,
        }
    }

    /// Sum over customers of `ln(scale)`: what a log-density in the rows' own money has less.
    pub(super) fn log_scale(&self) -> f64 {
        self.customers as f64 * self.scale.ln()
    }

    /// Every k-th customer of each group, if there are more than twice `target`.
    pub(super) fn thinned(&self, target: u64) -> Option<Self> {
        let step = usize::try_from(self.customers / target.max(1)).unwrap_or(1);
        if step < 2 {
            return None;
        }
        let thin = |group: &Group| {
            Group::new(
                group.x,
                group
                    .means
                    .iter()
                    .skip(step / 2)
                    .step_by(step)
                    .copied()
                    .collect(),
            )
        };
        let groups: Vec<Group> = self.groups.iter().map(thin).collect();
        let customers = groups.iter().map(|group| group.means.len() as u64).sum();
        (customers > 0).then_some(Self {
            groups,
            customers,
            ..*self
        })
    }
}

impl Group {
    fn new(x: f64, means: Vec<f64>) -> Self {
        let log_sum = means.iter().map(|mean| mean.ln()).sum();
        Self { x, means, log_sum }
    }
}

impl Spend {
    fn is_usable(&self) -> bool {
        self.x > 0 && self.mean > 0.0 && self.mean.is_finite()
    }
}

/// Mean values cut at the 99.5th percentile of the usable ones (nearest rank), and how many were cut.
///
/// The product does so before a fit, and says it: a few huge orders make the model shrink everybody hard.
#[must_use]
pub fn winsorised(rows: &[Spend]) -> (Vec<Spend>, u64) {
    let mut means: Vec<f64> = rows
        .iter()
        .filter(|spend| spend.is_usable())
        .map(|spend| spend.mean)
        .collect();
    let rank = (means.len() * 995).div_ceil(1000).saturating_sub(1);
    if means.is_empty() {
        return (rows.to_vec(), 0);
    }
    let (_, cut, _) = means.select_nth_unstable_by(rank, f64::total_cmp);
    let (cut, mut touched) = (*cut, 0);
    let shorten = |spend: &Spend| {
        let over = spend.mean > cut && spend.is_usable();
        touched += u64::from(over);
        if over {
            Spend {
                mean: cut,
                ..*spend
            }
        } else {
            *spend
        }
    };
    (rows.iter().map(shorten).collect(), touched)
}

/// Spearman's rank correlation of frequency and mean value among usable rows; `None` when either is constant.
///
/// Beyond ±[`super::WORST_CORRELATION`] do not use the model for all customers together.
#[must_use]
pub fn spearman(rows: &[Spend]) -> Option<f64> {
    let used: Vec<Spend> = rows.iter().copied().filter(Spend::is_usable).collect();
    let x = ranks(&used.iter().map(|s| f64::from(s.x)).collect::<Vec<_>>());
    let m = ranks(&used.iter().map(|s| s.mean).collect::<Vec<_>>());
    let middle = (used.len() as f64 + 1.0) / 2.0;
    let dot = |a: &[f64], b: &[f64]| {
        a.iter()
            .zip(b)
            .map(|(a, b)| (a - middle) * (b - middle))
            .sum::<f64>()
    };
    let size = (dot(&x, &x) * dot(&m, &m)).sqrt();
    (size > 0.0).then(|| dot(&x, &m) / size)
}

/// Mean values shrunk within bands of frequency (1, 2, 3–4, 5–8, …), for when value depends on frequency: the
/// weight of a customer's own mean is Gamma-Gamma's, the mean it is drawn to is that of the customer's band.
///
/// `None` where a row has no usable value or the weight is undefined.
#[must_use]
pub fn shrunk_within_bands(params: super::Params, rows: &[Spend]) -> Vec<Option<f64>> {
    let band = |spend: &Spend| spend.x.checked_next_power_of_two().unwrap_or(u32::MAX);
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for spend in rows.iter().filter(|spend| spend.is_usable()) {
        let (sum, count) = sums.entry(band(spend)).or_default();
        *sum += spend.mean;
        *count += 1.0;
    }
    let shrunk = |spend: &Spend| {
        let (sum, count) = sums.get(&band(spend)).filter(|_| spend.is_usable())?;
        let evidence = params.p * f64::from(spend.x);
        let own = evidence / (evidence + params.q - 1.0);
        (0.0..=1.0)
            .contains(&own)
            .then(|| own * spend.mean + (1.0 - own) * sum / count)
    };
    rows.iter().map(shrunk).collect()
}

/// Ranks from 1, ties sharing their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut passed = 0.0;
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let shared = passed + (tied.len() as f64 + 1.0) / 2.0;
        for (_, at) in tied {
            if let Some(rank) = ranks.get_mut(*at) {
                *rank = shared;
            }
        }
        passed += tied.len() as f64;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::{Spend, Spends, shrunk_within_bands, spearman, winsorised};
    use crate::gamma_gamma::Params;

    fn spend(x: u32, mean: f64) -> Spend {
        Spend { x, mean }
    }

    #[test]
    fn only_positive_repeat_orders_count() {
        let all = Spends::new(&[
            spend(1, 2.0),
            spend(0, 9.0),
            spend(2, 0.0),
            spend(2, f64::NAN),
            spend(3, 4.0),
        ]);
        assert_eq!((all.customers, all.rows, all.scale), (2, 5, 3.0));
    }

    #[test]
    fn cuts_the_top_half_per_cent() {
        let rows: Vec<Spend> = (1..=1000).map(|i| spend(1, f64::from(i))).collect();
        let (cut, touched) = winsorised(&rows);
        assert_eq!(
            (touched, cut[999].mean, cut[994].mean, cut[10].mean),
            (5, 995.0, 995.0, 11.0)
        );
        assert_eq!(winsorised(&[]), (vec![], 0));
    }

    #[test]
    fn rank_correlation_knows_its_ends_and_ties() {
        let up: Vec<Spend> = (1..9).map(|i| spend(i, f64::from(i * i))).collect();
        assert_eq!(spearman(&up), Some(1.0));
        assert_eq!(spearman(&[spend(1, 5.0); 4]), None);
        let tied = [spend(1, 1.0), spend(1, 2.0), spend(2, 3.0)];
        assert!((spearman(&tied).unwrap() - 0.866_025_403_784_438_6).abs() < 1e-12);
    }

    #[test]
    fn bands_draw_to_their_own_mean() {
        let params = Params {
            p: 6.0,
            q: 4.0,
            v: 15.0,
        };
        let rows = [
            spend(1, 10.0),
            spend(1, 20.0),
            spend(3, 100.0),
            spend(4, 300.0),
            spend(0, 0.0),
        ];
        let found = shrunk_within_bands(params, &rows);
        let two_thirds = 6.0 / 9.0;
        assert_eq!(
            found[0],
            Some(two_thirds * 10.0 + (1.0 - two_thirds) * 15.0)
        );
        assert!(found[2].is_some_and(|mean| mean > 100.0 && mean < 130.0));
        assert_eq!(found[4], None);
        let undefined = Params { q: 0.5, ..params };
        assert_eq!(shrunk_within_bands(undefined, &rows), [None; 5]);
    }
}
