"""Money, risks, findings, practice and programmes in the administration, a noun a module; ``admin`` brings them in."""

from partnerships.administration import findings, funding, practice, programmes, risks

__all__ = ["findings", "funding", "practice", "programmes", "risks"]
