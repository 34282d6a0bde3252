from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "tremplin.office.pages"
    label = "office_pages"
