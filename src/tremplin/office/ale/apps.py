from django.apps import AppConfig


class AleConfig(AppConfig):
    name = "tremplin.office.ale"
    label = "ale"
