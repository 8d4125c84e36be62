"""What stands before a date that a page shows: what it says is published, or when it was changed.

Words are without accents, as `folded` leaves them, in the languages of Europe.
"""

import re

from index.read.clean import folded
from index.read.months import WEEKDAYS

LATER = re.compile(
    r"(?<!\w)(?:updat|modif|last[ -](?:edit|chang|review|revis)|revised|edited|correct|amended"
    r"|aktuali[sz]|geander|bearbeitet|stand:?$|stand der|mis(?:e)? a jour|actuali[sz]"
    r"|aggiorna|atualiza|bijgewerkt|gewijzigd|aangepast|laatste|opdater|oppdater|uppdater|endret"
    r"|sist |senest|andrad|rediger|paivitetty|muokattu|zaktualiz|zmienion|edycja|upraven|aktualiz"
    r"|zmenen|frissit|modosit|izmen|azurira|spremenjen|posodob|uuendatud|muudetud|atnaujint"
    r"|atjaunin|ultima|ultimo|обновл|измен|редакт|оновлен|змінен|актуализ|обновен|променен"
    r"|ажурира|ενημερ|τροποπ|guncel|degistir|diperbarui)|更新|修改|修正|" + folded("수정"),
    re.IGNORECASE,
)
"""Stems of "updated", "modified" and "last"."""

ISSUED = re.compile(
    r"(?<!\w)(?:(?:first |originally )?(?:publish\w*|posted|issued|released|created)|date"
    r"|press release|written|filed|veroffentlich\w*|publiziert|erschienen|datum|erstellt|publie\w*"
    r"|mise? en ligne|paru|publica\w*|fecha|pubblica\w*|data|postado|criado|gepubliceerd|geplaatst"
    r"|publicatiedatum|publicer\w*|publiser\w*|udgivet|offentliggj\w*|dato|lagt ut|julkais\w*"
    r"|julkaistu|opublikowan\w*|dodan\w*|utworzon\w*|publikacj\w*|publikov\w*|vydan\w*|zverejnen\w*"
    r"|vlozen\w*|pridan\w*|megjelen\w*|kozzete\w*|objavljen\w*|avaldatud|paskelbt\w*|publicets"
    r"|опубликован\w*|дата|публикац\w*|публикуван\w*|размещен\w*|добавлен\w*|добавен\w*"
    r"|опубл[іи]кован\w*|оприлюднен\w*|опубл\w*|објављен\w*|δημοσι\w*|ημερομηνια|yayin\w*|yayım\w*"
    r"|tarih\w*|eklenme|eklendi|terbit|diterbitkan)(?!\w)"
    r"|(?:公開|公开|配信|掲載|投稿|发布|發布|发表|發表)(?:日時|日期|日|时间|時間|于|於)?|日期|时间|時間"
    r"|(?:" + folded("기사)?(?:입력|등록|작성|승인|게재") + ")",
    re.IGNORECASE,
)
"""Words for "published" and "date"."""

BY = re.compile(
    r"(?<!\w)(?:by|von|par|por|di|da|de|door|av|af|autor\w*|auth?or|auteur\w*|autore|redac\w+"
    r"|redak\w+|words|text[eo]?|tekst|tekijas?|szerzo|автор|редакц\w+|от|συντακτ\w+|yazar|oleh"
    r"|escrito|escrita|scritto|ecrit|geschreven|skrevet|napisal\w*)\b:?\s",
    re.IGNORECASE,
)
"""Words that stand before the name of an author."""

LINKS = (
    "a al alle alla am an as at auf bei d dated dana de del den der di dia dne dnia do du el em en"
    " fra from il in klo kl kell la las le les lo los na o om on op pa pe por the u uhr um v vom w"
    " z za zum в во від від у на от г года р o'clock the this this article article artykul artikel"
    " articulo articolo artigo noticia news nyhet story new"
)
LINK = frozenset(LINKS.split())
"""Small words around a date that say nothing."""

TIME = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-4])\s?(?:[:.h]\s?[0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?\s?m\b\.?)?"
    r"|\s?[ap]\.?m\b\.?|\s?(?:uhr|h|hrs|hod)\b)(?:\s?(?:uhr|h|hrs|hod)\b)?"
    r"(?:\s?\(?(?:gmt|utc|bst|ist|[ecmp][sde]?t|cest|cet)\b(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?\)?)?",
    re.IGNORECASE,
)
"""A time of the day, perhaps with its zone: 18h30, 6.15 Uhr, 7:52 am EST."""

NAMES = 6
"""Words of the names of authors at most."""

MARK = re.compile(r"[\s,.:;()\[\]'’\"|·•–—/-]+")


def says_later(label: str) -> bool:
    """Whether a label says that what follows is a change: "Updated:", "modifié le"."""
    return bool(LATER.search(label))


def says_issued(label: str) -> bool:
    """Whether a label says no more than that, and perhaps by whom, something was published."""
    found = BY.search(label)
    name = words_of(label[found.end() :]) if found else []
    before = label[: found.start()] if found else label
    return not words_of(ISSUED.sub(" ", before)) and len(name) <= NAMES


def words_of(label: str) -> list[str]:
    """The words of a label that are no weekdays, times and small words."""
    return [
        word
        for word in MARK.split(TIME.sub(" ", label).casefold())
        if word and word not in LINK and word not in WEEKDAYS
    ]
