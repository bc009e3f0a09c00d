import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--crashes", type=int, default=60, help="how many builds meet with a fault")
    parser.addoption("--rewrite-goldens", action="store_true", help="write what is, not compare")


@pytest.fixture
def rewrite_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-goldens"))
