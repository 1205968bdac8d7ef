"""What holds for every test: the jobs of whoever runs them are left alone, and Ctrl-C can be pressed."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile

os.environ["TRIVIUM_JOBS_DIR"] = tempfile.mkdtemp(prefix="trivium-jobs-")
atexit.register(shutil.rmtree, os.environ["TRIVIUM_JOBS_DIR"], ignore_errors=True)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job: its children would ignore it too
    signal.signal(signal.SIGINT, signal.default_int_handler)
