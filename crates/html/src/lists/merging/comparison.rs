//! Two records beside each other: where they differ and which value stays, what both keep, what moves. It decides nothing; the
//! service worked out what a merge would do.

use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldValue};
use quen_core::merges::{Difference, is_joined};
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::lists::{Line, name_of};
use quen_service::records::Preview;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::super::cells::{Around, Cells};
use super::super::shape::Shape;
use super::super::{columns, deletion};
use super::NAME;
use crate::spoken;

/// Two records beside each other.
pub struct Comparison<'a> {
    me: &'a SignedIn,
    shape: &'a Shape,
    preview: &'a Preview<Line>,
    catalogue: Catalogue,
    around: Around,
}

impl<'a> Comparison<'a> {
    /// With the names of what both refer to.
    pub async fn load(
        me: &'a SignedIn,
        shape: &'a Shape,
        preview: &'a Preview<Line>,
    ) -> Result<Self> {
        let catalogue = shape.kind.catalogue(&me.ctx);
        let both = [&preview.winner, &preview.loser];
        let around = Around::load(me, shape.noun(), &catalogue.fields, &both).await?;
        Ok(Self {
            me,
            shape,
            preview,
            catalogue,
            around,
        })
    }

    /// The form that merges; `turned` is where it stands the other way round.
    pub fn form(&self, action: &str, home: &str, turned: &str) -> Markup {
        let words = self.me.words;
        let (winner, loser) = (&self.preview.winner, &self.preview.loser);
        let swap = format!("{turned}?loser={}", winner.id);
        let name = name_of(loser, NAME);
        let body = html! {
            input type="hidden" name="loser" value=(loser.id);
            input type="hidden" name="winner_version" value=(winner.version);
            input type="hidden" name="loser_version" value=(loser.version);
            div.columns.main-side {
                (panel(Panel { title: t::merging_choose(words), body: self.table(), ..Panel::default() }))
                div.stack {
                    (panel(Panel { title: t::merging_moves(words), body: self.moves(), ..Panel::default() }))
                    @if let Some(kept) = self.kept() { p.small.mid { (kept) } }
                    p.small.mid { (t::merging_undo_hint(words)) }
                }
            }
            div.row.wrap {
                (button(Button { label: t::action_merge(words), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
                (button(Button { label: &t::merging_swap(words, &name), icon: Some("switch-horizontal"), href: Some(&swap), ..Button::default() }))
                (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(home), ..Button::default() }))
            }
        };
        field::form(field::Form {
            action,
            csrf: &self.me.csrf,
            body,
            ..field::Form::default()
        })
    }

    fn table(&self) -> Markup {
        let words = self.me.words;
        let differences = &self.preview.differences;
        let lead = columns::lead(self.shape, &self.catalogue);
        let alike = lead.filter(|lead| !differences.iter().any(|one| one.field == lead.name));
        html! {
            div.scroll-x tabindex="0" role="region" aria-label=(t::merging_choose(words)) {
                table.data-table {
                    thead { tr {
                        th scope="col" { (t::parties_field(words)) }
                        th scope="col" { (t::merging_stays(words)) }
                        th scope="col" { (t::merging_goes(words)) }
                    } }
                    tbody {
                        @if let Some(lead) = alike { (self.plain(lead)) }
                        @for one in differences { @if let Some(field) = self.catalogue.field(&one.field) { (self.choice(field, one)) } }
                        @for field in self.joined() { (self.plain(field)) }
                    }
                }
            }
            @if differences.is_empty() { p { (t::merging_all_same(words)) } }
        }
    }

    /// Fields of which both sides stay, where one of the two says something.
    fn joined(&self) -> impl Iterator<Item = &Field> {
        // What a workspace made for its customers stays as the winner has it.
        let of_parties = self.shape.noun() == Noun::Parties;
        let fields = self.catalogue.fields.iter();
        fields.filter(move |field| {
            let filled = |line: &Line| !line.value(field).is_empty();
            is_joined(field)
                && !(of_parties && field.own.is_some())
                && (filled(&self.preview.winner) || filled(&self.preview.loser))
        })
    }

    /// A field on which nothing is to be chosen.
    fn plain(&self, field: &Field) -> Markup {
        let said = |line: &Line| self.text(field, &line.value(field));
        html! { tr {
            th scope="row" { (spoken::label(self.me.words, field)) }
            td { (said(&self.preview.winner)) }
            td { (said(&self.preview.loser)) }
        } }
    }

    fn choice(&self, field: &Field, one: &Difference) -> Markup {
        let radio = |value: &str, said: &FieldValue, checked: bool| {
            html! { td { label.row.smaller {
                input.check type="radio" name={ "take_" (one.field) } value=(value) checked[checked];
                span { (self.text(field, said)) }
            } } }
        };
        html! { tr {
            th scope="row" { (spoken::label(self.me.words, field)) }
            (radio("winner", &one.winner, !one.taken))
            (radio("loser", &one.loser, one.taken))
        } }
    }

    fn moves(&self) -> Markup {
        let words = self.me.words;
        if self.preview.moves.is_empty() {
            let nothing = match self.shape.noun() {
                Noun::Parties => t::merging_moves_nothing(words),
                _ => t::merging_moves_none(words),
            };
            return html! { p { (nothing) } };
        }
        html! { ul.stack.tight { @for one in &self.preview.moves { li { (deletion::said(self.me, one)) } } } }
    }

    /// What both sides keep, as a sentence.
    fn kept(&self) -> Option<String> {
        let words = self.me.words;
        if self.shape.noun() == Noun::Parties {
            return Some(t::merging_joined(words).to_owned());
        }
        let labels = self.joined().map(|field| spoken::label(words, field));
        let labels: Vec<String> = labels.collect();
        (!labels.is_empty()).then(|| t::merging_joined_fields(words, &labels.join(", ")))
    }

    fn text(&self, field: &Field, value: &FieldValue) -> String {
        let cells = Cells {
            me: self.me,
            shape: self.shape,
            around: &self.around,
        };
        let said = cells.said(field, value);
        if said.is_empty() {
            t::parties_none_yet(self.me.words).to_owned()
        } else {
            said
        }
    }
}
