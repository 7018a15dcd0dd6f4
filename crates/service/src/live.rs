//! News for open pages: after a commit, what changed is told to everybody who listens. Listeners look at the
//! records themselves, through their own gate; the news carries ids alone.

use quen_core::Noun;
use tokio::sync::broadcast;
use uuid::Uuid;

/// Messages kept for a slow listener.
const BACKLOG: usize = 256;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The workspace.
    pub workspace_id: Uuid,
    /// Kind of record.
    pub noun: Noun,
    /// What happened.
    pub verb: &'static str,
    /// The record.
    pub record_id: Uuid,
    /// The party concerned.
    pub party_id: Option<Uuid>,
    /// Who did it.
    pub user_id: Uuid,
}

/// The loudspeaker.
#[derive(Debug, Clone)]
pub struct Live(broadcast::Sender<News>);

impl Live {
    /// A silent one.
    pub fn new() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }

    /// Tells a change. Nobody listening is fine.
    pub fn tell(&self, news: News) {
        let _ = self.0.send(news);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.0.subscribe()
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}
