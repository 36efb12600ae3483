from django.db import models

from directory.models.units import Unit


class Charge(models.Model):
    """归口: whose turn it is in a unit. The nearest unit upwards where somebody who can log in holds the permission.

    A branch without an officer of its own is its committee's to look after; where nobody up to the school's own
    committee holds the permission, the holder is empty. It follows from duties, accounts and the tree
    (directory/charges.py).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="charges")
    permission = models.CharField(max_length=40)
    holder = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "归口"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit", "permission"], name="charge_once")]

    def __str__(self):
        return f"{self.unit_id} {self.permission} → {self.holder_id}"
