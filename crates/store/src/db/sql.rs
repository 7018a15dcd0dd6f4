//! One statement: text with `$1…$n` and its values. It never holds a value inside the text.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Value;

/// SQL text with its parameters. Fixed text is `&'static str` and costs nothing to carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Sql {
    pub(crate) text: Cow<'static, str>,
    pub(crate) params: Vec<Value>,
    /// See [`Sql::planned_anew`].
    pub(crate) anew: bool,
}

/// Starts a statement; bind the values of its `$1…$n` in order.
pub fn sql(text: impl Into<Cow<'static, str>>) -> Sql {
    Sql {
        text: text.into(),
        params: Vec::new(),
        anew: false,
    }
}

impl Sql {
    /// Gives the next placeholder its value: the first call binds `$1`.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.params.push(value.into());
        self
    }

    /// Has PostgreSQL plan it for these very values and not for any: worth its millisecond where the best way depends on how
    /// many rows a value has.
    #[must_use]
    pub fn planned_anew(mut self) -> Self {
        self.anew = true;
        self
    }

    /// Appends text as it is. Never pass anything that a user typed.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.to_mut().push_str(text);
        self
    }

    /// Appends the next placeholder and binds its value.
    pub fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.params.push(value.into());
        let index = self.params.len();
        // Writing into a String cannot fail.
        let _ = write!(self.text.to_mut(), "${index}");
        self
    }

    /// Appends `($n,$n+1,…)` for an `IN`. An empty list becomes `(NULL)`, which matches nothing;
    /// do not use it with `NOT IN`.
    ///
    /// The last value is repeated until their number is a power of two: lists of any length share
    /// a few texts, so that they are prepared once.
    pub fn push_list<V: Into<Value>>(&mut self, items: impl IntoIterator<Item = V>) -> &mut Self {
        let mut values: Vec<Value> = items.into_iter().map(Into::into).collect();
        let Some(last) = values.last().cloned() else {
            return self.push("(NULL)");
        };
        values.resize(values.len().next_power_of_two(), last);
        self.push_row(values)
    }

    /// Appends `($n,$n+1,…)` with each value once: a row of `VALUES`.
    pub fn push_row<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        let mut separator = "(";
        for value in values {
            self.push(separator).push_bind(value);
            separator = ",";
        }
        self.push(")")
    }

    /// The text as it stands, for logs and tests.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The values bound so far, in the order of their placeholders.
    pub fn params(&self) -> &[Value] {
        &self.params
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binds_continue_the_count() {
        let mut query = sql("SELECT id FROM parties WHERE workspace_id = $1").bind("w");
        query.push(" AND kind IN ").push_list(["a", "b"]);
        query.push(" AND stage = ").push_bind(3_i64);
        assert_eq!(
            query.text(),
            "SELECT id FROM parties WHERE workspace_id = $1 AND kind IN ($2,$3) AND stage = $4"
        );
        assert_eq!(query.params().len(), 4);
    }

    #[test]
    fn lists_of_like_length_share_a_text() {
        let text = |count: i64| sql("SELECT 1 WHERE 1 IN ").push_list(0..count).clone();
        assert_eq!(text(5).text(), text(8).text());
        assert_eq!(text(5).params().last(), Some(&4_i64.into()));
        assert_ne!(text(4).text(), text(5).text());
        assert_eq!(text(1).text(), "SELECT 1 WHERE 1 IN ($1)");
    }

    #[test]
    fn a_row_holds_each_value_once() {
        let mut query = sql("INSERT INTO words VALUES ");
        query.push_row(["a", "b", "c"]);
        assert_eq!(query.text(), "INSERT INTO words VALUES ($1,$2,$3)");
    }

    #[test]
    fn an_empty_list_matches_nothing() {
        let mut query = sql("SELECT 1 WHERE 1 IN ");
        query.push_list(Vec::<i64>::new());
        assert_eq!(query.text(), "SELECT 1 WHERE 1 IN (NULL)");
    }
}
