//! A record as a card: what it is called and what tells it from others of its kind, read from its catalogue.

use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldType};
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::lists::{AnyKind, Line};

use super::cells::{Around, Cells};
use super::columns;
use super::shape::{self, Shape};
use crate::spoken;

/// What tells customers apart.
const OF_PARTIES: [&str; 5] = ["phones", "emails", "tax_code", "address", "spend"];
/// Values shown of any other record.
const SHOWN: usize = 6;

/// The cards of some records of one kind.
pub struct Cards<'a> {
    me: &'a SignedIn,
    shape: Shape,
    catalogue: Catalogue,
    around: Around,
}

impl<'a> Cards<'a> {
    /// With the names of what the records refer to, in one query each.
    ///
    /// # Errors
    /// A broken database.
    pub async fn load(me: &'a SignedIn, kind: &AnyKind, lines: &[&Line]) -> Result<Self> {
        let shape = shape::of(me.words, kind.clone());
        let catalogue = kind.catalogue(&me.ctx);
        // What stands beside a customer in a list is not on its card.
        let around = Around::load(me, Noun::Records, &catalogue.fields, lines).await?;
        Ok(Self {
            me,
            shape,
            catalogue,
            around,
        })
    }

    /// One of them.
    pub fn card(&self, line: &Line) -> Markup {
        let words = self.me.words;
        let cells = Cells {
            me: self.me,
            shape: &self.shape,
            around: &self.around,
        };
        let lead = columns::lead(&self.shape, &self.catalogue);
        let told = self.told(lead, line);
        html! {
            div.stack.tight {
                a.link href=(self.shape.record_href(line.id)) { strong { (cells.title(lead, line)) } }
                @for field in told {
                    @let text = cells.text(field, line);
                    @if speaks_for_itself(&field.kind) { span.small { (text) } }
                    @else { span.small { span.dim { (spoken::label(words, field)) ": " } (text) } }
                }
            }
        }
    }

    /// The fields with a value that are shown.
    fn told(&self, lead: Option<&Field>, line: &Line) -> Vec<&Field> {
        let of_parties = self.shape.noun() == Noun::Parties;
        let fields = self.catalogue.fields.iter();
        let shown = fields.filter(|field| {
            let wanted = if of_parties {
                OF_PARTIES.contains(&field.name.as_ref())
            } else {
                field.editable && field.kind != FieldType::Json
            };
            wanted
                && lead.is_none_or(|lead| lead.name != field.name)
                && !matches!(field.kind, FieldType::LongText { .. })
                && !line.value(field).is_empty()
        });
        shown.take(SHOWN).collect()
    }
}

/// A phone or an address needs no label.
fn speaks_for_itself(kind: &FieldType) -> bool {
    matches!(
        kind,
        FieldType::Phones | FieldType::Emails | FieldType::Address | FieldType::Link
    )
}
