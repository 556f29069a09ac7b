"""What a sandbox lets through, found out by trying. Runs as the first process of a container with a sandbox's settings.

Prints one JSON object a check: its name, whether the limit held, and what was found. Arguments: the limits as JSON, then
the names of the checks to make (all, when none is named).
"""

import ctypes
import errno
import json
import os
import signal
import socket
import sys
import time

LIMITS = json.loads(sys.argv[1])
MEBIBYTE = 1 << 20

if not LIMITS["sockets"]:
    # As the agent does before anything else runs.
    from assay_runner.agent import confinement

    confinement.forbid_sockets()


def network():
    """No interface but the loopback, and no way out."""
    interfaces = sorted(os.listdir("/sys/class/net"))
    reached = []
    for address in ("1.1.1.1", "169.254.169.254", "172.17.0.1"):
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
                sock.settimeout(2)
                sock.connect((address, 53))
                reached.append(address)
        except OSError as error:
            if error.errno not in (errno.ENETUNREACH, errno.EPERM):
                reached.append(f"{address} ({error})")
    return not reached and interfaces == ["lo"], f"interfaces: {', '.join(interfaces)}; reached: {', '.join(reached) or 'nothing'}"


def read_only_root():
    """Nothing can be written but in /tmp and the small /dev/shm."""
    written = []
    for folder, _, _ in os.walk("/"):
        if folder.startswith(("/proc/", "/sys/", "/tmp", "/dev/shm", "/dev/mqueue")):
            continue
        path = os.path.join(folder, "assay-probe")
        try:
            with open(path, "w"):
                written.append(folder)
        except OSError:
            pass
    for path in ("/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/etc/passwd", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern"):
        try:
            with open(path, "a"):
                written.append(path)
        except OSError:
            pass
    return not written, f"could write: {', '.join(written) or 'nothing'}"


def capabilities():
    """No capability, now or later."""
    held = {name: value for name, value in status().items() if name.startswith("Cap") and int(value, 16)}
    no_new = status()["NoNewPrivs"]
    return not held and no_new == "1", f"held: {held or 'none'}; no-new-privileges: {no_new}"


def user():
    """A user of its own, and no program that would make another of it."""
    set_id = []
    device = os.stat("/").st_dev
    for folder, _, files in os.walk("/"):
        for name in files:
            path = os.path.join(folder, name)
            try:
                found = os.lstat(path)
            except OSError:
                continue
            if found.st_dev == device and found.st_mode & 0o6000 and not os.path.islink(path):
                set_id.append(path)
    return os.getuid() >= 100_000 and not set_id, f"user {os.getuid()}, group {os.getgid()}; set-user-id programs: {', '.join(set_id) or 'none'}"


def environment():
    """Nothing of the engine's, the image's or the operator's."""
    names = sorted(os.environ)
    return names == ["HOME", "LANG", "PATH", "PYTHONHASHSEED"], f"variables: {', '.join(names)}"


def socket_families():
    """No socket that reaches the host of a virtual machine or rarely used kernel code; none at all unless they are allowed."""
    refused, let_through = [], []
    for family in range(46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind, 0).close()
                let_through.append(family)
            except OSError as error:
                if error.errno == errno.EPERM:
                    refused.append(family)
    let_through = sorted(set(let_through))
    allowed = {socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK} if LIMITS["sockets"] else set()
    return set(let_through) <= allowed and 40 in refused, f"families let through: {let_through}"


def meeting():
    """Nothing by which two sandboxes could meet in the network namespace that they share: no name, no address, no pair but of streams."""
    let_through = []

    def attempt(name, trial):
        try:
            trial()
            let_through.append(name)
        except OSError as error:
            if error.errno != errno.EPERM:
                let_through.append(f"{name} ({error})")

    here, there = socket.socketpair()
    for name, trial in {
        "an abstract name": lambda: here.bind("\0assay-probe"),
        "listening": here.listen,
        "connecting": lambda: there.connect("\0assay-probe"),
        "accepting": here.accept,
        "a pair of datagrams": lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM),
        "a pair of packets": lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET),
        "the loopback": lambda: socket.create_server(("127.0.0.1", 0)),
    }.items():
        attempt(name, trial)
    child = os.fork()
    if child == 0:
        # What is executed anew is no freer.
        os.execv(sys.executable, [sys.executable, "-c", "import socket; socket.socket()"])
    executed = os.waitpid(child, 0)[1]
    here.send(b"x")
    pairs = there.recv(1) == b"x"
    held = LIMITS["sockets"] or not let_through and executed != 0
    return held and pairs, f"let through: {', '.join(let_through) or 'nothing'}"


def system_calls():
    """No tracing, no new namespaces, no mounts, no kernel keyring, no io_uring: each is refused with EPERM."""
    libc = ctypes.CDLL(None, use_errno=True)
    calls = {
        "x86_64": {"ptrace": 101, "mount": 165, "unshare": 272, "add_key": 248, "keyctl": 250, "bpf": 321, "userfaultfd": 323, "process_vm_readv": 310, "io_uring_setup": 425},
        "aarch64": {"ptrace": 117, "mount": 40, "unshare": 97, "add_key": 217, "keyctl": 219, "bpf": 280, "userfaultfd": 282, "process_vm_readv": 270, "io_uring_setup": 425},
    }[os.uname().machine]
    let_through = []
    for name, number in calls.items():
        ctypes.set_errno(0)
        libc.syscall(number, 0, 0, 0, 0, 0)
        if ctypes.get_errno() != errno.EPERM:
            let_through.append(f"{name} ({os.strerror(ctypes.get_errno())})")
    return status()["Seccomp"] == "2" and not let_through, f"let through: {', '.join(let_through) or 'none'} of {len(calls)}"


def processes():
    """A fork bomb ends at the limit."""
    children = []
    try:
        while len(children) < LIMITS["processes"] + 50:
            child = os.fork()
            if child == 0:
                signal.pause()
            children.append(child)
        bounded = False
    except OSError:
        bounded = True
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return bounded and len(children) <= LIMITS["processes"], f"{len(children)} children beside the first process"


def memory():
    """A process that takes more than the limit is ended by the kernel; there is no swap to take."""
    child = os.fork()
    if child == 0:
        held = []
        while len(held) < 2 * LIMITS["memory_mebibytes"]:
            held.append(bytearray(MEBIBYTE))
        os._exit(0)
    _, ended = os.waitpid(child, 0)
    by = signal.Signals(os.WTERMSIG(ended)).name if os.WIFSIGNALED(ended) else "nothing"
    return by == "SIGKILL", f"ended by {by}"


def file_size():
    """No single file can be larger than the limit."""
    largest = 0
    try:
        with open("/tmp/probe", "wb", buffering=0) as file:
            while largest <= LIMITS["file_mebibytes"]:
                file.write(b"x" * MEBIBYTE)
                largest += 1
        held = False
    except OSError as error:
        held = error.errno == errno.EFBIG
    os.unlink("/tmp/probe")
    return held and largest == LIMITS["file_mebibytes"], f"{largest} MiB in one file"


def scratch():
    """/tmp is small, in bytes and in files, and takes no devices or set-user-id programs."""
    total, full = 0, False
    try:
        while total <= LIMITS["scratch_mebibytes"]:
            with open(f"/tmp/probe{total}", "wb", buffering=0) as file:
                file.write(b"x" * MEBIBYTE)
            total += 1
    except OSError as error:
        full = error.errno == errno.ENOSPC
    for number in range(total + 1):
        if os.path.exists(f"/tmp/probe{number}"):
            os.unlink(f"/tmp/probe{number}")
    with open("/proc/mounts") as mounts:
        options = next(line.split()[3].split(",") for line in mounts if line.split()[1] == "/tmp")
    flags = {"nosuid", "nodev", "noexec"} <= set(options)
    # Some blocks may be held by the file that is only half written.
    return full and flags and total <= LIMITS["scratch_mebibytes"], f"{total} MiB; {', '.join(options)}"


def cpu():
    """Processes together get no more than the limit, however many there are."""
    began, wall = time.process_time(), time.monotonic()
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            while time.monotonic() - wall < 1.0:
                pass
            os._exit(0)
        children.append(child)
    used = sum(sum(os.wait4(child, 0)[2][:2]) for child in children) + time.process_time() - began
    share = used / (time.monotonic() - wall)
    # The kernel grants a period's quota at once, so a short measurement is a little over.
    return share <= LIMITS["cpu_cores"] * 1.3 + 0.1, f"{share:.2f} of {LIMITS['cpu_cores']} cores"


def no_examiner():
    """Nothing of the examiner's side is in the sandbox."""
    found = []
    for module in ("pytest", "_pytest", "hypothesis", "pytest_asyncio"):
        try:
            __import__(module)
            found.append(module)
        except ImportError:
            pass
    for folder, _, files in os.walk("/opt/assay"):
        found += [os.path.join(folder, name) for name in files if "examiner" in os.path.join(folder, name)]
    return not found and os.path.isdir("/opt/assay/assay_runner/agent"), f"found: {', '.join(found) or 'nothing'}"


def status():
    with open("/proc/self/status") as lines:
        return dict((part.strip() for part in line.split(":", 1)) for line in lines)


CHECKS = (
    network,
    read_only_root,
    capabilities,
    user,
    environment,
    socket_families,
    meeting,
    system_calls,
    processes,
    memory,
    file_size,
    scratch,
    cpu,
    no_examiner,
)

for check in CHECKS:
    if len(sys.argv) > 2 and check.__name__ not in sys.argv[2:]:
        continue
    try:
        held, found = check()
    except Exception as error:
        held, found = False, f"the check itself failed: {error!r}"
    print(json.dumps({"check": check.__name__, "held": held, "promise": check.__doc__, "found": found}), flush=True)
