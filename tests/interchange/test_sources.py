"""A file, a folder and a zip are read without unpacking: within limits, and no name leads anywhere."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.interchange.sources import LINK, Limits, opened

if TYPE_CHECKING:
    from pathlib import Path

LOW = Limits(members=3, member=1000, total=1500, ratio=10, small=100)


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    """Return the head of a link, as Unix packs one."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_a_folder_and_a_zip_are_the_same_tree(tmp_path: Path) -> None:
    """Names in order, what they hold, no hidden ones, and links told of."""
    folder = tmp_path / "notes"
    (folder / "b").mkdir(parents=True)
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian" / "app.json").write_text("x")
    (folder / "b" / "two.md").write_text("two")
    (folder / "a.md").write_text("one")
    (folder / "to").symlink_to("/etc")
    (folder / "at").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    archive = tmp_path / "notes.zip"
    archive.write_bytes(
        packed((link("at"), b"/etc/passwd"), ("b/two.md", b"two"), ("a.md", b"one"), ("__MACOSX/a", b""), ("c/", b""))
    )
    with opened(folder) as tree, opened(archive) as in_zip, archive.open("rb") as stream, opened(stream) as streamed:
        for source in (tree, in_zip, streamed):
            assert source.names == ("a.md", "b/two.md")
            assert [source.read(name) for name in source.names] == [b"one", b"two"]
            assert source.ending_with(".MD".lower()) == source.names
            with pytest.raises(BadInput, match="several"):
                source.only()
        assert [remark.place for remark in tree.left_out] == ["at", "to"]
        assert {remark.what for remark in (*tree.left_out, *in_zip.left_out)} == {LINK}


@pytest.mark.parametrize("name", ["../out", "a/../../out", "/etc/out", "..\\out", "C:/out", "C:\\out"])
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    """The whole zip, though nothing would be unpacked; and nothing is written anywhere."""
    place = tmp_path / "x.zip"
    info = zipfile.ZipInfo("x")
    info.filename = name
    place.write_bytes(packed((info, b"words")))
    with pytest.raises(BadInput, match="leads out of it"), opened(place) as source:
        source.read(source.names[0])
    assert [each.name for each in tmp_path.iterdir()] == ["x.zip"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(*((f"{n}", b"") for n in range(4))), "more than 3 files"),
        (packed(("a", os.urandom(1001))), "larger than a file"),
        (packed(("a", b"x" * 900), ("b", b"y" * 900), method=zipfile.ZIP_STORED), "larger than a file"),
        (packed(("a", b" " * 1000)), "larger than a file"),  # it swells a hundredfold
        (packed(("a", b"one"), method=zipfile.ZIP_STORED).replace(b"one", b"two"), "cannot be read whole"),
        (packed(("a", b"one"))[:-30], "cannot be read whole"),
        (packed(("a", b"one")).replace(b"\x08\0", b"\x63\0"), "cannot be read whole"),
        (packed(("a", b"one"), method=zipfile.ZIP_STORED).replace(b"\x14\0\0\0", b"\x14\0\1\0"), "password"),
        (packed(), "no file here"),
        (packed(("c/", b"")), "no file here"),
    ],
    ids=["many", "large", "together", "bomb", "changed", "cut", "unknown packing", "locked", "empty", "folders"],
)
def test_a_zip_is_held_to_its_limits(data: bytes, why: str) -> None:
    """What it says of itself is not believed: the bytes that come out are counted."""
    with pytest.raises(BadInput, match=why):
        read_all(data)


def read_all(data: bytes) -> list[bytes]:
    """Return what every member of a zip holds."""
    with opened(io.BytesIO(data), LOW) as source:
        return [source.read(name) for name in source.names]


def test_two_files_of_one_name_are_refused() -> None:
    """Which of them is meant cannot be known."""
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a", b"one"), ("a", b"two"))
    with pytest.raises(BadInput, match="two files of one name"), opened(io.BytesIO(data)):
        pass


def test_a_folder_is_held_to_its_limits(tmp_path: Path) -> None:
    """How many files, how large, how deep."""
    for n in range(4):
        (tmp_path / str(n)).write_bytes(b"x" * 1001)
    with pytest.raises(BadInput, match="more than 3 files"), opened(tmp_path, LOW):
        pass
    (tmp_path / "3").unlink()
    with opened(tmp_path, LOW) as source, pytest.raises(BadInput, match="larger than a file"):
        source.read("0")
    (tmp_path / "a/b/c").mkdir(parents=True)
    with pytest.raises(BadInput, match="nested too deeply"), opened(tmp_path, Limits(depth=2)):
        pass


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    """Also after the folder was looked through."""
    (tmp_path / "a").write_text("mine")
    with opened(tmp_path) as source:
        (tmp_path / "a").unlink()
        (tmp_path / "a").symlink_to("/etc/passwd")
        with pytest.raises(BadInput, match="cannot be read"):
            source.read("a")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """In the system's own words."""
    with pytest.raises(BadInput, match=r"^There is nothing at that place\."), opened(tmp_path / "none"):
        pass
