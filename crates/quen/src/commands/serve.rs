//! Serving until told to stop.

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::Stop;
use crate::assemble;
use crate::cli::{Global, Serve};

/// Migrates, serves, drains.
pub async fn serve(global: &Global, options: &Serve) -> Result<(), Stop> {
    let app = assemble::app(global, options.secure_cookies).await?;
    let listener = TcpListener::bind(options.addr).await.map_err(|e| Stop::refused(format!("cannot listen on {}: {e}", options.addr)))?;
    eprintln!("quen: http://{}", options.addr);
    let routes = quen::routes(&app);
    let served = quen_http::server::serve(listener, routes, stop_signal()).await;
    app.db.close().await;
    served.map_err(|error| Stop::refused(error.to_string()))
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
