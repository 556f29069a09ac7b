//! Interviewers' accounts and their sessions.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::entity::{account, session};
use super::error::Attempted;
use super::{Store, StoreError, now};

/// How long a session lasts: a working day.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// An interviewer who may sign in.
#[derive(Debug, Clone)]
pub struct Account {
    pub id: i64,
    pub name: String,
    pub password_hash: String,
}

impl From<account::Model> for Account {
    fn from(row: account::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            password_hash: row.password_hash,
        }
    }
}

impl Store {
    /// Whether anyone can sign in at all.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        let count = account::Entity::find()
            .count(&self.database)
            .await
            .attempted("count the accounts")?;
        Ok(count > 0)
    }

    /// Adds an account, or gives an existing one a new password and ends its sessions.
    pub async fn set_account(&self, name: &str, password_hash: String) -> Result<(), StoreError> {
        let attempted = "store the account";
        if let Some(existing) = self.account(name).await? {
            let change = account::ActiveModel {
                id: Set(existing.id),
                password_hash: Set(password_hash),
                ..Default::default()
            };
            account::Entity::update(change)
                .exec(&self.database)
                .await
                .attempted(attempted)?;
            session::Entity::delete_many()
                .filter(session::Column::AccountId.eq(existing.id))
                .exec(&self.database)
                .await
                .attempted("end the account's sessions")?;
            return Ok(());
        }
        let row = account::ActiveModel {
            id: NotSet,
            name: Set(name.to_owned()),
            password_hash: Set(password_hash),
            created_at: Set(now()),
        };
        account::Entity::insert(row)
            .exec_without_returning(&self.database)
            .await
            .attempted(attempted)?;
        Ok(())
    }

    /// The account of that name.
    pub async fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let row = account::Entity::find()
            .filter(account::Column::Name.eq(name))
            .one(&self.database)
            .await
            .attempted("look up the account")?;
        Ok(row.map(Account::from))
    }

    /// Starts a session and sweeps those that have ended.
    pub async fn start_session(&self, account: i64, token_hash: String) -> Result<(), StoreError> {
        let at = now();
        session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lt(at))
            .exec(&self.database)
            .await
            .attempted("sweep ended sessions")?;
        let row = session::ActiveModel {
            token_hash: Set(token_hash),
            account_id: Set(account),
            created_at: Set(at),
            expires_at: Set(at + SESSION_SECONDS * 1000),
        };
        session::Entity::insert(row)
            .exec_without_returning(&self.database)
            .await
            .attempted("start the session")?;
        Ok(())
    }

    /// Whose session that is, while it lasts.
    pub async fn session_account(&self, token_hash: &str) -> Result<Option<Account>, StoreError> {
        let attempted = "look up the session";
        let session = session::Entity::find_by_id(token_hash.to_owned())
            .filter(session::Column::ExpiresAt.gt(now()))
            .one(&self.database)
            .await
            .attempted(attempted)?;
        let Some(session) = session else {
            return Ok(None);
        };
        let row = account::Entity::find_by_id(session.account_id)
            .one(&self.database)
            .await
            .attempted(attempted)?;
        Ok(row.map(Account::from))
    }

    /// Ends a session.
    pub async fn end_session(&self, token_hash: &str) -> Result<(), StoreError> {
        session::Entity::delete_by_id(token_hash.to_owned())
            .exec(&self.database)
            .await
            .attempted("end the session")?;
        Ok(())
    }
}
