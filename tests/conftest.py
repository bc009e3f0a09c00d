import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from deckgen.batch.shelf import FileShelf

# No test may depend on how fast the machine is. Made-up input is the same each time, so that what
# fails is the change; `make fuzz` makes up other input.
_UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("steady", _UNHURRIED, derandomize=True)
settings.register_profile("wild", _UNHURRIED, max_examples=1000)
settings.load_profile("steady")

# What a shell runs in the background passes over interrupts, and so would all that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--crashes", type=int, default=60, help="how many builds meet with a fault")
    parser.addoption("--rewrite-goldens", action="store_true", help="write what is, not compare")


@pytest.fixture
def rewrite_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-goldens"))


@pytest.fixture(autouse=True, scope="session")
def nothing_is_kept() -> Iterator[None]:
    """Let nothing that a test patched reach the next process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("deckgen.batch.runners.shelf", lambda: FileShelf(os.devnull))
        yield
