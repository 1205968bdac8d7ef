from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trivium.services.runtime.settings import ServerSettings, SettingsError, load_settings, toolchain_environment

NOWHERE = Path("/nonexistent/config.toml")
KEYS = sorted(ServerSettings.__dataclass_fields__)
values = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text()), st.just("127.0.0.1:1"))


@given(st.dictionaries(st.sampled_from(KEYS), values))
def test_whatever_is_given_the_settings_are_usable_or_refused_by_name(flags: dict[str, object]) -> None:
    refusal = ""
    settings = ServerSettings()
    try:
        settings = load_settings(flags, {}, NOWHERE)
    except SettingsError as error:
        refusal = str(error)
    assert not refusal or any(key in refusal for key in flags)
    assert settings.workers >= 1
    assert settings.max_wall > 0
    assert settings.pool.limits.memory_bytes


@given(
    *(st.none() | st.integers(1, 1000) for _ in range(3)),
)
def test_the_highest_layer_that_has_a_value_decides(flag: int | None, variable: int | None, other: int | None) -> None:
    environ = {} if variable is None else {"TRIVIUM_WORKERS": str(variable)}
    if other is not None:
        environ["WORKERS"] = str(other)
    settings = load_settings({"workers": flag}, environ, NOWHERE)
    expected = next((value for value in (flag, variable) if value is not None), ServerSettings().workers)
    assert settings.workers == expected


@given(st.dictionaries(st.text(), st.text()))
def test_a_token_never_reaches_an_engine(environ: dict[str, str]) -> None:
    passed = toolchain_environment({**environ, "TRIVIUM_TOKENS": "a", "OPENAI_API_KEY": "b", "GITHUB_TOKEN": "c"})
    assert not {"TRIVIUM_TOKENS", "OPENAI_API_KEY", "GITHUB_TOKEN"} & set(passed)
