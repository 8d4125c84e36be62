"""What is kept of single tokens."""

import numpy as np
import pytest

from index.tokens import DIMENSIONS, HEADER, Tokens, mark, normalised, project, projection


def test_tokens_come_back_as_they_were_kept() -> None:
    vectors = normalised(np.random.default_rng(0).normal(size=(30, DIMENSIONS)).astype(np.float32))
    sentences = np.array([HEADER] * 5 + [0] * 20 + [1] * 5, dtype=np.uint8)
    kept = Tokens(vectors, sentences).pack()
    found = Tokens.unpack(kept)
    assert len(kept) == 30 * (1 + DIMENSIONS)
    assert found.sentences.tolist() == sentences.tolist()
    assert np.abs(found.vectors - vectors).max() <= 0.0026


def test_the_projection_fits_the_packaged_model(embeddings) -> None:
    states = embeddings.embed_question("Who sails?").states
    assert projection().shape == (DIMENSIONS, states.shape[1])
    assert np.linalg.norm(project(states), axis=1) == pytest.approx(1.0, abs=1e-5)
    assert mark() in embeddings.name


def test_each_token_knows_its_sentence(embeddings) -> None:
    (found,) = embeddings.embed_passages(["Head\nHe left. She stayed."], [[(5, 13), (14, 25)]])
    assert found.tokens.sentences.tolist() == [HEADER, HEADER, 0, 0, 0, 1, 1, 1, HEADER]
    assert found.sentences.shape[0] == 2


def test_a_part_of_a_question_has_its_own_vector(embeddings) -> None:
    asked = embeddings.embed_question("Did the ferry sail before the quarry closed?")
    ferry, quarry = asked.part(0, 18), asked.part(26, 44)
    alone = embeddings.embed_question("quarry closed").vector
    assert quarry @ alone > ferry @ alone
    assert asked.part(3, 3) is asked.vector
