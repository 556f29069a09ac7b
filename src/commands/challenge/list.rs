//! `assay challenge list`.

use std::io::{IsTerminal, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::challenge::{
    Challenge, Isolation, Kind, KnownKind, Level, Library, MutantCounts, ProjectType, ProofState,
};
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
    kind: Option<Kind>,
    isolation: Option<Isolation>,
    level: Option<Level>,
    project_type: Option<ProjectType>,
    minutes: Option<u32>,
    topics: Vec<String>,
    /// Hidden ones; where no proof of these tests is recorded, parametrized ones count once.
    edge_cases: usize,
    accepted: usize,
    wrong: usize,
    folder: String,
    version: Option<String>,
    proof: Option<ProofRow>,
    /// What is wrong with it, when it is broken.
    fault: Option<String>,
}

/// How a challenge was proven.
#[derive(Debug, Serialize)]
struct ProofRow {
    state: ProofState,
    /// The rest speaks of the content that was proven, if any was.
    proven_on: Option<String>,
    python: Option<String>,
    accepted: usize,
    wrong: usize,
    mutants: Option<MutantCounts>,
}

impl ProofRow {
    fn of(challenge: &Challenge) -> Self {
        let proof = challenge.proof.as_ref();
        Self {
            state: challenge.proof_state(),
            proven_on: proof.map(|proof| proof.proven_on.clone()),
            python: proof.map(|proof| proof.python.clone()),
            accepted: proof.map_or(0, |proof| proof.accepted),
            wrong: proof.map_or(0, |proof| proof.wrong),
            mutants: proof.and_then(|proof| proof.mutants),
        }
    }
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
            edge_cases: challenge
                .edge_cases()
                .iter()
                .filter(|case| !case.visible)
                .count(),
            proof: Some(ProofRow::of(&challenge)),
            title: Some(challenge.settings.title),
            kind: Some(challenge.settings.kind),
            isolation: Some(challenge.settings.isolation),
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
            kind: None,
            isolation: None,
            level: None,
            project_type: None,
            minutes: None,
            topics: Vec::new(),
            edge_cases: 0,
            accepted: 0,
            wrong: 0,
            proof: None,
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
        "edge cases",
        "accepted",
        "wrong",
        "proof",
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
            row.edge_cases.to_string(),
            row.accepted.to_string(),
            row.wrong.to_string(),
            [
                row.proof.as_ref().map(proof_words),
                row.isolation
                    .and_then(Isolation::warning)
                    .map(str::to_owned),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; "),
        ]);
    }
    table
}

fn proof_words(proof: &ProofRow) -> String {
    let mut words = proof.state.words().to_owned();
    if let (ProofState::Proven, Some(mutants)) = (proof.state, &proof.mutants) {
        words.push_str(&format!(
            ", {} of {} mutants killed",
            mutants.killed, mutants.made
        ));
    }
    words
}
