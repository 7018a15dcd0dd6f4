//! The gallery: every component and a few whole pages with made-up data, to be looked at beside the design.
//! `cargo run -p quen-ui --example gallery -- today > today.html`; without a name, all components. It is a tool
//! for developers and never part of the product.

mod components;
mod contacts;
mod customer;
mod drawings;
mod sample;
mod setup;
mod today;

use maud::Markup;

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    let theme = std::env::args().nth(2).unwrap_or_default();
    println!("{}", document(&name, &theme).into_string());
}

fn document(name: &str, theme: &str) -> Markup {
    match name {
        "today" => today::page(theme),
        "customer" => customer::page(theme),
        "contacts" => contacts::page(theme),
        "setup" => setup::page(theme),
        _ => components::page(theme),
    }
}
