"""The pack that members read before a meeting: composed for its readers, frozen, set on paper by a worker."""
