"""What every kernel uses besides the rules: looking up a parameter, putting one person's rows in their order.

Rows of a person lie in a scratch table: one line of int64 a column, one place a row.
"""

from __future__ import annotations

import numpy as np
from numba import int64, types
from numba.extending import intrinsic, register_jitable
from numba.np.arrayobj import make_array, populate_array

from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.parameters import SHIFT
from tremplin.population.words import ALLOCATES, BORROWS

U = UNKNOWN
borrows, allocates = register_jitable(**BORROWS), register_jitable(**ALLOCATES)
FEW = 24
"""Rows that are sorted by insertion; more are merged."""
NO_ROWS = (0, -1, 1)
"""The start, length and step of rows that are not known to be opened."""


@borrows
def plus(value, add):
    return value + add if value != U else U


@borrows
def version_at(numbers, places, place, when, group):
    """Which version of a parameter is in force, as `Parameter.at` finds it; -1 where none is."""
    if when == U or group == U:
        return -1
    key = group * SHIFT + when
    first = places[place]
    low, high = first, places[place + 1]
    while low < high:
        middle = (low + high) >> 1
        if numbers[middle] <= key:
            low = middle + 1
        else:
            high = middle
    # Half a SHIFT is added because days before 1970 are negative.
    if low == first or (numbers[low - 1] + SHIFT // 2) // SHIFT != group:
        return -1
    return low - 1 - first


@borrows
def number_at(numbers, places, place, when, group):
    """The value of a parameter of one number."""
    version = version_at(numbers, places, place, when, group)
    return numbers[places[place + 3] + version] if version >= 0 else U


@borrows
def field_of(numbers, places, place, version):
    """A field of a version; of the first where there is none, for it must have some value."""
    return numbers[places[place] + max(0, version)]


@borrows
def list_of(numbers, places, place, version):
    """The start and length of a list of a version."""
    at = places[place] + 2 * max(0, version)
    return numbers[at], numbers[at + 1]


@borrows
def is_set(numbers, places, place, version):
    return version >= 0 and numbers[places[place + 2] + version] == 1


@borrows
def outside(value, ends, place):
    """Whether a given value is known, and not within its ends nor what is taken for it when it is left out."""
    if ends[place] <= value <= ends[place + 1]:
        return 0
    return 1 if value != U and value != ends[place + 2] else 0


@borrows
def fact_of(column, person, step, add, ends, place, wrong):
    value = int64(column[person * step])
    if outside(value, ends, place):
        wrong[0] = 1
    return plus(value, add)


@borrows
def copy(table, line, column, first, step, add, ends, place, wrong, count):
    """Puts a person's values of a given column into the scratch; a column of one value (step 0) stands for all rows."""
    if step == 0:
        value = int64(column[0])
        amiss = outside(value, ends, place)
        for j in range(count):
            table[line, j] = plus(value, add)
    else:
        amiss = 0
        for j in range(count):
            value = int64(column[first + j])
            amiss += outside(value, ends, place)
            table[line, j] = plus(value, add)
    if amiss:
        wrong[0] = 1


@intrinsic
def view(_, array, start, count):
    """Some of the numbers of an array, as an array without an owner: nobody counts its users, and it must outlive them.

    The same as `array.ravel()[start : start + count]`, at a tenth of the compiling.
    """
    made = types.Array(array.dtype, 1, "C")

    def write(context, builder, signature, arguments):
        of = make_array(array)(context, builder, arguments[0])
        found = make_array(made)(context, builder)
        size = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(array.dtype)))
        data = builder.gep(of.data, [arguments[1]])
        populate_array(found, data, [arguments[2]], [size], size, None)
        return found._getvalue()

    return made(array, types.int64, types.int64), write


@borrows
def longest(offsets, step, begin, end):
    most = 0
    for i in range(begin, end):
        most = max(most, offsets[i * step + 1] - offsets[i * step])
    return most


@borrows
def whole(table, line, count):
    """No value of the column is unknown."""
    unknowns = 0
    for j in range(count):
        unknowns += table[line, j] == U
    return unknowns == 0


@borrows
def fill(table, line, values):
    for j in range(len(values)):
        table[line, j] = values[j]
    return 1


@borrows
def blank(table, line, count):
    for j in range(count):
        table[line, j] = U


@borrows
def span(rows):
    return int64(rows.start), int64(len(rows)), int64(rows.step)


@borrows
def before(table, key, keys, one, other):
    """Whether the row at one place sorts strictly before another, by the lines of the table from `key` to `keys`."""
    while key < keys:
        if table[key, one] != table[key, other]:
            return table[key, one] < table[key, other]
        key += 1
    return False


@borrows
def in_order(table, keys, count):
    key = 0
    while key < keys and constant(table, key, count):
        key += 1
    for j in range(1, count):
        if before(table, key, keys, j, j - 1):
            return False
    return True


@borrows
def constant(table, line, count):
    different = 0
    for j in range(1, count):
        different += table[line, j] != table[line, 0]
    return different == 0


@allocates
def reorder(table, keys, lines, count):
    """Sorts the rows by the first `keys` lines, stably, and moves the first `lines` lines of each."""
    places = np.arange(count)
    for start in range(0, count, FEW):
        for j in range(start + 1, min(start + FEW, count)):
            place, at = places[j], j
            while at > start and before(table, 0, keys, place, places[at - 1]):
                places[at] = places[at - 1]
                at -= 1
            places[at] = place
    spare = np.empty_like(places)
    width = FEW
    while width < count:
        for start in range(0, count, 2 * width):
            merge(table, keys, places, spare, start, min(start + width, count), min(start + 2 * width, count))
        places, spare = spare, places
        width *= 2
    for line in range(lines):
        for j in range(count):
            spare[j] = table[line, places[j]]
        for j in range(count):
            table[line, j] = spare[j]


@allocates
def merge(table, keys, places, merged, start, middle, end):
    left, right = start, middle
    for at in range(start, end):
        if left < middle and (right >= end or not before(table, 0, keys, places[right], places[left])):
            merged[at] = places[left]
            left += 1
        else:
            merged[at] = places[right]
            right += 1
