import django.db.models.deletion
import tremplin.office.database.isolation
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ale", "0004_hours8"),
        ("organisations", "0003_register8"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outlook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("turns", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(auto_now=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_default=tremplin.office.database.isolation.CurrentOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "worker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outlook", to="ale.worker"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
