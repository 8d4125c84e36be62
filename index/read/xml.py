"""XML of documents to a tree: no entity is resolved, no document type and no address is loaded."""

from lxml import etree  # type: ignore[import-untyped]

from index.errors import SourceError


def parse(raw: bytes, name: str) -> etree._Element:
    """The root of an XML file; nested at most 256 deep, texts of at most 10 MB.

    Raises:
        SourceError: it is no XML, or goes beyond that.
        MemoryError: there is none for it.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError) as error:
        what = " ".join(str(error).split())[:200]
        if what.startswith("unknown error"):  # what libxml2 says where there is no memory
            raise MemoryError(name) from error
        raise SourceError(f"{name!r} is damaged ({what}); export it again or as text") from error
    for entity in list(root.iter(etree.Entity)):
        drop(entity)
    return root


def drop(element: etree._Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def texts(root: etree._Element, name: str) -> list[str]:
    """The texts of the elements of that name, whatever their namespace; blank ones left out."""
    found = (" ".join("".join(e.itertext()).split()) for e in root.iter("{*}" + name))
    return [text for text in found if text]
