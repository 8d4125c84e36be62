"""Where a question looks: the publishers that it names take turns, then everywhere."""

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.passages import find
from assistant.question import read
from index.keywords import Tokenizer
from index.library import Constraints

FOUND = {(): "abcdef", ("Post",): "ca", ("Courier",): "db"}


class Shelf(BaseRetriever):
    """Gives fixed passages for each publisher."""

    def _get_relevant_documents(self, query, *, run_manager, k, constraints):
        return [Document(id=i, page_content=i) for i in FOUND[constraints.publishers][:k]]


def found(question: str, k: int = 10) -> str:
    asked = read(question, (), ("Post", "Courier"), Tokenizer())
    return "".join(d.id or "" for d in find(Shelf(), asked, k, Constraints()))


def test_without_a_name_the_ranking_is_that_of_all_articles() -> None:
    assert found("What happened?") == "abcdef"


def test_publishers_take_turns_and_all_the_others_come_after() -> None:
    assert found("Do Post and Courier agree?") == "cdabef"


def test_a_name_never_hides_the_rest() -> None:
    assert found("What did the Post say?") == "cabdef"
