//! `assay challenge list`.

use std::io::{IsTerminal, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::challenge::{Challenge, KnownKind, Level, Library, ProjectType};
use crate::commands::{ChallengesSettings, Exit};

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    challenges: ChallengesSettings,
    /// How the list is written to stdout.
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// A table.
    Text,
    /// One JSON array.
    Json,
}

/// What the list says of one challenge.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    title: Option<String>,
    level: Option<Level>,
    project_type: Option<ProjectType>,
    minutes: Option<u32>,
    topics: Vec<String>,
    accepted: usize,
    wrong: usize,
    folder: String,
    version: Option<String>,
    /// What is wrong with it, when it is broken.
    fault: Option<String>,
}

impl ListArgs {
    pub fn run(self) -> anyhow::Result<Exit> {
        let rows: Vec<Row> = Library::new(self.challenges.folders)
            .list()?
            .into_iter()
            .map(|entry| {
                let folder = entry.folder.display().to_string();
                match entry.challenge {
                    Ok(challenge) => Row::of(challenge, folder),
                    Err(fault) => Row::broken(entry.name, folder, fault.within(&entry.folder)),
                }
            })
            .collect();
        let mut stdout = std::io::stdout().lock();
        match self.format {
            ListFormat::Json => {
                serde_json::to_writer_pretty(&mut stdout, &rows)?;
                writeln!(stdout)?;
            }
            ListFormat::Text => writeln!(stdout, "{}", table(&rows).trim_fmt())?,
        }
        let mut exit = Exit::Passed;
        for row in &rows {
            if let Some(fault) = &row.fault {
                eprintln!("error: the challenge `{}` is broken: {fault}", row.name);
                exit = Exit::Trouble;
            }
        }
        Ok(exit)
    }
}

impl Row {
    fn of(challenge: Challenge, folder: String) -> Self {
        let accepted = challenge
            .known
            .iter()
            .filter(|known| known.kind == KnownKind::Accepted)
            .count();
        Self {
            title: Some(challenge.settings.title),
            level: challenge.settings.level,
            project_type: challenge.settings.project_type,
            minutes: challenge.settings.minutes,
            topics: challenge.settings.topics,
            accepted,
            wrong: challenge.known.len() - accepted,
            version: Some(challenge.version),
            fault: None,
            name: challenge.name,
            folder,
        }
    }

    fn broken(name: String, folder: String, fault: String) -> Self {
        Self {
            name,
            title: None,
            level: None,
            project_type: None,
            minutes: None,
            topics: Vec::new(),
            accepted: 0,
            wrong: 0,
            folder,
            version: None,
            fault: Some(fault),
        }
    }
}

fn table(rows: &[Row]) -> comfy_table::Table {
    let mut table =
        crate::report::text::table(crate::commands::colours(std::io::stdout().is_terminal()));
    table.set_header([
        "challenge",
        "title",
        "level",
        "project type",
        "minutes",
        "accepted",
        "wrong",
    ]);
    for row in rows {
        table.add_row([
            row.name.clone(),
            row.title.clone().unwrap_or_else(|| "(broken)".to_owned()),
            row.level
                .map(|level| level.word().to_owned())
                .unwrap_or_default(),
            row.project_type
                .map(|project_type| project_type.words().to_owned())
                .unwrap_or_default(),
            row.minutes
                .map(|minutes| minutes.to_string())
                .unwrap_or_default(),
            row.accepted.to_string(),
            row.wrong.to_string(),
        ]);
    }
    table
}
