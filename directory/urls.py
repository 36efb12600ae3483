from django.urls import path

from directory.views import people, person_forms, reveals, unit_forms, units

urlpatterns = [
    path("units/", units.unit_tree, name="unit_tree"),
    path("units/new/", unit_forms.unit_create, name="unit_create"),
    path("units/<str:code>/", units.unit_detail, name="unit_detail"),
    path("units/<str:code>/children/", units.unit_children, name="unit_children"),
    path("units/<str:code>/edit/", unit_forms.unit_update, name="unit_update"),
    path("units/<str:code>/rename/", unit_forms.unit_rename, name="unit_rename"),
    path("units/<str:code>/move/", unit_forms.unit_move, name="unit_move"),
    path("units/<str:code>/close/", unit_forms.unit_close, name="unit_close"),
    path("people/", people.person_list, name="person_list"),
    path("people/new/", person_forms.person_create, name="person_create"),
    path("people/export/", people.person_export, name="person_export"),
    path("people/print/", people.person_print, name="person_print"),
    path("people/<str:roster_no>/", people.person_detail, name="person_detail"),
    path("people/<str:roster_no>/edit/", person_forms.person_update, name="person_update"),
    path("people/<str:roster_no>/status/", person_forms.status_create, name="status_create"),
    path("people/<str:roster_no>/reveal/<str:number>/", reveals.person_reveal, name="person_reveal"),
]
