"""`python -m trivium.services.policy`."""

from trivium.services.gateway import serve

if __name__ == "__main__":
    raise SystemExit(serve(("policy",)))
