//! What happened in an interview, in order.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::entity::event::{self, What};
use super::error::Attempted;
use super::{Store, StoreError, now};

/// One event of an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: i64,
    pub interview: String,
    pub challenge: String,
    pub submission: Option<String>,
    pub case: Option<String>,
    pub what: What,
    pub at: i64,
}

impl Store {
    /// The events of an interview (of all, when none is named) after that id, oldest first, at most `limit`.
    pub async fn events_after(
        &self,
        interview: Option<&str>,
        after: i64,
        limit: u64,
    ) -> Result<Vec<Event>, StoreError> {
        let rows = event::Entity::find()
            .filter(of(interview))
            .filter(event::Column::Id.gt(after))
            .order_by_asc(event::Column::Id)
            .limit(limit)
            .all(&self.database)
            .await
            .attempted("read the interview's events")?;
        Ok(rows.into_iter().map(Event::from).collect())
    }

    /// The newest event's id, 0 before the first. Read it before the page's data: an event shown twice is harmless,
    /// one that is skipped is not.
    pub async fn last_event(&self, interview: Option<&str>) -> Result<i64, StoreError> {
        let row = event::Entity::find()
            .filter(of(interview))
            .order_by_desc(event::Column::Id)
            .one(&self.database)
            .await
            .attempted("read the interview's last event")?;
        Ok(row.map_or(0, |row| row.id))
    }

    pub(super) async fn add_event<C: ConnectionTrait>(
        connection: &C,
        interview: &str,
        challenge: &str,
        submission: Option<&str>,
        case: Option<&str>,
        what: What,
    ) -> Result<(), DbErr> {
        let row = event::ActiveModel {
            id: NotSet,
            interview_id: Set(interview.to_owned()),
            challenge: Set(challenge.to_owned()),
            submission_id: Set(submission.map(str::to_owned)),
            case_id: Set(case.map(str::to_owned)),
            what: Set(what),
            at: Set(now()),
        };
        event::Entity::insert(row)
            .exec_without_returning(connection)
            .await
            .map(drop)
    }
}

fn of(interview: Option<&str>) -> Condition {
    Condition::all().add_option(interview.map(|id| event::Column::InterviewId.eq(id)))
}

impl From<event::Model> for Event {
    fn from(row: event::Model) -> Self {
        Self {
            id: row.id,
            interview: row.interview_id,
            challenge: row.challenge,
            submission: row.submission_id,
            case: row.case_id,
            what: row.what,
            at: row.at,
        }
    }
}
