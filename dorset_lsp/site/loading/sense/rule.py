"""What a rule of sense is: it looks at one row beside all the others, and says in sentences what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dorset_lsp.site.loading.rows import Row, Tables

Sentences = Iterator[str]
Rule = Callable[[Row, Tables], Sentences]
