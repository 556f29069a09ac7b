//! What a container may do and use, as the engine's settings. Everything that isolates a sandbox is in this file and
//! in `seccomp.json` beside it.

use std::collections::HashMap;

use bollard::models::{
    ContainerCreateBody, HostConfig, HostConfigLogConfig, Mount, MountType, ResourcesUlimits,
    VolumeCreateRequest,
};

use super::image::{Image, Role};
use crate::limits::Limits;

/// Labels that containers and volumes get and images never have, so that a sweep finds nothing else.
pub(crate) const INSTANCE_LABEL: &str = "assay.instance";
pub(crate) const ROLE_LABEL: &str = "assay.role";

/// The examiner's user: nobody on any usual system, and below every sandbox's.
const EXAMINER_USER: u32 = 65_532;
/// Where the volume with the examiner's socket is mounted in both.
const MEETING_PLACE: &str = "/run/assay";
const MEBIBYTE: i64 = 1024 * 1024;
/// What a sandbox calls itself.
const SANDBOX_HOST: &str = "sandbox";

/// Only what this binary's own system calls need; socket families that reach the host are not among them.
const SECCOMP: &str = include_str!("seccomp.json");

/// The limits that make one container differ from another; the warm pool keeps one kind a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ContainerLimits {
    memory_mebibytes: i64,
    cpu_thousandths: i64,
    processes: i64,
    file_mebibytes: i64,
    scratch_mebibytes: i64,
    sockets: bool,
}

impl ContainerLimits {
    /// The engine refuses more cores than there are, so they are capped at the machine's.
    pub(crate) fn new(limits: &Limits, cores: u64) -> Self {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX / MEBIBYTE);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "clamped to the machine's cores, which are few"
        )]
        let cpu_thousandths =
            (limits.cpu_cores.clamp(0.01, cores.max(1) as f64) * 1000.0).round() as i64;
        Self {
            memory_mebibytes: whole(limits.memory_mebibytes),
            cpu_thousandths,
            processes: i64::from(limits.processes),
            file_mebibytes: whole(limits.file_mebibytes),
            scratch_mebibytes: whole(limits.scratch_mebibytes),
            sockets: limits.sockets,
        }
    }

    /// Whether code that cannot make a socket runs in it, so that sharing a network namespace lets it meet nobody.
    pub(crate) fn may_share_a_network(self) -> bool {
        !self.sockets
    }

    pub(crate) fn memory_mebibytes(self) -> u64 {
        self.memory_mebibytes.unsigned_abs()
    }
}

/// The settings of one candidate's container. With `network`, the name of a container whose network namespace it
/// shares, its first process has to be the agent, which forbids sockets before anything else runs.
pub(crate) fn sandbox(
    instance: &str,
    image: &Image,
    user: u32,
    limits: ContainerLimits,
    network: Option<&str>,
    oci_runtime: Option<&str>,
) -> ContainerCreateBody {
    let memory = limits.memory_mebibytes.saturating_mul(MEBIBYTE);
    let host = HostConfig {
        memory: Some(memory),
        // Memory and swap together: so there is none.
        memory_swap: Some(memory),
        nano_cpus: Some(limits.cpu_thousandths.saturating_mul(1_000_000)),
        // The agent is one process more; it is ours. No RLIMIT_NPROC: it counts a user's processes in the whole machine.
        pids_limit: Some(limits.processes.saturating_add(1)),
        ulimits: Some(vec![
            ulimit("fsize", limits.file_mebibytes.saturating_mul(MEBIBYTE)),
            ulimit("nofile", 1024),
            ulimit("core", 0),
            ulimit("memlock", 64 * 1024),
            ulimit("msgqueue", 0),
        ]),
        tmpfs: Some(HashMap::from([
            ("/tmp".to_owned(), tmpfs(limits.scratch_mebibytes)),
            // Only `multiprocessing` needs it, for its locks. It counts as memory, as /tmp does.
            ("/dev/shm".to_owned(), tmpfs(8)),
        ])),
        mounts: Some(vec![meeting_place(instance, true)]),
        log_config: Some(logging("local")),
        runtime: oci_runtime.map(str::to_owned),
        // Under memory pressure of the whole machine, sandboxes go first.
        oom_score_adj: Some(500),
        network_mode: Some(network.map_or("none".to_owned(), |name| format!("container:{name}"))),
        ..confined()
    };
    let mut command = python("assay_runner.agent");
    if limits.sockets {
        command.push("--sockets".to_owned());
    }
    ContainerCreateBody {
        image: Some(image.name.clone()),
        cmd: Some(command),
        env: Some(environment(image)),
        user: Some(format!("{user}:{user}")),
        // With a shared namespace it is that container's.
        hostname: network.is_none().then(|| SANDBOX_HOST.to_owned()),
        working_dir: Some("/tmp".to_owned()),
        labels: Some(labels(instance, Role::Sandbox.name())),
        network_disabled: network.is_none().then_some(true),
        host_config: Some(host),
        ..ContainerCreateBody::default()
    }
}

/// The settings of the examiner's container. It runs our code only, but on a candidate's values: so it is confined too.
pub(crate) fn examiner(instance: &str, image: &Image, memory_bytes: u64) -> ContainerCreateBody {
    let memory = i64::try_from(memory_bytes).unwrap_or(i64::MAX);
    let host = HostConfig {
        memory: Some(memory),
        memory_swap: Some(memory),
        // A hidden test may start a thousand threads, and several submissions run at once.
        pids_limit: Some(8192),
        ulimits: Some(vec![ulimit("core", 0)]),
        tmpfs: Some(HashMap::from([("/tmp".to_owned(), tmpfs(512))])),
        mounts: Some(vec![meeting_place(instance, false)]),
        // Its output is read as it comes; nothing of it belongs on the disk.
        log_config: Some(logging("none")),
        ..confined()
    };
    ContainerCreateBody {
        image: Some(image.name.clone()),
        cmd: Some(python("assay_runner.examiner")),
        env: Some(environment(image)),
        user: Some(format!("{EXAMINER_USER}:{EXAMINER_USER}")),
        hostname: Some("examiner".to_owned()),
        working_dir: Some("/tmp".to_owned()),
        labels: Some(labels(instance, Role::Examiner.name())),
        attach_stdin: Some(true),
        attach_stdout: Some(true),
        attach_stderr: Some(true),
        open_stdin: Some(true),
        // When the server is gone its stdin closes, and it exits.
        stdin_once: Some(true),
        network_disabled: Some(true),
        host_config: Some(host),
        ..ContainerCreateBody::default()
    }
}

/// The settings of the container whose network namespace sandboxes share: nothing is in it but a process that sleeps.
pub(crate) fn network(instance: &str, image: &Image) -> ContainerCreateBody {
    let memory = 16 * MEBIBYTE;
    let host = HostConfig {
        memory: Some(memory),
        memory_swap: Some(memory),
        pids_limit: Some(4),
        log_config: Some(logging("none")),
        ..confined()
    };
    ContainerCreateBody {
        image: Some(image.name.clone()),
        cmd: Some(vec!["sleep".to_owned(), "infinity".to_owned()]),
        env: Some(environment(image)),
        user: Some(format!("{EXAMINER_USER}:{EXAMINER_USER}")),
        hostname: Some(SANDBOX_HOST.to_owned()),
        labels: Some(labels(instance, "network")),
        network_disabled: Some(true),
        host_config: Some(host),
        ..ContainerCreateBody::default()
    }
}

/// The volume in which both meet: memory, owned by the examiner, with room for a socket and nothing else.
pub(crate) fn volume(instance: &str) -> VolumeCreateRequest {
    let option = |name: &str, value: String| (name.to_owned(), value);
    VolumeCreateRequest {
        name: Some(volume_name(instance)),
        driver: Some("local".to_owned()),
        driver_opts: Some(HashMap::from([
            option("type", "tmpfs".to_owned()),
            option("device", "tmpfs".to_owned()),
            option(
                "o",
                format!(
                    "size=64k,nr_inodes=16,mode=0755,uid={EXAMINER_USER},gid={EXAMINER_USER},nosuid,nodev,noexec"
                ),
            ),
        ])),
        labels: Some(HashMap::from([(
            INSTANCE_LABEL.to_owned(),
            instance.to_owned(),
        )])),
        ..VolumeCreateRequest::default()
    }
}

pub(crate) fn volume_name(instance: &str) -> String {
    format!("assay-{instance}")
}

pub(crate) fn container_name(instance: &str, who: &str) -> String {
    format!("assay-{instance}-{who}")
}

/// What holds for every container of ours.
fn confined() -> HostConfig {
    HostConfig {
        network_mode: Some("none".to_owned()),
        readonly_rootfs: Some(true),
        cap_drop: Some(vec!["ALL".to_owned()]),
        security_opt: Some(vec![
            "no-new-privileges".to_owned(),
            format!("seccomp={SECCOMP}"),
        ]),
        // A namespace of its own, without the engine's larger /dev/shm.
        ipc_mode: Some("none".to_owned()),
        init: Some(false),
        privileged: Some(false),
        // Not removed by the engine itself: how it ended is read first.
        auto_remove: Some(false),
        ..HostConfig::default()
    }
}

/// Without `-E`, which `-I` brings and which would ignore the one variable of Python's that is wanted: an environment is
/// given in which there is no other, and of the rest of `-I` nothing is missing.
fn python(module: &str) -> Vec<String> {
    ["python3", "-s", "-P", "-B", "-m", module]
        .map(str::to_owned)
        .to_vec()
}

/// A name without `=` unsets what the base image, or the engine, sets.
fn environment(image: &Image) -> Vec<String> {
    let ours = [
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("LANG", "C.UTF-8"),
        ("HOME", "/tmp"),
        // A text has the same hash on both sides of the bridge, and a set the same order, in every run.
        ("PYTHONHASHSEED", "0"),
    ];
    let theirs = image
        .environment
        .iter()
        .map(String::as_str)
        .chain(["HOSTNAME"]);
    theirs
        .filter(|name| ours.iter().all(|(kept, _)| kept != name))
        .map(str::to_owned)
        .chain(ours.iter().map(|(name, value)| format!("{name}={value}")))
        .collect()
}

fn meeting_place(instance: &str, read_only: bool) -> Mount {
    Mount {
        typ: Some(MountType::VOLUME),
        source: Some(volume_name(instance)),
        target: Some(MEETING_PLACE.to_owned()),
        read_only: Some(read_only),
        ..Mount::default()
    }
}

fn labels(instance: &str, role: &str) -> HashMap<String, String> {
    HashMap::from([
        (INSTANCE_LABEL.to_owned(), instance.to_owned()),
        (ROLE_LABEL.to_owned(), role.to_owned()),
    ])
}

/// The number of files is limited too, since each costs the kernel memory however small it is.
fn tmpfs(mebibytes: i64) -> String {
    format!("rw,nosuid,nodev,noexec,mode=1777,size={mebibytes}m,nr_inodes=16384")
}

fn ulimit(name: &str, value: i64) -> ResourcesUlimits {
    ResourcesUlimits {
        name: Some(name.to_owned()),
        soft: Some(value),
        hard: Some(value),
    }
}

fn logging(driver: &str) -> HostConfigLogConfig {
    // What an agent says when it cannot start is small; whatever else comes is dropped, not kept on the disk.
    let config = (driver == "local").then(|| {
        HashMap::from([
            ("max-size".to_owned(), "64k".to_owned()),
            ("max-file".to_owned(), "1".to_owned()),
            ("compress".to_owned(), "false".to_owned()),
        ])
    });
    HostConfigLogConfig {
        typ: Some(driver.to_owned()),
        config,
    }
}
