//! New moons and the sun's longitude, by the shortened series of Jean Meeus, "Astronomical Algorithms"
//! (1998), in the form Hồ Ngọc Đức published for the Vietnamese calendar. Good to a few minutes for the
//! years of this crate; never to be used for anything finer than a calendar day.

use std::f64::consts::PI;

/// Julian date of lunation 0.
const FIRST_NEW_MOON: f64 = 2_415_021.076_998_695;
/// Mean days between two new moons.
const LUNATION: f64 = 29.530_588_853;

/// The Julian day number of the local day on which lunation `k` (0 = January 1900) begins.
pub fn new_moon_day(k: i32, utc_offset_hours: f64) -> i32 {
    floor(new_moon(k) + 0.5 + utc_offset_hours / 24.0)
}

/// Which of twelve sectors of 30° the sun stands in at the start of the local day: 0 from the spring equinox,
/// 9 from the winter solstice.
pub fn sun_sector(day: i32, utc_offset_hours: f64) -> i32 {
    floor(sun_longitude(f64::from(day) - 0.5 - utc_offset_hours / 24.0) / PI * 6.0)
}

/// The lunation number near a Julian day number.
pub fn lunation_near(day: i32) -> i32 {
    floor((f64::from(day) - FIRST_NEW_MOON) / LUNATION)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "day numbers of three centuries fit an i32 by far"
)]
fn floor(x: f64) -> i32 {
    x.floor() as i32
}

/// Julian date (universal time) of new moon `k`.
fn new_moon(k: i32) -> f64 {
    let k = f64::from(k);
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let rad = PI / 180.0;
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * ((166.56 + 132.87 * t - 0.009_173 * t2) * rad).sin();
    let sun = (359.224_2 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3) * rad;
    let moon = (306.025_3 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3) * rad;
    let node = (21.296_4 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3) * rad;
    let correction = (0.173_4 - 0.000_393 * t) * sun.sin() + 0.002_1 * (2.0 * sun).sin()
        - 0.406_8 * moon.sin()
        + 0.016_1 * (2.0 * moon).sin()
        - 0.000_4 * (3.0 * moon).sin()
        + 0.010_4 * (2.0 * node).sin()
        - 0.005_1 * (sun + moon).sin()
        - 0.007_4 * (sun - moon).sin()
        + 0.000_4 * (2.0 * node + sun).sin()
        - 0.000_4 * (2.0 * node - sun).sin()
        - 0.000_6 * (2.0 * node + moon).sin()
        + 0.001_0 * (2.0 * node - moon).sin()
        + 0.000_5 * (2.0 * moon + sun).sin();
    mean + correction - clock_drift(t)
}

/// Terrestrial minus universal time in days, `t` in Julian centuries since 1900.
fn clock_drift(t: f64) -> f64 {
    -0.000_278 + 0.000_265 * t + 0.000_262 * t * t
}

/// Apparent longitude of the sun in radians, 0 to 2π, at a Julian date.
fn sun_longitude(julian_date: f64) -> f64 {
    let t = (julian_date - 2_451_545.0) / 36_525.0;
    let t2 = t * t;
    let rad = PI / 180.0;
    let anomaly = (357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2) * rad;
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_290 * (3.0 * anomaly).sin();
    ((mean + centre) * rad).rem_euclid(2.0 * PI)
}
