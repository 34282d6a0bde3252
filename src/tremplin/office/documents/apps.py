from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tremplin.office.documents"
    label = "documents"
