"""How the cells that only a roster of organizers has become values."""

from organizers.rules.appointing import KIND_WORDS, Kind
from sheets.imports.widgets import TextWidget


class KindWidget(TextWidget):
    def clean(self, value, row=None, **kwargs) -> Kind | None:
        text = super().clean(value).removesuffix("组织员")
        if not text:
            return None
        for kind, word in KIND_WORDS.items():
            if text == word:
                return kind
        raise ValueError(f"专兼职写作“{text[:20]}”，应为“专职”或“兼职”。")
