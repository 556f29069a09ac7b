//! Pages, API and live events. It knows the store; it touches neither containers nor the queue's workers.

mod api;
mod app;
mod assets;
mod candidate;
mod catalogue;
mod challenges;
mod error;
mod interviews;
mod known_cases;
pub mod level;
mod live;
mod login;
mod page;
pub mod password;
mod present;
mod record;
mod review;
mod routes;
mod security;
mod session;
mod statement;
mod submit;
pub mod token;
mod views;
mod watch;

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use app::{App, WebSettings};
pub use catalogue::Catalogue;
pub use error::WebError;
pub use interviews::{Wanted, invite};
pub use known_cases::KnownCases;

/// Serves until `shutdown`, then lets requests end and closes live streams.
pub async fn serve(
    listener: TcpListener,
    app: App,
    shutdown: CancellationToken,
) -> std::io::Result<()> {
    let app = Arc::new(App {
        shutdown: shutdown.clone(),
        ..app
    });
    let service = routes::router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(shutdown.cancelled_owned())
        .await
}
