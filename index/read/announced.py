"""Words with which a page announces other stories, in the languages of Europe.

They count only at the begin of a box or a line that is mostly links, or as the heading of a box.
"""

import re

ALSO = re.compile(
    r"\W*(?:(?:also|please) read|read (?:also|more|next)|see also|more (?:on|about|from)|related"
    r"|recommended|you (?:may|might)|don['’]t miss|up next|watch (?:also|next)|listen to"
    r"|lesen sie (?:auch|mehr)|auch interessant|mehr (?:zum|zu|aus|von)|zum thema|weiterlesen"
    r"|verwandte|das könnte|lire (?:aussi|également|la suite)|à lire|a lire|voir aussi|sur le même"
    r"|en savoir plus|notre sélection|lee también|lea también|más (?:información|sobre|noticias)"
    r"|te puede interesar|noticias relacionadas|ver también|leggi anche|per approfondire|potrebbe"
    r"|articoli correlati|leia (?:também|mais)|veja (?:também|mais)|saiba mais|relacionad"
    r"|lees (?:ook|meer|verder)|meer over|gerelateerd|les (?:også|mer)|læs (?:også|mere)|se også"
    r"|läs (?:också|även|mer)|mer om|relaterat|lue (?:myös|lisää)|katso myös|czytaj (?:także|też"
    r"|również|więcej)|zobacz (?:także|też|również)|przeczytaj|polecamy"
    r"|powiązane|čtěte (?:také|více)"
    r"|související|mohlo by|prečítajte|čítajte|olvassa el|kapcsolódó|citește (?:și|mai)|vezi și"
    r"|pročitajte|preberite|читайте (?:также|ещё|еще)|по теме|смотрите также|читайте також|також"
    r"|прочетете|вижте (?:още|също)|още (?:новини|по темата|от)|διαβάστε|ilgili haber|bunlar da"
    r"|loe ka|taip pat skaitykite|lasi arī|llegeix també)(?!\w)",
    re.IGNORECASE,
)
"""How a line or a box begins that leads to other stories."""
