"""The pieces of the release build that can be checked without building: pins, icons, installers, archives."""

import re
import struct
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))
import archives  # noqa: E402
import deb  # noqa: E402
import icons  # noqa: E402
import msi  # noqa: E402

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder that looks like a bundle, with a link and something to run in it."""
    folder = tmp_path / "bundle"
    (folder / "_internal" / "deep").mkdir(parents=True)
    program = folder / "neural-playground"
    program.write_bytes(b"\x7fELF\0GLIBC_2.17\0GLIBC_2.34\0")
    program.chmod(0o755)
    (folder / "_internal" / "deep" / "data & more.txt").write_text("한글")
    (folder / "_internal" / "lib.so.1").write_bytes(b"GLIBC_2.4\0")
    (folder / "_internal" / "lib.so").symlink_to("lib.so.1")
    return folder


def test_every_dependency_is_pinned_and_no_address_of_an_index_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = (PACKAGING / "constraints.txt").read_text(encoding="utf-8")
    pinned = {line.split("==")[0].lower() for line in pins.splitlines() if "==" in line}
    wanted = [*project["dependencies"], *project["optional-dependencies"]["package"]]
    assert {re.split(r"[<>=!~ ]", need)[0].lower() for need in wanted} <= pinned
    assert "://" not in pins
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[^ ]+( ; .+)?", line) for line in pins.splitlines() if line)


def test_the_icon_has_every_size_in_every_format(qapp: QApplication, tmp_path: Path) -> None:
    icons.write_all(tmp_path)
    for size in icons.LINUX_SIZES:
        picture = QImage(str(tmp_path / f"icon-{size}.png"))
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(0, 0).alpha() == 0, "its corners are round"
        assert picture.pixelColor(size // 4, size // 2).alpha() == 255
    ico = (tmp_path / "icon.ico").read_bytes()
    assert struct.unpack("<HHH", ico[:6]) == (0, 1, len(icons.WINDOWS_SIZES))
    for entry in range(len(icons.WINDOWS_SIZES)):
        length, place = struct.unpack("<II", ico[6 + 16 * entry + 8 : 6 + 16 * entry + 16])
        assert QImage.fromData(ico[place : place + length]).width() == icons.WINDOWS_SIZES[entry]
    icns = (tmp_path / "icon.icns").read_bytes()
    assert icns[:4] == b"icns"
    assert struct.unpack(">I", icns[4:8])[0] == len(icns)


def test_the_tar_and_the_zip_keep_links_and_what_can_be_run(bundle: Path, tmp_path: Path) -> None:
    archives.tar(bundle, tmp_path / "a.tar.xz", "top")
    with tarfile.open(tmp_path / "a.tar.xz") as packed:
        assert packed.getmember("top/neural-playground").mode & 0o111
        assert packed.getmember("top/_internal/lib.so").issym()
    archives.zip_(bundle, tmp_path / "a.zip", "top")
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        modes = {entry.filename: entry.external_attr >> 16 for entry in packed.infolist()}
        assert modes["top/neural-playground"] == 0o100755
        assert modes["top/_internal/lib.so"] == 0o120777
        assert packed.read("top/_internal/lib.so") == b"lib.so.1"
        assert packed.read("top/_internal/deep/data & more.txt").decode() == "한글"


def test_the_sums_are_what_other_tools_compute(bundle: Path) -> None:
    target = bundle / "SHA256SUMS"
    archives.write_sums([bundle / "neural-playground"], target)
    assert target.read_text() == (
        "bbb1626b2567cfbf6c20673119ba04ce4f4005d528f77857bb43402d230df727  neural-playground\n"
    )


def test_the_file_list_names_every_file_but_itself(bundle: Path) -> None:
    archives.write_list(bundle)
    names = [line.split("  ")[-1] for line in (bundle / "FILES.txt").read_text(encoding="utf-8").splitlines()]
    assert names == ["_internal/deep/data & more.txt", "_internal/lib.so", "_internal/lib.so.1", "neural-playground"]


def test_the_debian_package_asks_for_the_c_library_that_the_bundle_needs(bundle: Path) -> None:
    assert deb.oldest_glibc(bundle) == "2.34"


def test_the_msi_describes_every_file_once_and_the_same_in_every_build(bundle: Path, tmp_path: Path) -> None:
    (bundle / "_internal" / "lib.so").unlink()  # Windows has no links
    described = msi.describe(bundle, tmp_path / "icon.ico", "1.2.3", tmp_path)
    tree = ElementTree.fromstring(described.split("?>", 1)[1])
    sources = [file.attrib["Source"] for file in tree.iter(f"{WIX}File")]
    assert sorted(sources) == sorted(str(path.relative_to(tmp_path)) for path in archives.files(bundle))
    components = [part.attrib["Id"] for part in tree.iter(f"{WIX}Component")]
    assert sorted(components) == sorted(part.attrib["Id"] for part in tree.iter(f"{WIX}ComponentRef"))
    guids = [part.attrib["Guid"] for part in tree.iter(f"{WIX}Component")]
    assert len(set(guids)) == len(guids)
    assert described == msi.describe(bundle, tmp_path / "icon.ico", "1.2.3", tmp_path)


def test_name_type_and_icon_are_the_same_wherever_they_are_declared() -> None:
    desktop = (PACKAGING / "linux" / "neural-playground.desktop").read_text(encoding="utf-8")
    mime = (PACKAGING / "linux" / "neural-playground.mime.xml").read_text(encoding="utf-8")
    setup = (PACKAGING / "windows" / "setup.nsi").read_text(encoding="utf-8")
    (mime_type,) = re.findall(r'<mime-type type="([^"]+)">', mime)
    assert f"MimeType={mime_type};" in desktop
    assert mime_type.replace("/", "-") == deb.PROJECT_TYPE
    assert 'glob pattern="*.nnp"' in mime
    assert "Icon=neural-playground\n" in desktop
    assert r"Software\Classes\.nnp" in setup
    for text in (desktop, setup):
        assert "Neural Playground" in text


def test_the_set_up_program_removes_every_file_that_lies_beside_the_program() -> None:
    setup = (PACKAGING / "windows" / "setup.nsi").read_text(encoding="utf-8")
    beside = [path.name for path in (PACKAGING / "with-the-bundle").iterdir()]
    for name in [*beside, "FILES.txt", "neural-playground.exe", "playground.exe"]:
        assert f'Delete "$INSTDIR\\{name}"' in setup


def test_the_build_says_how_it_is_used() -> None:
    words = subprocess.run(
        [sys.executable, str(PACKAGING / "build.py"), "--help"], check=True, capture_output=True, text=True
    ).stdout
    assert "--bundle-only" in words
