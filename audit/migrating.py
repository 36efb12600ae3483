"""Triggers of a table in its first migration."""

from pgtrigger import migrations


class AddTrigger(migrations.AddTrigger):
    """Without building every related model anew: a trigger changes nothing of it, and there are hundreds of them."""

    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
