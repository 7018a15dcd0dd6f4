//! What the business sells: new, change, bin. The list is the common one.

use axum::Router;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use quen_core::fields::{FieldValue, Record};
use quen_core::products::Product;
use quen_core::{Error, Noun, Problem};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::products::Products;
use quen_service::records::{self, Kind, decode_form_in};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::{Form as Sheet, form};
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::fields::{controls, own_part, references};
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::lists::{list_of, steps};
use crate::spoken;
use crate::versions;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/products", list_of(Noun::Products).post(create))
        .route("/products/new", get(new))
        .route("/products/{id}", get(edit).post(update))
}

async fn new(me: SignedIn) -> Answer {
    let blank = Products::blank(&me.ctx);
    drawn(&me, None, &typed(&me, &blank), &[]).await
}

async fn edit(me: SignedIn, Path(id): Path<String>) -> Answer {
    let product = found(&me, &id).await?;
    drawn(&me, Some(&product), &typed(&me, &product), &[]).await
}

async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    save(&me, None, sent).await
}

async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let product = found(&me, &id).await?;
    save(&me, Some(&product), sent).await
}

async fn found(me: &SignedIn, id: &str) -> Result<Product, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Products>(&me.ctx, id)
        .await
        .map_err(refused(me))
}

async fn save(me: &SignedIn, before: Option<&Product>, mut sent: Pairs) -> Answer {
    // A box that is not ticked is not sent.
    if !sent.iter().any(|(name, _)| name == "active") {
        sent.push(("active".to_owned(), "no".to_owned()));
    }
    let catalogue = Products::catalogue(&me.ctx);
    let typed = controls::joined(&catalogue, sent.clone());
    let sent = references::resolved(me, &catalogue, controls::sent(me, &catalogue, sent))
        .await
        .map_err(refused(me))?;
    let pairs = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let version = sent
        .iter()
        .find(|(name, _)| name == "version")
        .and_then(|(_, text)| text.parse().ok());
    let saved = match (
        decode_form_in(&catalogue, pairs, me.ctx.settings.currency),
        before,
    ) {
        (Err(error), _) => Err(error),
        (Ok(values), None) => records::create::<Products>(&me.ctx, values).await,
        (Ok(values), Some(before)) => {
            records::update::<Products>(&me.ctx, before.id, version, values).await
        }
    };
    match saved {
        Ok(_) => Ok(see("/products")),
        Err(Error::Invalid(problems)) => {
            let page = drawn(me, before, &typed, &problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => match (error, before) {
            (Error::Stale { .. }, Some(stored)) => twice(me, stored, typed).await,
            (error, _) => Err(refused(me)(error)),
        },
    }
}

/// Somebody else saved the product in the meantime: both versions, and the form with the typed one.
async fn twice(me: &SignedIn, stored: &Product, sent: Pairs) -> Answer {
    let catalogue = Products::catalogue(&me.ctx);
    let theirs = typed(me, stored);
    let own = controls::of(&catalogue).map(|field| field.name.as_ref());
    let names = FIELDS.iter().chain(&["active"]).copied().chain(own);
    let differences = names.filter_map(|name| {
        let label = spoken::label(me.words, catalogue.field(name)?);
        versions::difference(label, value(&theirs, name), value(&sent, name))
    });
    let home = format!("/products/{}", stored.id);
    let above = versions::both(me.words, &differences.collect::<Vec<_>>(), &home);
    let sent = versions::on_top_of(sent, stored.version);
    let own = own_part::<Products>(me, Some(stored), &sent, &[])
        .await
        .map_err(refused(me))?;
    let page = sheet(me, Some(stored), &sent, &[], above, &own);
    Ok((StatusCode::CONFLICT, page).into_response())
}

const FIELDS: [&str; 8] = [
    "name", "sku", "unit", "category", "price", "cost", "tax_rate", "note",
];

fn typed(me: &SignedIn, product: &Product) -> Pairs {
    let text = |name: &str| match product.get(name) {
        FieldValue::Text(text) => text,
        FieldValue::Money(money) => plain_amount(money),
        FieldValue::Integer(points) => plain_percent(points),
        _ => String::new(),
    };
    let mut all: Pairs = FIELDS
        .iter()
        .map(|name| ((*name).to_owned(), text(name)))
        .collect();
    if product.active {
        all.push(("active".to_owned(), "yes".to_owned()));
    }
    all.push(("version".to_owned(), product.version.to_string()));
    all.extend(controls::typed(me, &Products::catalogue(&me.ctx), product));
    all
}

/// The form with the fields that the workspace made for itself.
async fn drawn(
    me: &SignedIn,
    product: Option<&Product>,
    values: &[(String, String)],
    problems: &[Problem],
) -> Answer {
    let own = own_part::<Products>(me, product, values, problems)
        .await
        .map_err(refused(me))?;
    Ok(sheet(me, product, values, problems, html! {}, &own).into_response())
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

fn sheet(
    me: &SignedIn,
    product: Option<&Product>,
    values: &[(String, String)],
    problems: &[Problem],
    above: Markup,
    own: &Markup,
) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let line = |name, label| {
        filled.line(Line {
            name,
            label,
            required: name == "name",
            ..Line::default()
        })
    };
    let active = values
        .iter()
        .any(|(name, value)| name == "active" && value == "yes");
    let fields = html! {
        input type="hidden" name="version" value=(filled.value("version"));
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
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let action = product.map_or_else(
        || "/products".to_owned(),
        |product| format!("/products/{}", product.id),
    );
    let title = product.map_or(t::products_new(words), |product| product.name.as_str());
    let body = html! {
        div.form-page {
            (above)
            (form(Sheet { action: &action, csrf: &me.csrf, body: fields, ..Sheet::default() }))
            @if let Some(product) = product {
                div.row.wrap.after { (crate::history::acts(me, &format!("/lists/products/records/{}", product.id), Products::DELETE)) }
            }
        }
    };
    let crumbs = vec![Crumb {
        label: t::nav_products(words),
        href: "/products",
    }];
    page(
        me,
        Page {
            title,
            nav: "/products",
            actions: html! { @if let Some(product) = product { (steps("products", product.id)) } },
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
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
