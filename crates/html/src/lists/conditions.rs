//! Combined conditions: groups of which all, any or none must hold, groups within groups. Each press of a button sends the form
//! and draws it anew, so that it works without script; the catalogue says what can be asked and how.

mod tree;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Condition, Field, FieldType};
use quen_core::{Error, Problem};
use quen_http::{SignedIn, problem};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::field::{Choice, Field as Labelled, Select, bare_select, csrf_field};
use quen_ui::frame::{Crumb, padded};
use quen_ui::toast::problem_notice;
use quen_words::{Words, t};

use self::tree::{Kind, Node};
use super::asked::Asked;
use super::cells::Around;
use super::shape::Shape;
use super::{asked, shape_at};
use crate::answers::{Answer, refused, see};
use crate::forms::choices_of;
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// `GET /lists/{kind}/conditions`: the conditions of a list, to be changed.
pub async fn show(me: SignedIn, Path(word): Path<String>, Query(params): Query<Params>) -> Answer {
    let shape = shape_at(&me, &word)?;
    let asked = Asked::read(&shape, &params, &[]);
    let root = Node::of_conditions(&asked.state.conditions);
    draw(&me, &shape, &params, &root, &[]).await
}

/// `POST /lists/{kind}/conditions`: one press of a button; the last one leads to the list.
pub async fn change(me: SignedIn, Path(word): Path<String>, Form(params): Form<Params>) -> Answer {
    let shape = shape_at(&me, &word)?;
    let mut root = tree::read(&params);
    match param(&params, "do").unwrap_or("apply").split_once(':') {
        Some(("test", place)) => root.add(place, Node::blank_test()),
        Some(("group", place)) => root.add(place, Node::blank_group()),
        Some(("drop", place)) => root.remove(place),
        _ if param(&params, "do") == Some("show") => {}
        _ => return apply(&me, &shape, &params, &root).await,
    }
    draw(&me, &shape, &params, &root, &[]).await
}

async fn apply(me: &SignedIn, shape: &Shape, params: &Params, root: &Node) -> Answer {
    let catalogue = shape.kind.catalogue(&me.ctx);
    let made = root
        .to_json(&catalogue, me.ctx.settings.currency)
        .map_err(Error::from)
        .and_then(|json| Condition::parse(&catalogue, &json).map(|_| json));
    match made {
        Ok(json) => {
            let mut list = Asked::read(shape, params, &[]);
            list.view = param(params, "view").and_then(|id| id.parse().ok());
            let conditions = asked::conditions(&json.to_string());
            Ok(see(&list.with_conditions(conditions).href()))
        }
        Err(Error::Invalid(problems)) => draw(me, shape, params, root, &problems).await,
        Err(error) => Err(refused(me)(error)),
    }
}

async fn draw(
    me: &SignedIn,
    shape: &Shape,
    params: &Params,
    root: &Node,
    problems: &[Problem],
) -> Answer {
    let around = Around::colleagues(me).await.map_err(refused(me))?;
    let catalogue = shape.kind.catalogue(&me.ctx);
    let words = me.words;
    let editor = Editor {
        me,
        shape,
        catalogue: &catalogue,
        around: &around,
    };
    let asked = Asked::read(shape, params, &[]).with_conditions(Vec::new());
    let crumbs = vec![Crumb {
        label: &shape.title,
        href: &shape.path,
    }];
    let body = html! {
        form.stack.conditions method="post" action={ "/lists/" (shape.word()) "/conditions" } {
            (csrf_field(&me.csrf))
            @for (name, value) in asked.pairs() { input type="hidden" name=(name) value=(value); }
            @for problem in problems { (problem_notice(&problem::sentence(words, problem.code, &problem.args))) }
            (editor.node(root, "0"))
            div.row {
                (button(Button { label: t::lists_conditions_apply(words), kind: ButtonKind::Primary, submit: true, name: Some("do"), value: Some("apply"), ..Button::default() }))
                (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(&asked.href()), ..Button::default() }))
            }
        }
    };
    let drawn = page(
        me,
        Page {
            title: t::lists_conditions_title(words),
            nav: &shape.path,
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    );
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, drawn).into_response())
}

struct Editor<'a> {
    me: &'a SignedIn,
    shape: &'a Shape,
    catalogue: &'a Catalogue,
    around: &'a Around,
}

impl Editor<'_> {
    /// A node with the place it has in the tree, `0-2-1`, in the names of its fields.
    fn node(&self, node: &Node, place: &str) -> Markup {
        match node {
            Node::Group(kind, items) => self.group(*kind, items, place),
            Node::Test {
                field, op, values, ..
            } => self.test(field, op, values, place),
        }
    }

    fn group(&self, kind: Kind, items: &[Node], place: &str) -> Markup {
        let words = self.me.words;
        let kinds = [
            ("all", t::lists_conditions_all(words)),
            ("any", t::lists_conditions_any(words)),
            ("none", t::lists_conditions_none(words)),
        ];
        let choices = kinds.map(|(value, label)| Choice { value, label });
        let small = |label, what: &str| {
            let value = format!("{what}:{place}");
            button(Button {
                label,
                icon: Some("plus"),
                size: ButtonSize::Small,
                submit: true,
                name: Some("do"),
                value: Some(&value),
                ..Button::default()
            })
        };
        html! {
            fieldset.condition-group {
                legend.visually-hidden { (t::lists_conditions_group(words)) }
                div.row {
                    (self.select(&format!("k-{place}"), t::lists_conditions_group(words), &choices, kind.code()))
                    @if place != "0" { (self.drop(place)) }
                }
                @for (n, item) in items.iter().enumerate() { (self.node(item, &format!("{place}-{n}"))) }
                div.row.wrap { (small(t::lists_conditions_add(words), "test")) (small(t::lists_conditions_add_group(words), "group")) }
            }
        }
    }

    fn drop(&self, place: &str) -> Markup {
        let value = format!("drop:{place}");
        icon_button(IconButton {
            icon: "x",
            label: t::action_remove(self.me.words),
            small: true,
            submit: true,
            name: Some("do"),
            value: Some(&value),
            ..IconButton::default()
        })
    }

    fn select(&self, name: &str, label: &str, choices: &[Choice<'_>], value: &str) -> Markup {
        bare_select(Select {
            field: Labelled {
                id: name,
                label,
                ..Labelled::default()
            },
            name,
            choices,
            value,
            ..Select::default()
        })
    }

    fn test(&self, field: &str, op: &str, values: &[String], place: &str) -> Markup {
        let words = self.me.words;
        let fields = self
            .catalogue
            .fields
            .iter()
            .filter(|field| field.filterable);
        let labels: Vec<(String, String)> = fields
            .map(|field| (field.name.to_string(), spoken::label(words, field)))
            .collect();
        let names = choices_of(&labels);
        let known = self.catalogue.field(field).filter(|field| field.filterable);
        html! {
            div.row.wrap.condition {
                (self.select(&format!("f-{place}"), t::lists_which_field(words), &names, field))
                @match known {
                    Some(field) => {
                        (self.select(&format!("o-{place}"), t::lists_conditions_how(words), &ops(words, field), op))
                        (self.values(field, op, values, place))
                    }
                    None => @if !field.is_empty() { span.problem { (t::lists_broken(words)) } },
                }
                (button(Button { label: t::lists_conditions_show(words), kind: ButtonKind::Quiet, size: ButtonSize::Small, submit: true, name: Some("do"), value: Some("show"), ..Button::default() }))
                (self.drop(place))
            }
        }
    }

    fn values(&self, field: &Field, op: &str, values: &[String], place: &str) -> Markup {
        if matches!(op, "empty" | "not_empty") {
            return html! {};
        }
        let words = self.me.words;
        let name = format!("v-{place}");
        let label = spoken::label(words, field);
        let choices: Vec<(String, String)> = match &field.kind {
            FieldType::Choice(codes) | FieldType::Choices(codes) => codes
                .iter()
                .map(|code| {
                    let said = spoken::choice_of(words, self.shape.noun(), field, code);
                    (code.to_string(), said)
                })
                .collect(),
            FieldType::User => self
                .around
                .owners
                .iter()
                .map(|owner| (owner.id.to_string(), owner.name.clone()))
                .collect(),
            FieldType::Bool => vec![
                ("true".to_owned(), t::word_yes(words).to_owned()),
                ("false".to_owned(), t::word_no(words).to_owned()),
            ],
            _ => Vec::new(),
        };
        if choices.is_empty() {
            let typed = values.join(", ");
            return html! { input.input name=(name) value=(typed) aria-label=(label) autocomplete="off"; };
        }
        let many = field.kind != FieldType::Bool;
        html! {
            select.select name=(name) aria-label=(label) multiple[many] size=[many.then(|| choices.len().clamp(2, 6))] {
                @for (value, label) in &choices { option value=(value) selected[values.contains(value)] { (label) } }
            }
        }
    }
}

/// The comparisons that a field takes, in words.
fn ops(words: Words, field: &Field) -> Vec<Choice<'static>> {
    let said = |value: &'static str| Choice {
        value,
        label: match value {
            "in" | "eq" | "has" => t::parties_verb_is(words),
            "not_in" | "ne" => t::parties_verb_is_not(words),
            "ge" => t::parties_verb_from(words),
            "le" => t::parties_verb_to(words),
            "within_days" => t::parties_within_days(words),
            "older_than_days" => t::parties_older_than_days(words),
            "starts_with" => t::parties_verb_starts(words),
            "empty" => t::parties_none_yet(words),
            _ => t::parties_some(words),
        },
    };
    tree::ops(&field.kind).iter().map(|op| said(op)).collect()
}

/// A tree that stands in an address is drawn as it is, whatever it holds.
#[cfg(test)]
mod tests {
    use super::*;
    use quen_core::parties::catalogue;
    use quen_core::{Currency, parties};

    #[test]
    fn a_tree_survives_the_form() {
        let json = serde_json::json!({ "all": [
            { "field": "stage", "op": "in", "value": ["expansion"] },
            { "any": [
                { "field": "spend", "op": "ge", "value": { "amount": 5_000_000, "currency": "VND" } },
                { "not": { "any": [{ "field": "last_order_on", "op": "older_than_days", "value": 60 }] } },
            ] },
        ] });
        let items = json["all"].as_array().unwrap();
        let root = Node::of_conditions(items);
        let again = tree::read(&root.params("0"));
        assert_eq!(again, root);
        let made = again.to_json(&catalogue(), Currency::Vnd).unwrap();
        assert_eq!(made, json);
        assert!(parties::catalogue().field("stage").is_some());
    }

    #[test]
    fn parts_are_added_and_taken_out_by_their_place() {
        let mut root = Node::of_conditions(&[]);
        root.add("0", Node::blank_group());
        root.add("0-0", Node::blank_test());
        root.add("0-9-9", Node::blank_test());
        assert_eq!(root.params("0").len(), 4);
        root.remove("0-0-0");
        root.remove("0-0");
        root.remove("0");
        assert_eq!(root, Node::of_conditions(&[]));
    }
}
