"""Addresses of the development cases; they carry a random case number, never a person's."""

from django.urls import path

from membership.views import cases

urlpatterns = [
    path("cases/<str:code>/", cases.case_detail, name="case_detail"),
]
