"""The open site: what the partnership promises, what came of it, and the data, for anybody without an account."""
