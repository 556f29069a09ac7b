//! The database's history. A migration that has landed is never edited: the next change is a new file.

use sea_orm_migration::prelude::*;

mod m20261124_000001_first;
mod m20261128_000002_ticks;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_first::Migration),
            Box::new(m20261128_000002_ticks::Migration),
        ]
    }
}
