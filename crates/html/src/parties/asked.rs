//! What a list is asked for, read from its address and written back into one: words, filters, order, columns. The address
//! holds the whole view, so that it can be shared; nothing of it is kept anywhere else.

use quen_core::Result;
use quen_core::fields::{Catalogue, ListQuery};
use quen_http::session::encode;
use serde_json::{Value, json};

/// A view of the list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// Only this kind of party.
    pub kind: Option<&'static str>,
    /// Words to find.
    pub q: String,
    /// Conditions that all hold, each as a chip; one that is no plain test is a chip too.
    pub conditions: Vec<Value>,
    /// `-spend`; empty: newest first.
    pub sort: String,
    /// Names of columns; empty: the usual ones.
    pub columns: Vec<String>,
    /// Where the page begins.
    pub cursor: String,
}

/// Parameters of an address, repeated ones included.
pub type Params = Vec<(String, String)>;

/// The first value of a parameter.
pub fn param<'a>(params: &'a Params, name: &str) -> Option<&'a str> {
    let found = params.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

impl Asked {
    /// Reads an address. What cannot be read is left to [`Self::query`] to refuse.
    pub fn read(params: &Params) -> Self {
        let text = |name| param(params, name).unwrap_or_default().to_owned();
        let columns = params
            .iter()
            .filter(|(key, _)| key == "columns")
            .flat_map(|(_, value)| value.split(','))
            .filter(|name| !name.is_empty())
            .map(str::to_owned);
        Self {
            kind: quen_core::parties::KINDS
                .into_iter()
                .find(|kind| param(params, "kind") == Some(kind)),
            q: text("q"),
            conditions: conditions(&text("filter")),
            sort: text("sort"),
            columns: columns.collect(),
            cursor: text("cursor"),
        }
    }

    /// The question for the act.
    ///
    /// # Errors
    /// A condition, order or cursor that cannot be read.
    pub fn query(&self, catalogue: &Catalogue) -> Result<ListQuery> {
        let mut all = self.conditions.clone();
        if let Some(kind) = self.kind {
            all.push(json!({ "field": "kind", "op": "eq", "value": kind }));
        }
        let filter = if all.is_empty() {
            String::new()
        } else {
            json!({ "all": all }).to_string()
        };
        // A search comes newest first; an order left over in the address does not stop it.
        let sort = if self.q.trim().is_empty() {
            self.sort.as_str()
        } else {
            ""
        };
        ListQuery::parse(catalogue, |name| match name {
            "q" => Some(self.q.as_str()),
            "filter" => Some(filter.as_str()),
            "sort" => Some(sort),
            "cursor" => Some(self.cursor.as_str()),
            "count" => Some("true"),
            _ => None,
        })
    }

    /// The address of this view.
    pub fn href(&self) -> String {
        self.at("/parties")
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
        let filter = if self.conditions.is_empty() {
            String::new()
        } else {
            json!({ "all": self.conditions }).to_string()
        };
        let all = [
            ("kind", self.kind.unwrap_or_default().to_owned()),
            ("q", self.q.clone()),
            ("filter", filter),
            ("sort", self.sort.clone()),
            ("columns", self.columns.join(",")),
            ("cursor", self.cursor.clone()),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// The first page of the same view.
    #[must_use]
    pub fn first_page(mut self) -> Self {
        self.cursor.clear();
        self
    }

    /// With other conditions, from the first page.
    #[must_use]
    pub fn with_conditions(&self, conditions: Vec<Value>) -> Self {
        Self {
            conditions,
            ..self.clone().first_page()
        }
    }

    /// Without the condition at this place.
    #[must_use]
    pub fn without(&self, place: usize) -> Self {
        let mut conditions = self.conditions.clone();
        if place < conditions.len() {
            conditions.remove(place);
        }
        self.with_conditions(conditions)
    }

    /// Sorted by this field, from the first page.
    #[must_use]
    pub fn sorted(&self, sort: String) -> Self {
        Self {
            sort,
            ..self.clone().first_page()
        }
    }

    /// Nothing asked but all of a kind?
    pub fn is_plain(&self) -> bool {
        self.q.trim().is_empty() && self.conditions.is_empty() && self.cursor.is_empty()
    }
}

/// The conditions of a filter that all hold; a filter of another shape is one condition.
fn conditions(filter: &str) -> Vec<Value> {
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
    use quen_core::parties::catalogue;

    fn read(text: &[(&str, &str)]) -> Asked {
        let params = text.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        Asked::read(&params.collect())
    }

    #[test]
    fn an_address_comes_back_as_it_was() {
        let filter = r#"{"all":[{"field":"stage","op":"in","value":["expansion"]}]}"#;
        let asked = read(&[
            ("kind", "person"),
            ("q", "hồng & ngọc"),
            ("filter", filter),
            ("columns", "name,spend"),
            ("columns", "stage"),
        ]);
        assert_eq!(asked.columns, ["name", "spend", "stage"]);
        assert!(
            asked.href().contains("q=h%E1%BB%93ng%20%26%20ng%E1%BB%8Dc"),
            "{}",
            asked.href()
        );
        assert!(
            asked
                .query(&catalogue())
                .is_ok_and(|query| query.filter.is_some())
        );
        assert_eq!(asked.without(0).conditions, Vec::<Value>::new());
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
}
