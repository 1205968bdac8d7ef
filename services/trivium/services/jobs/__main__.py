"""`python -m trivium.services.jobs`."""

from trivium.services.gateway import serve

if __name__ == "__main__":
    raise SystemExit(serve(("jobs",)))
