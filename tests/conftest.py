"""What holds for every test: the jobs of whoever runs them are left alone."""

from __future__ import annotations

import os
import tempfile

os.environ["TRIVIUM_JOBS_DIR"] = tempfile.mkdtemp(prefix="trivium-jobs-")
