"""Dedicated posts (ORG-07): D2 第十九条 “专人专岗、专职专用”, D3 第十二条 “原则上坚持专职专岗、专责专用”.

A seat on the unit's own committee is no other post: D3 第十一条 wishes that full-time organizers normally hold one.
"""

from collections.abc import Iterable

from organizers.policy import OrganizerPolicy
from organizers.rules.eligibility import OtherPost, conflicting
from organizers.rules.verdicts import NOTHING_ASKED, State, Verdict, grade_of, unmet


def dedicated_verdict(posts: Iterable[OtherPost], policy: OrganizerPolicy) -> Verdict:
    """Whether a full-time organizer holds nothing else on the day the posts are of."""
    asked = policy.dedicated_post
    if not asked.is_asked:
        return NOTHING_ASKED
    held = conflicting(posts)
    if not held:
        return Verdict(State.MET, "专人专岗", grade_of(asked), asked.clause)
    return Verdict(unmet(asked), f"兼任{held}，与专人专岗冲突", grade_of(asked), asked.clause, f"现兼任：{held}")
