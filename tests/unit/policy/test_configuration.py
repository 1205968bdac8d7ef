"""`policies.toml`: what is wrong with it is named, and a key never is."""

from pathlib import Path

import pytest

from trivium.services.policy.configuration import ConfigurationError
from trivium.services.policy.registry import open_policies

KEY = "sk-77aa5e0c19"
MODEL = '[policies.m]\nbackend = "openai"\nurl = "https://models.example/v1"\nmodel = "x"\n'


def opened(tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    path = tmp_path / "policies.toml"
    path.write_text(text)
    return list(open_policies(path, environ or {}))


def test_the_portfolio_is_always_there(tmp_path: Path) -> None:
    assert opened(tmp_path, "") == ["portfolio", "small"]
    assert list(open_policies(None, {})) == ["portfolio", "small"]
    both = MODEL + '[policies.e]\nbackend = "ensemble"\nmembers = ["portfolio", "m"]\n'
    assert opened(tmp_path, both) == ["portfolio", "small", "m", "e"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[policies", "policies.toml"),
        ("x = 1", "policies.NAME"),
        ("[policies.m]\n", "backend"),
        ('[policies.m]\nbackend = "oracle"', "portfolio, knn"),
        (MODEL + "colour = 1", "colour"),
        (MODEL + f'key = "{KEY}"', "'key'"),
        (MODEL + 'template = "nope"', "deepseek-prover"),
        (MODEL + "timeout = -1", "timeout"),
        (MODEL + "concurrency = true", "concurrency"),
        (MODEL + "temperature = 99", "temperature"),
        (MODEL + 'key_env = "ABSENT"', "ABSENT"),
        (MODEL + 'key_file = "/nonexistent/key"', "key_file"),
        (MODEL + 'key_file = "/x"\nkey_env = "Y"', "give one"),
        (MODEL.replace("https://", "ftp://"), "http"),
        (MODEL.replace("https://", f"https://user:{KEY}@"), "no user"),
        ('[policies.e]\nbackend = "ensemble"\nmembers = ["nobody"]', "nobody"),
        ('[policies.e]\nbackend = "ensemble"\nmembers = []', "members"),
        ('[policies."../x"]\nbackend = "portfolio"', "name"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as caught:
        opened(tmp_path, text)
    assert KEY not in str(caught.value)


def test_a_key_does_not_travel_in_the_clear(tmp_path: Path) -> None:
    plain = MODEL.replace("https://", "http://")
    opened(tmp_path, plain)
    with pytest.raises(ConfigurationError, match="in the clear") as caught:
        opened(tmp_path, plain + 'key_env = "K"', {"K": KEY})
    assert KEY not in str(caught.value)
    opened(tmp_path, MODEL.replace("https://models.example", "http://127.0.0.1:9") + 'key_env = "K"', {"K": KEY})
    for bad in (f"{KEY}\n{KEY}", "", "schlüssel"):
        with pytest.raises(ConfigurationError) as caught:
            opened(tmp_path, MODEL + 'key_env = "K"', {"K": bad})
        assert not bad or bad not in str(caught.value)
