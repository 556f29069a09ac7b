//! The progress on stderr: a bar over the submissions, and a line for each that runs now. Nothing without a terminal.

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::grading::Progress;
use crate::grading::mutants::Step;
use crate::report::{Outcome, text};

/// The bar over everything.
#[derive(Debug)]
pub struct Bar {
    lines: MultiProgress,
    whole: Option<ProgressBar>,
}

/// One submission that runs now; its line goes when this is dropped.
#[derive(Debug)]
pub struct Line {
    bar: ProgressBar,
    failed: usize,
}

impl Bar {
    pub fn new(submissions: usize) -> Self {
        let lines = MultiProgress::new();
        let whole = (submissions > 1).then(|| {
            let bar = lines.add(ProgressBar::new(submissions as u64));
            bar.set_style(style(
                "{bar:30} {pos}/{len} submissions, {elapsed} gone, {eta} to go",
            ));
            bar
        });
        Self { lines, whole }
    }

    /// A submission begins.
    pub fn line(&self, name: &str) -> Line {
        let bar = self.lines.add(ProgressBar::new(0));
        bar.set_style(style("{bar:30} {pos}/{len} {prefix} {msg}"));
        bar.set_prefix(text::printable(name));
        Line { bar, failed: 0 }
    }

    /// A submission has its report.
    pub fn graded(&self) {
        if let Some(whole) = &self.whole {
            whole.inc(1);
        }
    }

    /// Mutants are being tried: they are counted like submissions.
    pub fn mutant(&self, step: Step) {
        if let Some(whole) = &self.whole {
            match step {
                Step::Made(more) => whole.inc_length(more as u64),
                Step::Tried => whole.inc(1),
            }
        }
    }

    /// Takes everything off the screen, so that the reports stand alone.
    pub fn finish(&self) {
        if let Some(whole) = &self.whole {
            whole.finish_and_clear();
        }
    }
}

impl Line {
    pub fn observe(&mut self, progress: &Progress) {
        match progress {
            Progress::Collected { edge_cases } => self.bar.set_length(edge_cases.len() as u64),
            Progress::Started { .. } => {}
            Progress::Finished { edge_case } => {
                self.bar.inc(1);
                if edge_case.outcome != Outcome::Passed {
                    self.failed += 1;
                    self.bar
                        .set_message(format!("{} did not pass", self.failed));
                }
            }
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    // A template that does not parse is a slip of ours; the plain bar is worth more than an end.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
