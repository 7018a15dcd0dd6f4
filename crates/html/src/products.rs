//! What the business sells: new, change, bin. The list is the common one.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use quen_core::fields::{FieldValue, Record};
use quen_core::products::Product;
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::products::Products;
use quen_service::records::Kind;
use quen_ui::choice::{Check, check};
use quen_words::t;

use crate::fields::controls;
use crate::forms::{Line, Pairs};
use crate::lists::list_of;
use crate::sheets::{self, Filling, Sheet, save_button};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/products",
            list_of(Noun::Products).post(sheets::create::<Products>),
        )
        .route("/products/new", get(sheets::new::<Products>))
        .route(
            "/products/{id}",
            get(sheets::edit::<Products>).post(sheets::update::<Products>),
        )
}

impl Sheet for Products {
    const CONTROLS: &'static [(&'static str, &'static str)] = &[
        ("name", "name"),
        ("sku", "sku"),
        ("unit", "unit"),
        ("category", "category"),
        ("price", "price"),
        ("cost", "cost"),
        ("tax_rate", "tax_rate"),
        ("note", "note"),
        ("active", "active"),
    ];

    fn many(me: &SignedIn) -> String {
        t::nav_products(me.words).to_owned()
    }

    fn new_title(me: &SignedIn, _values: &[(String, String)]) -> String {
        t::products_new(me.words).to_owned()
    }

    fn name(product: &Product) -> &str {
        &product.name
    }

    fn next(me: &SignedIn, _product: &Product) -> String {
        Self::list(me)
    }

    fn typed(me: &SignedIn, product: &Product) -> Pairs {
        let text = |name: &str| match product.get(name) {
            FieldValue::Text(text) => text,
            FieldValue::Money(money) => plain_amount(money),
            FieldValue::Integer(points) => plain_percent(points),
            FieldValue::Bool(true) => "yes".to_owned(),
            _ => String::new(),
        };
        let mut all: Pairs = Self::CONTROLS
            .iter()
            .map(|(name, _)| ((*name).to_owned(), text(name)))
            .collect();
        all.push(("version".to_owned(), product.version.to_string()));
        all.extend(controls::typed(me, &Self::catalogue(&me.ctx), product));
        all
    }

    async fn lines(filling: &Filling<'_, Self>) -> Result<Markup> {
        let (words, filled) = (filling.me.words, filling.filled());
        let own = filling.own().await?;
        let line = |name, label| {
            filled.line(Line {
                name,
                label,
                required: name == "name",
                ..Line::default()
            })
        };
        let active = filled.value("active") == "yes";
        Ok(html! {
            (line("name", t::field_products_name(words)))
            (line("sku", t::field_products_sku(words)))
            (line("unit", t::field_products_unit(words)))
            (line("category", t::field_products_category(words)))
            (line("price", t::field_products_price(words)))
            (line("cost", t::field_products_cost(words)))
            (filled.line(Line { name: "tax_rate", label: t::field_products_tax_rate(words), hint: Some("%"), ..Line::default() }))
            (line("note", t::field_products_note(words)))
            (check(Check { name: "active", value: "yes", label: t::field_products_active(words), checked: active, ..Check::default() }))
            (own)
            (save_button(words))
        })
    }
}

/// An amount as it can be typed again: `180000`, `12.50`.
pub fn plain_amount(money: quen_core::Money) -> String {
    let unit = 10_i64.pow(money.currency.digits());
    if unit == 1 {
        return money.amount.to_string();
    }
    format!("{}.{:02}", money.amount / unit, (money.amount % unit).abs())
}

/// Basis points as per cent that can be typed again: `8`, `7.5`.
pub fn plain_percent(points: i64) -> String {
    let text = format!("{}.{:02}", points / 100, points % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quen_core::{Currency, Money};

    #[test]
    fn amounts_and_rates_can_be_typed_again() {
        assert_eq!(plain_amount(Money::new(180_000, Currency::Vnd)), "180000");
        assert_eq!(plain_amount(Money::new(1_250, Currency::Usd)), "12.50");
        assert_eq!(plain_percent(800), "8");
        assert_eq!(plain_percent(750), "7.5");
        assert_eq!(plain_percent(0), "0");
    }
}
