"""What mkdocs adds to the pages of docs/: the documents of the root, and the API reference read from the protos."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent))

from api_reference import api_reference

ROOT = Path(__file__).resolve().parents[2]
OF_THE_ROOT = ("ARCHITECTURE.md", "TRUST.md", "SECURITY.md", "CHANGELOG.md")
_OUTSIDE = re.compile(
    r"\[([^\]]*)\]\((?:\.\./)+(?:examples|proto|benchmarks|deploy|clients|prover|README\.md|LICENSE)[^)]*\)"
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are not in docs/."""
    for name in OF_THE_ROOT:
        text = (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, name, content=text))
    files.append(File.generated(config, "index.md", content=home((ROOT / "README.md").read_text(encoding="utf-8"))))
    files.append(File.generated(config, "api.md", content=api_reference(ROOT / "proto")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links to documents of the root stay in the site; links to sources are shown as names."""
    depth = page.file.src_uri.count("/")
    for name in OF_THE_ROOT:
        markdown = markdown.replace(f"](../{'../' * depth}{name}", f"]({'../' * depth}{name}")
    return _OUTSIDE.sub(r"\1", markdown)


def home(readme: str) -> str:
    """The README as the first page."""
    text = readme.replace("](docs/", "](").replace('src="docs/', 'src="')
    return re.sub(r"\]\((proto/[^)]*)\)", "](api.md)", text)
