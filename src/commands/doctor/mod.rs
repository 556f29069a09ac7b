//! `assay doctor`: whether Assay can work here, and how to mend what is wrong.

mod places;
mod sandboxes;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{ChallengesSettings, EngineSettings, Exit};

/// Checks the engine, the images, the limits, the database and the challenges.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// How the checks are told.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The database file of `assay serve`
    #[arg(
        long,
        env = "ASSAY_DATABASE",
        value_name = "FILE",
        default_value = "assay.sqlite"
    )]
    database: PathBuf,
    #[command(flatten)]
    challenges: ChallengesSettings,
    #[command(flatten)]
    engine: EngineSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line a check, and what to do below those that failed.
    Text,
    /// One JSON array of all checks.
    Json,
}

/// One check's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Check {
    check: String,
    result: CheckResult,
    found: String,
    /// What the reader can do; empty when there is nothing to be done.
    mend: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum CheckResult {
    Ok,
    Failed,
    /// Could not be checked, since an earlier check failed.
    Skipped,
}

impl Check {
    fn ok(check: &str, found: impl Into<String>) -> Self {
        Self::new(check, CheckResult::Ok, found.into(), String::new())
    }

    fn failed(check: &str, found: impl ToString, mend: impl Into<String>) -> Self {
        Self::new(check, CheckResult::Failed, found.to_string(), mend.into())
    }

    fn skipped(check: &str, because: &str) -> Self {
        Self::new(
            check,
            CheckResult::Skipped,
            because.to_owned(),
            String::new(),
        )
    }

    fn new(check: &str, result: CheckResult, found: String, mend: String) -> Self {
        Self {
            check: check.to_owned(),
            result,
            found,
            mend,
        }
    }

    fn tell(&self) {
        let result = match self.result {
            CheckResult::Ok => "ok",
            CheckResult::Failed => "FAILED",
            CheckResult::Skipped => "skipped",
        };
        println!("{result:8} {:16} {}", self.check, self.found);
        if !self.mend.is_empty() {
            println!("{:25} What to do: {}", "", self.mend);
        }
    }
}

impl DoctorArgs {
    pub async fn run(self) -> anyhow::Result<Exit> {
        let mut checks = sandboxes::check(self.engine.settings()).await;
        checks.push(places::database(&self.database));
        let folders = &self.challenges.folders;
        checks.extend(places::challenges(folders));
        checks.extend(sandboxes::packages(&self.engine.settings(), folders).await);
        match self.format {
            Format::Text => checks.iter().for_each(Check::tell),
            Format::Json => println!("{}", serde_json::to_string_pretty(&checks)?),
        }
        let well = checks.iter().all(|check| check.result == CheckResult::Ok);
        Ok(if well { Exit::Passed } else { Exit::Trouble })
    }
}
