"""What the answers of policies depend on, as a digest: the same digest, the same answers, wherever the files lie."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from trivium.prover.policy.checkpoint import SHIPPED
from trivium.services.policy.configuration import ConfigurationError, Entry, read_policies

_FILES = frozenset({"index", "recorded", "template_file"})
_OF_A_CHECKPOINT = ("config.json", "tokenizer.json", "trivium.json", "model.int8.onnx", "model.onnx")
_WITHOUT_EFFECT = frozenset({"concurrency", "waiting", "timeout", "log", "key_env", "key_file", "threads"})


def identities(path: Path | None) -> dict[str, str]:
    """The digest of each policy of a file, and of the checkpoint that comes with trivium.

    That of a model server is the digest of its configuration: what it serves under a name is its own affair.

    Raises ConfigurationError for a file that is not there, or a policy whose files are not.
    """
    entries = {SHIPPED.name: Entry(SHIPPED.name, "embedded", {"checkpoint": str(SHIPPED)}, "trivium")}
    if path is not None:
        entries |= {entry.name: entry for entry in read_policies(path)}
    return {name: _digest(entry, entries) for name, entry in entries.items()}


def _digest(entry: Entry, known: Mapping[str, Entry]) -> str:
    return hashlib.sha256(json.dumps(dict(_told(entry, known)), sort_keys=True).encode()).hexdigest()


def _told(entry: Entry, known: Mapping[str, Entry]) -> Iterable[tuple[str, object]]:
    for key, value in entry.values.items():
        if key in _FILES:
            yield key, _of_files(entry, key, [entry.path(key)])
        elif key == "checkpoint":
            folder = entry.path(key)
            files = [folder / name for name in _OF_A_CHECKPOINT if (folder / name).is_file()]
            yield key, _of_files(entry, key, files or [folder / _OF_A_CHECKPOINT[0]])
        elif key == "members":
            names = [name for name in entry.texts(key) if name != entry.name]
            yield key, [_digest(known[name], known) if name in known else name for name in names]
        elif key not in _WITHOUT_EFFECT:
            yield key, value


def _of_files(entry: Entry, key: str, files: Iterable[Path]) -> str:
    told = hashlib.sha256()
    try:
        for file in files:
            told.update(f"{file.name if key == 'checkpoint' else key}\0".encode())
            told.update(hashlib.sha256(file.read_bytes()).digest())
    except OSError as error:
        raise ConfigurationError(f"{entry.origin}: {key}: {error}") from None
    return told.hexdigest()
