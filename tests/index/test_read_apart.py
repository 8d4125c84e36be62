import gc
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from benchmarks.fuzz import stored
from benchmarks.made_files import docx, epub, pdf
from index.article import Article
from index.read import apart, read
from index.read.apart import Done, Ended, Plain, Pool, Worker

SLOW = b"{\\rtf1 " + b"{\\field{\\*\\fldinst{" * 40_000 + b"}"
"""What striprtf looks through again from each of its beginnings."""


@pytest.fixture
def file(tmp_path):
    def file(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return file


def one(path):
    (found,) = read(path, path.name)
    return found


def waiting():
    return apart.POOL.idle[-1].process


def test_files_one_after_another_have_one_worker(file):
    one(file("a.pdf", pdf()))
    first = waiting().pid
    assert isinstance(one(file("b.docx", docx())), Article)
    assert waiting().pid == first != os.getpid()


def test_a_file_that_takes_too_long_ends_its_worker(file):
    worker = Worker(seconds=1.0)
    started = time.monotonic()
    with pytest.raises(Ended, match="took longer than 1 seconds to read"):
        list(worker.read(file("x.rtf", SLOW), "x.rtf"))
    assert time.monotonic() - started < 10
    worker.close()
    assert worker.process.returncode is not None


def test_a_long_document_has_its_time_for_each_page(file):
    words = "The council of Vessby met again, and again it agreed on nothing at all. "
    path = file("long.pdf", pdf([[f"{n} {words}" for n in range(60)] for _ in range(40)]))
    worker = Worker(seconds=60.0)
    started = time.monotonic()
    list(worker.read(path, "long.pdf"))
    whole = time.monotonic() - started
    worker.seconds = whole / 2
    article, done = worker.read(path, "long.pdf")
    assert (len(article.pages), isinstance(done, Done)) == (40, True)
    worker.close()


def test_a_document_without_end_is_left_all_the_same(file, monkeypatch):
    monkeypatch.setattr(apart, "LONGEST", 0.5)
    path = file("long.pdf", pdf([[f"{n} Vessby met." for n in range(60)] for _ in range(400)]))
    worker = Worker()
    with pytest.raises(Ended, match="took longer than 0 seconds to read"):
        list(worker.read(path, "long.pdf"))
    worker.close()


def test_a_worker_that_is_gone_is_replaced(file):
    one(file("a.pdf", pdf()))
    gone = waiting()
    gone.kill()
    gone.wait()
    assert isinstance(one(file("a.pdf", pdf())), Article)


def test_a_worker_that_ends_in_a_file_is_a_failure_of_that(file):
    worker = Worker()
    items = worker.read(file("a.epub", book(2)), "a.epub")
    next(items)
    worker.process.kill()
    worker.process.wait()
    with pytest.raises(Ended, match="stopped its reader"):
        list(items)
    worker.close()


def book(chapters):
    body = "<p>It rained all day in Nessgate, and the ferry did not sail.</p>" * 4000
    return epub({f"{number}.xhtml": body for number in range(chapters)})


def test_a_file_that_is_too_much_fails_and_the_next_is_read(file):
    wide = stored(docx(f"<w:p><w:r>{'<w:t>a</w:t>' * 3_000_000}</w:r></w:p>"))
    assert "export it again or as text" in one(file("x.docx", wide)).reason
    assert isinstance(one(file("a.pdf", pdf())), Article)


def test_a_file_that_is_read_in_part_leaves_no_worker_behind(file):
    items = read(file("a.epub", book(3)), "a.epub")
    assert isinstance(next(items), Article)
    items.close()  # type: ignore[attr-defined]  # a generator
    assert isinstance(one(file("a.pdf", pdf())), Article)


def test_threads_read_at_the_same_time(file):
    path, found = file("a.pdf", pdf()), []

    def several():
        for _ in range(5):
            found.append(one(path))

    threads = [threading.Thread(target=several) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(each) for each in found] == [Article] * 15


def test_a_worker_ends_when_its_parent_is_killed(file, tmp_path):
    path = file("a.pdf", pdf())
    script = (
        "import os, sys, time; from pathlib import Path; from index.read import apart, read\n"
        f"list(read(Path({str(path)!r}), 'a.pdf'))\n"
        "print(apart.POOL.idle[-1].process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(apart.__file__).parents[2])},
    )
    worker = int(found.stdout)
    for _ in range(100):
        if not is_running(worker):
            break
        time.sleep(0.05)
    assert not is_running(worker)


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_pool_that_closes_leaves_no_process_and_no_pipe(file):
    pool = Pool()
    worker = pool.take()
    list(worker.read(file("a.pdf", pdf()), "a.pdf"))
    pool.give(worker, rested=True)
    pool.close()
    assert worker.process.returncode == 0
    del worker
    gc.collect()  # an open pipe would be a warning, and so a failure


def test_a_worker_can_send_no_code():
    import io

    with pytest.raises(EOFError):
        Plain(io.BytesIO(pickle.dumps(os.system))).load()
