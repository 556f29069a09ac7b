//! Titles of hidden edge cases that an interviewer showed to the candidate.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, TryInsertResult};

use super::entity::event::What;
use super::entity::reveal;
use super::error::Attempted;
use super::{Store, StoreError, now};

/// One revealed edge case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    pub challenge: String,
    pub case: String,
    pub title: String,
    pub at: i64,
    pub by: String,
}

impl Store {
    /// Reveals an edge case's title. A second click changes nothing, so the time of the first is kept.
    pub async fn reveal(&self, interview: &str, reveal: Reveal) -> Result<(), StoreError> {
        let attempted = "reveal the edge case";
        let row = reveal::ActiveModel {
            interview_id: Set(interview.to_owned()),
            challenge: Set(reveal.challenge.clone()),
            case_id: Set(reveal.case.clone()),
            title: Set(reveal.title),
            revealed_at: Set(now()),
            revealed_by: Set(reveal.by),
        };
        let transaction = self.begin().await.attempted(attempted)?;
        let inserted = reveal::Entity::insert(row)
            .on_conflict_do_nothing()
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        if matches!(inserted, TryInsertResult::Inserted(_)) {
            Self::add_event(
                &transaction,
                interview,
                &reveal.challenge,
                None,
                Some(&reveal.case),
                What::Revealed,
            )
            .await
            .attempted(attempted)?;
        }
        transaction.commit().await.attempted(attempted)?;
        self.ring(interview);
        Ok(())
    }

    /// What was revealed in an interview, the oldest first.
    pub async fn reveals(&self, interview: &str) -> Result<Vec<Reveal>, StoreError> {
        let rows = reveal::Entity::find()
            .filter(reveal::Column::InterviewId.eq(interview))
            .order_by_asc(reveal::Column::RevealedAt)
            .all(&self.database)
            .await
            .attempted("read what was revealed")?;
        Ok(rows
            .into_iter()
            .map(|row| Reveal {
                challenge: row.challenge,
                case: row.case_id,
                title: row.title,
                at: row.revealed_at,
                by: row.revealed_by,
            })
            .collect())
    }
}
