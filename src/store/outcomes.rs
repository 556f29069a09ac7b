//! Edge cases of a submission that is being examined, as they come in.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::event::What;
use super::entity::outcome;
use super::error::Attempted;
use super::{Job, Store, StoreError};
use crate::report::EdgeCase;

/// An edge case, and whether it has ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub case: EdgeCase,
    pub finished: bool,
}

impl Store {
    /// Stores which edge cases there are. Told again when more become known; what has ended stays ended.
    pub async fn collected(&self, job: &Job, cases: &[EdgeCase]) -> Result<(), StoreError> {
        let rows = rows(job, cases, false)?;
        // A subtest that shows late moves what comes after it.
        let keep = OnConflict::columns(KEY)
            .update_column(outcome::Column::Position)
            .to_owned();
        self.store_outcomes(job, rows, keep, &[(None, What::Collected)])
            .await
    }

    /// Stores edge cases that have ended: several at once when they came in faster than one write takes.
    pub async fn ended(&self, job: &Job, cases: &[EdgeCase]) -> Result<(), StoreError> {
        let rows = rows(job, cases, true)?;
        // The place in the order was stored when the case was collected and stays.
        let replace = OnConflict::columns(KEY)
            .update_columns([outcome::Column::EdgeCase, outcome::Column::Finished])
            .to_owned();
        let events: Vec<_> = cases
            .iter()
            .map(|case| (Some(case.id.as_str()), What::CaseFinished))
            .collect();
        self.store_outcomes(job, rows, replace, &events).await
    }

    /// A submission's edge cases in their order: from the report when it is done, else as far as they have come.
    pub async fn progress(&self, submission: &str) -> Result<Vec<Progress>, StoreError> {
        if let Some(report) = self.report(submission).await? {
            return Ok(report
                .edge_cases
                .into_iter()
                .map(|case| Progress {
                    case,
                    finished: true,
                })
                .collect());
        }
        let attempted = "read the edge cases";
        let rows = outcome::Entity::find()
            .filter(outcome::Column::SubmissionId.eq(submission))
            .order_by_asc(outcome::Column::Position)
            .all(&self.database)
            .await
            .attempted(attempted)?;
        rows.into_iter()
            .map(|row| {
                let case = serde_json::from_str(&row.edge_case).attempted(attempted)?;
                Ok(Progress {
                    case,
                    finished: row.finished,
                })
            })
            .collect()
    }

    async fn store_outcomes(
        &self,
        job: &Job,
        rows: Vec<outcome::ActiveModel>,
        conflict: OnConflict,
        events: &[(Option<&str>, What)],
    ) -> Result<(), StoreError> {
        let attempted = "store the outcomes";
        if rows.is_empty() {
            return Ok(());
        }
        let submission = &job.submission;
        let transaction = self.begin().await.attempted(attempted)?;
        outcome::Entity::insert_many(rows)
            .on_conflict(conflict)
            .exec_without_returning(&transaction)
            .await
            .attempted(attempted)?;
        for (case, what) in events {
            Self::add_event(
                &transaction,
                &submission.interview,
                &submission.challenge,
                Some(&submission.id),
                *case,
                *what,
            )
            .await
            .attempted(attempted)?;
        }
        transaction.commit().await.attempted(attempted)?;
        self.ring(&submission.interview);
        Ok(())
    }
}

const KEY: [outcome::Column; 2] = [outcome::Column::SubmissionId, outcome::Column::CaseId];

fn rows(
    job: &Job,
    cases: &[EdgeCase],
    finished: bool,
) -> Result<Vec<outcome::ActiveModel>, StoreError> {
    let rows = cases.iter().zip(0..).map(|(case, position)| {
        Ok(outcome::ActiveModel {
            submission_id: Set(job.submission.id.clone()),
            case_id: Set(case.id.clone()),
            position: Set(position),
            edge_case: Set(serde_json::to_string(case).attempted("store the outcomes")?),
            finished: Set(finished),
        })
    });
    rows.collect()
}
