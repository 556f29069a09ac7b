//! What was measured, and how it is written.

use std::fmt::{Display, Formatter};

use serde::Serialize;

/// Everything of one run.
#[derive(Debug, Serialize)]
pub struct Figures {
    /// The day, as `2026-11-28`.
    pub date: String,
    pub machine: Facts,
    pub latency: Vec<Latency>,
    pub throughput: Vec<Throughput>,
    /// Empty sandboxes a second that the engine starts and removes at best, with the flags of ours.
    pub engine_ceiling_per_second: f64,
    /// What `assay_runner.examiner.bench` printed; null where it could not run.
    pub bridge: serde_json::Value,
    /// Ways that could not be tried here, with the reason.
    pub left_out: Vec<String>,
}

/// On what it was measured.
#[derive(Debug, Serialize)]
pub struct Facts {
    pub cores: u64,
    pub memory_mebibytes: u64,
    pub engine: String,
    pub python: String,
    /// Whether the binary was optimized.
    pub build: &'static str,
}

/// One challenge, one way: from submit to verdict.
#[derive(Debug, Serialize)]
pub struct Latency {
    pub challenge: String,
    pub way: &'static str,
    pub rounds: usize,
    pub median_ms: f64,
    pub p95_ms: f64,
    /// The median of our time over this way's time, round by round.
    pub assay_over_it: f64,
}

/// One way, so many submitters at once.
#[derive(Debug, Serialize)]
pub struct Throughput {
    pub way: &'static str,
    pub at_once: usize,
    pub submissions_per_second: f64,
}

/// The middle of some numbers, 0 for none.
pub fn median(numbers: &[f64]) -> f64 {
    quantile(numbers, 0.5)
}

/// The number below which `share` of them lie, by linear interpolation between neighbours.
pub fn quantile(numbers: &[f64], share: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = share.clamp(0.0, 1.0) * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of measurements"
    )]
    let below = place as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * place.fract()
}

impl Figures {
    fn best(&self, way: &str) -> Option<f64> {
        let found = self.throughput.iter().filter(|one| one.way == way);
        found
            .map(|one| one.submissions_per_second)
            .max_by(f64::total_cmp)
    }
}

impl Display for Figures {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        let facts = &self.machine;
        writeln!(to, "# Benchmarks\n")?;
        writeln!(
            to,
            "Made by `assay bench` on {}: {} cores, {} MiB, {}, Python {}, a {} build. Each way is tried once a round, in\nturn; ratios are the medians over rounds, so that they hold on a noisy machine.\n",
            self.date, facts.cores, facts.memory_mebibytes, facts.engine, facts.python, facts.build
        )?;
        writeln!(to, "## From submit to verdict\n")?;
        writeln!(
            to,
            "| challenge | way | median ms | p95 ms | Assay's time over it |\n| --- | --- | ---: | ---: | ---: |"
        )?;
        for one in &self.latency {
            writeln!(
                to,
                "| {} | {} | {:.0} | {:.0} | {:.2} |",
                one.challenge, one.way, one.median_ms, one.p95_ms, one.assay_over_it
            )?;
        }
        writeln!(to, "\n## Submissions a second\n")?;
        writeln!(to, "| way | at once | a second |\n| --- | ---: | ---: |")?;
        for one in &self.throughput {
            writeln!(
                to,
                "| {} | {} | {:.2} |",
                one.way, one.at_once, one.submissions_per_second
            )?;
        }
        let ours = self.best(super::measure::OURS).unwrap_or_default();
        writeln!(
            to,
            "\nThe engine starts and removes {:.2} empty sandboxes a second with the same flags; Assay's best is {:.2} of that.",
            self.engine_ceiling_per_second,
            ours / self.engine_ceiling_per_second
        )?;
        for way in [super::peers::DOCKER_RUN, super::peers::BUBBLEWRAP] {
            if let Some(best) = self.best(way) {
                writeln!(
                    to,
                    "Assay's best is {:.2} times the best of {way}.",
                    ours / best
                )?;
            }
        }
        if let Some(bridge) = self.bridge.as_object() {
            writeln!(to, "\n## The bridge\n\n| figure | value |\n| --- | ---: |")?;
            for (name, value) in bridge {
                let name = name.replace('_', " ");
                match value.as_object() {
                    Some(parts) => {
                        for (part, value) in parts {
                            writeln!(to, "| {name}: {part} | {value} |")?;
                        }
                    }
                    None => writeln!(to, "| {name} | {value} |")?,
                }
            }
        }
        for reason in &self.left_out {
            writeln!(to, "\nLeft out: {reason}.")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0]), 2.5);
        assert_eq!(quantile(&[0.0, 10.0], 0.95), 9.5);
        assert_eq!(quantile(&[7.0], 0.95), 7.0);
        assert_eq!(median(&[]), 0.0);
    }
}
