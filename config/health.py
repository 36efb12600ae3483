"""`/healthz` for a load balancer and for `dev.py`: whether this server can work, and nothing about the school."""

import logging
import time

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from config.celery import BEAT_SEEN, app
from directory.access import access

ONE_TRY = {"socket_timeout": 2, "socket_connect_timeout": 2, "max_retries": 1, "interval_start": 0, "interval_step": 0}
log = logging.getLogger(__name__)


@access(access.PUBLIC)
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while database and broker answer, otherwise 503. The beat's age informs; it never takes a server out."""
    database = database_answers()
    broker, beat_age = ask_broker(now=time.time())
    state = {"database": word(database), "broker": word(broker), "beat_age_seconds": beat_age}
    return JsonResponse(state, status=200 if database and broker else 503)


def word(answers: bool) -> str:
    return "ok" if answers else "down"


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        log.exception("health: the database does not answer")
        return False


def ask_broker(*, now: float) -> tuple[bool, int | None]:
    """Whether the broker answers, and the seconds since a worker last carried out what beat sent; None if unknown."""
    try:
        with app.connection_for_read(connect_timeout=2, transport_options=ONE_TRY) as broker:
            seen = broker.default_channel.client.get(BEAT_SEEN)
    except (OperationalError, RedisError):
        log.exception("health: the broker does not answer")
        return False, None
    return True, max(0, int(now - float(seen))) if seen else None
