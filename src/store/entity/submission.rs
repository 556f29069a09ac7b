//! One attempt: what arrived, and where it is on its way. The queue is this table.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Which tests the candidate asked for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The visible tests only.
    #[sea_orm(string_value = "run")]
    Run,
    /// All tests.
    #[sea_orm(string_value = "submit")]
    Submit,
}

/// Where a submission is on its way.
#[derive(Copy, Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[sea_orm(string_value = "queued")]
    Queued,
    #[sea_orm(string_value = "running")]
    Running,
    #[sea_orm(string_value = "done")]
    Done,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submissions")]
pub struct Model {
    /// A version 7 UUID: sorts by the time of arrival.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub interview_id: String,
    /// Chosen by the page: the same key again is the same submission, not a second one.
    pub request_key: String,
    pub challenge: String,
    /// Content hash of the challenge at the time of arrival.
    pub challenge_version: String,
    pub kind: Kind,
    /// The candidate's files: a JSON object from path to text.
    pub files: String,
    pub sha256: String,
    pub received_at: i64,
    pub state: State,
    /// How often a worker has begun it.
    pub tries: i32,
    /// The worker that holds it, until when; past that time any other may take it.
    pub worker: Option<String>,
    pub leased_until: Option<i64>,
    pub started_at: Option<i64>,
    pub finished_at: Option<i64>,
    /// The report's verdict, for lists that need no whole report.
    pub verdict: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
