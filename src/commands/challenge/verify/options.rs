//! The flags of the proof by mutants, and what is written of it.

use std::io::Write;
use std::num::NonZeroUsize;
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::grading::mutants::{MutantOptions, Mutants, Slots, Survivor};
use crate::report::text::printable;

/// Small mistakes that are put into accepted submissions, to see whether an edge case notices.
#[derive(Debug, Args)]
#[command(next_help_heading = "Mutants")]
pub struct MutantArgs {
    /// What becomes of mutants that no edge case notices.
    #[arg(long, env = "ASSAY_MUTANTS", value_enum, default_value_t = Mode::Report)]
    mutants: Mode,
    /// Make no mutants, whatever `ASSAY_MUTANTS` says; the same as `--mutants off`.
    #[arg(long)]
    no_mutants: bool,
    /// How long the mutants of one challenge may take together, in seconds.
    #[arg(
        long,
        env = "ASSAY_MUTANT_SECONDS",
        value_name = "SECONDS",
        default_value_t = 600,
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    mutant_seconds: u64,
    /// Try only that many of a challenge's mutants, each time the same ones for the same content and seed: a quick look
    /// beside a proof that is recorded already [default: all]
    #[arg(long, env = "ASSAY_MUTANT_SAMPLE", value_name = "COUNT")]
    mutant_sample: Option<NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Each must be killed by an edge case, or be listed with a reason in the challenge's `mutants.toml`.
    Prove,
    /// They are reported, and nothing rests on them.
    Report,
    /// No mutants are made.
    Off,
}

impl MutantArgs {
    /// How mutants are tried; nothing when they are not.
    pub fn options<'a>(&self, slots: Slots<'a>, seed: &'a str) -> Option<MutantOptions<'a>> {
        (self.mode() != Mode::Off).then(|| MutantOptions {
            slots,
            time: Duration::from_secs(self.mutant_seconds),
            sample: self.mutant_sample.map(NonZeroUsize::get),
            seed,
        })
    }

    /// Whether a survivor is a gap.
    pub fn prove(&self) -> bool {
        self.mode() == Mode::Prove
    }

    fn mode(&self) -> Mode {
        if self.no_mutants {
            Mode::Off
        } else {
            self.mutants
        }
    }
}

/// One line of numbers, then a small difference for each that survives without a reason.
pub fn write(mutants: &Mutants, writer: &mut dyn Write) -> std::io::Result<()> {
    let listed = mutants
        .survived
        .iter()
        .filter(|one| one.reason.is_some())
        .count();
    let mut parts = vec![format!("{} killed", mutants.killed)];
    let mut more = |count: usize, what: &str| {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    };
    more(mutants.survived.len() - listed, "survived");
    more(listed, "listed with a reason");
    more(mutants.not_tried, "not tried");
    more(mutants.left_out, "left out of the sample");
    writeln!(writer, "{} mutants: {}\n", mutants.made, parts.join(", "))?;
    for survivor in mutants.survived.iter().filter(|one| one.reason.is_none()) {
        survivor_as_difference(survivor, writer)?;
    }
    Ok(())
}

fn survivor_as_difference(survivor: &Survivor, writer: &mut dyn Write) -> std::io::Result<()> {
    let within = if survivor.within.is_empty() {
        String::new()
    } else {
        format!(", in {}", survivor.within)
    };
    let head = format!(
        "survived: {}:{}{within}: {}",
        survivor.path, survivor.line, survivor.mutation
    );
    writeln!(writer, "{}", printable(&head))?;
    for (sign, text) in [('-', &survivor.before), ('+', &survivor.after)] {
        for line in text.lines() {
            writeln!(writer, "    {sign} {}", printable(line))?;
        }
    }
    writeln!(writer)
}
