"""Exchange rates as the European Central Bank publishes them."""

from typing import BinaryIO
from xml.etree import ElementTree


def read(data: BinaryIO) -> dict[str, str]:
    """What a euro is worth, for each currency's code."""
    try:
        rows = ElementTree.parse(data).iter()
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    return {row.attrib["currency"]: row.attrib["rate"] for row in rows if "rate" in row.attrib}
