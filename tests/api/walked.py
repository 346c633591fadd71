"""Everything in what leaves that has a name: of a document of an interface, a template, and a page."""

from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, nodes

TEMPLATES = Path(__file__).parents[2] / "api" / "templates"
ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
# What a document says in sentences, and what it shows as an example of a value.
PROSE = frozenset({"description", "summary"})
# Of a tag: what a form sends, what styles and scripts take hold of, and where it goes.
ATTRIBUTES = ("name", "id", "for", "class", "action", "href", "aria-describedby", "list", "form")


def names_in_document(value, key=""):
    """Every name in an OpenAPI document: each key, and each text that is no sentence, in its parts.

    So paths, parameters, headers, properties, schemas, values of a list, tags, operations, scopes and roles, wherever
    they stand, and whatever a later version of the document adds.
    """
    if isinstance(value, dict):
        found = {part for name in value for part in parts(name)}
        return found.union(*(names_in_document(inner, name) for name, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(names_in_document(inner, key) for inner in value))
    return set(parts(value)) if isinstance(value, str) and key not in PROSE else set()


def parts(name):
    """The parts of a path, or the name itself."""
    return [part for part in name.replace("#", "").split("/") if part]


def sentences_of_document(value, where=""):
    """Every sentence of an OpenAPI document, with where it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in PROSE and isinstance(inner, str):
                yield f"{where}/{name}", inner
            else:
                yield from sentences_of_document(inner, f"{where}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from sentences_of_document(inner, f"{where}/{number}")


def names_in_template(source):
    """Every name that a template uses: variables, attributes, keys, filters, blocks, macros and keyword arguments."""
    found = set()
    for node in ENVIRONMENT.parse(source).find_all(nodes.Node):
        if isinstance(node, nodes.Name | nodes.Filter | nodes.Test | nodes.Block | nodes.Macro):
            found.add(node.name)
        elif isinstance(node, nodes.Getattr):
            found.add(node.attr)
        elif isinstance(node, nodes.Keyword):
            found.add(node.key)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)  # as in `row["name"]` and `map(attribute="name")`
    return found


def sentences_of_template(source):
    """Every text in a template: what stands in it, and what stands between quotes in its expressions."""
    for node in ENVIRONMENT.parse(source).find_all((nodes.TemplateData, nodes.Const)):
        text = node.data if isinstance(node, nodes.TemplateData) else node.value
        if isinstance(text, str):
            yield text


class _Attributes(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name.startswith("data-"):
                self.found.add(name)
            if name in ATTRIBUTES or (tag in {"option", "button"} and name == "value"):
                self.found |= {part for word in (value or "").split() for part in parts(word)}


def fields_of_page(source):
    """Every name of a field, id, class and address in HTML, of a template as it is or of a page."""
    parser = _Attributes()
    parser.feed(source)
    return parser.found
