"""The kinds of batches that come with trivium."""
