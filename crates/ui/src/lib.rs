//! The design system: maud functions, tokens, icons, page assets. Functions take words already translated and
//! give escaped markup; none of them reads a database, a clock or the surroundings.

pub mod assets;
pub mod avatar;
pub mod badge;
pub mod button;
pub mod choice;
pub mod dialog;
pub mod field;
pub mod frame;
pub mod hx;
pub mod icon;
pub mod menu;
pub mod panel;
pub mod stage;
pub mod stat;
pub mod tabs;
pub mod toast;
pub mod tone;
