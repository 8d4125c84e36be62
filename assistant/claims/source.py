"""What a claim is held against."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim is held against: a cited text, and the header of its article.

    `article` is all of its text: a name that is cited by its last part may be said whole.
    """

    text: str
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    article: str = ""

    @property
    def by(self) -> list[str]:
        """Publisher and author, where they are known."""
        return [one for one in (self.publisher, self.author) if one]

    @property
    def header(self) -> str:
        """Title, publisher and author, as one text."""
        return ". ".join(filter(None, (self.title, *self.by)))
