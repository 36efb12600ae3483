"""Numbered pages of long lists."""

from django.core.paginator import Paginator


class TwoEndedPaginator(Paginator):
    """Numbered pages that are counted off from the nearer end of the list, so that the last page costs what the first
    one does; for query sets whose order leaves no two rows in the same place."""

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        if first <= self.count // 2:
            return super().page(number)
        mirrored = self.object_list.reverse()[self.count - last : self.count - first]
        return self._get_page(list(mirrored)[::-1], number, self)
