//! One edge case of one submission, from the moment it is collected; `outcome` is empty until it has ended.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcomes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub submission_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: String,
    /// The order in which the cases run.
    pub position: i32,
    /// The edge case as JSON, as the report will hold it; its outcome is meaningless until `finished`.
    pub edge_case: String,
    pub finished: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
