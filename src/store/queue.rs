//! The queue: the submissions that are not done, each held by a lease of the worker that examines it.
//!
//! There is no second table of jobs that could disagree with this one: to store a submission is to enqueue it, and to
//! store its report is to take it out. A worker that dies loses nothing: its lease ends, or the next start ends it.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, UpdateMany,
};

use super::entity::event::What;
use super::entity::submission::{self, State};
use super::entity::{outcome, report};
use super::error::Attempted;
use super::{Store, StoreError, Submission, now};
use crate::report::Report;

/// How often a submission is begun before it is reported as our own fault: one that takes its worker down with it must
/// not do so for ever.
pub const MAXIMUM_TRIES: i32 = 3;

/// A submission that this worker holds.
#[derive(Debug, Clone)]
pub struct Job {
    pub submission: Submission,
    pub worker: String,
}

impl Store {
    /// Ends the leases that an earlier process of this database left. Returns how many submissions wait again.
    ///
    /// Sound because the store's lock lets one process in at a time: whoever held them is gone.
    pub async fn end_leases(&self) -> Result<u64, StoreError> {
        let freed = submission::Entity::update_many()
            .col_expr(
                submission::Column::State,
                Expr::value(State::Queued.into_value()),
            )
            .col_expr(submission::Column::Worker, Expr::value(None::<String>))
            .col_expr(submission::Column::LeasedUntil, Expr::value(None::<i64>))
            .filter(submission::Column::State.eq(State::Running))
            .exec(&self.database)
            .await
            .attempted("take up what an earlier server left")?;
        self.queue_bell.notify_one();
        Ok(freed.rows_affected)
    }

    /// Takes the submission that has waited longest, or one whose worker let its lease end.
    pub async fn take(&self, worker: &str, lease: Duration) -> Result<Option<Job>, StoreError> {
        let attempted = "take a submission from the queue";
        let at = now();
        let transaction = self.begin().await.attempted(attempted)?;
        let free = Condition::any()
            .add(submission::Column::State.eq(State::Queued))
            .add(
                Condition::all()
                    .add(submission::Column::State.eq(State::Running))
                    .add(submission::Column::LeasedUntil.lt(at)),
            );
        let next = submission::Entity::find()
            .filter(free)
            .order_by_asc(submission::Column::ReceivedAt)
            .one(&transaction)
            .await
            .attempted(attempted)?;
        let Some(mut row) = next else {
            transaction.rollback().await.attempted(attempted)?;
            return Ok(None);
        };
        row.state = State::Running;
        row.tries += 1;
        row.started_at = Some(at);
        let change = submission::ActiveModel {
            id: Set(row.id.clone()),
            state: Set(row.state),
            tries: Set(row.tries),
            worker: Set(Some(worker.to_owned())),
            leased_until: Set(Some(at + milliseconds(lease))),
            started_at: Set(row.started_at),
            ..Default::default()
        };
        submission::Entity::update(change)
            .exec(&transaction)
            .await
            .attempted(attempted)?;
        // What an earlier try had seen is examined again from the start.
        outcome::Entity::delete_many()
            .filter(outcome::Column::SubmissionId.eq(&row.id))
            .exec(&transaction)
            .await
            .attempted(attempted)?;
        Self::add_event(
            &transaction,
            &row.interview_id,
            &row.challenge,
            Some(&row.id),
            None,
            What::Started,
        )
        .await
        .attempted(attempted)?;
        transaction.commit().await.attempted(attempted)?;
        self.ring(&row.interview_id);
        // More may wait than this one: the bell remembers one ring, however many arrived.
        self.queue_bell.notify_one();
        Ok(Some(Job {
            submission: Submission::from_row(row)?,
            worker: worker.to_owned(),
        }))
    }

    /// Where a submission stands in the queue, from 1; 0 when it does not wait.
    pub async fn place(&self, submission: &Submission) -> Result<usize, StoreError> {
        if submission.state != State::Queued {
            return Ok(0);
        }
        let ahead = submission::Entity::find()
            .filter(submission::Column::State.eq(State::Queued))
            .filter(submission::Column::ReceivedAt.lt(submission.received_at))
            .count(&self.database)
            .await
            .attempted("count the queue")?;
        Ok(usize::try_from(ahead).unwrap_or(usize::MAX - 1) + 1)
    }

    /// Prolongs the lease. False when another worker has taken the submission meanwhile.
    pub async fn renew(&self, job: &Job, lease: Duration) -> Result<bool, StoreError> {
        let renewed = held(job)
            .col_expr(
                submission::Column::LeasedUntil,
                Expr::value(now() + milliseconds(lease)),
            )
            .exec(&self.database)
            .await
            .attempted("renew a lease")?;
        Ok(renewed.rows_affected > 0)
    }

    /// Puts a submission back, for another try.
    pub async fn give_back(&self, job: &Job) -> Result<(), StoreError> {
        held(job)
            .col_expr(
                submission::Column::State,
                Expr::value(State::Queued.into_value()),
            )
            .col_expr(submission::Column::Worker, Expr::value(None::<String>))
            .col_expr(submission::Column::LeasedUntil, Expr::value(None::<i64>))
            .exec(&self.database)
            .await
            .attempted("put a submission back into the queue")?;
        self.queue_bell.notify_one();
        Ok(())
    }

    /// Stores the report and takes the submission out of the queue, in one transaction. False when this worker no
    /// longer holds it: then nothing is written, so that a submission has one report.
    pub async fn finish(&self, job: &Job, report: &Report) -> Result<bool, StoreError> {
        let attempted = "store the report";
        let at = now();
        let verdict = serde_json::to_value(report.verdict).attempted(attempted)?;
        let row = report::ActiveModel {
            submission_id: Set(job.submission.id.clone()),
            report: Set(serde_json::to_string(report).attempted(attempted)?),
            stored_at: Set(at),
        };
        let transaction = self.begin().await.attempted(attempted)?;
        let ended = held(job)
            .col_expr(
                submission::Column::State,
                Expr::value(State::Done.into_value()),
            )
            .col_expr(submission::Column::FinishedAt, Expr::value(at))
            .col_expr(submission::Column::Verdict, Expr::value(verdict.as_str()))
            .col_expr(submission::Column::Worker, Expr::value(None::<String>))
            .col_expr(submission::Column::LeasedUntil, Expr::value(None::<i64>))
            .exec(&transaction)
            .await
            .attempted(attempted)?;
        if ended.rows_affected == 0 {
            transaction.rollback().await.attempted(attempted)?;
            return Ok(false);
        }
        report::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        self.conclude(&transaction, job).await?;
        transaction.commit().await.attempted(attempted)?;
        self.ring(&job.submission.interview);
        Ok(true)
    }

    /// The report holds every outcome from now on.
    async fn conclude(
        &self,
        transaction: &DatabaseTransaction,
        job: &Job,
    ) -> Result<(), StoreError> {
        let attempted = "conclude the submission";
        outcome::Entity::delete_many()
            .filter(outcome::Column::SubmissionId.eq(&job.submission.id))
            .exec(transaction)
            .await
            .attempted(attempted)?;
        let submission = &job.submission;
        Self::add_event(
            transaction,
            &submission.interview,
            &submission.challenge,
            Some(&submission.id),
            None,
            What::Finished,
        )
        .await
        .attempted(attempted)
    }
}

/// Changes the submission only while this worker holds it in this try.
fn held(job: &Job) -> UpdateMany<submission::Entity> {
    submission::Entity::update_many()
        .filter(submission::Column::Id.eq(&job.submission.id))
        .filter(submission::Column::State.eq(State::Running))
        .filter(submission::Column::Worker.eq(&job.worker))
        .filter(submission::Column::Tries.eq(job.submission.tries))
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
