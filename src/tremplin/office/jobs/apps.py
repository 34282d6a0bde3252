from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tremplin.office.jobs"
    label = "office_jobs"
