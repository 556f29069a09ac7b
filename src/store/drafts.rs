//! What a candidate's editor holds, saved as it is typed.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;

use super::entity::draft;
use super::entity::event::What;
use super::error::Attempted;
use super::{Store, StoreError, now};

/// The last draft of a challenge.
#[derive(Debug, Clone)]
pub struct Draft {
    pub files: BTreeMap<String, String>,
    /// The browser's clock at the edit.
    pub revision: i64,
    pub saved_at: i64,
}

impl Store {
    /// Keeps the editor's text unless a newer revision is stored already. Returns the revision that is stored now.
    pub async fn save_draft(
        &self,
        interview: &str,
        challenge: &str,
        files: &BTreeMap<String, String>,
        revision: i64,
    ) -> Result<i64, StoreError> {
        let attempted = "save the draft";
        let row = draft::ActiveModel {
            interview_id: Set(interview.to_owned()),
            challenge: Set(challenge.to_owned()),
            files: Set(serde_json::to_string(files).attempted(attempted)?),
            revision: Set(revision),
            saved_at: Set(now()),
        };
        let newest = OnConflict::columns([draft::Column::InterviewId, draft::Column::Challenge])
            .update_columns([
                draft::Column::Files,
                draft::Column::Revision,
                draft::Column::SavedAt,
            ])
            .to_owned();
        let transaction = self.begin().await.attempted(attempted)?;
        let stored = draft::Entity::find_by_id((interview.to_owned(), challenge.to_owned()))
            .one(&transaction)
            .await
            .attempted(attempted)?;
        if let Some(stored) = stored.filter(|stored| stored.revision >= revision) {
            transaction.rollback().await.attempted(attempted)?;
            return Ok(stored.revision);
        }
        draft::Entity::insert(row)
            .on_conflict(newest)
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        Self::add_event(
            &transaction,
            interview,
            challenge,
            None,
            None,
            What::DraftSaved,
        )
        .await
        .attempted(attempted)?;
        transaction.commit().await.attempted(attempted)?;
        self.ring(interview);
        Ok(revision)
    }

    /// The last draft, if any was saved.
    pub async fn draft(
        &self,
        interview: &str,
        challenge: &str,
    ) -> Result<Option<Draft>, StoreError> {
        let attempted = "read the draft";
        let row = draft::Entity::find_by_id((interview.to_owned(), challenge.to_owned()))
            .one(&self.database)
            .await
            .attempted(attempted)?;
        row.map(|row| {
            let files = serde_json::from_str(&row.files).attempted(attempted)?;
            Ok(Draft {
                files,
                revision: row.revision,
                saved_at: row.saved_at,
            })
        })
        .transpose()
    }
}
