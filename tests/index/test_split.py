import string
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.article import Article
from index.embedding import MAX_TOKENS
from index.read.clean import clean
from index.split import MARKS, SENTENCE_TOKENS, sentences, split

WORDS = st.sampled_from(
    'the U.S. Dr. Håkon said: "Go. — a, b; (1) - • 2) 3. 10:30 é 北京。 … ?! .” “ end. Yes! '
    "https://news.example/a-b_c 1,234.5 x" + "y" * 150
)
PROSE = st.lists(st.text(string.ascii_letters + " .,;:!?\n-—“”\"'1", max_size=60), max_size=40)
ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=400).map(" ".join), PROSE.map(" ".join), ODD
).map(clean)
HEADERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=500)


def article(text, title="Title", **known):
    return Article(id="1", title=title, text=text, **known)


def texts_of(text, count):
    return [text[span.start : span.end] for span in sentences(article(text), count)]


@given(text=TEXTS)
@example("a")
@example("word " * 2000)
@example("One.\n\n- two\n- three\n\n1. four\n2. five")
def test_a_passage_is_exactly_what_stands_at_its_place(embeddings, text):
    for passage in split(article(text), embeddings.token_counts):
        assert passage.text == text[passage.start : passage.end]


@given(text=TEXTS)
def test_sentences_lie_whole_and_in_order_in_their_passage(embeddings, text):
    for passage in split(article(text), embeddings.token_counts):
        places = [place for sentence in passage.sentences for place in sentence]
        assert places == sorted(places)
        assert (places[0], places[-1]) == (0, len(passage.text))
        assert all(
            passage.text[a:b] == passage.text[a:b].strip() != "" for a, b in passage.sentences
        )


@given(text=TEXTS)
def test_only_blanks_are_lost_between_sentences(embeddings, text):
    last = 0
    for passage in split(article(text), embeddings.token_counts):
        for start, end in passage.sentences:
            assert not text[last : passage.start + start].strip()
            last = passage.start + end
    assert not text[last:].strip()


@given(text=TEXTS, title=HEADERS, publisher=HEADERS)
@example("word " * 600, "北京" * 200, "新华社" * 100)
def test_a_passage_fits_the_model_with_its_header(embeddings, text, title, publisher):
    source = article(text, title, publisher=publisher, published=date(2024, 12, 31))
    for passage in split(source, embeddings.token_counts):
        (tokens,) = embeddings.token_counts([f"{passage.header}\n{passage.text}"])
        assert tokens + MARKS <= MAX_TOKENS


@given(text=TEXTS)
def test_no_sentence_is_over_long(embeddings, text):
    for span in sentences(article(text), embeddings.token_counts):
        assert span.tokens <= SENTENCE_TOKENS


def test_an_over_long_sentence_is_cut_at_clause_marks(embeddings):
    clause = "the council of the harbour town voted once more on the bridge repairs"
    pieces = texts_of("; ".join([clause] * 30) + ".", embeddings.token_counts)
    assert len(pieces) > 1
    assert all(piece.startswith(clause) and piece[-1] in ";." for piece in pieces)


def test_an_over_long_sentence_without_clause_marks_is_cut_between_words(embeddings):
    pieces = texts_of("harbour " * 500, embeddings.token_counts)
    assert {word for piece in pieces for word in piece.split()} == {"harbour"}


def test_a_word_of_ten_thousand_characters_is_kept(embeddings):
    for word in ("x" * 10_000, "x-" * 5_000, "東" * 10_000):
        passages = split(article(f"Before. {word} After."), embeddings.token_counts)
        assert "".join("".join(p.text.split()) for p in passages) == f"Before.{word}After."


def test_an_edit_in_the_middle_leaves_most_other_passages_as_they_were(embeddings):
    paragraphs = [
        f"In {1900 + n} the council rebuilt pier {n} for {n * 7} crowns. "
        f"Engineer number {n} had asked for that since the storm of {1890 + n}."
        for n in range(120)
    ]
    before = split(article("\n\n".join(paragraphs)), embeddings.token_counts)
    paragraphs[60] = "Nothing was rebuilt that year, which the mayor of the time regretted aloud."
    after = split(article("\n\n".join(paragraphs)), embeddings.token_counts)
    same = {p.text for p in before} & {p.text for p in after}
    assert len(before) >= 12
    assert len(same) >= len(before) - 4


def test_the_items_of_a_list_are_sentences_of_their_own(embeddings):
    text = "The plan:\n- a bridge\n- a ferry\n- no tunnel"
    assert texts_of(text, embeddings.token_counts) == [
        "The plan:",
        "- a bridge",
        "- a ferry",
        "- no tunnel",
    ]


def test_a_quotation_of_several_sentences_stays_one(embeddings):
    quoted = "“It is over. We lost. Go home.”"
    found = texts_of(f"The mayor was brief. {quoted} Then she left.", embeddings.token_counts)
    assert any(quoted in sentence for sentence in found)


def test_an_abbreviation_ends_no_sentence(embeddings):
    text = "Dr. J. P. Berg left the U.S. on Jan. 5 by ship. He came back."
    assert len(texts_of(text, embeddings.token_counts)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Die neue Steuer gilt ab dem 1. Januar 2025.",
        "Der Rat tagt wieder am 12. September.",
        "Die Kirche wurde im 19. Jahrhundert gebaut.",
        "Broen stenges fra 3. mai til 5. juni.",
        "Die 2. Liga beginnt am 3. August.",
    ],
)
@pytest.mark.parametrize("language", [None, "de", "nb"])
def test_an_ordinal_of_german_and_of_the_north_ends_no_sentence(embeddings, text, language):
    both = f"{text} Es war 1987."
    found = sentences(article(both, language=language), embeddings.token_counts)
    assert [both[s.start : s.end] for s in found] == [text, "Es war 1987."]


@pytest.mark.parametrize("text", ["They lost by 3. January was no better.", "It won 12. The end."])
def test_a_number_ends_an_english_sentence(embeddings, text):
    assert len(texts_of(text, embeddings.token_counts)) == 2


def test_no_sentence_crosses_a_paragraph(embeddings):
    found = texts_of("A heading without a full stop\n\nThen a sentence.", embeddings.token_counts)
    assert found == ["A heading without a full stop", "Then a sentence."]


@pytest.mark.parametrize(
    "language", ["", "x", "en-GB", "EN", "nb", "zh", "中文", "und", "..", None]
)
def test_any_language_is_cut(embeddings, language):
    found = sentences(article("One. Two.", language=language), embeddings.token_counts)
    assert [(s.start, s.end) for s in found] == [(0, 4), (5, 9)]


def test_the_header_holds_title_publisher_and_date_in_words(embeddings):
    source = article("Text.", "Title", publisher="The Courier", published=date(2023, 10, 7))
    (passage,) = split(source, embeddings.token_counts)
    assert passage.header == "Title\nThe Courier, 7 October 2023"
