import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0002_today"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="people.person",
            ),
        ),
    ]
