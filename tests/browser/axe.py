"""axe-core, which looks for barriers in the page. It is fetched once from the registry that npm_config_registry or npm
itself names, held against its digest, and kept in the build directory."""

import base64
import hashlib
import io
import os
import pathlib
import subprocess
import tarfile
import urllib.error
import urllib.request

VERSION = "4.14.1"
# As package-lock.json would have it.
INTEGRITY = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Unavailable(Exception):
    """No registry is named, or it cannot be reached."""


def registry():
    named = os.environ.get("npm_config_registry")
    try:
        return named or subprocess.check_output(["npm", "config", "get", "registry"], text=True).strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable(f"neither npm_config_registry nor npm names a registry: {error}") from error


def fetch():
    address = f"{registry().rstrip('/')}/axe-core/-/axe-core-{VERSION}.tgz"
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read()
    except (urllib.error.URLError, OSError) as error:
        raise Unavailable(f"axe-core {VERSION} cannot be fetched: {error}") from error


def source(build):
    """The script; whatever was kept is held against the digest again."""
    kept = pathlib.Path(build) / f"axe-core-{VERSION}.tgz"
    package = kept.read_bytes() if kept.exists() else fetch()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()
    if digest != INTEGRITY:
        raise ValueError(f"axe-core {VERSION} is not what it was: {digest}")
    kept.write_bytes(package)
    with tarfile.open(fileobj=io.BytesIO(package)) as files:
        return files.extractfile("package/axe.min.js").read().decode()
