"""What goes wrong with a cluster, and what to do about it."""

from collections.abc import Iterator, Mapping

from l10n.engines.cluster_worker import Examined, versions
from l10n.errors import EngineError, Fault

_REMEMBERED = "what was finished is remembered; run it again to go on"
_EXTRA = "pip install distributed"
"""What the extra `cluster` asks for. By its name pip would also get what argostranslate asks for: 3 GB."""


def without_extra() -> EngineError:
    """Dask is not installed here."""
    return EngineError("--cluster needs Dask, which is not installed", hint=f"`{_EXTRA}`")


def unreachable(address: str, error: Exception) -> EngineError:
    """There is no scheduler, or it does not speak to us."""
    return EngineError(
        f"no Dask scheduler can be reached at {address}: {_reason(error)}",
        hint="`dask scheduler` starts one and says its address, which --cluster needs: tcp://HOST:8786",
    )


def without_workers(address: str) -> EngineError:
    """The scheduler has nobody to give work to."""
    return EngineError(
        f"the Dask scheduler at {address} has no workers",
        hint=f"start some on each host: `dask worker {address} --nworkers 8 --nthreads 1`; {_REMEMBERED}",
    )


def lost(address: str) -> EngineError:
    """The scheduler was there."""
    return EngineError(f"the connection to the Dask scheduler at {address} was lost", hint=_REMEMBERED)


def failed(error: Exception) -> EngineError:
    """A shard that cannot be translated."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return EngineError(
            f"a part of the job ended each of the {error.allowed_failures + 1} workers that had it, the last "
            f"one at {error.last_worker.address}",
            hint="their logs say why; where memory was short, start fewer workers on a host",
        )
    return EngineError(f"a part of the job failed on the cluster: {_reason(error)}", hint=_REMEMBERED)


def faults(found: Mapping[str, Examined | Exception]) -> list[Fault]:
    """Why workers, by address, cannot translate: each reason once for each host."""
    return list(dict.fromkeys(fault for address, each in found.items() for fault in _faults(address, each)))


def _faults(address: str, found: Examined | Exception) -> Iterator[Fault]:
    if isinstance(found, OSError):
        # It left meanwhile. If it comes back, it looks for itself before it translates.
        return
    if isinstance(found, Exception):
        yield Fault(
            f"the worker at {address} does not have this l10n: {_reason(found)}",
            hint="install it in the worker's environment, and start the worker again",
        )
        return
    here = versions()
    different = [
        f"{name} {version or '(none)'} and not {here[name]}"
        for name, version in found.versions.items()
        if version != here[name]
    ]
    if different:
        yield Fault(
            f"the workers on {found.host} have {', '.join(different)}",
            hint="install the same versions on all hosts, and start the workers again",
        )
    elif found.fault:
        yield Fault(
            f"the workers on {found.host} cannot translate: {found.fault}",
            hint="install there what is installed here: `l10n models install` with the same files",
        )


def _reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
