import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import httpx
import numpy as np
import pytest
from chromadb.errors import InternalError
from langchain_core.embeddings import DeterministicFakeEmbedding

from index import mirror as mirror_module
from index.article import article_id
from index.embedding import SentenceEmbeddings
from index.errors import LibraryError
from index.library import Library
from index.mirror import FOLDER, Mirror, from_blob
from index.vectors import Vectors

OPEN = """
import sys
from pathlib import Path
import numpy as np
from index.library import Library
from index.mirror import Mirror
mirror = Mirror(Library(Path(sys.argv[1])))
print(mirror.vectors.count(), len(mirror.vectors.nearest(np.ones((1, 8)), 5)[0]))
"""
ARTICLE = (
    "INSERT OR IGNORE INTO articles (id, source_id, path, position, fingerprint, split, version,"
    " title, indexed) VALUES ('a', 1, 'a', 0, '', '', '', 't', '')"
)
PASSAGE = (
    'INSERT INTO passages (article_id, header, title, publisher, date, text, start, "end",'
    " sentences, vector) VALUES ('a', 'h', 't', '', '', ?, 0, 1, '[]', ?)"
)


def vector_of(text):
    """Eight numbers that are the same for the same text."""
    return DeterministicFakeEmbedding(size=8).embed_query(text)


class Setup:
    """A library of passages that come with their vectors: many of them at little cost."""

    def __init__(self, folder):
        self.folder = folder
        self.library = Library(folder)
        self.mirror = None
        self.open()

    def open(self):
        self.mirror = Mirror(self.library)

    def close(self):
        self.mirror.close()

    def add(self, *texts):
        with self.library.database.writing() as db:
            db.execute(ARTICLE)
            rows = [(text, np.asarray(vector_of(text), "<f4").tobytes()) for text in texts]
            db.executemany(PASSAGE, rows)
        self.mirror.settle(None)  # there is nothing to embed

    def delete(self, ids):
        with self.library.database.writing() as db:
            db.executemany("DELETE FROM passages WHERE id = ?", [(i,) for i in ids])

    def known(self):
        with self.library.database.reading() as db:
            return {row[0] for row in db.execute("SELECT id FROM passages WHERE stored = 1")}

    def there(self):
        return self.mirror.vectors.ids()

    def nearest(self, text):
        return self.mirror.vectors.nearest(np.array([vector_of(text)]), 1)[0][0]


@pytest.fixture
def setup(tmp_path):
    made = Setup(tmp_path)
    yield made
    made.close()
    made.library.close()


def opened_by_another_process(folder):
    return subprocess.run(
        [sys.executable, "-c", OPEN, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def collection_folders(folder):
    return {path.name for path in (folder / FOLDER).iterdir() if path.is_dir()}


def test_vectors_are_stored_under_the_ids_of_their_passages(setup):
    setup.add("one", "two", "three")
    assert setup.there() == setup.known() == {1, 2, 3}
    found, similarity = setup.nearest("two")
    assert (found, round(similarity, 5)) == (2, 1)


def test_the_library_keeps_the_vectors_that_chroma_has(index, embeddings):
    index.sync()
    with index.library.database.reading() as db:
        row = db.execute("SELECT * FROM passages WHERE title = 'Bridge reopens'").fetchone()
    wanted = embeddings.embed_documents([f"{row['header']}\n{row['text']}"])[0]
    assert np.allclose(from_blob(row["vector"]), wanted, atol=1e-5)
    ((found, similarity),) = index.mirror().vectors.nearest(np.array([wanted]), 1)[0]
    assert (found, round(similarity, 4)) == (row["id"], 1)


def test_a_wiped_folder_is_filled_again_without_the_model(index, make_index):
    index.sync()
    index.close()
    shutil.rmtree(index.library.folder / FOLDER)
    again = make_index(embeddings=SentenceEmbeddings())
    assert len(again.mirror().vectors.ids()) == 3
    assert again.sync().embedded == 0
    assert not again.embeddings.loaded


def test_a_file_that_ends_the_process_is_made_anew_by_the_next(setup):
    setup.add(*(str(n) for n in range(1100)))
    setup.close()
    (header,) = (setup.folder / FOLDER).glob("*/header.bin")
    os.truncate(header, 40)
    died = opened_by_another_process(setup.folder)
    assert died.returncode < 0
    assert setup.library.meta("opening") == "1"
    assert opened_by_another_process(setup.folder).stdout == "1100 5\n"
    setup.open()


@pytest.mark.parametrize("name", ["header.bin", "index_metadata.pickle", "data_level0.bin"])
def test_an_emptied_file_of_chroma_is_made_anew(setup, name):
    setup.add(*(str(n) for n in range(1100)))
    setup.close()
    (file,) = (setup.folder / FOLDER).glob(f"*/{name}")
    os.truncate(file, 0)
    setup.open()
    assert setup.there() == setup.known() == set(range(1, 1101))
    assert len(setup.mirror.vectors.nearest(np.ones((1, 8)), 5)[0]) == 5


@pytest.mark.parametrize("content", [b"", b"x" * 10_000, None])
def test_a_damaged_catalogue_of_chroma_is_made_anew_at_once(setup, content, caplog):
    setup.add("one", "two")
    setup.close()
    catalogue = setup.folder / FOLDER / "chroma.sqlite3"
    catalogue.write_bytes(catalogue.read_bytes()[:5000] if content is None else content)
    setup.open()
    told = f"The vectors in {setup.folder / FOLDER} were damaged" in caplog.text
    assert told == (content != b"")  # to Chroma an empty catalogue is a new one
    assert setup.there() == {1, 2}
    setup.add("three")
    assert setup.nearest("three")[0] == 3


def test_extra_and_missing_vectors_are_healed_at_opening(setup):
    setup.add("one", "two", "three")
    setup.mirror.vectors.forget([1, 2])
    setup.mirror.vectors.upsert([77], np.ones((1, 8), dtype=np.float32))
    setup.close()
    setup.open()
    assert setup.there() == setup.known() == {1, 2, 3}


def test_as_many_extra_as_missing_vectors_are_healed_after_a_cut_off_write(setup):
    setup.add("one", "two", "three")
    setup.mirror.vectors.forget([1])
    setup.mirror.vectors.upsert([77], np.ones((1, 8), dtype=np.float32))
    setup.library.remember(writing="1")
    setup.close()
    setup.open()
    assert setup.there() == {1, 2, 3}
    assert setup.library.meta("writing") == ""


def test_what_was_deleted_but_not_forgotten_is_forgotten_at_opening(setup):
    setup.add("one", "two")
    setup.delete([1])
    setup.close()
    setup.open()
    assert setup.there() == {2}


def test_what_was_stored_but_not_noted_stays_under_its_id(setup):
    setup.add("one", "two")
    with setup.library.database.writing() as db:
        db.execute("UPDATE passages SET stored = 0 WHERE id = 2")
    setup.close()
    setup.open()
    assert setup.there() == setup.known() == {1, 2}


def test_an_id_is_never_used_twice(setup):
    setup.add("one", "two", "three")
    setup.delete([2, 3])
    setup.add("four")
    assert setup.there() == {1, 4}


def test_a_worn_collection_is_made_anew(setup, monkeypatch):
    monkeypatch.setattr(mirror_module, "FORGOTTEN_LEAST", 3)
    setup.add("one", "two", "three", "four", "five")
    before = setup.mirror.vectors.name
    setup.delete([1, 2, 3])
    setup.add("six")
    assert setup.mirror.vectors.name != before
    assert setup.mirror.vectors.collections() == [setup.mirror.vectors.name]
    assert setup.there() == setup.known() == {4, 5, 6}
    assert setup.nearest("six")[0] == 6
    assert len(collection_folders(setup.folder)) <= 1


def test_a_renewed_collection_is_there_after_opening_again(setup):
    setup.add("one", "two")
    setup.mirror.renew()
    setup.close()
    setup.open()
    setup.add("three")
    assert setup.there() == {1, 2, 3}
    assert setup.library.meta("generation") == "2"


def test_a_renewal_that_was_cut_off_leaves_nothing(setup):
    setup.add("one", "two")
    stray = Vectors(setup.folder / FOLDER, setup.mirror.vectors.name[:-1] + "2")
    stray.upsert([9], np.ones((1, 8), dtype=np.float32))
    stray.close()
    setup.mirror.renew()
    assert setup.there() == {1, 2}


@pytest.fixture
def failing(monkeypatch):
    """Calls something while Chroma switches to no collection."""

    def switch(vectors, name):
        raise InternalError("no answer")

    def call(does):
        with monkeypatch.context() as patch, pytest.raises((InternalError, LibraryError)):
            patch.setattr(Vectors, "switch", switch)
            does()

    return call


def test_a_new_model_whose_collection_could_not_be_made_has_it_at_the_next_sync(setup, failing):
    setup.mirror.adopt("one")
    setup.add("one", "two")
    failing(lambda: setup.mirror.adopt("another"))
    setup.delete([1, 2])
    setup.mirror.adopt("another")
    setup.add("three")
    name = setup.mirror.vectors.name
    assert setup.mirror.vectors.collections() == [name]
    assert name.endswith("-2")
    assert setup.there() == {3}


def test_a_renewal_that_failed_at_the_switch_is_made_up_for_at_the_next_sync(setup, failing):
    setup.add("one", "two")
    failing(setup.mirror.renew)
    setup.add("three")
    name = setup.mirror.vectors.name
    assert setup.mirror.vectors.collections() == [name]
    assert name.endswith("-2")
    assert setup.there() == {1, 2, 3}


def test_collections_and_folders_that_no_one_knows_are_swept(setup):
    setup.add("one")
    stray = Vectors(setup.folder / FOLDER, "copydesk-of-a-lost-library-1")
    stray.upsert([9], np.ones((1, 8), dtype=np.float32))
    stray.close()
    setup.close()
    (setup.folder / FOLDER / "11111111-2222-3333-4444-555555555555").mkdir()
    setup.open()
    assert setup.mirror.vectors.collections() == [setup.mirror.vectors.name]
    with closing(sqlite3.connect(setup.folder / FOLDER / "chroma.sqlite3")) as db:
        segments = {row[0] for row in db.execute("SELECT id FROM segments")}
    assert collection_folders(setup.folder) <= segments


def test_a_new_library_in_an_old_folder_starts_empty(setup):
    setup.add("one", "two")
    setup.close()
    setup.library.close()
    for file in setup.folder.glob("library.sqlite3*"):
        file.unlink()
    setup.__init__(setup.folder)
    assert setup.there() == set()
    setup.add("three")
    assert setup.nearest("three")[0] == 1


def test_more_neighbours_than_there_are_may_be_asked_for(setup):
    setup.add("one", "two")
    assert len(setup.mirror.vectors.nearest(np.ones((1, 8)), 100)[0]) == 2


def test_nothing_is_near_in_an_empty_collection(setup):
    assert setup.mirror.vectors.nearest(np.ones((1, 8)), 10)[0] == []


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """`chroma run`, which can be started again at the same address."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.start()

    def start(self):
        chroma = Path(sys.executable).with_name("chroma")
        command = [chroma, "run", "--path", self.folder, "--port", str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", trust_env=False)
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("chroma run did not start")

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "server")
    yield made
    made.stop()


def found(index, arm):
    search = index.search.model_copy(update={"arms": frozenset({arm})})
    return [document.metadata["title"] for document in search.invoke("harbour bridge")]


def test_a_chroma_server_holds_the_vectors_and_may_come_and_go(make_index, server, home):
    index = make_index(chroma_url=server.url)
    assert index.sync().embedded == 3
    assert found(index, "dense")[0] == "Bridge reopens"
    server.stop()
    assert found(index, "keyword") == ["Bridge reopens"]
    assert found(index, "dense")[0] == "Bridge reopens"  # from the vectors in the library
    (home / "new.txt").write_text("New\n\nSomething new.", "utf-8")
    with pytest.raises(LibraryError, match="start it again"):
        index.sync()
    server.start()
    assert index.sync().unchanged == 4
    assert len(index.mirror().vectors.ids()) == 4


def test_without_its_server_an_index_opens_and_searches_its_library(make_index, server):
    index = make_index(chroma_url=server.url)
    index.sync()
    index.close()
    server.stop()
    again = make_index(chroma_url=server.url)
    again.ownership.take()
    assert found(again, "dense")[0] == "Bridge reopens"
    assert again.keywords_only() is None
    assert server.url in again.hindrance()
    with pytest.raises(LibraryError, match="No Chroma server answers"):
        again.mirror()
    server.start()
    assert found(again, "dense")[0] == "Bridge reopens"
    assert again.hindrance() is None


def test_nothing_is_taken_out_while_its_server_is_gone(make_index, server):
    index = make_index(chroma_url=server.url)
    index.sync()
    bridge = article_id(None, "bridge.txt")
    server.stop()
    with pytest.raises(LibraryError, match="start it again"):
        index.remove(bridge)
    assert index.library.extent().articles == 3
    assert found(index, "keyword") == ["Bridge reopens"]
    server.start()
    assert index.remove(bridge)
    assert len(index.mirror().vectors.ids()) == 2
