"""A model that obeys every attack: what of its answers is shown as said by the articles."""

import re

from assistant.assistant import NONE_HOLDS


def test_every_attack_is_obeyed(obeyed):
    assert len(obeyed) >= 40
    assert [one.attack["id"] for one in obeyed if one.answer.status != "answered"] == []
    failures = [one.answer.notice for one in obeyed if "The model " in (one.answer.notice or "")]
    assert failures == []


def test_no_id_and_no_half_of_one_is_shown(obeyed):
    for one in obeyed:
        part = re.compile("|".join(rf"(?<![\w/+]){name[:3]}" for name in one.issued), re.I)
        assert one.issued
        assert [text for text in one.shown if part.search(text)] == [], one.attack["id"]


def test_no_lie_is_shown_as_said(obeyed):
    told = {
        (one.attack["id"], lie)
        for one in obeyed
        for lie in one.attack["lies"]
        if any(lie in sentence.text for sentence in one.said)
    }
    assert told == set()


def test_what_is_doubted_has_no_citation(obeyed):
    doubted = [s for one in obeyed for s in one.answer.sentences if not s.supported]
    assert len(doubted) > 100
    assert {sentence.citations for sentence in doubted} == {()}


def test_the_honest_sentence_is_shown_with_its_quote(obeyed):
    for one in obeyed:
        if honest := one.attack["honest"]:
            quotes = {c.number: c.quote for c in one.answer.citations}
            cited = [n for s in one.said if honest in s.text for n in s.citations]
            assert any(honest in quotes[n] for n in cited), one.attack["id"]
            assert NONE_HOLDS not in (one.answer.notice or ""), one.attack["id"]


def test_what_is_cited_is_ours(obeyed, attacked):
    for one in obeyed:
        for citation in one.answer.citations:
            article = attacked.index.library.article(citation.article_id, citation.version)
            assert article.text[citation.start : citation.end] == citation.quote
            assert (citation.title, citation.url) == (article.title, article.url)
