#!/bin/sh
# ./do demo        see what Tremplin does, then open the office of a made-up commune (--once: ask each page once)
# ./do test        the tests; what follows goes to pytest (./do test -k hours)
# ./do check       style, types, and the layers of the house
# ./do WORD ...    any command inside the environment (./do tremplin --help, ./do python)
#
# The first use makes .venv from requirements.lock: with uv if it is here, else with Python and pip.
set -eu
unset CDPATH
root=$(cd "$(dirname "$0")" && pwd -P)
venv=$root/.venv
lock=$root/.venv.lock
say() { echo "do: $*" >&2; }
die() { say "$@"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

find_python() {
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$python" -c 'import ensurepip, venv' 2>/dev/null ||
                die "$python has no venv module. On Debian and Ubuntu: apt install python3-venv"
            return
        fi
    done
    die "Python 3.11 or newer is needed (tried ${PYTHON:-python3, python3.14 … python3.11}). Name one with PYTHON=..., or install uv."
}

# $made is what the environment stands for: this folder (venvs cannot move), the lock, the project's own settings.
# It is written into the environment last, so one that was interrupted is never taken for whole.
read_stamp() {
    dependencies="$root $(cksum <"$root/requirements.lock")"
    made="$dependencies $(cksum <"$root/pyproject.toml")"
    stamp=
    if [ -x "$venv/bin/python" ] && [ -r "$venv/.made" ]; then stamp=$(cat "$venv/.made"); fi
}

make_venv() {
    rm -f "$venv/.made"
    case $stamp in "$dependencies "*)
        # Only the project's own settings changed: the dependencies stand.
        if have uv || [ -x "$venv/bin/pip" ]; then install_project; return; fi ;;
    esac
    have uv || find_python
    say "making .venv from requirements.lock (once; a minute at most with a fair connection)"
    if have uv; then
        uv venv -q --clear ${PYTHON:+--python "$PYTHON"} "$venv"
        uv pip install -q -p "$venv/bin/python" --require-hashes -r requirements.lock
    else
        "$python" -m venv --clear "$venv"
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
    fi
    install_project
}

install_project() {
    if have uv; then
        uv pip install -q -p "$venv/bin/python" --no-deps --no-build-isolation -e .
    else
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
    fi
    echo "$made" >"$venv/.made"
}

# kill -0 also fails for another user's process; and our own number on a lock is left from a container's earlier life.
alive() { [ "$1" != "$$" ] && { kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1; }; }

# Two at once: the second waits. The lock is a link that names its owner, so it exists and is owned in one step.
take_lock() {
    [ -w "$root" ] || die "cannot write to $root, so .venv cannot be made there"
    waited=0
    until ln -s "$$" "$lock" 2>/dev/null; do
        owner=$(readlink "$lock" || true)
        if [ -n "$owner" ] && ! alive "$owner"; then
            rm -f "$lock" # its owner was killed before it could let go
            continue
        fi
        [ "$waited" -gt 0 ] || say "another ./do (process ${owner:-?}) is making .venv; waiting for it"
        [ "$waited" -lt 600 ] || die "still waiting after 10 minutes. If no other ./do runs: rm $lock"
        waited=$((waited + 1))
        sleep 1
    done
    trap 'rm -f "$lock"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

ready() {
    read_stamp
    if [ "$stamp" != "$made" ]; then
        take_lock
        read_stamp # another ./do may have made it meanwhile
        if [ "$stamp" != "$made" ]; then (cd "$root" && make_venv); fi
        rm -f "$lock"
        trap - EXIT HUP INT TERM
    fi
    unset PYTHONHOME
    export VIRTUAL_ENV="$venv" PATH="$venv/bin:$PATH"
}

check() {
    failed=
    for part in "ruff check" "ruff format --check" mypy "lint-imports --no-logo"; do
        echo "== $part"
        $part || failed="$failed${failed:+, }$part"
    done
    [ -z "$failed" ] || die "failed: $failed"
}

word=${1:-help}
[ $# -eq 0 ] || shift
case $word in
    help | -h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" ;;
    demo) ready; exec tremplin demo "$@" ;;
    test) ready; cd "$root"; exec pytest "$@" ;;
    check) ready; cd "$root"; check ;;
    *) ready; exec "$word" "$@" ;;
esac
