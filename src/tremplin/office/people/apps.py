from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tremplin.office.people"
    label = "people"
