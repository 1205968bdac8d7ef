"""`python -m trivium.services.prover`."""

from trivium.services.gateway import serve

if __name__ == "__main__":
    raise SystemExit(serve(("prover",)))
