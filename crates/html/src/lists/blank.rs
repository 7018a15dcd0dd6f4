//! What a list says instead of rows: nobody yet, nothing found, a condition that cannot be asked any more. It must always offer
//! a way on.

use maud::{Markup, html};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::empty::{Empty, empty};
use quen_words::t;

use super::page::List;
use super::{filters, shape};

impl List<'_> {
    /// A condition cannot be asked any more: no rows are shown, for without it there would be others than were meant.
    pub(super) fn broken(&self) -> Markup {
        let words = self.me.words;
        let broken = self.asked.state.broken_conditions(self.catalogue);
        let kept = self.asked.state.conditions.iter().enumerate();
        let kept = kept
            .filter(|(place, _)| !broken.contains(place))
            .map(|(_, condition)| condition.clone());
        let without = self.asked.with_conditions(kept.collect()).href();
        let acts = html! {
            (button(Button { label: t::lists_drop_broken(words), href: Some(&without), ..Button::default() }))
        };
        empty(Empty {
            title: Some(t::lists_broken(words)),
            text: html! { (t::lists_broken_text(words)) },
            acts: Some(acts),
            drawing: false,
        })
    }

    /// Nothing was ever put into the list: how to begin.
    pub(super) fn nobody(&self) -> Markup {
        let words = self.me.words;
        let new = shape::new_record(self.me, self.shape, &self.asked.state);
        let import = format!("/imports/new?kind={}", self.shape.word());
        let acts = new.as_ref().map(|(label, href)| {
            html! {
                (button(Button { label, icon: Some("plus"), kind: ButtonKind::Primary, href: Some(href), ..Button::default() }))
                @if self.imports() { (button(Button { label: t::action_import(words), icon: Some("upload"), href: Some(&import), ..Button::default() })) }
            }
        });
        let (title, text) = &self.shape.empty;
        empty(Empty {
            title: Some(title),
            text: html! { (text) },
            acts,
            drawing: true,
        })
    }

    /// Nothing found: what was asked, and how to ask less.
    pub fn nothing_found(&self) -> Markup {
        let words = self.me.words;
        let all = self.asked.with(|state| {
            state.conditions.clear();
            state.q.clear();
        });
        let last = self.asked.state.conditions.len().checked_sub(1);
        let drop_last = last.and_then(|place| {
            let said = filters::said(self, self.asked.state.conditions.get(place)?)?;
            let label = t::parties_drop_filter(words, &said.field);
            Some((label, self.asked.without(place).href()))
        });
        let acts = html! {
            @if let Some((label, href)) = &drop_last { (button(Button { label, href: Some(href), ..Button::default() })) }
            (button(Button { label: t::parties_drop_all(words), kind: ButtonKind::Quiet, href: Some(&all.href()), ..Button::default() }))
        };
        empty(Empty {
            title: None,
            text: self.asked_in_words(),
            acts: Some(acts),
            drawing: false,
        })
    }

    fn asked_in_words(&self) -> Markup {
        let words = self.me.words;
        let mut parts: Vec<String> = Vec::new();
        let q = self.asked.state.q.trim();
        if !q.is_empty() {
            parts.push(format!("“{q}”"));
        }
        let conditions = self.asked.state.conditions.iter();
        let said = conditions.filter_map(|condition| filters::said(self, condition));
        parts.extend(said.map(|said| format!("{} {} {}", said.field, said.verb, said.value)));
        if parts.is_empty() {
            return html! { (t::state_no_results(words)) };
        }
        html! { (t::lists_nothing_for(words)) " " b { (parts.join(", ")) } }
    }
}
