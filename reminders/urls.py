from django.urls import path

from reminders.views import outbox, own, rules

urlpatterns = [
    path("settings/reminders/", rules.rule_list, name="reminder_rules"),
    path("settings/reminders/outbox/", outbox.delivery_list, name="delivery_list"),
    path("settings/reminders/outbox/<uuid:key>/retry/", outbox.delivery_retry, name="delivery_retry"),
    path("account/reminders/", own.preference_update, name="preference_update"),
    path("account/reminders/calendar/", own.subscription_create, name="subscription_create"),
    path("account/reminders/calendar/withdrawal/", own.subscription_withdraw, name="subscription_withdraw"),
]
