//! Interviews and the challenges in them.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::event::What;
use super::entity::{assignment, interview};
use super::error::Attempted;
use super::{Store, StoreError, now};

/// One candidate's interview.
#[derive(Debug, Clone)]
pub struct Interview {
    pub id: String,
    pub token: String,
    pub candidate: String,
    /// The reveal level's name.
    pub reveal: String,
    pub created_at: i64,
    pub closed_at: Option<i64>,
    /// Names of its challenges, in order.
    pub challenges: Vec<String>,
}

/// An interview to be created.
#[derive(Debug, Clone)]
pub struct NewInterview {
    pub token: String,
    pub token_hash: String,
    pub candidate: String,
    pub reveal: String,
    pub challenges: Vec<String>,
}

impl Interview {
    fn from_row(row: interview::Model, challenges: Vec<String>) -> Self {
        Self {
            id: row.id,
            token: row.token,
            candidate: row.candidate,
            reveal: row.reveal,
            created_at: row.created_at,
            closed_at: row.closed_at,
            challenges,
        }
    }
}

impl Store {
    /// Creates an interview with its challenges.
    pub async fn create_interview(&self, new: NewInterview) -> Result<Interview, StoreError> {
        let attempted = "create the interview";
        let row = interview::Model {
            id: uuid::Uuid::now_v7().to_string(),
            token: new.token,
            token_hash: new.token_hash,
            candidate: new.candidate,
            reveal: new.reveal,
            created_at: now(),
            closed_at: None,
        };
        let assignments =
            new.challenges
                .iter()
                .zip(0..)
                .map(|(challenge, position)| assignment::ActiveModel {
                    interview_id: Set(row.id.clone()),
                    challenge: Set(challenge.clone()),
                    position: Set(position),
                });
        let transaction = self.begin().await.attempted(attempted)?;
        interview::Entity::insert(interview::ActiveModel::from(row.clone()))
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        assignment::Entity::insert_many(assignments)
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        transaction.commit().await.attempted(attempted)?;
        Ok(Interview::from_row(row, new.challenges))
    }

    /// All interviews, the newest first.
    pub async fn interviews(&self) -> Result<Vec<Interview>, StoreError> {
        let attempted = "list the interviews";
        let rows = interview::Entity::find()
            .order_by_desc(interview::Column::Id)
            .all(&self.database)
            .await
            .attempted(attempted)?;
        let mut challenges: HashMap<String, Vec<String>> = HashMap::new();
        let assignments = assignment::Entity::find()
            .order_by_asc(assignment::Column::Position)
            .all(&self.database)
            .await
            .attempted(attempted)?;
        for assignment in assignments {
            challenges
                .entry(assignment.interview_id)
                .or_default()
                .push(assignment.challenge);
        }
        Ok(rows
            .into_iter()
            .map(|row| {
                let challenges = challenges.remove(&row.id).unwrap_or_default();
                Interview::from_row(row, challenges)
            })
            .collect())
    }

    /// The interview with that id.
    pub async fn interview(&self, id: &str) -> Result<Option<Interview>, StoreError> {
        let row = interview::Entity::find_by_id(id.to_owned())
            .one(&self.database)
            .await
            .attempted("look up the interview")?;
        self.with_challenges(row).await
    }

    /// The interview that a candidate's link opens.
    pub async fn interview_by_token(
        &self,
        token_hash: &str,
    ) -> Result<Option<Interview>, StoreError> {
        let row = interview::Entity::find()
            .filter(interview::Column::TokenHash.eq(token_hash))
            .one(&self.database)
            .await
            .attempted("look up the link")?;
        self.with_challenges(row).await
    }

    /// Gives an open interview one more challenge, after those that it has. Says whether that changed anything: a closed
    /// interview takes none, and one that has it already keeps it.
    pub async fn add_challenge(&self, id: &str, challenge: &str) -> Result<bool, StoreError> {
        let attempted = "add a challenge to the interview";
        let transaction = self.begin().await.attempted(attempted)?;
        let open = interview::Entity::find_by_id(id.to_owned())
            .filter(interview::Column::ClosedAt.is_null())
            .one(&transaction)
            .await
            .attempted(attempted)?;
        let existing = assignment::Entity::find()
            .filter(assignment::Column::InterviewId.eq(id))
            .all(&transaction)
            .await
            .attempted(attempted)?;
        if open.is_none() || existing.iter().any(|row| row.challenge == challenge) {
            return Ok(false);
        }
        let position = existing.iter().map(|row| row.position + 1).max();
        let row = assignment::ActiveModel {
            interview_id: Set(id.to_owned()),
            challenge: Set(challenge.to_owned()),
            position: Set(position.unwrap_or_default()),
        };
        assignment::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        transaction.commit().await.attempted(attempted)?;
        Ok(true)
    }

    /// Ends an interview: nothing more is accepted. A second time changes nothing.
    pub async fn close_interview(&self, id: &str) -> Result<(), StoreError> {
        let attempted = "close the interview";
        let transaction = self.begin().await.attempted(attempted)?;
        let closed = interview::Entity::update_many()
            .col_expr(interview::Column::ClosedAt, Expr::value(now()))
            .filter(interview::Column::Id.eq(id))
            .filter(interview::Column::ClosedAt.is_null())
            .exec(&transaction)
            .await
            .attempted(attempted)?;
        if closed.rows_affected > 0 {
            Self::add_event(&transaction, id, "", None, None, What::Closed)
                .await
                .attempted(attempted)?;
        }
        transaction.commit().await.attempted(attempted)?;
        self.ring(id);
        Ok(())
    }

    async fn with_challenges(
        &self,
        row: Option<interview::Model>,
    ) -> Result<Option<Interview>, StoreError> {
        let Some(row) = row else { return Ok(None) };
        let challenges = assignment::Entity::find()
            .filter(assignment::Column::InterviewId.eq(&row.id))
            .order_by_asc(assignment::Column::Position)
            .all(&self.database)
            .await
            .attempted("look up the interview's challenges")?;
        Ok(Some(Interview::from_row(
            row,
            challenges.into_iter().map(|row| row.challenge).collect(),
        )))
    }
}
