from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "tremplin.office.decisions"
    label = "decisions"
