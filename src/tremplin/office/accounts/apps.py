from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tremplin.office.accounts"
    label = "accounts"
