//! What people decided of the defects that a review met.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let ticks = Table::create()
            .table("ticks")
            .col(string("submission_id"))
            .col(string("defect"))
            .col(boolean("met"))
            .col(string("ticked_by"))
            .col(big_integer("ticked_at"))
            .primary_key(Index::create().col("submission_id").col("defect"))
            .foreign_key(
                ForeignKey::create()
                    .from("ticks", "submission_id")
                    .to("submissions", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(ticks).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("ticks").to_owned())
            .await
    }
}
