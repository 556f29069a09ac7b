//! How many submissions come a second, and what each takes of the machine.

use std::fmt::{Formatter, Result};

use crate::commands::bench::figures::Figures;
use crate::commands::bench::latency::OURS;
use crate::commands::bench::peers::{BUBBLEWRAP, DOCKER_RUN};

impl Figures {
    pub(super) fn throughput(&self, to: &mut Formatter<'_>) -> Result {
        if self.throughput.is_empty() {
            return Ok(());
        }
        writeln!(to, "\n## Submissions a second\n")?;
        writeln!(
            to,
            "The CPU time is this machine's, with the engine's where that runs here.\n\n| way | at once | a second | CPU ms for each |\n| --- | ---: | ---: | ---: |"
        )?;
        for one in &self.throughput {
            let cpu = one.cpu_ms_for_each;
            writeln!(
                to,
                "| {} | {} | {:.2} | {} |",
                one.way,
                one.at_once,
                one.submissions_per_second,
                cpu.map_or_else(String::new, |cpu| format!("{cpu:.0}"))
            )?;
        }
        let Some(ours) = self.best(OURS) else {
            return Ok(());
        };
        let ceiling = self.engine_ceiling.as_ref();
        if let Some(ceiling) = ceiling {
            let rate = ceiling.sandboxes_per_second;
            writeln!(
                to,
                "\nThe engine starts and removes {rate:.2} empty sandboxes a second with the same flags; Assay's best is {:.2} of that.",
                ours / rate
            )?;
        }
        if let Some(cpu) = &self.cpu_of_ours {
            writeln!(
                to,
                "Of the {:.0} ms of CPU that one of Assay's takes with {} at once, its examiner has {:.0}, its sandbox {:.0} from its start on, and this process {:.0}.",
                cpu.machine_ms, cpu.at_once, cpu.examiner_ms, cpu.sandbox_ms, cpu.own_ms
            )?;
        }
        if let Some(empty) = ceiling.and_then(|ceiling| ceiling.cpu_ms_for_each) {
            writeln!(to, "An empty sandbox takes {empty:.0} ms of CPU.")?;
        }
        for way in [DOCKER_RUN, BUBBLEWRAP] {
            if let Some(best) = self.best(way) {
                writeln!(
                    to,
                    "Assay's best is {:.2} times the best of {way}.",
                    ours / best
                )?;
            }
        }
        Ok(())
    }

    pub(super) fn best(&self, way: &str) -> Option<f64> {
        let found = self.throughput.iter().filter(|one| one.way == way);
        found
            .map(|one| one.submissions_per_second)
            .max_by(f64::total_cmp)
    }
}
