"""Generated from `proto/trivium_api`; regenerate with `make stubs`."""
