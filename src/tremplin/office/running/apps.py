from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "tremplin.office.running"
    label = "running"
