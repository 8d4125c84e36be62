"""The day that a page shows at its headline, in words or figures: the right one or none."""

from datetime import date

import pytest

from index.read import html

PROSE = (
    "<p>The council has bought the old mill for a sum that nobody would name, and will open it to"
    " visitors once the floor has been mended, which may take until next year.</p>"
) * 3
DAY = date(2024, 3, 7)


def page(shown: str, language: str = "en", above: str = "", rest: str = "") -> bytes:
    markup = f"""<html lang="{language}"><head><title>Old mill finds a buyer - The Herald</title>
    </head><body><div class="top">Today is 9 October 2025</div><div class="story">{above}
    <h1>Old mill finds a buyer</h1>{shown}{PROSE}</div>{rest}</body></html>"""
    return markup.encode()


def published(raw: bytes, address: str = "https://herald.example/mill") -> object:
    return html.article(raw, "mill.html", address=address).published


@pytest.mark.parametrize(
    ("shown", "language"),
    [
        ("<div>March 7, 2024</div>", "en"),
        ("<div><b>Published:</b> <span>Thursday, 7 March 2024, 10:12</span></div>", "en-GB"),
        ("<p>By Ann Lee | 7 March 2024 | 3 min read</p>", "en"),
        ("<p>By Ann Lee on Mar 07, 2024 at 11:30a @annlee</p>", "en"),
        ("<p>By Ann Lee on March 7th, 2024 at 9:15 p.m. EST</p>", "en"),
        ("<p>Posted by <a href='/u'>admin</a> on Thu, Mar 07, 2024 (08:42:17) EST</p>", "en"),
        (
            "<span>Last updated 9 March 2024</span><br><span>First published 7 March 2024</span>",
            "en",
        ),
        ("<p>Veröffentlicht am 7. März 2024 um 18.42 Uhr von Jana Holt</p>", "de"),
        ("<p>Stand: 09.03.2024, 11:00 Uhr</p><p>07.03.2024, 18:42 Uhr</p>", "de"),
        ("<p>Publié le 7 mars 2024 à 18h30, modifié le 8 mars 2024 à 9h12</p>", "fr"),
        ("<p>Mis à jour le 8 mars 2024 · Publié le jeudi 7 mars 2024 par Léa Roux</p>", "fr"),
        ("<p>Publicado: 7 de marzo de 2024, 10:12 h</p>", "es"),
        ("<p>Giovedì 7 marzo 2024</p><p>Ultimo aggiornamento: 9 marzo 2024</p>", "it"),
        ("<p>Pubblicato il 07/03/2024 alle 10:12</p>", "it"),
        ("<p>Publicado em 7 de março de 2024 às 10h12</p>", "pt-BR"),
        ("<p>Gepubliceerd op donderdag 7 maart 2024 om 10.12</p>", "nl"),
        ("<p>Publisert: <span class='date'>7. mars 2024 kl. 06:15</span></p>", "nb"),
        ("<p>Offentliggjort 7. marts 2024 kl. 06.15 – opdateret 8. marts 2024</p>", "da"),
        ("<p>Publicerad 7 mars 2024. Uppdaterad 8 mars 2024</p>", "sv"),
        ("<p>Julkaistu: torstaina 7. maaliskuuta 2024 klo 6.15</p>", "fi"),
        ("<p>Data publikacji: czwartek, 7 marca 2024, godz. 10:12</p>", "pl"),
        ("<p>Publikováno 7. března 2024 v 10:12</p>", "cs"),
        ("<p>Опубликовано: 7 марта 2024 в 10:12</p>", "ru"),
        ("<p>07.03.2024, 11:08 | Милена Каракашева</p>", "bg"),
        ("<p>Közzétéve: 2024. március 7. 10:12</p>", "hu"),
        ("<p>7 Mart 2024, Perşembe</p>", "tr"),
        ("<p>2024年3月7日 10:12</p>", "ja"),
        ("<p>2024/03/07 10:12</p>", "zh"),
        ("<p>기사입력 2024-03-07 03:00:00 기사수정 2024-03-08 03:00:00</p>", "ko"),
        ("<dl><dt>Datum</dt><dd>7. März 2024</dd></dl>", "de"),
        ("<p>17:32 07/03/2024</p>", "en-GB"),
        ("<p>03/07/2024 5:32 pm</p>", "en-US"),
        ("<time>7. März 2024</time>", "de"),
        ('<abbr class="published" title="2024-03-07T10:12:00">Thursday</abbr>', "en"),
        ('<relative-time datetime="2024-03-07T10:12:00Z">last year</relative-time>', "en"),
        ("<time datetime='2024-03-07 18.42 Uhr'>Donnerstag</time>", "de"),
    ],
)
def test_shown_day_is_read(shown: str, language: str) -> None:
    found = published(page(shown, language))
    assert getattr(found, "date", lambda: found)() == DAY


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Updated 7 March 2024</p>",
        '<p>Updated <span class="date">7 March 2024</span></p>',
        "<p>Heard <b>7 March 2024</b></p>",
        "<p>Zuletzt aktualisiert: 07.03.2024</p>",
        "<p>Dernière mise à jour : 7 mars 2024</p>",
        "<p>03/04/2024 10:12</p>",
        "<p>Heard: 7 March 2024</p>",
        "<p>Event date: 7 March 2024</p>",
        "<p>Date of birth: 7 March 1954</p>",
        "<p>7–9 March 2024, Town Hall</p>",
        "<p>3 March 2024 – 7 March 2024</p>",
        "<p>From 3 March 2024 to 7 March 2024</p>",
        "<p>City Hall, doors open 7 March 2024</p>",
        "<p>Valid until 07.03.2024</p>",
        "<div class='event-date'>7 March 2024</div>",
        "<aside><p>7 March 2024</p></aside>",
        "<ul class='related-list'><li>7 March 2024 <a href='/x'>Mill for sale</a></li></ul>",
        "<p>March 2024</p>",
        "<table><tr><th>First shown</th><td>7 March 2024</td></tr></table>",
        "<dl><dt>Opening</dt><dd>7 March 2024</dd></dl>",
        "<p>更新时间 2024年3月7日</p>",
        "<p>On 7 March 2024 the mill was shut for good, and nobody has been in it since.</p>",
    ],
)
def test_day_of_something_else_is_not_taken(shown: str) -> None:
    assert published(page(shown)) is None


def test_day_above_the_headline_is_read() -> None:
    assert published(page("", above="<p class='kicker'>7 March 2024 | Local</p>")) == DAY


def test_day_of_a_comment_is_not_taken() -> None:
    rest = "<div class='comments'><p>Jo, 7 March 2024</p></div><ul><li>7 March 2024</li></ul>"
    assert published(page("", rest=rest)) is None


def test_country_of_the_address_tells_the_order() -> None:
    assert published(page("<p>07/03/2024</p>"), "https://www.herald.co.uk/mill") == DAY


def test_other_dates_of_the_page_tell_the_order() -> None:
    rest = "<ul><li><a href='/x'>Mill for sale</a> 28/02/2024</li></ul>"
    assert published(page("<p>07/03/2024</p>", rest=rest)) == DAY


def test_contradicting_signs_of_the_order_tell_nothing() -> None:
    rest = "<ul><li><a href='/x'>Mill for sale</a> 28/02/2024</li></ul>"
    assert published(page("<p>07/03/2024</p>", "en-US", rest=rest)) is None


def test_name_of_the_site_is_no_headline() -> None:
    raw = page("<p>7 March 2024</p>").replace(b"<h1>", b"<h2>").replace(b"</h1>", b"</h2>")
    logo = b"<body><div><h1>The Herald</h1><p>9 October 2025</p></div>"
    assert published(raw.replace(b"<body>", logo)) == DAY
