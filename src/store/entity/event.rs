//! What happened in an interview, in order. Live pages are fed from here, so a page that was away misses nothing.

use sea_orm::entity::prelude::*;

/// What an event says happened. Its row names whom it concerns; the details are in the tables of their own.
#[derive(Copy, Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
pub enum What {
    #[sea_orm(string_value = "received")]
    Received,
    #[sea_orm(string_value = "started")]
    Started,
    /// The edge cases of a submission are known.
    #[sea_orm(string_value = "collected")]
    Collected,
    #[sea_orm(string_value = "case_finished")]
    CaseFinished,
    #[sea_orm(string_value = "finished")]
    Finished,
    #[sea_orm(string_value = "revealed")]
    Revealed,
    #[sea_orm(string_value = "draft_saved")]
    DraftSaved,
    /// A person decided whether a review meets a defect; its id stands where an edge case's does.
    #[sea_orm(string_value = "ticked")]
    Ticked,
    #[sea_orm(string_value = "closed")]
    Closed,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub interview_id: String,
    pub challenge: String,
    pub submission_id: Option<String>,
    pub case_id: Option<String>,
    pub what: What,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
