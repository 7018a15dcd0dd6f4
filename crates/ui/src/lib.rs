//! The design system: maud functions, tokens, icons, page assets. Functions take words already translated and
//! give escaped markup; none of them reads a database, a clock or the surroundings.

pub mod agenda;
pub mod assets;
pub mod avatar;
pub mod badge;
pub mod belief;
pub mod board;
pub mod button;
pub mod calendar;
pub mod chart;
pub mod choice;
pub mod combobox;
pub mod composer;
pub mod dialog;
pub mod editable;
pub mod empty;
pub mod field;
pub mod file;
pub mod frame;
pub mod hx;
pub mod icon;
pub mod import;
pub mod inbox;
pub mod list;
pub mod menu;
pub mod panel;
pub mod stage;
pub mod stat;
pub mod table;
pub mod tabs;
pub mod timeline;
pub mod toast;
pub mod tone;
