//! What an import tells: what was made, what each submission did, and what cannot work.

use std::io::Write;

use serde::Serialize;

use crate::challenge::{Challenge, KnownKind, KnownSubmission};
use crate::commands::Exit;
use crate::grading::Proof;
use crate::import::{Draft, Kind, Note};
use crate::report::text::printable;
use crate::report::{Report, Verdict};

/// The whole result; serialized, it is the JSON document.
#[derive(Debug, Serialize)]
pub struct Imported {
    challenge: String,
    folder: String,
    kind: Kind,
    modules: Vec<String>,
    packages: Vec<String>,
    /// Nothing when it was not verified.
    proven: Option<bool>,
    submissions: Vec<Row>,
    /// What of the tests cannot work across the bridge; without verification, what may not.
    cannot: Vec<Note>,
    /// What would have it work, at a price.
    #[serde(skip_serializing_if = "Option::is_none")]
    way_out: Option<&'static str>,
    notes: Vec<Note>,
    gaps: Vec<String>,
    faults: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    kind: KnownKind,
    path: String,
    verdict: Option<Verdict>,
    passed: usize,
    edge_cases: usize,
    message: String,
}

impl Imported {
    /// A challenge that was made and not graded.
    pub fn unverified(challenge: &Challenge, draft: &Draft) -> Self {
        let rows = challenge.known.iter().map(|known| Row::of(known, None));
        Self {
            challenge: challenge.name.clone(),
            folder: challenge.folder.display().to_string(),
            kind: draft.kind,
            modules: draft.modules.clone(),
            packages: draft.packages.clone(),
            proven: None,
            submissions: rows.collect(),
            way_out: way_out(&draft.hazards),
            cannot: draft.hazards.clone(),
            notes: draft.notes.clone(),
            gaps: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// A challenge whose submissions were graded.
    pub fn proven(
        challenge: &Challenge,
        draft: &Draft,
        proof: Proof,
        cannot: Vec<Note>,
        graded: &[(&KnownSubmission, Report)],
    ) -> Self {
        Self {
            proven: Some(proof.holds()),
            submissions: graded
                .iter()
                .map(|(known, report)| Row::of(known, Some(report)))
                .collect(),
            way_out: way_out(&cannot),
            cannot,
            gaps: proof.gaps.iter().map(ToString::to_string).collect(),
            faults: proof.faults,
            ..Self::unverified(challenge, draft)
        }
    }

    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    pub fn exit(&self) -> Exit {
        match self.proven {
            _ if !self.faults.is_empty() => Exit::Trouble,
            Some(false) => Exit::Failed,
            Some(true) | None => Exit::Passed,
        }
    }

    pub fn write_json(&self, writer: &mut dyn Write) -> anyhow::Result<()> {
        serde_json::to_writer_pretty(&mut *writer, self)?;
        writeln!(writer)?;
        Ok(())
    }

    pub fn write_text(&self, writer: &mut dyn Write) -> anyhow::Result<()> {
        writeln!(
            writer,
            "{}: made of {}; candidates write {}",
            self.folder,
            self.kind.words(),
            self.modules.join(", ")
        )?;
        for row in &self.submissions {
            writeln!(writer, "  {}", printable(&row.words()))?;
        }
        for note in &self.notes {
            writeln!(writer, "note: {}", printable(&note.to_string()))?;
        }
        let begin = if self.proven.is_some() {
            "cannot work"
        } else {
            "may not work"
        };
        for note in &self.cannot {
            writeln!(writer, "{begin}: {}", printable(&note.to_string()))?;
        }
        if let Some(way_out) = self.way_out {
            writeln!(writer, "note: {way_out}")?;
        }
        for gap in &self.gaps {
            writeln!(writer, "not proven: {}", printable(gap))?;
        }
        let verdict = match self.proven {
            None => "not verified",
            Some(true) => "proven",
            Some(false) => "not proven",
        };
        writeln!(writer, "{}: {verdict}", self.challenge)?;
        Ok(())
    }
}

/// What an author can still do who cannot change the tests.
fn way_out(cannot: &[Note]) -> Option<&'static str> {
    (!cannot.is_empty()).then_some(
        "where such tests must stay as they are, isolation = \"shared\" in challenge.toml runs them in the candidate's own \
         process; a submission can then read and forge them, and every report says \"shared: forgeable\"",
    )
}

impl Row {
    fn of(known: &KnownSubmission, report: Option<&Report>) -> Self {
        let (passed, edge_cases) = report.map_or((0, 0), Report::score);
        Self {
            kind: known.kind,
            path: known.path.clone(),
            verdict: report.map(|report| report.verdict),
            passed,
            edge_cases,
            message: report
                .map(|report| report.message.clone())
                .unwrap_or_default(),
        }
    }

    fn words(&self) -> String {
        let Some(verdict) = self.verdict else {
            return self.path.clone();
        };
        let why = match self.message.lines().next() {
            Some(line) => format!(": {line}"),
            None => String::new(),
        };
        format!(
            "{}: {}, {} of {} edge cases{why}",
            self.path,
            verdict.words(),
            self.passed,
            self.edge_cases
        )
    }
}
