"""The presets are checked whenever Django checks itself: an unknown key or a value out of bounds stops the start."""

import tomllib

from django.core.checks import Error

from policy.presets.files import DOCUMENTS, NATIONAL, path_of, preset_problems


def check_presets(app_configs=None, **kwargs) -> list[Error]:
    return [error for code in (NATIONAL, *DOCUMENTS) for error in _errors(code)]


def _errors(code) -> list[Error]:
    try:
        raw = tomllib.loads(path_of(code).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        return [Error(f"制度预设 {code}.toml 无法读取：{error}", id="policy.E001")]
    return [Error(f"制度预设 {code}.toml：{problem}。", id="policy.E002") for problem in preset_problems(raw)]
