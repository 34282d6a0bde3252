from django.apps import AppConfig


class Article60Config(AppConfig):
    name = "tremplin.office.article60"
    label = "article60"
