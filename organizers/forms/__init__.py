"""What people type on the organizers' pages: choices inside the viewer's scope, dates read leniently."""

from organizers.forms.acts import (
    CompleteForm,
    ConclusionForm,
    DocumentForm,
    OpenFilingForm,
    PostForm,
    ReceiveForm,
    ReturnForm,
    SubmitForm,
    SubmitTogetherForm,
    TrialForm,
    VoidForm,
    WorkForm,
)
from organizers.forms.appointments import AppointmentForm, CorrectionForm, EndForm
from organizers.forms.roster import SORTS, RosterFilterForm

__all__ = [
    "SORTS",
    "AppointmentForm",
    "CompleteForm",
    "ConclusionForm",
    "CorrectionForm",
    "DocumentForm",
    "EndForm",
    "OpenFilingForm",
    "PostForm",
    "ReceiveForm",
    "ReturnForm",
    "RosterFilterForm",
    "SubmitForm",
    "SubmitTogetherForm",
    "TrialForm",
    "VoidForm",
    "WorkForm",
]
