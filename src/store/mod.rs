//! What outlives the process: interviews, submissions, reports and events, in SQLite, and the queue on the same table.
//!
//! `Store` is the boundary: nothing outside this room sees a table, a query or a database's dialect. Queries are
//! written with sea-orm alone, so that another database needs only another way to `open`.

mod accounts;
mod drafts;
mod entity;
mod error;
mod events;
mod interviews;
mod migration;
mod open;
mod outcomes;
mod queue;
mod reveals;
mod submissions;
mod ticks;

use std::fs::File;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{Notify, broadcast};

pub use accounts::{Account, SESSION_SECONDS};
pub use drafts::Draft;
pub use entity::event::What;
pub use entity::submission::{Kind, State};
pub use error::StoreError;
pub use events::Event;
pub use interviews::{Interview, NewInterview};
pub use outcomes::Progress;
pub use queue::{Job, MAXIMUM_TRIES};
pub use reveals::Reveal;
pub use submissions::{NewSubmission, Quota, Received, Refusal, Submission};

/// The database, and the two bells that tell of what was written to it.
pub struct Store {
    database: DatabaseConnection,
    /// Rung when a submission waits: a worker never waits for a timer.
    queue_bell: Notify,
    /// Names the interview that has a new event.
    event_bell: broadcast::Sender<Arc<str>>,
    /// Held while the store is open: one server for one database file, so whatever is marked as running at the start
    /// belongs to a process that is gone.
    _lock: File,
}

impl Store {
    /// A transaction that holds the write lock from its start: one that reads first and writes later would fail with
    /// "database is locked" on SQLite when another writer came between, whatever the busy timeout.
    async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.database
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    /// Waits until a submission may be waiting. A ring that came before the call counts.
    pub async fn submission_waits(&self) {
        self.queue_bell.notified().await;
    }

    /// Hears of every new event from now on; subscribe before reading what is stored, so that none falls between.
    pub fn listen(&self) -> broadcast::Receiver<Arc<str>> {
        self.event_bell.subscribe()
    }

    fn ring(&self, interview: &str) {
        // Nobody listening is fine: the event is stored.
        let _ = self.event_bell.send(interview.into());
    }
}

/// Milliseconds since 1970, UTC.
pub fn now() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
