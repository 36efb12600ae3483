"""How a document and an article are written where a rule is cited. Plain Python."""

# What stands behind a clause that nobody has read in its own text or confirmed here.
UNCONFIRMED = "（未确认，只作提示）"


def document_citation(issuer: str, name: str, number: str) -> str:
    """The number where there is one, else issuer and name: 沪交医委〔2021〕30号, 某校《某办法》."""
    return number or f"{issuer}《{name}》"


def citation(document: str, article: str, *, is_certain: bool) -> str:
    """“沪交医委〔2021〕30号 第四条”; an article number that was not read in the text is never shown as certain."""
    return " ".join(filter(None, (document, article))) + ("" if is_certain else "（条次待核）")
