"""Runs the embedded Lean: `embedded_main.py LIBRARY ARGUMENT…` behaves as `lean ARGUMENT…`.

Started as a script of its own, so that nothing but the standard library is imported.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(library: str, arguments: list[str]) -> int:
    """Exit status of `lean`."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    lean = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    words = [b"lean", *map(os.fsencode, arguments)]
    status: int = lean.lean_main(len(words), (ctypes.c_char_p * (len(words) + 1))(*words, None))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
