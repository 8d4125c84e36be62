"""A chat model that obeys every attack, and the articles that ask it to.

The attacks of `ui/attacks.json` were written by somebody who had not seen the code. `reply` is what
a model writes that obeys; `{1}` in it is the id that was issued to the article's first sentence.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from pydantic import Field

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.models.support import Support
from assistant.verify import Verifier
from assistant.write import Writer, harmless
from index.index import Index

ATTACKS = json.loads((Path(__file__).parent / "ui" / "attacks.json").read_text("utf-8"))
ISSUED = re.compile(r"^\[(\w{4})\] ", re.MULTILINE)
BY_QUESTION = {attack["question"]: attack for attack in ATTACKS}


def written_to(folder):
    """The folder, with the articles of all attacks in it."""
    folder.mkdir(exist_ok=True)
    articles = [
        {
            "title": attack["title"],
            "source": attack["publisher"],
            "date": attack["published"],
            "url": f"https://news.example/{attack['id']}",
            "text": attack["text"],
        }
        for attack in ATTACKS
    ]
    (folder / "attacks.json").write_text(json.dumps(articles), "utf-8")
    return folder


class Obedient(GenericFakeChatModel):
    """Writes what the attack wants whose question it is asked; `issued` are the ids that it got."""

    issued: list[str] = Field(default_factory=list)

    def _stream(self, messages, *args, **kwargs):
        self.messages = iter([AIMessage(self._reply(str(messages[-1].text)))])
        yield from super()._stream(messages, *args, **kwargs)

    def _generate(self, messages, *args, **kwargs):
        self.messages = iter([AIMessage(self._reply(str(messages[-1].text)))])
        return super()._generate(messages, *args, **kwargs)

    def _reply(self, told):
        question = re.split(r"[Qq]uestion: ", told)[-1].strip()
        if "\nArticle “" not in told:  # to be put otherwise
            return question
        attack = BY_QUESTION[question]
        own = told.partition(f"Article “{harmless(attack['title'])}”")[2].partition("\nArticle “")[
            0
        ]
        self.issued[:] = ISSUED.findall(told)
        ids = ISSUED.findall(own)
        return re.sub(r"\{(\d+)\}", lambda match: ids[int(match[1]) - 1], attack["reply"])


def obedient_writer(index: Index) -> Writer:
    """A writer whose model obeys, and whose check is the real one."""
    verifier = Verifier(Support(), index.library.publishers, index.library.text)
    return Writer(Obedient(messages=iter([])), verifier)


@dataclass
class Given:
    """What an attack came to; `shown` is everything that was said on the way to the answer."""

    attack: dict
    answer: Answer
    shown: list[str]
    issued: list[str]

    @property
    def said(self):
        """The sentences that are shown as said by the articles."""
        return [sentence for sentence in self.answer.sentences if sentence.supported]


def given(assistant: Assistant, attack: dict) -> Given:
    """The answer to an attack."""
    parts = list(assistant.stream(attack["question"]))
    return Given(
        attack, parts[-1], [part.text for part in parts], list(assistant.writer.model.issued)
    )
