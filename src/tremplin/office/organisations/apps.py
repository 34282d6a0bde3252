from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "tremplin.office.organisations"
    label = "organisations"
