//! The loop that takes jobs, works them side by side, and keeps them with a sign of life. Told to stop, it takes no
//! more, lets the work come to a resting place, and gives back what is not finished.

use std::sync::Arc;
use std::time::Duration;

use quen_core::{Error, Result};
use quen_service::App;
use quen_service::jobs::JobRow;
use quen_service::jobs::queue::{self, Outcome, Progress};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{interval, timeout};

use crate::kinds::Kind;
use crate::schedule;

/// Jobs worked side by side.
const SIDE_BY_SIDE: usize = 4;
/// How often an idle worker looks for work.
const LOOK: Duration = Duration::from_millis(400);
/// How often running work gives a sign of life.
const BEAT: Duration = Duration::from_secs(1);
/// How often daily work is asked for.
const ASK: Duration = Duration::from_secs(60);
/// How long work may take to come to a resting place.
const REST: Duration = Duration::from_secs(15);

/// Works until `stop` turns true.
pub async fn run(app: App, kinds: Vec<Kind>, stop: watch::Receiver<bool>) {
    let mut told_to_stop = stop.clone();
    let kinds = Arc::new(kinds);
    note(
        "asking for what a start brings",
        schedule::begin(&app).await,
    );
    let mut running: JoinSet<()> = JoinSet::new();
    let mut ask = interval(ASK);
    let mut look = interval(LOOK);
    loop {
        tokio::select! {
            () = told(&mut told_to_stop) => break,
            _ = ask.tick() => note("asking for daily work", schedule::ask(&app).await),
            _ = look.tick() => start(&app, &kinds, &stop, &mut running).await,
            Some(_) = running.join_next(), if !running.is_empty() => start(&app, &kinds, &stop, &mut running).await,
        }
    }
    let ended = timeout(REST, async { while running.join_next().await.is_some() {} }).await;
    if ended.is_err() {
        tracing::warn!(
            jobs = running.len(),
            "work was cut off; it goes on when its lease has run out"
        );
    }
}

async fn start(
    app: &App,
    kinds: &Arc<Vec<Kind>>,
    stop: &watch::Receiver<bool>,
    running: &mut JoinSet<()>,
) {
    let free = SIDE_BY_SIDE.saturating_sub(running.len());
    if free == 0 {
        return;
    }
    match queue::take(app, i64::try_from(free).unwrap_or(1)).await {
        Ok(jobs) => {
            for job in jobs {
                running.spawn(work(app.clone(), Arc::clone(kinds), job, stop.clone()));
            }
        }
        Err(error) => tracing::warn!(%error, "looking for jobs"),
    }
}

/// Works everything that is due now, one after another; for tests and for commands that wait.
///
/// # Errors
/// A broken database.
pub async fn run_due(app: &App, kinds: Vec<Kind>) -> Result<usize> {
    let kinds = Arc::new(kinds);
    let (_keep, stop) = watch::channel(false);
    let mut worked = 0;
    loop {
        let jobs = queue::take(app, 1).await?;
        if jobs.is_empty() {
            return Ok(worked);
        }
        for job in jobs {
            work(app.clone(), Arc::clone(&kinds), job, stop.clone()).await;
            worked += 1;
        }
    }
}

async fn work(app: App, kinds: Arc<Vec<Kind>>, job: JobRow, stop: watch::Receiver<bool>) {
    let progress = Progress::default();
    progress.set(job.progress_done, job.progress_total);
    if job.cancel_requested {
        progress.cancel();
    }
    let ended = match kinds.iter().find(|kind| kind.word == job.kind) {
        Some(kind) => {
            kept(
                &app,
                &job,
                &progress,
                stop,
                (kind.work)(app.clone(), job.clone(), progress.clone()),
            )
            .await
        }
        None => Err(Error::Internal(format!("no work of kind {}", job.kind))),
    };
    if let Err(error) = &ended {
        tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, %error, "job failed");
    }
    note(
        "leaving a job",
        queue::leave(&app, &job, &progress, &ended).await,
    );
}

/// Runs the work with a sign of life every second. A panic is a failure of the job alone.
async fn kept(
    app: &App,
    job: &JobRow,
    progress: &Progress,
    mut stop: watch::Receiver<bool>,
    work: crate::Running,
) -> Result<Outcome> {
    let mut task = tokio::spawn(work);
    let mut beat = interval(BEAT);
    beat.tick().await;
    loop {
        tokio::select! {
            ended = &mut task => return ended.unwrap_or_else(|error| Err(Error::Internal(error.to_string()))),
            _ = beat.tick() => note("keeping a job", queue::beat(app, job, progress).await),
            () = told(&mut stop), if !progress.must_stop() => progress.stop(),
        }
    }
}

fn note(what: &'static str, result: Result<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, what);
    }
}

/// Ends when the program is told to stop.
async fn told(stop: &mut watch::Receiver<bool>) {
    // Nobody left who could tell is the end as well.
    let _ = stop.wait_for(|stopped| *stopped).await;
}
