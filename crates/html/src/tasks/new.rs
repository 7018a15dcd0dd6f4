//! A new task: `/tasks/new`, from the list, a customer's page or a project's.

use maud::{Markup, html};
use quen_core::tasks::{KINDS, Task};
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::parties::{self, owners};
use quen_service::tasks::Tasks;
use quen_words::t;

use crate::files::attached;
use crate::forms::{Line, Pairs, choices_of, colleagues};
use crate::lists::party_link;
use crate::parties::asked::{Params, param};
use crate::sheets::{Filling, Sheet, save_button};
use crate::spoken;

/// It is made here; done, opened again or put off it is in lists.
impl Sheet for Tasks {
    const CONTROLS: &'static [(&'static str, &'static str)] = &[];

    fn many(me: &SignedIn) -> String {
        t::nav_tasks(me.words).to_owned()
    }

    fn new_title(me: &SignedIn, _values: &[(String, String)]) -> String {
        t::tasks_new(me.words).to_owned()
    }

    fn name(task: &Task) -> &str {
        &task.title
    }

    fn next(me: &SignedIn, task: &Task) -> String {
        match (task.project_id, task.party_id) {
            (Some(project), _) => format!("/projects/{project}"),
            (None, Some(party)) => format!("/parties/{party}"),
            (None, None) => Self::list(me),
        }
    }

    fn typed(_me: &SignedIn, _task: &Task) -> Pairs {
        Pairs::new()
    }

    async fn start(me: &SignedIn, asked: &Params) -> Result<Pairs> {
        let mut values: Pairs = vec![
            ("kind".to_owned(), "call".to_owned()),
            ("due_on".to_owned(), spoken::day(me.words, me.ctx.today())),
            ("assignee_id".to_owned(), me.ctx.actor.user_id.to_string()),
        ];
        values.retain(|(name, _)| name != "kind" || param(asked, "kind").is_none());
        values.extend(
            ["party_id", "project_id", "kind", "title"]
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), param(asked, name)?.to_owned()))),
        );
        Ok(values)
    }

    async fn lines(filling: &Filling<'_, Self>) -> Result<Markup> {
        let (me, words, filled) = (filling.me, filling.me.words, filling.filled());
        let party = filling.party();
        let (names, owners) = tokio::try_join!(parties::names(&me.ctx, party), owners(&me.ctx))?;
        let people = colleagues(&owners);
        let people = choices_of(&people);
        let own = filling.own().await?;
        Ok(html! {
            @if let Some(party) = party {
                input type="hidden" name="party_id" value=(party);
                p { (t::field_tasks_party_id(words)) ": " (party_link(party, names.get(&party))) }
            }
            @if let Some(problem) = filled.problem("party_id").or_else(|| filled.problem("project_id")) { p.problem { (problem) } }
            input type="hidden" name="project_id" value=(filled.value("project_id"));
            (filled.line(Line { name: "title", label: t::field_tasks_title(words), required: true, autofocus: true, ..Line::default() }))
            (filled.codes(Noun::Tasks, "kind", "kind", t::field_tasks_kind(words), &KINDS))
            (filled.line(Line { name: "due_on", label: t::field_tasks_due_on(words), ..Line::default() }))
            (filled.choice("assignee_id", t::field_tasks_assignee_id(words), &people, None))
            (filled.line(Line { name: "note", label: t::field_tasks_note(words), ..Line::default() }))
            (own)
            (attached::control(words, filling.values))
            @if let Some(problem) = filled.problem("files") { p.problem { (problem) } }
            (save_button(words))
        })
    }
}
