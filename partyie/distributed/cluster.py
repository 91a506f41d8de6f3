"""Ray as it is used here: imported when needed, one pipeline a worker, no more workers than CPUs."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from partyie.distributed.deaths import RemoteDeaths
from partyie.errors import InputError, MissingLibraryError

if TYPE_CHECKING:
    from ray.data import Dataset

NUM_CPUS = 0.5
"""What a worker claims of Ray's count of CPUs. It keeps one busy all the same. The other half is left for the tasks
that read and write, which claim a whole one: where the workers had claimed all, these would wait for ever."""


def ray_data() -> Any:
    """The module ``ray.data``.

    Raises:
        MissingLibraryError: Ray isn't installed.
    """
    try:
        return import_module("ray.data")
    except ImportError as error:
        raise MissingLibraryError("partyie.distributed needs Ray Data: pip install 'partyie[ray]'") from error


def map_by_workers(
    dataset: Dataset,
    worker: Callable[..., Any],
    *arguments: object,
    num_cpus: float = NUM_CPUS,
    workers: int | None = None,
    batch_size: int = 1,
) -> Dataset:
    """Map batches (pyarrow tables) by a class that each worker builds once, with these arguments and the count of
    deaths.

    Raises:
        InputError: A setting is out of range.
    """
    if num_cpus < 0 or batch_size < 1 or (workers is not None and workers < 1):
        given = f"num_cpus={num_cpus}, workers={workers}, batch_size={batch_size}"
        raise InputError(f"{given}: num_cpus isn't negative, the others are at least 1")
    most = workers if workers is not None else _cpus()
    return dataset.map_batches(
        worker,
        fn_constructor_args=(*arguments, RemoteDeaths()),
        batch_format="pyarrow",
        batch_size=batch_size,
        num_cpus=num_cpus,
        compute=ray_data().ActorPoolStrategy(min_size=1, max_size=most),
    )


def _cpus() -> int:
    ray = import_module("ray")
    if not ray.is_initialized():
        ray.init()
    return max(1, int(ray.cluster_resources().get("CPU", 1)))
