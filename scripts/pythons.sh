#!/bin/sh
# Prints "3.12 /path/to/python3.12" for each Python that the program runs on and this machine has: on PATH, of uv, of pyenv.
for version in 3.11 3.12 3.13 3.14; do
    of_uv=$(uv python find --no-python-downloads "$version" 2>/dev/null)
    for python in "python$version" "$of_uv" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python; do
        found=$("$python" -c 'import sys, ensurepip, venv; print("%d.%d" % sys.version_info[:2], sys.executable)' 2>/dev/null)
        case $found in "$version "*) break ;; *) found= ;; esac
    done
    if [ -n "$found" ]; then echo "$found"; else echo "Python $version is not on this machine; nothing is said of it." >&2; fi
done
