"""A partner's published file: when it is due, how it is read, and which of its rows fit which return."""
