from django.apps import AppConfig
from django.db.backends.signals import connection_created

from audit.attaching import wrap_connection


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "操作留痕"

    def ready(self):
        connection_created.connect(wrap_connection, dispatch_uid="audit.attaching")
