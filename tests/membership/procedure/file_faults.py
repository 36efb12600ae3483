"""Faults of the file itself (dates, order, figures, claims, documents) and of a school's own parameters."""

from tests.membership.procedure.histories import changed, day, days, known
from tests.membership.procedure.planting import NEW, anew, fault, policy, vote, warned

FILE_FAULTS = (
    fault(
        "ORDER",
        "introducers after the meeting",
        lambda raw: changed(raw, "introducers", on=day(raw, "admission_meeting") + days(1)),
    ),
    fault(
        "ORDER",
        "activist before applying",
        lambda raw: changed(raw, "application", on=day(raw, "activist_decision") + days(1)),
        also=("DEV-07",),
    ),
    fault(
        "ORDER",
        "submitted for pre-review before it was examined",
        lambda raw: changed(raw, "pre_review", submitted_on=day(raw, "committee_review") - days(1)),
    ),
    fault(
        "ORDER",
        "reported before the meeting",
        lambda raw: changed(raw, "admission_approval", reported_on=day(raw, "admission_meeting") - days(1)),
    ),
    fault(
        "ORDER",
        "a course that ends before it begins",
        lambda raw: changed(raw, "training", to=day(raw, "training", 0, "from") - days(1), days=3),
    ),
    fault(
        "ORDER",
        "examined while the course still ran",
        lambda raw: changed(raw, "training", to=day(raw, "committee_review") + days(1)),
    ),
    fault("DATE", "30 February", lambda raw: changed(raw, "assignment", on="2020-02-30")),
    fault("DATE", "after the day of judging", lambda raw: changed(raw, "higher_filing", on="2035-01-02")),
    fault("VOTES", "more votes than voters", vote(nays=2)),
    fault(
        "VOTES", "more present than expected", vote("conversion_meeting", present=22, written_ayes=0, ayes=22, nays=0)
    ),
    fault("VOTES", "a negative number", vote(abstentions=-1, nays=2)),
    warned("VOTES", "a ballot nowhere counted", vote(nays=0)),
    fault(
        "VOTES",
        "more ballots than members of the committee",
        lambda raw: changed(raw, "admission_approval", expected=9, present=8, ayes=8, nays=1, abstentions=0),
    ),
    fault(
        "VOTES",
        "more of the committee present than expected",
        lambda raw: changed(raw, "conversion_approval", expected=9, present=10),
    ),
    fault("VOTES", "more ayes than the committee has", lambda raw: changed(raw, "target_filing", expected=9, ayes=10)),
    warned(
        "VOTES",
        "a ballot of the committee nowhere counted",
        lambda raw: changed(raw, "admission_approval", expected=9, present=9, ayes=8, nays=0, abstentions=0),
    ),
    warned(
        "VOTES",
        "approved by exactly half of those present",
        lambda raw: changed(raw, "conversion_approval", expected=9, present=8, ayes=4, nays=4, abstentions=0),
    ),
    fault("CLAIM", "another stage", lambda raw: known(raw, "claimed", stage="target")),
    fault(
        "CLAIM", "another day", lambda raw: known(raw, "claimed", probation_from=str(day(raw, "admission_approval")))
    ),
    fault(
        "CLAIM",
        "another seniority",
        lambda raw: known(raw, "claimed", party_seniority_from=str(day(raw, "conversion_meeting"))),
    ),
    warned(
        "CLAIM",
        "the anniversary as last day",
        lambda raw: known(raw, "claimed", probation_to=str(day(raw, "conversion_approval", 0, "full_member_from"))),
    ),
    warned(
        "DOC",
        "dated after its step",
        lambda raw: raw | {"documents": [{"kind": "application", "on": str(day(raw, "application") + days(1))}]},
    ),
    warned(
        "DOC",
        "dated before its step",
        lambda raw: raw | {"documents": [{"kind": "resolution", "on": str(day(raw, "admission_meeting") - days(1))}]},
    ),
    warned(
        "DOC",
        "unsigned",
        lambda raw: raw | {"documents": [{"kind": "talk_record", "signed": False, "about": "approval_talk"}]},
    ),
    warned("DOC", "a copy", lambda raw: raw | {"documents": [{"kind": "book", "original": False}]}),
    policy("P-01", "min_months_application_to_activist", 12),
    policy("P-02", "activist_source_mode", "both", lambda raw: changed(raw, "activist_decision", sources=["league"])),
    policy("P-03", "league_recommend_max_age", 28, lambda raw: changed(raw, "activist_decision", sources=["members"])),
    policy("P-06", "public_notice_points", ["预备党员转正"]),
    policy("P-07", "public_notice_days", 7, editions=NEW),
    policy("P-08", "political_review_valid_months", 1, lambda raw: anew(raw, committee_review=80)),
    policy("P-13", "meeting_after_prereview_max_days", 5, lambda raw: anew(raw, meeting=10, book=0), editions=NEW),
    policy("P-15", "target_list_valid_months", 1, lambda raw: anew(raw, committee_review=80)),
    policy("P-16", "thought_report_interval", 1),
    policy("P-17", "activist_training_hours", 24),
    policy("P-19", "probationary_review_interval", 3),
    policy("P-38", "conversion_apply_days_before", 0),
)
