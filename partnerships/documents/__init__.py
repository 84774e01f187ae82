"""Documents of the partnership for paper: the agenda and the minutes of a meeting."""
