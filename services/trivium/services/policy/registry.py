"""Policies from their configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from trivium.prover.policy import template
from trivium.prover.policy.checkpoint import SHIPPED
from trivium.services.policy.backend import Backend
from trivium.services.policy.configuration import ConfigurationError, Entry, key_of, read_policies, url_of
from trivium.services.policy.policy import Limits, Policy
from trivium.services.policy.portfolio import PortfolioBackend
from trivium.services.policy.shipped import ShippedBackend

PORTFOLIO, SMALL = "portfolio", SHIPPED.name


def open_policies(path: Path | None, environ: Mapping[str, str]) -> dict[str, Policy]:
    """The policies of a file, not yet started, after those that are always there; raises ConfigurationError.

    `portfolio` and `small`, the checkpoint that comes with trivium, always are; a file may put others in their place.
    """
    found = {PORTFOLIO: Policy(PORTFOLIO, PortfolioBackend()), SMALL: Policy(SMALL, ShippedBackend(SHIPPED))}
    entries = read_policies(path) if path is not None else []
    for entry in [e for e in entries if e.backend != "ensemble"]:
        found[entry.name] = _policy(entry, _backend(entry, environ))
    for entry in [e for e in entries if e.backend == "ensemble"]:
        found[entry.name] = _policy(entry, _ensemble(entry, found))
    return found


def _policy(entry: Entry, backend: Backend) -> Policy:
    default = Limits()
    limits = Limits(
        entry.count("concurrency", default.concurrency),
        entry.count("waiting", default.waiting),
        entry.number("timeout", default.timeout),
    )
    return Policy(entry.name, backend, limits, entry.path("log") if "log" in entry.values else None)


def _ensemble(entry: Entry, known: Mapping[str, Policy]) -> Backend:
    from trivium.services.policy.ensemble import EnsembleBackend

    names = entry.texts("members")
    unknown = [name for name in names if name not in known or known[name].backend.nature.backend == "ensemble"]
    if unknown:
        raise entry.wrong("members", f"names {unknown[0]!r}, which is no policy that is no ensemble itself")
    return EnsembleBackend([known[name] for name in names])


def _backend(entry: Entry, environ: Mapping[str, str]) -> Backend:
    # what a backend needs is imported where it is used: the extra `model` may be missing
    try:
        match entry.backend:
            case "portfolio":
                return PortfolioBackend()
            case "replay":
                from trivium.services.policy.replay import ReplayBackend

                return ReplayBackend(entry.path("recorded"))
            case "knn":
                from trivium.services.policy.knn import KnnBackend

                return KnnBackend(entry.path("index"))
            case "embedded":
                return _embedded(entry)
            case _:
                return _openai(entry, environ)
    except ImportError as error:
        raise ConfigurationError(f"{entry.origin}: the extra `model` is not installed: {error}") from None


def _embedded(entry: Entry) -> Backend:
    from trivium.services.policy.embedded import EmbeddedBackend, Embedding

    default = Embedding(Path())
    return EmbeddedBackend(
        Embedding(
            entry.path("checkpoint"),
            entry.text("precision", ""),
            _template(entry, "") if {"template", "template_file"} & set(entry.values) else None,
            entry.count("threads", default.threads),
            entry.switch("beam"),
            entry.count("batch", default.batch),
            entry.heat(),
        )
    )


def _openai(entry: Entry, environ: Mapping[str, str]) -> Backend:
    from trivium.services.policy.openai import OpenaiBackend, Served

    key = key_of(entry, environ)
    return OpenaiBackend(
        Served(
            url_of(entry, with_key=bool(key)),
            entry.text("model"),
            _template(entry, "general"),
            key,
            entry.switch("beam"),
            entry.heat(),
            entry.count("concurrency", Limits().concurrency),
        )
    )


def _template(entry: Entry, default: str) -> template.Template:
    try:
        if "template_file" in entry.values:
            path = entry.path("template_file")
            return template.read(path.read_text(encoding="utf-8"), str(path))
        return template.load(entry.text("template", default))
    except (template.TemplateError, OSError, UnicodeDecodeError) as error:
        raise entry.wrong("template", f"cannot be used: {error}") from None


def in_order(policies: Mapping[str, Policy]) -> Sequence[Policy]:
    """Policies so that the members of an ensemble come before it."""
    return sorted(policies.values(), key=lambda policy: policy.backend.nature.backend == "ensemble")
