"""What a person says about how he wants to be told."""

from django import forms

from reminders.models import Preference


class PreferenceForm(forms.ModelForm):
    """提醒设置."""

    class Meta:
        model = Preference
        fields = ["by_mail", "by_messenger", "hour", "pauses_on_holidays"]
        help_texts = {
            "hour": "每天一次，合并为一条。早于静默时段结束的，等静默时段结束后发送。",
            "pauses_on_holidays": "按学校的工作日历；假期里的提醒在下一个工作日一并发送。",
        }

    def __init__(self, *args, has_messenger: bool, **options):
        super().__init__(*args, **options)
        if not has_messenger:
            del self.fields["by_messenger"]
