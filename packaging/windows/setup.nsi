; The set-up program for Windows: for one person without administrator rights, or with /AllUsers for everybody.
; Silent: setup.exe /S [/AllUsers] [/D=C:\folder]. Made by installers.py, which gives VERSION, BUNDLE, ICON and OUT.

Unicode true
SetCompressor /SOLID lzma
Name "Neural Playground"
OutFile "${OUT}"
BrandingText " "
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1033 "ProductName" "Neural Playground"
VIAddVersionKey /LANG=1033 "FileDescription" "Neural Playground set-up"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "The Neural Playground authors, MIT licence"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\NeuralPlayground"
!define TYPE "NeuralPlayground.Project"
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "Neural Playground"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_USE_PROGRAMFILES64
!include MultiUser.nsh
!include MUI2.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\neural-playground.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"

LangString PROJECT ${LANG_ENGLISH} "Neural Playground project"
LangString PROJECT ${LANG_KOREAN} "Neural Playground 프로젝트"

Function .onInit
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

!macro TellExplorer
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section
    RMDir /r "$INSTDIR\_internal" ; no file of an older version may stay among the new ones
    SetOutPath "$INSTDIR"
    File /r "${BUNDLE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortCut "$SMPROGRAMS\Neural Playground.lnk" "$INSTDIR\neural-playground.exe"
    WriteRegStr SHCTX "Software\Classes\.nnp" "" "${TYPE}"
    WriteRegStr SHCTX "Software\Classes\.nnp\OpenWithProgids" "${TYPE}" ""
    WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "$(PROJECT)"
    WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\neural-playground.exe,0"
    WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\neural-playground.exe" "%1"'
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Neural Playground"
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\neural-playground.exe"
    WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "The Neural Playground authors"
    WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
    WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
    WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
    !insertmacro TellExplorer
SectionEnd

Section "Uninstall"
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\licences"
    Delete "$INSTDIR\neural-playground.exe"
    Delete "$INSTDIR\playground.exe"
    Delete "$INSTDIR\READ-ME-FIRST.txt"
    Delete "$INSTDIR\teacher-example.toml"
    Delete "$INSTDIR\FILES.txt"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR" ; stays if somebody put something of theirs there
    Delete "$SMPROGRAMS\Neural Playground.lnk"
    DeleteRegValue SHCTX "Software\Classes\.nnp\OpenWithProgids" "${TYPE}"
    ReadRegStr $0 SHCTX "Software\Classes\.nnp" ""
    StrCmp $0 "${TYPE}" 0 +2
    DeleteRegValue SHCTX "Software\Classes\.nnp" ""
    DeleteRegKey SHCTX "Software\Classes\${TYPE}"
    DeleteRegKey SHCTX "${UNINSTALL}"
    !insertmacro TellExplorer
SectionEnd
