//! `assay grade`: a file, a folder of one submission, or a folder of take-homes, without a running server.

mod exercism;
mod work;

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, ValueEnum};
use futures::StreamExt;

use super::bar::Bar;
use super::runtime::with_runtime;
use super::{ChallengesSettings, EngineSettings, Exit};
use crate::grading::{Grader, Options};
use crate::report::{self, Format, Graded, TextStyle, Verdict};
use work::{Task, Work};

/// Grades Python without a running server.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 when everything passed, 1 when an edge case failed or source is not gradable, 2 when the fault is ours,\n\
a challenge's or the command line's.")]
pub struct GradeArgs {
    /// A file or a folder of one submission (with --challenge), `-` for stdin, or a folder of take-homes that lie as
    /// <candidate>/<challenge>.py or <candidate>/<challenge>/
    path: PathBuf,
    /// The challenge that PATH answers; without it PATH is a folder of take-homes.
    #[arg(long, value_name = "NAME")]
    challenge: Option<String>,
    #[command(flatten)]
    challenges: ChallengesSettings,
    /// How the reports are written.
    #[arg(long, value_enum, default_value_t = FormatName::Text)]
    format: FormatName,
    /// Show with each failure of a text report the plain Python that reproduces it beside the submission (JSON always
    /// has it). It holds values of the hidden tests.
    #[arg(long, env = "ASSAY_REPRODUCE")]
    reproduce: bool,
    /// Where the reports are written instead of stdout.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How many submissions are graded at once [default: the machine's cores]
    #[arg(long, env = "ASSAY_JOBS", value_name = "COUNT")]
    jobs: Option<NonZeroUsize>,
    /// Where property tests begin; a report tells it, so that the same example can be found again [default: the
    /// challenge's]
    #[arg(long, env = "ASSAY_SEED", value_name = "NUMBER")]
    seed: Option<u32>,
    #[command(flatten)]
    source: super::SourceSettings,
    #[command(flatten)]
    engine: EngineSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// Tables and messages for people.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object a submission, written as each is graded.
    Jsonl,
    /// JUnit XML for CI systems.
    Junit,
    /// A row an edge case for spreadsheets.
    Csv,
    /// Exercism's results.json; for a batch --output names a folder.
    Exercism,
}

impl GradeArgs {
    pub async fn run(self) -> anyhow::Result<Exit> {
        let format = Format::from(self.format);
        let batch = self.challenge.is_none();
        // A batch's results.json are files in a folder.
        let file = self
            .output
            .as_deref()
            .filter(|_| !(batch && format == Format::Exercism));
        // Opened first: an unwritable file shall not be found out after the work is done.
        let mut output = Output::open(file)?;
        let source = self.source.limits();
        let work = Work::gather(
            &self.path,
            self.challenge.as_deref(),
            self.challenges.folders,
            &source,
        )?;
        let results = match format {
            Format::Exercism => Some(exercism::Results::prepare(
                &work,
                batch,
                self.output.as_deref(),
            )?),
            _ => None,
        };
        let jobs = self
            .jobs
            .or_else(|| std::thread::available_parallelism().ok())
            .map_or(1, NonZeroUsize::get);
        let bar = Bar::new(work.tasks.len() + work.done.len());
        let mut graded: Vec<(usize, Graded)> = Vec::new();
        for (place, done) in work.done {
            if format == Format::Jsonl {
                report::write_line(&done, &mut output.writer)?;
            }
            bar.graded();
            graded.push((place, done));
        }
        if !work.tasks.is_empty() {
            let mut settings = self.engine.settings();
            // A command that grades two files has no use for ten waiting sandboxes, nor for a third.
            let warm = settings.warm.unwrap_or(jobs).min(jobs);
            settings.warm = Some(warm.min(work.tasks.len()));
            settings.expected = Some(work.tasks.len());
            let options = &Options {
                seed: self.seed,
                ..Options::default()
            };
            let (tasks, output, bar) = (work.tasks, &mut output, &bar);
            let more = with_runtime(settings, async |runtime| {
                let grader = Arc::new(Grader::new(runtime));
                let mut results = futures::stream::iter(tasks)
                    .map(|task| grade(grader.clone(), task, options, bar))
                    .buffer_unordered(jobs);
                let mut graded = Vec::new();
                while let Some((place, one)) = results.next().await {
                    if format == Format::Jsonl {
                        report::write_line(&one, &mut output.writer)?;
                    }
                    graded.push((place, one));
                }
                Ok(graded)
            });
            graded.extend(more.await?);
        }
        graded.sort_by_key(|(place, _)| *place);
        let graded: Vec<Graded> = graded.into_iter().map(|(_, one)| one).collect();
        bar.finish();
        if let Some(results) = results {
            results.write(&graded, &mut output.writer)?;
        } else if format != Format::Jsonl {
            let style = TextStyle {
                colours: output.colours,
                reproduce: self.reproduce,
            };
            report::write_all(&graded, format, style, &mut output.writer)?;
        }
        output
            .writer
            .flush()
            .context("could not write the reports")?;
        for unknown in &work.troubles {
            eprintln!("error: {unknown}");
        }
        let troubled = if work.troubles.is_empty() {
            Exit::Passed
        } else {
            Exit::Trouble
        };
        Ok(graded
            .iter()
            .map(exit_of)
            .max()
            .unwrap_or(Exit::Passed)
            .max(troubled))
    }
}

async fn grade(grader: Arc<Grader>, task: Task, options: &Options, bar: &Bar) -> (usize, Graded) {
    let mut line = bar.line(&task.name());
    let report = grader
        .grade(
            &task.challenge,
            &task.submission,
            options,
            &mut |progress| line.observe(&progress),
        )
        .await;
    drop(line);
    bar.graded();
    (task.place, task.graded(report))
}

fn exit_of(graded: &Graded) -> Exit {
    match graded.report.verdict {
        Verdict::Passed => Exit::Passed,
        Verdict::Failed | Verdict::NotGradable => Exit::Failed,
        Verdict::ChallengeFault | Verdict::SystemError => Exit::Trouble,
    }
}

struct Output {
    writer: Box<dyn Write + Send>,
    colours: bool,
}

impl Output {
    fn open(path: Option<&std::path::Path>) -> anyhow::Result<Self> {
        match path {
            None => Ok(Self {
                colours: super::colours(std::io::stdout().is_terminal()),
                writer: Box::new(std::io::stdout()),
            }),
            Some(path) => {
                let file = File::create(path)
                    .with_context(|| format!("could not write to {}", path.display()))?;
                Ok(Self {
                    writer: Box::new(std::io::BufWriter::new(file)),
                    colours: false,
                })
            }
        }
    }
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Text => Self::Text,
            FormatName::Json => Self::Json,
            FormatName::Jsonl => Self::Jsonl,
            FormatName::Junit => Self::Junit,
            FormatName::Csv => Self::Csv,
            FormatName::Exercism => Self::Exercism,
        }
    }
}
