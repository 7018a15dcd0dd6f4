//! News for an open page, as one stream: when a colleague changes something around a party, the parts of its page are sent
//! anew. Each time the listener is known anew and asked for through the own gate, so that nobody is told of what they may not
//! see, and a stream ends with the session.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::Stream;
use maud::{Markup, html};
use quen_core::{Door, Error, Permission};
use quen_http::{SignedIn, cookies};
use quen_service::App;
use quen_service::accounts::identity;
use quen_service::live::News;
use quen_service::parties::Only;
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::answers::{Answer, refused};
use crate::parties::page::{View, Whole, renewed};

/// How often a silent stream says that it lives.
const BEAT: Duration = Duration::from_secs(25);
/// News within this time are told together.
const TOGETHER: Duration = Duration::from_millis(250);

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/live", get(listen))
}

#[derive(Deserialize)]
struct About {
    party: Uuid,
    #[serde(default)]
    only: String,
}

async fn listen(
    me: SignedIn,
    State(app): State<App>,
    headers: HeaderMap,
    about: Result<Query<About>, axum::extract::rejection::QueryRejection>,
) -> Answer {
    let Ok(Query(about)) = about else {
        return Err(refused(&me)(Error::NotFound));
    };
    quen_service::records::find::<quen_service::parties::Parties>(&me.ctx, about.party)
        .await
        .map_err(refused(&me))?;
    let secret = cookies::get(&headers, cookies::SESSION)
        .unwrap_or_default()
        .to_owned();
    let news = app.live.listen();
    let listener = Listener {
        app,
        me,
        secret,
        party: about.party,
        only: Only::from_code(&about.only),
        news,
        greeted: false,
    };
    let stream = futures_util::stream::unfold(listener, next);
    Ok(stream_of(stream))
}

fn stream_of(stream: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    Sse::new(stream)
        .keep_alive(KeepAlive::new().interval(BEAT))
        .into_response()
}

struct Listener {
    app: App,
    me: SignedIn,
    secret: String,
    party: Uuid,
    only: Only,
    news: Receiver<News>,
    greeted: bool,
}

/// The next message; the stream ends when the session has.
async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    if !listener.greeted {
        // The headers leave with the first bytes.
        listener.greeted = true;
        return Some((Ok(Event::default().comment("here")), listener));
    }
    loop {
        let who = listener.heard().await?;
        listener.known_again().await?;
        if let Some(parts) = listener.parts(who).await {
            return Some((
                Ok(Event::default().data(parts.into_string().replace('\r', ""))),
                listener,
            ));
        }
    }
}

impl Listener {
    /// Waits for news of the party by somebody else; answers by whom.
    async fn heard(&mut self) -> Option<Uuid> {
        loop {
            let who = match self.news.recv().await {
                Ok(news) => self.concerns(&news).then_some(news.user_id),
                // Too much happened to tell one by one: look anew.
                Err(RecvError::Lagged(_)) => Some(Uuid::nil()),
                Err(RecvError::Closed) => return None,
            };
            if let Some(who) = who {
                tokio::time::sleep(TOGETHER).await;
                while self.news.try_recv().is_ok() {}
                return Some(who);
            }
        }
    }

    fn concerns(&self, news: &News) -> bool {
        let about = news.party_id == Some(self.party);
        news.workspace_id == self.me.ctx.actor.workspace_id
            && about
            && news.user_id != self.me.ctx.actor.user_id
    }

    /// Looks the listener up again: a session may have ended, a role may be another.
    async fn known_again(&mut self) -> Option<()> {
        let known = identity::of_session(&self.app, &self.secret).await.ok()?;
        self.me.ctx = known.ctx(&self.app, Door::Web);
        self.me.identity = known;
        Some(())
    }

    /// The parts of the page as the listener may see them now; nothing when the party is out of reach.
    async fn parts(&self, who: Uuid) -> Option<Markup> {
        self.me.ctx.actor.may(Permission::PartiesRead).ok()?;
        let whole = Whole::load(&self.me.ctx, self.party, self.only)
            .await
            .ok()?;
        let view = View {
            me: &self.me,
            whole: &whole,
        };
        let words = self.me.words;
        let name = whole
            .name_of(who)
            .unwrap_or_else(|| t::parties_somebody(words).to_owned());
        let home = view.home();
        let again = button(Button {
            label: t::parties_show_new(words),
            size: ButtonSize::Small,
            href: Some(&home),
            ..Button::default()
        });
        Some(html! {
            (renewed(&view, &["head", "about", "timeline", "knowing"]))
            hx-partial hx-target="#changed" hx-swap="innerHTML" {
                (notice(Tone::Sky, "refresh", html! { (t::parties_just_edited(words, &name)) " " (again) }))
            }
        })
    }
}
