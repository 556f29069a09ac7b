//! What can go wrong with the database.

use std::path::PathBuf;

use sea_orm::DbErr;

/// A failure of the store. Always ours, never the candidate's.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("cannot open the database {}: check that its folder exists and is writable", path.display())]
    Open {
        path: PathBuf,
        #[source]
        source: DbErr,
    },
    #[error("cannot lock {}: check that its folder exists and is writable", path.display())]
    Lock {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("another server uses the database {}: stop it, or name another file with --database", path.display())]
    InUse { path: PathBuf },
    #[error("cannot {attempted}")]
    Query {
        attempted: &'static str,
        #[source]
        source: DbErr,
    },
    #[error("cannot {attempted}: what is stored does not read back")]
    Unreadable {
        attempted: &'static str,
        #[source]
        source: serde_json::Error,
    },
}

/// Says what was attempted when a query fails.
pub(super) trait Attempted<T> {
    fn attempted(self, attempted: &'static str) -> Result<T, StoreError>;
}

impl<T> Attempted<T> for Result<T, DbErr> {
    fn attempted(self, attempted: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Query { attempted, source })
    }
}

impl<T> Attempted<T> for Result<T, serde_json::Error> {
    fn attempted(self, attempted: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Unreadable { attempted, source })
    }
}
