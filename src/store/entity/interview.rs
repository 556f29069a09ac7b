//! One candidate's interview, opened by its link.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interviews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The secret of the candidate's link. Kept readable since the interviewer copies the link again.
    pub token: String,
    /// What a request's token is looked up by, so that a comparison's timing tells nothing about the token.
    #[sea_orm(unique)]
    pub token_hash: String,
    pub candidate: String,
    /// How much of a hidden edge case the candidate sees: `count`, `area`, `title` or `message`.
    pub reveal: String,
    pub created_at: i64,
    pub closed_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
