from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="iban",
            field=models.CharField(blank=True, max_length=34),
        ),
    ]
