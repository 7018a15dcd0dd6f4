//! The fields of parties, declared once for lists, forms, filters, imports, exports and the API.

use super::{KINDS, ROLES, STAGES, TYPES};
use crate::Noun;
use crate::fields::{Catalogue, Field, FieldType, PersonalData, codes};
use crate::quality::Fault;

/// The fields of parties, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    let mut fields = identity_fields();
    fields.extend(business_fields());
    fields.extend(derived_fields());
    Catalogue {
        noun: Noun::Parties,
        fields,
    }
}

fn identity_fields() -> Vec<Field> {
    use FieldType as T;
    use PersonalData::Basic;
    let text = |name, label, max| Field::new(name, label, T::Text { max });
    vec![
        Field::new("kind", "field-parties-kind", T::Choice(codes(&KINDS)))
            .required()
            .filterable(),
        text("name", "field-parties-name", 200)
            .required()
            .searchable()
            .filterable()
            .sortable()
            .personal(Basic)
            .listed(),
        text("code", "field-parties-code", 60)
            .searchable()
            .filterable()
            .sortable(),
        Field::new("phones", "field-parties-phones", T::Phones)
            .searchable()
            .filterable()
            .personal(Basic),
        Field::new("emails", "field-parties-emails", T::Emails)
            .searchable()
            .filterable()
            .personal(Basic),
        Field::new("tax_code", "field-parties-tax-code", T::TaxCode)
            .searchable()
            .filterable()
            .personal(Basic),
        Field::new("birthday", "field-parties-birthday", T::Birthday)
            .filterable()
            .personal(Basic),
        Field::new(
            "gender",
            "field-parties-gender",
            T::Choice(codes(&["female", "male", "other"])),
        )
        .filterable()
        .personal(Basic),
        text("salutation", "field-parties-salutation", 80).personal(Basic),
        Field::new("address", "field-parties-address", T::Address)
            .filterable()
            .personal(Basic),
        Field::new("website", "field-parties-website", T::Link),
    ]
}

fn business_fields() -> Vec<Field> {
    use FieldType as T;
    vec![
        Field::new("tags", "field-parties-tags", T::Tags)
            .searchable()
            .filterable(),
        Field::new("roles", "field-parties-roles", T::Choices(codes(&ROLES))).filterable(),
        Field::new("source", "field-parties-source", T::Text { max: 120 }).filterable(),
        Field::new("note", "field-parties-note", T::LongText { max: 10_000 })
            .personal(PersonalData::Basic),
        Field::new("owner_id", "field-parties-owner", T::User)
            .filterable()
            .listed(),
        Field::new("incomplete", "field-parties-incomplete", T::Bool).filterable(),
        Field::new("custom", "field-parties-custom", T::Json),
    ]
}

fn derived_fields() -> Vec<Field> {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    vec![
        derived("stage", "field-parties-stage", T::Choice(codes(&STAGES)))
            .filterable()
            .listed(),
        derived("type", "field-parties-type", T::Choice(codes(&TYPES))).filterable(),
        derived(
            "province",
            "field-parties-province",
            T::Choice(province_codes()),
        )
        .filterable(),
        derived("spend", "field-parties-spend", T::Money)
            .filterable()
            .sortable()
            .listed(),
        derived("margin", "field-parties-margin", T::Money)
            .filterable()
            .sortable(),
        derived("p_alive", "field-parties-p-alive", T::Percent)
            .filterable()
            .sortable(),
        derived("clv", "field-parties-clv", T::Money)
            .filterable()
            .sortable(),
        derived(
            "expected_orders",
            "field-parties-expected-orders",
            T::Integer,
        )
        .filterable()
        .sortable(),
        derived("known", "field-parties-known", T::Text { max: 80 }).filterable(),
        derived("learning", "field-parties-learning", T::Integer)
            .filterable()
            .sortable(),
        derived("occasions", "field-parties-occasions", T::Integer)
            .filterable()
            .sortable(),
        derived("first_order_on", "field-parties-first-order-on", T::Day)
            .filterable()
            .sortable(),
        derived("last_order_on", "field-parties-last-order-on", T::Day)
            .filterable()
            .sortable()
            .listed(),
        derived("rhythm_days", "field-parties-rhythm-days", T::Integer)
            .filterable()
            .listed(),
        derived(
            "last_contact_at",
            "field-parties-last-contact-at",
            T::Instant,
        )
        .filterable()
        .sortable(),
        derived("quality", "field-parties-quality", T::Integer)
            .filterable()
            .sortable(),
        derived(
            "faults",
            "field-parties-faults",
            T::Choices(codes(&Fault::CODES)),
        )
        .filterable(),
        derived("created_at", "field-parties-created-at", T::Instant)
            .filterable()
            .sortable(),
        derived("updated_at", "field-parties-updated-at", T::Instant)
            .filterable()
            .sortable(),
    ]
}

/// Two-digit codes of the provinces since July 2025; their names are in `quen_vietnam::address`.
fn province_codes() -> Vec<std::borrow::Cow<'static, str>> {
    quen_vietnam::address::provinces()
        .iter()
        .map(|province| province.code.into())
        .collect()
}
