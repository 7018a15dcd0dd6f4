//! The design system: maud functions, tokens, icons, page assets.
pub mod assets;
pub mod button;
pub mod hx;
pub mod icon;
pub mod tone;
