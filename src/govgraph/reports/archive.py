"""Office files are archives: the same content makes the same bytes, whenever it is written."""

import io
import re
import zipfile
from datetime import datetime

# The earliest date that an archive's entry can have.
TIMELESS = datetime(1980, 1, 1)  # noqa: DTZ001 - an archive's dates have no zone
_MODIFIED = re.compile(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:.]+Z?(?=</dcterms:modified>)")


def timeless(data: bytes) -> bytes:
    """An archive whose entries all have one date, so that the same content gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":  # a library writes the hour of saving whatever it is told
                content = _MODIFIED.sub(TIMELESS.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            new.writestr(zipfile.ZipInfo(name, TIMELESS.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
