//! Serving until told to stop.

use std::io::ErrorKind;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::Stop;
use crate::cli::{Global, Serve};
use crate::{assemble, demo};

/// Migrates, serves, drains.
pub async fn serve(global: &Global, options: &Serve) -> Result<(), Stop> {
    let app = assemble::app(global, options.secure_cookies).await?;
    let listener = TcpListener::bind(options.addr)
        .await
        .map_err(|e| refused_port(options.addr, &e))?;
    eprintln!(
        "quen: http://{}",
        listener.local_addr().unwrap_or(options.addr)
    );
    let (told, stop) = watch::channel(false);
    let working = (!options.no_worker)
        .then(|| tokio::spawn(quen_jobs::run(app.clone(), quen_jobs::all(), stop)));
    let routes = quen::routes(&app);
    let signal = async move {
        stop_signal().await;
        let _ = told.send(true);
    };
    let served = quen_http::server::serve(listener, routes, signal).await;
    if let Some(working) = working {
        let _ = working.await;
    }
    app.db.close().await;
    served.map_err(|error| Stop::refused(error.to_string()))
}

/// Serves with the demo business; one that is there already is left as it is.
pub async fn demo(global: &Global, options: &Serve) -> Result<(), Stop> {
    let app = assemble::app(global, options.secure_cookies).await?;
    let theirs = demo::ensure(&app).await?;
    app.db.close().await;
    if theirs {
        for colleague in &demo::COLLEAGUES {
            let role = colleague.role.code();
            eprintln!("quen: {role:<8} {}  {}", colleague.email, demo::PASSWORD);
        }
    }
    eprintln!("quen: Ctrl+C stops");
    drop(app);
    serve(global, options).await
}

/// Works the jobs until told to stop.
pub async fn worker(global: &Global) -> Result<(), Stop> {
    let app = assemble::app(global, false).await?;
    let (told, stop) = watch::channel(false);
    let working = tokio::spawn(quen_jobs::run(app.clone(), quen_jobs::all(), stop));
    stop_signal().await;
    let _ = told.send(true);
    let ended = working.await;
    app.db.close().await;
    ended.map_err(|error| Stop::refused(error.to_string()))
}

fn refused_port(addr: SocketAddr, error: &std::io::Error) -> Stop {
    let what_to_do = match error.kind() {
        ErrorKind::AddrInUse => {
            "another program listens there: stop it, or choose another port with --addr"
        }
        ErrorKind::PermissionDenied => {
            "ports below 1024 need a privilege: choose a higher one with --addr"
        }
        _ => "choose another address with --addr",
    };
    Stop::refused(format!("cannot listen on {addr}: {error}; {what_to_do}"))
}

/// Ends with SIGTERM or Ctrl+C.
async fn stop_signal() {
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            _ = interrupted => (),
            _ = terminated.recv() => (),
        },
        Err(_) => drop(interrupted.await),
    }
}
