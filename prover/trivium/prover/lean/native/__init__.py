"""The embedded Lean as a library: what runs inside the sandbox, with nothing but the standard library.

`__main__` is the zygote, a process that has imported the core and forks a child for each piece of work. A child
elaborates texts (`frontend`), keeps proof states, or replays declarations in the kernel (`kernel`).
"""
