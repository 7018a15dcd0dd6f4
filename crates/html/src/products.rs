//! What the business sells: new, change, bin. The list is the common one.

use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use quen_core::fields::{FieldValue, Record};
use quen_core::products::Product;
use quen_core::{Error, Noun, Problem, Result};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::products::Products;
use quen_service::records::{self, Kind, decode_form_in};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::{Form as FormOf, form};
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::fields::{controls, gone, own_part, references};
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::lists::{list_of, steps};
use crate::parties::asked::Params;
use crate::{drafts, versions};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/products", list_of(Noun::Products).post(create))
        .route("/products/new", get(new))
        .route("/products/{id}", get(edit).post(update))
}

async fn new(me: SignedIn, Query(asked): Query<Params>) -> Answer {
    let mut blank = typed(&me, &Products::blank(&me.ctx));
    blank.retain(|(name, _)| name != "version");
    let opened = drafts::opened(&me, "/products/new", &asked, blank).await?;
    let sheet = Sheet::of(&me, None, &opened.values, opened.form);
    sheet.answer(opened.offer, StatusCode::OK).await
}

async fn edit(me: SignedIn, Path(id): Path<String>, Query(asked): Query<Params>) -> Answer {
    let product = found(&me, &id).await?;
    let opened = drafts::opened(&me, &home(&product), &asked, typed(&me, &product)).await?;
    let sheet = Sheet::of(&me, Some(&product), &opened.values, opened.form);
    sheet.answer(opened.offer, StatusCode::OK).await
}

async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    save(&me, None, sent).await
}

async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let product = match found(&me, &id).await {
        Ok(product) => product,
        Err(refusal) => return drafts::without_record(&me, &sent, refusal).await,
    };
    let sent = versions::resolved(sent, &typed(&me, &product));
    if versions::wants_form(&sent) {
        let sheet = Sheet::of(&me, Some(&product), &sent, value(&sent, "draft").to_owned());
        return sheet.answer(html! {}, StatusCode::OK).await;
    }
    save(&me, Some(&product), sent).await
}

fn home(product: &Product) -> String {
    format!("/products/{}", product.id)
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
    let typed = controls::joined(&Products::catalogue(&me.ctx), sent.clone());
    let error = match written(me, before, sent).await {
        Ok(_) => {
            drafts::saved(me, &typed).await;
            return Ok(see("/products"));
        }
        Err(error) => error,
    };
    match (error, before) {
        (Error::Invalid(problems), _) => {
            drafts::kept(me, &typed).await;
            let sheet = Sheet::of(me, before, &typed, value(&typed, "draft").to_owned());
            let sheet = Sheet {
                problems: &problems,
                ..sheet
            };
            sheet
                .answer(html! {}, StatusCode::UNPROCESSABLE_ENTITY)
                .await
        }
        (Error::Stale { .. }, Some(before)) => twice(me, before.id, typed).await,
        (error, _) => Err(refused(me)(error)),
    }
}

async fn written(me: &SignedIn, before: Option<&Product>, sent: Pairs) -> Result<Product> {
    let catalogue = Products::catalogue(&me.ctx);
    gone::refuse(&catalogue, &sent)?;
    let sent = references::resolved(me, &catalogue, controls::sent(me, &catalogue, sent)).await?;
    let pairs = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let values = decode_form_in(&catalogue, pairs, me.ctx.settings.currency)?;
    match before {
        None => records::create::<Products>(&me.ctx, values).await,
        Some(before) => {
            let version = value(&sent, "version").parse().ok();
            records::update::<Products>(&me.ctx, before.id, version, values).await
        }
    }
}

/// Somebody else saved the product in the meantime.
async fn twice(me: &SignedIn, id: Uuid, sent: Pairs) -> Answer {
    let stored = records::find::<Products>(&me.ctx, id)
        .await
        .map_err(refused(me))?;
    let controls: Vec<(&str, &str)> = FIELDS
        .iter()
        .chain(&["active"])
        .map(|name| (*name, *name))
        .collect();
    let comparing = versions::Comparing::<Products> {
        me,
        stored: &stored,
        theirs: &typed(me, &stored),
        sent: &sent,
        controls: &controls,
        read: versions::plainly,
    };
    let parts = comparing.parts().await.map_err(refused(me))?;
    let home = home(&stored);
    let two = versions::Two {
        me,
        name: &stored.name,
        nav: "/products",
        crumbs: crumbs(me),
        home: &home,
        action: &home,
        version: stored.version,
        by: versions::by::<Products>(me, id).await,
        sent,
        parts,
    };
    two.answer().await
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

fn crumbs<'a>(me: &SignedIn) -> Vec<Crumb<'a>> {
    vec![Crumb {
        label: t::nav_products(me.words),
        href: "/products",
    }]
}

/// The form with what stands in it.
struct Sheet<'a> {
    me: &'a SignedIn,
    /// The product that is changed.
    product: Option<&'a Product>,
    values: &'a [(String, String)],
    problems: &'a [Problem],
    /// Address of the page, by which its draft is known.
    draft: String,
}

impl<'a> Sheet<'a> {
    fn of(
        me: &'a SignedIn,
        product: Option<&'a Product>,
        values: &'a [(String, String)],
        draft: String,
    ) -> Self {
        Self {
            me,
            product,
            values,
            problems: &[],
            draft,
        }
    }

    async fn answer(&self, above: Markup, status: StatusCode) -> Answer {
        let own = own_part::<Products>(self.me, self.product, self.values, self.problems)
            .await
            .map_err(refused(self.me))?;
        Ok((status, self.page(above, &own)).into_response())
    }

    fn fields(&self, own: &Markup) -> Markup {
        let words = self.me.words;
        let filled = Filled {
            words,
            values: self.values,
            problems: self.problems,
        };
        let line = |name, label| {
            filled.line(Line {
                name,
                label,
                required: name == "name",
                ..Line::default()
            })
        };
        let active = filled.value("active") == "yes";
        html! {
            (gone::notice(words, self.problems, self.values))
            (versions::hidden(self.values))
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
        }
    }

    fn page(&self, above: Markup, own: &Markup) -> Markup {
        let (me, words) = (self.me, self.me.words);
        let action = self.product.map_or_else(|| "/products".to_owned(), home);
        let title = self
            .product
            .map_or(t::products_new(words), |product| product.name.as_str());
        let sheet = form(FormOf {
            action: &action,
            csrf: &me.csrf,
            draft: Some(&self.draft),
            body: self.fields(own),
            ..FormOf::default()
        });
        let body = html! {
            div.form-page {
                (above)
                (sheet)
                @if let Some(product) = self.product {
                    div.row.wrap.after { (crate::history::acts(me, &format!("/lists/products/records/{}", product.id), Products::DELETE)) }
                }
            }
        };
        let drawn = Page {
            title,
            nav: "/products",
            actions: html! { @if let Some(product) = self.product { (steps("products", product.id)) } },
            crumbs: crumbs(me),
            body: padded(body),
            ..Page::default()
        };
        page(me, drawn)
    }
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
