from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "tremplin.office.database"
    label = "database"
