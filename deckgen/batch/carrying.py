"""A plan carried out: what is up to date is left alone, the rest is made and published."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from deckgen.backends import Backend
from deckgen.batch import STATE
from deckgen.batch.digests import Seen, digest, file_digest, stamp
from deckgen.batch.environment import environment
from deckgen.batch.judging import Judge, Place, Verdict, edited
from deckgen.batch.leftovers import leftovers, stale
from deckgen.batch.lock import locked
from deckgen.batch.log import NAME, Log, Record, Written, is_ours
from deckgen.batch.making import Piece, Product, discard
from deckgen.batch.means import Means
from deckgen.batch.runners import guessed_seconds, runner
from deckgen.batch.signals import held
from deckgen.batch.ways import beside
from deckgen.diagnostics import Diagnostic
from deckgen.job import Fault, Job, Outcome, Status, has_error, told
from deckgen.publish import cannot_write, prepare, stage, swap, sweep, sync, sync_folder
from deckgen.values import replace


def check(jobs: Sequence[Job], backends: Mapping[str, Backend], means: Means) -> Iterator[Outcome]:
    """Do all of the jobs and keep nothing of it but what was found."""
    sound = [job for job in jobs if not has_error(job.found)]
    yield from (_refused(job) for job in jobs if has_error(job.found))
    run = runner(means, backends, None, _guess(sound, {}))
    for number, product in run(sound):
        yield _outcome(sound[number], product, Status.CHECKED, ())


def carry_out(
    jobs: Sequence[Job], backends: Mapping[str, Backend], output: Path, means: Means
) -> Iterator[Outcome]:
    """Yield what became of each job: first of those with nothing to do, then as they are done.

    Raises:
        DeckgenError: the output folder cannot be written to, or another build holds it.
    """
    shard = str(means.shard or "")
    with ExitStack() as stack:
        if not means.dry:
            prepare(output)
            stack.enter_context(locked(output, means.wait, shard))
            _clear(output / STATE / "tmp", alone=not shard)
            stack.callback(_leave, output / STATE / "tmp", alone=not shard)
        log = Log.read(output, f"made-{shard}.jsonl" if shard else NAME)
        stack.callback(log.close)
        judge = Judge(output, log, environment(), _homes(backends), means.force)
        for stage in sorted({job.stage for job in jobs}):
            own = [_informed(job, log) for job in jobs if job.stage == stage]
            # Only here is there what the stages before it made.
            with_means = replace(means, workers=1, executor=None) if stage else means
            yield from _carry(own, backends, judge, with_means)
        if not shard:
            yield from (stale(made, output) for made in leftovers(log, jobs, output))
        if not means.dry and not shard:
            with suppress(OSError):  # a log that cannot be written anew is only longer
                log.compact()


def _informed(job: Job, log: Log) -> Job:
    """Return an index's job with what the log knows of the files that it is to show."""
    if not job.stage:
        return job
    from deckgen.batch.index import IndexWork  # what few lessons need not load

    if not isinstance(job.work, IndexWork):
        return job
    return replace(job, work=replace(job.work, made=log.files))


def _carry(
    jobs: Sequence[Job], backends: Mapping[str, Backend], judge: Judge, means: Means
) -> Iterator[Outcome]:
    pending = []
    for job in jobs:
        if has_error(job.found):
            yield _refused(job)
            continue
        verdict = judge(job)
        if verdict.is_fresh:
            yield _unchanged(verdict, judge)
        elif means.dry:
            yield _planned(verdict, judge)
        else:
            pending += _halves(verdict) if means.soon else [verdict]
    if pending:
        room = judge.output / STATE / "tmp"
        run = runner(means, backends, room, _guess([one.job for one in pending], judge.log.jobs))
        folders = {place.path.parent for one in pending for place in one.places}
        new: list[Path] = []
        try:
            for number, product in run([one.job for one in pending]):
                with held() as interrupts:
                    outcome = _published(pending[number], product, judge, new)
                yield outcome
                interrupts.release()
        finally:
            _settle(new, folders)


def _settle(new: Sequence[Path], folders: Iterable[Path]) -> None:
    """Make all that was published outlast a power cut: at once, and not for every file.

    Raises:
        DeckgenError: the disk does not take it.
    """
    try:
        sync(new)
    except OSError as error:
        raise cannot_write(new[0], error) from error
    for folder in folders:
        sync_folder(folder)


def _halves(verdict: Verdict) -> list[Verdict]:
    """Return a verdict for each backend's files, so that quick ones need not wait for slow ones."""
    backends = dict.fromkeys(place.target.made.backend for place in verdict.places)
    parts = [
        tuple(place for place in verdict.places if place.target.made.backend == backend)
        for backend in backends
    ]
    return [
        replace(
            verdict,
            job=replace(verdict.job, targets=tuple(place.target for place in places)),
            places=places,
        )
        for places in parts
    ]


def _clear(room: Path, alone: bool) -> None:
    """Make the room for finished files, and sweep it; nobody else works there if ``alone``."""
    try:
        room.mkdir(parents=True, exist_ok=True)
        sweep(room, every=alone)
    except OSError as error:
        raise cannot_write(room, error) from error


def _leave(room: Path, alone: bool) -> None:
    """Sweep up after workers that were killed."""
    with suppress(OSError):
        sweep(room, every=alone)
        room.rmdir()


def _homes(backends: Mapping[str, Backend]) -> dict[str, str]:
    """Return a digest of where each backend's code lies, for those that are not deckgen's own."""
    import sys

    homes = {}
    for name, backend in backends.items():
        module = sys.modules.get(type(backend).__module__)
        homes[name] = digest(
            (type(backend).__qualname__, file_digest(getattr(module, "__file__", None) or ""))
        )
    return homes


def _guess(jobs: Sequence[Job], known: Mapping[str, Record]) -> float:
    """Return how many seconds the jobs will take one worker."""
    return sum(
        known[job.name].seconds if job.name in known else guessed_seconds(job) for job in jobs
    )


def _refused(job: Job) -> Outcome:
    return Outcome(job.file, Status.FAILED, diagnostics=told(job.found, job), of=job.of)


def _unchanged(verdict: Verdict, judge: Judge) -> Outcome:
    """Return what was found when the job was last done, once more."""
    job, files = verdict.job, judge.log.files
    made = (files[place.name] for place in verdict.places if place.name in files)
    found = [*job.found, *(verdict.record.found if verdict.record else ())]
    found += (one for each in made for one in each.found)
    found += _edited(verdict, judge)
    return Outcome(job.file, Status.UNCHANGED, diagnostics=told(found, job), of=job.of)


def _planned(verdict: Verdict, judge: Judge) -> Outcome:
    job = verdict.job
    paths = tuple(
        place.path
        for place in verdict.places
        if not place.target.aside and (judge.force or place not in verdict.edited)
    )
    found = told((*job.found, *_edited(verdict, judge)), job)
    return Outcome(job.file, Status.PLANNED, paths, found, reasons=verdict.reasons, of=job.of)


def _edited(verdict: Verdict, judge: Judge) -> tuple[Diagnostic, ...]:
    if judge.force:
        return ()
    return tuple(edited(place, judge.log.files.get(place.name)) for place in verdict.edited)


def _outcome(
    job: Job, product: Product, status: Status, outputs: tuple[Path, ...], *more: Diagnostic
) -> Outcome:
    drawn = (one for piece in product.pieces for one in piece.found)
    diagnostics = told((*job.found, *product.found, *drawn, *more), job)
    failed = has_error(diagnostics) or bool(product.faults)
    return Outcome(
        job.file,
        Status.FAILED if failed else status,
        outputs,
        diagnostics,
        product.faults,
        product.trace,
        seconds=product.seconds,
        mib=product.mib,
        of=job.of,
    )


def _published(verdict: Verdict, product: Product, judge: Judge, new: list[Path]) -> Outcome:
    """Publish what was made, and write it down once all of it is in place.

    What is ``new`` on the disk is collected there, a few files at most.
    """
    job, log, room = verdict.job, judge.log, judge.output / STATE / "tmp"
    pieces = {piece.target: piece for piece in product.pieces}
    made: list[Written] = []
    kept: list[Diagnostic] = []
    outputs: list[Path] = []
    at = judge.output
    try:
        ready: list[tuple[Place, Piece]] = []
        for place in verdict.places:
            piece = pieces.get(place.target)
            if piece is not None and _may_replace(place, piece, judge):
                ready.append((place, piece))
            elif piece is not None:
                kept.append(edited(place, log.files.get(place.name)))
        log.intend((place.name, piece.digest) for place, piece in ready)
        for place, piece in ready:
            at = place.path
            if swap(piece.staged or stage(piece.data, room), place.path):
                new.append(place.path)
            made.append(_made(place, piece, job, judge.output))
            if not place.target.aside:
                outputs.append(place.path)
        if len(new) >= _MOST_NEW:
            sync(new)
            new.clear()
        if product.pieces and not product.faults:
            log.record(_record(verdict, product, judge.output), made)
        elif made:
            log.record_files(made)
    except OSError as error:
        fault = cannot_write(at, error)
        product = replace(product, faults=(*product.faults, Fault(str(fault), fault.hint)))
    finally:
        for piece in product.pieces:
            discard(piece)
    return _outcome(job, product, Status.BUILT, tuple(outputs), *kept)


_MOST_NEW: Final = 16
"""So many files wait for the disk together: more would not save anything."""


def _may_replace(place: Place, piece: Piece, judge: Judge) -> bool:
    """Tell whether nothing of a person's is lost; looked at again, for a build takes its time."""
    if judge.force or not os.path.lexists(place.path):
        return True
    if is_ours(judge.log.files.get(place.name), place.path):
        return True
    return file_digest(place.path) == piece.digest


def _made(place: Place, piece: Piece, job: Job, output: Path) -> Written:
    return Written(
        place.name,
        piece.digest,
        stamp(place.path),
        place.key,
        place.target.made.backend,
        tuple(beside(source, output) for source in job.sources),
        _own(piece.found, job),
        count=piece.count,
    )


def _record(verdict: Verdict, product: Product, output: Path) -> Record:
    inputs = tuple(
        Seen(beside(seen.path, output), seen.digest, seen.stamp) for seen in product.inputs
    )
    job = verdict.job
    return Record(job.name, verdict.parts, inputs, _own(product.found, job), product.seconds)


def _own(found: Iterable[Diagnostic], job: Job) -> tuple[Diagnostic, ...]:
    """Return findings that do not name the job's own file: it may be called from elsewhere."""
    return tuple(replace(one, file="" if one.file == job.file else one.file) for one in found)
