"""What is said of a number that names nobody within reach."""

from directory.scope import covers_school


def unknown_number(paths: tuple[str, ...], what: str = "工号") -> str:
    """Whoever sees the whole school learns that there is no such number; for others nobody and a stranger are one."""
    if covers_school(paths):
        return f"没有这个{what}，请核对；人员须先登记。"
    return f"该{what}不在您的管理范围，请联系组织部。"
