"""Opening and writing files, once for every command: bytes in by name, bytes out whole or not at all."""

import contextlib
import errno
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from govgraph.errors import InputError, OutputError, Problem

MANIFEST = "manifest.json"
_MANIFEST_SCHEMA = "govgraph/manifest/1"
STANDARD_INPUT = "-"
# A reader refuses more; reading stops there, so that an endless source ends.
MAX_BYTES = 32 * 1024 * 1024
# What a shell hands over in place of a file: `<(…)` and the like.
_STREAMS = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_SUFFIXES = {".yaml", ".yml"}


def read_files(path: str) -> list[tuple[str, bytes]]:
    """The files that a structure consists of, as (name, bytes): one file, all of a folder, or standard input.

    Raises InputError where there is nothing to read. Links that lead out of the folder are refused.
    """
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise InputError([Problem("there is no standard input", None, "name a file")])
        return [("<standard input>", sys.stdin.buffer.read(MAX_BYTES + 1))]
    place = Path(path)
    with _reading(path, "check the name; `govgraph init FILE` begins a new structure"):
        return _read_folder(place) if place.is_dir() else [(path, _read(place))]


def read_file(path: str, missing: str) -> bytes:
    """The bytes of one file. Raises InputError where there is none: `missing` is then what to do."""
    with _reading(path, missing):
        return _read(Path(path))


@contextlib.contextmanager
def _reading(path: str, missing: str) -> Iterator[None]:
    """What the system says of a path, as a mistake of the person who named it."""
    try:
        yield
    except FileNotFoundError:
        raise InputError([Problem(f"{path}: there is no such file or folder", None, missing)]) from None
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # a loop of links, or a name that no system has, among them
        why = getattr(error, "strerror", None) or error
        raise InputError([Problem(f"{path}: {why}", None, "check that it can be read")]) from None


def beside(path: str, name: str) -> str | None:
    """A file of this name beside a structure: in its folder, or in the folder that the structure is."""
    if path == STANDARD_INPUT or path.startswith(_STREAMS):
        return None
    place = Path(path)
    found = (place if place.is_dir() else place.parent) / name
    return str(found) if found.is_file() else None


def _read(place: Path) -> bytes:
    """A file's bytes, one more than a reader takes at most. Raises InputError for what is no file."""
    streamed = str(place).startswith(_STREAMS)
    if not streamed and place.exists() and not place.is_file():
        raise InputError([Problem(f"{place}: this is no file", None, "name a file or a folder of files")])
    with place.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _read_folder(folder: Path) -> list[tuple[str, bytes]]:
    names = sorted(
        entry for entry in folder.iterdir() if entry.suffix.lower() in _SUFFIXES and not entry.is_dir()
    )
    if not names:
        raise InputError(
            [
                Problem(
                    f"{folder}: the folder holds no structure",
                    None,
                    "a structure is a .yaml file, or a folder of them",
                )
            ]
        )
    home = folder.resolve()
    for name in names:
        if not name.resolve().is_relative_to(home):
            raise InputError(
                [Problem(f"{name}: this link leads out of the folder", None, "copy the file into the folder")]
            )
    return [(str(name), _read(name)) for name in names]


def write_file(path: Path, content: str | bytes, *, follow: bool = True) -> None:
    """Write a file whole, or leave what stood there. Raises OutputError.

    A link is followed to the file that it names, unless `follow` is off: then the link is replaced. What is
    no file (a device, a pipe) is written to as it is, never replaced.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        if follow and path.exists() and not path.is_file():
            _pour(path, data)
            return
        _replace(path.resolve() if follow else path, data)
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise OutputError(f"{path}: cannot be written: {why}; what stood there before still does") from None


def _pour(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    with path.open("wb", buffering=0) as stream:
        stream.write(data)


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then put the new one in its place; whatever happens, nothing half-written is left."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)  # noqa: PTH101 - the name is a string from mkstemp
        os.replace(temporary, path)  # noqa: PTH105 - as above
    except BaseException:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise


def is_read_by(output: str, structure: str) -> bool:
    """Whether writing a file would overwrite one that the structure is read from."""
    target, source = Path(output), Path(structure)
    if structure == STANDARD_INPUT or not target.is_file():
        return False
    try:
        if source.is_dir():
            return any(
                entry.samefile(target)
                for entry in source.iterdir()
                if entry.suffix.lower() in _SUFFIXES and entry.is_file()
            )
        return source.is_file() and source.samefile(target)
    except OSError:
        return False


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a folder did: files written, stale ones removed, stale ones kept since someone changed them."""

    files: tuple[str, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def write_folder(folder: Path, contents: Mapping[str, str | bytes]) -> Written:
    """Write files into a folder one by one, each atomically, and remove what only an earlier run wrote.

    Names are relative, with forward slashes. A manifest lists what was written, with digests: an earlier
    file is removed only if it is listed there and unchanged since. Raises OutputError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: the folder cannot be made: {error.strerror or error}") from None
    earlier = _manifest(folder)
    if not earlier and _is_taken(folder / MANIFEST):
        raise OutputError(
            f"{folder / MANIFEST}: no earlier run wrote this file; move it away, or name another folder"
        )
    for name in sorted(contents):
        if (folder / name).exists() and name not in earlier:
            raise OutputError(
                f"{folder / name}: no earlier run wrote this file; move it away, or name another folder"
            )
    # Listed before they are written: a run that is cut off leaves no file that the next would take for someone else's.
    planned = {name: _digest(contents[name]) for name in contents}
    _write_manifest(folder, planned | earlier)
    for name in sorted(contents):
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"{target.parent}: the folder cannot be made: {error.strerror or error}"
            ) from None
        write_file(target, contents[name], follow=False)
    stale = {name: digest for name, digest in earlier.items() if name not in contents}
    removed, kept = _remove_stale(folder, stale)
    _write_manifest(folder, planned | {name: earlier[name] for name in kept})
    return Written(tuple(sorted(contents)), tuple(removed), tuple(kept))


def _is_taken(manifest: Path) -> bool:
    """Whether there is a manifest that no run wrote: a list of nothing is ours, and so is what is empty."""
    try:
        if not manifest.is_file() or not manifest.stat().st_size:
            return False
        found = json.loads(_read(manifest))
    except (OSError, ValueError, RuntimeError, InputError):
        return True
    return not isinstance(found, dict) or found.get("schema") != _MANIFEST_SCHEMA


def _write_manifest(folder: Path, listing: Mapping[str, str]) -> None:
    manifest = {"schema": _MANIFEST_SCHEMA, "files": dict(sorted(listing.items()))}
    write_file(folder / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", follow=False)


def _digest(content: str | bytes) -> str:
    return hashlib.sha256(
        content.encode("utf-8", "replace") if isinstance(content, str) else content
    ).hexdigest()


def _manifest(folder: Path) -> dict[str, str]:
    """Names and digests that an earlier run listed; nothing where the manifest is missing or not ours."""
    try:
        found = json.loads(_read(folder / MANIFEST))
    except (OSError, ValueError, RuntimeError, InputError):
        return {}
    if (
        not isinstance(found, dict)
        or found.get("schema") != _MANIFEST_SCHEMA
        or not isinstance(found.get("files"), dict)
    ):
        return {}
    return {
        name: digest
        for name, digest in found["files"].items()
        if isinstance(digest, str) and _is_inside(name)
    }


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name
    return plain and name == str(path) and name not in {".", MANIFEST}


def _remove_stale(folder: Path, stale: Mapping[str, str]) -> tuple[list[str], list[str]]:
    removed, kept = [], []
    for name in sorted(stale):
        target = folder / name
        try:
            if (
                target.is_symlink()
                or not target.resolve().is_relative_to(folder.resolve())
                or not target.is_file()
            ):
                continue
            if _digest(target.read_bytes()) != stale[name]:
                kept.append(name)
                continue
            target.unlink()
        except (OSError, RuntimeError, ValueError):
            kept.append(name)
            continue
        removed.append(name)
        with contextlib.suppress(OSError):
            target.parent.rmdir() if target.parent != folder else None
    return removed, kept
