from django.urls import path

from organizers.views import appointments, details, panels, roster, staffing

urlpatterns = [
    path("organizers/", roster.organizer_list, name="organizer_list"),
    path("organizers/export/", roster.organizer_export, name="organizer_export"),
    path("organizers/staffing/", staffing.staffing_list, name="staffing_list"),
    path("organizers/staffing/summary/", staffing.staffing_summary, name="staffing_summary"),
    path("organizers/appointments/new/", appointments.appointment_create, name="appointment_create"),
    path("organizers/units/<str:code>/", panels.unit_organizers, name="unit_organizers"),
    path("organizers/people/<str:roster_no>/", panels.person_appointments, name="person_appointments"),
    path("organizers/<str:roster_no>/", details.organizer_detail, name="organizer_detail"),
    path("organizers/<str:roster_no>/appointments/<int:pk>/end/", appointments.appointment_end, name="appointment_end"),
]
