"""The writes of the site itself."""
