"""Results as JUnit XML, which every CI reads."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from assistant.script.result import ScriptResult


def write_junit(results: Sequence[ScriptResult], out: Path) -> None:
    """Write a report.

    Args:
        results: One test case each.
        out: The XML file.
    """
    failed = sum(bool(result.problems) for result in results)
    root = ElementTree.Element("testsuites")
    whole = {"name": "conversations", "tests": str(len(results)), "failures": str(failed)}
    suite = ElementTree.SubElement(root, "testsuite", whole)
    for result in results:
        names = {"classname": result.file, "name": result.name, "time": f"{result.seconds:.3f}"}
        case = ElementTree.SubElement(suite, "testcase", names)
        if result.problems:
            failure = ElementTree.SubElement(case, "failure", {"message": result.problems[0]})
            failure.text = "\n".join(result.problems)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
