"""Addresses of the development cases; they carry a random case number, never a person's."""

from django.urls import path

from membership.views import cases, checks, exits, ledgers, meetings, notes, plans, steps, together

urlpatterns = [
    path("cases/", cases.case_board, name="case_board"),
    path("cases/plan/<int:year>/", plans.plan_list, name="plan_list"),
    path("cases/plan/<int:year>/<str:code>/", plans.plan_detail, name="plan_detail"),
    path("cases/new/", cases.case_create, name="case_create"),
    path("cases/together/", together.together_list, name="together_list"),
    path("cases/together/<str:step>/", together.together_create, name="together_create"),
    path("cases/together/<str:step>/saved/", together.together_saved, name="together_saved"),
    path("cases/together/<str:step>/drafts/<str:paper>/", together.together_draft, name="together_draft"),
    path("meetings/<str:code>/", meetings.meeting_detail, name="meeting_detail"),
    path("meetings/<str:code>/minutes/", meetings.meeting_draft, name="meeting_draft"),
    path("meetings/<str:code>/items/<int:position>/resolution/", meetings.item_draft, name="item_draft"),
    path("cases/<str:code>/", cases.case_detail, name="case_detail"),
    path("cases/<str:code>/steps/<str:step>/", steps.step_create, name="step_create"),
    path("cases/<str:code>/steps/<str:step>/check/", steps.step_check, name="step_check"),
    path("cases/<str:code>/records/<int:pk>/correct/", steps.record_correct, name="record_correct"),
    path("cases/<str:code>/records/<int:pk>/void/", steps.record_void, name="record_void"),
    path("cases/<str:code>/records/<int:pk>/note/", notes.record_note, name="record_note"),
    path("cases/<str:code>/end/", exits.case_end, name="case_end"),
    path("cases/<str:code>/pause/", exits.case_pause, name="case_pause"),
    path("cases/<str:code>/resume/", exits.case_resume, name="case_resume"),
    path("cases/<str:code>/move/", exits.case_move, name="case_move"),
    path("checks/", checks.quality_check_list, name="quality_check_list"),
    path("checks/export/", checks.quality_check_export, name="quality_check_export"),
    path("checks/ledgers/", ledgers.ledger_list, name="ledger_list"),
    path("checks/ledgers/new/", ledgers.ledger_create, name="ledger_create"),
    path("checks/ledgers/template/", ledgers.ledger_template, name="ledger_template"),
    path("checks/ledgers/<str:code>/", ledgers.ledger_detail, name="ledger_detail"),
    path("checks/ledgers/<str:code>/columns/", ledgers.ledger_columns, name="ledger_columns"),
    path("checks/ledgers/<str:code>/progress/", ledgers.ledger_progress, name="ledger_progress"),
    path("checks/ledgers/<str:code>/workbook/", ledgers.ledger_workbook, name="ledger_workbook"),
    path("checks/ledgers/<str:code>/filing/", ledgers.ledger_filing, name="ledger_filing"),
    path("checks/<str:code>/", checks.quality_check_detail, name="quality_check_detail"),
]
