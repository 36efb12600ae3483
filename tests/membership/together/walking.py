"""A browser without script: reads the fields of a page, changes some, presses a button."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """What the form with the hidden `seen` or `case` would send."""

    def __init__(self):
        super().__init__()
        self.values, self.select, self.area, self.depth = {}, None, None, 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.depth += given.get("method") == "post" and "action" not in given
        if not self.depth:
            return
        if tag == "input" and given.get("name"):
            self._input(given)
        if tag == "select":
            self.select = given["name"]
            self.values.setdefault(self.select, [])
        if tag == "option" and self.select and "selected" in given:
            self.values[self.select] = [given.get("value", "")]
        if tag == "option" and self.select and not self.values[self.select]:
            self.values[self.select] = [given.get("value", "")]

    def _input(self, given):
        is_box = given.get("type") in ("checkbox", "radio")
        if not is_box or "checked" in given:
            self.values.setdefault(given["name"], []).append(given.get("value", "on" if is_box else ""))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "form":
            self.depth = 0


def fields_in(response) -> dict[str, list[str]]:
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.values


def press(client, address, response, go, **typed):
    """The same form sent with what was typed; None unticks a box."""
    values = fields_in(response) | {
        name: value if isinstance(value, list) else [value] for name, value in typed.items()
    }
    return client.post(address, {name: each for name, each in values.items() if each != [None]} | {"go": [go]})
