//! Orders by field name: what lists, forms, imports and history see. It must not decide anything; the rules are in the
//! parent module.

use serde_json::Value;

use super::shape::LineShape;
use super::{Order, STATUSES, lines};
use crate::fields::{Catalogue, Field, FieldType, FieldValue, Record, codes, with_custom};
use crate::{Money, Noun, Problem};

impl Record for Order {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "number" => FieldValue::text(Some(&self.number)),
            "party_id" => FieldValue::id(self.party_id),
            "contact_id" => FieldValue::of(self.contact_id, FieldValue::Id),
            "project_id" => FieldValue::of(self.project_id, FieldValue::Id),
            "ordered_at" => FieldValue::Instant(self.ordered_at),
            "ordered_on" => FieldValue::Day(self.ordered_on),
            "status" => FieldValue::text(Some(&self.status)),
            "deliver_by" => FieldValue::of(self.dates.deliver_by, FieldValue::Day),
            "delivered_on" => FieldValue::of(self.dates.delivered_on, FieldValue::Day),
            "due_on" => FieldValue::of(self.dates.due_on, FieldValue::Day),
            "paid_on" => FieldValue::of(self.dates.paid_on, FieldValue::Day),
            "on_credit" if self.on_credit => FieldValue::Bool(true),
            "rest_on" => FieldValue::of(self.rest_on, FieldValue::Day),
            "lines" if self.lines.is_empty() => FieldValue::Empty,
            "lines" => FieldValue::Json(self.lines_json()),
            "note" => FieldValue::text(self.note.as_deref()),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            other => self.amount(other).map_or(FieldValue::Empty, |amount| {
                FieldValue::Money(self.money(amount))
            }),
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        match (field, value) {
            ("number", value) => self.number = value.into_text().unwrap_or_default(),
            ("party_id", value) => self.party_id = value.into_id().unwrap_or_default(),
            ("contact_id", value) => self.contact_id = value.into_id(),
            ("project_id", value) => self.project_id = value.into_id(),
            ("ordered_at", FieldValue::Instant(at)) => self.ordered_at = at,
            ("status", FieldValue::Text(status)) => self.status = status,
            ("deliver_by", value) => self.dates.deliver_by = value.into_day(),
            ("delivered_on", value) => self.dates.delivered_on = value.into_day(),
            ("due_on", value) => self.dates.due_on = value.into_day(),
            ("paid_on", value) => self.dates.paid_on = value.into_day(),
            ("on_credit", value) => self.on_credit = value == FieldValue::Bool(true),
            ("lines", value) => self.lines = lines::from_field(value, self.currency)?,
            ("discount", value) => self.discount = self.own(value)?.unwrap_or(0),
            ("total", value) => self.stated_total = value.into_money(),
            ("note", value) => self.note = value.into_text(),
            ("custom", value) => self.custom = value.into_custom(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

impl Order {
    fn amount(&self, field: &str) -> Option<i64> {
        match field {
            "subtotal" => Some(self.totals.subtotal),
            "discount" => Some(self.discount),
            "tax" => Some(self.totals.tax),
            "total" => Some(self.totals.total),
            "refunded" => Some(self.refunded),
            "net" => Some(self.net()),
            "paid" => Some(self.paid),
            "rest" => Some(self.rest),
            "owed" => Some(self.owed),
            "cost" => self.totals.cost,
            "margin" => self.margin(),
            _ => None,
        }
    }

    pub(super) fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.currency)
    }

    fn lines_json(&self) -> Value {
        let shapes: Vec<LineShape> = self
            .lines
            .iter()
            .map(|line| LineShape::new(line, self.currency))
            .collect();
        serde_json::json!(shapes)
    }

    fn own(&self, value: FieldValue) -> Result<Option<i64>, Problem> {
        match value.into_money() {
            Some(money) if money.currency != self.currency => {
                Err(super::other_currency("discount", self.currency))
            }
            money => Ok(money.map(|money| money.amount)),
        }
    }
}

/// The fields of orders, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    let mut fields = written_fields();
    fields.extend(derived_fields());
    Catalogue {
        noun: Noun::Orders,
        fields,
    }
}

/// The fields of the lines of orders, for figures over them: what the line says, then what its order says.
pub fn lines_catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived().filterable();
    let product = T::Reference(Noun::Products);
    let mut fields = vec![
        derived("product_id", "field-order-lines-product-id", product),
        derived("quantity", "field-order-lines-quantity", T::Decimal),
        derived("amount", "field-order-lines-amount", T::Money),
    ];
    let of_order = catalogue().fields.into_iter();
    fields.extend(of_order.filter(|field| field.filterable && field.name != "quality"));
    Catalogue {
        noun: Noun::Orders,
        fields,
    }
}

fn written_fields() -> Vec<Field> {
    use FieldType as T;
    vec![
        Field::new("number", "field-orders-number", T::Text { max: 60 })
            .searchable()
            .filterable()
            .listed(),
        Field::new(
            "party_id",
            "field-orders-party-id",
            T::Reference(Noun::Parties),
        )
        .required()
        .filterable()
        .listed(),
        Field::new(
            "contact_id",
            "field-orders-contact-id",
            T::Reference(Noun::Parties),
        )
        .filterable(),
        Field::new(
            "project_id",
            "field-orders-project-id",
            T::Reference(Noun::Projects),
        )
        .filterable(),
        Field::new("ordered_at", "field-orders-ordered-at", T::Instant)
            .required()
            .filterable()
            .sortable()
            .listed(),
        Field::new("status", "field-orders-status", T::Choice(codes(&STATUSES)))
            .required()
            .filterable()
            .listed(),
        Field::new("deliver_by", "field-orders-deliver-by", T::Day).filterable(),
        Field::new("delivered_on", "field-orders-delivered-on", T::Day).filterable(),
        Field::new("due_on", "field-orders-due-on", T::Day).filterable(),
        Field::new("paid_on", "field-orders-paid-on", T::Day).filterable(),
        Field::new("on_credit", "field-orders-on-credit", T::Bool).filterable(),
        Field::new("lines", "field-orders-lines", T::Json).searchable(),
        Field::new("discount", "field-orders-discount", T::Money),
        Field::new("total", "field-orders-total", T::Money)
            .filterable()
            .sortable()
            .listed(),
        Field::new("note", "field-orders-note", T::LongText { max: 10_000 }).searchable(),
        Field::new("custom", "field-orders-custom", T::Json),
    ]
}

fn derived_fields() -> Vec<Field> {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    vec![
        derived("ordered_on", "field-orders-ordered-on", T::Day).filterable(),
        derived("subtotal", "field-orders-subtotal", T::Money),
        derived("tax", "field-orders-tax", T::Money),
        derived("cost", "field-orders-cost", T::Money),
        derived("margin", "field-orders-margin", T::Money),
        derived("refunded", "field-orders-refunded", T::Money).filterable(),
        derived("net", "field-orders-net", T::Money),
        crate::quality::field(),
        derived("paid", "field-orders-paid", T::Money).filterable(),
        derived("rest", "field-orders-rest", T::Money),
        derived("rest_on", "field-orders-rest-on", T::Day),
        derived("owed", "field-orders-owed", T::Money)
            .filterable()
            .sortable(),
        derived("created_at", "field-orders-created-at", T::Instant).filterable(),
        derived("updated_at", "field-orders-updated-at", T::Instant),
    ]
}
