from django.apps import AppConfig

from directory.panels import PagePanel, add_person_panel, add_unit_panel


class OrganizersConfig(AppConfig):
    name = "organizers"
    verbose_name = "组织员队伍"

    def ready(self):
        """The pages of units and people below show who serves there."""
        add_unit_panel(PagePanel("组织员", "unit_organizers", "organizers.view"))
        add_person_panel(PagePanel("组织员任职", "person_appointments", "organizers.view"))
