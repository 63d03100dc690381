"""What PyInstaller bundles for an application that imports kerascompat."""

from PyInstaller.utils.hooks import collect_data_files, copy_metadata, logger

import kerascompat
from kerascompat import _metadata
from kerascompat._pyinstaller._needs import choices, modules_below, needs_of_all

_found = choices(kerascompat.facts())
if not _found:
    logger.warning("hook-kerascompat: no Keras is installed here that kerascompat could give: none is bundled")
for _choice in dict.fromkeys(map(str, _found)):
    logger.info("hook-kerascompat: bundled is what it takes for %s", _choice)
_needs = needs_of_all(_found)

hiddenimports = [*_needs.modules, *(name for package in _needs.packages for name in modules_below(package))]
datas = collect_data_files("kerascompat", includes=["data/*.json"], excludes=["data/signatures.json"])
for _name in ("kerascompat", *_needs.distributions):
    if _metadata.version(_name) is not None:
        datas += copy_metadata(_name)
# all of them are there: one that is missing was excluded by whoever builds the application
warn_on_missing_hiddenimports = False
