#!/bin/sh
# venv.sh PYTHON FOLDER: make a virtual environment with pip, also where Debian left ensurepip out of Python.
set -eu
python=$1
folder=$2
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $python is $("$python" -V). Try: make setup PYTHON=python3.12" >&2
  exit 2
}
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv ca-certificates
  else
    echo "This Python cannot make a virtual environment. Run: sudo apt-get install python3-venv" >&2
    exit 2
  fi
fi
[ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$folder"
