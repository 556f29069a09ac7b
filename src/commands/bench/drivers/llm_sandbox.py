"""llm-sandbox: containers that wait in its pool and are used again, through ``PooledSandboxSession``."""

import json
import logging
import sys
import uuid
from pathlib import Path

from llm_sandbox import SandboxBackend
from llm_sandbox.pool import PoolConfig, PooledSandboxSession, create_pool_manager

logging.disable(logging.CRITICAL)

case = json.loads(sys.stdin.readline())
folder = Path(case["folder"])
pool = create_pool_manager(
    backend=SandboxBackend.DOCKER,
    config=PoolConfig(min_pool_size=2, max_pool_size=2),
    lang="python",
    image=case["image"],
    # Everything that the tests need is in the image.
    skip_environment_setup=True,
    runtime_configs={
        "mem_limit": f"{case['memory_mebibytes']}m",
        "pids_limit": case["processes"],
        "network_mode": "none",
        # Instead of what the image starts by itself.
        "command": ["sleep", "infinity"],
    },
)
try:
    print(json.dumps({}), flush=True)
    for _ in sys.stdin:
        with PooledSandboxSession(pool_manager=pool) as session:
            # A folder of its own, since the container is used again.
            place = f"/tmp/{uuid.uuid4().hex}"
            session.copy_to_runtime(str(folder), place)
            ended = session.execute_command(f"sh -c {json.dumps('cd ' + place + ' && ' + case['shell'])}")
        fault = "" if ended.exit_code == 0 else ended.stdout + ended.stderr or str(ended)
        print(json.dumps({"fault": fault}), flush=True)
finally:
    pool.close()
