//! The form in which a record is made and changed, the same for every kind: opened with its draft, written, refused with what was
//! typed, chosen from where somebody else was quicker. A kind says what is its own: its lines, and where one goes on. Nothing that
//! was typed may be lost here, and nothing is overwritten unseen.

mod drawn;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use maud::Markup;
use quen_core::fields::FieldType;
use quen_core::kept::Kept;
use quen_core::{Error, Problem, Result};
use quen_http::SignedIn;
use quen_service::records::{self, Kind};
use quen_ui::frame::Crumb;
use uuid::Uuid;

pub use drawn::{customer, own_values, quality, save_button};

use crate::answers::{Answer, found, refused, see};
use crate::drafts;
use crate::fields::{self, controls, own_part};
use crate::files::attached;
use crate::forms::{Filled, Pairs, value};
use crate::parties::asked::{Params, param};
use crate::versions::{self, Part, Read};

/// A kind whose records are made and changed in a form that has a page of its own.
pub trait Sheet: Kind {
    /// Controls of the form and the fields they stand for; those that the workspace made come by themselves.
    const CONTROLS: &'static [(&'static str, &'static str)];
    /// How two versions of a control are compared.
    const COMPARED: Read = versions::plainly;
    /// The form holds a table.
    const WIDE: bool = false;

    /// Address of the list, which is also that of its place in the navigation.
    fn list(me: &SignedIn) -> String {
        format!("/{}", Self::word(&me.ctx))
    }

    /// What the list is called.
    fn many(me: &SignedIn) -> String;

    /// What the page of a new record is called, by what stands in its form.
    fn new_title(me: &SignedIn, values: &[(String, String)]) -> String;

    /// What a record is called in a sentence.
    fn name(record: &Self::Record) -> &str;

    /// What the page of a record's form is called.
    fn title(_me: &SignedIn, record: &Self::Record) -> String {
        Self::name(record).to_owned()
    }

    /// Address of a record's page.
    fn home(me: &SignedIn, record: &Self::Record) -> String {
        format!("{}/{}", Self::list(me), record.id())
    }

    /// Address of a record's form; where it is the page itself, history and bin stand below it.
    fn form(me: &SignedIn, record: &Self::Record) -> String {
        Self::home(me, record)
    }

    /// Where one goes on after saving.
    fn next(me: &SignedIn, record: &Self::Record) -> String {
        Self::home(me, record)
    }

    /// A record as it stands in the form.
    fn typed(me: &SignedIn, record: &Self::Record) -> Pairs;

    /// What stands in the form of a new record.
    fn start(me: &SignedIn, asked: &Params) -> impl Future<Output = Result<Pairs>> + Send {
        let values = blank::<Self>(me, asked);
        async { Ok(values) }
    }

    /// The lines of the form down to its button.
    fn lines(filling: &Filling<'_, Self>) -> impl Future<Output = Result<Markup>> + Send;

    /// Does somebody want to go on in the form instead of saving it?
    fn wants_form(sent: &[(String, String)]) -> bool {
        versions::wants_form(sent)
    }

    /// Makes or changes the record that a sent form describes.
    fn put(
        me: &SignedIn,
        before: Option<&Self::Record>,
        sent: Pairs,
    ) -> impl Future<Output = Result<Self::Record>> + Send {
        put::<Self>(me, before, sent)
    }

    /// Differences beside those of [`Self::CONTROLS`].
    fn more_parts(_me: &SignedIn, _stored: &Self::Record, _sent: &[(String, String)]) -> Vec<Part> {
        Vec::new()
    }
}

/// A form with what stands in it.
pub struct Filling<'a, K: Sheet> {
    /// Who fills it in.
    pub me: &'a SignedIn,
    /// The record that is changed; none while a new one is made.
    pub record: Option<&'a K::Record>,
    /// What was typed, or what is stored.
    pub values: &'a [(String, String)],
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Address of the page, by which its draft is known.
    draft: &'a str,
    offer: Markup,
}

/// `GET …/new`.
pub async fn new<K: Sheet>(me: SignedIn, Query(asked): Query<Params>) -> Answer {
    opened_new::<K>(&me, &asked).await
}

/// `GET` of a record's form.
pub async fn edit<K: Sheet>(
    me: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Params>,
) -> Answer {
    opened::<K>(&me, &id, &asked).await
}

/// `POST` to the list.
pub async fn create<K: Sheet>(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    made::<K>(&me, sent).await
}

/// `POST` to a record's form.
pub async fn update<K: Sheet>(
    me: SignedIn,
    Path(id): Path<String>,
    Form(sent): Form<Pairs>,
) -> Answer {
    changed::<K>(&me, &id, sent).await
}

/// As [`new`], past a gate.
pub async fn opened_new<K: Sheet>(me: &SignedIn, asked: &Params) -> Answer {
    me.ctx.actor.may(K::WRITE).map_err(refused(me))?;
    let values = K::start(me, asked).await.map_err(refused(me))?;
    let path = format!("{}/new", K::list(me));
    let opened = drafts::opened(me, &path, asked, values).await?;
    let filling = Filling::<K> {
        offer: opened.offer,
        ..Filling::of(me, None, &opened.values, &opened.form)
    };
    filling.answer(StatusCode::OK).await
}

/// As [`edit`], past a gate.
pub async fn opened<K: Sheet>(me: &SignedIn, id: &str, asked: &Params) -> Answer {
    let record = found::<K>(me, id).await?;
    let stored = K::typed(me, &record);
    let opened = drafts::opened(me, &K::form(me, &record), asked, stored).await?;
    let filling = Filling::<K> {
        offer: opened.offer,
        ..Filling::of(me, Some(&record), &opened.values, &opened.form)
    };
    filling.answer(StatusCode::OK).await
}

/// As [`create`], past a gate.
pub async fn made<K: Sheet>(me: &SignedIn, sent: Pairs) -> Answer {
    save::<K>(me, None, sent).await
}

/// As [`update`], past a gate.
pub async fn changed<K: Sheet>(me: &SignedIn, id: &str, sent: Pairs) -> Answer {
    let record = match found::<K>(me, id).await {
        Ok(record) => record,
        Err(refusal) => return drafts::without_record(me, &sent, refusal).await,
    };
    let sent = versions::resolved(sent, &K::typed(me, &record));
    save::<K>(me, Some(&record), sent).await
}

/// A new record's fields as they are before anybody typed, for the customer that the address names.
pub fn blank<K: Sheet>(me: &SignedIn, asked: &Params) -> Pairs {
    let mut values = K::typed(me, &K::blank(&me.ctx));
    values.retain(|(name, _)| name != "version" && name != "party_id");
    values.extend(param(asked, "party_id").map(|id| ("party_id".to_owned(), id.to_owned())));
    values
}

async fn save<K: Sheet>(me: &SignedIn, before: Option<&K::Record>, sent: Pairs) -> Answer {
    let sent = complete::<K>(me, sent);
    if K::wants_form(&sent) {
        let filling = Filling::<K>::of(me, before, &sent, value(&sent, "draft"));
        return filling.answer(StatusCode::OK).await;
    }
    match K::put(me, before, sent.clone()).await {
        Ok(record) => {
            drafts::saved(me, &sent).await;
            Ok(see(&K::next(me, &record)))
        }
        Err(Error::Invalid(problems)) => {
            drafts::kept(me, &sent).await;
            let filling = Filling::<K>::of(me, before, &sent, value(&sent, "draft"));
            let filling = Filling {
                problems: &problems,
                ..filling
            };
            filling.answer(StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => match (error, before) {
            (Error::Stale { .. }, Some(before)) => twice::<K>(me, before.id(), sent).await,
            (error, _) => Err(refused(me)(error)),
        },
    }
}

/// What a form sent, ticks of one field joined, and a box that is not ticked said to be so: a browser does not send it.
fn complete<K: Sheet>(me: &SignedIn, sent: Pairs) -> Pairs {
    let catalogue = K::catalogue(&me.ctx);
    let mut sent = controls::joined(&catalogue, sent);
    for (name, field) in K::CONTROLS {
        let ticked = catalogue
            .field(field)
            .is_some_and(|field| field.kind == FieldType::Bool);
        if ticked && !sent.iter().any(|(known, _)| known == name) {
            sent.push(((*name).to_owned(), "no".to_owned()));
        }
    }
    sent
}

/// Makes or changes a record whose controls are called as its fields.
///
/// # Errors
/// `invalid` with every problem, `stale`, a broken rule of the kind.
pub async fn put<K: Sheet>(
    me: &SignedIn,
    before: Option<&K::Record>,
    sent: Pairs,
) -> Result<K::Record> {
    let catalogue = K::catalogue(&me.ctx);
    let listed = catalogue.field("files").is_some();
    let files = attached::value(&sent).filter(|_| listed);
    let version = value(&sent, "version").parse().ok();
    let mut values = fields::read(me, &catalogue, attached::without(sent)).await?;
    values.extend(files);
    match before {
        None => records::create::<K>(&me.ctx, values).await,
        Some(before) => records::update::<K>(&me.ctx, before.id(), version, values).await,
    }
}

/// Somebody else saved the record in the meantime.
async fn twice<K: Sheet>(me: &SignedIn, id: Uuid, sent: Pairs) -> Answer {
    let stored = records::find::<K>(&me.ctx, id).await.map_err(refused(me))?;
    let comparing = versions::Comparing::<K> {
        me,
        stored: &stored,
        theirs: &K::typed(me, &stored),
        sent: &sent,
        controls: K::CONTROLS,
        read: K::COMPARED,
    };
    let mut parts = comparing.parts().await.map_err(refused(me))?;
    parts.extend(K::more_parts(me, &stored, &sent));
    let (list, many) = (K::list(me), K::many(me));
    let two = versions::Two {
        me,
        name: K::name(&stored),
        nav: &list,
        crumbs: vec![Crumb {
            label: &many,
            href: &list,
        }],
        home: &K::home(me, &stored),
        action: &K::form(me, &stored),
        version: stored.version(),
        by: versions::by::<K>(me, id).await,
        sent,
        parts,
    };
    two.answer().await
}

impl<'a, K: Sheet> Filling<'a, K> {
    fn of(
        me: &'a SignedIn,
        record: Option<&'a K::Record>,
        values: &'a [(String, String)],
        draft: &'a str,
    ) -> Self {
        Self {
            me,
            record,
            values,
            problems: &[],
            draft,
            offer: Markup::default(),
        }
    }

    /// Draws its lines.
    pub fn filled(&self) -> Filled<'a> {
        Filled {
            words: self.me.words,
            values: self.values,
            problems: self.problems,
        }
    }

    /// The customer it is for, when it is known.
    pub fn party(&self) -> Option<Uuid> {
        value(self.values, "party_id").parse().ok()
    }

    /// The part of the fields that the workspace made.
    ///
    /// # Errors
    /// A broken database.
    pub async fn own(&self) -> Result<Markup> {
        own_part::<K>(self.me, self.record, self.values, self.problems).await
    }
}
