//! Opening a database file: its lock, its pragmas, its migrations.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database};
use sea_orm_migration::MigratorTrait;
use tokio::sync::{Notify, broadcast};

use super::migration::Migrator;
use super::{Store, StoreError};

/// How many events may ring while a live page is busy; one that falls behind reads what it missed from the table.
const BELL_CAPACITY: usize = 1024;

impl Store {
    /// Opens the database file, makes it where it is absent, and brings it up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let lock = lock(path)?;
        let mut options = ConnectOptions::new("sqlite://");
        let file = path.to_owned();
        options
            .max_connections(8)
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .filename(&file)
                    .create_if_missing(true)
                    .foreign_keys(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Normal)
                    .busy_timeout(Duration::from_secs(10))
            });
        let failed = |source| StoreError::Open {
            path: path.to_owned(),
            source,
        };
        let database = Database::connect(options).await.map_err(failed)?;
        Migrator::up(&database, None).await.map_err(failed)?;
        let (event_bell, _) = broadcast::channel(BELL_CAPACITY);
        Ok(Self {
            database,
            queue_bell: Notify::new(),
            event_bell,
            _lock: lock,
        })
    }
}

/// Takes the lock file beside the database. The kernel gives it back when the process ends, however it ends.
fn lock(path: &Path) -> Result<File, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let failed = |source| StoreError::Lock {
        path: Path::new(&name).to_owned(),
        source,
    };
    let file = File::create(&name).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
            path: path.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}
