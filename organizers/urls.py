from django.urls import include, path

from organizers.views import (
    appointments,
    corrections,
    details,
    filing_together,
    filings,
    panels,
    posts,
    roster,
    staffing,
    trials,
)

filing = [
    path("", filings.filing_detail, name="filing_detail"),
    path("new/", filings.filing_create, name="filing_create"),
    path("submission/", filings.filing_submit, name="filing_submit"),
    path("receipt/", filings.filing_receive, name="filing_receive"),
    path("return/", filings.filing_return, name="filing_return"),
    path("completion/", filings.filing_complete, name="filing_complete"),
    path("documents/new/", filings.filing_document_create, name="filing_document_create"),
    path("documents/<str:code>/", filings.filing_document, name="filing_document"),
]
trial = [
    path("", trials.trial_detail, name="trial_detail"),
    path("new/", trials.trial_create, name="trial_create"),
    path("conclusion/", trials.trial_conclude, name="trial_conclude"),
]
appointment = [
    path("correction/", corrections.appointment_correct, name="appointment_correct"),
    path("end/", appointments.appointment_end, name="appointment_end"),
    path("void/", corrections.appointment_void, name="appointment_void"),
    path("posts/new/", posts.post_create, name="post_create"),
    path("filing/", include(filing)),
    path("trial/", include(trial)),
]

urlpatterns = [
    path("organizers/", roster.organizer_list, name="organizer_list"),
    path("organizers/print/", roster.organizer_print, name="organizer_print"),
    path("organizers/export/", roster.organizer_export, name="organizer_export"),
    path("organizers/staffing/", staffing.staffing_list, name="staffing_list"),
    path("organizers/staffing/export/", staffing.staffing_export, name="staffing_export"),
    path("organizers/staffing/summary/", staffing.staffing_summary, name="staffing_summary"),
    path("organizers/staffing/<str:code>/", staffing.staffing_detail, name="staffing_detail"),
    path("organizers/filings/", filings.filing_list, name="filing_list"),
    path("organizers/filings/submission/", filing_together.filings_submit, name="filings_submit"),
    path("organizers/appointments/new/", appointments.appointment_create, name="appointment_create"),
    path("organizers/appointments/check/", appointments.appointment_check, name="appointment_check"),
    path("organizers/units/<str:code>/", panels.unit_organizers, name="unit_organizers"),
    path("organizers/people/<str:roster_no>/", panels.person_appointments, name="person_appointments"),
    path("organizers/<str:roster_no>/", details.organizer_detail, name="organizer_detail"),
    path("organizers/<str:roster_no>/work/new/", posts.work_create, name="work_create"),
    path("organizers/<str:roster_no>/work/<int:pk>/void/", posts.work_void, name="work_void"),
    path("organizers/<str:roster_no>/appointments/<int:pk>/", include(appointment)),
]
