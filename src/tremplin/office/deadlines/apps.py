from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "tremplin.office.deadlines"
    label = "deadlines"
