"""What each layer bears, the streams of money, the programmes and districts' priorities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.models import Benefit, DistrictPriority, FundedPost, FundingStream, Programme, RiskAppetite
from performance.models import BenefitIndicator


def _appetite(writer: Writer, row: Row) -> None:
    values = {"score": row["score"], "words": row["words"]}
    writer.records["appetites", row["layer"]] = writer.put(RiskAppetite, {"layer": row["layer"]}, values)


def _stream(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "giver": writer.find("organisations", row["giver"]),
        "kind": row["kind"],
        "from_on": row["from"],
        "to_on": row["to"],
        "amount_pence": row["amount"],
        "purpose": row["purpose"],
        "source": row["source"],
        "is_illustrative": row["illustrative"],
    }
    writer.records["streams", row["slug"]] = writer.put(FundingStream, {"slug": row["slug"]}, values)


def _programme(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "about": row["about"],
        "body": writer.find("bodies", row["body"]),
        "from_on": row["from"],
        "to_on": row["to"],
        "source": row["source"],
        "note": row["note"],
    }
    writer.records["programmes", row["slug"]] = writer.put(Programme, {"slug": row["slug"]}, values)


def _benefit(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "field": row["field"],
        "will_be_noticed": row["will_be_noticed"],
        "lead": writer.find("people", row["lead"]),
        "organisation": writer.find("organisations", row["organisation"]),
        "outcome": writer.find("outcomes", row["outcome"]),
        "is_illustrative": row["illustrative"],
    }
    key = {"programme": writer.find("programmes", row["programme"]), "number": row["number"]}
    benefit = writer.put(Benefit, key, values)
    writer.records["benefits", row["programme"], row["number"]] = benefit
    for code in row["indicators"]:
        writer.put(BenefitIndicator, {"benefit": benefit, "indicator": writer.find("indicators", code)}, {})


def _post(writer: Writer, row: Row) -> None:
    values = {
        "purpose": row["purpose"],
        "employer": writer.find("organisations", row["employer"]),
        "holder": writer.find("people", row["holder"]),
        "years": row["years"],
        "from_on": row["from"],
        "to_on": row["to"],
        "source": row["source"],
        "note": row["note"],
    }
    key = {"programme": writer.find("programmes", row["programme"]), "title": row["title"]}
    writer.put(FundedPost, key, values)


def _priority(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "outcome": writer.find("outcomes", row["outcome"]),
        "body": writer.find("bodies", row["body"]),
        "source": row["source"],
        "is_illustrative": row["illustrative"],
    }
    writer.put(DistrictPriority, {"area": writer.find("areas", row["area"]), "number": row["number"]}, values)


WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "appetites": _appetite,
    "streams": _stream,
    "programmes": _programme,
    "benefits": _benefit,
    "posts": _post,
    "priorities": _priority,
}
