from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "tremplin.office.ledger"
    label = "ledger"
