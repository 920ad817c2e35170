"""The Windows Installer package (MSI) in the words of WiX, made from a bundle.

For administrators: for all users, silent with `msiexec /i neural-playground.msi /qn`. Understood
by `wixl` (on Linux; it fails on words that are not English) and by WiX 3 (`candle`, `light`).
"""

import os
from pathlib import Path
from uuid import UUID, uuid5
from xml.sax.saxutils import quoteattr

import archives

UPGRADE_CODE = UUID("5b0f3c0e-5f5c-4f44-9d0e-6a3f5b6c2e11")
"""Fixed for ever: by it a newer version knows that it replaces an older one."""

HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="*" Name="Neural Playground" Language="1033" Codepage="65001" Version={version} UpgradeCode={upgrade}
  Manufacturer="The Neural Playground authors">
  <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>
  <MajorUpgrade DowngradeErrorMessage="A newer version is installed."/>
  <MediaTemplate EmbedCab="yes"/>
  <Icon Id="icon.ico" SourceFile={icon}/>
  <Property Id="ARPPRODUCTICON" Value="icon.ico"/>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramMenuFolder"/>
   <Directory Id="ProgramFiles64Folder">
    <Directory Id="INSTALLDIR" Name="Neural Playground">
"""

ASSOCIATION = """\
     <Component Id="association" Guid={guid} Win64="yes">
      <RegistryValue Root="HKLM" Key="Software\\Classes\\.nnp" Value="NeuralPlayground.Project" Type="string"
       KeyPath="yes"/>
      <RegistryValue Root="HKLM" Key="Software\\Classes\\NeuralPlayground.Project" Value="Neural Playground project"
       Type="string"/>
      <RegistryValue Root="HKLM" Key="Software\\Classes\\NeuralPlayground.Project\\DefaultIcon" Type="string"
       Value="[INSTALLDIR]neural-playground.exe,0"/>
      <RegistryValue Root="HKLM" Key="Software\\Classes\\NeuralPlayground.Project\\shell\\open\\command" Type="string"
       Value="&quot;[INSTALLDIR]neural-playground.exe&quot; &quot;%1&quot;"/>
     </Component>
     <Component Id="shortcut" Guid={shortcut} Win64="yes">
      <Shortcut Id="menu" Directory="ProgramMenuFolder" Name="Neural Playground" Icon="icon.ico"
       Target="[INSTALLDIR]neural-playground.exe" WorkingDirectory="INSTALLDIR"/>
      <RegistryValue Root="HKLM" Key="Software\\NeuralPlayground" Name="installed" Type="integer" Value="1"
       KeyPath="yes"/>
     </Component>
"""

TAIL = """\
    </Directory>
   </Directory>
  </Directory>
  <Feature Id="program" Level="1">
{references}
  </Feature>
 </Product>
</Wix>
"""


def describe(bundle: Path, icon: Path, version: str, beside: Path) -> str:
    """The whole description: every file of the bundle, the menu entry, and the file type.

    It is to lie in the folder `beside`: wixl takes no absolute names.
    """
    source = Path(os.path.relpath(bundle, beside))
    places = [path.relative_to(bundle) for path in archives.files(bundle)]
    names = ["association", "shortcut", *(_name("c", place) for place in places)]
    return (
        HEAD.format(
            version=quoteattr(version),
            upgrade=quoteattr(str(UPGRADE_CODE)),
            icon=quoteattr(os.path.relpath(icon, beside)),
        )
        + ASSOCIATION.format(guid=_guid("association"), shortcut=_guid("shortcut"))
        + "\n".join(_folder(source, Path(), places))
        + "\n"
        + TAIL.format(references="\n".join(f'   <ComponentRef Id="{name}"/>' for name in names))
    )


def _folder(source: Path, folder: Path, places: list[Path]) -> list[str]:
    """The files of one folder, and the folders in it."""
    lines = [_component(source, place) for place in places if place.parent == folder]
    depth = len(folder.parts)
    inner = {Path(*place.parts[: depth + 1]) for place in places if len(place.parts) > depth + 1}
    for child in sorted(inner):
        below = [place for place in places if place.parts[: depth + 1] == child.parts]
        lines.append(f'<Directory Id="{_name("d", child)}" Name={quoteattr(child.name)}>')
        lines += [*_folder(source, child, below), "</Directory>"]
    return lines


def _component(source: Path, place: Path) -> str:
    return (
        f'<Component Id="{_name("c", place)}" Guid={_guid(place.as_posix())} Win64="yes">'
        f'<File Id="{_name("f", place)}" Name={quoteattr(place.name)} Source={quoteattr(str(source / place))} '
        'KeyPath="yes"/></Component>'
    )


def _name(kind: str, place: Path) -> str:
    """An identifier for a file or folder, the same in every build."""
    return f"{kind}{uuid5(UPGRADE_CODE, place.as_posix()).hex}"


def _guid(name: str) -> str:
    return quoteattr(str(uuid5(UPGRADE_CODE, f"component {name}")))
