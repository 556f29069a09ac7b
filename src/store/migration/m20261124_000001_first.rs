//! Accounts, interviews, submissions with their outcomes and reports, reveals, drafts and events.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            accounts(),
            sessions(),
            interviews(),
            assignments(),
            submissions(),
            outcomes(),
            reports(),
            reveals(),
            drafts(),
            events(),
        ] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "events",
            "drafts",
            "reveals",
            "reports",
            "outcomes",
            "submissions",
            "assignments",
            "interviews",
            "sessions",
            "accounts",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn accounts() -> TableCreateStatement {
    Table::create()
        .table("accounts")
        .col(big_pk_auto("id"))
        .col(string_uniq("name"))
        .col(string("password_hash"))
        .col(big_integer("created_at"))
        .to_owned()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(string("token_hash").primary_key())
        .col(big_integer("account_id"))
        .col(big_integer("created_at"))
        .col(big_integer("expires_at"))
        .foreign_key(&mut belongs_to("sessions", "account_id", "accounts"))
        .to_owned()
}

fn interviews() -> TableCreateStatement {
    Table::create()
        .table("interviews")
        .col(string("id").primary_key())
        .col(string("token"))
        .col(string_uniq("token_hash"))
        .col(string("candidate"))
        .col(string("reveal"))
        .col(big_integer("created_at"))
        .col(big_integer_null("closed_at"))
        .to_owned()
}

fn assignments() -> TableCreateStatement {
    Table::create()
        .table("assignments")
        .col(string("interview_id"))
        .col(string("challenge"))
        .col(integer("position"))
        .primary_key(Index::create().col("interview_id").col("challenge"))
        .foreign_key(&mut belongs_to("assignments", "interview_id", "interviews"))
        .to_owned()
}

fn submissions() -> TableCreateStatement {
    Table::create()
        .table("submissions")
        .col(string("id").primary_key())
        .col(string("interview_id"))
        .col(string("request_key"))
        .col(string("challenge"))
        .col(string("challenge_version"))
        .col(string_len("kind", 16))
        .col(text("files"))
        .col(string("sha256"))
        .col(big_integer("received_at"))
        .col(string_len("state", 16))
        .col(integer("tries"))
        .col(string_null("worker"))
        .col(big_integer_null("leased_until"))
        .col(big_integer_null("started_at"))
        .col(big_integer_null("finished_at"))
        .col(string_null("verdict"))
        .foreign_key(&mut belongs_to("submissions", "interview_id", "interviews"))
        .to_owned()
}

fn outcomes() -> TableCreateStatement {
    Table::create()
        .table("outcomes")
        .col(string("submission_id"))
        .col(string("case_id"))
        .col(integer("position"))
        .col(text("edge_case"))
        .col(boolean("finished"))
        .primary_key(Index::create().col("submission_id").col("case_id"))
        .foreign_key(&mut belongs_to("outcomes", "submission_id", "submissions"))
        .to_owned()
}

fn reports() -> TableCreateStatement {
    Table::create()
        .table("reports")
        .col(string("submission_id").primary_key())
        .col(text("report"))
        .col(big_integer("stored_at"))
        .foreign_key(&mut belongs_to("reports", "submission_id", "submissions"))
        .to_owned()
}

fn reveals() -> TableCreateStatement {
    Table::create()
        .table("reveals")
        .col(string("interview_id"))
        .col(string("challenge"))
        .col(string("case_id"))
        .col(string("title"))
        .col(big_integer("revealed_at"))
        .col(string("revealed_by"))
        .primary_key(
            Index::create()
                .col("interview_id")
                .col("challenge")
                .col("case_id"),
        )
        .foreign_key(&mut belongs_to("reveals", "interview_id", "interviews"))
        .to_owned()
}

fn drafts() -> TableCreateStatement {
    Table::create()
        .table("drafts")
        .col(string("interview_id"))
        .col(string("challenge"))
        .col(text("files"))
        .col(big_integer("revision"))
        .col(big_integer("saved_at"))
        .primary_key(Index::create().col("interview_id").col("challenge"))
        .foreign_key(&mut belongs_to("drafts", "interview_id", "interviews"))
        .to_owned()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("events")
        // Auto-increment on purpose: a live page resumes after an id, so none may ever be given twice.
        .col(big_pk_auto("id"))
        .col(string("interview_id"))
        .col(string("challenge"))
        .col(string_null("submission_id"))
        .col(string_null("case_id"))
        .col(string_len("what", 24))
        .col(big_integer("at"))
        .foreign_key(&mut belongs_to("events", "interview_id", "interviews"))
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        Index::create()
            .name("submissions_queue")
            .table("submissions")
            .col("state")
            .col("received_at")
            .to_owned(),
        // A page that lost its connection sends again what it cannot know to have arrived.
        Index::create()
            .name("submissions_once")
            .table("submissions")
            .col("interview_id")
            .col("request_key")
            .unique()
            .to_owned(),
        Index::create()
            .name("submissions_of_interview")
            .table("submissions")
            .col("interview_id")
            .col("challenge")
            .col("received_at")
            .to_owned(),
        Index::create()
            .name("events_of_interview")
            .table("events")
            .col("interview_id")
            .col("id")
            .to_owned(),
        Index::create()
            .name("sessions_expiry")
            .table("sessions")
            .col("expires_at")
            .to_owned(),
    ]
}

fn belongs_to(
    table: &'static str,
    column: &'static str,
    owner: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, column)
        .to(owner, "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
