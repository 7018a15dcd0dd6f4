//! A board: a lane for each choice of a field. Cards are moved by dragging, by keys, and by a form that needs no script; the
//! server has the last word and sends the lanes back when it says no.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Field, FieldType, from_text_in};
use quen_core::{Error, Result};
use quen_http::{SignedIn, problem};
use quen_service::lists::Line;
use quen_ui::board::{self as ui, Lane as Drawn, RecordCard, record_card};
use quen_ui::toast::{Toast, toast_partial};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::asked::Asked;
use super::cells::Around;
use super::columns::{self, What};
use super::lanes::{self, Lane};
use super::page::List;
use super::{inline, menus, shape_at};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::parties::asked::{Params, param};

/// Cards of a lane that are shown at once.
const SHOWN: usize = 25;
/// Columns that a card shows beside its title.
const LINES: usize = 3;

/// The board of a list.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn draw(list: &List<'_>) -> Result<Markup> {
    let field = list.catalogue.field(&list.asked.state.by);
    let Some(field) = field.filter(|field| menus::groups_by(field)) else {
        return Ok(list.nothing_found());
    };
    let lanes = lanes::load(list, field, SHOWN).await?;
    let lines: Vec<&Line> = lanes.iter().flat_map(|lane| &lane.lines).collect();
    let list = &list.regarding(&lines).await?;
    Ok(html! {
        div.board-by.row { (menus::by_switch(list, menus::groups_by)) }
        (ui::board("board", &list.shape.title, html! { @for (place, lane) in lanes.iter().enumerate() { (lane_of(list, field, lane, place)) } }))
    })
}

fn lane_of(list: &List<'_>, field: &Field, lane: &Lane, place: usize) -> Markup {
    const TONES: [Tone; 6] = [
        Tone::Slate,
        Tone::Sky,
        Tone::Jade,
        Tone::Amber,
        Tone::Violet,
        Tone::Mauve,
    ];
    let words = list.me.words;
    let cards = html! {
        @for line in &lane.lines { (card(list, field, line)) }
        @if lane.more { li.lane-more { a href=(lane.asked.href()) { (t::lists_group_all(words, &lane.count(list))) } } }
    };
    ui::lane(Drawn {
        id: &lane_id(&lane.value),
        stage: &lane.value,
        name: &lane.label,
        count: &lane.count(list),
        tone: TONES.get(place % TONES.len()).copied().unwrap_or_default(),
        total: &lane.sum(list).unwrap_or_default(),
        weighted: "",
        cards,
    })
}

fn lane_id(value: &str) -> String {
    format!("lane-{}", if value.is_empty() { "none" } else { value })
}

fn moves(list: &List<'_>, field: &Field) -> bool {
    list.writes() && inline::is_editable(field)
}

fn card(list: &List<'_>, field: &Field, line: &Line) -> Markup {
    let cells = list.cells();
    let lead = columns::lead(list.shape, list.catalogue);
    let others = list
        .columns
        .iter()
        .skip(1)
        .filter(|column| match &column.what {
            What::Field(shown) => shown.name != field.name && !line.value(shown).is_empty(),
            What::Beside(name) => cells.has_beside(name, line),
        });
    let lines: Vec<Markup> = others
        .take(LINES)
        .map(|column| cells.cell(column, line, lead))
        .collect();
    let movable = moves(list, field);
    let move_to = format!(
        "/lists/{}/board/{}?by={}",
        list.shape.word(),
        line.id,
        field.name
    );
    let by_form = inline::cell_href(list.shape, line.id, &field.name);
    record_card(RecordCard {
        id: &format!("card-{}", line.id),
        title: &cells.title(lead, line),
        href: &list.shape.record_href(line.id),
        peek: &list.shape.common_href(line.id),
        lines,
        move_to: movable.then_some(move_to.as_str()),
        version: line.version,
        move_form: movable.then_some((t::lists_move(list.me.words), by_form.as_str())),
    })
}

/// `PATCH /lists/{kind}/board/{id}?by=field`: a card has landed in the lane `stage`.
pub async fn drop_card(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id)): Path<(String, String)>,
    Query(query): Query<Params>,
    Form(params): Form<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    let kind = &shape.kind;
    let id: Uuid = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let catalogue = kind.catalogue(&me.ctx);
    let by = param(&query, "by").unwrap_or_default();
    let field = catalogue
        .field(by)
        .filter(|field| menus::groups_by(field) && inline::is_editable(field))
        .ok_or_else(|| refused(&me)(Error::NotFound))?;
    let before = kind.find(&me.ctx, id).await.map_err(refused(&me))?;
    let from = lane_value(field, &before);
    let to = param(&params, "stage").unwrap_or_default().to_owned();
    let version = param(&params, "version").and_then(|text| text.parse().ok());
    let moved = match from_text_in(field, &to, me.ctx.settings.currency) {
        _ if from == to => Ok(before),
        Ok(value) => {
            let values = vec![(field.name.to_string(), value)];
            kind.update(&me.ctx, id, version, values).await
        }
        Err(problem) => Err(problem.into()),
    };
    if !wants_fragment(&headers) {
        moved.map_err(refused(&me))?;
        return Ok(see(&shape.path));
    }
    let (status, error) = match moved {
        Ok(_) => (StatusCode::OK, None),
        Err(error) => (problem::status(&error), Some(error)),
    };
    let status = if status == StatusCode::PRECONDITION_FAILED {
        StatusCode::CONFLICT
    } else {
        status
    };
    // The list that the board stands in: its filters decide what the lanes hold.
    let asked = super::walk::remembered(&headers, &shape).unwrap_or(Asked::plain(&shape));
    let list = List {
        me: &me,
        shape: &shape,
        kind,
        asked: &asked,
        columns: columns::chosen(&shape, &catalogue, &asked),
        catalogue: &catalogue,
        views: &[],
        found: super::page::nothing(),
        totals: None,
        around: Around::colleagues(&me).await.map_err(refused(&me))?,
    };
    answer(&list, field, (&from, &to), error)
        .await
        .map(|drawn| (status, drawn).into_response())
        .map_err(refused(&me))
}

/// The value of a record as its lane sends it.
fn lane_value(field: &Field, line: &Line) -> String {
    use quen_core::fields::FieldValue as V;
    match (&field.kind, line.value(field)) {
        (FieldType::Bool, V::Bool(yes)) => if yes { "yes" } else { "no" }.to_owned(),
        (_, V::Text(code)) => code,
        (_, V::Id(id)) => id.to_string(),
        _ => String::new(),
    }
}

/// Both lanes as they stand now, and word of what went wrong.
async fn answer(
    list: &List<'_>,
    field: &Field,
    (from, to): (&str, &str),
    error: Option<Error>,
) -> Result<Markup> {
    let mut drawn = Vec::new();
    for value in [from, to] {
        if let Some(lane) = lanes::by_value(list, field, value, SHOWN).await? {
            let lines: Vec<&Line> = lane.lines.iter().collect();
            let around = list.regarding(&lines).await?;
            let place = drawn.len();
            drawn.push((lane_id(value), lane_of(&around, field, &lane, place)));
        }
    }
    let words = list.me.words;
    Ok(html! {
        @for (id, lane) in &drawn { hx-partial hx-target={ "#" (id) } hx-swap="outerMorph" { (lane) } }
        @if let Some(error) = error {
            (toast_partial(Toast { text: &problem::message(words, &error), stays: true, close: Some(t::action_close(words)), ..Toast::default() }))
        }
    })
}
