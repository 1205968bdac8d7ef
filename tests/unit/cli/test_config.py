from pathlib import Path

import pytest
import typer

from trivium.cli.config import config_path, default_map, load_defaults
from trivium.cli.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text)
    return path


def test_no_file_means_no_defaults(tmp_path: Path) -> None:
    assert load_defaults(tmp_path / "config.toml") == {}


def test_the_prove_table_gives_defaults_by_parameter(tmp_path: Path) -> None:
    path = write(tmp_path, '[prove]\nserver = "lab:50051"\ntls-ca = "ca.pem"\njson = true\n[other]\nx = 1\n')
    assert load_defaults(path) == {"server": "lab:50051", "tls_ca": "ca.pem", "as_json": True}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[prove]\nsevrer = 'x'\n", "unknown key 'sevrer'"),
        ("[prove]\nserver = ['x']\n", "'server' must be"),
        ("prove = 3\n", "'prove' must be a table"),
        ("[prove\n", "config.toml"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_defaults(write(tmp_path, text))


def test_each_command_gets_the_defaults_of_its_own_parameters() -> None:
    app, geo = typer.Typer(), typer.Typer()

    @geo.command()
    def solve(server: str = "", seed: int = 0) -> None: ...

    @geo.command()
    def draw(width: int = 0) -> None: ...

    @app.command()
    def doctor(quiet: bool = False) -> None: ...

    app.add_typer(geo, name="geo")
    assert default_map(typer.main.get_command(app), {"server": "a:1", "quiet": True}) == {
        "geo": {"solve": {"server": "a:1"}, "draw": {}},
        "doctor": {"quiet": True},
    }


def test_the_file_is_looked_for_where_the_base_directory_specification_says(tmp_path: Path) -> None:
    assert config_path({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "trivium" / "config.toml"
    assert config_path({"HOME": "/home/ada"}) == Path("/home/ada/.config/trivium/config.toml")
