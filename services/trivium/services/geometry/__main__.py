"""`python -m trivium.services.geometry`."""

from trivium.services.gateway import serve

if __name__ == "__main__":
    raise SystemExit(serve(("geometry",)))
