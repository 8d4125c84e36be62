import ipaddress
import sys

import pytest
from hypothesis import settings

from index.embedding import SentenceEmbeddings
from index.index import Index

settings.register_profile("copydesk", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("copydesk")

ARTICLES = {
    "bridge.txt": "Bridge reopens\n\nThe harbour bridge is open again. Repairs cost 40 million.",
    "ferry.md": "---\ntitle: Electric ferry sails\npublisher: The Courier\ndate: 2024-03-05\n---\n"
    "The first electric ferry left Havdis at noon.\n",
    "school.json": '{"title": "School closes", "url": "https://news.example/school", '
    '"text": "Kvernside school closed for good. Its pupils go to Sundby."}',
}


def is_here(host):
    """Whether a host is this machine; what is asked for by name, but localhost, is not."""
    host = host.decode() if isinstance(host, bytes) else host
    if host in {None, "", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def forbid_outside(event, arguments):
    if event in {"socket.connect", "socket.sendto"}:
        host = arguments[1][0] if isinstance(arguments[1], tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_here(host):
        raise AssertionError(f"a test reached for the network: {host!r}")


@pytest.fixture(scope="session", autouse=True)
def no_outside_network():
    """Sockets reach this machine alone; an audit hook cannot be taken back, nor need it be."""
    sys.addaudithook(forbid_outside)


@pytest.fixture(scope="session")
def embeddings():
    """The packaged model, loaded by the first test that embeds something."""
    return SentenceEmbeddings()


@pytest.fixture
def home(tmp_path):
    """A folder of three small articles: a text, a Markdown and a JSON file."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, content in ARTICLES.items():
        (folder / name).write_text(content, "utf-8")
    return folder


@pytest.fixture
def make_index(tmp_path, home, embeddings):
    """Makes real indexes, of `home` and in `tmp_path`/data where nothing else is said."""
    made = []

    def make(data=tmp_path / "data", home=home, embeddings=embeddings, chroma_url=None):
        made.append(Index(data, home, embeddings, chroma_url))
        return made[-1]

    yield make
    for index in made:
        index.close()


@pytest.fixture
def index(make_index):
    """An index of `home` into which nothing has been taken yet."""
    return make_index()


@pytest.fixture(scope="session")
def attacked(tmp_path_factory, embeddings):
    """An assistant over the articles of all attacks, whose model obeys them."""
    from obedient import obedient_writer, written_to

    from assistant.assistant import Assistant

    made = Index(
        tmp_path_factory.mktemp("attacked"), written_to(tmp_path_factory.mktemp("home")), embeddings
    )
    made.ownership.take()
    made.sync()
    yield Assistant(made, writer=obedient_writer(made))
    made.close()


@pytest.fixture(scope="session")
def obeyed(attacked):
    """The answer to each attack."""
    from obedient import ATTACKS, given

    return [given(attacked, attack) for attack in ATTACKS]
