"""The folder from which `appimagetool` makes an AppImage: one file that starts on any Linux without installation."""

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "neural-playground"
START = """\
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/neural-playground/neural-playground" "$@"
"""


def lay_out(bundle: Path, icons: Path, folder: Path) -> None:
    """Put bundle, starter, menu entry and icon where appimagetool looks for them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bundle, folder / "usr" / "lib" / NAME, symlinks=True)
    starter = folder / "AppRun"
    starter.write_text(START, encoding="utf-8", newline="\n")
    starter.chmod(0o755)
    shutil.copy(HERE / "linux" / f"{NAME}.desktop", folder)
    shutil.copy(icons / "icon-256.png", folder / f"{NAME}.png")
    shutil.copy(icons / "icon-256.png", folder / ".DirIcon")


if __name__ == "__main__":
    lay_out(*(Path(name) for name in sys.argv[1:4]))
