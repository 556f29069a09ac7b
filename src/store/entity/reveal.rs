//! An edge case's title that an interviewer showed to the candidate: what passed before was found alone.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reveals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub interview_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub challenge: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: String,
    /// As it read when it was revealed: a later version of the challenge does not change what was said.
    pub title: String,
    pub revealed_at: i64,
    /// The interviewer's name.
    pub revealed_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
