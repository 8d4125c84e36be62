"""Addresses as they are typed and pasted: most are understood, the others are told what to do."""

import pytest

from index.errors import SourceError
from index.web.pasted import addressed, listed


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://post.com/a", "https://post.com/a"),
        ("post.com/feed", "https://post.com/feed"),
        ("www.post.com", "https://www.post.com"),
        ("post.com:8080/feed", "http://post.com:8080/feed"),
        ("post.com:8443/feed", "https://post.com:8443/feed"),
        ("localhost:8000/feed", "http://localhost:8000/feed"),
        ("http//post.com/a", "http://post.com/a"),
        ("https:/post.com/a", "https://post.com/a"),
        ("https:post.com/a", "https://post.com/a"),
        ("https//:post.com/a", "https://post.com/a"),
        ("https://http://post.com/a", "http://post.com/a"),
        ("//post.com/a", "https://post.com/a"),
        ("feed://post.com/rss", "https://post.com/rss"),
        ("feed:https://post.com/rss", "https://post.com/rss"),
        ("feed:http://post.com/rss", "http://post.com/rss"),
        ("feed:post.com/rss", "https://post.com/rss"),
        ("FEED://post.com/rss", "https://post.com/rss"),
        ("bücher.example/a", "https://bücher.example/a"),
        ("ftp://post.com/a", "ftp://post.com/a"),
        ("https://me@post.com/a", "https://me@post.com/a"),
    ],
)
def test_what_was_meant_is_read(written: str, address: str) -> None:
    assert addressed(written) == address


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("/home/me/articles", "copydesk index /home/me/articles"),
        ("/home/me/my articles", "copydesk index '/home/me/my articles'"),
        ("~/news", "copydesk index '~/news'"),
        ("./news", "copydesk index ./news"),
        ("C:\\news", "copydesk index"),
        ("articles/", "https://"),
        ("post", "https://news.example"),
        ("x@y.com", "e-mail"),
        ("mailto:x@y.com", "e-mail"),
        ("see below", "https://news.example"),
    ],
)
def test_what_is_no_address_is_told_its_remedy(written: str, remedy: str) -> None:
    with pytest.raises(SourceError) as refused:
        addressed(written)
    assert remedy in str(refused.value)
    assert written in str(refused.value) or "\\" in written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("https://a.com\n\n  https://b.com \n", ["https://a.com", "https://b.com"]),
        ("https://a.com/x https://b.com/y", ["https://a.com/x", "https://b.com/y"]),
        ("https://a.com/x, b.com/y", ["https://a.com/x", "b.com/y"]),
        ("https://a.com/x,https://b.com/y;", ["https://a.com/x", "https://b.com/y"]),
        ("https://a.com/x,1,2.html", ["https://a.com/x,1,2.html"]),
        ("<https://a.com/x>", ["https://a.com/x"]),
        ("“https://a.com/x”,", ["https://a.com/x"]),
        ("'a.com/x'", ["a.com/x"]),
        ("1. https://a.com/x\n2) b.com/y", ["https://a.com/x", "b.com/y"]),
        ("- https://a.com/x\n* b.com/y\n• c.com", ["https://a.com/x", "b.com/y", "c.com"]),
        ("The Post: https://a.com/feed.", ["https://a.com/feed"]),
        ("[The Post](https://a.com/feed)", ["https://a.com/feed"]),
        ("https://a.com/wiki/Bus_(car)", ["https://a.com/wiki/Bus_(car)"]),
        ("/home/me/my articles", ["/home/me/my articles"]),
        ("see below", ["see below"]),
        ("a.com\na.com", ["a.com"]),
        ("http://127.0.0.1:1/", ["http://127.0.0.1:1/"]),
        ("feed:https://a.com/rss", ["feed:https://a.com/rss"]),
    ],
)
def test_a_pasted_text_is_taken_apart(text: str, found: list[str]) -> None:
    assert listed(text) == found
