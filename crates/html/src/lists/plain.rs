//! What the plain lists share that are no common list: the question in the address, the search box, the way to the next
//! page. It decides nothing about rows.

use maud::Markup;
use quen_core::Result;
use quen_core::fields::{Catalogue, Cursor, ListQuery};
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_ui::list::{Pager, SearchBox, pager, search_box};
use quen_words::t;
use serde_json::Value;

use crate::parties::asked::{Params, param};

/// A list as its address asks for it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Address of the list.
    pub path: &'static str,
    /// Words to find.
    pub q: String,
    /// `-total`; empty for the list's own order.
    pub sort: String,
    /// Where the page begins.
    pub cursor: String,
    /// What else the address holds, such as a tab.
    pub kept: Vec<(&'static str, String)>,
}

impl Asked {
    /// Reads an address; `kept` are the names of what else it may hold.
    pub fn read(path: &'static str, params: &Params, kept: &[&'static str]) -> Self {
        let text = |name| param(params, name).unwrap_or_default().to_owned();
        let kept = kept.iter().filter(|name| param(params, name).is_some());
        Self {
            path,
            q: text("q"),
            sort: text("sort"),
            cursor: text("cursor"),
            kept: kept.map(|name| (*name, text(name))).collect(),
        }
    }

    /// The question for the act.
    ///
    /// # Errors
    /// An order or cursor that cannot be read.
    pub fn query(&self, catalogue: &Catalogue, filter: Option<&Value>) -> Result<ListQuery> {
        let filter = filter.map(Value::to_string);
        ListQuery::parse(catalogue, |name| match name {
            "q" => Some(self.q.as_str()),
            "sort" => Some(self.sort.as_str()),
            "cursor" => Some(self.cursor.as_str()),
            "filter" => filter.as_deref(),
            _ => None,
        })
    }

    /// The same question for an export, `filter` being what the view adds to it.
    pub fn exported(&self, filter: Option<&Value>) -> [(&'static str, String); 3] {
        [
            ("q", self.q.clone()),
            ("sort", self.sort.clone()),
            ("filter", filter.map(Value::to_string).unwrap_or_default()),
        ]
    }

    /// The address with another beginning of the page.
    fn href(&self, cursor: &str) -> String {
        let pairs = [
            ("q", self.q.as_str()),
            ("sort", self.sort.as_str()),
            ("cursor", cursor),
        ];
        let kept = self
            .kept
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let shown = kept.chain(pairs).filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = shown
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if query.is_empty() {
            self.path.to_owned()
        } else {
            format!("{}?{}", self.path, query.join("&"))
        }
    }

    /// The search box.
    pub fn search(&self, label: &str) -> Markup {
        let kept: Vec<(&str, &str)> = self
            .kept
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        search_box(SearchBox {
            action: self.path,
            label,
            value: &self.q,
            target: "#main",
            kept: &kept,
        })
    }

    /// The way on and back to the first page.
    pub fn pager(&self, me: &SignedIn, next: Option<&Cursor>) -> Markup {
        let (first, older) = (self.href(""), next.map(|next| self.href(&next.encode())));
        pager(Pager {
            label: t::parties_pages(me.words),
            newer: Some((t::parties_first_page(me.words), first.as_str()))
                .filter(|_| !self.cursor.is_empty()),
            older: older
                .as_deref()
                .map(|href| (t::parties_next_page(me.words), href)),
            position: "",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_tab_from_page_to_page() {
        let params = vec![
            ("who".to_owned(), "all".to_owned()),
            ("q".to_owned(), "cà phê".to_owned()),
        ];
        let asked = Asked::read("/tasks", &params, &["who"]);
        assert_eq!(
            asked.href("ab"),
            "/tasks?who=all&q=c%C3%A0%20ph%C3%AA&cursor=ab"
        );
        assert_eq!(
            Asked::read("/tasks", &Vec::new(), &["who"]).href(""),
            "/tasks"
        );
    }
}
