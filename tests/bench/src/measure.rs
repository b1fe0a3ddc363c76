//! Whole processes, measured in turns: what one run takes of time, processor and memory, and how two compare.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4 as _;

/// What one run of a process took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// On all processors, in the program and the system, of it and of all that it waited for.
    pub cpu: Duration,
    /// The same, in the program alone.
    pub user: Duration,
    /// The most memory that it, or one that it waited for, had at once. The system counts in what the process had that
    /// started it, so that one must stay small.
    pub peak: u64,
}

/// Runs a command to its end, without its output.
///
/// # Errors
/// It cannot be started, or it says that it failed.
pub fn run(command: &mut Command) -> io::Result<Cost> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    if !ended.status.success() {
        return Err(io::Error::other(format!("{command:?}: {}", ended.status)));
    }
    let cpu = ended.rusage.utime + ended.rusage.stime;
    Ok(Cost { wall, cpu, user: ended.rusage.utime, peak: ended.rusage.maxrss })
}

/// The same where the command may say that what it read is wrong.
///
/// # Errors
/// It cannot be started, or it is ended by the system.
pub fn run_to_any_end(command: &mut Command) -> io::Result<Cost> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    if ended.status.code().is_none() {
        return Err(io::Error::other(format!("{command:?}: {}", ended.status)));
    }
    let cpu = ended.rusage.utime + ended.rusage.stime;
    Ok(Cost { wall, cpu, user: ended.rusage.utime, peak: ended.rusage.maxrss })
}

/// The runs of two commands in turns.
#[derive(Debug, Default)]
pub struct Pairs {
    runs: Vec<[Cost; 2]>,
}

impl Pairs {
    /// Runs A B A B …, after one of each that does not count: it fills the caches of the system.
    ///
    /// # Errors
    /// Those of [`run`].
    pub fn run(
        rounds: usize,
        mut one: impl FnMut() -> io::Result<Cost>,
        mut other: impl FnMut() -> io::Result<Cost>,
    ) -> io::Result<Self> {
        one()?;
        other()?;
        let mut runs = Vec::with_capacity(rounds);
        for _ in 0..rounds.max(1) {
            runs.push([one()?, other()?]);
        }
        Ok(Self { runs })
    }

    /// The median costs of both, each figure by itself.
    pub fn medians(&self) -> [Cost; 2] {
        let [one, other] = [0, 1].map(|which| {
            let of =
                |figure: fn(&Cost) -> f64| median(self.runs.iter().filter_map(|r| r.get(which)).map(figure).collect());
            Cost {
                wall: Duration::from_secs_f64(of(|c| c.wall.as_secs_f64())),
                cpu: Duration::from_secs_f64(of(|c| c.cpu.as_secs_f64())),
                user: Duration::from_secs_f64(of(|c| c.user.as_secs_f64())),
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size of memory")]
                peak: of(|c| c.peak as f64) as u64,
            }
        });
        [one, other]
    }

    /// The median over the pairs of what A took, in terms of what B took right after it: a busy machine slows both.
    pub fn ratio(&self, figure: fn(&Cost) -> f64) -> f64 {
        median(self.runs.iter().map(|[one, other]| figure(one) / figure(other)).collect())
    }
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    let at = |index: usize| of.get(index).copied().unwrap_or_default();
    if of.len() % 2 == 1 {
        at(of.len() / 2)
    } else {
        f64::midpoint(at(of.len() / 2), at((of.len() / 2).saturating_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_ratios() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-9);
        let cost = |ms, peak| Cost { wall: Duration::from_millis(ms), cpu: Duration::ZERO, user: Duration::ZERO, peak };
        let pairs =
            Pairs { runs: vec![[cost(20, 5), cost(10, 1)], [cost(60, 6), cost(20, 1)], [cost(21, 7), cost(10, 1)]] };
        assert!((pairs.ratio(|c| c.wall.as_secs_f64()) - 2.1).abs() < 1e-9);
        assert_eq!((pairs.medians()[0].wall.as_millis(), pairs.medians()[0].peak), (21, 6));
    }

    #[test]
    #[cfg(unix)]
    fn measures_a_process() -> io::Result<()> {
        let cost = run(Command::new("sh").args(["-c", "sleep 0.05"]))?;
        assert!(cost.wall >= Duration::from_millis(50) && cost.peak > 100_000, "{cost:?}");
        assert!(run(Command::new("sh").args(["-c", "exit 3"])).is_err());
        Ok(())
    }
}
