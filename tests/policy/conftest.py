"""A published version with given values, for tests that read or change the policy."""

import datetime as dt

import pytest
from django.utils import timezone

from policy.models import Clause, Document, PolicyValue, PolicyVersion, State


@pytest.fixture
def clause(db):
    document = Document.objects.create(code="T1", name="试用办法", issuer="江海大学", number="江海委〔2020〕1号")
    return Clause.objects.create(document=document, article="第一条", paraphrase="试用。")


@pytest.fixture
def published(clause):
    """`published("2020-01-01", {parameter: value}, (parameter, unit, value), …)`: a version in force that day."""

    def publish(effective_on, shared=None, *own, **more):
        day = dt.date.fromisoformat(effective_on)
        number = PolicyVersion.objects.count() + 1
        version = PolicyVersion.objects.create(number=number, title=f"第{number}版", effective_on=day)
        rows = [(parameter, None, value) for parameter, value in (shared or {}).items()] + list(own)
        for parameter, unit, value in rows:
            add_value(version, clause, parameter, value, unit=unit, from_on=day, **more)
        version.state, version.published_at = State.PUBLISHED, timezone.now()
        version.save()
        return version

    return publish


def add_value(version, clause, parameter, value, **facts):
    row = {"strength": "须", "from_on": version.effective_on, "since_number": version.number, "clause": clause}
    return PolicyValue.objects.create(policy=version, parameter=parameter, value=value, **row | facts)
