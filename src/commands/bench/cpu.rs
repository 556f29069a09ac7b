//! CPU time of the whole machine, for what many processes do together: an engine's, its containers', ours.

/// Ticks a second in what the kernel tells of CPU time: the same on every Linux that we run on (`USER_HZ`).
const TICKS: f64 = 100.0;

/// CPU time until now, in milliseconds; nothing where the kernel does not tell.
#[derive(Debug, Clone, Copy)]
pub struct Cpu {
    /// Of all processes and the kernel.
    pub machine_ms: f64,
    /// Of this process.
    pub own_ms: f64,
}

impl Cpu {
    pub fn now() -> Option<Self> {
        Some(Self {
            machine_ms: busy(&std::fs::read_to_string("/proc/stat").ok()?)?,
            own_ms: of_process(&std::fs::read_to_string("/proc/self/stat").ok()?)?,
        })
    }

    /// What each of several took of it.
    pub fn shared_by(self, count: usize) -> Self {
        Self {
            machine_ms: self.machine_ms / count as f64,
            own_ms: self.own_ms / count as f64,
        }
    }

    pub fn since(self, before: Self) -> Self {
        Self {
            machine_ms: self.machine_ms - before.machine_ms,
            own_ms: self.own_ms - before.own_ms,
        }
    }
}

/// The first line of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq and more.
fn busy(stat: &str) -> Option<f64> {
    let line = stat.lines().next()?.strip_prefix("cpu ")?;
    let ticks: Vec<f64> = line
        .split_whitespace()
        .map_while(|one| one.parse().ok())
        .collect();
    let [user, nice, system, _idle, _iowait, irq, softirq, ..] = ticks[..] else {
        return None;
    };
    Some((user + nice + system + irq + softirq) * 1000.0 / TICKS)
}

/// `/proc/self/stat`: user and system time are the 14th and 15th of its fields, of which the second may have spaces in it.
fn of_process(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11);
    let mut next = || times.next()?.parse::<f64>().ok();
    Some((next()? + next()?) * 1000.0 / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cpu_waits_is_not_counted() {
        assert_eq!(
            busy("cpu  10 1 5 900 50 2 3 0 0 0\ncpu0 1 1 1"),
            Some(210.0)
        );
        assert_eq!(busy("intr 1"), None);
    }

    #[test]
    fn a_process_may_be_called_anything() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194304 100 0 0 0 12 3 0 0 20 0";
        assert_eq!(of_process(stat), Some(150.0));
    }

    #[test]
    fn the_machine_has_spent_what_this_process_has() {
        let before = Cpu::now().expect("Linux");
        let mut sum = 0_u64;
        let began = std::time::Instant::now();
        while began.elapsed().as_millis() < 60 {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        let spent = Cpu::now().expect("Linux").since(before);
        assert!(spent.own_ms > 0.0, "{spent:?}");
    }
}
