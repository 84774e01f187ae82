"""Several people at the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from dorset_lsp.common.changes import Refused


def both_at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do the deeds in threads that start together. Gives, in their order, what each returned or was refused with."""
    barrier = Barrier(len(deeds))
    results: list[Any] = [None] * len(deeds)

    def one(number: int, deed: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[number] = deed()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=one, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
