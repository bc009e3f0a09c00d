"""What is wrong with what became of a hostile lesson; nothing, where it was dealt with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from case import Case

MIB: Final = 512
SECONDS: Final = 20


def faults(case: Case, result: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the faults of one build, as sentences that name the case."""
    return tuple(f"{case.name}: {fault}" for fault in _faults(case, result))


def _faults(case: Case, result: Mapping[str, Any]) -> Iterator[str]:
    report = result["report"]
    found = [one for each in report.get("lessons", ()) for one in each["diagnostics"]]
    codes = {one["code"] for one in found}
    built = report.get("summary", {}).get("outputs") == 2
    if result["status"] not in (0, 1):
        yield f"ended with {result['status']}: {result['errors'][-300:]}"
    if "crash" in codes:
        yield f"crashed: {[one['message'] for one in found if one['code'] == 'crash']}"
    if result["escapes"]:
        yield f"reached out: {result['escapes'][:5]}"
    if result["cpu"] > SECONDS:
        yield f"took {result['cpu']} s"
    if result["mib"] > MIB:
        yield f"took {result['mib']} MiB"
    if case.says and case.says not in codes:
        yield f"does not say {case.says} but {sorted(codes)}"
    if built != case.built:
        yield f"is {'built' if built else 'not built'}: {sorted(codes)}"
    if any(not _placed(one) for one in found):
        yield f"does not say where: {[one for one in found if not _placed(one)]}"
    if any(name.endswith(".tmp") or not name.startswith("out/") for name in result["files"]):
        yield f"leaves {result['files']}"


def _placed(one: Mapping[str, Any]) -> bool:
    """Tell whether a finding names its line, as all but those about the whole file do."""
    return bool(one["file"]) and (one["line"] > 0 or one["code"] in _WHOLE)


_WHOLE: Final = frozenset(("limit", "clash", "unreadable"))
