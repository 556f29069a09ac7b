//! What people decided of the defects that a review met, and the report that follows from it.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::entity::event::What;
use super::entity::{report, submission, tick};
use super::error::Attempted;
use super::{Store, StoreError, Submission, now};
use crate::report::Report;
use crate::review::{Tick, Ticks};

impl Store {
    /// The decisions on one review.
    pub async fn ticks(&self, submission: &str) -> Result<Ticks, StoreError> {
        ticks(&self.database, submission)
            .await
            .attempted("read what was decided")
    }

    /// Keeps a decision, or takes it back where `met` is none, and stores the report that `judge` makes of all
    /// decisions: both in one transaction, so that two who decide at once lose nothing of each other.
    pub async fn tick(
        &self,
        review: &Submission,
        defect: &str,
        met: Option<bool>,
        by: &str,
        judge: impl FnOnce(&Ticks) -> Report + Send,
    ) -> Result<(), StoreError> {
        let attempted = "keep the decision";
        let transaction = self.begin().await.attempted(attempted)?;
        match met {
            Some(met) => {
                let row = tick::ActiveModel {
                    submission_id: Set(review.id.clone()),
                    defect: Set(defect.to_owned()),
                    met: Set(met),
                    ticked_by: Set(by.to_owned()),
                    ticked_at: Set(now()),
                };
                let newest =
                    OnConflict::columns([tick::Column::SubmissionId, tick::Column::Defect])
                        .update_columns([
                            tick::Column::Met,
                            tick::Column::TickedBy,
                            tick::Column::TickedAt,
                        ])
                        .to_owned();
                tick::Entity::insert(row)
                    .on_conflict(newest)
                    .exec_without_returning(&transaction)
                    .await
                    .attempted(attempted)?;
            }
            None => {
                tick::Entity::delete_many()
                    .filter(tick::Column::SubmissionId.eq(&review.id))
                    .filter(tick::Column::Defect.eq(defect))
                    .exec(&transaction)
                    .await
                    .attempted(attempted)?;
            }
        }
        let decided = ticks(&transaction, &review.id).await.attempted(attempted)?;
        let judged = judge(&decided);
        let text = serde_json::to_string(&judged).attempted(attempted)?;
        let verdict = serde_json::to_value(judged.verdict).attempted(attempted)?;
        report::Entity::update_many()
            .col_expr(report::Column::Report, Expr::value(text))
            .filter(report::Column::SubmissionId.eq(&review.id))
            .exec(&transaction)
            .await
            .attempted(attempted)?;
        submission::Entity::update_many()
            .col_expr(submission::Column::Verdict, Expr::value(verdict.as_str()))
            .filter(submission::Column::Id.eq(&review.id))
            .exec(&transaction)
            .await
            .attempted(attempted)?;
        Self::add_event(
            &transaction,
            &review.interview,
            &review.challenge,
            Some(&review.id),
            Some(defect),
            What::Ticked,
        )
        .await
        .attempted(attempted)?;
        transaction.commit().await.attempted(attempted)?;
        self.ring(&review.interview);
        Ok(())
    }
}

async fn ticks<C: ConnectionTrait>(connection: &C, submission: &str) -> Result<Ticks, DbErr> {
    let rows = tick::Entity::find()
        .filter(tick::Column::SubmissionId.eq(submission))
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let tick = Tick {
                met: row.met,
                by: row.ticked_by,
            };
            (row.defect, tick)
        })
        .collect())
}
