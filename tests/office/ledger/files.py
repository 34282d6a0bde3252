"""Files as they leave a payroll office, for people made up here."""

from stdnum.be import nn

OWN, BAKERY = "0999000150", "0999000249"


def national_number(birth, place):
    """A valid number that is nobody's: `birth` as `900514`, `place` under 1,000."""
    head = f"{birth}{place:03d}"
    number = next(f"{head}{check:02d}" for check in range(100) if nn.is_valid(f"{head}{check:02d}"))
    return number


SAMIRA, JOZEF, STRANGER = (national_number("900514", place) for place in (400, 401, 402))


def service(code, days, hours):
    return (
        f"<ServiceAction><ServiceCode>{code:03d}</ServiceCode><ServiceNbrDays>{days * 100}</ServiceNbrDays>"
        f"<ServiceNbrHours>{int(hours * 100)}</ServiceNbrHours></ServiceAction>"
    )


def dmfa(quarter, people, employer=OWN):
    """A declaration of a quarter (`20262`). `people`: national number → [(code, days)] or with names."""
    blocks = []
    for place, (number, lines) in enumerate(people.items(), 1):
        services = "".join(service(code, days, days * 7.6) for code, days in lines)
        inss = f"<INSS>{number}</INSS>" if number.isdigit() else f"<WorkerName>{number}</WorkerName>"
        blocks.append(
            f"<NaturalPersonConsult><NaturalPersonSequenceNbr>{place}</NaturalPersonSequenceNbr>{inss}"
            "<WorkerRecordConsult><EmployerClass>951</EmployerClass><WorkerCode>090</WorkerCode>"
            "<OccupationConsultation><OccupationSequenceNbr>1</OccupationSequenceNbr>"
            "<OccupationStartingDate>2025-01-01</OccupationStartingDate><WorkingDaysSystem>500</WorkingDaysSystem>"
            "<RefMeanWorkingHours>3800</RefMeanWorkingHours><MeanWorkingHours>3800</MeanWorkingHours>"
            f"{services}</OccupationConsultation></WorkerRecordConsult></NaturalPersonConsult>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><DmfAConsultationAnswer><Form><EmployerDeclarationConsult>'
        f"<Quarter>{quarter}</Quarter><NOSSRegistrationNbr>0</NOSSRegistrationNbr><CompanyID>{employer}</CompanyID>"
        f"{''.join(blocks)}</EmployerDeclarationConsult></Form></DmfAConsultationAnswer>"
    ).encode()


def payslips(lines, employer=OWN, layer="paid"):
    """A table of payslips: (national number or name, first day, last day, code, days)."""
    rows = ["NISS;nom;du;au;code;jours;heures;jours par semaine;heures par semaine;heures temps plein;employeur;état"]
    for who, first, last, code, days in lines:
        number, name = (who, "") if who.isdigit() else ("", who)
        hours = f"{days * 7.6:.2f}".replace(".", ",")
        rows.append(f"{number};{name};{first};{last};{code};{days};{hours};5;38;38;{employer};{layer}")
    return "\n".join(rows).encode()
