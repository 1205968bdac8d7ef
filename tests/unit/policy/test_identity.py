"""What a measurement is kept under: the answers of a policy, not its name or its place."""

from pathlib import Path

import pytest

from trivium.services.policy.configuration import ConfigurationError
from trivium.services.policy.identity import identities


def digest(folder: Path, table: str, name: str = "p") -> str:
    file = folder / "policies.toml"
    file.write_text(f"[policies.{name}]\n{table}", "utf-8")
    return identities(file)[name]


def checkpoint(folder: Path, weights: str) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "model.int8.onnx").write_text(weights)
    return folder


def test_a_checkpoint_is_known_by_its_weights_wherever_it_lies(tmp_path: Path) -> None:
    one, moved, other = (checkpoint(tmp_path / n, w) for n, w in (("a", "w"), ("b", "w"), ("c", "v")))
    told = [digest(tmp_path, f'backend = "embedded"\ncheckpoint = "{path}"\n') for path in (one, moved, other)]
    assert told[0] == told[1] != told[2]


def test_what_changes_no_answer_changes_no_digest(tmp_path: Path) -> None:
    one = checkpoint(tmp_path / "a", "w")
    plain = f'backend = "embedded"\ncheckpoint = "{one}"\n'
    assert digest(tmp_path, f'{plain}concurrency = 2\nthreads = 3\nlog = "l"\n') == digest(tmp_path, plain)
    assert digest(tmp_path, f"{plain}temperature = 0.5\n") != digest(tmp_path, plain)


def test_an_ensemble_changes_with_its_members(tmp_path: Path) -> None:
    one = checkpoint(tmp_path / "a", "w")
    file = tmp_path / "policies.toml"
    member = f'[policies.m]\nbackend = "embedded"\ncheckpoint = "{one}"\n'
    file.write_text(f'{member}[policies.e]\nbackend = "ensemble"\nmembers = ["m"]\n')
    before = identities(file)["e"]
    (one / "model.int8.onnx").write_text("v")
    assert identities(file)["e"] != before


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.npz"):
        digest(tmp_path, 'backend = "knn"\nindex = "nowhere.npz"\n')
