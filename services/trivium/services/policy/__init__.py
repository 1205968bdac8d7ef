"""The policy service: models and other proposers, in a process of their own that alone knows keys and endpoints."""
