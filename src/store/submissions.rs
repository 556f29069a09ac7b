//! Submissions as they arrive and as they are read back.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};

use super::entity::event::What;
use super::entity::submission::{self, Kind, State};
use super::entity::{interview, report};
use super::error::Attempted;
use super::{Store, StoreError, now};
use crate::report::Report;

/// Verdicts that cost a candidate no attempt: nothing of theirs was examined.
const FREE_VERDICTS: [&str; 3] = ["not_gradable", "challenge_fault", "system_error"];

/// One attempt, as stored.
#[derive(Debug, Clone)]
pub struct Submission {
    pub id: String,
    pub interview: String,
    pub challenge: String,
    pub challenge_version: String,
    pub kind: Kind,
    pub files: BTreeMap<String, String>,
    pub sha256: String,
    pub received_at: i64,
    pub state: State,
    pub tries: i32,
    pub started_at: Option<i64>,
    pub finished_at: Option<i64>,
}

/// What arrived.
#[derive(Debug, Clone)]
pub struct NewSubmission {
    pub interview: String,
    /// The page's own name for this request; the same key again answers with the same submission.
    pub key: String,
    pub challenge: String,
    pub challenge_version: String,
    pub kind: Kind,
    pub files: BTreeMap<String, String>,
    pub sha256: String,
}

/// How much is accepted.
#[derive(Debug, Clone, Copy)]
pub struct Quota {
    /// Attempts of one kind that an interview may make within a minute.
    pub per_minute: u64,
    /// Submissions that may wait in the whole queue.
    pub waiting: u64,
}

/// Why a submission is not taken. Nothing of it is stored then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The interview has ended.
    Closed,
    /// Too many attempts within a minute.
    TooSoon { retry_after_seconds: i64 },
    /// The whole queue is full.
    Busy,
}

/// What became of an arrival.
#[derive(Debug, Clone)]
pub enum Received {
    Stored(Submission),
    Refused(Refusal),
}

impl Submission {
    pub(super) fn from_row(row: submission::Model) -> Result<Self, StoreError> {
        let files = serde_json::from_str(&row.files).attempted("read the submission's files")?;
        Ok(Self {
            id: row.id,
            interview: row.interview_id,
            challenge: row.challenge,
            challenge_version: row.challenge_version,
            kind: row.kind,
            files,
            sha256: row.sha256,
            received_at: row.received_at,
            state: row.state,
            tries: row.tries,
            started_at: row.started_at,
            finished_at: row.finished_at,
        })
    }
}

impl Store {
    /// Stores a submission, which is to put it in the queue: both are one row.
    pub async fn receive(&self, new: NewSubmission, quota: Quota) -> Result<Received, StoreError> {
        let attempted = "store the submission";
        let at = now();
        let transaction = self.begin().await.attempted(attempted)?;
        let known = submission::Entity::find()
            .filter(submission::Column::InterviewId.eq(&new.interview))
            .filter(submission::Column::RequestKey.eq(&new.key))
            .one(&transaction)
            .await
            .attempted(attempted)?;
        if let Some(row) = known {
            transaction.rollback().await.attempted(attempted)?;
            return Ok(Received::Stored(Submission::from_row(row)?));
        }
        if let Some(refusal) = refusal(&transaction, &new, quota, at).await? {
            transaction.rollback().await.attempted(attempted)?;
            return Ok(Received::Refused(refusal));
        }
        let row = submission::Model {
            id: uuid::Uuid::now_v7().to_string(),
            interview_id: new.interview,
            request_key: new.key,
            challenge: new.challenge,
            challenge_version: new.challenge_version,
            kind: new.kind,
            files: serde_json::to_string(&new.files).attempted(attempted)?,
            sha256: new.sha256,
            received_at: at,
            state: State::Queued,
            tries: 0,
            worker: None,
            leased_until: None,
            started_at: None,
            finished_at: None,
            verdict: None,
        };
        submission::Entity::insert(submission::ActiveModel::from(row.clone()))
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        Self::add_event(
            &transaction,
            &row.interview_id,
            &row.challenge,
            Some(&row.id),
            None,
            What::Received,
        )
        .await
        .attempted(attempted)?;
        transaction.commit().await.attempted(attempted)?;
        self.queue_bell.notify_one();
        self.ring(&row.interview_id);
        Ok(Received::Stored(Submission::from_row(row)?))
    }

    /// A submission by its id.
    pub async fn submission(&self, id: &str) -> Result<Option<Submission>, StoreError> {
        let row = submission::Entity::find_by_id(id.to_owned())
            .one(&self.database)
            .await
            .attempted("look up the submission")?;
        row.map(Submission::from_row).transpose()
    }

    /// All attempts of an interview, the oldest first.
    pub async fn submissions(&self, interview: &str) -> Result<Vec<Submission>, StoreError> {
        let rows = submission::Entity::find()
            .filter(submission::Column::InterviewId.eq(interview))
            .order_by_asc(submission::Column::Id)
            .all(&self.database)
            .await
            .attempted("list the submissions")?;
        rows.into_iter().map(Submission::from_row).collect()
    }

    /// How many attempts an interview has, and when the last one arrived.
    pub async fn activity(&self, interview: &str) -> Result<(u64, Option<i64>), StoreError> {
        let attempted = "count the submissions";
        let of_interview =
            || submission::Entity::find().filter(submission::Column::InterviewId.eq(interview));
        let count = of_interview()
            .count(&self.database)
            .await
            .attempted(attempted)?;
        let last = of_interview()
            .order_by_desc(submission::Column::Id)
            .one(&self.database)
            .await
            .attempted(attempted)?;
        Ok((count, last.map(|row| row.received_at)))
    }

    /// A submission's report, once it is done.
    pub async fn report(&self, submission: &str) -> Result<Option<Report>, StoreError> {
        let attempted = "read the report";
        let row = report::Entity::find_by_id(submission.to_owned())
            .one(&self.database)
            .await
            .attempted(attempted)?;
        row.map(|row| serde_json::from_str(&row.report).attempted(attempted))
            .transpose()
    }
}

/// Decided in the transaction that would store it, so that two requests at once cannot both be the last one allowed.
async fn refusal(
    transaction: &DatabaseTransaction,
    new: &NewSubmission,
    quota: Quota,
    at: i64,
) -> Result<Option<Refusal>, StoreError> {
    let attempted = "check the interview's limits";
    let open = interview::Entity::find_by_id(new.interview.clone())
        .filter(interview::Column::ClosedAt.is_null())
        .count(transaction)
        .await
        .attempted(attempted)?;
    if open == 0 {
        return Ok(Some(Refusal::Closed));
    }
    let waiting = submission::Entity::find()
        .filter(submission::Column::State.eq(State::Queued))
        .count(transaction)
        .await
        .attempted(attempted)?;
    if waiting >= quota.waiting {
        return Ok(Some(Refusal::Busy));
    }
    let recent = submission::Entity::find()
        .filter(submission::Column::InterviewId.eq(&new.interview))
        .filter(submission::Column::Kind.eq(new.kind))
        .filter(submission::Column::ReceivedAt.gt(at - 60_000))
        .filter(
            Condition::any()
                .add(submission::Column::Verdict.is_null())
                .add(submission::Column::Verdict.is_not_in(FREE_VERDICTS)),
        )
        .order_by_asc(submission::Column::ReceivedAt)
        .all(transaction)
        .await
        .attempted(attempted)?;
    let allowed = usize::try_from(quota.per_minute)
        .unwrap_or(usize::MAX)
        .max(1);
    if recent.len() < allowed {
        return Ok(None);
    }
    // The attempt whose minute must end before there is room for one more.
    let blocking = &recent[recent.len() - allowed];
    let wait = (blocking.received_at + 60_000 - at).max(0);
    Ok(Some(Refusal::TooSoon {
        retry_after_seconds: wait / 1000 + 1,
    }))
}
