import batch_specimens
import pytest

from trivium.services.batch import register
from trivium.services.local import default_engine
from trivium.services.runtime.operation import EngineSettings


@pytest.fixture(autouse=True, scope="session")
def specimens() -> None:
    register("test.remainders", batch_specimens.SOURCE)
    register("test.squares", batch_specimens.ITEMS_SOURCE)


@pytest.fixture
def engine() -> EngineSettings:
    return default_engine({})
