"""A posted form through the service that acts: what was made, or every refusal in the form."""

from directory.refusals import Refused


def posted(request, form, act):
    """What a posted act made, or None: nothing was posted, or every refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_refusal(refusal)
        return None
