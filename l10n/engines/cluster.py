"""An Argos package as a session whose work is done by the workers of a Dask cluster.

Text goes there and text comes back, never a model: every host has the package itself, and is asked for its
digest before the job begins. Who translates makes no difference, as a sentence has the same translation
whatever it is translated together with (see `argos_batches`).
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, TypeVar

from l10n.engines.argos_session import PackageSession
from l10n.engines.cluster_faults import failed, faults, lost, unreachable, without_extra, without_workers
from l10n.engines.cluster_shards import EACH, shards
from l10n.engines.cluster_worker import Wanted, examine, translate
from l10n.errors import EngineError, L10nError

if TYPE_CHECKING:
    from distributed import Client, Future

    from l10n.engines.answers import Answer, Query
    from l10n.engines.installed import InstalledPackage
    from l10n.engines.session import Ability, Finished
    from l10n.ports import Quality

CONNECTING = 10.0
"""Seconds for the scheduler to answer, and for a first worker to be there."""
RETRIES = 2
"""How often a shard that failed is tried again. One that ended its worker is by Dask's own rule: its setting
`distributed.scheduler.allowed-failures`, which is 3."""
TICK = 5.0
"""Seconds without a result after which it is looked whether there are workers still."""
PATIENCE = 60.0
"""Seconds for a worker to come back where none is left."""
CLOSING = 1.0
"""Seconds for the scheduler to hear that the job is over."""
_Result = TypeVar("_Result")


class ClusterSession:
    """A package on the workers of a cluster. Connects when the first query is asked."""

    abilities: "frozenset[Ability]" = PackageSession.abilities

    def __init__(
        self,
        address: str,
        package: "InstalledPackage",
        quality: "Quality",
        sha256: str,
        digest: Callable[[Path], str],
    ) -> None:
        """`address` is the scheduler's; `sha256` what `digest` says of the package's folder."""
        self.identity = PackageSession(package, quality, sha256).identity
        """As that of the package here: so are its answers."""
        self._address = address
        self._wanted = Wanted(package.code, package.version, sha256, quality, self.identity, digest)
        self._client: Client | None = None
        self._fit: set[str] = set()
        """The addresses of the workers that were found to have what is wanted."""

    def answers(self, queries: "Sequence[Query]") -> "Iterator[Finished]":
        """Shard by shard, as they are finished.

        Raises EngineError where the scheduler or the last worker is lost, where a worker has not what is
        wanted, and where a shard fails again and again.
        """
        if not queries:
            return
        client = self._connected()
        threads = self._threads(client)
        waiting = shards([len(query.text) for query in queries], threads)
        finished: Queue[Future[Any]] = Queue()
        running: dict[Future[Any], list[int]] = {}
        try:
            while True:
                for shard in islice(waiting, EACH * threads - len(running)):
                    asked = [queries[index] for index in shard]
                    future = client.submit(translate, self._wanted, asked, pure=False, retries=RETRIES)
                    running[future] = shard
                    future.add_done_callback(finished.put)
                if not running:
                    return
                done = self._patiently(client, partial(finished.get, timeout=TICK))
                found = self._patiently(client, partial(_result, done, self._address))
                shard = running.pop(done)
                yield [(shard[index], answer) for index, answer in found]
        finally:
            if running and client.status == "running":
                client.cancel(list(running))

    def close(self) -> None:
        """Leaves the cluster, which drops what it has not begun with."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(TimeoutError):
                client.close(timeout=CLOSING)

    def _connected(self) -> "Client":
        if self._client is None:
            self._client = _connect(self._address)
            self._require_workers(self._client, CONNECTING)
        return self._client

    def _threads(self, client: "Client") -> int:
        """How many shards are translated at a time. Workers that are new are examined."""
        self._require_workers(client, PATIENCE)
        threads: Mapping[str, int] = self._asked(client.nthreads)
        new = [address for address in threads if address not in self._fit]
        if new:
            found = self._asked(lambda: client.run(examine, self._wanted, workers=new, on_error="return"))
            if unfit := faults(found):
                raise EngineError.of(unfit)
            self._fit.update(found)
        return max(1, sum(threads.values()))

    def _patiently(self, client: "Client", ask: Callable[[], _Result]) -> _Result:
        """What `ask` returns, which has a tick each time. Raises EngineError where no worker is left."""
        while True:
            with suppress(Empty, TimeoutError):
                return ask()
            self._require_workers(client, PATIENCE)

    def _require_workers(self, client: "Client", patience: float) -> None:
        try:
            self._asked(lambda: client.wait_for_workers(1, timeout=patience))
        except TimeoutError as error:
            raise without_workers(self._address) from error

    def _asked(self, ask: Callable[[], _Result]) -> _Result:
        """What the scheduler says."""
        try:
            return ask()
        except TimeoutError:
            raise
        except OSError as error:
            raise lost(self._address) from error


def _connect(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError as error:
        raise without_extra() from error
    for name in ("distributed", "distributed.client"):
        # Whatever goes wrong is raised as an error here.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=CONNECTING, set_as_default=False, name="l10n")
    except Exception as error:
        raise unreachable(address, error) from error


def _result(future: "Future[Any]", address: str) -> "list[tuple[int, Answer | None]]":
    """What `translate` returned. Raises TimeoutError after a tick: it was lost, and is made again."""
    try:
        found: list[tuple[int, Answer | None]] = future.result(timeout=TICK)
    except L10nError:
        raise
    except Exception as error:
        if future.status == "error":
            raise failed(error) from error
        if isinstance(error, TimeoutError):
            raise
        raise lost(address) from error
    return found
