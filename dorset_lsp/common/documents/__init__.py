"""Documents for paper and for keeping: tagged PDF in the house's style (``house.typ``), with its fonts beside it."""
