"""The one reader of environment variables. It collects what is missing and says so in one sentence."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


class Environment:
    """Reads variables from a mapping (`os.environ`); an empty variable counts as not set."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.missing: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """The variable, or `default` when it is not set."""
        return self._variables.get(name, "").strip() or default

    def required(self, name: str) -> str:
        """The variable; when it is not set, remembers that for `insist` and gives an empty text."""
        value = self.text(name)
        if not value and name not in self.missing:  # Django may read the settings a second time
            self.missing.append(name)
        return value

    def words(self, name: str, default: str = "") -> list[str]:
        """The variable cut at commas, without blanks."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def number(self, name: str, default: int) -> int:
        """The variable as a whole number. Raises ImproperlyConfigured when it is not one."""
        value = self.text(name, str(default))
        try:
            return int(value)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.") from None

    def flag(self, name: str, *, default: bool) -> bool:
        """The variable as yes or no. Raises ImproperlyConfigured when it is neither."""
        value = self.text(name).lower()
        if not value:
            return default
        if value in YES | NO:
            return value in YES
        raise ImproperlyConfigured(f"{name} must be yes or no, not “{value}”.")

    def insist(self) -> None:
        """Raise ImproperlyConfigured naming every required variable that was not set."""
        if self.missing:
            raise ImproperlyConfigured(
                f"The site cannot start: {and_list(self.missing)} not set. Set each in the environment of the "
                "process, or in the file .env that Docker Compose reads; .env.example explains every one."
            )


def and_list(names: list[str]) -> str:
    """`["A", "B", "C"]` as “A, B and C are”, and one name as “A is”."""
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{', '.join(names[:-1])} and {names[-1]} are"


def postgresql(url: str) -> dict[str, object]:
    """Django's database settings for `postgres://user:password@host:port/name?option=value`.

    Raises ImproperlyConfigured when the address is of another kind or names no database.
    """
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "The address of the database must look like postgres://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
