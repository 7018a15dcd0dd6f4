//! What a list is asked for, read from its address and written back into one: the whole arrangement, the view it came from,
//! where the page begins. The address holds all of it, so that it can be sent to a colleague.

use quen_core::Result;
use quen_core::fields::{Catalogue, ListQuery};
use quen_core::views::{Column, Density, Layout, State, View};
use quen_http::session::encode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::shape::Shape;
use crate::parties::asked::{Params, param};

/// A list as its address asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Plural word of the kind of record.
    pub word: String,
    /// Address of the list.
    pub path: String,
    /// The arrangement.
    pub state: State,
    /// The view that it came from.
    pub view: Option<Uuid>,
    /// Where the page begins.
    pub cursor: String,
    /// The month of a calendar, `2026-11`.
    pub month: String,
    /// The untouched list is arranged already, so that an arrangement without anything must say so.
    pub arranged: bool,
}

/// Parameters that make up an arrangement.
const ARRANGEMENT: [&str; 8] = [
    "kind", "q", "filter", "sort", "columns", "layout", "by", "density",
];

impl Asked {
    /// The untouched list.
    pub fn plain(shape: &Shape) -> Self {
        Self {
            arranged: shape.arranged.is_some(),
            ..Self::at_path(shape.word(), &shape.path)
        }
    }

    /// The untouched list of an address.
    pub fn at_path(word: &str, path: &str) -> Self {
        Self {
            word: word.to_owned(),
            path: path.to_owned(),
            state: State::default(),
            view: None,
            cursor: String::new(),
            month: String::new(),
            arranged: false,
        }
    }

    /// Reads an address. What cannot be read is left to [`Self::query`] to refuse. A view by itself stands for its
    /// arrangement; with an arrangement beside it, that one holds.
    pub fn read(shape: &Shape, params: &Params, views: &[(View, bool)]) -> Self {
        let text = |name| param(params, name).unwrap_or_default().to_owned();
        let id: Option<Uuid> = param(params, "view").and_then(|text| text.parse().ok());
        let view = id.and_then(|id| views.iter().find(|(view, _)| view.id == id));
        let said = params
            .iter()
            .any(|(name, _)| ARRANGEMENT.contains(&name.as_str()));
        let state = match view {
            Some((view, _)) if !said => view.arrangement(),
            _ => arrangement(shape, params),
        };
        Self {
            state,
            view: view.map(|(view, _)| view.id),
            cursor: text("cursor"),
            month: text("month"),
            ..Self::plain(shape)
        }
    }

    /// The question for the act.
    ///
    /// # Errors
    /// A condition, order or cursor that cannot be read.
    pub fn query(&self, catalogue: &Catalogue) -> Result<ListQuery> {
        let filter = json!({ "all": self.all_conditions() }).to_string();
        // A search comes newest first; an order left over in the address does not stop it.
        let searched = !self.state.q.trim().is_empty();
        let sort = if searched { "" } else { &self.state.sort };
        ListQuery::parse(catalogue, |name| match name {
            "q" => Some(self.state.q.as_str()),
            "filter" => Some(filter.as_str()),
            "sort" => Some(sort),
            "cursor" => Some(self.cursor.as_str()),
            _ => None,
        })
    }

    /// The conditions with the list's own switch among them.
    pub fn all_conditions(&self) -> Vec<Value> {
        let mut all = self.state.conditions.clone();
        if !self.state.variant.is_empty() {
            all.push(json!({ "field": "kind", "op": "eq", "value": self.state.variant }));
        }
        all
    }

    /// The address of this list.
    pub fn href(&self) -> String {
        self.at(&self.path)
    }

    /// The same parameters at another path, such as `filters`, of this kind of record.
    pub fn part(&self, part: &str) -> String {
        self.at(&format!("/lists/{}/{part}", self.word))
    }

    /// The same parameters at another path; further ones can follow.
    pub fn at(&self, path: &str) -> String {
        let mut out = path.to_owned();
        for (name, value) in self.pairs() {
            out.push(if out.contains('?') { '&' } else { '?' });
            out.push_str(name);
            out.push('=');
            out.push_str(&encode(&value));
        }
        out
    }

    /// Name and value of each parameter that is set, for hidden fields.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let state = &self.state;
        let filter = state.filter().map(|filter| filter.to_string());
        let columns: Vec<String> = state.columns.iter().map(Column::to_string).collect();
        // With a view or an arranged list, an arrangement that is as usual still has to be said.
        let layout = state.layout != Layout::Table || self.view.is_some() || self.arranged;
        let density = state.density != Density::Normal;
        let all = [
            (
                "view",
                self.view.map(|id| id.to_string()).unwrap_or_default(),
            ),
            ("kind", state.variant.clone()),
            ("q", state.q.clone()),
            ("filter", filter.unwrap_or_default()),
            ("sort", state.sort.clone()),
            ("columns", columns.join(",")),
            (
                "layout",
                if layout { state.layout.code() } else { "" }.to_owned(),
            ),
            ("by", state.by.clone()),
            (
                "density",
                if density { state.density.code() } else { "" }.to_owned(),
            ),
            ("month", self.month.clone()),
            ("cursor", self.cursor.clone()),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// The first page of the same list.
    #[must_use]
    pub fn first_page(mut self) -> Self {
        self.cursor.clear();
        self
    }

    /// With another arrangement, from the first page.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut State)) -> Self {
        let mut other = self.clone().first_page();
        change(&mut other.state);
        other
    }

    /// With other conditions, from the first page.
    #[must_use]
    pub fn with_conditions(&self, conditions: Vec<Value>) -> Self {
        self.with(|state| state.conditions = conditions)
    }

    /// Without the condition at this place.
    #[must_use]
    pub fn without(&self, place: usize) -> Self {
        self.with(|state| {
            if place < state.conditions.len() {
                state.conditions.remove(place);
            }
        })
    }

    /// Nothing asked but all of a kind?
    pub fn is_plain(&self) -> bool {
        self.state.q.trim().is_empty() && self.state.conditions.is_empty() && self.cursor.is_empty()
    }
}

fn arrangement(shape: &Shape, params: &Params) -> State {
    let text = |name| param(params, name).unwrap_or_default().to_owned();
    let columns = params
        .iter()
        .filter(|(key, _)| key == "columns")
        .flat_map(|(_, value)| value.split(','))
        .filter(|name| !name.is_empty())
        .map(Column::parse);
    let variant = shape
        .variants
        .iter()
        .find(|variant| param(params, "kind") == Some(variant));
    State {
        variant: variant
            .map(|variant| (*variant).to_owned())
            .unwrap_or_default(),
        q: text("q"),
        conditions: conditions(&text("filter")),
        sort: text("sort"),
        columns: columns.collect(),
        layout: Layout::from_code(&text("layout")),
        by: text("by"),
        density: Density::from_code(&text("density")),
    }
}

/// Does an address say nothing of an arrangement?
pub fn says_nothing(params: &Params) -> bool {
    !params
        .iter()
        .any(|(name, _)| name == "view" || ARRANGEMENT.contains(&name.as_str()))
}

/// The conditions of a filter that all hold; a filter of another shape is one condition.
pub fn conditions(filter: &str) -> Vec<Value> {
    if filter.trim().is_empty() {
        return Vec::new();
    }
    match serde_json::from_str::<Value>(filter) {
        Ok(Value::Object(mut object)) => match object.remove("all") {
            Some(Value::Array(items)) => items,
            Some(other) => vec![json!({ "all": other })],
            None => vec![Value::Object(object)],
        },
        Ok(other) => vec![other],
        Err(_) => vec![Value::String(filter.to_owned())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::shape;
    use quen_core::parties::catalogue;
    use quen_service::lists;
    use quen_words::{Lang, Words};

    fn parties() -> Shape {
        let mut all = lists::all().into_iter();
        let kind = all
            .find(|kind| kind.noun == quen_core::Noun::Parties)
            .unwrap();
        shape::of(Words::new(Lang::Vi), kind)
    }

    fn read(text: &[(&str, &str)]) -> Asked {
        let params: Params = text
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        Asked::read(&parties(), &params, &[])
    }

    #[test]
    fn an_address_comes_back_as_it_was() {
        let filter = r#"{"all":[{"field":"stage","op":"in","value":["expansion"]}]}"#;
        let asked = read(&[
            ("kind", "person"),
            ("q", "hồng & ngọc"),
            ("filter", filter),
            ("columns", "name:240,spend"),
            ("columns", "stage"),
            ("layout", "board"),
            ("by", "stage"),
        ]);
        let names: Vec<&str> = asked
            .state
            .columns
            .iter()
            .map(|c| c.name.as_str())
            .collect();
        assert_eq!(names, ["name", "spend", "stage"]);
        let href = asked.href();
        assert!(
            href.contains("q=h%E1%BB%93ng%20%26%20ng%E1%BB%8Dc"),
            "{href}"
        );
        assert!(
            href.contains("layout=board&by=stage") && href.contains("columns=name%3A240"),
            "{href}"
        );
        assert!(
            asked
                .query(&catalogue())
                .is_ok_and(|query| query.filter.is_some())
        );
        assert_eq!(asked.without(0).state.conditions, Vec::<Value>::new());
    }

    #[test]
    fn what_cannot_be_read_is_refused_not_passed_over() {
        for filter in ["{", "[]", r#"{"all":3}"#, r#"{"field":"phones"}"#] {
            assert!(
                read(&[("filter", filter)]).query(&catalogue()).is_err(),
                "{filter}"
            );
        }
    }

    #[test]
    fn a_search_needs_no_order() {
        assert!(
            read(&[("q", "an"), ("sort", "-spend")])
                .query(&catalogue())
                .is_ok_and(|query| query.sort.is_empty())
        );
    }

    #[test]
    fn a_view_alone_stands_for_its_arrangement_and_gives_way_to_one_beside_it() {
        let mut view = View::new(Uuid::from_u128(7), Uuid::from_u128(1), Default::default());
        view.kind = "parties".into();
        view.state = json!({ "sort": "-spend" }).as_object().unwrap().clone();
        let (shape, views) = (parties(), [(view, true)]);
        let id = Uuid::from_u128(7).to_string();
        let alone = vec![("view".to_owned(), id.clone())];
        let asked = Asked::read(&shape, &alone, &views);
        assert_eq!(asked.state.sort, "-spend");
        let bare = asked.with(|state| state.sort.clear());
        let pairs: Params = bare
            .pairs()
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v))
            .collect();
        assert_eq!(Asked::read(&shape, &pairs, &views).state, State::default());
        let unknown = vec![("view".to_owned(), Uuid::from_u128(8).to_string())];
        assert_eq!(Asked::read(&shape, &unknown, &views).view, None);
    }
}
