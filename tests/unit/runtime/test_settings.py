from __future__ import annotations

from pathlib import Path

import pytest

from trivium.services.runtime.settings import (
    ServerSettings,
    SettingsError,
    config_path,
    load_settings,
    toolchain_environment,
)

NOWHERE = Path("/nonexistent/config.toml")
DIGEST = "ab" * 32


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text('[serve]\nworkers = 3\nmax-wall = 7\nbind = "127.0.0.1:1"\n[prove]\nserver = "x"\n')
    return path


def test_without_any_layer_the_defaults_hold() -> None:
    assert load_settings({}, {}, NOWHERE) == ServerSettings()


def test_a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default(config: Path) -> None:
    environ = {"TRIVIUM_BIND": "127.0.0.1:2", "TRIVIUM_MAX_WALL": "8"}
    settings = load_settings({"bind": "127.0.0.1:3", "workers": None}, environ, config)
    assert (settings.bind, settings.max_wall, settings.workers, settings.spares) == ("127.0.0.1:3", 8.0, 3, 1)


def test_the_file_is_found_where_the_base_directory_specification_says() -> None:
    assert config_path({"HOME": "/home/a"}) == Path("/home/a/.config/trivium/config.toml")
    assert config_path({"HOME": "/home/a", "XDG_CONFIG_HOME": "/etc/b"}) == Path("/etc/b/trivium/config.toml")


def test_maps_are_read_from_text_and_from_tables(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'[serve.tokens]\nalice = "{DIGEST}"\n[serve.backends]\ncas = "host:1"\n')
    from_table = load_settings({}, {}, path)
    from_text = load_settings({}, {"TRIVIUM_TOKENS": f"alice={DIGEST}", "TRIVIUM_BACKENDS": "cas=host:1"}, NOWHERE)
    from_flags = load_settings({"tokens": [f"alice={DIGEST}"], "backends": ["cas=host:1"]}, {}, NOWHERE)
    assert from_table == from_text == from_flags
    assert from_table.backends == {"cas": "host:1"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("workers", "0"),
        ("workers", "many"),
        ("workers", "1e3"),
        ("max_wall", "-1"),
        ("max_wall", "nan"),
        ("max_wall", "inf"),
        ("bind", "localhost"),
        ("bind", "localhost:99999"),
        ("insecure", "perhaps"),
        ("backends", "cas"),
        ("backends", "cas=nowhere"),
        ("metrics_port", "70000"),
        ("jobs_executor", "cluster"),
        ("ray_address", "nowhere"),
        ("ray_address", "ray://head:10001"),
        ("jobs_keep_days", "-1"),
        ("jobs_keep_days", "inf"),
        ("jobs_keep_mb", "1.5"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_with_its_key_and_its_origin(key: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({}, {f"TRIVIUM_{key.upper()}": value}, NOWHERE)
    assert key in str(caught.value)
    assert repr(value) in str(caught.value)
    assert "environment" in str(caught.value)


def test_where_jobs_are_carried_out_and_how_long_they_are_kept_is_read_from_every_layer(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[serve]\njobs-keep-days = 7\njobs_keep_mb = 100\njobs_executor = "inline"\n')
    environ = {
        "TRIVIUM_JOBS_EXECUTOR": "processes",
        "TRIVIUM_JOBS_KEEP_DAYS": "0.5",
        "TRIVIUM_RAY_ADDRESS": "head:6379",
    }
    settings = load_settings({"jobs_executor": "ray"}, environ, path)
    assert (settings.jobs_executor, settings.ray_address) == ("ray", "head:6379")
    assert (settings.jobs_keep_days, settings.jobs_keep_count, settings.jobs_keep_mb) == (0.5, 0, 100)


def test_an_unknown_key_in_the_file_is_named_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[serve]\nwokers = 3\n")
    with pytest.raises(SettingsError, match=r"wokers.*config\.toml"):
        load_settings({}, {}, path)


@pytest.mark.parametrize("text", ["[serve", "serve = 3", b"\xff\xfe"])
def test_a_file_that_is_no_configuration_is_named(tmp_path: Path, text: str | bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(SettingsError, match=r"config\.toml"):
        load_settings({}, {}, path)


def test_a_token_in_the_clear_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        ServerSettings(tokens={"alice": "hunter2"})
    assert "hunter2" not in str(caught.value)


def test_the_backend_token_is_not_shown() -> None:
    assert "hunter2" not in repr(ServerSettings(backend_token="hunter2"))


def test_half_of_a_tls_pair_is_refused() -> None:
    with pytest.raises(SettingsError, match="tls_key"):
        ServerSettings(tls_certificate=Path("a.pem"))


@pytest.mark.parametrize("bind", ["0.0.0.0:1", "[::]:1", "192.0.2.1:1", "example.org:1"])
def test_a_bind_beyond_this_machine_needs_tls_and_authentication(bind: str) -> None:
    tls = {"tls_certificate": Path("c"), "tls_key": Path("k")}
    with pytest.raises(SettingsError, match="TLS"):
        ServerSettings(bind=bind).check_exposure()
    with pytest.raises(SettingsError, match="tokens"):
        ServerSettings(bind=bind, **tls).check_exposure()
    ServerSettings(bind=bind, tokens={"a": DIGEST}, **tls).check_exposure()
    ServerSettings(bind=bind, tls_client_ca=Path("a"), **tls).check_exposure()
    ServerSettings(bind=bind, insecure=True).check_exposure()


@pytest.mark.parametrize("bind", ["127.0.0.1:0", "localhost:1", "[::1]:1", "unix:/tmp/socket"])
def test_a_bind_to_this_machine_needs_neither(bind: str) -> None:
    ServerSettings(bind=bind).check_exposure()


def test_lean_is_run_unsandboxed_only_for_this_machine_or_when_told_so() -> None:
    def allowed(**changes: object) -> bool:
        return ServerSettings(**changes).engine({}).allow_unsandboxed_lean  # type: ignore[arg-type]

    assert allowed()
    assert not allowed(bind="0.0.0.0:1", insecure=True)
    assert allowed(bind="0.0.0.0:1", insecure=True, unsafe_lean=True)


def test_engines_see_the_variables_of_toolchains_and_no_secret() -> None:
    environ = {"PATH": "/bin", "LEAN_SYSROOT": "/lean", "AWS_SECRET": "x", "TRIVIUM_BACKEND_TOKEN": "y", "HOMELY": "z"}
    assert toolchain_environment(environ) == {"PATH": "/bin", "LEAN_SYSROOT": "/lean"}


@pytest.mark.parametrize(
    ("given", "address"), [("8080", "127.0.0.1:8080"), (8080, "127.0.0.1:8080"), ("[::1]:0", "[::1]:0")]
)
def test_a_port_alone_is_one_of_this_machine(given: object, address: str) -> None:
    assert load_settings({"http_bind": given}, {}, NOWHERE).http_bind == address


@pytest.mark.parametrize("given", ["", "unix:/tmp/x", "http", "70000", ":80", True])
def test_what_is_no_address_for_http_is_refused(given: object) -> None:
    with pytest.raises(SettingsError, match="http_bind"):
        load_settings({"http_bind": given}, {}, NOWHERE)


def test_a_token_is_never_told_by_a_refusal() -> None:
    for token in ("short", "x" * 20 + "\n"):
        with pytest.raises(SettingsError, match="http_token") as caught:
            load_settings({"http_token": token}, {}, NOWHERE)
        assert token not in str(caught.value)
    assert "secret-secret-secret" not in repr(load_settings({"http_token": "secret-secret-secret"}, {}, NOWHERE))


@pytest.mark.parametrize(("given", "host"), [("0.0.0.0", "0.0.0.0"), ("::1", "::1")])
def test_metrics_may_be_served_to_others(given: str, host: str) -> None:
    assert load_settings({"metrics_host": given}, {}, NOWHERE).metrics_host == host
    with pytest.raises(SettingsError, match="metrics_host"):
        load_settings({"metrics_host": f"{given}:80x"}, {}, NOWHERE)
