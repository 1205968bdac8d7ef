"""The job service: batches as long-running operations that survive their client and the service itself."""
