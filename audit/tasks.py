"""The base of background tasks: what they change is recorded as theirs."""

from celery import Task

from audit.context import acting


class RecordedTask(Task):
    """A task whose changes carry its name. One that acts for somebody opens `acting(by=…)` inside."""

    abstract = True

    def __call__(self, *args, **kwargs):
        with acting(source="task", task=self.name):
            return super().__call__(*args, **kwargs)
