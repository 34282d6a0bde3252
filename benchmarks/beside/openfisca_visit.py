"""The question of `ale_visit` as a law of OpenFisca: cheques for the hours begun, their price, the worker's pay.

Served by `openfisca serve --country-package openfisca_visit` for `benchmarks/api.py --openfisca`, which hands over the
dated numbers of Tremplin in the variable VISIT_NUMBERS (JSON, by name, region and day), so that both ask the same law.
"""

import json
import os

from numpy import ceil, floor, where
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="A worker", is_person=True)


class Region(Enum):
    wallonia = "Wallonia"
    brussels = "Brussels"


class region(Variable):
    value_type = Enum
    entity = Person
    definition_period = MONTH
    possible_values = Region
    default_value = Region.wallonia


class minutes(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH


class cheque_price(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH


class cheques(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH

    def formula(person, period, parameters):
        begun = parameters(period).visit_begun_hour[person("region", period)]
        hours = person("minutes", period) / 60
        return where(begun, ceil(hours), floor(hours))


class user_pays(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, period):
        return person("cheques", period) * person("cheque_price", period)


class worker_receives(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, period, parameters):
        return person("cheques", period) * parameters(period).ale_hourly_pay[person("region", period)]


class CountryTaxBenefitSystem(TaxBenefitSystem):
    def __init__(self):
        super().__init__([Person])
        self.add_variables(region, minutes, cheque_price, cheques, user_pays, worker_receives)
        self.parameters = ParameterNode("", data=json.loads(os.environ["VISIT_NUMBERS"]))
