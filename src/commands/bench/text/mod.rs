//! The figures as Markdown.

mod pages;
mod throughput;

use std::fmt::{Display, Formatter, Result};

use super::figures::Figures;
use super::latency::OURS;
use super::peers::DOCKER_RUN;

impl Display for Figures {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        let facts = &self.machine;
        writeln!(to, "# Benchmarks\n")?;
        writeln!(
            to,
            "Made by `assay bench` on {}: {} cores, {} MiB, {}, Python {}, a {} build. Each way is tried once a round, in\nturn; ratios are the medians over rounds, so that they hold on a noisy machine.",
            self.date, facts.cores, facts.memory_mebibytes, facts.engine, facts.python, facts.build
        )?;
        self.ways(to)?;
        self.latency(to)?;
        self.cold(to)?;
        self.throughput(to)?;
        self.growth(to)?;
        self.memory(to)?;
        self.bridge(to)?;
        self.pages(to)?;
        for reason in &self.left_out {
            writeln!(to, "\nLeft out: {reason}.")?;
        }
        Ok(())
    }
}

impl Figures {
    fn ways(&self, to: &mut Formatter<'_>) -> Result {
        if self.latency.is_empty() && self.cold.is_none() && self.throughput.is_empty() {
            return Ok(());
        }
        writeln!(to, "\n## How each way is started\n")?;
        for one in &self.ways {
            writeln!(to, "- {}: {}.", one.way, one.how)?;
        }
        if self.plugins.is_empty() {
            return Ok(());
        }
        writeln!(
            to,
            "\nBytecode of tests and packages is cached before the first round that counts. Of pytest's plugins the other ways load\nonly those that the tests need, added with `-p`:\n"
        )?;
        for one in &self.plugins {
            let plugins = if one.plugins.is_empty() {
                "none".to_owned()
            } else {
                one.plugins.join(", ")
            };
            writeln!(to, "- {}: {plugins}", one.challenge)?;
        }
        Ok(())
    }

    fn latency(&self, to: &mut Formatter<'_>) -> Result {
        if self.latency.is_empty() {
            return Ok(());
        }
        writeln!(to, "\n## From submit to verdict\n")?;
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
        writeln!(to, "\n## From submit to the first outcome\n")?;
        writeln!(
            to,
            "| challenge | median ms | p95 ms | the edge case itself, ms | all else, ms |\n| --- | ---: | ---: | ---: | ---: |"
        )?;
        for one in &self.first_outcome {
            writeln!(
                to,
                "| {} | {:.1} | {:.1} | {:.1} | {:.1} |",
                one.challenge,
                one.median_ms,
                one.p95_ms,
                one.edge_case_median_ms,
                one.added_median_ms
            )?;
        }
        self.spent(to)
    }

    fn spent(&self, to: &mut Formatter<'_>) -> Result {
        writeln!(
            to,
            "\n## Where the time goes\n\nMedians in milliseconds. A plain pytest process spends the second column too, and starts Python and pytest \
             besides.\nThe sandbox's CPU time counts from its start, which is not waited for.\n"
        )?;
        writeln!(
            to,
            "| challenge | until collected | in the edge cases | between them | after the last | examiner's CPU | sandbox's CPU | edge cases | \
             crossings |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        )?;
        for one in &self.spent {
            writeln!(
                to,
                "| {} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {} | {} |",
                one.challenge,
                one.until_collected_ms,
                one.in_edge_cases_ms,
                one.between_ms,
                one.after_the_last_ms,
                one.examiner_cpu_ms,
                one.sandbox_cpu_ms,
                one.edge_cases,
                one.crossings
            )?;
        }
        Ok(())
    }

    fn cold(&self, to: &mut Formatter<'_>) -> Result {
        let Some(cold) = &self.cold else {
            return Ok(());
        };
        writeln!(to, "\n## `assay grade` from a cold shell\n")?;
        write!(
            to,
            "One file of {}: {:.0} ms (p95 {:.0} ms)",
            cold.challenge, cold.median_ms, cold.p95_ms
        )?;
        if let Some(ratio) = cold.over_docker_run {
            write!(to, ", {ratio:.2} of {DOCKER_RUN}")?;
        }
        write!(
            to,
            ". A folder of {}: {:.2} submissions a second",
            cold.folder_of, cold.folder_per_second
        )?;
        match self.best(OURS) {
            Some(best) => writeln!(
                to,
                ", start and end of the process included; {:.2} of the best rate below.",
                cold.folder_per_second / best
            ),
            None => writeln!(to, "."),
        }
    }

    fn growth(&self, to: &mut Formatter<'_>) -> Result {
        if self.growth.is_empty() {
            return Ok(());
        }
        writeln!(to, "\n## What grows\n")?;
        writeln!(
            to,
            "| what | how many | in all, ms | for each, ms | for one more, ms |\n| --- | ---: | ---: | ---: | ---: |"
        )?;
        for one in &self.growth {
            let more = one.ms_for_one_more;
            writeln!(
                to,
                "| {} | {} × {} | {:.1} | {:.2} | {} |",
                one.what,
                one.count,
                one.unit,
                one.total_ms,
                one.ms_for_each,
                more.map_or_else(String::new, |more| format!("{more:.2}"))
            )?;
        }
        Ok(())
    }

    fn memory(&self, to: &mut Formatter<'_>) -> Result {
        let Some(memory) = &self.memory else {
            return Ok(());
        };
        writeln!(to, "\n## Memory of a warm sandbox\n")?;
        writeln!(
            to,
            "Median {:.1} MiB, at most {:.1} MiB, of {} that waited with a limit of {} MiB: what their control groups hold, without file\npages that can be taken back at once and without the engine's own process beside each.",
            memory.median_mebibytes,
            memory.most_mebibytes,
            memory.sandboxes,
            memory.limit_mebibytes
        )
    }

    fn bridge(&self, to: &mut Formatter<'_>) -> Result {
        let Some(bridge) = self.bridge.as_object() else {
            return Ok(());
        };
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
        Ok(())
    }
}
