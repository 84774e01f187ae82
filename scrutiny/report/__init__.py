"""The report of a review: composed for an audience, frozen, drawn on paper."""
