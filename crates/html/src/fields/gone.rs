//! A field that was taken out of use while a form with it stood open. What was typed in it is not dropped unseen: the form
//! comes back without the field and says what stood there; saving it again saves the rest.

use maud::{Markup, html};
use quen_core::fields::{Catalogue, own_name};
use quen_core::{Error, Problem, Result};
use quen_ui::toast::notice as notice_of;
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::controls;

/// The code of a problem at a field that is no more.
const CODE: &str = "field-gone";

/// Refuses a form that brings words for a field which is no more.
///
/// # Errors
/// `field-gone` at each such field.
pub fn refuse(catalogue: &Catalogue, sent: &[(String, String)]) -> Result<()> {
    let mut names: Vec<&str> = sent
        .iter()
        .filter(|(name, text)| {
            controls::is_own(name) && !text.trim().is_empty() && catalogue.field(name).is_none()
        })
        .map(|(name, _)| name.as_str())
        .collect();
    names.dedup();
    if names.is_empty() {
        return Ok(());
    }
    let problem = |name: &str| Problem::new(name.to_owned(), CODE);
    Err(Error::Invalid(names.into_iter().map(problem).collect()))
}

/// What stood in the fields that are no more, above the form that came back without them.
pub fn notice(words: Words, problems: &[Problem], values: &[(String, String)]) -> Markup {
    let gone: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.code == CODE)
        .collect();
    if gone.is_empty() {
        return html! {};
    }
    notice_of(
        Tone::Amber,
        "archive",
        html! {
            (t::fields_gone(words))
            ul { @for problem in gone { li { (named(&problem.field)) ": " b { (crate::forms::value(values, &problem.field)) } } } }
        },
    )
}

/// The name as it was given, without what only programs need.
fn named(field: &str) -> String {
    own_name(field).unwrap_or(field).replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(name: &str, text: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), text.to_owned())]
    }

    #[test]
    fn only_words_for_a_field_that_is_no_more_are_refused() {
        let catalogue = quen_core::products::catalogue();
        for fine in [
            sent("name", "Phin"),
            sent("custom.hang", " "),
            sent("csrf", "x"),
        ] {
            assert!(refuse(&catalogue, &fine).is_ok(), "{fine:?}");
        }
        let refused = refuse(&catalogue, &sent("custom.hang_khach", "Vàng"));
        let Err(Error::Invalid(problems)) = refused else {
            unreachable!("a refusal")
        };
        let said = notice(
            Words::new(quen_words::Lang::Vi),
            &problems,
            &sent("custom.hang_khach", "Vàng"),
        );
        assert!(said.into_string().contains("hang khach: <b>Vàng</b>"));
    }
}
