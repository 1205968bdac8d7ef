"""`python -m trivium.services.cas`."""

from trivium.services.gateway import serve

if __name__ == "__main__":
    raise SystemExit(serve(("cas",)))
