//! Parting values into bands of about equal size, equal values always together: the cut points of scores.

/// Parts rising values with their counts into at most `parts` bands `(from, to)`, both included. A value that holds more
/// than its share fills a band alone, and the rest is parted anew.
pub fn bands(values: &[(i64, u64)], parts: usize) -> Vec<(i64, i64)> {
    let mut left: u64 = values.iter().map(|(_, count)| count).sum();
    let mut open = parts;
    let mut out: Vec<(i64, i64)> = Vec::new();
    let mut begun: Option<(i64, u64)> = None;
    for (at, (value, count)) in values.iter().enumerate() {
        let (from, held) = begun.map_or((*value, 0), |begun| begun);
        let held = held + count;
        let behind = values.len() - at - 1;
        let share = left.div_ceil(open.max(1) as u64);
        // The next value goes in as well when that comes nearer to the share.
        let next = values.get(at + 1).map_or(0, |(_, count)| *count);
        let nearer = held + next <= share || (held < share && held + next - share < share - held);
        if open > 1 && behind > 0 && !nearer || behind == 0 {
            out.push((from, *value));
            left = left.saturating_sub(held);
            open = open.saturating_sub(1);
            begun = None;
        } else {
            begun = Some((from, held));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_stay_together_and_no_band_is_empty() {
        let once = [
            (1, 600),
            (2, 120),
            (3, 80),
            (4, 60),
            (5, 50),
            (6, 40),
            (9, 30),
            (20, 20),
        ];
        let parted = bands(&once, 5);
        assert_eq!(parted.len(), 5);
        assert_eq!(parted[0], (1, 1), "those who bought once fill a band");
        assert_eq!(parted.last().unwrap().1, 20);
        for pair in parted.windows(2) {
            assert!(pair[0].1 < pair[1].0);
        }
        let even: Vec<(i64, u64)> = (0..100).map(|v| (v, 1)).collect();
        assert_eq!(
            bands(&even, 5),
            [(0, 19), (20, 39), (40, 59), (60, 79), (80, 99)]
        );
    }

    #[test]
    fn few_values_give_fewer_bands() {
        assert_eq!(bands(&[], 5), []);
        assert_eq!(bands(&[(7, 3)], 5), [(7, 7)]);
        assert_eq!(bands(&[(1, 1), (2, 9)], 5), [(1, 1), (2, 2)]);
    }
}
