"""Writing: whole or not at all, and never more removed than an earlier run wrote."""

import json
import os

import pytest

from govgraph import files
from govgraph.errors import InputError, OutputError


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "out.txt"
    target.write_text("before")
    files.write_file(target, "after")
    assert target.read_text() == "after"
    assert names(tmp_path) == ["out.txt"]


def test_a_failed_write_leaves_what_stood_there(tmp_path, monkeypatch):
    target = tmp_path / "out.txt"
    target.write_text("before")

    def full_disk(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OutputError, match="No space left on device; what stood there before still does"):
        files.write_file(target, "after")
    assert target.read_text() == "before"
    assert names(tmp_path) == ["out.txt"]


def test_an_interrupted_write_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_file(tmp_path / "out.txt", "after")
    assert names(tmp_path) == []


def test_a_later_run_removes_its_own_stale_files_and_nothing_else(tmp_path):
    (tmp_path / "mine.txt").write_text("the reviewer's own")
    files.write_folder(tmp_path, {"a.txt": "1", "sub/b.txt": "2", "sub/c.txt": "3"})
    (tmp_path / "sub" / "c.txt").write_text("changed by hand")
    written = files.write_folder(tmp_path, {"a.txt": "4"})
    assert written.removed == ("sub/b.txt",)
    assert written.kept == ("sub/c.txt",)
    assert (tmp_path / "a.txt").read_text() == "4"
    assert (tmp_path / "mine.txt").exists()
    assert (tmp_path / "sub" / "c.txt").read_text() == "changed by hand"
    again = files.write_folder(tmp_path, {"a.txt": "4"})
    assert again.kept == ("sub/c.txt",)


def test_emptied_folders_of_its_own_go_too(tmp_path):
    files.write_folder(tmp_path, {"sub/b.txt": "2"})
    files.write_folder(tmp_path, {"a.txt": "1"})
    assert names(tmp_path) == ["a.txt", files.MANIFEST]


@pytest.mark.parametrize(
    "name", ["../victim.txt", "/tmp/victim-govgraph.txt", "sub/../../victim.txt", "..\\victim.txt"]
)
def test_a_forged_manifest_removes_nothing_outside(name, tmp_path):
    folder = tmp_path / "review"
    folder.mkdir()
    victim = tmp_path / "victim.txt"
    victim.write_text("x")
    import hashlib

    digest = hashlib.sha256(b"x").hexdigest()
    (folder / files.MANIFEST).write_text(
        json.dumps({"schema": "govgraph/manifest/1", "files": {name: digest}})
    )
    files.write_folder(folder, {"a.txt": "1"})
    assert victim.exists()


@pytest.mark.parametrize(
    "content", ["[]", "{", '{"schema": "other", "files": {"keep.txt": "x"}}', "[" * 100_000]
)
def test_a_manifest_that_is_not_ours_is_neither_acted_on_nor_written_over(content, tmp_path):
    (tmp_path / "keep.txt").write_text("x")
    (tmp_path / files.MANIFEST).write_text(content)
    with pytest.raises(OutputError, match=r"manifest\.json: no earlier run wrote this file"):
        files.write_folder(tmp_path, {"a.txt": "1"})
    assert names(tmp_path) == ["keep.txt", files.MANIFEST]
    assert (tmp_path / files.MANIFEST).read_text() == content


def test_a_link_is_never_followed_to_remove(tmp_path):
    folder = tmp_path / "review"
    victim = tmp_path / "victim.txt"
    victim.write_text("x")
    files.write_folder(folder, {"a.txt": "x"})
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to(victim)
    files.write_folder(folder, {"b.txt": "1"})
    assert victim.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="the folder cannot be made"):
        files.write_folder(tmp_path / "file", {"a.txt": "1"})
    with pytest.raises(OutputError, match="the folder cannot be made"):
        files.write_folder(tmp_path, {"file/a.txt": "1"})
    assert (tmp_path / "file").read_text() == "x"


def test_links_out_of_a_folder_are_not_read(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("govgraph: 1")
    folder = tmp_path / "structure"
    folder.mkdir()
    (folder / "in.yaml").symlink_to(outside)
    with pytest.raises(InputError, match="leads out of the folder"):
        files.read_files(str(folder))


# -- outputs and inputs that are no plain files: pipes and links of the test's own, never a device of the machine


def test_a_link_is_written_through_and_stays_a_link(tmp_path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("before")
    link.symlink_to(target)
    files.write_file(link, "after")
    assert link.is_symlink()
    assert target.read_text() == "after"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    import stat
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    files.write_file(pipe, "through")
    reader.join(timeout=10)
    assert got == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_writes_no_further_than_itself(tmp_path):
    folder, victim = tmp_path / "review", tmp_path / "victim.txt"
    victim.write_text("untouched")
    files.write_folder(folder, {"a.txt": "1"})
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to(victim)
    files.write_folder(folder, {"a.txt": "2"})
    assert victim.read_text() == "untouched"
    assert not (folder / "a.txt").is_symlink()


def test_a_file_that_no_run_wrote_is_never_replaced(tmp_path):
    (tmp_path / "index.html").write_text("the reviewer's own")
    with pytest.raises(OutputError, match="no earlier run wrote this file"):
        files.write_folder(tmp_path, {"index.html": "ours"})
    assert (tmp_path / "index.html").read_text() == "the reviewer's own"


def test_a_pipe_is_no_structure_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "x.yaml")
    for name in (tmp_path / "x.yaml", tmp_path):
        with pytest.raises(InputError, match="this is no file"):
            files.read_files(str(name))


def test_a_loop_of_links_is_told(tmp_path):
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    for name in (tmp_path, tmp_path / "a.yaml"):
        with pytest.raises(InputError):
            files.read_files(str(name))


@pytest.mark.parametrize("name", ["a\0b", "x/y", "./a.txt", "sub//b.txt"])
def test_an_odd_manifest_entry_is_passed_by(name, tmp_path):
    (tmp_path / "x").symlink_to(tmp_path / "x")
    (tmp_path / files.MANIFEST).write_text(
        json.dumps({"schema": "govgraph/manifest/1", "files": {name: "0"}})
    )
    files.write_folder(tmp_path, {"a.txt": "1"})
    assert (tmp_path / "a.txt").read_text() == "1"


def test_a_manifest_that_is_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / files.MANIFEST)
    files.write_folder(tmp_path, {"a.txt": "1"})
    assert (tmp_path / "a.txt").exists()


def test_reading_stops_at_the_most_that_a_reader_takes():
    from govgraph.readers import yaml_nodes

    assert files.MAX_BYTES == yaml_nodes.MAX_BYTES
