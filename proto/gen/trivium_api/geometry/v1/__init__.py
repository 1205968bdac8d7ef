"""Generated from `proto/`; regenerate with `make stubs`."""
